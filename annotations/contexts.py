"""A passage in its place: the paragraphs it stands in, with its words set apart by their roles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.models import Annotation, Span
from sourcelib.models import Article
from sourcelib.text.paragraphs import Paragraph, paragraphs

# The roles that are set apart, and the class by which a style knows each within the passage.
_CLASSES = {
    Span.Role.BODY: "",
    Span.Role.CONDITION: "cond",
    Span.Role.LIKELIHOOD: "like",
    Span.Role.HORIZON: "when",
}


@dataclass(frozen=True)
class ContextPiece:
    """A stretch of a paragraph and the roles that it has; none outside the passage."""

    text: str
    roles: Sequence[Span.Role] = ()

    @property
    def classes(self) -> str:
        """The classes of its roles, each after a space; the passage as a whole has none."""
        return _classes(self.roles)


@dataclass(frozen=True)
class ContextParagraph:
    """One paragraph of the source, cut where the passage and its parts begin and end."""

    number: int
    pieces: Sequence[ContextPiece]


@dataclass(frozen=True)
class Sample:
    """An entry of the legend: how words of a role are set apart, and what they are."""

    classes: str
    label: str


def in_context(annotation: Annotation, spans: Sequence[Span]) -> list[ContextParagraph]:
    """Return the paragraphs that hold the passage or one of its parts, in order.

    `spans` are those in the revision that the annotation stands on, whose text is read. Empty
    unless the source may be shown in full.
    """
    if annotation.article.display != Article.Display.FULL:
        return []
    revision = annotation.revision
    placed = [span for span in spans if span.role in _CLASSES]
    return [
        ContextParagraph(paragraph.number, _pieces(revision.text, paragraph, placed))
        for paragraph in paragraphs(revision.text)
        if any(span.start < paragraph.end and span.end > paragraph.start for span in placed)
    ]


def legend(context: Sequence[ContextParagraph]) -> list[Sample]:
    """Return what the marks in the paragraphs mean; nothing where the passage is all there is."""
    found = {role for paragraph in context for piece in paragraph.pieces for role in piece.roles}
    if found <= {Span.Role.BODY}:
        return []
    return [Sample(_classes([role]), str(role.label)) for role in _CLASSES if role in found]


def _pieces(text: str, paragraph: Paragraph, spans: Sequence[Span]) -> list[ContextPiece]:
    start, end = paragraph.start, paragraph.end
    edges = {edge for span in spans for edge in (span.start, span.end) if start < edge < end}
    pieces = []
    for first, last in pairwise(sorted({start, end, *edges})):
        here = {span.role for span in spans if span.start <= first and last <= span.end}
        pieces.append(ContextPiece(text[first:last], [role for role in _CLASSES if role in here]))
    return pieces


def _classes(roles: Iterable[Span.Role]) -> str:
    return "".join(f" {_CLASSES[role]}" for role in roles if _CLASSES[role])
