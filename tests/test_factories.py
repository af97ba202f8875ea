"""The factories make rows that both databases accept."""

import pytest
from django.test import Client
from factory.django import DjangoModelFactory

from annotations.models import Annotation
from tests import factories
from tests.factories import (
    PASSWORD,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    PredictionFactory,
    RevisionFactory,
)

CONCRETE = [
    factory
    for factory in vars(factories).values()
    if isinstance(factory, type)
    and issubclass(factory, DjangoModelFactory)
    and factory._meta.model is not None
    and factory is not factories.SpanFactory  # needs its words
]


@pytest.mark.django_db
@pytest.mark.parametrize("factory", CONCRETE, ids=lambda factory: factory.__name__)
def test_every_factory_makes_a_row_and_a_second_one(factory):
    first, second = factory(), factory()

    assert type(first).objects.count() >= 2
    assert first.pk != second.pk


@pytest.mark.django_db
@pytest.mark.parametrize("state", Annotation.State.values)
def test_an_annotation_stands_on_its_words(state):
    article = ArticleFactory(text="Tokyo hesitated. Tokyo acted.", state="published")
    claim = ClaimFactory(article=article, words="Tokyo", occurrence=2, state=state)

    span = claim.annotation.spans.get()
    assert (span.start, span.end, span.exact) == (17, 22, "Tokyo")
    assert (span.prefix, span.suffix) == ("Tokyo hesitated. ", " acted.")


@pytest.mark.django_db
def test_a_prediction_has_the_spans_of_its_parts():
    prediction = PredictionFactory(
        words="Moscow will wait until the spring, if talks go on",
        condition_words="if talks go on",
        horizon_words="until the spring",
    )

    roles = prediction.annotation.spans.order_by("role").values_list("role", "exact")
    assert dict(roles) == {
        "body": "Moscow will wait until the spring, if talks go on",
        "condition": "if talks go on",
        "horizon": "until the spring",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "published", "withdrawn"])
def test_an_article_has_a_current_revision_in_every_state(state):
    article = ArticleFactory(state=state)

    assert article.current_revision.number == 1
    assert RevisionFactory(article=article, text="A second text.").number == 2


@pytest.mark.django_db
def test_a_curator_can_sign_in():
    curator = CuratorFactory()

    assert curator.has_perm("annotations.add_annotation")
    assert (
        Client()
        .post("/admin/login/?next=/admin/", {"username": curator.username, "password": PASSWORD})
        .url
        == "/admin/"
    )
