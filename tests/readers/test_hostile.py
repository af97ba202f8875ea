"""Files made to do harm: each is refused with a reason, within the limits that are really kept."""

import contextlib
import io
import zipfile
import zlib
from collections.abc import Iterator

import pytest

from sourcelib.readers import LARGEST_FILE, BoundedReader, Entry, ReaderError

MIB = 1024 * 1024
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">%s]>' % b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 20) for letter in range(98, 115)
)
SECRET = b'<!DOCTYPE x [<!ENTITY r SYSTEM "file:///etc/passwd">]>'
W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(scope="module")
def reader() -> Iterator[BoundedReader]:
    # A third of what honest files may need: what is refused here is refused for its own sake.
    with BoundedReader(seconds=20, memory=512 * MIB) as reader:
        yield reader


def read_all(reader: BoundedReader, data: bytes, name: str) -> list[str]:
    """The texts of a file's sources. Raises ReaderError, also for a part that is refused."""
    texts = []
    for entry in reader.entries(data, name):
        if isinstance(entry, ReaderError):
            raise entry
        assert isinstance(entry, Entry)
        document = reader.read(
            entry.data, entry.file_name, entry.media_type, entry.reader, (), entry.stated
        )
        texts.append(f"{document.title} {document.text}")
    return texts


def docx(document: bytes, **parts: bytes) -> bytes:
    """The least Word document, with its main part as given."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Type="http://x/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
        )
        archive.writestr("word/document.xml", document)
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def paragraph(words: bytes) -> bytes:
    return b"<w:document %s><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>" % (
        W,
        words,
    )


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    body, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            trailer,
            len(body),
        )
    )


def stream(data: bytes, more: bytes = b"/Filter /FlateDecode") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << %s >> >>"
)
WORDS = b"BT /F 12 Tf 50 700 Td (Words of a page.) Tj ET"


def test_the_least_documents_are_read(reader: BoundedReader) -> None:
    """So that what is refused below is refused for what was added."""
    assert read_all(reader, docx(paragraph(b"Words.")), "a.docx") == ["None Words."]
    sound = pdf(CATALOG, PAGES, PAGE % FONT, stream(zlib.compress(WORDS)))
    assert read_all(reader, sound, "a.pdf") == ["None Words of a page."]


# --- what unpacks to more than it seems ---


def test_a_word_document_that_unpacks_to_a_hundred_times_its_size(reader: BoundedReader) -> None:
    bomb = docx(paragraph(b" " * 200 * MIB))
    assert len(bomb) < MIB
    with pytest.raises(ReaderError, match=r"word/document\.xml unpacks to more than"):
        read_all(reader, bomb, "a.docx")


def test_a_word_document_that_lies_about_its_size(reader: BoundedReader) -> None:
    bomb = docx(paragraph(b" " * 100 * MIB))
    true = (100 * MIB + len(paragraph(b""))).to_bytes(4, "little")
    assert bomb.count(true) == 2
    with pytest.raises(ReaderError, match=r"broken as a Word document|unpacks to more than"):
        read_all(reader, bomb.replace(true, (1000).to_bytes(4, "little")), "a.docx")


def test_a_word_document_of_countless_parts(reader: BoundedReader) -> None:
    parts = {f"p{number}": b"" for number in range(20_000)}
    with pytest.raises(ReaderError, match="consists of more than 10,000 parts"):
        read_all(reader, docx(paragraph(b"Words."), **parts), "a.docx")


def test_a_word_document_of_endless_depth(reader: BoundedReader) -> None:
    deep = b"<w:tbl><w:tr><w:tc>" * 50_000 + b"</w:tc></w:tr></w:tbl>" * 50_000
    document = b"<w:document %s><w:body>%s</w:body></w:document>" % (W, deep)
    with pytest.raises(ReaderError, match="broken as a Word document"):
        read_all(reader, docx(document), "a.docx")


def test_a_pdf_page_that_unpacks_to_a_hundred_times_its_size(reader: BoundedReader) -> None:
    packer = zlib.compressobj()
    bomb = b"".join(packer.compress(b"0 0 m " * 1_000_000) for _ in range(30)) + packer.flush()
    with pytest.raises(ReaderError, match=r"broken as a PDF|memory|took longer"):
        read_all(reader, pdf(CATALOG, PAGES, PAGE % FONT, stream(bomb)), "a.pdf")


def test_a_pdf_page_packed_many_times_over(reader: BoundedReader) -> None:
    bomb = b" " * 60 * MIB
    for _ in range(3):
        bomb = zlib.compress(bomb)
    packed = stream(bomb, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")
    with pytest.raises(ReaderError, match="broken as a PDF"):
        read_all(reader, pdf(CATALOG, PAGES, PAGE % FONT, packed), "a.pdf")


# --- what has no end ---


def test_a_pdf_whose_pages_contain_themselves(reader: BoundedReader) -> None:
    loop = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100000000 /Parent 2 0 R >>"
    with pytest.raises(ReaderError, match=r"a\.pdf: "):
        read_all(reader, pdf(CATALOG, loop), "a.pdf")


def test_a_pdf_that_says_it_has_a_billion_pages(reader: BoundedReader) -> None:
    many = b"<< /Type /Pages /Kids [%s] /Count 1000000000 >>" % (b"3 0 R " * 600)
    data = pdf(CATALOG, many, PAGE % FONT, stream(zlib.compress(WORDS)))
    with pytest.raises(ReaderError, match=r"pages are more than the 500|broken as a PDF"):
        read_all(reader, data, "a.pdf")


def test_a_pdf_whose_tables_of_objects_go_in_circles(reader: BoundedReader) -> None:
    sound = pdf(CATALOG, PAGES, PAGE % FONT, stream(zlib.compress(WORDS)))
    at = sound.rindex(b"startxref\n") + len(b"startxref\n")
    offset = sound[at:].split()[0]
    loop = sound.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %s" % offset)
    assert read_all(reader, loop, "a.pdf") == ["None Words of a page."]


def test_a_pdf_whose_drawings_draw_themselves(reader: BoundedReader) -> None:
    form = stream(
        zlib.compress(b"/X Do /X Do " + WORDS),
        b"/Filter /FlateDecode /Type /XObject /Subtype /Form /BBox [0 0 9 9] "
        b"/Resources << /XObject << /X 5 0 R >> %s >>" % FONT,
    )
    page = PAGE % (FONT + b" /XObject << /X 5 0 R >>")
    data = pdf(CATALOG, PAGES, page, stream(zlib.compress(b"/X Do " + WORDS)), form)
    (text,) = read_all(reader, data, "a.pdf")
    assert "Words of a page." in text


def test_a_pdf_with_objects_without_end(reader: BoundedReader) -> None:
    deep = b"[" * 3_000_000
    with pytest.raises(ReaderError, match=r"a\.pdf"):
        read_all(reader, pdf(CATALOG, PAGES, PAGE % FONT, deep), "a.pdf")


def test_a_pdf_with_objects_that_take_too_long_to_count() -> None:
    many = b"".join(b"%d 0 obj\nnull\nendobj\n" % number for number in range(5, 700_000))
    sound = pdf(CATALOG, PAGES, PAGE % FONT, stream(zlib.compress(WORDS)))
    broken = sound[: sound.index(b"xref\n0")] + many + b"trailer << /Root 1 0 R >>"
    with BoundedReader(seconds=2) as reader:
        with pytest.raises(ReaderError, match="took longer than 2 seconds"):
            read_all(reader, broken, "a.pdf")
        assert read_all(reader, b"Words.", "a.txt") == ["None Words."]


# --- what XML can do ---


@pytest.mark.parametrize("declared", [LAUGHS, SECRET], ids=["laughs", "secret"])
def test_a_word_document_that_declares_entities(reader: BoundedReader, declared: bytes) -> None:
    with pytest.raises(ReaderError, match=r"declares entities|broken as a Word document"):
        read_all(reader, docx(declared + paragraph(b"&r;")), "a.docx")


FEED = b"""<?xml version="1.0"?>%s<rss version="2.0"><channel><title>T</title>
<item><title>One</title><description>First words. &r;&q;</description></item></channel></rss>"""
WEB_PAGE = (
    b"%s<html><body><article><p>" + b"First words. " * 50 + b"&r;&q;</p></article></body></html>"
)


@pytest.mark.parametrize("declared", [LAUGHS, SECRET], ids=["laughs", "secret"])
@pytest.mark.parametrize(("name", "form"), [("a.xml", FEED), ("a.html", WEB_PAGE)])
def test_a_feed_or_page_that_declares_entities(
    reader: BoundedReader, name: str, form: bytes, declared: bytes
) -> None:
    with contextlib.suppress(ReaderError):
        for text in read_all(reader, form % declared, name):
            assert "root:" not in text
            assert "ha" * 20 not in text


# --- what is too large, or nothing to read ---


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl", "a.xml"])
def test_a_line_of_200_megabytes_is_refused_for_its_size(reader: BoundedReader, name: str) -> None:
    with pytest.raises(ReaderError, match=f"209,715,200 bytes are more than the {LARGEST_FILE:,}"):
        read_all(reader, b"x" * (200 * MIB), name)


@pytest.mark.parametrize(
    "name", ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.xml", "a.warc", "a.jsonl"]
)
def test_a_program_is_refused_whatever_it_is_called(reader: BoundedReader, name: str) -> None:
    with pytest.raises(ReaderError, match="but a program"):
        read_all(reader, b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 100, name)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.xml", "a.jsonl", "a.warc"])
def test_noise_is_refused(reader: BoundedReader, name: str) -> None:
    noise = bytes((number * 7919 + number // 256) % 256 for number in range(100_000))
    with pytest.raises(ReaderError):
        read_all(reader, noise, name)


def test_after_all_of_this_a_file_is_read_as_ever(reader: BoundedReader) -> None:
    assert read_all(reader, b"Words.", "a.txt") == ["None Words."]
