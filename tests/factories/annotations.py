"""Rows of what is said about sources: actors, annotations with their spans, verdicts."""

import datetime
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from annotations import models as a
from annotations.scoring.likelihood import term_of
from sourcelib.models.dates import Precision
from tests.factories.sourcelib import ArticleFactory, CuratorFactory, EditorFactory

CONTEXT = 32  # characters kept before and after a span


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = a.Topic

    slug = factory.Sequence(lambda n: f"topic-{n}")
    name = factory.Sequence(lambda n: f"Topic {n}")


class ActorFactory(DjangoModelFactory):
    class Meta:
        model = a.Actor

    slug = factory.Sequence(lambda n: f"actor-{n}")
    name = factory.Sequence(lambda n: f"Actor {n}")
    kind = a.Actor.Kind.STATE


class ActorAliasFactory(DjangoModelFactory):
    class Meta:
        model = a.ActorAlias

    actor = factory.SubFactory(ActorFactory)
    text = factory.Sequence(lambda n: f"Alias {n}")
    kind = a.ActorAlias.Kind.SHORT


class ActorMembershipFactory(DjangoModelFactory):
    class Meta:
        model = a.ActorMembership

    whole = factory.SubFactory(ActorFactory, kind=a.Actor.Kind.ALLIANCE)
    member = factory.SubFactory(ActorFactory)


class ActorRoleFactory(DjangoModelFactory):
    class Meta:
        model = a.ActorRole

    actor = factory.SubFactory(ActorFactory, kind=a.Actor.Kind.PERSON)
    organisation = factory.SubFactory(ActorFactory)
    title = "Prime Minister"


class ActorIdentifierFactory(DjangoModelFactory):
    class Meta:
        model = a.ActorIdentifier

    actor = factory.SubFactory(ActorFactory)
    scheme = a.ActorIdentifier.Scheme.WIKIDATA
    value = factory.Sequence(lambda n: f"Q{n}")


class AnnotationFactory(DjangoModelFactory):
    """The row alone, a draft; `MentionFactory` and its like make it whole."""

    class Meta:
        model = a.Annotation
        skip_postgeneration_save = True

    article = factory.SubFactory(ArticleFactory)
    revision = factory.SelfAttribute("article.current_revision")
    kind = a.Annotation.Kind.CLAIM
    state = a.Annotation.State.DRAFT
    published_at = factory.LazyAttribute(
        lambda row: timezone.now() if row.state in ("published", "withdrawn") else None
    )
    withdrawn_at = factory.LazyAttribute(
        lambda row: timezone.now() if row.state == "withdrawn" else None
    )
    state_reason = factory.LazyAttribute(
        lambda row: "It was wrong." if row.state == "withdrawn" else ""
    )

    @factory.post_generation
    def about(self: Any, create: bool, actors: list[Any] | None, **_: Any) -> None:
        if create and actors:
            self.about.set(actors)

    @factory.post_generation
    def topics(self: Any, create: bool, topics: list[Any] | None, **_: Any) -> None:
        if create and topics:
            self.topics.set(topics)


class SpanFactory(DjangoModelFactory):
    """One stretch of the current revision: of `words`, or from `start` to `end`."""

    class Meta:
        model = a.Span

    class Params:
        words: str | None = None
        occurrence = 1

    annotation = factory.SubFactory(AnnotationFactory)
    revision = factory.LazyAttribute(lambda row: row.annotation.article.current_revision)
    start = factory.LazyAttribute(lambda row: place(row.revision.text, row.words, row.occurrence))
    end = factory.LazyAttribute(lambda row: row.start + len(row.words))
    exact = factory.LazyAttribute(lambda row: row.revision.text[row.start : row.end])
    prefix = factory.LazyAttribute(
        lambda row: row.revision.text[max(0, row.start - CONTEXT) : row.start]
    )
    suffix = factory.LazyAttribute(lambda row: row.revision.text[row.end : row.end + CONTEXT])


def place(text: str, words: str | None, occurrence: int = 1) -> int:
    """Return where `words` begin in `text` for the `occurrence`-th time; they must be there."""
    if words is None:
        raise ValueError("Name the words of the span, or its start and end.")
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return start


OF_ANNOTATION = (
    *("uid", "article", "state", "version", "about", "topics", "note", "created_by"),
    *("reviewed_by", "reviewed_at", "published_at", "state_reason", "batch"),
)


class DetailFactory(DjangoModelFactory):
    """What the three details share: an annotation with its spans, made from plain arguments.

    `article`, `state`, `about`, `topics`, `created_by`, `note` go to the annotation; `words` (or
    `span`) and `<role>_words` become its spans. By default the passage is the first sentence.
    """

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        words, span = fields.pop("words", None), fields.pop("span", None)
        occurrence = fields.pop("occurrence", 1)
        roles = {
            role: words_of_role
            for role in ("condition", "likelihood", "horizon", "cue")
            if (words_of_role := fields.pop(f"{role}_words", ""))
        }
        of_annotation = {name: fields.pop(name) for name in OF_ANNOTATION if name in fields}
        if "annotation" not in fields:
            annotation = AnnotationFactory(kind=model_class.__name__.lower(), **of_annotation)
            fields["annotation"] = annotation
            if span is None:
                text = annotation.article.current_revision.text
                words = words or cls.default_words(text)
                start = place(text, words, occurrence)
                span = (start, start + len(words))
            SpanFactory(annotation=annotation, start=span[0], end=span[1])
            for role, role_words in roles.items():
                SpanFactory(annotation=annotation, role=role, words=role_words)
        return super()._create(model_class, *args, **fields)

    @classmethod
    def default_words(cls, text: str) -> str:
        """Return the passage of an annotation that a test says nothing about."""
        return text.split(".", 1)[0].strip()


