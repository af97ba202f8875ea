"""Annotated text as safe HTML: the only place that builds marks.

The text is cut into flat segments, and every covered segment becomes one `<mark>` that names all
its annotations, the outermost first. Nothing of the text is changed, added or left out; the
numbers that stand before the first words of claims and predictions are the only other content.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from annotations.spans import Lane, Segment, SpanRef, lanes, segments
from annotations.spans.span import Kind
from sourcelib.text import Paragraph, paragraphs

CLASS_OF = {"mention": "actor", "claim": "claim", "prediction": "prediction"}


@dataclass(frozen=True, slots=True)
class Passage:
    """What drawing needs to know of one annotation.

    `extents` are the places of its body, in code points, half-open. A claim or prediction has a
    `number`, drawn before its first word as a link to `href` and read out as `label`; `answered`
    says that another source answers it. A mention has the slug of its `actor`, and can be led to
    by "#a" and its uid if it is a `target`. `tint` is a class
    that all its marks get ("lit", "of-claim"); `chosen` draws it as the one that is open.
    `described` tells assistive technology that its card describes the words.
    """

    uid: str
    kind: Kind
    extents: tuple[tuple[int, int], ...]
    number: int = 0
    label: str = ""
    href: str = ""
    actor: str = ""
    target: bool = False
    answered: bool = False
    tint: str = ""
    chosen: bool = False
    described: bool = False


@dataclass(frozen=True, slots=True)
class DrawnParagraph:
    """A paragraph with its marks; `after_gap` says that text before it is left out."""

    paragraph: Paragraph
    html: str
    after_gap: bool = False


class Drawing:
    """One text with its passages, cut into segments once. Pure; escapes all that it writes."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        """Take a canonical text and its passages. Raises SpanError for one beyond the text."""
        self.text = text
        self.passages = passages
        owner = [
            (passage, place, first)
            for passage in passages
            for first, place in _first_place_marked(passage.extents)
        ]
        spans = [
            SpanRef(number, *place, passage.kind)
            for number, (passage, place, _) in enumerate(owner)
        ]
        self._owners = [passage for passage, _, _ in owner]
        self._numbered = [first for _, _, first in owner]
        self._spans = spans
        self._segments = segments(len(text), spans)

    @cached_property
    def _lanes(self) -> dict[int, Lane]:
        return lanes(self._spans)

    def covering(self) -> Iterator[list[Passage]]:
        """The passages of each covered segment, outermost first: what lies on what."""
        for segment in self._segments:
            if segment.ids:
                yield self._passages_of(segment.ids)

    def paragraphs(
        self, visible: Sequence[tuple[int, int]] | None = None, gap: str = "[…]"
    ) -> list[DrawnParagraph]:
        """Draw the paragraphs, or only the `visible` extents (sorted, disjoint) with `gap` between.

        Paragraphs without anything visible are left out.
        """
        drawn: list[DrawnParagraph] = []
        pen = _Pen(self)
        shown_up_to = 0
        for paragraph in paragraphs(self.text):
            windows = _windows(paragraph, visible)
            if not windows:
                continue
            html: list[str] = []
            after_gap = bool(visible) and windows[0][0] - shown_up_to > _break_before(paragraph)
            for count, (start, end) in enumerate(windows):
                if count:
                    html.append(f' <span class="gap">{escape(gap)}</span> ')
                html.append(pen.stretch(start, end, opens=start == paragraph.start))
            shown_up_to = windows[-1][1]
            drawn.append(DrawnParagraph(paragraph, "".join(html), after_gap))
        return drawn

    def _passages_of(self, ids: Iterable[int]) -> list[Passage]:
        """The passages of spans, each once, in the same order."""
        return list(dict.fromkeys(self._owners[number] for number in ids))


class _Pen:
    """Writes stretches of a drawing from left to right, each annotation's number once."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._segments = drawing._segments
        self._next = 0  # the first segment that may still have something to draw
        self._opened = 0  # segments before this one have had their numbers drawn
        self._waiting: list[int] = []  # spans that began where nothing is drawn

    def stretch(self, start: int, end: int, *, opens: bool) -> str:
        """The HTML of the text from `start` to `end`; `opens`: a paragraph begins here."""
        html: list[str] = []
        at = self._next
        while at < len(self._segments) and self._segments[at].end <= start:
            self._take_starting(at)
            at += 1
        self._next = at
        while at < len(self._segments) and self._segments[at].start < end:
            segment = self._segments[at]
            self._take_starting(at)
            begins = max(segment.start, start)
            html.append(
                self._piece(segment, begins, min(segment.end, end), opens and begins == start)
            )
            at += 1
        return "".join(html)

    def _take_starting(self, at: int) -> None:
        if at >= self._opened:
            self._waiting.extend(self._segments[at].starting)
            self._opened = at + 1

    def _piece(self, segment: Segment, start: int, end: int, hang: bool) -> str:
        drawing = self._drawing
        starting, self._waiting = self._waiting, []
        words = _escape_text(drawing.text[start:end])
        if not segment.ids and not starting:
            return words
        fresh = [drawing._owners[n] for n in starting if drawing._numbered[n]]
        numbers = "".join(_number(passage) for passage in fresh if passage.number)
        if numbers:
            before = [n for n in segment.ids if n not in starting]
            numbers = self._numbers(numbers, before, hang)
        if not segment.ids:
            return numbers + words
        ending = segment.ending if end == segment.end else ()
        return numbers + self._mark(segment.ids, words, fresh, ending)

    def _numbers(self, numbers: str, before: list[int], hang: bool) -> str:
        """Numbers hang before a paragraph; inside a passage its line runs through them."""
        if hang:
            return f'<span class="hang">{numbers}</span>'
        around = [n for n in before if self._drawing._owners[n].kind != "mention"]
        return self._mark(around, numbers, [], ()) if around else numbers

    def _mark(
        self, ids: Sequence[int], words: str, fresh: list[Passage], ending: Sequence[int]
    ) -> str:
        drawing = self._drawing
        covering = drawing._passages_of(ids)
        classes = dict.fromkeys(CLASS_OF[passage.kind] for passage in covering)
        for number in ids:
            if number in drawing._lanes:
                classes.update(dict.fromkeys(_lane(drawing, number)))
        details: list[str] = []
        targets: list[str] = []
        for passage in covering:
            if passage.tint:
                classes[passage.tint] = None
            if passage.chosen:
                classes[f"on-{CLASS_OF[passage.kind]}"] = None
        for passage in fresh:
            if passage.described:
                details.append(f"c{passage.uid}")
            if passage.target:
                targets.append(f"a{passage.uid}")
            if passage.chosen:
                classes["on-first"] = None
        if any(drawing._owners[number].chosen for number in ending):
            classes["on-last"] = None
        # One for each mention, in their order, so that a script can tell which names whom.
        actors = " ".join(passage.actor for passage in covering if passage.actor)
        attributes = [
            f'data-ann="{" ".join(passage.uid for passage in covering)}"',
            f'class="{" ".join(classes)}"',
        ]
        if actors:
            attributes.append(f'data-actor="{escape(actors)}"')
        # A bare mark is announced by some screen readers, one a name; so only what is described is.
        attributes.append(f'aria-details="{" ".join(details)}"' if details else 'role="none"')
        if targets:
            attributes.append(f'id="{targets[0]}"')
        more = "".join(f'<span id="{target}"></span>' for target in targets[1:])
        return f"<mark {' '.join(attributes)}>{more}{words}</mark>"


