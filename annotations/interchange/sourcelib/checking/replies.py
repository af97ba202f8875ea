"""The first pass over replies: what each answers was there for readers, and it can be shown."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from annotations.interchange.sourcelib.checking.context import Context, Record, nowhere
from annotations.interchange.sourcelib.values import Invalid
from annotations.models import Reply

ANSWERED = ("source", "annotation", "verdict")


class ReplyCheck:
    """Checks replies, one at a time."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.known = context.known

    def breaches(self, record: Record) -> Iterator[Invalid]:
        """Yield what is wrong with a reply, by itself and beside what it answers."""
        given = [key for key in ANSWERED if record[key] is not None]
        if len(given) != 1:
            yield Invalid(
                given[-1] if given else "annotation",
                record[given[-1]] if given else None,
                f"it answers {' and '.join(given) or 'nothing'}",
                f"Name exactly one: {', '.join(ANSWERED)}",
            )
        if record["source"] is not None:
            yield from self._source(record["source"])
        if record["annotation"] is not None:
            yield from self._annotation(record["annotation"])
        if record["verdict"] is not None:
            yield from self._verdict(record["verdict"])
        yield from _statement(record)
        yield from _withdrawal(record)

    def _source(self, uid: str) -> Iterator[Invalid]:
        if not self.known.was_public("source", uid):
            yield Invalid(
                "source",
                uid,
                "neither this file, before this line, nor the library has a source with this uid "
                "that ever was public",
                "Put the record of the source before, published, or correct the uid",
            )

    def _annotation(self, uid: str) -> Iterator[Invalid]:
        breach = next(self.context.statement(uid, "annotation"), None)
        if breach is not None:
            yield breach
        elif not self.known.was_public("annotation", uid):
            yield Invalid("annotation", uid, "it never was public", _UNSEEN)

    def _verdict(self, uid: str) -> Iterator[Invalid]:
        found = self.known.verdict(uid)
        if found is None:
            yield nowhere("verdict", uid, "verdict")
        elif found.review == "proposed":
            yield Invalid("verdict", uid, "it is only proposed, and never was public", _UNSEEN)
        elif not self.known.was_public("annotation", found.annotation):
            yield Invalid("verdict", uid, "what it judges never was public", _UNSEEN)


_UNSEEN = "Publish it first, or leave the reply out: nobody answers what nobody saw"


def _statement(record: Record) -> Iterator[Invalid]:
    name, text = record["name"], record["text"]
    if not name.strip():
        yield Invalid("name", name, "nobody's name", "Say whose statement it is")
    if text != text.strip() or "\r" in text:
        yield Invalid(
            "text",
            text[:40],
            "white space at an end, or lines that end in CR",
            "Take it away; lines end in LF",
        )
    elif not Reply.SHORTEST <= len(text) <= Reply.LONGEST:
        yield Invalid(
            "text",
            text[:40],
            f"{len(text)} characters",
            f"A statement has {Reply.SHORTEST} to {Reply.LONGEST}",
        )
    # Somewhere it is tomorrow already.
    latest = timezone.localdate() + datetime.timedelta(days=1)
    if record["date"] > latest.isoformat():
        yield Invalid("date", record["date"], "still to come", "Correct the day")


def _withdrawal(record: Record) -> Iterator[Invalid]:
    at, reason = record["withdrawn_at"], record["withdrawn_reason"]
    if (at is not None) != bool(reason.strip()):
        key = "withdrawn_at" if at is None else "withdrawn_reason"
        yield Invalid(key, record[key], "a withdrawal has a time and a reason", "Give both")
