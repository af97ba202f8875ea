"""The list of actors, and the page of one: says, is said, is named."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from annotations import facets
from annotations.addresses import find, follows_moves
from annotations.conditions import inferred_about, said_by
from annotations.facets import Facet
from annotations.filters import ActorFilters
from annotations.list_data import Column, absolute, as_data
from annotations.listing import Listing
from annotations.models import Actor, ActorAlias, ActorIdentifier, Annotation, Mention
from annotations.statements import statements, with_statements
from annotations.verdict_tally import tally
from sourcelib.models import Article

SHOWN = 8
# The schemes that have a page for each id; ISO's own pages want the two-letter codes.
_OUTSIDE = {ActorIdentifier.Scheme.WIKIDATA: "https://www.wikidata.org/wiki/{}"}


@dataclass(frozen=True)
class Form:
    """Words by which a source names an actor, and how often."""

    text: str
    how: str
    count: int


@dataclass(frozen=True)
class NamedIn:
    """One source that names an actor, with all forms it uses."""

    article: Article
    forms: list[Form]

    @property
    def shown(self) -> list[Form]:
        """The forms, if the source's terms allow its words to be shown."""
        return [] if self.article.display == Article.Display.METADATA else self.forms

    @property
    def count(self) -> int:
        """How often the source names the actor."""
        return sum(form.count for form in self.forms)


@dataclass(frozen=True)
class ActorRow:
    """One actor in the list: how often, and in how many sources, it is named."""

    actor: Actor
    mentions: int
    sources: int


def actor_rows(actors: Sequence[Actor]) -> list[ActorRow]:
    """Return actors with their counts; one query."""
    counted = (
        Mention.objects.filter(
            actor__in=[actor.pk for actor in actors],
            annotation__state="published",
            annotation__article__state="published",
        )
        .order_by()
        .values_list("actor")
        .annotate(mentions=Count("pk"), sources=Count("annotation__article", distinct=True))
    )
    counts = {actor: (mentions, sources) for actor, mentions, sources in counted}
    return [ActorRow(actor, *counts.get(actor.pk, (0, 0))) for actor in actors]


FACETS = (Facet("kind", facets.by_value("kind", dict(Actor.Kind.choices))),)
COLUMNS = (
    Column("uid", lambda row: str(row.actor.uid)),
    Column("address", lambda row: absolute(row.actor.get_absolute_url())),
    Column("name", lambda row: row.actor.name),
    Column("kind", lambda row: row.actor.kind),
    Column("mentions", lambda row: row.mentions),
    Column("sources", lambda row: row.sources),
    Column(
        "identifiers",
        lambda row: [f"{one.scheme}:{one.value}" for one in row.actor.identifiers.all()],
    ),
)


def actor_list(request: HttpRequest) -> HttpResponseBase:
    """All actors that something published refers to; as a page, CSV or JSON."""
    listing = Listing(request, ActorFilters, Actor.objects.public(), FACETS)

    def load(rows: QuerySet[Actor]) -> QuerySet[Actor]:
        return rows.prefetch_related("identifiers")

    if data := as_data(request, listing, COLUMNS, load, actor_rows):
        return data
    return render(
        request,
        "annotations/actor_list.html",
        {"section": "actors", "listing": listing, "rows": listing.kept_page(actor_rows)},
    )


@follows_moves
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    """One actor: names, offices, what they say, what is said of them, where they are named.

    What an author infers about them stands apart: they did not say it. A merged actor leads to
    the one it was merged into.
    """
    merged = Actor.objects.filter(slug=slug, merged_into__isnull=False)
    target = merged.select_related("merged_into").first()
    if target is not None and target.merged_into is not None:
        return HttpResponsePermanentRedirect(target.merged_into.get_absolute_url())
    row = find(Actor.objects.public().select_related("part_of", "author", "publication"), slug)
    public = Annotation.objects.public()
    said = public.filter(said_by([row]))
    spoken_of = Annotation.about.through.objects.filter(actor=row).values("annotation")
    about = public.filter(pk__in=spoken_of)
    sections: dict[str, Any] = {
        "claims": said.claims(),
        "predictions": said.predictions(),
        "claims_about": about.claims(),
        "predictions_about": about.predictions(),
        "inferred": public.filter(inferred_about(row)),
    }
    return render(
        request,
        "annotations/actor.html",
        {
            "section": "actors",
            "row": row,
            "aliases": _by_kind(row.aliases.all()),
            **_ties(row),
            "identifiers": [_identifier(one) for one in row.identifiers.all()],
            "tally": tally(sections["predictions"]),
            "named_in": named_in(row),
            **{name: _first(rows) for name, rows in sections.items()},
            **{f"{name}_count": rows.count() for name, rows in sections.items()},
        },
    )


def _ties(row: Actor) -> dict[str, Any]:
    """Return offices, members and parts, and the keys of those among them that have a page."""
    ties: dict[str, list[Any]] = {
        "roles": list(row.roles.select_related("organisation")),
        "holders": list(row.role_holders.select_related("actor")),
        "members": list(row.memberships.select_related("member")),
        "member_of": list(row.member_in.select_related("whole")),
        "parts": list(row.parts.filter(merged_into__isnull=True)),
    }
    keys = {
        *(role.organisation_id for role in ties["roles"]),
        *(role.actor_id for role in ties["holders"]),
        *(one.member_id for one in ties["members"]),
        *(one.whole_id for one in ties["member_of"]),
        *(part.pk for part in ties["parts"]),
        row.part_of_id,
    }
    public = Actor.objects.public().filter(pk__in=keys - {None}).values_list("pk", flat=True)
    return {**ties, "linked": set(public)}


def named_in(row: Actor, most: int = 25) -> list[NamedIn]:
    """Return the newest sources that name `row`, each with the forms it uses, counted."""
    mentions = Mention.objects.filter(
        actor=row, annotation__state="published", annotation__article__state="published"
    )
    newest = list(
        Article.objects.public()
        .filter(pk__in=mentions.values("annotation__article"))
        .newest_first()
        .with_heads()[:most]
    )
    counted = (
        mentions.filter(
            annotation__article__in=newest,
            annotation__spans__role="body",
            annotation__spans__part=1,
            annotation__spans__revision__in=[one.current_revision_id for one in newest],
        )
        .order_by()
        .values_list("annotation__article", "annotation__spans__exact", "how")
        .annotate(count=Count("pk"))
    )
    forms: dict[int, list[Form]] = defaultdict(list)
    labels = dict(Mention.How.choices)
    for article, text, how, count in counted:
        forms[article].append(Form(text, str(labels[how]), count))
    return [
        NamedIn(article, sorted(forms[article.pk], key=lambda form: (-form.count, form.text)))
        for article in newest
    ]


def _first(rows: QuerySet[Annotation]) -> Any:
    return statements(
        with_statements(rows.order_by("-article__sort_date", "-article", "pk"))[:SHOWN]
    )


def _by_kind(aliases: Iterable[ActorAlias]) -> list[tuple[str, list[ActorAlias]]]:
    """Return the aliases in the order of their kinds."""
    found: dict[str, list[ActorAlias]] = defaultdict(list)
    for alias in aliases:
        found[alias.kind].append(alias)
    return [(str(kind.label), found[kind]) for kind in ActorAlias.Kind if found[kind]]


def _identifier(one: ActorIdentifier) -> tuple[str, str, str]:
    """Return the scheme, the id, and where it leads, if anywhere."""
    pattern = _OUTSIDE.get(ActorIdentifier.Scheme(one.scheme), "")
    return (str(one.get_scheme_display()), one.value, pattern.format(one.value))
