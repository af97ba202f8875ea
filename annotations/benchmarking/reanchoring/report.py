"""What the scorer found, as tables for people and as data for programs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from annotations.benchmarking.reanchoring.scoring import Score, Scored

Key = tuple[str, ...]

PARTS = ("plain", "harder")
SHARES = ("found", "right", "wrong", "taken", "recognised")

# What text.md asks for: at least, or at most, of "found", "right", "wrong" and "taken".
TARGETS = {
    "plain": {"found": 0.99, "right": 0.95, "wrong": 0.005, "taken": 0.02},
    "harder": {"found": 0.95, "right": 0.60, "wrong": 0.01, "taken": 0.05},
}


class Tally:
    """Scores by finder, and by part, class of edit, text, and kind of passage."""

    def __init__(self, scored: Iterable[Scored]) -> None:
        self.scores: dict[Key, Score] = defaultdict(Score)
        self.finders: list[str] = []
        for one in scored:
            if one.finder not in self.finders:
                self.finders.append(one.finder)
            part = PARTS[one.passage.harder]
            for key in (
                ("part", part),
                ("edit", one.trial.edit),
                ("text", one.trial.text),
                ("kind", one.passage.kind),
            ):
                self.scores[one.finder, *key].add(one.outcome)

    def table(self, by: str) -> str:
        """Return a Markdown table with a row for each class, text, kind or part."""
        names = list(dict.fromkeys(key[2] for key in self.scores if key[1] == by))
        rows = [["", "surviving", "found", "right", "wrong", "deleted", "taken", "recognised"]]
        for name in names:
            scores = [self.scores.get((finder, by, name), Score()) for finder in self.finders]
            shares = {share: _beside([s.shares[share] for s in scores]) for share in SHARES}
            most = max(scores, key=lambda score: score.surviving + score.deleted)
            counts = str(most.surviving), str(most.deleted)
            found, right, wrong, taken, recognised = shares.values()
            rows.append([name, counts[0], found, right, wrong, counts[1], taken, recognised])
        return _aligned(rows)

    def data(self) -> list[dict[str, Any]]:
        """Return every count and share."""
        return [
            {"finder": finder, "by": by, "name": name, **score.shares}
            | {"surviving": score.surviving, "deleted": score.deleted, "counts": score.counts}
            for (finder, by, name), score in self.scores.items()
        ]


def as_text(tally: Tally, notes: Sequence[str] = ()) -> str:
    """Return all tables, and what to know of them."""
    parts = [
        f"Shares of {' / '.join(tally.finders)}, in percent; found and right: the more the better.",
        *notes,
        tally.table("part"),
        _targets(),
        tally.table("edit"),
        tally.table("text"),
        tally.table("kind"),
    ]
    return "\n\n".join(parts)


def _targets() -> str:
    said = [
        f"{part}: " + ", ".join(f"{name} {share:.1%}" for name, share in targets.items())
        for part, targets in TARGETS.items()
    ]
    return "To reach. " + "; ".join(said) + "."


def _beside(shares: Sequence[float | None]) -> str:
    return " / ".join("–" if share is None else f"{100 * share:.1f}" for share in shares)


def _aligned(rows: list[list[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
