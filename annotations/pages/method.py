"""How passages are chosen, likelihoods read, terms counted, verdicts reached, records scored.

What can be printed from the code that applies it is; the prose stands in the templates.
"""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.corrections import corrections
from annotations.models import Prediction, Verdict
from annotations.models.prediction import TERM_LABELS
from annotations.pages.worked_example import worked_example
from annotations.scoring.horizon import TABLE
from annotations.scoring.likelihood import Standard, Term, band_of
from annotations.scoring.standing import GRACE
from annotations.states import STATE_RULES
from annotations.track_records.wording import REASONS

NEWEST_CORRECTIONS = 5

GROUND_RULES = {
    Prediction.Ground.STATED: gettext_lazy(
        "The words give an end date: “this July”, written in May 2015, ends on 31 July 2015."
    ),
    Prediction.Ground.EVENT: gettext_lazy(
        "The words name the event that ends it: “until tensions subside”."
    ),
    Prediction.Ground.DEFAULT_5Y: gettext_lazy("The text gives no end date: five years count."),
    Prediction.Ground.NONE: gettext_lazy(
        "Not even five years make sense: a slow rise to a standing, a general rule of conduct."
    ),
}
STANDARD_SOURCES = {
    Standard.ICD_203: gettext_lazy(
        "Intelligence Community Directive 203, “Analytic Standards”, Office of the Director of "
        "National Intelligence (2015, amended 2022), section D.6.e"
    ),
    Standard.PHIA: gettext_lazy(
        "Professional Head of Intelligence Assessment, “Probability Yardstick” "
        "(United Kingdom, 2018)"
    ),
    Standard.IPCC: gettext_lazy(
        "Mastrandrea et al., “Guidance Note for Lead Authors of the IPCC Fifth Assessment Report "
        "on Consistent Treatment of Uncertainties” (2010), table 1"
    ),
    Standard.KENT: gettext_lazy(
        "Sherman Kent, “Words of Estimative Probability”, Studies in Intelligence 8:4 (1964)"
    ),
}


def method(request: HttpRequest) -> HttpResponse:
    """The page, with the newest corrections."""
    return render(
        request,
        "annotations/method.html",
        {
            "section": "about",
            "contents": [
                ("passages", _("How passages are chosen")),
                ("likelihood", _("How likelihood words are read")),
                ("horizons", _("By when: how terms are counted")),
                ("verdicts", _("How verdicts come about")),
                ("scores", _("How records are scored")),
                ("corrections", _("Corrections")),
            ],
            "standards": [standard.label for standard in Standard],
            "standard_sources": [(one.label, work) for one, work in STANDARD_SOURCES.items()],
            "terms": [(TERM_LABELS[term], _bands(term)) for term in Term],
            "grounds": [(ground.label, rule) for ground, rule in GROUND_RULES.items()],
            "phrases": [(entry.example, entry.rule) for entry in TABLE],
            "states": _rules(Verdict.OF_PREDICTIONS),
            "checks": _rules(Verdict.OF_CLAIMS),
            "grace": GRACE.days,
            "example": worked_example(),
            "reasons": REASONS.values(),
            "rows": corrections(0, NEWEST_CORRECTIONS),
        },
    )


def _rules(states: Collection[str]) -> list[tuple[Verdict.State, object]]:
    """Return the states among these, each with its rule, in their order."""
    return [(state, rule) for state, rule in STATE_RULES.items() if state in states]


def _bands(term: Term) -> list[str]:
    """Return the band of a term in each standard, as "55–80%", empty where it has none."""
    found = [band_of(term, standard) for standard in Standard]
    return [f"{one.low * 100:g}–{one.high * 100:g}%" if one else "" for one in found]
