"""The page of one actor, put together."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from annotations.addresses import find, follows_moves
from annotations.conditions import inferred_about, said_by
from annotations.models import Actor, Annotation
from annotations.models.annotation import AnnotationQuerySet
from annotations.pages.actor.company import company
from annotations.pages.actor.named import named_in, over_time, sources_naming
from annotations.pages.actor.ties import identifiers, merges, names_of, ties
from annotations.scoring.likelihood import Standard
from annotations.standards import choices, reads_standard
from annotations.statements import StatementView, statements, with_statements
from annotations.track_records import track_record_of

SHOWN = 6  # of what is said, for each section; the rest is a list away
SHOWN_INFERRED = 24  # no list shows these alone
SHOWN_SOURCES = 20
NEAREST = 50  # sources that tell who is named together


# What stands beside the page, if anything does.
_FACTS = ("part_of", "parts", "members", "member_of", "aliases", "identifiers")


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
    row = find(Actor.objects.public().select_related("part_of", "author", "publication"), slug)
    said = Annotation.objects.public().filter(said_by([row]))
    newest = sources_naming(row, NEAREST)
    own = said.predictions()
    predicts = _section("predicts", _("Predicts"), own, standard, _list("predictions", speaker=row))
    context: dict[str, Any] = {
        "row": row,
        "part_of": row.part_of,
        **ties(row),
        "aliases": names_of(row),
        "identifiers": identifiers(row),
        "predicts": predicts,
        "record": track_record_of(own, standard),
        "sections": _sections(row, said, standard),
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
            "board": predicts.more,
            "merges": merges(row),
        },
    )


def _sections(row: Actor, said: AnnotationQuerySet, standard: Standard) -> list[Section]:
    """Return what the actor claims, and what is said about it; empty sections are left out."""
    public = Annotation.objects.public()
    spoken_of = Annotation.about.through.objects.filter(actor=row).values("annotation")
    about = public.filter(pk__in=spoken_of)
    found = [
        _section("says", _("Says"), said.claims(), standard, _list("claims", speaker=row)),
        _section(
            "predicted-about",
            _("Predicted about them"),
            about.predictions(),
            standard,
            _list("predictions", actor=row),
        ),
        _section(
            "said-about",
            _("Said about them"),
            about.claims(),
            standard,
            _list("claims", actor=row),
        ),
        _inferred(public.filter(inferred_about(row)), standard),
    ]
    return [one for one in found if one.rows]


def _section(
    key: str, title: str, rows: QuerySet[Annotation], standard: Standard, more: str
) -> Section:
    return Section(key, title, rows.count(), _newest(rows, standard, SHOWN), more)


def _inferred(rows: QuerySet[Annotation], standard: Standard) -> Section:
    return Section(
        "inferred",
        _("Inferred about what they think or intend"),
        rows.count(),
        _newest(rows, standard, SHOWN_INFERRED),
        lead=_("An author's inference. They did not say it, and it counts in no record of theirs."),
    )


def _list(name: str, **filters: Actor) -> str:
    query = urlencode({key: actor.slug for key, actor in filters.items()})
    return f"{reverse(name)}?{query}"


def _newest(rows: QuerySet[Annotation], standard: Standard, most: int) -> list[StatementView]:
    newest = rows.order_by("-article__sort_date", "-article", "pk")
    return statements(with_statements(newest)[:most], standard)


def _contents(context: dict[str, Any]) -> list[Heading]:
    """Return the parts of the page that have something, in order; none where they are few."""
    sections: list[Section] = [context["predicts"], *context["sections"]]
    first, *rest = [Heading(one.id, one.title, one.count) for one in sections]
    found = [
        *([Heading("offices", _("Offices"))] if context["roles"] else []),
        *([Heading("holders", context["holders_title"])] if context["holders"] else []),
        *([first, Heading("record", _("Track record"))] if first.count else []),
        *rest,
        *([Heading("over-time", _("Over the years"))] if context["over_time"].years else []),
        *([Heading("company", _("Named together with"))] if context["company"] else []),
        *([Heading("named", _("Where they are named"))] if context["named_in"] else []),
        *([Heading("facts", _("Names and ties"))] if any(map(context.get, _FACTS)) else []),
    ]
    return found if len(found) > 4 else []
