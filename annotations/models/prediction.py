"""Predictions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.models.actor import Actor
from annotations.models.statement import Statement, speaker_fits_attribution
from annotations.scoring.likelihood import Term
from sourcelib.models import Article
from sourcelib.models.identity import Identified

TERM_LABELS = {
    Term.ALMOST_CERTAIN: _("almost certain, virtually certain"),
    Term.VERY_LIKELY: _("very likely, highly likely"),
    Term.LIKELY: _("likely, probable"),
    Term.ABOUT_EVEN: _("about even, realistic possibility"),
    Term.UNLIKELY: _("unlikely, improbable"),
    Term.VERY_UNLIKELY: _("very unlikely, highly unlikely"),
    Term.REMOTE: _("remote, almost no chance"),
}


class Compound(Identified):
    """The predictions of one compound sentence, which share a weight of one; not a prediction."""

    article = models.ForeignKey(
        Article, verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("compound of predictions")
        verbose_name_plural = _("compounds of predictions")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.uid)


class Prediction(Statement):
    """An assertion about what will, may or would happen after it was written.

    The summary is the event in one checkable sentence: the criterion it is judged by. The words
    of its condition, likelihood and horizon are spans of its annotation.
    """

    class Form(models.TextChoices):
        FORECAST = "forecast", _("forecast")
        COMMITMENT = "commitment", _("commitment")
        PLAN = "plan", _("plan")

    class Likelihood(models.TextChoices):
        NEAR_CERTAIN = "near-certain", _("near certain")
        PROBABLE = "probable", _("probable")
        POSSIBLE = "possible", _("possible")
        UNLIKELY = "unlikely", _("unlikely")
        UNSTATED = "unstated", _("not stated")

    class Polarity(models.TextChoices):
        EVENT = "event", _("of the event as summarised")
        OPPOSITE = "opposite", _("of its opposite")

    class Ground(models.TextChoices):
        STATED = "stated", _("stated in the text")
        EVENT = "event", _("ended by an event")
        DEFAULT_5Y = "default-5y", _("five-year rule: the text gives no end date")
        NONE = "none", _("none: open, never due")

    co_speakers = models.ManyToManyField(
        Actor, verbose_name=_("co-speakers"), blank=True, related_name="predictions_shared"
    )
    form = models.CharField(_("form"), max_length=12, choices=Form.choices, default=Form.FORECAST)
    compound = models.ForeignKey(
        Compound,
        verbose_name=_("compound"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predictions",
    )
    condition = models.TextField(_("condition, in a plain sentence"), blank=True)
    likelihood = models.CharField(
        _("likelihood, as read by the curator"),
        max_length=12,
        choices=Likelihood.choices,
        default=Likelihood.UNSTATED,
        help_text=_("of the event as summarised; never becomes a number"),
    )
    likelihood_term = models.CharField(
        _("term of the likelihood words"),
        max_length=16,
        choices=[(term.value, TERM_LABELS[term]) for term in Term],
        blank=True,
        editable=False,
        help_text=_("as the standards have it; follows from the words, empty where none has"),
    )
    likelihood_polarity = models.CharField(
        _("the likelihood words speak"),
        max_length=8,
        choices=Polarity.choices,
        default=Polarity.EVENT,
    )
    probability = models.DecimalField(
        _("probability printed in the source"),
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("from 0 to 1; only where the source prints a number"),
    )
    horizon_ground = models.CharField(_("horizon"), max_length=10, choices=Ground.choices)
    horizon_start = models.DateField(_("first day the words allow"), null=True, blank=True)
    horizon_end = models.DateField(_("last day the words allow"), null=True, blank=True)
    deadline = models.DateField(
        _("deadline"), null=True, blank=True, help_text=_("the day by which it is judged")
    )
    deadline_basis = models.TextField(_("basis of the deadline"))

    class Meta:
        verbose_name = _("prediction")
        verbose_name_plural = _("predictions")
        ordering = ["annotation_id"]
        indexes = [
            # what falls due next
            models.Index(fields=["deadline", "annotation"], name="prediction_by_deadline"),
        ]
        constraints = [
            speaker_fits_attribution("prediction_speaker_fits_attribution"),
            models.CheckConstraint(name="prediction_has_summary", condition=~Q(summary="")),
            models.CheckConstraint(
                name="prediction_probability_from_0_to_1",
                condition=Q(probability__isnull=True) | Q(probability__gte=0, probability__lte=1),
            ),
            models.CheckConstraint(
                name="prediction_horizon_in_order",
                condition=Q(horizon_start__isnull=True)
                | Q(horizon_end__isnull=True)
                | Q(horizon_start__lte=F("horizon_end")),
            ),
            models.CheckConstraint(
                name="prediction_deadline_fits_ground",
                condition=Q(horizon_ground="stated", deadline=F("horizon_end"))
                | Q(horizon_ground="event", horizon_end__isnull=True)
                | Q(horizon_ground="default-5y", horizon_end__isnull=True, deadline__isnull=False)
                | Q(horizon_ground="none", horizon_end__isnull=True, deadline__isnull=True),
            ),
            models.CheckConstraint(
                name="prediction_deadline_has_basis", condition=~Q(deadline_basis="")
            ),
        ]
