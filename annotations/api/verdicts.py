"""Verdicts with their evidence and the replies to them, as the pages tell them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from annotations.api.passages import Record, record, several
from annotations.api.public import api_address
from annotations.judgements import Exhibit, Judgement, judgements
from annotations.list_data import Column
from annotations.lists import forms
from annotations.models import Annotation, Evidence, Reply, Verdict
from annotations.templatetags.listed import passages_in_full
from sourcelib.models.dates import Precision


def _passage(exhibit: Exhibit) -> str | None:
    passage = exhibit.piece.passage
    if passage is None or not exhibit.stands:
        return None
    return api_address(f"annotations/{passage.uid}/")


def _source(exhibit: Exhibit) -> str:
    if exhibit.piece.passage is None:
        return str(exhibit.piece.source)
    return exhibit.article.title if exhibit.article and exhibit.stands else ""


EVIDENCE = (
    Column(
        "bears",
        lambda exhibit: exhibit.piece.bears,
        forms.one_of(Evidence.Bears.values),
        _("Whether it bears on how it turned out, or on the condition."),
    ),
    Column(
        "passage",
        _passage,
        {"type": ["string", "null"], "format": "uri"},
        _("The passage of this library, in this API; none for a source from outside."),
    ),
    Column("source", _source, forms.TEXT, _("Which source; empty if that is not public.")),
    Column(
        "stands",
        lambda exhibit: exhibit.stands,
        forms.FLAG,
        _("Whether the passage is public still, and was not withdrawn since."),
    ),
    Column("url", lambda exhibit: exhibit.piece.url, forms.TEXT, _("Its address; may be empty.")),
    Column(
        "words",
        lambda exhibit: exhibit.words,
        forms.TEXT,
        _("Its words; empty if there are none, or none to be shown."),
    ),
    Column(
        "reports",
        lambda exhibit: exhibit.piece.reports or exhibit.instead,
        forms.TEXT,
        _("What it reports, in our words; may be empty."),
    ),
    Column("date", lambda exhibit: exhibit.piece.date, forms.DAY_OR_NONE, _("Its date.")),
    Column(
        "date_precision",
        lambda exhibit: exhibit.piece.date_precision,
        forms.one_of(Precision.values),
        _("How much of the date is known."),
    ),
)
REPLY = (
    Column("name", lambda reply: reply.name, forms.TEXT, _("Who replies.")),
    Column(
        "capacity",
        lambda reply: reply.capacity,
        forms.one_of(Reply.Capacity.values),
        _("As what."),
    ),
    Column("date", lambda reply: reply.date, forms.DAY_OR_NONE, _("When.")),
    Column("text", lambda reply: reply.text, forms.TEXT, _("What they say.")),
    Column("url", lambda reply: reply.url, forms.TEXT, _("Where; may be empty.")),
)
VERDICT = (
    Column("uid", lambda told: str(told.verdict.uid), forms.UID, _("Permanent id.")),
    Column(
        "state",
        lambda told: told.verdict.state,
        forms.one_of(Verdict.State.values),
        _("What it says."),
    ),
    Column(
        "stands",
        lambda told: told.superseded_by is None,
        forms.FLAG,
        _("Whether it stands, or a later one has taken its place."),
    ),
    Column(
        "review",
        lambda told: told.verdict.review,
        forms.one_of([Verdict.Review.SINGLE, Verdict.Review.CONFIRMED]),
        _("Whether a second person has confirmed it."),
    ),
    Column(
        "event_date",
        lambda told: told.verdict.event_date,
        forms.DAY_OR_NONE,
        _("When it happened, or could not happen any more."),
    ),
    Column(
        "event_date_precision",
        lambda told: told.verdict.event_date_precision,
        forms.one_of(["", *Precision.values]),
        _("How much of that day is known."),
    ),
    Column(
        "decided_on",
        lambda told: told.verdict.decided_on,
        forms.DAY_OR_NONE,
        _("When it was decided."),
    ),
    Column(
        "reason",
        lambda told: passages_in_full(told.verdict.reason),
        forms.TEXT,
        _("Why it is what it is."),
    ),
    Column(
        "confidence",
        lambda told: told.verdict.confidence,
        forms.one_of(Verdict.Confidence.values),
        _("How sure it is."),
    ),
    Column(
        "condition_met",
        lambda told: told.verdict.condition_met,
        forms.one_of(["", *Verdict.ConditionMet.values]),
        _("Whether the condition was met; empty if there is none."),
    ),
    Column(
        "condition_met_on",
        lambda told: told.verdict.condition_met_on,
        forms.DAY_OR_NONE,
        _("When it was met."),
    ),
    Column(
        "judged_summary",
        lambda told: told.verdict.judged_summary,
        forms.TEXT,
        _("The sentence that was judged."),
    ),
    Column(
        "published_at",
        lambda told: told.verdict.published_at,
        forms.TIME_OR_NONE,
        _("Since when it is public."),
    ),
    Column(
        "supersedes",
        lambda told: told.supersedes and str(told.supersedes.uid),
        {"type": ["string", "null"], "format": "uuid"},
        _("The verdict whose place it took."),
    ),
    Column(
        "evidence",
        lambda told: [
            record(EVIDENCE, exhibit) for body in told.evidence for exhibit in body.exhibits
        ],
        several("Evidence"),
        _("What it rests on."),
    ),
    Column(
        "replies",
        lambda told: [record(REPLY, one) for one in told.replies if one.withdrawn_at is None],
        several("Reply"),
        _("What those concerned reply."),
    ),
)


def verdicts(annotation: Annotation) -> list[Record]:
    """Return all reviewed verdicts on an annotation, the last one first."""
    told: list[Judgement] = judgements(annotation)
    return [record(VERDICT, one) for one in told]


def told_of(view: Any) -> list[Record]:
    """Return the verdicts on a claim or prediction."""
    return verdicts(view.annotation)
