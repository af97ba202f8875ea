"""What only one thing of the library has room for, beside its row in the list."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from annotations.api.passages import Record, links, record, refers_to, several, shown
from annotations.api.public import api_address
from annotations.api.verdicts import verdicts
from annotations.list_data import Column
from annotations.lists import forms
from annotations.models import Actor, ActorAlias, Proposition
from annotations.models.proposition import PropositionMember
from annotations.templatetags.listed import passages_in_full
from sourcelib.models import Article

NOBODY = AnonymousUser()  # one thing of the library is the same for everybody


def _text(article: Article) -> str | None:
    revision = article.current_revision
    if revision is None or article.display != Article.Display.FULL:
        return None
    return revision.text


def _revisions(article: Article) -> list[Record]:
    rows = article.revisions.public().defer("text").order_by("number")
    return [record(REVISION, row) for row in rows]


def _aliases(actor: Actor) -> list[Record]:
    rows = actor.aliases.order_by("kind", F("valid_from").asc(nulls_first=True), "pk")
    return [record(ALIAS, row) for row in rows]


def _roles(actor: Actor) -> list[Record]:
    rows = actor.roles.select_related("organisation")
    return [record(ROLE, row) for row in rows.order_by(F("valid_from").asc(nulls_first=True), "pk")]


def _members(proposition: Proposition) -> list[Record]:
    rows = (
        PropositionMember.objects.public()
        .filter(proposition=proposition)
        .select_related("annotation__article", "annotation__claim", "annotation__prediction")
        .order_by("annotation__article__sort_date", "annotation__article", "annotation")
    )
    return [record(MEMBER, row) for row in rows]


REVISION = (
    Column("number", lambda row: row.number, forms.NUMBER, _("Its number.")),
    Column("sha256", lambda row: row.sha256, forms.SHA256, _("SHA-256 of the text in UTF-8.")),
    Column("created_at", lambda row: row.created_at, forms.TIME, _("When it was brought in.")),
    Column("reason", lambda row: row.reason, forms.TEXT, _("What was corrected, and why.")),
)
ALIAS = (
    Column("text", lambda row: row.text, forms.TEXT, _("The name.")),
    Column("kind", lambda row: row.kind, forms.one_of(ActorAlias.Kind.values), _("Its kind.")),
    Column("language", lambda row: row.language, forms.TEXT, _("Language tag; may be empty.")),
    Column("valid_from", lambda row: row.valid_from, forms.DAY_OR_NONE, _("From when.")),
    Column("valid_to", lambda row: row.valid_to, forms.DAY_OR_NONE, _("To when.")),
)
ROLE = (
    Column("title", lambda row: row.title, forms.TEXT, _("The office.")),
    Column("organisation", lambda row: row.organisation.name, forms.TEXT, _("With whom.")),
    Column("valid_from", lambda row: row.valid_from, forms.DAY_OR_NONE, _("From when.")),
    Column("valid_to", lambda row: row.valid_to, forms.DAY_OR_NONE, _("To when.")),
)
MEMBER = (
    Column(
        "self",
        lambda row: api_address(f"{row.annotation.kind}s/{row.annotation.uid}/"),
        forms.ADDRESS,
        _("The claim or prediction, in this API."),
    ),
    Column(
        "position",
        lambda row: row.position,
        forms.one_of(PropositionMember.Position.values),
        _("Whether it asserts the proposition, denies it or speaks to it."),
    ),
    Column("summary", lambda row: row.annotation.detail.summary, forms.TEXT, _("What it says.")),
    Column("source", lambda row: row.annotation.article.slug, forms.SLUG, _("In which source.")),
    Column(
        "note",
        lambda row: passages_in_full(row.note),
        forms.TEXT,
        _("How far that reaches; may be empty."),
    ),
)

_OF_STATEMENTS = (
    Column(
        "passage",
        lambda row: shown(row, NOBODY),
        refers_to("Annotation"),
        _("Where it stands, in which words, whom and what it is about."),
    ),
    Column(
        "relations",
        lambda row: links(row, NOBODY)["relations"],
        several("Relation"),
        _("How it bears on others, and others on it."),
    ),
    Column(
        "memberships",
        lambda row: links(row, NOBODY)["memberships"],
        several("Membership"),
        _("The propositions that it asserts, denies or speaks to."),
    ),
    Column(
        "verdicts", verdicts, several("Verdict"), _("How it was judged, the last verdict first.")
    ),
)
DETAILS: Mapping[str, Sequence[Column]] = {
    "sources": (
        Column(
            "display",
            lambda row: row.display,
            forms.one_of(Article.Display.values),
            _("How much of its text may be shown."),
        ),
        Column("author_note", lambda row: row.author_note, forms.TEXT, _("On its author.")),
        Column("disclaimer", lambda row: row.disclaimer, forms.TEXT, _("What it disclaims.")),
        Column("rights_note", lambda row: row.rights_note, forms.TEXT, _("On its rights.")),
        Column(
            "revision",
            lambda row: row.current_revision.number,
            forms.NUMBER,
            _("The number of the text that this tells of."),
        ),
        Column(
            "length",
            lambda row: row.current_revision.length,
            forms.NUMBER,
            _("How long this text is, in Unicode code points."),
        ),
        Column(
            "text",
            _text,
            forms.TEXT_OR_NONE,
            _("The text, in which spans count; none where it may not be shown in full."),
        ),
        Column(
            "revisions",
            _revisions,
            several("Revision"),
            _("All its texts, the first one first; each has its address, …/v/<number>/."),
        ),
        Column(
            "annotations",
            lambda row: api_address(f"{row.get_absolute_url()}annotations/"),
            forms.ADDRESS,
            _("All its annotations, in this API."),
        ),
    ),
    "claims": _OF_STATEMENTS,
    "predictions": _OF_STATEMENTS,
    "propositions": (
        Column(
            "topics",
            lambda row: [one.slug for one in row.topics.public().order_by("slug")],
            {"type": "array", "items": forms.SLUG},
            _("Its topics, by slug."),
        ),
        Column("members", _members, several("Member"), _("Who says what of it, by date.")),
    ),
    "actors": (
        Column("note", lambda row: row.note, forms.TEXT, _("What is to be said of it.")),
        Column("aliases", _aliases, several("Alias"), _("Its other names.")),
        Column("roles", _roles, several("Role"), _("The offices it held.")),
    ),
}
SHAPES: Mapping[str, Sequence[Column]] = {
    "Revision": REVISION,
    "Alias": ALIAS,
    "Role": ROLE,
    "Member": MEMBER,
}


def details(name: str, row: Any) -> Record:
    """Return what one of a collection has beside its row in the list."""
    return record(DETAILS.get(name, ()), row)
