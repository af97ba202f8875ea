"""What was corrected after it was published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.corrections.listing import PAGE, CorrectionListing

ON_A_PAGE = 50
PAGES = 200  # what is older still stands on the pages of what it changed


@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    """The log of corrections, newest first, under the filters of the address.

    Raises Http404 for a page that there is not.
    """
    page = _number(request.GET.get(PAGE, "1"))
    listing = CorrectionListing(request)
    found = listing.found((page - 1) * ON_A_PAGE, ON_A_PAGE + 1)
    if page > 1 and not found:
        raise Http404(_("The log of corrections has no such page."))
    has_more = len(found) > ON_A_PAGE and page < PAGES
    return render(
        request,
        "annotations/corrections.html",
        {
            "section": "about",
            "listing": listing,
            "rows": found[:ON_A_PAGE],
            "later": _page(listing, page - 1),
            "earlier": _page(listing, page + 1) if has_more else "",
        },
    )


def _number(asked: str) -> int:
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= PAGES):
        raise Http404(_("The log of corrections has no such page."))
    return int(asked)


def _page(listing: CorrectionListing, number: int) -> str:
    """Return the address of a page under the filters; empty for none before the first."""
    if number < 1:
        return ""
    return listing.address(**({PAGE: [str(number)]} if number > 1 else {}))
