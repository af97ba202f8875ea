"""The list of predictions as data."""

from dataclasses import replace
from functools import partial

from django.utils.translation import gettext_lazy as _

from annotations.filters import PredictionFilters
from annotations.list_data import Collection, Column
from annotations.lists import forms
from annotations.lists.statements import PASSAGE, STATEMENT_COLUMNS
from annotations.models import Annotation, Prediction, Verdict
from annotations.scoring.likelihood import Standard, Term
from annotations.scoring.standing import Standing
from annotations.statements import statements, with_statements
from annotations.templatetags.listed import passages_in_full

PREDICTIONS = Collection(
    name="predictions",
    filters=PredictionFilters,
    rows=lambda: Annotation.objects.public().predictions(),
    columns=(
        *STATEMENT_COLUMNS,
        Column(
            "form",
            lambda view: view.detail.form,
            forms.one_of(Prediction.Form.values),
            _("Whether it says what will be, what could be, or what would be under a condition."),
        ),
        Column(
            "condition",
            lambda view: view.detail.condition,
            forms.TEXT,
            _("Its condition in a plain sentence; empty if it has none."),
        ),
        Column(
            "likelihood_words",
            lambda view: view.likelihood.words,
            forms.TEXT,
            _("The words that say how likely; empty without such words, or if not to be shown."),
        ),
        Column(
            "likelihood_term",
            lambda view: view.detail.likelihood_term,
            forms.one_of(["", *Term]),
            _("The term of the standards that these words use; empty if none."),
        ),
        Column(
            "likelihood_polarity",
            lambda view: view.detail.likelihood_polarity,
            forms.one_of(Prediction.Polarity.values),
            _("Whether these words speak of the event as summarised, or of its opposite."),
        ),
        Column(
            "likelihood_standard",
            lambda view: view.standard.value,
            forms.one_of(Standard),
            _("The standard that the two numbers follow."),
        ),
        Column(
            "likelihood_low",
            lambda view: view.likelihood.band and view.likelihood.band.low,
            forms.SHARE_OR_NONE,
            _("The lowest probability that the words stand for, by that standard."),
        ),
        Column(
            "likelihood_high",
            lambda view: view.likelihood.band and view.likelihood.band.high,
            forms.SHARE_OR_NONE,
            _("The highest one."),
        ),
        Column(
            "lost_words",
            lambda view: [part.told for part in view.lost.values()],
            forms.TEXTS,
            _(
                "Words of its condition, likelihood or horizon that a correction took out of the "
                "text, each with the last revision that has them."
            ),
        ),
        Column(
            "horizon_ground",
            lambda view: view.detail.horizon_ground,
            forms.one_of(Prediction.Ground.values),
            _("What its end is known by."),
        ),
        Column(
            "deadline",
            lambda view: view.detail.deadline,
            forms.DAY_OR_NONE,
            _("The last day on which it can come true; none if it has no end."),
        ),
        Column(
            "standing",
            lambda view: str(view.standing),
            forms.one_of(Standing),
            _("Where it stands today, by its dates and its verdict."),
        ),
        Column(
            "verdict",
            lambda view: view.verdict and view.verdict.state,
            forms.one_of_or_none(sorted(Verdict.OF_PREDICTIONS)),
            _("The verdict that stands; none if nobody has judged it."),
        ),
        Column(
            "verdict_review",
            lambda view: view.verdict and view.verdict.review,
            forms.one_of_or_none([Verdict.Review.SINGLE, Verdict.Review.CONFIRMED]),
            _("Whether a second person has confirmed that verdict."),
        ),
        Column(
            "event_date",
            lambda view: view.verdict and view.verdict.event_date,
            forms.DAY_OR_NONE,
            _("When what it predicts happened, or could not happen any more."),
        ),
        Column(
            "decided_on",
            lambda view: view.verdict and view.verdict.decided_on,
            forms.DAY_OR_NONE,
            _("When it was judged."),
        ),
        Column(
            "reason",
            lambda view: view.verdict and passages_in_full(view.verdict.reason),
            forms.TEXT_OR_NONE,
            _("Why the verdict is what it is."),
        ),
        PASSAGE,
    ),
    load=with_statements,
    views=statements,
)


def predictions_by(standard: Standard) -> Collection:
    """Return the predictions with likelihood words as `standard` reads them."""
    return replace(PREDICTIONS, views=partial(statements, standard=standard))
