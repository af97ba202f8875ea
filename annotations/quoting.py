"""The words of an annotation as a reader is shown them: in order, its condition set apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.models import Span
from sourcelib.models import Article

_ENDS_SENTENCE = ".!?…。！？"
_CLOSES_QUOTE = "”’\"')»」"


@dataclass(frozen=True)
class Piece:
    """A stretch of a quotation, and whether it is the condition."""

    text: str
    condition: bool = False


def quotation(spans: Iterable[Span]) -> list[Piece]:
    """Return the passage and its condition in the order of the text, cut where they meet.

    Stretches that do not touch are joined by what stands between them if that is no word, else
    by an ellipsis; a passage that begins or ends within a sentence shows it by an ellipsis.
    """
    placed = sorted(
        (span for span in spans if span.role in (Span.Role.BODY, Span.Role.CONDITION)),
        key=lambda span: (span.start, -span.end),
    )
    if not placed:
        return []
    conditions = [span for span in placed if span.role == Span.Role.CONDITION]
    cuts = sorted({edge for span in placed for edge in (span.start, span.end)})
    pieces: list[Piece] = []
    end: int | None = None
    for start, stop in pairwise(cuts):
        over = [span for span in placed if span.start <= start and stop <= span.end]
        if not over:
            continue
        if end is not None and start > end:
            pieces.append(Piece(_between(placed, end, start)))
        words = over[0].exact[start - over[0].start : stop - over[0].start]
        pieces.append(Piece(words, any(span in conditions for span in over)))
        end = stop
    return [*_before(placed[0]), *pieces, *_after(max(placed, key=lambda span: span.end))]


def excerpt(article: Article, spans: Sequence[Span]) -> list[Piece]:
    """Return the quotation if the source's terms allow its words to be shown, else nothing."""
    return [] if article.display == Article.Display.METADATA else quotation(spans)


def plain(pieces: Iterable[Piece]) -> str:
    """Return a quotation as one line of text."""
    return " ".join("".join(piece.text for piece in pieces).split())


def words_of(spans: Iterable[Span], role: str) -> str:
    """Return the exact words of one role, parts joined by an ellipsis."""
    return " … ".join(span.exact for span in spans if span.role == role)


def _between(placed: Sequence[Span], end: int, start: int) -> str:
    """Return what joins two stretches that do not touch."""
    for span in placed:
        gap = span.suffix[: start - end]
        if span.end == end and len(gap) == start - end and not any(map(str.isalnum, gap)):
            return gap
    return " … "


def _before(first: Span) -> list[Piece]:
    """Return an ellipsis if the passage begins within a sentence."""
    before = first.prefix.rstrip(" \t")
    whole = not before or before.endswith("\n")
    before = before.rstrip(_CLOSES_QUOTE + "“‘\"'(")
    return [] if whole or before.rstrip()[-1:] in _ENDS_SENTENCE else [Piece("…\u00a0")]


def _after(last: Span) -> list[Piece]:
    """Return the full stop that follows, or an ellipsis if the sentence goes on."""
    closing = last.suffix.lstrip(_CLOSES_QUOTE)
    if not last.suffix or last.suffix[0] == "\n" or last.exact[-1:] in _ENDS_SENTENCE:
        return []
    if closing[:1] in _ENDS_SENTENCE:
        return [Piece(closing[:1])]
    return [Piece("\u00a0…")]
