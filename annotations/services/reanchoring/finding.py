"""Finding the annotations of a source in another text of it: what `follow` writes, as values."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from annotations.models import Annotation, Reanchoring
from annotations.services.reanchoring.outcome import Found, together, worse
from annotations.services.reanchoring.passages import Standing, standing, texts_of
from annotations.services.reanchoring.restoring import as_before
from annotations.spans.sentence import in_one_sentence
from annotations.spans.transfer import transfer
from sourcelib.models import Article, Revision

Outcome = Reanchoring.Outcome


def find(article: Article, text: str, revision: Revision | None = None) -> list[Found]:
    """Return what would become of the annotations of a source in `text`, which is `revision`'s.

    Those that stand on `revision` already are left out, and compared with. What stood in an
    earlier revision with this very text is carried from there. Four queries, but for such a text.
    """
    rows = standing(article)
    here = [row for row in rows if revision is not None and row.revision == revision.pk]
    there = [row for row in rows if revision is None or row.revision != revision.pk]
    before = as_before(article, there, text, revision)
    found = _found([before.get(row.pk, row) for row in there], here, text)
    doubted = {one.standing.pk for one in found if not one.is_certain} & before.keys()
    if doubted:  # a person settles them, from where they stand now
        rows = [row if row.pk in doubted else before.get(row.pk, row) for row in there]
        found = _found(rows, here, text)
    return found


def _found(there: Sequence[Standing], here: Sequence[Standing], text: str) -> list[Found]:
    texts = texts_of(row.revision for row in there)
    found: list[Found] = []
    for key, old in texts.items():
        found += _carried([row for row in there if row.revision == key], old, text)
    found.sort(key=lambda one: one.standing.pk)
    return _told_apart(_in_one_sentence(found, here, text), here)


def _carried(rows: Sequence[Standing], old: str, text: str) -> list[Found]:
    """Look for all that stands on one text in the other, at once."""
    extents = [(place.start, place.end) for row in rows for place in row.places]
    carried = iter(transfer(old, text, extents))
    return [together(row, [(place, next(carried)) for place in row.places], text) for row in rows]


def _doubted(found: Found) -> Found:
    return replace(found, outcome=worse(found.outcome, Outcome.UNCERTAIN))


def _in_one_sentence(found: Sequence[Found], here: Sequence[Standing], text: str) -> list[Found]:
    """Leave it to a person where predictions of one compound stand in two sentences now."""
    places: dict[int | None, list[tuple[int, int]]] = defaultdict(list)
    for row in here:
        places[row.compound] += [(place.start, place.end) for place in row.body()]
    for one in found:
        if one.is_certain:
            places[one.standing.compound] += one.body()
    apart = {
        compound
        for compound, of_members in places.items()
        if compound is not None and not in_one_sentence(text, of_members)
    }
    return [_doubted(one) if one.standing.compound in apart else one for one in found]


def _told_apart(found: Sequence[Found], here: Sequence[Standing]) -> list[Found]:
    """Leave it to a person where two annotations of one kind would stand on the same words.

    Of those that were apart before, the first keeps its place: one that the text had there
    already, else the one that was found best. Those that stood on the same words go on so.
    """
    taken: dict[object, tuple[object, ...]] = {}
    for row in here:
        places = tuple(sorted((place.start, place.end) for place in row.body()))
        if not row.withdrawn:
            taken[_what(row, places)] = ("here",)
    doubted: set[int] = set()
    for one in sorted(found, key=lambda one: (one.outcome != Outcome.UNCHANGED, -one.confidence)):
        row = one.standing
        if row.withdrawn or not one.is_certain:
            continue
        before = (row.revision, *sorted((place.start, place.end) for place in row.body()))
        if taken.setdefault(_what(row, one.body()), before) != before:
            doubted.add(row.pk)
    return [_doubted(one) if one.standing.pk in doubted else one for one in found]


def _what(row: Standing, places: tuple[tuple[int, int], ...]) -> object:
    """Return what two annotations may not both be: this kind, of this actor, on these words."""
    return (row.kind, row.actor if row.kind == Annotation.Kind.MENTION else None, places)
