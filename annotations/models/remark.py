"""What those who work on an annotation say to one another about it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import Annotation
from sourcelib.models.identity import Identified


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Reads of remarks."""

    def open(self) -> Self:
        """Those that nobody has settled."""
        return self.filter(settled_at__isnull=True)


class Remark(Identified):
    """One remark in the discussion of an annotation; never public, never exported.

    A question stays open until somebody settles it.
    """

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="remarks")
    text = models.TextField(_("text"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["annotation_id", "id"]
        constraints = [models.CheckConstraint(name="remark_has_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text[:60]
