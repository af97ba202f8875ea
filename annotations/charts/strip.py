"""The strip that shows where in a text its annotations fall."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

STRIP_WIDTH = 304  # twice the pixels it is drawn in, so that half a pixel can be told
_LANES = {"claim": ("c", 4), "prediction": ("p", 10), "mention": ("a", 16)}


@dataclass(frozen=True)
class Stretch:
    """Where in a text an annotation of some kind stands, in code points."""

    kind: str
    start: int
    end: int


def strip(length: int, stretches: Iterable[Stretch]) -> SafeString:
    """Return the strip that shows where in a text of `length` its annotations fall.

    Three lanes: claims, predictions, mentions. Stretches that meet are drawn as one, so that the
    strip of a long source is no bigger than that of a short one.
    """
    columns: dict[str, set[int]] = {kind: set() for kind in _LANES}
    scale = STRIP_WIDTH / max(length, 1)
    for stretch in stretches:
        first = min(int(stretch.start * scale), STRIP_WIDTH - 1)
        # A hair is left out at the end, so that neighbours stay apart.
        last = max(first + 1, min(int(stretch.end * scale) - 1, STRIP_WIDTH))
        columns[stretch.kind].update(range(first, last))
    paths = format_html_join(
        "",
        '<path class="{}" d="{}"/>',
        ((css, _runs(columns[kind], y)) for kind, (css, y) in _LANES.items() if columns[kind]),
    )
    return format_html(
        '<svg class="strip" viewBox="0 0 {0} 20" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="b" width="{0}" height="20" rx="3"/>{1}</svg>',
        STRIP_WIDTH,
        paths,
    )


def _runs(columns: set[int], y: int) -> str:
    """Return a path of one line for each run of neighbouring columns."""
    ordered: Sequence[int] = sorted(columns)
    commands = []
    start = previous = ordered[0]
    for column in [*ordered[1:], -1]:
        if column != previous + 1:
            commands.append(f"M{start} {y}h{previous + 1 - start}")
            start = column
        previous = column
    return "".join(commands)
