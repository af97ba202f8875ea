"""A likelihood band as a range on a line from 0 to 100 percent."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from annotations.scoring.likelihood import Band


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
