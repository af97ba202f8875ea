"""Who has read what, and who is at work where."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sourcelib.models import Article, Revision


class ParagraphRead(models.Model):
    """A person says that they have read a paragraph of a revision and tagged what there is."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="read")
    paragraph = models.PositiveIntegerField(_("paragraph"), help_text=_("from 1"))
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("read by"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    read_at = models.DateTimeField(_("read at"), default=timezone.now)

    class Meta:
        verbose_name = _("paragraph read")
        verbose_name_plural = _("paragraphs read")
        ordering = ["revision_id", "paragraph", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "paragraph", "reader"], name="paragraph_read_once_by_each"
            ),
            models.CheckConstraint(name="paragraph_read_from_one", condition=Q(paragraph__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id} ¶ {self.paragraph}"


class Presence(models.Model):
    """A person has the annotation page of a source open in a window, or had it at `seen_at`."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="present")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="present"
    )
    window = models.UUIDField(_("window"), help_text=_("one person may have several open"))
    seen_at = models.DateTimeField(_("seen at"))
    paragraph = models.PositiveIntegerField(
        _("paragraph"), null=True, blank=True, help_text=_("the one in sight, from 1")
    )
    annotation = models.UUIDField(
        _("annotation"), null=True, blank=True, help_text=_("the one that is open, by its uid")
    )

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["article_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person", "window"], name="presence_once_a_window"
            ),
            models.CheckConstraint(
                name="presence_paragraph_from_one",
                condition=Q(paragraph__isnull=True) | Q(paragraph__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.person_id}"
