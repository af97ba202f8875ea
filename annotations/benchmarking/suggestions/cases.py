"""The texts that suggestions are measured on, each with what is truly in it and a registry.

No text is searched with what was tagged in it: each of the two first sources gets the forms that
stand in the other, and no others, not even the names of actors; the third text a registry that was
written down before it was chosen (`texts/README.md`).
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.suggesting.forms import Alias, Form, forms_of
from sourcelib.readers.reading import read

HERE = Path(__file__).resolve().parent / "texts"
FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
# The kind of alias that words are which the registry has no alias for, by how they refer.
_KINDS = {
    "name": "short",
    "metonym": "capital-metonym",
    "adjective": "demonym",
    "title": "titled",
    "description": "description",
}
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mention:
    """A true mention; `actor` is the number of an actor, negative for one the registry lacks."""

    start: int
    end: int
    actor: int


@dataclass(frozen=True, slots=True)
class Case:
    """A text, when it was written, what is truly in it, and the forms to look for."""

    name: str
    says: str
    text: str
    day: datetime.date
    forms: tuple[Form, ...]
    mentions: tuple[Mention, ...]
    predictions: tuple[tuple[int, int], ...]


def cases() -> list[Case]:
    """Return all three."""
    return [*_seeds(), _third()]


def _seeds() -> Iterator[Case]:
    lines = (FIXTURES / "library.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    kinds: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        kinds[record["type"]].append(record)
    actors = {record["uid"]: record for record in kinds["actor"]}
    numbers = {uid: number for number, uid in enumerate(actors)}
    files = {record["source"]: record["file"] for record in kinds["revision"]}
    for source in kinds["source"]:
        own, others = _apart(kinds["annotation"], source["uid"])
        name = Path(_file_name(files[source["uid"]])).name
        text = read((FIXTURES / "sources" / name).read_bytes(), name).text
        yield Case(
            name.removesuffix(".txt"),
            "the registry limited to the forms used in the other source",
            text,
            datetime.date.fromisoformat(source["date_latest"]),
            tuple(_forms(others, actors, numbers)),
            tuple(
                Mention(*_body(one, text), numbers[one["mention"]["actor"]])
                for one in own
                if one["kind"] == "mention"
            ),
            tuple(_body(one, text) for one in own if one["kind"] == "prediction"),
        )


def _file_name(file: Any) -> str:
    return str(file["name"] if isinstance(file, dict) else file)


def _apart(annotations: list[Record], source: str) -> tuple[list[Record], list[Record]]:
    own = [one for one in annotations if one["source"] == source]
    return own, [one for one in annotations if one["source"] != source]


def _body(one: Record, text: str) -> tuple[int, int]:
    span = next(span for span in one["spans"] if span["role"] == "body")
    if text[span["start"] : span["end"]] != span["exact"]:
        raise ValueError(f"{one['uid']}: {span['exact']!r} does not stand where it should.")
    return span["start"], span["end"]


def _forms(
    annotations: list[Record], actors: dict[str, Record], numbers: dict[str, int]
) -> Iterator[Form]:
    """Yield the words that mentions stand on, each as the alias that the registry says it is."""
    used: dict[str, dict[str, str]] = defaultdict(dict)
    for one in annotations:
        if one["kind"] == "mention":
            uid, words = one["mention"]["actor"], one["spans"][0]["exact"]
            known = {alias["text"]: alias["kind"] for alias in actors[uid].get("aliases", ())}
            used[uid][words] = known.get(words, _KINDS[one["mention"]["how"]])
    for uid, words_and_kinds in used.items():
        yield from forms_of(
            numbers[uid],
            "",
            [Alias(words, kind) for words, kind in words_and_kinds.items()],
            person=actors[uid]["kind"] == "person",
            kin=frozenset(numbers[kin] for kin in _kin(actors[uid])),
        )


def _kin(actor: Record) -> set[str]:
    whole = {actor["part_of"]} if "part_of" in actor else set()
    members = {one["member"] for one in actor.get("members", ())}
    return whole | members | {one["organisation"] for one in actor.get("roles", ())}


def _third() -> Case:
    registry = json.loads((HERE / "registry.json").read_text(encoding="utf-8"))["actors"]
    numbers = {actor["slug"]: number for number, actor in enumerate(registry)}
    truth = json.loads((HERE / "kennedy-1961.json").read_text(encoding="utf-8"))
    unknown: dict[str, int] = {}
    return Case(
        "kennedy-1961",
        "a general registry; a text that nothing was set on",
        (HERE / "kennedy-1961.txt").read_text(encoding="utf-8"),
        datetime.date.fromisoformat(truth["date"]),
        tuple(
            form
            for actor in registry
            for form in forms_of(
                numbers[actor["slug"]], "", [Alias(text, kind) for text, kind in actor["forms"]]
            )
        ),
        tuple(
            Mention(
                one["start"],
                one["end"],
                numbers.get(one["actor"], -1 - unknown.setdefault(one["actor"], len(unknown))),
            )
            for one in truth["mentions"]
        ),
        tuple((one["start"], one["end"]) for one in truth["predictions"]),
    )
