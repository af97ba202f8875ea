"""Claims."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.statement import Statement, speaker_fits_attribution


class Claim(Statement):
    """An assertion that a reader could check or dispute."""

    class Kind(models.TextChoices):
        FACTUAL = "factual", _("factual")
        CAUSAL = "causal", _("causal")
        EVALUATIVE = "evaluative", _("evaluative")
        NORMATIVE = "normative", _("normative")
        INTERPRETIVE = "interpretive", _("interpretive")

    class Certainty(models.TextChoices):
        ASSERTED = "asserted", _("asserted")
        PROBABLE = "probable", _("probable")
        POSSIBLE = "possible", _("possible")
        PRESUPPOSED = "presupposed", _("presupposed")
        RHETORICAL = "rhetorical", _("rhetorical")
        HYPOTHETICAL = "hypothetical", _("hypothetical")

    # The kinds that records could settle, and that can therefore be checked.
    CHECKABLE = frozenset({Kind.FACTUAL, Kind.CAUSAL})

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    certainty = models.CharField(
        _("certainty"), max_length=12, choices=Certainty.choices, default=Certainty.ASSERTED
    )

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["annotation_id"]
        constraints = [
            speaker_fits_attribution("claim_speaker_fits_attribution"),
            models.CheckConstraint(name="claim_has_summary", condition=~Q(summary="")),
        ]