class MentionFactory(DetailFactory):
    class Meta:
        model = a.Mention

    actor = factory.SubFactory(ActorFactory)

    @classmethod
    def default_words(cls, text: str) -> str:
        return text.split(maxsplit=1)[0]


class ClaimFactory(DetailFactory):
    class Meta:
        model = a.Claim

    summary = factory.Sequence(lambda n: f"Claim {n} holds.")
    kind = a.Claim.Kind.FACTUAL


class CompoundFactory(DjangoModelFactory):
    class Meta:
        model = a.Compound

    article = factory.SubFactory(ArticleFactory)


class PredictionFactory(DetailFactory):
    class Meta:
        model = a.Prediction
        skip_postgeneration_save = True

    summary = factory.Sequence(lambda n: f"Event {n} will happen.")
    horizon_ground = a.Prediction.Ground.DEFAULT_5Y
    deadline = datetime.date(2026, 3, 5)
    deadline_basis = "five years from the last day that the date of the source allows"
    likelihood_words = ""
    likelihood_term = factory.LazyAttribute(lambda row: str(term_of(row.likelihood_words) or ""))

    @factory.post_generation
    def co_speakers(self: Any, create: bool, actors: list[Any] | None, **_: Any) -> None:
        if create and actors:
            self.co_speakers.set(actors)


class AnnotationVersionFactory(DjangoModelFactory):
    class Meta:
        model = a.AnnotationVersion

    annotation = factory.SubFactory(AnnotationFactory)
    article = factory.SelfAttribute("annotation.article")
    number = factory.SelfAttribute("annotation.version")
    action = a.AnnotationVersion.Action.CREATED
    at = factory.LazyFunction(timezone.now)
    data = factory.LazyFunction(dict)


class PropositionFactory(DjangoModelFactory):
    class Meta:
        model = a.Proposition

    slug = factory.Sequence(lambda n: f"proposition-{n}")
    text = factory.Sequence(lambda n: f"Proposition {n} holds.")
    kind = a.Proposition.Kind.FACTUAL


class PropositionMemberFactory(DjangoModelFactory):
    class Meta:
        model = a.PropositionMember

    proposition = factory.SubFactory(PropositionFactory)
    annotation = factory.LazyFunction(lambda: ClaimFactory().annotation)
    position = a.PropositionMember.Position.SUPPORTS


class RelationFactory(DjangoModelFactory):
    class Meta:
        model = a.Relation

    source = factory.LazyFunction(lambda: ClaimFactory().annotation)
    target = factory.LazyFunction(lambda: ClaimFactory().annotation)
    kind = a.Relation.Kind.SUPPORTS
    reason = "The one is a reason for the other."


class VerdictFactory(DjangoModelFactory):
    """A single-reviewed verdict that a prediction came true, with one outside source."""

    class Meta:
        model = a.Verdict
        skip_postgeneration_save = True

    annotation = factory.LazyFunction(lambda: PredictionFactory().annotation)
    state = a.Verdict.State.CAME_TRUE
    event_date = datetime.date(2022, 3, 21)
    event_date_precision = factory.LazyAttribute(
        lambda row: Precision.DAY if row.event_date else Precision.UNKNOWN
    )
    decided_on = datetime.date(2024, 1, 15)
    reason = "It happened as summarised."
    confidence = a.Verdict.Confidence.HIGH
    judged_summary = factory.LazyAttribute(lambda row: row.annotation.detail.summary)
    review = a.Verdict.Review.SINGLE
    confirmed_at = factory.LazyAttribute(
        lambda row: timezone.now() if row.review == "confirmed" else None
    )
    published_at = factory.LazyAttribute(
        lambda row: None if row.review == "proposed" else row.confirmed_at or timezone.now()
    )

    @factory.post_generation
    def with_evidence(self: Any, create: bool, wanted: bool | None, **_: Any) -> None:
        if create and wanted is not False:
            EvidenceFactory(verdict=self)


class EvidenceFactory(DjangoModelFactory):
    """An outside source; `passage=annotation, source="", reports="", words=…` for a passage."""

    class Meta:
        model = a.Evidence

    verdict = factory.SubFactory(VerdictFactory, with_evidence=False)
    position = factory.LazyAttribute(lambda row: row.verdict.evidence.count() + 1)
    source = "Wire report"
    reports = "The ministry announced the end of the talks."
    date = factory.LazyAttribute(lambda row: datetime.date(2022, 3, 21) if row.source else None)
    date_precision = factory.LazyAttribute(
        lambda row: Precision.DAY if row.date else Precision.UNKNOWN
    )


class RemarkFactory(DjangoModelFactory):
    """A remark that asks nothing; `asks=True` for an open question."""

    class Meta:
        model = a.Remark

    annotation = factory.LazyFunction(lambda: ClaimFactory().annotation)
    text = factory.Sequence(lambda n: f"Is this the whole sentence? {n}")
    made_by = factory.SubFactory(CuratorFactory)


class DeletedDraftFactory(DjangoModelFactory):
    """A claim as it is kept once an editor deleted it."""

    class Meta:
        model = a.DeletedDraft

    @classmethod
    def _create(cls, model_class: Any, *_args: Any, **_fields: Any) -> Any:
        from annotations.services.keeping.deleting import delete_draft

        row = ClaimFactory().annotation
        uid = row.uid
        delete_draft(user=EditorFactory(), annotation=row)
        return model_class.objects.get(uid=uid)
