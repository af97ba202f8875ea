"""The guidelines: how to choose and tag a passage, by kind and field, with passages of the library.

Their words are in templates/admin/annotations/guidelines/, once: the annotation page shows those of
the kind and field in hand, and the page of the administration all of them, to read and to print.
They say what the manual and the page of the method say, and nothing else.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from annotations.admin.annotation import annotate_url
from annotations.models import Annotation

TUCKER, KASHIN = "Tucker 2015", "Kashin 2021"


@dataclass(frozen=True, slots=True)
class Example:
    """A passage of the first sources: its words, which source, and where it is open in its text.

    `url` is empty in a library that does not have it.
    """

    words: str
    source: str
    url: str


# By the name that the guidelines know it by: its permanent id, its words, its source.
_EXAMPLES = {
    "beltway": ("bf4850c6-b628-5f8f-83ca-7b19a841dd58", "Beltway", TUCKER),
    "kato": (
        "4853be7a-e55d-571c-9e0e-e294159e16f5",
        "Japanese Chief Cabinet Secretary Katsunobu Kato",
        KASHIN,
    ),
    "leaders": ("45c5c9d7-9fa2-571d-a4a7-8307bf0eb17f", "the two leaders", TUCKER),
    "beijing": (
        "f06f692f-b7b7-5d72-a4e3-47e7e64906c0",
        "ceremonies in Beijing",
        TUCKER,
    ),
    "position": (
        "d798fcce-694b-51b8-a9fe-682c38f2fb07",
        "Japan still holds the position that such a treaty should be signed",
        KASHIN,
    ),
    "formations": (
        "6ee721c3-b4c4-5c9d-a24e-581688cf8cd1",
        "new formations armed with new types of weapons were dispatched to the islands",
        KASHIN,
    ),
    "channels": (
        "23fc8d2a-23be-530f-907c-fab306b3d4db",
        "Moscow’s communication channels with Washington may be disrupted",
        KASHIN,
    ),
    "presume": ("76755f46-ffca-5af4-9a4f-14533df22fd9", "Russia appears to presume", KASHIN),
    "impact": (
        "c4aeb50b-99b8-5f0c-a76f-5aad59753551",
        "these actions will not have a lasting impact",
        KASHIN,
    ),
    "threat": ("00b392d7-15aa-58bb-8b0d-6bce40cc4621", "were seen by Russia as a threat", TUCKER),
    "hope": ("82211797-5f58-5787-9e2b-8abac22cb768", "Let us hope that Abe and Putin", TUCKER),
    "stability": (
        "82f9a72f-8e02-5c80-af1d-23f095dd4608",
        "how can Russia continue to see the U.S.-Japan alliance as a source of stability",
        TUCKER,
    ),
    "drag": (
        "76023743-7fcf-535b-b6f2-b7a047221c5c",
        "negotiations on it will likely drag on",
        KASHIN,
    ),
    "constitution": (
        "dae27cc1-0090-5354-959f-6ccfd6170d29",
        "would not do anything that contradicts the constitution",
        KASHIN,
    ),
    "treaty": (
        "49174849-9e72-59f6-9409-02fe4d222cdf",
        "a peace treaty between the two countries",
        TUCKER,
    ),
    "china": (
        "2e4e6d4d-283a-5c7b-a887-34845a3c81f7",
        "If Russia chooses to close ranks with China",
        TUCKER,
    ),
    "dashed": (
        "86e1caf0-10db-5efb-85f9-12ef5836b527",
        "as is the hard-earned trust between the two leaders",
        TUCKER,
    ),
    "july": ("741152a6-f122-596c-a043-f76a028bbf9a", "this July", TUCKER),
    "until": (
        "37cd7517-4a05-55ef-8b56-4f29ea2b8ca8",
        "until U.S.-Russia tensions in Europe subside",
        TUCKER,
    ),
}


def examples(user: Any) -> dict[str, Example]:
    """Return all examples by name, each with its address if `user` may see it in this library."""
    visible = Annotation.objects.visible_to(user)
    rows = visible.filter(uid__in=[uid for uid, _words, _source in _EXAMPLES.values()])
    urls = {str(row.uid): annotate_url(row) for row in rows.only("uid", "article_id")}
    return {
        name: Example(words, source, urls.get(uid, ""))
        for name, (uid, words, source) in _EXAMPLES.items()
    }


def guidelines(request: HttpRequest) -> HttpResponse:
    """Answer with all guidelines on one page."""
    if not request.user.has_perm("annotations.view_annotation"):
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "title": _("Guidelines"),
        "examples": examples(request.user),
    }
    return TemplateResponse(request, "admin/annotations/guidelines.html", context)
