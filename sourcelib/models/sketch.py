"""By what nearly identical texts are found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sourcelib.models.revision import Revision


class SketchValue(models.Model):
    """One of the smallest hashes of a text's word sequences (a bottom-k sketch).

    Two texts share about as large a part of their values as of all their word sequences (Broder
    1997). Only the current revision of a source has values.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="sketch")
    value = models.BigIntegerField(_("hash"))

    class Meta:
        verbose_name = _("sketch of a text")
        verbose_name_plural = _("sketches of texts")
        ordering = ["revision_id", "value"]
        indexes = [
            # which texts share values with a new one
            models.Index(fields=["value", "revision"], name="sketch_by_value"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["revision", "value"], name="sketch_value_once"),
        ]

    def __str__(self) -> str:
        return str(self.value)
