"""One table of query cases, for both databases: the suite runs it on each."""

import pytest

from sourcelib.search import index
from sourcelib.search.index import Kind
from sourcelib.search.query import parse
from tests.search.cases import CASES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("typed", "numbers"), CASES, ids=[case[0][:40] for case in CASES])
def test_the_same_is_found_on_every_database_in_the_same_order(articles, best, typed, numbers):
    query = parse(typed)
    if numbers is None:
        assert query.finds_nothing
        return
    wanted = {articles[number].pk for number in numbers}
    everything = type(articles[1]).objects.all()

    assert best(typed) == numbers
    assert {row.pk for row in everything.filter(pk__in=index.found(query, Kind.SOURCE))} == wanted
    assert index.count(query, Kind.SOURCE, everything, 100) == len(wanted)
