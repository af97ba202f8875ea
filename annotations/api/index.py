"""Where a program begins: what there is, and where."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.lists import COLLECTIONS
from annotations.api.public import PublicView
from annotations.list_data import absolute

SAYS: dict[str, Any] = {
    "sources": gettext_lazy("Articles; one of them comes with its text and its annotations."),
    "claims": gettext_lazy("What is asserted, in which words, and whether it was checked."),
    "predictions": gettext_lazy("What is predicted, by when, and how it turned out."),
    "propositions": gettext_lazy("Sentences that can be argued about: who asserts or denies them."),
    "actors": gettext_lazy("States, people, organisations: where they are named."),
    "topics": gettext_lazy("What claims and predictions are about."),
    "publications": gettext_lazy("Where sources appeared."),
    "authors": gettext_lazy("Who signed sources."),
}


class Index(PublicView):
    """The collections, the description and the docs."""

    def get(self, request: Request) -> Response:  # noqa: ARG002, a view takes its request
        """Return them with their addresses."""
        return Response(
            {
                "name": settings.SITE_NAME,
                "docs": absolute(reverse("api:docs")),
                "schema": absolute(reverse("api:schema")),
                "collections": [
                    {"name": name, "address": absolute(reverse(f"api:{name}")), "says": SAYS[name]}
                    for name in COLLECTIONS
                ],
            }
        )


class Nothing(PublicView):
    """An address below the API at which there is nothing."""

    schema = None  # no part of the description

    def get(self, request: Request, path: str) -> Response:  # noqa: ARG002
        """Say so, in JSON."""
        index = absolute(reverse("api:index"))
        raise Http404(_("There is nothing at this address; see %(index)s") % {"index": index})
