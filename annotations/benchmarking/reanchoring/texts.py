"""The texts of the corpus. `texts/README.md` says where each is from and why it is free."""

import json
from collections.abc import Iterator
from pathlib import Path

from annotations.benchmarking.reanchoring.sources import Source, source
from sourcelib.readers.reading import read
from sourcelib.text import canonicalise

HERE = Path(__file__).resolve().parent / "texts"
SEED_SOURCES = Path(__file__).resolve().parents[3] / "fixtures" / "sources"


def development() -> list[Source]:
    """The texts that may be looked at while the search for passages is made better."""
    seeds = [
        source(file.stem, "en", read(file.read_bytes(), file.name).text)
        for file in sorted(SEED_SOURCES.glob("*.txt"))
    ]
    return [*seeds, *_listed("development")]


def held_out() -> list[Source]:
    """The texts that nobody may look at who makes the search for passages."""
    return list(_listed("held-out"))


def _listed(which: str) -> Iterator[Source]:
    for entry in json.loads((HERE / "texts.json").read_text(encoding="utf-8")):
        if entry["set"] == which:
            file = HERE / which / entry["file"]
            text = canonicalise(file.read_text(encoding="utf-8")).text
            name = entry["file"].removesuffix(".txt")
            yield source(name, entry["language"], text, boilerplate=entry["boilerplate"])
