"""What tests of the index share: the texts of the table of cases as sources that can be found."""

import datetime

import pytest

from sourcelib.search import index
from sourcelib.search.entry import entry
from sourcelib.search.index import Kind
from sourcelib.search.query import parse
from sourcelib.search.ranking import ranked
from tests.factories import ArticleFactory
from tests.search.cases import TEXTS, YEARS


def dated(year):
    """Return the fields of a source that was written in some year, or nobody knows when."""
    if year is None:
        return {"date": None, "date_precision": "unknown"}
    return {"date": datetime.date(year, 5, 1)}


@pytest.fixture
def articles():
    """Rows under the keys of `TEXTS`, all of which stand in the index as sources."""
    rows = {
        number: ArticleFactory(**dated(year), state="published") for number, year in YEARS.items()
    }
    index.put(
        entry(
            Kind.SOURCE, rows[number].pk, article=rows[number].pk, title=title, body=body, people=by
        )
        for number, (title, body, by) in TEXTS.items()
    )
    return rows


@pytest.fixture
def best(articles):
    """Return the numbers of the texts that something typed finds, in their order."""
    numbers = {row.pk: number for number, row in articles.items()}

    def best(typed, **asked):
        everything = type(articles[1]).objects.all()
        found = ranked(parse(typed), Kind.SOURCE, everything, **{"limit": 25} | asked)
        assert found.total >= len(found.places)
        return [numbers[place.key] for place in found.places]

    return best
