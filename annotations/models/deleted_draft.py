"""Drafts that were deleted, kept so that deleting can be undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sourcelib.models import Article


class DeletedDraft(models.Model):
    """A draft as it was when it was deleted: its row, spans, links, remarks and history.

    `uid` is the permanent id of the annotation, which comes back with it.
    """

    uid = models.UUIDField(_("permanent id of the annotation"), unique=True)
    article = models.ForeignKey(
        Article, verbose_name=_("source"), on_delete=models.CASCADE, related_name="deleted_drafts"
    )
    data = models.JSONField(_("the annotation"))
    deleted_at = models.DateTimeField(_("deleted at"), auto_now_add=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("deleted by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("deleted draft")
        verbose_name_plural = _("deleted drafts")
        ordering = ["-deleted_at", "-id"]

    def __str__(self) -> str:
        return str(self.uid)
