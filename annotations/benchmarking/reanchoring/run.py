"""Everything that is asked of re-anchoring, in one run."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain
from typing import Any

from annotations.benchmarking.reanchoring import speed, texts
from annotations.benchmarking.reanchoring.corpus import trials
from annotations.benchmarking.reanchoring.pairs import pairs
from annotations.benchmarking.reanchoring.report import Tally, as_text
from annotations.benchmarking.reanchoring.scoring import FINDERS, score
from annotations.benchmarking.report import as_table

HELD_OUT = (
    "These texts are held out: what makes the search for passages better is tried on the others, "
    "and never chosen, set or mended by what is seen here."
)


def run(seeds: Sequence[int], *, held_out: bool) -> tuple[str, dict[str, Any]]:
    """Return the report as text and as data."""
    sources = texts.held_out() if held_out else texts.development()
    which = "held-out" if held_out else "development"
    tally = Tally(score(chain(trials(sources, seeds), pairs(which))))
    times = speed.measure(sources, FINDERS)
    notes = [f"Texts: {which}. Seeds: {', '.join(map(str, seeds))}."]
    if held_out:
        notes.append(HELD_OUT)
    data = {
        "texts": which,
        "seeds": list(seeds),
        "scores": tally.data(),
        "times": [asdict(time) | {"ratio": time.ratio} for time in times],
    }
    return as_text(tally, notes) + "\n\n" + as_table(times), data
