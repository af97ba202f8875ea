"""The first pass over what became of annotations when their source got a new text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotations.interchange.sourcelib.checking.context import nowhere
from annotations.interchange.sourcelib.values import Invalid
from annotations.models import Reanchoring
from annotations.records import Record

DECIDED = (Reanchoring.State.PLACED, Reanchoring.State.LEFT)
STANDS_THERE = (Reanchoring.State.CARRIED, Reanchoring.State.PLACED)
CERTAIN = (Reanchoring.Outcome.UNCHANGED, Reanchoring.Outcome.MOVED)
_SETTLED = "Say waiting, or what was decided"


@dataclass(frozen=True, slots=True)
class OfSource:
    """What a source has, by uid: the texts and numbers of its revisions, and on which of them
    each of its annotations has its passage."""

    texts: Mapping[str, str]
    numbers: Mapping[str, int]
    bodies: Mapping[str, set[str]]


def breaches(record: Record, source: OfSource) -> Iterator[Invalid]:
    """Yield what is wrong with the record, which names rows of this source only."""
    old, new = record["old_revision"], record["revision"]
    for key in ("old_revision", "revision"):
        if record[key] not in source.texts:
            yield nowhere(key, record[key], "revision")
    bodies = source.bodies.get(record["annotation"])
    if bodies is None:
        yield nowhere("annotation", record["annotation"], "annotation")
    if bodies is None or not {old, new} <= source.texts.keys():
        return
    if source.numbers[old] >= source.numbers[new]:
        yield Invalid("revision", new, "it does not come after the other", "Swap the two")
    if old not in bodies:
        problem = "the annotation has no passage in it"
        yield Invalid("old_revision", old, problem, "Name the one that it stood on")
    if record["state"] in STANDS_THERE and new not in bodies:
        problem = f"the annotation is {record['state']} there, and has no passage in it"
        yield Invalid("revision", new, problem, "Give its span, or another state")
    yield from _decided(record)
    yield from _proposed(record, source.texts[new])


def _decided(record: Record) -> Iterator[Invalid]:
    state, day = record["state"], record["decided_at"]
    if (day is not None) != (state in DECIDED):
        problem = f"this does not fit the state {state}"
        yield Invalid("decided_at", day, problem, "Give it with placed and left, and no other")
    if state == Reanchoring.State.CARRIED and record["outcome"] not in CERTAIN:
        problem = f"what is {record['outcome']} is not carried over unseen"
        yield Invalid("state", state, problem, _SETTLED)


def _proposed(record: Record, text: str) -> Iterator[Invalid]:
    for number, span in enumerate(record["proposed"]):
        start, end = span["start"], span["end"]
        if not start < end <= len(text) or text[start:end] != span["exact"]:
            yield Invalid(
                f"proposed[{number}].exact",
                span["exact"],
                f"from {start} to {end} the text reads {text[start:end]!r}",
                "Count Unicode code points and quote to the character, or leave the span out",
            )
