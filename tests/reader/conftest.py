"""What the tests of the reader share: a published source to tag, and a page without a cache."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from sourcelib.models import Article
from tests.factories import ArticleFactory

TEXT = (
    "Tokyo hesitated for a decade. Moscow will wait until the spring, if talks go on.\n\n"
    "The two leaders are unlikely to sign a peace treaty this year, officials said.\n\n"
    "Nobody else was asked."
)


@pytest.fixture(autouse=True)
def _no_page_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def article(db: None) -> Article:  # noqa: ARG001 – the database is asked for
    return ArticleFactory(text=TEXT, state="published", slug="a-source", title="A source")


@pytest.fixture
def read(client: Client) -> Callable[..., str]:
    """Fetch the reader of the source, or another address, and return its HTML."""

    def fetch(query: str = "", address: str = "/sources/a-source/", **headers: Any) -> str:
        response = client.get(address + query, **headers)
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    return fetch
