"""Everything that is asked of suggestions, in one run."""

import random
import time
from typing import Any

from annotations.benchmarking.suggestions.cases import Case, cases
from annotations.benchmarking.suggestions.scoring import Score, mentions, predictions
from annotations.suggesting.forms import Alias, Form, forms_of
from annotations.suggesting.matching import Matcher
from annotations.suggesting.mentions import suggest_mentions
from annotations.suggesting.namesakes import NAMESAKES
from annotations.suggesting.predictions import suggest_predictions

SEED = 7
WORDS = 10_000
FORMS = 5_000
_SHOWN = 60  # characters of an example
IN_SAMPLE = (
    "The cues of predictions were set on the first two sources, so their figures flatter. "
    "The third text was tagged before anything was suggested; when it was first run, 10 of 18 were "
    "right (56 %). Two signs have been widened since, after its wrong ones were looked at."
)


def run() -> tuple[str, dict[str, Any]]:
    """Return the report as text and as data."""
    all_cases = cases()
    scores = [
        (case, kind, score(case))
        for kind, score in (("mentions", mentions), ("predictions", predictions))
        for case in all_cases
    ]
    speed = _speed(all_cases[0])
    parts = [IN_SAMPLE, _table(scores), _errors(scores), _told(speed)]
    data = {
        "scores": [
            {
                "text": case.name,
                "kind": kind,
                "there": score.there,
                "suggested": score.suggested,
                "right": score.right,
                "missed": score.missed,
                "precision": score.precision,
                "recall": score.recall,
                "errors": dict(score.errors),
            }
            for case, kind, score in scores
        ],
        "speed": speed,
    }
    return "\n\n".join(parts), data


def _table(scores: list[tuple[Case, str, Score]]) -> str:
    lines = [
        "| | text | registry | there | suggested | right | wrong | missed | precision | recall |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for case, kind, score in scores:
        registry = case.says if kind == "mentions" else "–"
        wrong = score.suggested - score.right
        lines.append(
            f"| {kind} | {case.name} | {registry} | {score.there} | {score.suggested} | "
            f"{score.right} | {wrong} | {score.missed} | {_percent(score.precision)} | "
            f"{_percent(score.recall)} |"
        )
    return "\n".join(lines)


def _errors(scores: list[tuple[Case, str, Score]]) -> str:
    lines = ["| | text | class of error | how many | as |", "|---|---|---|---|---|"]
    for case, kind, score in scores:
        for what, count in score.errors.most_common():
            examples = "; ".join(dict.fromkeys(map(_cut, score.examples[what])))
            lines.append(f"| {kind} | {case.name} | {what} | {count} | {examples} |")
    return "\n".join(lines)


def _cut(words: str) -> str:
    plain = " ".join(words.split()).replace("|", "/")
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1].rstrip()}…"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def _speed(case: Case) -> dict[str, Any]:
    """Measure a long text with a large registry; the best of three runs, of processor time."""
    repeated = (case.text.split() * (WORDS // len(case.text.split()) + 1))[:WORDS]
    paragraphs = (" ".join(repeated[at : at + 100]) for at in range(0, WORDS, 100))
    text = "\n\n".join(paragraphs)
    forms = [*case.forms, *_made_up(FORMS - len(case.forms))]
    times: dict[str, list[float]] = {"index": [], "mentions": [], "predictions": []}
    for _run in range(3):
        begun = time.process_time()
        matcher = Matcher(forms, NAMESAKES)
        times["index"].append(time.process_time() - begun)
        begun = time.process_time()
        suggest_mentions(text, matcher)
        times["mentions"].append(time.process_time() - begun)
        begun = time.process_time()
        suggest_predictions(text)
        times["predictions"].append(time.process_time() - begun)
    best = {name: min(runs) for name, runs in times.items()}
    return {"words": WORDS, "forms": len(forms), "seconds": best, "all": sum(best.values())}


def _made_up(count: int) -> list[Form]:
    """Return names that no text has, of one to three words."""
    chance = random.Random(SEED)
    syllables = [first + last for first in "bdfgklmnprstvz" for last in "aeiou"]
    found: list[Form] = []
    while len(found) < count:
        words = [
            "".join(chance.choices(syllables, k=chance.randint(2, 4))).capitalize()
            for _word in range(chance.randint(1, 3))
        ]
        number = 1_000_000 + len(found)
        found += forms_of(number, "", [Alias(" ".join(words), "official")])
    return found


def _told(speed: dict[str, Any]) -> str:
    seconds = ", ".join(f"{name} {spent:.3f} s" for name, spent in speed["seconds"].items())
    return (
        f"Speed: {speed['words']:,} words with {speed['forms']:,} forms take {speed['all']:.2f} s "
        f"of processor time ({seconds}); the best of three runs."
    )
