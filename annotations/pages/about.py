"""What this library is, how it works, and how its predictions are judged."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from annotations.models import Verdict
from annotations.models.prediction import TERM_LABELS
from annotations.scoring.likelihood import Standard, Term, band
from annotations.scoring.standing import GRACE
from annotations.standards import DEFAULT


def about(request: HttpRequest) -> HttpResponse:
    """The page; its tables come from the code that applies them."""
    return render(
        request,
        "annotations/about.html",
        {
            "section": "about",
            "standards": [standard.label for standard in Standard],
            "terms": [(TERM_LABELS[term], _bands(term)) for term in Term],
            "standard": DEFAULT.label,
            "grace": GRACE.days,
            "states": [
                (state, state.label) for state in Verdict.State if state in Verdict.OF_PREDICTIONS
            ],
        },
    )


def _bands(term: Term) -> list[str]:
    """Return the band of a term in each standard, as "55–80%", empty where it has none."""
    found = [band(term.value.replace("-", " "), standard) for standard in Standard]
    return [f"{one.low * 100:g}–{one.high * 100:g}%" if one else "" for one in found]
