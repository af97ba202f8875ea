"""Sources that were corrected, as the tests of re-anchoring have them."""

from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from annotations.models import Annotation, Reanchoring
from sourcelib.models import Article
from sourcelib.services.importing import read_bytes
from sourcelib.services.revising import Revised, add_revision
from tests.factories import ClaimFactory, RevisionFactory

TEXT = (
    "Tokyo hesitated for a decade. Moscow will wait until the spring, if talks go on.\n\n"
    "Nobody expected the islands to be handed over before the end of the century.\n\n"
    "The two leaders are unlikely to sign a peace treaty this year, officials said."
)
# The second sentence is reworded, the last paragraph taken out.
CORRECTED = (
    "Tokyo hesitated for a decade. Moscow will wait until the summer, if talks go on.\n\n"
    "Nobody expected the islands to be handed over before the end of the century."
)


class ReanchoringFactory(DjangoModelFactory):
    """A claim whose passage waits for its place in the second revision of its source."""

    class Meta:
        model = Reanchoring

    annotation = factory.LazyFunction(lambda: ClaimFactory().annotation)
    article = factory.SelfAttribute("annotation.article")
    old_revision = factory.SelfAttribute("annotation.revision")
    revision = factory.LazyAttribute(lambda row: RevisionFactory(article=row.article))
    outcome = Reanchoring.Outcome.LOST
    confidence = 0.5
    state = Reanchoring.State.WAITING
    decided_at = factory.LazyAttribute(
        lambda row: timezone.now() if row.state in ("placed", "left") else None
    )


def revise(article: Article, text: str, user: Any = None, reason: str = "A correction.") -> Revised:
    """Correct the text of a source, from a file that has just this text."""
    source = read_bytes(text.encode(), "corrected.txt")
    revised = add_revision(user=user, article=article, source=source, text=text, reason=reason)
    article.refresh_from_db()
    return revised


def outcome_of(annotation: Annotation) -> Reanchoring:
    """Return what became of an annotation in the last text in which it was looked for."""
    return Reanchoring.objects.filter(annotation=annotation).latest("revision__number")


def words_of(annotation: Annotation, role: str = "body") -> list[str]:
    """Return the words of an annotation where it stands now."""
    row = Annotation.objects.get(pk=annotation.pk)
    spans = row.spans.filter(revision=row.revision, role=role).order_by("part")
    return list(spans.values_list("exact", flat=True))
