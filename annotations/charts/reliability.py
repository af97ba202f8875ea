"""The reliability diagram: what words say, and how often what they were said of happened."""

from collections.abc import Sequence
from math import sqrt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from annotations.scoring.reliability import Group

_SIDE = 240  # of the square from 0 to 100 percent
_LEFT, _TOP = 34, 10  # room for the numbers of the scale
_LEAST = 3  # width and height of the box of a printed number, which has no width


def reliability_diagram(groups: Sequence[Group], curve: Sequence[float], label: str) -> SafeString:
    """Return the diagram of `groups`, in order, with the CORP `curve`; `label` says it in words.

    A box on the diagonal is a band: as far up as it is wide. A dot is the share that happened,
    larger for more predictions, its line the 95 % interval, and a ring the share with what came
    true in part; the curve is the rising one that comes nearest to the dots. Where a line misses
    its box, the words miss the matter. Dots stand at the middle of their box because they must
    stand somewhere: nothing is computed from it.
    """
    return format_html(
        '<svg class="reliability" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '{}<path class="even" d="M{} {}L{} {}"/>{}<path class="corp" d="{}"/>{}{}</svg>',
        _LEFT + _SIDE + 14,
        _TOP + _SIDE + 26,
        label,
        _scale(),
        _x(0),
        _y(0),
        _x(1),
        _y(1),
        format_html_join(
            "",
            '<rect class="band" x="{}" y="{}" width="{}" height="{}"/>',
            [_box(group) for group in groups],
        ),
        _steps(groups, curve),
        format_html_join(
            "",
            '<path class="whisker" d="M{0} {1}V{2}"/>'
            '<circle class="dot" cx="{0}" cy="{3}" r="{4}"/>',
            [_dot(group) for group in groups],
        ),
        format_html_join(
            "",
            '<circle class="ring" cx="{}" cy="{}" r="4"/>',
            [(_middle(group), _y(group.observed_with_partly)) for group in groups if group.partly],
        ),
    )


def _x(share: float) -> str:
    return f"{_LEFT + share * _SIDE:.1f}"


def _y(share: float) -> str:
    return f"{_TOP + (1 - share) * _SIDE:.1f}"


def _middle(group: Group) -> str:
    return _x((group.band.low + group.band.high) / 2)


def _scale() -> SafeString:
    """Return the lines and numbers of both scales, in percent."""
    marks = [
        (_x(0), _y(part / 4), _x(1), _LEFT - 6, _TOP + (1 - part / 4) * _SIDE + 4, 25 * part)
        for part in range(5)
    ]
    below = [(_x(part / 4), _TOP + _SIDE + 18, 25 * part) for part in range(5)]
    return format_html(
        "{}{}",
        format_html_join(
            "",
            '<path class="grid" d="M{} {}H{}"/><text class="up" x="{}" y="{}">{}</text>',
            marks,
        ),
        format_html_join("", '<text class="along" x="{}" y="{}">{}</text>', below),
    )


def _box(group: Group) -> tuple[str, str, str, str]:
    band = group.band
    side = max((band.high - band.low) * _SIDE, _LEAST)
    middle = (band.low + band.high) / 2 * _SIDE
    left = _LEFT + middle - side / 2
    top = _TOP + _SIDE - middle - side / 2
    return (f"{left:.1f}", f"{top:.1f}", f"{side:.1f}", f"{side:.1f}")


def _steps(groups: Sequence[Group], curve: Sequence[float]) -> str:
    """Return the path of the curve: level over each band, straight from one to the next.

    Where bands overlap, the later one begins where the earlier one ends: the path never goes back.
    """
    points = []
    reached = 0.0
    for group, share in zip(groups, curve, strict=True):
        for end in (group.band.low, group.band.high):
            reached = max(reached, end)
            points.append(f"{_x(reached)} {_y(share)}")
    return "M" + "L".join(points)


def _dot(group: Group) -> tuple[str, str, str, str, str]:
    interval = group.interval
    radius = min(3 + sqrt(float(group.n)) * 0.7, 9)
    return (
        _middle(group),
        _y(interval.low),
        _y(interval.high),
        _y(group.observed),
        f"{radius:.1f}",
    )
