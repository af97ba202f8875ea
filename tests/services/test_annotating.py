"""Annotations are made, changed and deleted by the services."""

import datetime
from dataclasses import replace

import pytest

from annotations.models import Annotation, AnnotationVersion, Prediction, Span
from annotations.services.annotating import change_annotation, create_annotation, delete_draft
from annotations.services.inputs import (
    ClaimInput,
    MentionInput,
    PredictionInput,
    SpanInput,
    spans_of,
)
from annotations.services.placing import Duplicate
from annotations.services.versions import Stale
from sourcelib.models import Article
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    ImportBatchFactory,
    MentionFactory,
    PropositionMemberFactory,
    RelationFactory,
    TopicFactory,
    VerdictFactory,
)

pytestmark = pytest.mark.django_db

CLAIM = ClaimInput(summary="Tokyo hesitated.", kind="factual")
FORECAST = PredictionInput(summary="Moscow will wait.")


@pytest.fixture
def article() -> Article:
    return ArticleFactory()


@pytest.fixture
def curator():
    return CuratorFactory()


@pytest.fixture
def editor():
    return EditorFactory()


def words(article: Article, exact: str, **more) -> SpanInput:
    start = article.current_revision.text.index(exact)
    return SpanInput(start=start, end=start + len(exact), exact=exact, **more)


def made(article: Article, user, exact: str = "Tokyo hesitated", detail=CLAIM, **more):
    return create_annotation(
        user=user,
        revision=article.current_revision,
        spans=[words(article, exact)],
        detail=detail,
        **more,
    )


def errors_of(call, *args, **kwargs) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as caught:
        call(*args, **kwargs)
    return caught.value.errors


