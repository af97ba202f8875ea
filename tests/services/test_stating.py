"""What a prediction says must stand in its words: its number, its end, where its end comes from."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from annotations.models import Annotation
from annotations.services.annotating import change_annotation, create_annotation
from annotations.services.inputs import PredictionInput, SpanInput, detail_of
from sourcelib.models import Article
from sourcelib.services.refusals import Invalid
from tests.factories import ArticleFactory, CuratorFactory

pytestmark = pytest.mark.django_db

TEXT = (
    "Moscow may wait until the spring. There is a 90 per cent chance of talks within five years, "
    "and talks of a truce."
)
SOON = PredictionInput(summary="There will be talks.")
DAY = datetime.date(2021, 3, 5)
STATED = replace(SOON, horizon_ground="stated", horizon_end=datetime.date(2021, 6, 20))


@pytest.fixture
def article() -> Article:
    return ArticleFactory(text=TEXT, date=DAY)


@pytest.fixture
def curator():
    return CuratorFactory()


def made(article: Article, curator, detail: PredictionInput, body: str, **roles: str) -> Annotation:
    spans = []
    for role, words in {"body": body, **roles}.items():
        start = TEXT.index(words)
        spans.append(SpanInput(start=start, end=start + len(words), exact=words, role=role))
    return create_annotation(
        user=curator, revision=article.current_revision, spans=spans, detail=detail
    )


def errors_of(call, *args, **kwargs) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as caught:
        call(*args, **kwargs)
    return caught.value.errors


class TestANumber:
    def test_that_the_words_do_not_print_is_refused(self, article, curator):
        likely = replace(SOON, probability=Decimal("0.9"))
        errors = errors_of(made, article, curator, likely, "Moscow may wait", likelihood="may")
        assert set(errors) == {"probability"}
        assert "print no such number" in errors["probability"][0]
        assert not Annotation.objects.exists()

    def test_that_stands_elsewhere_in_the_source_is_refused(self, article, curator):
        likely = replace(SOON, probability=Decimal("0.9"))
        assert set(errors_of(made, article, curator, likely, "talks of a truce")) == {"probability"}

    def test_that_the_passage_or_its_likelihood_words_print_is_kept(self, article, curator):
        likely = replace(SOON, probability=Decimal("0.9"))
        inside = made(article, curator, likely, "a 90 per cent chance of talks")
        assert inside.prediction.probability == Decimal("0.9")
        beside = made(article, curator, likely, "of talks", likelihood="90 per cent chance")
        assert beside.prediction.probability == Decimal("0.9")

    def test_other_than_the_printed_one_is_refused(self, article, curator):
        likely = replace(SOON, probability=Decimal("0.8"))
        body = "a 90 per cent chance of talks"
        assert set(errors_of(made, article, curator, likely, body)) == {"probability"}

    def test_out_of_bounds_is_told_once(self, article, curator):
        likely = replace(SOON, probability=Decimal("1.5"))
        (problem,) = errors_of(made, article, curator, likely, "Moscow may wait")["probability"]
        assert "from 0 to 1" in problem


class TestAnEnd:
    def test_before_the_source_is_refused(self, article, curator):
        early = replace(STATED, horizon_end=datetime.date(2010, 1, 1))
        errors = errors_of(made, article, curator, early, "Moscow may wait")
        assert set(errors) == {"horizon_end"}
        assert "2021-03-05" in errors["horizon_end"][0]
        kept = made(article, curator, replace(STATED, horizon_end=DAY), "Moscow may wait")
        assert kept.prediction.deadline == DAY

    def test_by_an_event_before_the_source_is_refused(self, article, curator):
        early = replace(SOON, horizon_ground="event", deadline=datetime.date(2021, 3, 4))
        assert set(errors_of(made, article, curator, early, "Moscow may wait")) == {"deadline"}
        assert made(article, curator, replace(early, deadline=DAY), "Moscow may wait")

    def test_counts_from_the_first_day_that_the_date_allows(self, curator):
        article = ArticleFactory(
            text=TEXT,
            date=datetime.date(2021, 1, 1),
            date_precision="year",
            date_earliest=datetime.date(2021, 2, 15),
            date_latest=datetime.date(2021, 3, 31),
        )
        inside = replace(STATED, horizon_end=datetime.date(2021, 2, 15))
        assert made(article, curator, inside, "Moscow may wait")
        before = replace(STATED, horizon_end=datetime.date(2021, 2, 14))
        assert set(errors_of(made, article, curator, before, "Moscow")) == {"horizon_end"}

    def test_in_a_source_without_a_date_is_taken(self, curator):
        article = ArticleFactory(
            text=TEXT, date=None, date_precision="unknown", date_earliest=None, date_latest=None
        )
        early = replace(STATED, horizon_end=datetime.date(2010, 1, 1))
        assert made(article, curator, early, "Moscow may wait")


class TestABasis:
    """Where a deadline comes from is worked out anew when another ground is chosen."""

    GROUNDS = {
        "default-5y": SOON,
        "stated": STATED,
        "event": replace(SOON, horizon_ground="event"),
        "none": replace(SOON, horizon_ground="none"),
    }

    @pytest.mark.parametrize("before", GROUNDS)
    @pytest.mark.parametrize("after", GROUNDS)
    @pytest.mark.parametrize("words", [{}, {"horizon": "until the spring"}])
    def test_goes_with_its_ground(self, article, curator, before, after, words):
        row = made(article, curator, self.GROUNDS[before], "Moscow may wait", **words)
        fresh = made(article, curator, self.GROUNDS[after], "There is", **words)
        changed = change_annotation(
            user=curator,
            annotation=row,
            expected_version=1,
            detail=replace(self.GROUNDS[after], deadline_basis=row.prediction.deadline_basis),
        )
        assert changed.prediction.deadline_basis == fresh.prediction.deadline_basis

    @pytest.mark.parametrize(
        "basis", ['"within five years", counted from 2021-03-05', "no term makes sense: a rise"]
    )
    def test_of_a_proposal_or_with_a_curators_words_goes_too(self, article, curator, basis):
        ground = "none" if basis.startswith("no") else "stated"
        detail = replace(self.GROUNDS[ground], deadline_basis=basis)
        row = made(article, curator, detail, "Moscow may wait")
        assert row.prediction.deadline_basis == basis
        changed = change_annotation(
            user=curator,
            annotation=row,
            expected_version=1,
            detail=replace(self.GROUNDS["event"], deadline_basis=basis),
        )
        assert changed.prediction.deadline_basis == "no date: an event ends it"

    def test_in_a_curators_own_words_stays(self, article, curator):
        own = replace(STATED, deadline_basis="the day of the vote, as the author says")
        row = made(article, curator, own, "Moscow may wait")
        changed = change_annotation(
            user=curator,
            annotation=row,
            expected_version=1,
            detail=replace(detail_of(row), horizon_ground="event", horizon_end=None, deadline=DAY),
        )
        assert changed.prediction.deadline_basis == "the day of the vote, as the author says"
