"""What was corrected after it was published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from annotations.corrections import corrections

ON_A_PAGE = 50
PAGES = 200  # what is older still stands on the pages of what it changed


def correction_list(request: HttpRequest) -> HttpResponse:
    """The log of corrections, newest first. Raises Http404 for a page that there is not."""
    asked = request.GET.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= PAGES):
        raise Http404(_("The log of corrections has no such page."))
    page = int(asked)
    found = corrections((page - 1) * ON_A_PAGE, ON_A_PAGE + 1)
    if page > 1 and not found:
        raise Http404(_("The log of corrections has no such page."))
    return render(
        request,
        "annotations/corrections.html",
        {
            "section": "about",
            "rows": found[:ON_A_PAGE],
            "later": page - 1,
            "earlier": page + 1 if len(found) > ON_A_PAGE and page < PAGES else 0,
        },
    )
