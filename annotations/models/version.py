"""The history of annotations."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import Annotation
from sourcelib.models import Article


class AnnotationVersion(models.Model):
    """An annotation as it was after one change: the whole of it, who changed it, and why.

    An import writes no version of its own: its first version is its batch, and it is written
    down when the annotation is changed for the first time.
    """

    class Action(models.TextChoices):
        IMPORTED = "imported", _("imported")
        CREATED = "created", _("created")
        CHANGED = "changed", _("changed")
        SUBMITTED = "submitted", _("submitted for review")
        RETURNED = "returned", _("sent back")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REANCHORED = "reanchored", _("found again in a corrected text")
        RESTORED = "restored", _("restored")
        RETRACTED = "retracted", _("taken back")

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="versions")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("version"))
    action = models.CharField(_("action"), max_length=10, choices=Action.choices)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.TextField(_("reason"), blank=True)
    data = models.JSONField(_("the annotation"), help_text=_("row, detail and spans"))

    class Meta:
        verbose_name = _("version of an annotation")
        verbose_name_plural = _("versions of annotations")
        ordering = ["annotation_id", "number"]
        indexes = [
            # the log of one source, newest first
            models.Index(fields=["article", "-at"], name="version_log_of_article"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["annotation", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.annotation_id}, version {self.number}"
