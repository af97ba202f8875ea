"""A small library as records, which tests change in one place to see what happens."""

import copy
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from annotations import models as a
from annotations.interchange.report import Fault, ImportRefused
from annotations.interchange.sourcelib import dump, load
from sourcelib.models import Article, ImportBatch

Record = dict[str, Any]
TEXT = (
    "Tokyo hesitated for a decade. If talks go on, a treaty is likely next year: 70 per cent.\n\n"
    "🗻 “Nō” — so."
)
HEADER = {"type": "header", "format": "sourcelib", "version": 1}


def uid(name: str) -> str:
    """Return the uid that `name` has in these records."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def span(words: str, role: str = "body", text: str = TEXT, **more: Any) -> Record:
    """Return a span on these words."""
    start = text.index(words)
    place = {"revision": uid("revision"), "start": start, "end": start + len(words)}
    return place | {"role": role, "exact": words} | more


def library() -> dict[str, Record]:
    """Return a library with one of everything, each by a name, in the order of a file.

    Of predictions it has two, which share a compound.
    """
    source = uid("source")
    records = {
        "publication": {"type": "publication", "uid": uid("publication"), "slug": "p", "name": "P"},
        "author": {"type": "author", "uid": uid("author"), "slug": "a", "name": "A. Author"},
        "topic": {"type": "topic", "uid": uid("topic"), "slug": "treaty", "name": "Treaty"},
        "japan": {
            "type": "actor",
            "uid": uid("japan"),
            "slug": "japan",
            "name": "Japan",
            "kind": "state",
            "former_slugs": ["nippon"],
            "aliases": [
                {"text": "Tokyo", "kind": "capital-metonym", "language": "en"},
                {"text": "日本", "kind": "official", "valid_from": "1947-05-03"},
            ],
            "identifiers": [{"scheme": "wikidata", "value": "Q17"}],
        },
        "minister": {
            "type": "actor",
            "uid": uid("minister"),
            "slug": "minister",
            "name": "The Minister",
            "kind": "person",
            "part_of": uid("cabinet"),
            "author": uid("author"),
            "roles": [{"organisation": uid("cabinet"), "title": "Minister"}],
        },
        "cabinet": {
            "type": "actor",
            "uid": uid("cabinet"),
            "slug": "cabinet",
            "name": "The Cabinet",
            "kind": "government-body",
            "members": [{"member": uid("minister"), "valid_from": "2012-01-01"}],
        },
        "source": {
            "type": "source",
            "uid": source,
            "slug": "s",
            "title": "S",
            "authors": [uid("author")],
            "publication": uid("publication"),
            "date": "2015-05-01",
            "date_precision": "month",
            "date_earliest": "2015-05-01",
            "date_latest": "2015-05-31",
            "state": "published",
        },
        "revision": {
            "type": "revision",
            "uid": uid("revision"),
            "source": source,
            "number": 1,
            "text": TEXT,
        },
        "compound": {"type": "compound", "uid": uid("compound"), "source": source},
        "mention": {
            "type": "annotation",
            "uid": uid("mention"),
            "source": source,
            "kind": "mention",
            "mention": {"actor": uid("japan"), "how": "metonym", "part": "acts"},
            "spans": [span("Tokyo")],
        },
        "claim": {
            "type": "annotation",
            "uid": uid("claim"),
            "source": source,
            "kind": "claim",
            "state": "published",
            "version": 2,
            "about": [uid("japan")],
            "topics": [uid("topic")],
            "claim": {
                "summary": "Japan hesitated.",
                "kind": "factual",
                "attribution": "reported",
                "speaker": uid("minister"),
            },
            "spans": [span("Tokyo hesitated"), span("🗻 “Nō”", part=2)],
        },
        "version": {
            "type": "version",
            "annotation": uid("claim"),
            "number": 2,
            "action": "changed",
            "at": "2020-01-02T03:04:05.678Z",
            "data": {"z": 1, "a": ["ü"]},
        },
        "prediction": {
            "type": "annotation",
            "uid": uid("prediction"),
            "source": source,
            "kind": "prediction",
            "state": "published",
            "prediction": {
                "summary": "There will be a treaty.",
                "attribution": "inferred",
                "speaker": uid("japan"),
                "co_speakers": [uid("minister")],
                "compound": uid("compound"),
                "condition": "Talks go on.",
                "likelihood": "probable",
                "probability": "0.7",
                "horizon_ground": "default-5y",
                "deadline": "2020-05-31",
                "deadline_basis": "five years from 2015-05-31",
            },
            "spans": [
                span("a treaty is likely next year: 70 per cent"),
                span("If talks go on", "condition"),
                span("likely", "likelihood"),
                span("next year", "horizon"),
            ],
        },
        "proposition": {
            "type": "proposition",
            "uid": uid("proposition"),
            "slug": "treaty-soon",
            "text": "A treaty comes soon.",
            "kind": "predictive",
            "topics": [uid("topic")],
            "members": [
                {"annotation": uid("prediction"), "position": "supports"},
                {"annotation": uid("claim"), "position": "neutral", "note": "Only hesitates."},
            ],
        },
        "relation": {
            "type": "relation",
            "uid": uid("relation"),
            "from": uid("claim"),
            "to": uid("prediction"),
            "kind": "condition-of",
            "reason": "Because.",
        },
        "verdict": {
            "type": "verdict",
            "uid": uid("verdict"),
            "annotation": uid("prediction"),
            "state": "came-true",
            "event_date": "2016-01-01",
            "event_date_precision": "year",
            "decided_on": "2021-01-01",
            "reason": "It did.",
            "confidence": "high",
            "judged_summary": "There will be a treaty.",
            "review": "single-reviewed",
            "evidence": [
                {
                    "uid": uid("evidence 1"),
                    "key": "news",
                    "source": "A newspaper",
                    "reports": "A treaty was signed.",
                    "date": "2016-01-01",
                    "date_precision": "month",
                },
                {"uid": uid("evidence 2"), "passage": uid("claim"), "words": "Tokyo hesitated"},
            ],
        },
        "later verdict": {
            "type": "verdict",
            "uid": uid("later verdict"),
            "annotation": uid("prediction"),
            "state": "cannot-be-determined",
            "decided_on": "2022-01-01",
            "reason": "On reflection.",
            "confidence": "low",
            "judged_summary": "There will be a treaty.",
            "review": "confirmed",
            "confirmed_at": "2022-02-01T00:00:00Z",
            "supersedes": uid("verdict"),
        },
    }
    twin = copy.deepcopy(records["prediction"]) | {"uid": uid("twin")}
    return after(records, "prediction", {"twin": twin})


def after(records: dict[str, Record], name: str, more: dict[str, Record]) -> dict[str, Record]:
    """Return the records with more of them after the one with this name."""
    names = [*records]
    place = names.index(name) + 1
    return (
        {each: records[each] for each in names[:place]}
        | more
        | {each: records[each] for each in names[place:]}
    )


def write(path: Path, records: dict[str, Record] | list[Record], header: Any = HEADER) -> Path:
    """Write records into a file; return its path."""
    values = list(records.values()) if isinstance(records, dict) else records
    lines = [json.dumps(record, ensure_ascii=False) for record in [header, *values]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def faults_of(path: Path) -> list[Fault]:
    """Return why a file is refused, after which nothing of it is there."""
    with pytest.raises(ImportRefused) as refused:
        load(user=None, path=path)
    assert not Article.objects.exists()
    assert not a.Actor.objects.exists()
    assert not ImportBatch.objects.exists()
    return refused.value.faults


def exported(**options: Any) -> str:
    """Return an export of the library."""
    lines: list[str] = []
    dump(write=lines.append, **options)
    return "".join(lines)


@contextmanager
def undone() -> Iterator[None]:
    """Roll back what is done within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
