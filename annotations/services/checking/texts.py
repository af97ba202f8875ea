"""Every revision is the text that it says it is, and every span still quotes it."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from annotations.models import Span
from annotations.services.checking.fault import Fault, Faults
from sourcelib.models import Revision
from sourcelib.text import canonicalise, sha256

AT_ONCE = 500  # revisions in memory; the longest text has some megabytes, most a few kilobytes


def check() -> Faults:
    """Yield the faults of revisions and spans."""
    spans = _spans_by_revision()
    waiting = next(spans, None)
    revisions = Revision.objects.order_by("pk").values_list("pk", "uid", "text", "sha256", "length")
    for pk, uid, text, digest, length in revisions.iterator(chunk_size=AT_ONCE):
        yield from _revision(f"revision {uid}", text, digest, length)
        if waiting is not None and waiting[0] == pk:
            yield from _spans(text, waiting[1])
            waiting = next(spans, None)


def _spans_by_revision() -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
    rows = Span.objects.order_by("revision_id", "start", "pk").values_list(
        "revision_id",
        "annotation__uid",
        "role",
        "part",
        "start",
        "end",
        "exact",
        "prefix",
        "suffix",
    )
    for revision, spans in groupby(rows.iterator(chunk_size=5_000), key=itemgetter(0)):
        yield revision, list(spans)


def _revision(row: str, text: str, digest: str, length: int) -> Faults:
    if sha256(text) != digest:
        yield Fault("revision-sha256", row, f"its text has {sha256(text)}, the row says {digest}")
    if len(text) != length:
        yield Fault("revision-length", row, f"its text has {len(text)}, the row says {length}")
    if canonicalise(text).text != text:
        yield Fault("revision-canonical", row, "its text breaks the rules of canonical text")


def _spans(text: str, spans: list[tuple[Any, ...]]) -> Faults:
    for _revision, uid, role, part, start, end, exact, prefix, suffix in spans:
        row = f"annotation {uid}, {role} {part}"
        if not 0 <= start < end <= len(text):
            yield Fault("span-outside", row, f"{start} to {end} of {len(text)} code points")
            continue
        if text[start:end] != exact:
            problem = f"from {start} to {end} the text reads {text[start:end]!r}, not {exact!r}"
            yield Fault("span-words", row, problem)
        if not text.endswith(prefix, 0, start):
            before = text[max(0, start - len(prefix)) : start]
            yield Fault("span-prefix", row, f"before it stands {before!r}, not {prefix!r}")
        if not text.startswith(suffix, end):
            after = text[end : end + len(suffix)]
            yield Fault("span-suffix", row, f"after it stands {after!r}, not {suffix!r}")