def _first_place_marked(
    extents: Iterable[tuple[int, int]],
) -> Iterator[tuple[bool, tuple[int, int]]]:
    for place, extent in enumerate(sorted(extents)):
        yield place == 0, extent


def _break_before(paragraph: Paragraph) -> int:
    """How many code points separate a paragraph from the one before it."""
    return 2 if paragraph.number > 1 else 0


def _windows(
    paragraph: Paragraph, visible: Sequence[tuple[int, int]] | None
) -> list[tuple[int, int]]:
    """The parts of a paragraph that are shown."""
    if visible is None:
        return [(paragraph.start, paragraph.end)]
    return [
        (max(start, paragraph.start), min(end, paragraph.end))
        for start, end in visible
        if start < paragraph.end and end > paragraph.start
    ]


def _lane(drawing: Drawing, number: int) -> list[str]:
    """The classes of a lane: "c1", "p0"; "u1" where the claim may move up without predictions."""
    lane: Lane = drawing._lanes[number]
    letter = "c" if drawing._owners[number].kind == "claim" else "p"
    classes = [f"{letter}{lane.lane}"]
    if lane.only_by_prediction:
        classes.append(f"u{lane.lane}")
    return classes


def _number(passage: Passage) -> str:
    classes = f"ref {CLASS_OF[passage.kind]}"
    if passage.answered:
        classes += " answered"
    if passage.tint.startswith("of-"):
        classes += " of"
    if passage.chosen:
        classes += " on"
    return (
        f'<a class="{classes}" id="a{passage.uid}" href="{escape(passage.href)}" '
        f'aria-label="{escape(passage.label)}">{passage.number}</a>'
    )


def _escape_text(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
