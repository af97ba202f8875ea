"""PDF: the words of its pages, put together into paragraphs, and its document properties.

Characters are those that the fonts give, ligatures included (“ﬁ” stays one character): the
canonical text is never normalised. Reading order is that of the file.
"""

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError

from sourcelib.readers import pdf_paragraphs
from sourcelib.readers.blocks import Block
from sourcelib.readers.document import Change, ReaderError
from sourcelib.readers.formats import File, Parsed
from sourcelib.readers.pdf_lines import Line, page_lines
from sourcelib.readers.pdf_properties import properties
from sourcelib.readers.pdf_running import without_running_lines
from sourcelib.readers.properties import weigh

VERSION = "1"

MOST_PAGES = 500  # a book; an article has fifty at most
MOST_CHARACTERS = 5_000_000  # a book of 500 pages has two million
# Bytes that one stream, and all streams of the file, may become. Pages of text have kilobytes.
LARGEST_STREAM = 32 * 1024 * 1024
LARGEST_STREAMS = 128 * 1024 * 1024
MOST_UNREADABLE = 0.1  # share of characters for which the fonts have no meaning

UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Single characters that fonts give for "fi", and for 一 as a part of other characters.
BY_FONT = re.compile("[\ufb00-\ufb06\u2f00-\u2fdf]")
OTHERWISE = "Save it again from another program, or bring its text as plain text"

# pypdf tells of every irregularity; what matters here is whether the text can be read.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def parse(file: File) -> Parsed:
    """Read a PDF. Raises ReaderError."""
    with apply_configuration(
        zlib_maximum_output_length=LARGEST_STREAM,
        lzw_maximum_output_length=LARGEST_STREAM,
        run_length_maximum_output_length=LARGEST_STREAM,
        stream_decoding_work_maximum_length=LARGEST_STREAMS,
    ):
        reader = _open(file)
        pages = _pages(file, reader)
        with _refusing(file.name):
            said, passed_over = properties(reader, pages)

    kept, sideways = _upright(pages)
    body, cut = without_running_lines(kept)
    blocks, joined = pdf_paragraphs.paragraphs(body)
    weighed = weigh(blocks, said)
    return Parsed(
        weighed.blocks,
        weighed.stated,
        (
            *passed_over,
            *weighed.changes,
            *_without_text(pages),
            *_raised(body),
            *_unreadable(file, blocks),
            *_as_the_font_has_it(blocks),
            *sideways,
            *cut,
            *joined,
        ),
    )


@contextmanager
def _refusing(place: str) -> Iterator[None]:
    """Turn what pypdf raises into a refusal. On broken files that is nearly any exception."""
    try:
        yield
    except (MemoryError, ReaderError):
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        problem = "it is encrypted, and does not open without a password or by a way known here"
        raise ReaderError(place, problem, "Save it without protection") from error
    except Exception as error:
        problem = f"it is broken as a PDF ({type(error).__name__}: {error})"
        raise ReaderError(place, problem[:300].rstrip(". "), OTHERWISE) from error


def _open(file: File) -> PdfReader:
    with _refusing(file.name):
        reader = PdfReader(BytesIO(file.data))
        number = len(reader.pages)
    if number > MOST_PAGES:
        raise ReaderError(
            file.name,
            f"{number:,} pages are more than the {MOST_PAGES} that one source may have",
            "Split it into its articles",
        )
    return reader


def _pages(file: File, reader: PdfReader) -> list[list[Line]]:
    """The lines of each page."""
    pages = []
    characters = 0
    for index in range(len(reader.pages)):
        place = f"{file.name}, page {index + 1}"
        with _refusing(place):
            pages.append(page_lines(reader.pages[index], index + 1))
        characters += sum(len(line.text) for line in pages[-1])
        if characters > MOST_CHARACTERS:
            problem = f"its text has more than {MOST_CHARACTERS:,} characters so far"
            raise ReaderError(place, problem, "Split it into its articles")
    if not any(pages):
        raise ReaderError(
            file.name,
            f"there is no text in it: {_count(len(pages), 'page')} without a word, "
            "perhaps the pictures of a scan",
            "Have its text recognised (OCR), and bring the result",
        )
    return pages


def _upright(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Change]]:
    """The lines that run across the page, and those that do not, as changes."""
    upright = [[line for line in page if line.upright] for page in pages]
    if not any(upright):  # the pages themselves lie on their sides
        return [list(page) for page in pages], []
    sideways = [line for page in pages for line in page if not line.upright]
    changes = [Change(line.place, f"set sideways, left out: “{line.text}”") for line in sideways]
    return upright, changes


def _without_text(pages: Sequence[Sequence[Line]]) -> list[Change]:
    return [
        Change(f"page {number}", "no text on it, perhaps a picture")
        for number, page in enumerate(pages, start=1)
        if not page
    ]


def _raised(pages: Sequence[Sequence[Line]]) -> list[Change]:
    """The numbers of notes, which cannot be told from the 2 of a square metre."""
    return [
        Change(
            page[0].place.partition(",")[0],
            f"raised figures left in the text, perhaps numbers of notes: {', '.join(found)}",
        )
        for page in pages
        if (found := [figures for line in page for figures in line.raised])
    ]


def _unreadable(file: File, blocks: Sequence[Block]) -> list[Change]:
    """What of the text is no characters; a file that has next to nothing else is refused."""
    bad = sum(len(UNREADABLE.findall(block.text)) for block in blocks)
    if bad > MOST_UNREADABLE * sum(len(block.text) for block in blocks):
        raise ReaderError(
            file.name,
            "its fonts do not say which characters they show",
            "Have its text recognised (OCR), and bring the result",
        )
    if not bad:
        return []
    return [Change("file", f"{_count(bad, 'character')} that the fonts do not explain")]


def _as_the_font_has_it(blocks: Sequence[Block]) -> list[Change]:
    """Characters that look like others, which a search for those will not find."""
    found = Counter(each for block in blocks for each in BY_FONT.findall(block.text))
    return [
        Change(
            "file",
            f"{count} × “{each}” (U+{ord(each):04X}) left as the font has it, though it may stand "
            f"for “{unicodedata.normalize('NFKC', each)}”",
        )
        for each, count in found.items()
    ]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
