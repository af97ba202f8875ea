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


def run(
    seeds: Sequence[int], *, held_out: bool, names: Sequence[str] = ()
) -> tuple[str, dict[str, Any]]:
    """Return the report as text and as data; of the texts named, or of all.

    Raises ValueError naming the texts that there are, for a name that none has.
    """
    which = "held-out" if held_out else "development"
    sources = texts.held_out() if held_out else texts.development()
    there_are = [source.name for source in sources]
    if unknown := sorted(set(names) - set(there_are)):
        said = f"No such text: {', '.join(unknown)}. There are: {', '.join(there_are)}."
        raise ValueError(said)
    sources = [source for source in sources if not names or source.name in names]
    tally = Tally(score(chain(trials(sources, seeds), pairs(which))))
    times = speed.measure(sources, FINDERS)
    listed = ", ".join(source.name for source in sources)
    notes = [f"Texts: {which} ({listed}). Seeds: {', '.join(map(str, seeds))}."]
    if held_out:
        notes.append(HELD_OUT)
    data = {
        "set": which,
        "texts": [source.name for source in sources],
        "seeds": list(seeds),
        "scores": tally.data(),
        "times": [asdict(time) | {"ratio": time.ratio} for time in times],
    }
    return as_text(tally, notes) + "\n\n" + as_table(times), data
