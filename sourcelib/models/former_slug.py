"""Slugs that were in use once, so that their addresses keep leading somewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerSlug(models.Model):
    """An address that a row had before; the page answers with a permanent redirect."""

    model = models.CharField(_("model"), max_length=60, help_text=_("label, as app.model"))
    slug = models.SlugField(_("former slug"), max_length=120)
    uid = models.UUIDField(_("row's permanent id"), db_index=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")
        ordering = ["model", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["model", "slug"], name="former_slug_once_per_model")
        ]

    def __str__(self) -> str:
        return f"{self.model}: {self.slug}"
