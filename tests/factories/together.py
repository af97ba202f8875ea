"""Rows of those who work together: who is where, who has read what, what was given to whom."""

import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from annotations import models as a
from tests.factories.sourcelib import ArticleFactory, CuratorFactory, EditorFactory


class AssignmentFactory(DjangoModelFactory):
    """A source for a curator to annotate, without a day."""

    class Meta:
        model = a.Assignment

    article = factory.SubFactory(ArticleFactory)
    task = a.Assignment.Task.ANNOTATE
    assignee = factory.SubFactory(CuratorFactory)
    assigned_by = factory.SubFactory(EditorFactory)


class ParagraphReadFactory(DjangoModelFactory):
    """The first paragraph of a text."""

    class Meta:
        model = a.ParagraphRead

    revision = factory.LazyAttribute(lambda _row: ArticleFactory().current_revision)
    paragraph = 1
    reader = factory.SubFactory(CuratorFactory)


class PresenceFactory(DjangoModelFactory):
    class Meta:
        model = a.Presence

    article = factory.SubFactory(ArticleFactory)
    person = factory.SubFactory(CuratorFactory)
    window = factory.LazyFunction(uuid.uuid4)
    seen_at = factory.LazyFunction(timezone.now)