class TestCreating:
    def test_makes_a_draft_of_the_user_with_its_spans_and_first_version(self, article, curator):
        japan, topic = ActorFactory(), TopicFactory()
        annotation = made(article, curator, about=[japan], topics=[topic], note=" see 3 ")
        span = annotation.spans.get()
        assert (annotation.kind, annotation.state, annotation.version) == ("claim", "draft", 1)
        assert annotation.created_by == curator
        assert (span.exact, span.prefix, span.suffix[:4]) == ("Tokyo hesitated", "", " for")
        assert span.placement == Span.Placement.BY_HAND
        assert annotation.note == "see 3"
        assert set(annotation.about.all()) == {japan}
        version = annotation.versions.get()
        assert (version.number, version.action, version.by) == (1, "created", curator)
        assert version.data["claim"]["summary"] == "Tokyo hesitated."

    def test_trims_white_space_at_the_edges(self, article, curator):
        annotation = made(article, curator, "Tokyo hesitated ")
        assert annotation.spans.get().exact == "Tokyo hesitated"

    def test_refuses_words_that_are_not_the_texts_and_names_both(self, article, curator):
        span = replace(words(article, "Tokyo hesitated"), exact="Kyoto hesitated")
        errors = errors_of(
            create_annotation,
            user=curator,
            revision=article.current_revision,
            spans=[span],
            detail=CLAIM,
        )
        assert "Kyoto hesitated" in errors["spans.body"][0]
        assert "Tokyo hesitated" in errors["spans.body"][0]
        assert not Annotation.objects.exists()

    def test_refuses_offsets_beyond_the_text(self, article, curator):
        span = SpanInput(start=5000, end=5005, exact="Tokyo")
        errors = errors_of(
            create_annotation,
            user=curator,
            revision=article.current_revision,
            spans=[span],
            detail=CLAIM,
        )
        assert "spans.body" in errors

    def test_needs_a_passage(self, article, curator):
        errors = errors_of(
            create_annotation,
            user=curator,
            revision=article.current_revision,
            spans=[words(article, "unlikely", role="likelihood")],
            detail=FORECAST,
        )
        assert list(errors) == ["spans.body"]

    def test_names_all_wrong_fields_at_once(self, article, curator):
        span = replace(words(article, "Tokyo"), exact="Kyoto")
        errors = errors_of(
            create_annotation,
            user=curator,
            revision=article.current_revision,
            spans=[span],
            detail=ClaimInput(summary=" ", kind="", attribution="reported"),
        )
        assert set(errors) == {"spans.body", "summary", "kind", "speaker"}

    def test_keeps_likelihood_words_for_predictions(self, article, curator):
        spans = [words(article, "Tokyo"), words(article, "unlikely", role="likelihood")]
        errors = errors_of(
            create_annotation,
            user=curator,
            revision=article.current_revision,
            spans=spans,
            detail=CLAIM,
        )
        assert list(errors) == ["spans.likelihood"]

    def test_refuses_the_same_passage_and_kind_twice_and_names_the_first(self, article, curator):
        first = made(article, curator)
        with pytest.raises(Duplicate) as caught:
            made(article, curator)
        assert caught.value.existing == first
        assert "Tokyo hesitated." in str(caught.value)

    def test_lets_two_actors_stand_on_the_same_words(self, article, curator):
        one, other = ActorFactory(), ActorFactory()
        made(article, curator, "Tokyo", MentionInput(actor=one, how="metonym"))
        made(article, curator, "Tokyo", MentionInput(actor=other, how="metonym"))
        with pytest.raises(Duplicate):
            made(article, curator, "Tokyo", MentionInput(actor=other))

    def test_takes_a_passage_of_several_parts(self, article, curator):
        spans = [words(article, "Tokyo"), words(article, "Moscow", part=2)]
        annotation = create_annotation(
            user=curator, revision=article.current_revision, spans=spans, detail=CLAIM
        )
        assert [span.part for span in annotation.spans.order_by("part")] == [1, 2]

    def test_refuses_parts_that_overlap(self, article, curator):
        spans = [words(article, "Tokyo hesitated"), words(article, "hesitated", part=2)]
        errors = errors_of(
            create_annotation,
            user=curator,
            revision=article.current_revision,
            spans=spans,
            detail=CLAIM,
        )
        assert "overlap" in errors["spans.body"][0]

    def test_is_not_for_readers_nor_in_withdrawn_sources(self, article, curator):
        from tests.factories import AccountFactory

        with pytest.raises(NotAllowed):
            made(article, AccountFactory())
        with pytest.raises(NotAllowed):
            made(ArticleFactory(state="withdrawn"), curator)

    def test_refuses_an_actor_that_was_merged_away(self, article, curator):
        merged = ActorFactory(merged_into=ActorFactory(name="Japan"))
        errors = errors_of(made, article, curator, "Tokyo", MentionInput(actor=merged))
        assert "Japan" in errors["actor"][0]
        assert "Japan" in errors_of(made, article, curator, about=[merged])["about"][0]

    def test_needs_an_actor_for_a_mention(self, article, curator):
        assert list(errors_of(made, article, curator, "Tokyo", MentionInput(actor=None))) == [
            "actor"
        ]

    def test_refuses_a_speaker_of_the_authors_own_words(self, article, curator):
        errors = errors_of(made, article, curator, detail=replace(CLAIM, speaker=ActorFactory()))
        assert list(errors) == ["speaker"]


class TestTerms:
    def test_five_years_count_from_the_last_day_that_the_date_allows(self, curator):
        article = ArticleFactory(
            date=datetime.date(2024, 2, 1),
            date_precision="month",
            date_earliest=datetime.date(2024, 2, 1),
            date_latest=datetime.date(2024, 2, 29),
        )
        prediction = made(article, curator, "Moscow will wait", FORECAST).prediction
        assert prediction.deadline == datetime.date(2029, 2, 28)
        assert prediction.deadline_basis == "five years from 2024-02-29"

    def test_five_years_end_with_the_last_day_that_dates_have(self, curator):
        article = ArticleFactory(date=datetime.date(9998, 2, 3))
        prediction = made(article, curator, detail=FORECAST).prediction
        assert prediction.deadline == datetime.date(9999, 2, 3)

    def test_the_basis_names_vague_words_of_time(self, article, curator):
        annotation = create_annotation(
            user=curator,
            revision=article.current_revision,
            spans=[
                words(article, "Moscow will wait until the spring"),
                words(article, "until the spring", role="horizon"),
            ],
            detail=FORECAST,
        )
        assert annotation.prediction.deadline_basis == (
            'five years from 2021-03-05; "until the spring" gives no end date'
        )

    def test_need_a_dated_source_for_the_five_year_rule(self, curator):
        article = ArticleFactory(
            date=None, date_precision="unknown", date_earliest=None, date_latest=None
        )
        errors = errors_of(made, article, curator, "Moscow will wait", FORECAST)
        assert list(errors) == ["horizon_ground"]

    def test_a_stated_horizon_needs_its_last_day(self, article, curator):
        stated = replace(FORECAST, horizon_ground="stated")
        assert list(errors_of(made, article, curator, "Moscow will wait", stated)) == [
            "horizon_end"
        ]
        day = datetime.date(2021, 6, 20)
        annotation = made(article, curator, "Moscow will wait", replace(stated, horizon_end=day))
        assert annotation.prediction.deadline == day

    @pytest.mark.parametrize("ground", ["event", "default-5y", "none"])
    def test_no_other_ground_has_a_last_day(self, article, curator, ground):
        detail = replace(FORECAST, horizon_ground=ground, horizon_end=datetime.date(2021, 6, 20))
        assert list(errors_of(made, article, curator, "Moscow will wait", detail)) == [
            "horizon_end"
        ]

    def test_an_open_horizon_has_no_deadline(self, article, curator):
        prediction = made(
            article, curator, "Moscow will wait", replace(FORECAST, horizon_ground="none")
        ).prediction
        assert prediction.deadline is None
        assert prediction.deadline_basis


