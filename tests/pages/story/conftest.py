"""A signed source of 2015."""

import datetime

import pytest

from tests import factories as f


@pytest.fixture
def article():
    return f.ArticleFactory(
        slug="piece",
        title="A piece",
        state="published",
        date=datetime.date(2015, 5, 20),
        authors=[f.AuthorFactory(slug="kashin", name="Vassily Kashin")],
    )
