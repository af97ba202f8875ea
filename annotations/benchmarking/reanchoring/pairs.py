"""Real pairs of revisions, whose truth was settled by hand. `pairs/README.md` says how."""

import json
from collections.abc import Iterator
from pathlib import Path

from annotations.benchmarking.reanchoring.corpus import Passage, Trial

HERE = Path(__file__).resolve().parent / "pairs"
REAL_PAIR = "real pair of revisions"


def pairs(which: str) -> Iterator[Trial]:
    """Yield the pairs of "development" or "held-out"; all their passages count as harder."""
    for folder in sorted((HERE / which).iterdir()):
        old, new = (_read(folder / f"{name}.txt") for name in ("old", "new"))
        lines = (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
        passages = tuple(_passage(json.loads(line)) for line in lines)
        yield Trial(REAL_PAIR, folder.name, old, new, passages)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8").removesuffix("\n")


def _passage(record: dict[str, object]) -> Passage:
    start, end = _extent(record["old"])
    places = (_extent(record["new"]),) if record["new"] is not None else ()
    return Passage(str(record["how"]), start, end, places, harder=True)


def _extent(value: object) -> tuple[int, int]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no extent: give start and end")
    start, end = value
    return start, end
