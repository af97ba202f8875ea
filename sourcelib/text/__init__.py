"""Canonical text: the one string per revision that every offset counts in. Pure, no Django."""

from sourcelib.text.canonical import (
    CONTROL,
    LINE_END,
    PARAGRAPH_BREAK,
    SURROGATE,
    Canonical,
    SourceLines,
    StrippedLine,
    canonicalise,
    sha256,
    source_lines,
)
from sourcelib.text.decoding import Decoded, decode
from sourcelib.text.errors import TextError
from sourcelib.text.paragraphs import Paragraph, paragraphs

__all__ = [
    "CONTROL",
    "LINE_END",
    "PARAGRAPH_BREAK",
    "SURROGATE",
    "Canonical",
    "Decoded",
    "Paragraph",
    "SourceLines",
    "StrippedLine",
    "TextError",
    "canonicalise",
    "decode",
    "paragraphs",
    "sha256",
    "source_lines",
]
