"""Rows of what is suggested no more."""

import factory
from factory.django import DjangoModelFactory

from annotations import models as a
from tests.factories.annotations import ActorFactory
from tests.factories.sourcelib import ArticleFactory


class NamesakeFactory(DjangoModelFactory):
    class Meta:
        model = a.Namesake

    text = factory.Sequence(lambda n: f"Moscow, Idaho {n}")
    note = "a town"


class RejectedSuggestionFactory(DjangoModelFactory):
    """A mention; `kind="prediction", actor=None` for a prediction."""

    class Meta:
        model = a.RejectedSuggestion

    article = factory.SubFactory(ArticleFactory)
    kind = a.Annotation.Kind.MENTION
    actor = factory.SubFactory(ActorFactory)
    exact = "Moscow"
    sentence_sha256 = "0" * 64
    offset = factory.Sequence(lambda n: n)
