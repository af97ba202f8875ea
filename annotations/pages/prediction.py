"""The page of one prediction: its whole story."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from annotations.models import Annotation
from annotations.pages.board_rows import board_rows
from annotations.pages.statement import find_statement, siblings, story
from annotations.scoring.likelihood import Standard
from annotations.standards import choices, reads_standard
from annotations.statements import StatementView
from sourcelib.models import Article


@dataclass(frozen=True)
class Reading:
    """How one standard reads the likelihood words, and the address of the page read by it.

    `of_words` is the band of the words themselves, `of_event` the one of the sentence judged: the
    same, turned round where the words speak of the opposite. Both are empty where it has none.
    """

    standard: str
    address: str
    current: bool
    of_words: str
    of_event: str


@reads_standard
def prediction(request: HttpRequest, uid: uuid.UUID, standard: Standard) -> HttpResponse:
    """The whole story of one prediction."""
    found = find_statement(Annotation.Kind.PREDICTION, uid, standard)
    if isinstance(found, HttpResponse):
        return found
    others = siblings(found)
    return render(
        request,
        "annotations/prediction.html",
        {
            "section": "predictions",
            "siblings": others,
            "together": len(others) + 1,
            "readings": _readings(request, found),
            "printed": _printed(found),
            "course": board_rows([found]),
            "withheld": found.article.display == Article.Display.METADATA,
            **story(found),
        },
    )


def _readings(request: HttpRequest, view: StatementView) -> Sequence[Reading]:
    """Return how all standards read the likelihood, the chosen one first; none if none does."""
    read = []
    for standard, choice in zip(Standard, choices(request, view.standard), strict=True):
        likelihood = StatementView(view.annotation, standard=standard).likelihood
        read.append(
            Reading(
                standard=choice.label,
                address=choice.address,
                current=choice.current,
                of_words=likelihood.percent,
                of_event=likelihood.percent_of_the_event,
            )
        )
    if not any(reading.of_words for reading in read):
        return []
    return sorted(read, key=lambda reading: not reading.current)


def _printed(view: StatementView) -> str:
    """Return the probability that the source prints, as "30%"; mostly there is none."""
    probability = view.detail.probability
    if probability is None:
        return ""
    return _("%(percent)s%%") % {"percent": f"{float(probability) * 100:g}"}
