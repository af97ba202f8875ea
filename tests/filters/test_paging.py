"""Keyset paging walks a list forth and back without a gap, whatever its order."""

import datetime
import uuid

import pytest

from annotations.filters import PredictionFilters, SourceFilters
from annotations.models import Annotation
from annotations.paging import PageGone, Sort, first_keys, in_order, page
from sourcelib.models import Article
from tests.factories import ArticleFactory, PredictionFactory, VerdictFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles():
    """Ten sources, some of the same day and title, one without a date."""
    days = [datetime.date(2020, 1, 1 + number // 3) for number in range(9)]
    rows = [
        ArticleFactory(title=f"Title {number % 4}", date=day, state="published")
        for number, day in enumerate(days)
    ]
    undated = ArticleFactory(
        title="Undated", date=None, date_precision="unknown", state="published"
    )
    return [*rows, undated]


@pytest.mark.parametrize("sort", SourceFilters.sorts, ids=lambda sort: sort.value)
def test_pages_hold_every_row_once_in_order(articles, sort):
    everything = list(Article.objects.order_by(*sort.keys))

    walked, at = [], page(Article.objects.all(), sort, size=3)
    walked += at.rows
    while at.next:
        at = page(Article.objects.all(), sort, after=at.rows[-1].uid, size=3)
        walked += at.rows

    assert walked == everything
    assert len(walked) == len(articles)


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("sort", SourceFilters.sorts, ids=lambda sort: sort.value)
def test_previous_pages_are_those_that_came_before(sort):
    first = page(Article.objects.all(), sort, size=3)
    second = page(Article.objects.all(), sort, after=first.rows[-1].uid, size=3)
    third = page(Article.objects.all(), sort, after=second.rows[-1].uid, size=3)

    back = page(Article.objects.all(), sort, before=third.rows[0].uid, size=3)

    assert back.rows == second.rows
    assert back.previous == {"before": str(second.rows[0].uid)}
    assert back.next == {"after": str(second.rows[-1].uid)}


@pytest.mark.usefixtures("articles")
def test_the_page_before_the_second_is_the_first():
    sort = SourceFilters.sorts[0]
    first = page(Article.objects.all(), sort, size=3)
    second = page(Article.objects.all(), sort, after=first.rows[-1].uid, size=3)

    back = page(Article.objects.all(), sort, before=second.rows[0].uid, size=3)

    assert back.rows == first.rows
    assert back.previous is None


@pytest.mark.usefixtures("articles")
def test_a_page_goes_on_after_a_row_that_left_the_list():
    sort = SourceFilters.sorts[0]
    first = page(Article.objects.public(), sort, size=3)
    last = first.rows[-1]
    Article.objects.filter(pk=last.pk).update(state="draft")

    second = page(Article.objects.public(), sort, after=last.uid, size=3)

    assert last not in second.rows
    assert second.rows[0] not in first.rows


@pytest.mark.usefixtures("articles")
def test_a_row_that_never_was_has_no_page_after_it():
    with pytest.raises(PageGone):
        page(Article.objects.all(), Sort("newest", "", ("-id",)), after=uuid.uuid4())


def test_an_empty_list_has_one_empty_page():
    at = page(Article.objects.all(), SourceFilters.sorts[0])

    assert (list(at.rows), at.previous, at.next) == ([], None, None)


@pytest.fixture
def predictions():
    """Predictions of six sources: some with no end, some judged, some of those judged twice."""
    for number in range(24):
        if number % 4 == 0:
            article = ArticleFactory(state="published")
        ends = (
            {"deadline": datetime.date(2020, 1, 1 + number // 5)}
            if number % 3
            else {"deadline": None, "horizon_ground": "none"}
        )
        made = PredictionFactory(article=article, state="published", **ends).annotation
        for verdict in range(number % 4 - 1):
            day = datetime.date(2024, 1, 1 + (number * 7 + verdict * 5) % 6)
            VerdictFactory(annotation=made, decided_on=day)
    return Annotation.objects.public().predictions()


@pytest.mark.parametrize("size", [1, 4, 5])
@pytest.mark.parametrize("sort", PredictionFilters.sorts, ids=lambda sort: sort.value)
def test_pages_of_predictions_hold_every_row_once_in_order(predictions, sort, size):
    everything = list(in_order(predictions, sort))

    walked, at = [], page(predictions, sort, size=size)
    walked += at.rows
    while at.next:
        at = page(predictions, sort, after=at.rows[-1].uid, size=size)
        walked += at.rows

    assert walked == everything
    assert first_keys(predictions, sort, 7) == [row.pk for row in everything[:7]]


def test_the_first_keys_may_start_within_the_list(predictions):
    due = next(sort for sort in PredictionFilters.sorts if sort.value == "due")
    start = datetime.date(2020, 1, 3)
    later = predictions.filter(prediction__deadline__gte=start)

    assert first_keys(later, due, 3, start=start) == [row.pk for row in in_order(later, due)[:3]]
