"""Annotations as anybody may read them: whose words it is, what it says, where it stands."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from annotations.api.public import api_address
from annotations.list_data import Column, absolute
from annotations.lists import forms
from annotations.lists.forms import Form
from annotations.models import Actor, Annotation, Claim, Mention, Prediction, Relation, Span
from annotations.models.proposition import PropositionMember
from annotations.models.statement import Attribution
from annotations.services import connections
from annotations.services.presenting import presented
from annotations.templatetags.listed import passages_in_full
from sourcelib.models import Article

Record = dict[str, Any]


def refers_to(name: str, *, or_none: bool = False) -> Form:
    """Return the form of what another shape describes."""
    shape = {"$ref": f"#/components/schemas/{name}"}
    return {"oneOf": [shape, {"type": "null"}]} if or_none else shape


def several(name: str) -> Form:
    """Return the form of a list of what another shape describes."""
    return {"type": "array", "items": refers_to(name)}


def record(columns: Sequence[Column], row: Any) -> Record:
    """Return what the columns say of a row."""
    return {column.name: column.value(row) for column in columns}


def _taken(name: str, form: Form, says: Any) -> Column:
    """Return a column that takes what is there under the same name."""
    return Column(name, itemgetter(name), form, says)


def _told(name: str, says: Any) -> Column:
    """Return a column of words in which curators may name passages: told by their addresses."""
    return Column(name, lambda row: passages_in_full(row[name]), forms.TEXT, says)


ACTOR = (
    _taken("uid", forms.UID, _("Permanent id.")),
    _taken("slug", forms.SLUG, _("Its name in addresses and filters.")),
    _taken("name", forms.TEXT, _("The name.")),
    _taken("kind", forms.one_of(Actor.Kind.values), _("Its kind.")),
)
TOPIC = (
    _taken("uid", forms.UID, _("Permanent id.")),
    _taken("slug", forms.SLUG, _("Its name in addresses and filters.")),
    _taken("name", forms.TEXT, _("The name.")),
)
SPAN = (
    _taken(
        "role",
        forms.one_of(Span.Role.values),
        _("What the words are: the passage itself, its condition, how likely, by when, who says."),
    ),
    _taken("part", forms.NUMBER, _("Which stretch of those with this role.")),
    _taken("start", forms.COUNT, _("Where it begins, in Unicode code points from 0.")),
    _taken("end", forms.NUMBER, _("Where it ends: the code point after its last one.")),
    _taken(
        "exact",
        forms.TEXT_OR_NONE,
        _("The exact words; none where the source's terms do not let them be shown."),
    ),
    _taken("revision", forms.NUMBER, _("The number of the text that it counts in.")),
    _taken(
        "placement",
        forms.one_of(Span.Placement.values),
        _("How it was found: selected by a person, or carried over to a corrected text."),
    ),
)
MENTION = (
    _taken("actor", refers_to("ActorName"), _("Who is named.")),
    _taken("how", forms.one_of(Mention.How.values), _("By what kind of word.")),
    _taken("locative", forms.FLAG, _("Whether only the place is meant.")),
    _taken("part", forms.one_of(["", *Mention.Part.values]), _("Which part of it is meant.")),
)
_STATEMENT = (
    _taken("summary", forms.TEXT, _("It in one plain sentence.")),
    _taken("attribution", forms.one_of(Attribution.values), _("Whose words it is.")),
    _told("attribution_note", _("What is to be said of that; may be empty.")),
    _taken(
        "speaker",
        refers_to("ActorName", or_none=True),
        _("Whom it is reported of or inferred about; none for the author's own words."),
    ),
)
CLAIM = (
    *_STATEMENT,
    _taken("kind", forms.one_of(Claim.Kind.values), _("Its kind.")),
    _taken("certainty", forms.one_of(Claim.Certainty.values), _("How firmly it is said.")),
)
PREDICTION = (
    *_STATEMENT,
    _taken("co_speakers", several("ActorName"), _("Who else says it.")),
    _taken("form", forms.one_of(Prediction.Form.values), _("What kind of prediction it is.")),
    Column(
        "compound",
        itemgetter("compound"),
        {"type": ["string", "null"], "format": "uuid"},
        _("The same for all predictions of one sentence; none if it is the only one."),
    ),
    _taken("condition", forms.TEXT, _("Its condition in a plain sentence; may be empty.")),
    _taken(
        "likelihood",
        forms.one_of(Prediction.Likelihood.values),
        _("How likely the event is said to be."),
    ),
    _taken(
        "likelihood_polarity",
        forms.one_of(Prediction.Polarity.values),
        _("Whether the words on it speak of the event, or of its opposite."),
    ),
    _taken("probability", forms.TEXT_OR_NONE, _("The number that the text itself gives.")),
    _taken(
        "horizon_ground", forms.one_of(Prediction.Ground.values), _("What its end is known by.")
    ),
    _taken("horizon_start", forms.DAY_OR_NONE, _("First day that the words allow.")),
    _taken("horizon_end", forms.DAY_OR_NONE, _("Last day that the words allow.")),
    _taken("deadline", forms.DAY_OR_NONE, _("The last day on which it can come true.")),
    _taken("deadline_basis", forms.TEXT, _("Where the deadline comes from; may be empty.")),
)
_DETAILS: Mapping[str, Sequence[Column]] = {
    Annotation.Kind.MENTION: MENTION,
    Annotation.Kind.CLAIM: CLAIM,
    Annotation.Kind.PREDICTION: PREDICTION,
}
ANNOTATION = (
    _taken("uid", forms.UID, _("Permanent id.")),
    Column(
        "self",
        lambda row: api_address(f"annotations/{row['uid']}/"),
        forms.ADDRESS,
        _("Its address in this API."),
    ),
    Column(
        "address",
        lambda row: absolute(f"/a/{row['uid']}/"),
        forms.ADDRESS,
        _("Permanent address of its passage."),
    ),
    _taken("source", forms.SLUG, _("The slug of its source.")),
    _taken("kind", forms.one_of(Annotation.Kind.values), _("Which of the three it is.")),
    _taken("state", forms.one_of(Annotation.State.values), _("How far along it is.")),
    _taken("version", forms.NUMBER, _("Counts its changes.")),
    _taken(
        "created_by",
        forms.TEXT_OR_NONE,
        _("Who made it, where that person chose to be named."),
    ),
    _taken("created_at", forms.TIME, _("When it was made.")),
    _taken("changed_at", forms.TIME, _("When it was last changed.")),
    _taken("spans", several("Span"), _("Where it stands, and in which words.")),
    _taken("about", several("ActorName"), _("Whom it is about.")),
    _taken("topics", several("TopicName"), _("What it is about.")),
    _told("note", _("A curator's note; may be empty.")),
)
PASSAGE = (
    _taken("uid", forms.UID, _("Permanent id.")),
    Column(
        "self",
        lambda row: api_address(f"annotations/{row['uid']}/"),
        forms.ADDRESS,
        _("Its address in this API."),
    ),
    _taken("name", forms.TEXT, _("What it says.")),
    _taken("kind", forms.one_of(Annotation.Kind.values), _("What it is.")),
    _taken("source", forms.SLUG, _("The slug of its source.")),
)
RELATION = (
    _taken("uid", forms.UID, _("Permanent id.")),
    _taken("kind", forms.one_of(Relation.Kind.values), _("How one bears on the other.")),
    _taken("forward", forms.FLAG, _("Whether it leads from here to the other one.")),
    _taken("reads", forms.TEXT, _("How it reads from here.")),
    Column(
        "other",
        lambda row: record(PASSAGE, row["other"]),
        refers_to("Passage"),
        _("The other one."),
    ),
    _told("reason", _("Why.")),
)
MEMBERSHIP = (
    Column(
        "slug",
        lambda row: row["proposition"]["slug"],
        forms.SLUG,
        _("The proposition, by its slug."),
    ),
    Column("text", lambda row: row["proposition"]["name"], forms.TEXT, _("Its sentence.")),
    _taken(
        "position",
        forms.one_of(PropositionMember.Position.values),
        _("Whether this asserts it, denies it or speaks to it."),
    ),
    _told("note", _("How far that reaches; may be empty.")),
)


def curates(user: Any) -> bool:
    """Whether `user` works on annotations, and so is shown all of them and all of each."""
    return bool(user.has_perm("annotations.view_annotation"))


def shown(annotation: Annotation, user: Any) -> Record:
    """Return an annotation of `presenting.loaded` as `user` may see it.

    Who curates is shown what the annotation page needs; others what is public of it, on the text
    on which it stands.
    """
    made = presented(annotation, user)
    if curates(user):
        return made
    withheld = annotation.article.display == Article.Display.METADATA
    here = [span for span in annotation.spans.all() if span.revision_id == annotation.revision_id]
    numbers = {span.revision.number for span in here}
    made["spans"] = [
        record(SPAN, span | ({"exact": None} if withheld else {}))
        for span in made["spans"]
        if span["revision"] in numbers
    ]
    detail = made[annotation.kind]
    if withheld and any(span.role == Span.Role.HORIZON for span in here):
        detail["deadline_basis"] = ""  # it quotes the words
    return {
        **record(ANNOTATION, made),
        annotation.kind: record(_DETAILS[annotation.kind], detail),
    }


def links(annotation: Annotation, user: Any) -> Record:
    """Return the relations and the propositions of an annotation as `user` may see them."""
    relations = connections.related(annotation, user)
    memberships = connections.memberships(annotation, user)
    if curates(user):
        return {"relations": relations, "memberships": memberships}
    return {
        "relations": [record(RELATION, row) for row in relations],
        "memberships": [record(MEMBERSHIP, row) for row in memberships],
    }
