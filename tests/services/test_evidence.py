"""Which passages are offered as evidence, in which order, and what a search for them finds."""

import datetime
from typing import Any

import pytest

from annotations.services import evidence
from sourcelib.services.refusals import NotAllowed
from tests.factories import (
    AccountFactory,
    ActorFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    MentionFactory,
    PredictionFactory,
    PropositionFactory,
    PropositionMemberFactory,
    RelationFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator() -> Any:
    return CuratorFactory()


def source(year: int, **more: Any) -> Any:
    return ArticleFactory(**{"state": "published", "date": datetime.date(year, 6, 1)} | more)


def claim(article: Any, **more: Any) -> Any:
    return ClaimFactory(**{"article": article, "state": "published"} | more).annotation


@pytest.fixture
def prediction() -> Any:
    return PredictionFactory(article=source(2015), state="published").annotation


class TestRelated:
    def test_what_shows_the_outcome_in_another_source_comes_first(self, curator, prediction):
        here = claim(prediction.article)
        cites, resolves_2017, resolves_2021 = (claim(source(y)) for y in (2022, 2017, 2021))
        RelationFactory(source=here, target=prediction, kind="resolves")
        RelationFactory(source=cites, target=prediction, kind="cites")
        RelationFactory(source=resolves_2017, target=prediction, kind="resolves")
        RelationFactory(source=resolves_2021, target=prediction, kind="resolves", reason="Ended.")
        found = evidence.related(prediction, user=curator)
        assert [one.annotation for one in found] == [resolves_2021, resolves_2017, cites]
        assert found[0].how == "Relation “shows how it turned out”: Ended."

    def test_a_relation_is_read_from_the_passage(self, curator, prediction):
        other = claim(source(2021))
        RelationFactory(source=prediction, target=other, kind="contradicts", reason="Both cannot.")
        (found,) = evidence.related(prediction, user=curator)
        assert found.how == "Relation “is contradicted by”: Both cannot."

    def test_members_of_its_propositions_follow(self, curator, prediction):
        proposition = PropositionFactory(text="Talks go on.")
        PropositionMemberFactory(proposition=proposition, annotation=prediction)
        denies = claim(source(2021))
        PropositionMemberFactory(proposition=proposition, annotation=denies, position="opposes")
        (found,) = evidence.related(prediction, user=curator)
        assert (found.annotation, found.how) == (
            denies,
            "It denies the same proposition: Talks go on.",
        )

    def test_then_what_shares_an_actor_and_a_topic_in_a_later_source(self, curator, prediction):
        actor, topic = ActorFactory(), TopicFactory()
        prediction.about.add(actor)
        prediction.topics.add(topic)
        both = {"about": [actor], "topics": [topic]}
        related = claim(source(2021))
        RelationFactory(source=related, target=prediction, kind="cites")
        older, newer = claim(source(2016), **both), claim(source(2021), **both)
        claim(source(2014), **both)
        claim(source(2021), about=[actor])
        claim(source(2021), topics=[topic])
        found = evidence.related(prediction, user=curator)
        assert [one.annotation for one in found] == [related, newer, older]

    def test_each_stands_once_by_its_best_reason(self, curator, prediction):
        other, proposition = claim(source(2021)), PropositionFactory()
        RelationFactory(source=other, target=prediction, kind="supports")
        RelationFactory(source=other, target=prediction, kind="resolves", reason="It did.")
        for member in (other, prediction):
            PropositionMemberFactory(proposition=proposition, annotation=member)
        (found,) = evidence.related(prediction, user=curator)
        assert found.how.endswith("It did.")

    def test_only_what_readers_see_is_offered(self, curator, prediction):
        for hidden in (
            claim(source(2021), state="draft"),
            claim(source(2021), state="withdrawn"),
            claim(source(2021, state="draft")),
            MentionFactory(article=source(2021), state="published").annotation,
        ):
            RelationFactory(source=hidden, target=prediction, kind="resolves")
        assert evidence.related(prediction, user=curator) == []

    def test_there_are_thirty_at_most_in_a_few_queries(
        self, curator, prediction, django_assert_max_num_queries
    ):
        article = source(2021)
        for _ in range(35):
            RelationFactory(source=claim(article), target=prediction, kind="resolves")
        with django_assert_max_num_queries(10):
            found = evidence.related(prediction, user=curator)
            assert [one.article.byline for one in found] == [[]] * 30
        assert len({one.annotation for one in found}) == 30

    def test_readers_are_offered_nothing(self, prediction):
        with pytest.raises(NotAllowed):
            evidence.related(prediction, user=AccountFactory())
        with pytest.raises(NotAllowed):
            evidence.search(prediction, "talks", user=AccountFactory())


class TestSearch:
    TEXT = "The talks ended in spring. Moscow blamed Tokyo."

    def test_every_word_is_looked_for_in_words_summary_and_title(self, curator, prediction):
        found = claim(
            source(2022, text=self.TEXT, title="After the summit"),
            words="The talks ended in spring",
            summary="Russia broke them off.",
        )
        claim(source(2022, text=self.TEXT), words="Moscow blamed Tokyo")
        for words in ("talks", "TALKS ended", "broke", "summit", "spring broke summit"):
            page = evidence.search(prediction, words, user=curator)
            assert [one.annotation for one in page.candidates] == [found], words
        assert evidence.search(prediction, "talks autumn", user=curator).total == 0

    def test_words_of_an_earlier_text_are_not_found(self, curator, prediction):
        other = claim(source(2022, text=self.TEXT), words="The talks ended in spring")
        page = evidence.search(prediction, "blamed", user=curator)
        assert page.total == 0
        assert evidence.search(prediction, "talks", user=curator).candidates[0].words == (
            other.spans.get().exact
        )

    def test_later_sources_are_searched_unless_all_are_asked_for(self, curator, prediction):
        after, before = (claim(source(year, text=self.TEXT)) for year in (2016, 2014))
        same_day = claim(source(2015, text=self.TEXT))
        undated = ArticleFactory(
            state="published",
            text=self.TEXT,
            date=None,
            date_precision="unknown",
            date_earliest=None,
            date_latest=None,
        )
        without = claim(undated)
        later = evidence.search(prediction, "talks", user=curator)
        assert [one.annotation for one in later.candidates] == [after]
        everything = evidence.search(prediction, "talks", user=curator, later_only=False)
        found = [one.annotation for one in everything.candidates]
        assert found == [after, same_day, before, without]

    def test_only_what_readers_see_is_found_and_not_what_is_judged(self, curator, prediction):
        claim(source(2022, text=self.TEXT), state="in-review")
        claim(source(2022, text=self.TEXT, state="draft"))
        MentionFactory(article=source(2022, text=self.TEXT), state="published")
        page = evidence.search(prediction, "the", user=curator)
        assert page.total == 0
        itself = evidence.search(
            prediction, prediction.prediction.summary, user=curator, later_only=False
        )
        assert itself.total == 0

    def test_twenty_stand_on_a_page_in_a_few_queries(
        self, curator, prediction, django_assert_max_num_queries
    ):
        article = source(2022, text=self.TEXT)
        for _ in range(45):
            claim(article)
        with django_assert_max_num_queries(6):
            page = evidence.search(prediction, "talks", user=curator, page=2)
            assert [one.article.byline for one in page.candidates] == [[]] * 20
        assert (page.total, page.number, page.pages) == (45, 2, 3)
        assert (page.has_previous, page.has_next) == (True, True)
        last = evidence.search(prediction, "talks", user=curator, page=99)
        assert (last.number, len(last.candidates), last.has_next) == (3, 5, False)

    @pytest.mark.parametrize("words", ["", "  "])
    def test_without_words_nothing_is_found(self, curator, prediction, words):
        claim(source(2022))
        assert evidence.search(prediction, words, user=curator).total == 0


@pytest.mark.parametrize(("display", "shown"), [("full", True), ("metadata", False)])
def test_readers_see_no_words_where_the_source_shows_its_title_alone(
    curator, prediction, display, shown
):
    other = claim(source(2022, display=display), words="Tokyo hesitated")
    RelationFactory(source=other, target=prediction, kind="resolves")
    (found,) = evidence.related(prediction, user=curator)
    assert (found.words, found.shown) == ("Tokyo hesitated", "Tokyo hesitated" if shown else "")
    assert (found.date, found.date_precision) == (datetime.date(2022, 6, 1), "day")
