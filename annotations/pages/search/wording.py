"""How a page of the search is called, and how search engines and messengers describe it."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.pages.search.asked import KINDS, LABELS, Asked
from annotations.pages.search.results import Results, in_words
from sourcelib.search.index import Kind

MOST_WORDS = 60  # characters of what was typed that a title has

_DESCRIPTIONS = {
    None: gettext_lazy("Sources, passages, claims, predictions and actors with “%(words)s”."),
    Kind.SOURCE: gettext_lazy(
        "Sources with “%(words)s” in their title, their text or their byline."
    ),
    Kind.PASSAGE: gettext_lazy("Paragraphs with “%(words)s”, each with the way to its place."),
    Kind.CLAIM: gettext_lazy("Claims with “%(words)s”, each with the words that carry it."),
    Kind.PREDICTION: gettext_lazy("Predictions with “%(words)s”, and how they turned out."),
    Kind.ACTOR: gettext_lazy("Actors that are called “%(words)s”, under all their names."),
}


def heading(asked: Asked, results: Results | None) -> str:
    """Return what a page is called: the words looked for, the kind, the numbers of its hits."""
    if not asked.query_text:
        return _("Search")
    parts = [_("“%(words)s”") % {"words": _words(asked)}]
    if asked.kind:
        parts.append(str(LABELS[asked.kind]))
    if results and results.first_number > 1:
        parts[-1] += f" {results.first_number}–{results.last_number}"
    return " · ".join([*parts, _("Search")])


def description(asked: Asked, results: Results | None) -> str:
    """Return in a sentence or two what a page shows, with how much of each kind there is."""
    if results is None:
        return _("Find sources, passages, claims, predictions and actors by their words.")
    said = str(_DESCRIPTIONS[asked.kind]) % {"words": _words(asked)}
    kinds = [asked.kind] if asked.kind else KINDS
    counts = [f"{LABELS[kind]}: {in_words(results.counts[kind])}" for kind in kinds]
    pages = [f"{results.first_number}–{results.last_number}"] if results.first_number > 1 else []
    return f"{said} {'; '.join([*counts, *pages])}."


def _words(asked: Asked) -> str:
    return Truncator(" ".join(asked.query_text.split())).chars(MOST_WORDS)
