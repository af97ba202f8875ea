"""Rows of imports: what came with a batch, and by what texts are found again."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from sourcelib import models as s
from tests.factories import ArticleFactory, ImportBatchFactory

PROBLEM = {"place": "line 1", "problem": "it has a NUL byte", "remedy": "Bring the text"}


class ImportItemFactory(DjangoModelFactory):
    """A source that was brought in; `state="refused"` says why not."""

    class Meta:
        model = s.ImportItem

    batch = factory.SubFactory(ImportBatchFactory)
    position = factory.Sequence(lambda n: n + 1)
    origin = factory.Sequence(lambda n: f"/inbox/{n}.txt")
    state = s.ImportItem.State.DONE
    problem = factory.LazyAttribute(lambda row: PROBLEM if row.state == "refused" else None)
    document = factory.LazyAttribute(lambda row: {} if row.state == "waiting" else None)
    settled_at = factory.LazyAttribute(
        lambda row: None if row.state == "waiting" else timezone.now()
    )


class SketchValueFactory(DjangoModelFactory):
    class Meta:
        model = s.SketchValue

    revision = factory.LazyFunction(lambda: ArticleFactory().current_revision)
    value = factory.Sequence(lambda n: n - 2**63)
