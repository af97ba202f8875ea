"""Where annotations stand."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import Annotation
from sourcelib.models import Revision


class Span(models.Model):
    """One stretch of one revision's text that an annotation rests on.

    `start` and `end` are half-open and count Unicode code points; `exact` is the text between.
    A new revision of the source adds spans and changes none.
    """

    class Role(models.TextChoices):
        BODY = "body", _("passage")
        CONDITION = "condition", _("condition")
        LIKELIHOOD = "likelihood", _("likelihood words")
        HORIZON = "horizon", _("horizon words")
        CUE = "cue", _("cue")

    class Placement(models.TextChoices):
        BY_HAND = "by-hand", _("by hand")
        IMPORTED = "imported", _("imported")
        CARRIED = "carried", _("carried over")
        REANCHORED = "re-anchored", _("found again")

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="spans")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="spans")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.BODY)
    part = models.PositiveSmallIntegerField(_("part"), default=1)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    exact = models.TextField(_("exact words"))
    prefix = models.CharField(_("words before"), max_length=64, blank=True)
    suffix = models.CharField(_("words after"), max_length=64, blank=True)
    placement = models.CharField(
        _("placed"), max_length=12, choices=Placement.choices, default=Placement.BY_HAND
    )

    class Meta:
        verbose_name = _("span")
        verbose_name_plural = _("spans")
        ordering = ["revision_id", "start", "-end", "id"]
        indexes = [
            # all spans of a revision in the order of the text, for the reader
            models.Index(fields=["revision", "start"], name="span_in_text_order"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["annotation", "revision", "role", "part"],
                name="span_once_per_role_and_part",
            ),
            models.CheckConstraint(name="span_start_before_end", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(
                name="span_words_fill_it", condition=Q(end=F("start") + Length("exact"))
            ),
            models.CheckConstraint(name="span_part_from_one", condition=Q(part__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"
