"""The rules that the database itself keeps: each named constraint refuses what it is there for."""

import datetime
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from annotations.models import Annotation, Relation, Span
from sourcelib.models import Article, SearchEntry
from sourcelib.search.entry import Entry
from sourcelib.search.index import put
from tests import factories as f
from tests.import_factories import ImportItemFactory, SketchValueFactory
from tests.reanchoring import ReanchoringFactory
from tests.reports import ReplyFactory, ReportFactory

EARLY, LATE = datetime.date(2020, 1, 1), datetime.date(2021, 1, 1)
NOW = datetime.datetime(2026, 5, 1, tzinfo=datetime.UTC)


def update(row: models.Model, **values: Any) -> None:
    """Write straight to the row, past everything but the database."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def twice(factory: Callable[..., Any], **values: Any) -> None:
    factory(**values)
    factory(**values)


def same_position(verdict: Any) -> None:
    twice(f.EvidenceFactory, verdict=verdict, position=1)


def confirm_alone() -> None:
    person = f.EditorFactory()
    f.VerdictFactory(proposed_by=person, confirmed_by=person, review="confirmed")


def merge(**values: Any) -> None:
    from annotations.models import ActorMerge

    values.setdefault("source", f.ActorFactory())
    values.setdefault("target", f.ActorFactory())
    ActorMerge.objects.create(reason="The same.", **values)


def part_of_itself() -> None:
    actor = f.ActorFactory()
    update(actor, part_of=actor)


def merged_into_itself() -> None:
    actor = f.ActorFactory()
    update(actor, merged_into=actor)


def superseding_itself() -> None:
    verdict = f.VerdictFactory()
    update(verdict, supersedes=verdict)


def superseded_twice() -> None:
    first = f.VerdictFactory()
    twice(f.VerdictFactory, annotation=first.annotation, supersedes=first)


def span(**values: Any) -> None:
    update(f.ClaimFactory().annotation.spans.get(), **values)


def article_signed_twice(**second: Any) -> None:
    from sourcelib.models import Authorship

    authorship = Authorship.objects.create(
        article=f.ArticleFactory(), author=f.AuthorFactory(), position=1
    )
    values = {"author": f.AuthorFactory(), "position": 2} | second
    if "author" in second:
        values["author"] = authorship.author
    Authorship.objects.create(article=authorship.article, **values)


def relation_to_itself() -> None:
    annotation = f.ClaimFactory().annotation
    f.RelationFactory(source=annotation, target=annotation)


def second_span_of_a_part() -> None:
    claim = f.ClaimFactory()
    f.SpanFactory(annotation=claim.annotation, start=0, end=5)


def same(
    factory: Callable[..., Any], *shared: tuple[str, Callable[..., Any]], **values: Any
) -> None:
    twice(factory, **{name: make() for name, make in shared}, **values)


def merged_twice() -> None:
    source = f.ActorFactory()
    merge(source=source)
    merge(source=source)


def looked_for_twice() -> None:
    first = ReanchoringFactory()
    ReanchoringFactory(annotation=first.annotation, revision=first.revision)


def indexed_twice() -> None:
    put([Entry("actor", key, part=0, article=None, title="Japan") for key in (7, 8)])
    SearchEntry.objects.filter(key=8).update(key=7)


VIOLATIONS: dict[str, Callable[[], object]] = {
    # sourcelib
    "article_date_known_with_its_days": lambda: update(f.ArticleFactory(), date_latest=None),
    "article_first_day_before_last": lambda: update(
        f.ArticleFactory(), date_earliest=LATE, date_latest=EARLY
    ),
    "article_published_has_day_and_text": lambda: update(
        f.ArticleFactory(), state=Article.State.PUBLISHED
    ),
    "article_withdrawn_has_day_and_reason": lambda: update(
        f.ArticleFactory(state="published"), state=Article.State.WITHDRAWN
    ),
    "authorship_once_per_author": lambda: article_signed_twice(author=True),
    "authorship_one_per_position": lambda: article_signed_twice(position=1),
    "batch_finished_unless_running": lambda: f.ImportBatchFactory(finished_at=None),
    "former_slug_once_per_model": lambda: twice(f.FormerSlugFactory, slug="once"),
    "revision_number_once": lambda: same(
        f.RevisionFactory, ("article", f.ArticleFactory), number=7
    ),
    "revision_number_from_one": lambda: f.RevisionFactory(number=0),
    "revision_length_is_its_text": lambda: f.RevisionFactory(length=3),
    "search_entry_once": indexed_twice,
    "item_position_once": lambda: same(
        ImportItemFactory, ("batch", f.ImportBatchFactory), position=1
    ),
    "item_refused_says_why": lambda: ImportItemFactory(state="refused", problem=None),
    "item_waiting_was_read": lambda: ImportItemFactory(state="waiting", document=None),
    "item_settled_unless_waiting": lambda: ImportItemFactory(settled_at=None),
    "reanchoring_once_per_revision": lambda: looked_for_twice(),
    "reanchoring_confidence_is_a_share": lambda: ReanchoringFactory(confidence=1.1),
    "reanchoring_decided_has_its_day": lambda: ReanchoringFactory(state="left", decided_at=None),
    "reanchoring_doubtful_waits_for_a_person": lambda: ReanchoringFactory(state="carried"),
    "sketch_value_once": lambda: same(
        SketchValueFactory, ("revision", f.RevisionFactory), value=-1
    ),
    # annotations
    "actor_not_part_of_itself": part_of_itself,
    "actor_not_merged_into_itself": merged_into_itself,
    "alias_once_per_actor": lambda: same(
        f.ActorAliasFactory, ("actor", f.ActorFactory), text="Tokyo", valid_from=EARLY
    ),
    "alias_once_per_actor_undated": lambda: same(
        f.ActorAliasFactory, ("actor", f.ActorFactory), text="Tokyo"
    ),
    "alias_dates_in_order": lambda: f.ActorAliasFactory(valid_from=LATE, valid_to=EARLY),
    "member_once_from_a_day": lambda: same(
        f.ActorMembershipFactory,
        ("whole", f.ActorFactory),
        ("member", f.ActorFactory),
        valid_from=EARLY,
    ),
    "member_once_from_a_day_undated": lambda: same(
        f.ActorMembershipFactory, ("whole", f.ActorFactory), ("member", f.ActorFactory)
    ),
    "member_not_of_itself": lambda: (
        lambda actor: f.ActorMembershipFactory(whole=actor, member=actor)
    )(f.ActorFactory()),
    "member_dates_in_order": lambda: f.ActorMembershipFactory(valid_from=LATE, valid_to=EARLY),
    "remark_has_text": lambda: f.RemarkFactory(text=""),
    "remark_answer_asks_nothing": lambda: f.RemarkFactory(answers=f.RemarkFactory(), asks=True),
    "remark_only_questions_settled": lambda: f.RemarkFactory(settled_at=NOW),
    "namesake_has_text": lambda: f.NamesakeFactory(text=""),
    "suggested_mention_rejected_once": lambda: same(
        f.RejectedSuggestionFactory,
        ("article", f.ArticleFactory),
        ("actor", f.ActorFactory),
        offset=3,
    ),
    "suggested_prediction_rejected_once": lambda: same(
        f.RejectedSuggestionFactory,
        ("article", f.ArticleFactory),
        kind="prediction",
        actor=None,
        offset=3,
    ),
    "suggestion_of_a_mention_has_its_actor": lambda: f.RejectedSuggestionFactory(actor=None),
    "assignment_open_once": lambda: same(
        f.AssignmentFactory, ("article", f.ArticleFactory), ("assignee", f.CuratorFactory)
    ),
    "assignment_ended_with_outcome_and_day": lambda: f.AssignmentFactory(outcome="done"),
    "paragraph_read_once_by_each": lambda: same(
        f.ParagraphReadFactory,
        ("revision", lambda: f.ArticleFactory().current_revision),
        ("reader", f.CuratorFactory),
    ),
    "paragraph_read_from_one": lambda: f.ParagraphReadFactory(paragraph=0),
    "presence_once_a_window": lambda: same(
        f.PresenceFactory,
        ("article", f.ArticleFactory),
        ("person", f.CuratorFactory),
        ("window", uuid4),
    ),
    "presence_paragraph_from_one": lambda: f.PresenceFactory(paragraph=0),
    "role_once_from_a_day": lambda: same(
        f.ActorRoleFactory,
        ("actor", f.ActorFactory),
        ("organisation", f.ActorFactory),
        valid_from=EARLY,
    ),
    "role_once_from_a_day_undated": lambda: same(
        f.ActorRoleFactory, ("actor", f.ActorFactory), ("organisation", f.ActorFactory)
    ),
    "role_not_with_itself": lambda: (
        lambda actor: f.ActorRoleFactory(actor=actor, organisation=actor)
    )(f.ActorFactory()),
    "role_dates_in_order": lambda: f.ActorRoleFactory(valid_from=LATE, valid_to=EARLY),
    "identifier_of_one_actor": lambda: twice(f.ActorIdentifierFactory, value="Q17"),
    "identifier_one_per_scheme": lambda: same(f.ActorIdentifierFactory, ("actor", f.ActorFactory)),
    "merge_not_with_itself": lambda: (lambda actor: merge(source=actor, target=actor))(
        f.ActorFactory()
    ),
    "merge_one_at_a_time": merged_twice,
    "annotation_version_from_one": lambda: f.AnnotationFactory(version=0),
    "annotation_published_has_day": lambda: update(
        f.AnnotationFactory(), state=Annotation.State.PUBLISHED
    ),
    "annotation_withdrawn_has_day_and_reason": lambda: update(
        f.AnnotationFactory(), state=Annotation.State.WITHDRAWN
    ),
    "span_once_per_role_and_part": second_span_of_a_part,
    "span_start_before_end": lambda: span(start=5, end=5, exact=""),
    "span_words_fill_it": lambda: span(exact="too short"),
    "span_part_from_one": lambda: span(part=0),
    "version_number_once": lambda: same(
        f.AnnotationVersionFactory, ("annotation", f.AnnotationFactory)
    ),
    "claim_speaker_fits_attribution": lambda: f.ClaimFactory(attribution="reported"),
    "claim_has_summary": lambda: f.ClaimFactory(summary=""),
    "prediction_speaker_fits_attribution": lambda: f.PredictionFactory(
        speaker=f.ActorFactory(), attribution="author"
    ),
    "prediction_has_summary": lambda: f.PredictionFactory(summary=""),
    "prediction_probability_from_0_to_1": lambda: f.PredictionFactory(probability="1.5"),
    "prediction_horizon_in_order": lambda: f.PredictionFactory(
        horizon_ground="stated", horizon_start=LATE, horizon_end=EARLY, deadline=EARLY
    ),
    "prediction_deadline_fits_ground": lambda: f.PredictionFactory(
        horizon_ground="stated", horizon_end=LATE, deadline=EARLY
    ),
    "prediction_deadline_has_basis": lambda: f.PredictionFactory(deadline_basis=""),
    "proposition_has_text": lambda: f.PropositionFactory(text=""),
    "member_once_per_proposition": lambda: same(
        f.PropositionMemberFactory,
        ("proposition", f.PropositionFactory),
        ("annotation", lambda: f.ClaimFactory().annotation),
    ),
    "member_neutral_says_why": lambda: f.PropositionMemberFactory(position="neutral"),
    "relation_once": lambda: same(
        f.RelationFactory,
        ("source", lambda: f.ClaimFactory().annotation),
        ("target", lambda: f.ClaimFactory().annotation),
    ),
    "relation_not_to_itself": relation_to_itself,
    "relation_has_reason": lambda: f.RelationFactory(reason=""),
    "verdict_confirmed_by_another": confirm_alone,
    "verdict_confirmed_has_day": lambda: f.VerdictFactory(review="confirmed", confirmed_at=None),
    "verdict_published_has_day": lambda: f.VerdictFactory(published_at=None),
    "verdict_has_reason": lambda: f.VerdictFactory(reason=""),
    "verdict_event_date_fits_state": lambda: f.VerdictFactory(state="came-true", event_date=None),
    "verdict_event_date_known_as_precisely": lambda: f.VerdictFactory(
        event_date_precision="unknown"
    ),
    "verdict_event_not_after_decision": lambda: f.VerdictFactory(decided_on=EARLY),
    "verdict_condition_day_only_if_met": lambda: f.VerdictFactory(
        condition_met="no", condition_met_on=EARLY
    ),
    "verdict_not_superseding_itself": superseding_itself,
    "verdict_superseded_once": superseded_twice,
    "verdict_declined_is_a_proposal": lambda: f.VerdictFactory(declined_reason="No."),
    "evidence_one_per_position": lambda: same_position(f.VerdictFactory(with_evidence=False)),
    "evidence_passage_or_outside_source": lambda: f.EvidenceFactory(
        passage=f.ClaimFactory().annotation
    ),
    "evidence_has_words_or_report": lambda: f.EvidenceFactory(reports=""),
    "evidence_outside_has_date": lambda: f.EvidenceFactory(date=None),
    "evidence_date_known_as_precisely": lambda: f.EvidenceFactory(date_precision="unknown"),
    "report_has_text": lambda: ReportFactory(text=""),
    "report_settled_with_day_and_answer": lambda: ReportFactory(state="changed", answer=""),
    "report_forgotten_names_nobody": lambda: ReportFactory(name="Ann", forgotten_at=NOW),
    "reply_has_text": lambda: ReplyFactory(text=""),
    "reply_has_name": lambda: ReplyFactory(name=""),
    "reply_to_one_thing": lambda: ReplyFactory(verdict=f.VerdictFactory()),
    "reply_withdrawn_with_reason": lambda: ReplyFactory(withdrawn_at=NOW),
}


def named_constraints() -> dict[str, models.BaseConstraint]:
    return {
        constraint.name: constraint
        for label in ("sourcelib", "annotations")
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
    }


def test_every_named_constraint_is_tried_here() -> None:
    assert set(VIOLATIONS) == set(named_constraints())


@pytest.mark.django_db
@pytest.mark.parametrize("name", VIOLATIONS)
def test_the_database_refuses_what_a_constraint_forbids(name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        VIOLATIONS[name]()

    if isinstance(named_constraints()[name], models.CheckConstraint):
        assert name in str(refusal.value)
    else:
        assert "unique" in str(refusal.value).lower()


@pytest.mark.django_db
def test_evidence_is_refused_when_it_is_neither_passage_nor_outside_source() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        f.EvidenceFactory(source="", date=None)


@pytest.mark.django_db
def test_deleting_an_account_keeps_its_annotations() -> None:
    person = f.EditorFactory()
    claim = f.ClaimFactory(created_by=person, reviewed_by=person)

    person.delete()

    claim.annotation.refresh_from_db()
    assert claim.annotation.created_by is None


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["proposed_by", "confirmed_by"])
def test_an_account_that_judged_is_not_deleted(part: str) -> None:
    verdict = f.VerdictFactory(**{part: f.EditorFactory()}, review="confirmed")

    with pytest.raises(ProtectedError):
        getattr(verdict, part).delete()


@pytest.mark.django_db
def test_deleting_a_topic_keeps_the_annotations_on_it() -> None:
    topic = f.TopicFactory()
    claim = f.ClaimFactory(topics=[topic])

    topic.delete()

    assert Annotation.objects.get(pk=claim.pk).topics.count() == 0
    assert Span.objects.filter(annotation=claim.pk).exists()


@pytest.mark.django_db
def test_a_revision_is_never_changed() -> None:
    from django.core.exceptions import ValidationError

    revision = f.ArticleFactory().current_revision
    revision.text = "Other words."

    with pytest.raises(ValidationError):
        revision.save()


def test_every_relation_reads_both_ways() -> None:
    assert set(Relation.BACKWARD) == set(Relation.Kind)
