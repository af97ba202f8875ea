"""What the judging pages are tested on: a prediction, and a later passage that speaks to it."""

import pytest

from tests import factories as f
from tests.admin.judging import LATER


@pytest.fixture
def prediction():
    article = f.ArticleFactory(state="published", authors=[f.AuthorFactory(name="Ann Able")])
    return f.PredictionFactory(
        article=article, state="published", summary="Moscow will wait until the spring."
    ).annotation


@pytest.fixture
def passage():
    article = f.ArticleFactory(
        state="published",
        date=LATER,
        authors=[f.AuthorFactory(name="Bea Baker")],
        text="Moscow waited until the spring of 2022. Then it acted.",
    )
    return f.ClaimFactory(
        article=article, state="published", summary="Moscow waited until the spring of 2022."
    ).annotation
