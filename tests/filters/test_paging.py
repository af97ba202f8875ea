"""Keyset paging walks a list forth and back without a gap, whatever its order."""

import datetime
import uuid

import pytest

from annotations.filters import SourceFilters
from annotations.paging import PageGone, Sort, page
from sourcelib.models import Article
from tests.factories import ArticleFactory

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
