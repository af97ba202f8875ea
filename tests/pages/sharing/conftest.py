"""A signed source with a claim, in a library with a name and an address."""

import pytest

from tests.factories import (
    ActorFactory,
    ArticleFactory,
    AuthorFactory,
    ClaimFactory,
    PublicationFactory,
)
from tests.pages.sharing.told import SITE


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL, settings.SITE_NAME = SITE, "The <Library>"


@pytest.fixture
def article():
    author = AuthorFactory(name="Devon Tucker")
    ActorFactory(author=author, kind="person", slug="devon-tucker")
    return ArticleFactory(
        slug="thread",
        title="Hanging by a </script> thread",
        genre="op-ed",
        authors=[author],
        publication=PublicationFactory(name="The Times", url="https://times.example/"),
        original_url="https://times.example/thread",
        state="published",
    )


@pytest.fixture
def claim(article):
    return ClaimFactory(article=article, summary="Tokyo waited.", state="published").annotation
