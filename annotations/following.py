"""Where a list can be followed: its feeds and its calendar, under the filters of the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.listing import Listing
from annotations.models import Topic
from annotations.scoring.likelihood import Standard
from annotations.standards import DEFAULT, PARAMETER, UnknownStandardError, standard_of

ATOM = "application/atom+xml"
CALENDAR = "text/calendar"


@dataclass(frozen=True)
class Way:
    """One way to follow something: a feed or a calendar, its title and its address."""

    title: str
    address: str
    type: str = ATOM


_SITE: Sequence[tuple[str, Any]] = (
    ("/feeds/sources.atom", gettext_lazy("New sources")),
    ("/feeds/predictions.atom", gettext_lazy("New predictions")),
    ("/feeds/verdicts.atom", gettext_lazy("New verdicts")),
    ("/feeds/changes.atom", gettext_lazy("Corrections and withdrawals")),
)
_LISTS: dict[str, Sequence[tuple[str, Any]]] = {
    "/sources/": [("/feeds/sources.atom", gettext_lazy("New sources"))],
    "/claims/": [("/feeds/claims.atom", gettext_lazy("New claims"))],
    "/predictions/": [
        ("/feeds/predictions.atom", gettext_lazy("New predictions")),
        ("/feeds/due.atom", gettext_lazy("Falling due")),
        ("/feeds/verdicts.atom", gettext_lazy("New verdicts")),
        ("/predictions/due.ics", gettext_lazy("Calendar of deadlines")),
    ],
    "/propositions/": [("/feeds/propositions.atom", gettext_lazy("New propositions"))],
    "/actors/": [("/feeds/actors.atom", gettext_lazy("New actors"))],
    "/topics/": [("/feeds/topics.atom", gettext_lazy("New topics"))],
    "/publications/": [("/feeds/publications.atom", gettext_lazy("New publications"))],
    "/authors/": [("/feeds/authors.atom", gettext_lazy("New authors"))],
    "/about/corrections/": [
        ("/feeds/changes.atom", gettext_lazy("Corrections and withdrawals")),
    ],
}


def ways_of_site() -> list[Way]:
    """Return the feeds of the whole library."""
    return [Way(str(title), path) for path, title in _SITE]


def ways_of_topic(topic: Topic) -> list[Way]:
    """Return the feeds of what is claimed, predicted and decided under a topic."""
    query = urlencode({"topic": topic.slug})
    named = {"topic": topic.name}
    return [
        Way(_("New claims: %(topic)s") % named, f"/feeds/claims.atom?{query}"),
        Way(_("New predictions: %(topic)s") % named, f"/feeds/predictions.atom?{query}"),
        Way(_("New verdicts: %(topic)s") % named, f"/feeds/verdicts.atom?{query}"),
    ]


def ways_of(listing: Listing) -> list[Way]:
    """Return how a list can be followed under its filters; some lists cannot."""
    return [
        Way(str(title), filtered(path, listing), CALENDAR if path.endswith(".ics") else ATOM)
        for path, title in _LISTS.get(listing.path, [])
    ]


def filtered(path: str, listing: Listing, standard: Standard = DEFAULT) -> str:
    """Return an address under the filters of a list: without its order or page.

    It has the standard, if one is given that is not the default one.
    """
    query = QueryDict(mutable=True)
    for name in sorted(listing.values):
        query.setlist(name, listing.query.getlist(name))
    if standard is not DEFAULT:
        query[PARAMETER] = standard.value
    return f"{path}?{query.urlencode()}" if query else path


def refusal(listing: Listing, *, reads_standard: bool = False) -> HttpResponse | None:
    """Answer with 400 what could not be understood, or return None if all could.

    A feed under other filters than those asked for would mislead whoever follows it. The order and
    the page of a list are no filters: an address copied from a list may have them.
    """
    lines = [f"{fault.name}: {fault.message}" for fault in listing.faults]
    if reads_standard:
        try:
            standard_of(listing.query)
        except UnknownStandardError as problem:
            lines.append(f"{PARAMETER}: {problem}")
    unknown = listing.unknown({PARAMETER} if reads_standard else ())
    lines += [f"{name}: {message}" for name, message in unknown.items()]
    if not lines:
        return None
    text = "\n".join([_("This address could not be understood:"), *lines])
    return HttpResponse(f"{text}\n", status=400, content_type="text/plain; charset=utf-8")
