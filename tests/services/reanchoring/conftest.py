"""A published source, a curator, and a claim that waits for its place in the corrected text."""

import pytest

from tests.factories import ArticleFactory, ClaimFactory, CuratorFactory
from tests.indexed import index_everything
from tests.reanchoring import CORRECTED, TEXT, outcome_of, revise
from tests.services.reanchoring.words import WAIT


@pytest.fixture
def article():
    return ArticleFactory(text=TEXT, state="published")


@pytest.fixture
def curator():
    return CuratorFactory()


@pytest.fixture
def waiting(article):
    """A published claim whose words were edited."""
    row = ClaimFactory(article=article, words=WAIT, state="published").annotation
    index_everything()
    revise(article, CORRECTED)
    return outcome_of(row)
