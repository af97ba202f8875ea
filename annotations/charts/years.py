"""How many rows fall in each year, as bars."""

from collections.abc import Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


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
