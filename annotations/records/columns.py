"""What of each row stands in its record, under which key, and how it reads there."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]


def iso_time(moment: datetime.datetime | None) -> str | None:
    """Return a time as ISO 8601 in UTC, ending in "Z"."""
    if moment is None:
        return None
    return moment.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _day(value: datetime.date | None) -> str | None:
    return None if value is None else value.isoformat()


def _probability(value: Any) -> str | None:
    return None if value is None else f"{value:.4f}"


def in_key_order(value: Any) -> Any:
    """Return a JSON value with sorted keys, whose order PostgreSQL does not keep."""
    if isinstance(value, dict):
        return {key: in_key_order(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [in_key_order(item) for item in value]
    return value


@dataclass(frozen=True, slots=True)
class Column:
    """One key of a record: its name, where its value stands (a Django look-up), how it reads."""

    name: str
    path: str
    form: Callable[[Any], Any] | None = None


def columns_of(*names: str, **forms: Callable[[Any], Any]) -> tuple[Column, ...]:
    """Return columns; "from=source__uid" has another name than its path, `uid` ends read as text.

    What ends in `_at` is a time, in `_on`, `_from`, `_to` or `date` a day.
    """
    made = []
    for name in names:
        key, _equals, path = name.partition("=")
        path = path or key
        made.append(Column(key, path, forms.get(key) or _usual_form(path)))
    return tuple(made)


def _usual_form(path: str) -> Callable[[Any], Any] | None:
    if path.endswith("uid"):
        return _text
    if path in ("report", "data", "proposed"):
        return in_key_order
    if path.endswith("_at"):
        return iso_time
    if path in _DAYS or path.endswith(("_on", "valid_from", "valid_to")):
        return _day
    return None


_DAYS = frozenset(
    {
        "date",
        "date_earliest",
        "date_latest",
        "event_date",
        "horizon_start",
        "horizon_end",
        "deadline",
    }
)

PUBLICATION = columns_of("uid", "slug", "name", "url", "note")
AUTHOR = columns_of("uid", "slug", "name", "note")
TOPIC = columns_of("uid", "slug", "name", "description")
ACTOR = columns_of(
    "uid",
    "slug",
    "name",
    "kind",
    "part_of=part_of__uid",
    "merged_into=merged_into__uid",
    "author=author__uid",
    "publication=publication__uid",
    "note",
)
ALIAS = columns_of("text", "kind", "language", "valid_from", "valid_to")
MEMBERSHIP = columns_of("member=member__uid", "valid_from", "valid_to")
ROLE = columns_of("organisation=organisation__uid", "title", "valid_from", "valid_to", "note")
IDENTIFIER = columns_of("scheme", "value")
SOURCE = columns_of(
    "uid",
    "slug",
    "title",
    "title_supplied",
    "publication=publication__uid",
    "date",
    "date_precision",
    "date_earliest",
    "date_latest",
    "date_basis",
    "date_latest_basis",
    "original_url",
    "language",
    "genre",
    "genre_basis",
    "disclaimer",
    "author_note",
    "rights_note",
    "note",
    "display",
    "state",
    "published_at",
    "withdrawn_at",
    "withdrawal_reason",
    "created_at",
    "current_revision=current_revision__number",
)
REVISION = columns_of(
    "uid",
    "source=article__uid",
    "number",
    "text",
    "sha256",
    "file_name",
    "media_type",
    "file_sha256",
    "reader",
    "reader_version",
    "report",
    "reason",
    "created_at",
)
COMPOUND = columns_of("uid", "source=article__uid")
ANNOTATION = columns_of(
    "uid",
    "source=article__uid",
    "kind",
    "state",
    "version",
    "note",
    "state_reason",
    "created_at",
    "changed_at",
    "reviewed_at",
    "published_at",
    "withdrawn_at",
)
STATEMENT = ("summary", "attribution", "attribution_note", "speaker=speaker__uid")
MENTION = columns_of("actor=actor__uid", "how", "locative", "part")
CLAIM = columns_of(*STATEMENT, "kind", "certainty")
PREDICTION = columns_of(
    *STATEMENT,
    "form",
    "compound=compound__uid",
    "condition",
    "likelihood",
    "likelihood_polarity",
    "probability",
    "horizon_ground",
    "horizon_start",
    "horizon_end",
    "deadline",
    "deadline_basis",
    probability=_probability,
)
DETAILS = {"mention": MENTION, "claim": CLAIM, "prediction": PREDICTION}
SPAN = columns_of(
    "revision=revision__uid",
    "role",
    "part",
    "start",
    "end",
    "exact",
    "prefix",
    "suffix",
    "placement",
)
VERSION = columns_of(
    "annotation=annotation__uid", "number", "action", "at", "reason", "data", at=iso_time
)
REANCHORING = columns_of(
    "uid",
    "source=article__uid",
    "annotation=annotation__uid",
    "old_revision=old_revision__uid",
    "revision=revision__uid",
    "outcome",
    "confidence",
    "proposed",
    "state",
    "note",
    "created_at",
    "decided_at",
    confidence=_probability,
)
PROPOSED = columns_of("role", "part", "start", "end", "exact")
PROPOSITION = columns_of("uid", "slug", "text", "kind")
MEMBER = columns_of("annotation=annotation__uid", "position", "note")
RELATION = columns_of("uid", "from=source__uid", "to=target__uid", "kind", "reason", "created_at")
VERDICT = columns_of(
    "uid",
    "annotation=annotation__uid",
    "state",
    "event_date",
    "event_date_precision",
    "decided_on",
    "reason",
    "confidence",
    "condition_met",
    "condition_met_on",
    "judged_version",
    "judged_summary",
    "review",
    "proposed_at",
    "confirmed_at",
    "published_at",
    "declined_at",
    "declined_reason",
    "supersedes=supersedes__uid",
)
EVIDENCE = columns_of(
    "uid",
    "position",
    "bears",
    "passage=passage__uid",
    "key",
    "source",
    "url",
    "reports",
    "words",
    "date",
    "date_precision",
)
# Not the report that it came with: who reports is told to nobody.
REPLY = columns_of(
    "uid",
    "source=article__uid",
    "annotation=annotation__uid",
    "verdict=verdict__uid",
    "name",
    "capacity",
    "text",
    "date",
    "url",
    "published_at",
    "withdrawn_at",
    "withdrawn_reason",
)
