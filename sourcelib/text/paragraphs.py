"""Where the paragraphs of a canonical text begin and end."""

from dataclasses import dataclass

from sourcelib.text.canonical import PARAGRAPH_BREAK


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its number (from 1) and its half-open extent in code points."""

    number: int
    start: int
    end: int


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a canonical text, in order; none for an empty text."""
    found: list[Paragraph] = []
    start = 0
    for number, words in enumerate(text.split(PARAGRAPH_BREAK) if text else [], start=1):
        found.append(Paragraph(number, start, start + len(words)))
        start += len(words) + len(PARAGRAPH_BREAK)
    return found
