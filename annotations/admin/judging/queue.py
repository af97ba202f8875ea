"""The page of what waits to be judged, confirmed or looked at anew."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.services.judging_queue import Listed, judging_queue

MOST = 100  # rows of a list


@dataclass(frozen=True)
class Kind:
    """A list of the queue: what it is called, what it holds, what to do when it is empty."""

    name: str
    label: Any
    about: Any
    empty: Any


KINDS = (
    Kind(
        "to_confirm",
        gettext_lazy("To confirm"),
        gettext_lazy("Proposals of others: look at each piece of evidence, then confirm."),
        gettext_lazy("No proposal waits for you."),
    ),
    Kind(
        "withdrawn_evidence",
        gettext_lazy("Evidence withdrawn"),
        gettext_lazy("Verdicts that rest on a passage withdrawn since: do they still stand?"),
        gettext_lazy("No verdict rests on a withdrawn passage."),
    ),
    Kind(
        "changed",
        gettext_lazy("Changed since judged"),
        gettext_lazy(
            "The sentence, its term, its condition, its likelihood or its speaker was changed "
            "after the verdict: does it still fit?"
        ),
        gettext_lazy("Everything stands as it did when it was judged."),
    ),
    Kind(
        "overdue",
        gettext_lazy("Overdue"),
        gettext_lazy("Predictions long past their deadline without a verdict."),
        gettext_lazy("Nothing is overdue."),
    ),
    Kind(
        "due",
        gettext_lazy("Due"),
        gettext_lazy("Predictions past their deadline, in the first months after it."),
        gettext_lazy("Nothing has fallen due. Predictions come here the day after their deadline."),
    ),
    Kind(
        "single_reviewed",
        gettext_lazy("Single-reviewed"),
        gettext_lazy("Public already, on one person’s word: a second look makes it confirmed."),
        gettext_lazy("Every verdict that you could confirm is confirmed."),
    ),
    Kind(
        "own",
        gettext_lazy("Your proposals"),
        gettext_lazy("What you proposed: waiting, or declined with the reason."),
        gettext_lazy("You have proposed nothing that waits. Open a prediction and judge it."),
    ),
)
# Predictions alone fall due; the other lists hold claims too.
SORTS = (
    ("", gettext_lazy("All")),
    ("prediction", gettext_lazy("Predictions")),
    ("claim", gettext_lazy("Claims")),
)


@dataclass(frozen=True)
class Tab:
    """A list as the page offers it."""

    kind: Kind
    total: int
    address: str
    current: bool


def queue(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Answer with one list of the queue, and the counts of all."""
    if not request.user.has_perm("annotations.propose_verdict"):
        raise PermissionDenied
    asked = request.GET.get("kind", "")
    sort = asked if asked in dict(SORTS) else ""
    lists = judging_queue(request.user, kind=sort, most=MOST)
    chosen = _chosen(request.GET.get("show", ""), lists)
    listed: Listed = getattr(lists, chosen.name)
    return TemplateResponse(
        request,
        "admin/annotations/judging.html",
        {
            **site.each_context(request),
            "title": _("To judge"),
            "tabs": [
                Tab(kind, getattr(lists, kind.name).total, _address(kind, sort), kind is chosen)
                for kind in KINDS
            ],
            "chosen": chosen,
            "sorts": [(label, _address(chosen, value), value == sort) for value, label in SORTS],
            "rows": listed.rows,
            "shown": len(listed.rows),
            "total": listed.total,
            "sort": sort,
        },
    )


def _chosen(asked: str, lists: Any) -> Kind:
    """Return the list that the address asks for, or the first one with something in it."""
    for kind in KINDS:
        if kind.name == asked:
            return kind
    return next((kind for kind in KINDS if getattr(lists, kind.name).total), KINDS[0])


def _address(kind: Kind, sort: str) -> str:
    return "?" + urlencode({"show": kind.name} | ({"kind": sort} if sort else {}))
