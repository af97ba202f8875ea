"""Every annotation stands on a text that has its passage, and what was looked for tells of it."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from annotations.models import Annotation, Reanchoring, Span
from annotations.services.checking.fault import Fault, Faults
from sourcelib.models import Revision

State = Reanchoring.State


def check() -> Faults:
    """Yield the faults of where annotations stand, and of the rows of `Reanchoring`."""
    yield from _annotations()
    yield from _rows()
    yield from _proposals()


def _annotations() -> Faults:
    rows = Annotation.objects.all()
    for row in _named(rows.exclude(revision__article=F("article")), "annotation"):
        yield Fault("standing-elsewhere", row, "it stands on a text of another source")
    here = Exists(_bodies(annotation=OuterRef("pk"), revision=OuterRef("revision")))
    anywhere = Exists(_bodies(annotation=OuterRef("pk")))
    for row in _named(rows.filter(~here, anywhere), "annotation"):
        problem = "it stands on a text in which it has no passage; run manage.py reanchor"
        yield Fault("standing-nowhere", row, problem)
    current = OuterRef("article__current_revision")
    in_it = Exists(_bodies(annotation=OuterRef("pk"), revision=current))
    behind = rows.exclude(revision=F("article__current_revision")).filter(in_it)
    for row in _named(behind, "annotation"):
        problem = "it has its passage in the current text, and stands on another one"
        yield Fault("standing-behind", row, problem)


def _rows() -> Faults:
    rows = Reanchoring.objects.all()
    own = Q(
        article=F("annotation__article"),
        revision__article=F("article"),
        old_revision__article=F("article"),
    )
    for row in _named(rows.exclude(own)):
        yield Fault("reanchoring-source", row, "its annotation or texts are of another source")
    for row in _named(rows.filter(old_revision__number__gte=F("revision__number"))):
        yield Fault("reanchoring-order", row, "it leads from a text to an earlier one")
    there = Exists(_bodies(annotation=OuterRef("annotation"), revision=OuterRef("revision")))
    for row in _named(rows.filter(~there, state__in=(State.CARRIED, State.PLACED))):
        problem = "its annotation was carried or placed, and has no passage in the text"
        yield Fault("reanchoring-passage", row, problem)
    waiting = rows.filter(state=State.WAITING)
    for row in _named(waiting.filter(there)):
        yield Fault("reanchoring-waits", row, "it waits, and its annotation has a passage there")
    for row in _named(waiting.exclude(revision=F("article__current_revision"))):
        problem = "it waits for its place in a text that is not the current one"
        yield Fault("reanchoring-overtaken", row, problem)


def _proposals() -> Faults:
    """Yield what was found and does not stand so in the text; each text is read once."""
    proposed = (
        Reanchoring.objects.exclude(proposed=[])
        .order_by("revision_id", "pk")
        .values_list("revision_id", "uid", "proposed")
    )
    for pk, rows in groupby(proposed.iterator(chunk_size=2_000), key=itemgetter(0)):
        text = Revision.objects.values_list("text", flat=True).get(pk=pk)
        for _pk, uid, spans in rows:
            if not all(_quotes(text, span) for span in spans):
                problem = "what was found does not stand so in the text"
                yield Fault("reanchoring-words", f"re-anchoring {uid}", problem)


def _quotes(text: str, span: Any) -> bool:
    """Whether a span of a row, which may hold any JSON, quotes the text."""
    if not isinstance(span, dict):
        return False
    start, end = span.get("start"), span.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        return False
    role, exact = span.get("role"), span.get("exact")
    return text[start:end] == exact and role in Span.Role.values and span.get("part", 0) >= 1


def _bodies(**of: Any) -> QuerySet[Span]:
    return Span.objects.filter(role=Span.Role.BODY, part=1, **of)


def _named(rows: QuerySet[Any], kind: str = "re-anchoring") -> Iterator[str]:
    for uid in rows.order_by("pk").values_list("uid", flat=True).iterator():
        yield f"{kind} {uid}"
