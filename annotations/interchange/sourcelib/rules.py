"""Rules that bind several keys of one record, or a record and the text or day it rests on.

They are those that the database's constraints and `check_library` state; here each comes with the
field, the value and the remedy. Every function yields one `Invalid` for each breach.
"""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from annotations.interchange.sourcelib.values import Invalid
from annotations.scoring.printed import ROLES_THAT_PRINT, prints
from annotations.spans import context
from annotations.tenure import Tenure, on_circles, overlaps, same_title

Record = dict[str, Any]
Breaches = Iterator[Invalid]

ROLES_OF_PREDICTIONS = frozenset({"condition", "likelihood", "horizon"})
TERM_BY_RULE = 5  # years: the library's published rule where a text gives no end date


def five_years_from(day: datetime.date) -> datetime.date:
    """Return the day by which a prediction is judged whose text gives no end date."""
    last = calendar.monthrange(day.year + TERM_BY_RULE, day.month)[1]
    return day.replace(year=day.year + TERM_BY_RULE, day=min(day.day, last))


def source(record: Record) -> Breaches:
    """Yield what is wrong with a source."""
    known = record["date_precision"] != "unknown"
    for key in ("date", "date_earliest", "date_latest") if known else ("date",):
        if (record[key] is not None) != known:
            yield Invalid(
                key,
                record[key],
                f"the date is known to the {record['date_precision']}"
                if known
                else "the date is said to be unknown",
                "Give date, date_earliest and date_latest together with date_precision",
            )
    yield from _in_order(record, "date_earliest", "date_latest")
    if record["state"] == "withdrawn":
        for key in ("withdrawn_at", "withdrawal_reason"):
            if not record[key]:
                yield Invalid(key, record[key], "a withdrawn source needs it", "Say when and why")


def actor(record: Record) -> Breaches:
    """Yield what is wrong with an actor."""
    for key in ("part_of", "merged_into"):
        if record[key] == record["uid"]:
            yield Invalid(key, record[key], "an actor cannot be this to itself", "Name another")
    for name, other in (("members", "member"), ("roles", "organisation")):
        for number, row in enumerate(record[name]):
            if row[other] == record["uid"]:
                yield Invalid(f"{name}[{number}].{other}", row[other], "itself", "Name another")
    yield from each_once(record, "identifiers", ("scheme",))
    for name, keys in (
        ("aliases", ("text", "kind", "language")),
        ("members", ("member",)),
        ("roles", ("organisation", "title")),
    ):
        rows = record[name]
        for row in rows:
            yield from _in_order(row, "valid_from", "valid_to", name)
        tenures = [Tenure(_identity(row, keys), row["valid_from"], row["valid_to"]) for row in rows]
        for earlier, later in overlaps(tenures):
            yield Invalid(
                f"{name}[{later}]",
                _dated(rows[later], keys),
                f"it overlaps {name}[{earlier}], {_dated(rows[earlier], keys)}",
                "Correct the days (the last is included, null is an open end), or keep one",
            )


