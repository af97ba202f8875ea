"""What this library is, how it works, and how its predictions are judged."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from annotations.models import Verdict
from annotations.scoring.likelihood import Standard, Term, band
from annotations.scoring.standing import GRACE
from annotations.statements import STANDARD


def about(request: HttpRequest) -> HttpResponse:
    """The page; its tables come from the code that applies them."""
    return render(
        request,
        "annotations/about.html",
        {
            "section": "about",
            "standards": [standard.label for standard in Standard],
            "terms": [(_words(term), _bands(term)) for term in Term],
            "standard": STANDARD.label,
            "grace": GRACE.days,
            "states": [
                (state, state.label) for state in Verdict.State if state in Verdict.OF_PREDICTIONS
            ],
        },
    )


def _words(term: Term) -> str:
    return {
        Term.ALMOST_CERTAIN: _("almost certain, virtually certain"),
        Term.VERY_LIKELY: _("very likely, highly likely"),
        Term.LIKELY: _("likely, probable"),
        Term.ABOUT_EVEN: _("about even, realistic possibility"),
        Term.UNLIKELY: _("unlikely, improbable"),
        Term.VERY_UNLIKELY: _("very unlikely, highly unlikely"),
        Term.REMOTE: _("remote, almost no chance"),
    }[term]


def _bands(term: Term) -> list[str]:
    """Return the band of a term in each standard, as "55–80%", empty where it has none."""
    found = [band(term.value.replace("-", " "), standard) for standard in Standard]
    return [f"{one.low * 100:g}–{one.high * 100:g}%" if one else "" for one in found]