class TestChanging:
    def test_changes_what_is_given_and_counts_on(self, article, curator):
        annotation = made(article, curator, note="old")
        changed = change_annotation(
            user=curator,
            annotation=annotation,
            expected_version=1,
            detail=replace(CLAIM, certainty="probable"),
        )
        assert (changed.version, changed.note) == (2, "old")
        assert changed.claim.certainty == "probable"
        assert [v.action for v in changed.versions.all()] == ["created", "changed"]

    def test_moves_the_boundaries_and_keeps_the_old_ones_in_history(self, article, curator):
        annotation = made(article, curator)
        changed = change_annotation(
            user=curator,
            annotation=annotation,
            expected_version=1,
            spans=[words(article, "Tokyo hesitated for a decade")],
        )
        assert changed.spans.get().exact == "Tokyo hesitated for a decade"
        assert changed.versions.first().data["spans"][0]["exact"] == "Tokyo hesitated"

    def test_leaves_the_spans_of_other_revisions_alone(self, article, curator):
        from tests.factories import RevisionFactory

        annotation = made(article, curator)
        later = RevisionFactory(article=article)
        article.current_revision = later
        article.save()
        changed = change_annotation(
            user=curator,
            annotation=annotation,
            expected_version=1,
            spans=[words(article, "Tokyo")],
        )
        assert [(s.revision.number, s.exact) for s in changed.spans.order_by("revision")] == [
            (1, "Tokyo hesitated"),
            (2, "Tokyo"),
        ]

    def test_a_change_that_changes_nothing_writes_nothing(self, article, curator):
        annotation = made(article, curator)
        same = change_annotation(
            user=curator,
            annotation=annotation,
            expected_version=1,
            detail=CLAIM,
            spans=spans_of(annotation, article.current_revision),
            note="",
        )
        assert same.version == 1
        assert same.versions.count() == 1

    def test_a_stale_change_is_refused_with_the_current_state(self, article, curator):
        annotation = made(article, curator)
        change_annotation(user=curator, annotation=annotation, expected_version=1, note="mine")
        with pytest.raises(Stale) as caught:
            change_annotation(user=curator, annotation=annotation, expected_version=1, note="his")
        assert (caught.value.current.version, caught.value.current.note) == (2, "mine")

    def test_what_came_by_import_first_writes_the_version_that_came(self, article, editor):
        batch = ImportBatchFactory(name="first library")
        annotation = ClaimFactory(
            article=article, state="published", batch=batch, summary="As it came."
        ).annotation
        changed = change_annotation(
            user=editor,
            annotation=annotation,
            expected_version=1,
            detail=replace(CLAIM, summary="As it is now."),
            reason="A slip.",
        )
        first, second = changed.versions.all()
        assert (first.number, first.action, first.by) == (1, "imported", None)
        assert first.reason == "first library"
        assert first.data["claim"]["summary"] == "As it came."
        assert (second.number, second.action, second.reason) == (2, "changed", "A slip.")

    def test_an_imported_span_that_stays_keeps_how_it_was_placed(self, article, editor):
        annotation = ClaimFactory(article=article, state="published").annotation
        annotation.spans.update(placement="imported")
        changed = change_annotation(
            user=editor, annotation=annotation, expected_version=1, note="x", reason="A slip."
        )
        assert changed.spans.get().placement == "imported"

    def test_a_curator_changes_own_drafts_only(self, article, curator):
        annotation = made(article, CuratorFactory())
        with pytest.raises(NotAllowed):
            change_annotation(user=curator, annotation=annotation, expected_version=1, note="x")

    def test_an_editor_changes_the_drafts_of_others(self, article, curator, editor):
        annotation = made(article, curator)
        changed = change_annotation(
            user=editor, annotation=annotation, expected_version=1, note="x"
        )
        assert changed.created_by == curator

    def test_what_is_published_is_changed_by_an_editor_with_a_reason(self, curator, editor):
        annotation = ClaimFactory(state="published").annotation
        with pytest.raises(NotAllowed):
            change_annotation(user=curator, annotation=annotation, expected_version=1, note="x")
        assert list(
            errors_of(
                change_annotation, user=editor, annotation=annotation, expected_version=1, note="x"
            )
        ) == ["reason"]

    @pytest.mark.parametrize("state", ["in-review", "withdrawn"])
    def test_nobody_changes_what_is_in_review_or_withdrawn(self, editor, state):
        annotation = ClaimFactory(state=state).annotation
        with pytest.raises(WrongState):
            change_annotation(
                user=editor, annotation=annotation, expected_version=1, note="x", reason="y"
            )

    def test_a_draft_can_become_of_another_kind(self, article, curator):
        annotation = made(article, curator, "Moscow will wait")
        changed = change_annotation(
            user=curator, annotation=annotation, expected_version=1, detail=FORECAST
        )
        assert changed.kind == "prediction"
        assert not hasattr(Annotation.objects.get(pk=annotation.pk), "claim")
        assert Prediction.objects.filter(annotation=annotation).exists()

    @pytest.mark.parametrize("end", ["source", "target"])
    def test_what_is_related_to_another_becomes_no_mention(self, article, curator, end):
        annotation = made(article, curator)
        RelationFactory(**{end: annotation})
        change = {"user": curator, "annotation": annotation, "expected_version": 1}
        mention = MentionInput(actor=ActorFactory())
        assert list(errors_of(change_annotation, detail=mention, **change)) == ["kind"]
        assert change_annotation(detail=FORECAST, **change).kind == "prediction"

    def test_a_prediction_with_a_condition_becomes_no_claim(self, article, curator):
        annotation = made(article, curator, detail=FORECAST)
        RelationFactory(target=annotation, kind="condition-of")
        change = {"user": curator, "annotation": annotation, "expected_version": 1}
        assert list(errors_of(change_annotation, detail=CLAIM, **change)) == ["kind"]

    def test_a_member_of_a_proposition_keeps_its_kind(self, article, curator):
        annotation = made(article, curator)
        PropositionMemberFactory(annotation=annotation)
        errors = errors_of(
            change_annotation,
            user=curator,
            annotation=annotation,
            expected_version=1,
            detail=FORECAST,
        )
        assert list(errors) == ["kind"]


class TestDeleting:
    def test_a_curator_deletes_an_own_draft(self, article, curator):
        delete_draft(user=curator, annotation=made(article, curator), expected_version=1)
        assert not Annotation.objects.exists()
        assert not AnnotationVersion.objects.exists()

    def test_not_the_draft_of_another(self, article, curator, editor):
        annotation = made(article, CuratorFactory())
        with pytest.raises(NotAllowed):
            delete_draft(user=curator, annotation=annotation)
        delete_draft(user=editor, annotation=annotation)

    @pytest.mark.parametrize("state", ["in-review", "published", "withdrawn"])
    def test_nothing_but_drafts(self, editor, state):
        annotation = MentionFactory(state=state).annotation
        with pytest.raises(WrongState):
            delete_draft(user=editor, annotation=annotation)

    def test_not_what_a_verdict_rests_on(self, article, curator):
        annotation = made(article, curator)
        VerdictFactory(annotation=annotation)
        assert list(errors_of(delete_draft, user=curator, annotation=annotation)) == ["annotation"]
