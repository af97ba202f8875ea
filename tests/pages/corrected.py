"""A published source whose text was corrected, with what became of the passages in it."""

from django.utils import timezone

from annotations.models import Reanchoring, Span
from tests.factories import ArticleFactory, ClaimFactory, RevisionFactory, SpanFactory

FIRST = (
    "Tokyo hesitated for a decade. Moscow waited.\n\n"
    "The minister denied the report on Monday.\n\nNothing else happened."
)
SECOND = (
    "Tokyo hesitated for a decade. Moscow waited.\n\n"
    "The minister confirmed the report on Tuesday.\n\nNothing else happened."
)
REASON = "The minister confirmed it."


def corrected(**of_article):
    """Return the source and three claims: one that stayed, one found in other words, one lost."""
    article = ArticleFactory(slug="talks", text=FIRST, state="published", **of_article)
    old = article.current_revision
    stayed, edited, lost = (
        ClaimFactory(article=article, words=words, state="published", summary=summary).annotation
        for words, summary in (
            ("Tokyo hesitated for a decade", "Tokyo hesitated."),
            ("The minister denied the report", "The report was denied."),
            ("on Monday", "It was a Monday."),
        )
    )
    new = RevisionFactory(article=article, text=SECOND, reason=REASON)
    article.current_revision = new
    article.save()
    for annotation, words in (
        (stayed, "Tokyo hesitated for a decade"),
        (edited, "The minister confirmed the report"),
    ):
        SpanFactory(annotation=annotation, revision=new, words=words)
        annotation.revision = new
        annotation.save()
    for annotation, outcome, state in (
        (stayed, "unchanged", "carried"),
        (edited, "edited", "placed"),
        (lost, "lost", "left"),
    ):
        Reanchoring.objects.create(
            annotation=annotation,
            article=article,
            old_revision=old,
            revision=new,
            outcome=outcome,
            state=state,
            confidence=1,
            decided_at=None if state == "carried" else timezone.now(),
        )
    assert Span.objects.filter(revision=new).count() == 2
    return article, stayed, edited, lost