def _identity(row: Record, keys: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(same_title(row[key]) if key == "title" else row[key] for key in keys)


def _dated(row: Record, keys: tuple[str, ...]) -> str:
    words = ", ".join(str(row[key]) for key in keys if row[key])
    return f"{words} ({row['valid_from'] or '…'} to {row['valid_to'] or '…'})"


def circles(actors: list[Record]) -> Iterator[tuple[str, Invalid]]:
    """Yield the uid of an actor on each circle of parts or members, and what is wrong with it.

    What the library holds cannot refer to new actors, so each circle is among these.
    """
    parts = {record["uid"]: [record["part_of"]] for record in actors if record["part_of"]}
    members = {
        record["uid"]: [row["member"] for row in record["members"]]
        for record in actors
        if record["members"]
    }
    for field, tree, what in (("part_of", parts, "a part"), ("members", members, "a member")):
        for uid in on_circles(tree):
            problem = f"through others, the actor is {what} of itself"
            yield uid, Invalid(field, uid, problem, "Take one of them away")


def complete_spans(record: Record, texts: Mapping[str, str]) -> None:
    """Fill in the words around the spans where the file leaves them out.

    `texts` are those of the revisions of the annotation's source, by uid.
    """
    for span in record["spans"]:
        text = texts.get(span["revision"])
        if text is None or not 0 <= span["start"] < span["end"] <= len(text):
            continue  # `spans` says what is wrong
        if span["prefix"] is None or span["suffix"] is None:
            before, after = context(text, span["start"], span["end"])
            span["prefix"] = before if span["prefix"] is None else span["prefix"]
            span["suffix"] = after if span["suffix"] is None else span["suffix"]


def spans(record: Record, texts: Mapping[str, str]) -> Breaches:
    """Yield what is wrong with the spans, after `complete_spans`."""
    seen = set()
    for number, span in enumerate(record["spans"]):
        where = f"spans[{number}]."
        place = (span["revision"], span["role"], span["part"])
        if place in seen:
            yield Invalid(
                f"{where}part", span["part"], "this part stands twice", "Number the parts"
            )
        seen.add(place)
        if span["role"] in ROLES_OF_PREDICTIONS and record["kind"] != "prediction":
            yield Invalid(f"{where}role", span["role"], "of predictions only", "Use body or cue")
        text = texts.get(span["revision"])
        if text is None:
            yield Invalid(
                f"{where}revision",
                span["revision"],
                "no such revision of this source",
                "Put the revision's record before, next to its source",
            )
        else:
            yield from _words(span, text, where)
    if any(span["part"] != 1 for span in record["spans"]):  # few passages have parts
        yield from _parts(record["spans"])
    if all((revision, "body", 1) not in seen for revision in texts):
        yield Invalid("spans", None, "no passage", "Give a span with role body and part 1")


def _parts(spans: list[Record]) -> Breaches:
    parts = defaultdict(list)
    for span in spans:
        parts[span["revision"], span["role"]].append(span["part"])
    for given in parts.values():
        yield from numbered(given, "spans.part")


def _words(span: Record, text: str, where: str) -> Breaches:
    start, end = span["start"], span["end"]
    if not start < end <= len(text):
        yield Invalid(
            f"{where}end",
            end,
            f"{start} to {end} is no passage of a text of {len(text)} code points",
            "Count Unicode code points from 0 in this revision's text, the end not included",
        )
        return
    if text[start:end] != span["exact"]:
        yield Invalid(
            f"{where}exact",
            span["exact"],
            f"from {start} to {end} the text reads {text[start:end]!r}",
            "Count Unicode code points (not UTF-16 units or bytes) and quote to the character",
        )
        return
    if not text.endswith(span["prefix"], 0, start):
        before = text[max(0, start - 64) : start]
        yield Invalid(f"{where}prefix", span["prefix"], f"before it stands {before!r}", _CONTEXT)
    if not text.startswith(span["suffix"], end):
        after = text[end : end + 64]
        yield Invalid(f"{where}suffix", span["suffix"], f"after it stands {after!r}", _CONTEXT)


_CONTEXT = "Quote the text around, or leave it out"


def annotation(record: Record, earliest: str | None, latest: str | None) -> Breaches:
    """Yield what is wrong with an annotation, its spans apart.

    `earliest` and `latest` are the days that the date of its source allows.
    """
    if record["version"] < 1:
        yield Invalid("version", record["version"], "versions count from 1", "Begin with 1")
    if record["state"] == "withdrawn":
        for key in ("withdrawn_at", "state_reason"):
            if not record[key]:
                yield Invalid(key, record[key], "a withdrawn annotation needs it", "Say when, why")
    if record["kind"] == "mention":
        for key in ("about", "topics"):
            if record[key]:
                yield Invalid(key, record[key], "a mention has none", "Leave it out")
        return
    detail = record[record["kind"]]
    named = detail["attribution"] in ("reported", "inferred")
    if (detail["speaker"] is not None) != named:
        yield Invalid(
            f"{record['kind']}.speaker",
            detail["speaker"],
            f"this does not fit the attribution {detail['attribution']!r}",
            "Name the speaker of what is reported or inferred, and of nothing else",
        )
    if record["kind"] == "prediction":
        yield from _printed(detail["probability"], record["spans"])
        yield from _prediction(detail, earliest, latest)


def _printed(probability: str | None, spans: list[Record]) -> Breaches:
    words = [span["exact"] for span in spans if span["role"] in ROLES_THAT_PRINT]
    if probability is not None and not any(prints(Decimal(probability), each) for each in words):
        yield Invalid(
            "prediction.probability",
            probability,
            "its passage and likelihood words print no such number",
            "Set it to null, or let a likelihood span hold the words that print it",
        )


def _prediction(detail: Record, earliest: str | None, latest: str | None) -> Breaches:
    ground, end, deadline = detail["horizon_ground"], detail["horizon_end"], detail["deadline"]
    if detail["speaker"] in detail["co_speakers"]:
        yield Invalid("prediction.co_speakers", detail["speaker"], "the speaker", "Leave it out")
    yield from _in_order(detail, "horizon_start", "horizon_end", "prediction")
    if ground != "stated" and end is not None:
        yield Invalid("prediction.horizon_end", end, f"the ground is {ground}", "Set it to null")
    if ground == "stated" and (end is None or deadline != end):
        yield Invalid(
            "prediction.deadline", deadline, "not the stated end", "Set it to horizon_end"
        )
    if deadline is not None and earliest is not None and deadline < earliest:
        yield Invalid(
            "prediction.deadline",
            deadline,
            f"before the source, {earliest}",
            "Correct the day, or the date of the source",
        )
    if ground == "none" and deadline is not None:
        yield Invalid("prediction.deadline", deadline, "there is no horizon", "Set it to null")
    if ground == "default-5y":
        by_rule = str(five_years_from(datetime.date.fromisoformat(latest))) if latest else None
        if deadline is None or (by_rule and deadline != by_rule):
            yield Invalid(
                "prediction.deadline",
                deadline,
                f"five years from {latest} is {by_rule}" if by_rule else "the rule gives a day",
                "Count from the last day that the source's date allows",
            )


def proposition(record: Record) -> Breaches:
    """Yield what is wrong with a proposition."""
    yield from each_once(record, "members", ("annotation",))
    for number, member in enumerate(record["members"]):
        if member["position"] == "neutral" and not member["note"]:
            yield Invalid(f"members[{number}].note", "", "neutral, and no note", "Say how far")


def known_as_precisely(row: Record, key: str, where: str = "") -> Breaches:
    """Yield a breach unless a date and what is known of it fit one another."""
    precision = row[f"{key}_precision"]
    if (row[key] is None) != (precision == "unknown"):
        yield Invalid(
            f"{where}{key}_precision",
            precision,
            f"the date is {row[key]}",
            "Say day, month or year",
        )


def _in_order(row: Record, first: str, last: str, where: str = "") -> Breaches:
    if row[first] is not None and row[last] is not None and row[first] > row[last]:
        name = f"{where}.{last}" if where else last
        yield Invalid(name, row[last], f"before {first}, {row[first]}", "Swap or correct them")


def each_once(record: Record, name: str, keys: tuple[str, ...]) -> Breaches:
    """Yield a breach for each object of a list that names the same as one before it."""
    seen = set()
    for number, row in enumerate(record[name]):
        identity = tuple(row[key] for key in keys)
        if identity in seen:
            yield Invalid(f"{name}[{number}]", identity, "it stands here twice", "Keep one")
        seen.add(identity)


def numbered(numbers: Iterable[int], field: str) -> Breaches:
    """Yield a breach unless these are 1, 2, 3 and so on, some perhaps twice."""
    given = sorted(set(numbers))
    if given != list(range(1, len(given) + 1)):
        yield Invalid(field, given, "not numbered from 1 without gaps", "Number them 1, 2, 3")
