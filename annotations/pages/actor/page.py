"""The page of one actor, put together."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from annotations.addresses import find, follows_moves
from annotations.conditions import inferred_about, said_by
from annotations.models import Actor, Annotation
from annotations.pages.actor.company import company
from annotations.pages.actor.named import named_in, over_time, sources_naming
from annotations.pages.actor.ties import identifiers, merges, names_of, ties
from annotations.scoring.likelihood import Standard
from annotations.standards import choices, reads_standard
from annotations.statements import StatementView, statements, with_statements

SHOWN = 6  # of what is said, for each section; the rest is a list away
SHOWN_INFERRED = 24  # no list shows these alone
SHOWN_SOURCES = 20
NEAREST = 50  # sources that tell who is named together


@dataclass(frozen=True)
class Section:
    """Claims or predictions that have one thing to do with the actor; `more` leads to all."""

    id: str
    title: str
    count: int
    rows: list[StatementView]
    more: str = ""
    lead: str = ""


@dataclass(frozen=True)
class Heading:
    """A part of the page, as its list of contents names it."""

    id: str
    title: str
    count: int | None = None


@reads_standard
@follows_moves
def actor(request: HttpRequest, slug: str, standard: Standard) -> HttpResponse:
    """One actor: names, offices, what they say, what is said of them, where they are named.

    What an author infers about them stands apart: they did not say it. A merged actor leads to
    the one it was merged into.
    """
    if merged := _merged(request, slug):
        return merged
    row = find(Actor.objects.public().select_related("part_of", "author", "publication"), slug)
    newest = sources_naming(row, NEAREST)
    context: dict[str, Any] = {
        "row": row,
        **ties(row),
        "sections": _sections(row, standard),
        "over_time": over_time(row),
        "company": company(row, newest),
        "near": len(newest),
        "named_in": named_in(row, newest[:SHOWN_SOURCES]),
    }
    return render(
        request,
        "annotations/actor.html",
        {
            **context,
            "section": "actors",
            "contents": _contents(context),
            "standards": choices(request, standard),
            "aliases": names_of(row),
            "identifiers": identifiers(row),
            "merges": merges(row),
        },
    )


def _merged(request: HttpRequest, slug: str) -> HttpResponse | None:
    """Return the redirect of an actor that was merged into another.

    It is asked for again each time, because a merge can be undone.
    """
    rows = Actor.objects.filter(slug=slug, merged_into__isnull=False)
    old = rows.select_related("merged_into").first()
    if old is None or old.merged_into is None:
        return None
    query = request.META.get("QUERY_STRING", "")
    address = old.merged_into.get_absolute_url()
    response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    patch_cache_control(response, no_cache=True)
    return response


def _sections(row: Actor, standard: Standard) -> list[Section]:
    """Return what is said by the actor and about it; empty sections are left out."""
    public = Annotation.objects.public()
    said = public.filter(said_by([row]))
    spoken_of = Annotation.about.through.objects.filter(actor=row).values("annotation")
    about = public.filter(pk__in=spoken_of)
    inferred = public.filter(inferred_about(row))

    def section(key: str, title: str, rows: QuerySet[Annotation], more: str) -> Section:
        return Section(key, title, rows.count(), _newest(rows, standard, SHOWN), more)

    speaker, spoken = f"?speaker={row.slug}", f"?actor={row.slug}"
    claims, predictions = reverse("claims"), reverse("predictions")
    found = [
        section("predicts", _("Predicts"), said.predictions(), predictions + speaker),
        section("says", _("Says"), said.claims(), claims + speaker),
        section(
            "predicted-about", _("Predicted about them"), about.predictions(), predictions + spoken
        ),
        section("said-about", _("Said about them"), about.claims(), claims + spoken),
        Section(
            "inferred",
            _("Inferred about what they think or intend"),
            inferred.count(),
            _newest(inferred, standard, SHOWN_INFERRED),
            lead=_(
                "An author's inference. They did not say it, and it counts in no record of theirs."
            ),
        ),
    ]
    return [one for one in found if one.rows]


def _newest(rows: QuerySet[Annotation], standard: Standard, most: int) -> list[StatementView]:
    newest = rows.order_by("-article__sort_date", "-article", "pk")
    return statements(with_statements(newest)[:most], standard)


def _contents(context: dict[str, Any]) -> list[Heading]:
    """Return the parts of the page in their order; none where it is short."""
    found = [Heading(one.id, one.title, one.count) for one in context["sections"]]
    for key, title, rows in (
        ("over-time", _("Over the years"), context["over_time"].years),
        ("company", _("Named together with"), context["company"]),
        ("named", _("Where they are named"), context["named_in"]),
    ):
        if rows:
            found.append(Heading(key, title))
    if context["roles"]:
        found.insert(0, Heading("offices", _("Offices")))
    return found if len(found) > 3 else []
