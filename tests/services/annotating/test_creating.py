"""Annotations are made by the services, with their terms."""

import datetime
from dataclasses import replace

import pytest

from annotations.models import Annotation, Span
from annotations.services.annotating import create_annotation
from annotations.services.inputs import (
    ClaimInput,
    MentionInput,
    SpanInput,
)
from annotations.services.placing import Duplicate
from sourcelib.services.refusals import NotAllowed
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    TopicFactory,
)
from tests.services.annotating.made import CLAIM, FORECAST, errors_of, made, words

pytestmark = pytest.mark.django_db


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


def test_a_mention_has_no_topics(article, curator):
    mention = MentionInput(actor=ActorFactory())
    errors = errors_of(made, article, curator, "Tokyo", mention, topics=[TopicFactory()])
    assert list(errors) == ["topics"]
