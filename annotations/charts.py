"""Pictures as SVG, from plain data; no style attribute, so that the security policy holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from annotations.scoring.likelihood import Band

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


def likelihood_range(band: Band, label: str) -> SafeString:
    """Return the range from 0 to 100 percent with `band` filled; `label` says it in words."""
    return format_html(
        '<svg class="rng" viewBox="0 0 100 8" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><rect class="b" width="100" height="8"/>'
        '<rect class="r" x="{}" width="{}" height="8"/></svg>',
        label,
        f"{band.low * 100:g}",
        f"{(band.high - band.low) * 100:g}",
    )


def years(counts: Mapping[int, int], chosen: range, label: str) -> SafeString:
    """Return bars of how many rows fall in each year; those in `chosen` are darker."""
    first, last = min(counts), max(counts)
    width = 256 / (last - first + 1)
    most = max(counts.values())
    bars = [
        (
            "in" if year in chosen else "",
            f"{(year - first) * width:.1f}",
            f"{54 - max(2, 52 * count / most):.1f}",
            f"{max(width - min(2, width / 4), 1):.1f}",
            f"{max(2, 52 * count / most):.1f}",
        )
        for year, count in sorted(counts.items())
    ]
    return format_html(
        '<svg class="hist" viewBox="0 0 256 54" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}</svg>',
        label,
        format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', bars),
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
