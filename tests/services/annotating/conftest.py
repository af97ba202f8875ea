"""A source, a curator, an editor."""

import pytest

from sourcelib.models import Article
from tests.factories import (
    ArticleFactory,
    CuratorFactory,
    EditorFactory,
)


@pytest.fixture
def article() -> Article:
    return ArticleFactory()


@pytest.fixture
def curator():
    return CuratorFactory()


@pytest.fixture
def editor():
    return EditorFactory()
