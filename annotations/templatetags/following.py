"""Ways to follow lists and the library."""

from django import template

from annotations import following
from annotations.listing import Listing

register = template.Library()


@register.simple_tag
def ways_of(listing: Listing) -> list[following.Way]:
    """Return how a list can be followed under its filters."""
    return following.ways_of(listing)


@register.simple_tag
def ways_of_site() -> list[following.Way]:
    """Return the feeds of the whole library."""
    return following.ways_of_site()
