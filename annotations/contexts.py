"""A passage in its place: the paragraphs it stands in, with its words set apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.models import Span
from sourcelib.models import Article
from sourcelib.text.paragraphs import Paragraph, paragraphs


@dataclass(frozen=True)
class ContextPiece:
    """A stretch of a paragraph; `role` is empty outside the passage."""

    text: str
    role: str = ""


@dataclass(frozen=True)
class ContextParagraph:
    """One paragraph of the source, cut where the passage begins and ends."""

    number: int
    pieces: Sequence[ContextPiece]


def in_context(article: Article, spans: Sequence[Span]) -> list[ContextParagraph]:
    """Return the paragraphs that hold the passage or its condition, in order.

    Empty unless the source may be shown in full. Reads the text of the current revision.
    """
    revision = article.current_revision
    if revision is None or article.display != Article.Display.FULL:
        return []
    placed = [span for span in spans if span.role in (Span.Role.BODY, Span.Role.CONDITION)]
    return [
        ContextParagraph(paragraph.number, _pieces(revision.text, paragraph, placed))
        for paragraph in paragraphs(revision.text)
        if any(span.start < paragraph.end and span.end > paragraph.start for span in placed)
    ]


def _pieces(text: str, paragraph: Paragraph, spans: Sequence[Span]) -> list[ContextPiece]:
    start, end = paragraph.start, paragraph.end
    edges = {edge for span in spans for edge in (span.start, span.end) if start < edge < end}
    pieces = []
    for first, last in pairwise(sorted({start, end, *edges})):
        roles = {span.role for span in spans if span.start <= first and last <= span.end}
        role = Span.Role.CONDITION if Span.Role.CONDITION in roles else next(iter(roles), "")
        pieces.append(ContextPiece(text[first:last], str(role)))
    return pieces
