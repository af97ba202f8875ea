"""Where an annotation stands: a stretch of one revision of its source, by its words and by place.

The source of a target is the revision, at its permanent address, with the SHA-256 of its text.
Where the text may be shown in full, that address answers with it to who asks for `text/plain`, and
positions count its Unicode code points; the state of the target says so.
"""

import re
from typing import Any

from annotations.interchange.w3c.vocabulary import Data, iri, node, own
from annotations.models import Annotation, Span
from sourcelib.models import Article
from sourcelib.models.dates import Precision

AROUND = 32  # code points of the words before and after
_SHOWN_OF_DATE = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
_CLOSES = "\"'”’»)\\]」』"
_ENDS = re.compile(rf"[.!?…。！？]+[{_CLOSES}]*|\n")
_ENDS_WITH = re.compile(rf"[.!?…。！？][{_CLOSES}]*\Z")


def target(row: Annotation) -> Data | list[Data]:
    """Return the passage; a list, in order, where it stands in several parts."""
    spans = [span for span in row.spans.all() if span.role == Span.Role.BODY]
    parts = [_part(row, span, part=span.part if len(spans) > 1 else None) for span in spans]
    return parts[0] if len(parts) == 1 else parts


def segment(row: Annotation, span: Span) -> Data | None:
    """Return a stretch of the same text, as a body; None where nothing tells its place."""
    found = selectors(row, span)
    if not found:
        return None
    return {"type": "SpecificResource", "source": text_address(row), "selector": found}


def selectors(row: Annotation, span: Span) -> list[Data]:
    """Return how to find a span: its words as far as they may be shown, and its place.

    The place, and the words around it, are left out where readers cannot see the text that they
    stand in: a revision that was a draft only.
    """
    found: list[Data] = []
    is_public = _text_is_public(row)
    if row.article.display != Article.Display.METADATA:
        before, after = around(row.article.display, span) if is_public else ("", "")
        found.append(
            {
                "type": "TextQuoteSelector",
                "exact": span.exact,
                **({"prefix": before} if before else {}),
                **({"suffix": after} if after else {}),
            }
        )
    if is_public:
        found.append({"type": "TextPositionSelector", "start": span.start, "end": span.end})
    return found


def around(display: str, span: Span) -> tuple[str, str]:
    """Return the words before and after a span that may be shown with it.

    Of a source that is shown in excerpts that is the sentence it stands in, and where one might
    end, it is taken to end.
    """
    before, after = span.prefix[-AROUND:], span.suffix[:AROUND]
    if display == Article.Display.FULL:
        return before, after
    if display == Article.Display.METADATA or not before + after:
        return "", ""
    *_, last = [0, *(end.end() for end in _ENDS.finditer(before))]
    if _ENDS_WITH.search(span.exact):
        after = ""
    elif first := _ENDS.search(after):
        after = after[: first.start() if first[0] == "\n" else first.end()]
    return before[last:].lstrip(), after.rstrip()


def text_address(row: Annotation) -> str:
    """Return the address of the text that an annotation stands on, or of its source."""
    article = row.article
    if not _text_is_public(row):
        return iri(article.get_absolute_url())
    return iri(f"{article.get_absolute_url()}v/{row.revision.number}/")


def _part(row: Annotation, span: Span, part: int | None) -> Data:
    found = selectors(row, span)
    if not found:
        return _source(row)
    readable = row.article.display == Article.Display.FULL and _text_is_public(row)
    state = {"type": "HttpRequestState", "value": "Accept: text/plain"}
    return {
        "type": "SpecificResource",
        "source": _source(row),
        "selector": found,
        **({"state": state} if readable else {}),
        **own(part=part),
    }


def _source(row: Annotation) -> Data:
    """Return the text that an annotation stands on: what it is, who wrote it, where it is from."""
    article = row.article
    is_public = _text_is_public(row)
    signed = [
        {"id": iri(author.get_absolute_url()), "name": author.name} for author in article.byline
    ]
    web = article.original_url.startswith(("https://", "http://"))
    return {
        "id": text_address(row),
        "type": "Text",
        "label": f"[{article.title}]" if article.title_supplied else article.title,
        "language": article.language,
        **({"creator": signed} if signed else {}),
        **({"via": article.original_url} if web else {}),
        **own(
            source=node(article.get_absolute_url()),
            date=_date(article),
            publication=article.publication.name if article.publication else None,
            rights=article.rights_note,
            revision=row.revision.number if is_public else None,
            sha256=row.revision.sha256 if is_public else None,
        ),
    }


def _date(article: Article) -> str | None:
    """Return the date as exactly as it is known: 2015, 2015-05 or 2015-05-20."""
    if article.date is None or article.date_precision == Precision.UNKNOWN:
        return None
    return article.date.isoformat()[: _SHOWN_OF_DATE[Precision(article.date_precision)]]


def _text_is_public(row: Any) -> bool:
    """Whether readers may see the text that a row of `with_parts` stands on."""
    return bool(row.text_is_public) or row.revision_id == row.article.current_revision_id
