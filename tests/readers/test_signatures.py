"""Files that are not what their names say."""

import io
import zipfile

import pytest

from sourcelib.readers import ReaderError, entries, read


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, b"words")
    return file.getvalue()


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PAGE = b"<!DOCTYPE html>\n<html><body><p>Please log in.</p></body></html>"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def read_all(data: bytes, file_name: str) -> None:
    for entry in entries(data, file_name):
        assert not isinstance(entry, ReaderError)
        read(entry.data, entry.file_name)


@pytest.mark.parametrize(
    ("file_name", "data", "what"),
    [
        ("a.txt", PDF, r"not plain text but a PDF\. Give it a name that says so"),
        ("a.md", PDF, "not Markdown but a PDF"),
        ("a.docx", PDF, "but a PDF"),
        ("a.xml", PDF, "not a feed but a PDF"),
        ("a.html", PDF, "not a web page but a PDF"),
        ("a.pdf", PAGE, "not a PDF but a web page, perhaps the page that asks to log in"),
        ("a.docx", PAGE, "but a web page"),
        ("a.txt", PAGE, "but a web page.*choose the reader html"),
        ("a.txt", b'<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="x">', "but a web page"),
        ("a.docx", OLD_WORD, "but a file of an old Word.*save it as DOCX"),
        ("a.docx", OLD_WORD + "EncryptedPackage".encode("utf-16-le"), "with a password"),
        ("a.docx", packed("a.txt"), "but a ZIP archive. Unpack it"),
        ("a.docx", packed("xl/workbook.xml"), "but an Excel workbook"),
        ("a.docx", packed("ppt/presentation.xml"), "but a PowerPoint presentation"),
        ("a.txt", packed("word/document.xml"), r"but a Word document \(DOCX\)"),
        ("a.docx", b"{\\rtf1\\ansi Words.}", r"but a rich text file \(RTF\)"),
        ("a.docx", b"Words.", r"not a Word document \(DOCX\), nor anything else that is known"),
        ("a.pdf", b"Words.", "not a PDF, nor anything else that is known"),
        ("a.pdf", b"", "it is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", r"but a picture.*\(OCR\)"),
        ("a.pdf", b"\xff\xd8\xff\xe0\0\x10JFIF", "but a picture"),
        ("a.txt", b"\x7fELF\x02\x01\x01", "but a program"),
        ("a.txt", b"MZ\x90\0\x03\0\0\0", "but a program"),
        ("a.txt", b"\0\0\0\x20ftypisom", "but a sound or a film"),
        ("a.txt", b"\x1f\x8b\x08\0", "but a file packed with gzip"),
        ("a.txt", b"SQLite format 3\0", "but a database"),
        ("a.txt", b"WARC/1.0\r\n", "but a web archive"),
        ("a.jsonl", PAGE, "not JSON by lines but a web page"),
        ("a.warc", PAGE, "not a web archive but a web page"),
    ],
)
def test_a_file_that_is_something_else_is_refused_with_what_it_is(
    file_name: str, data: bytes, what: str
) -> None:
    with pytest.raises(ReaderError, match=what):
        read_all(data, file_name)


def test_a_reader_that_is_named_is_held_to_what_the_file_is_too() -> None:
    with pytest.raises(ReaderError, match="not plain text but a PDF"):
        read(PDF, "a.pdf", reader="plain")


def test_the_source_of_a_web_page_may_be_read_as_text_by_who_wants_to() -> None:
    assert read(PAGE, "a.txt", reader="plain").text.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    "text",
    ["MZ is an abbreviation.", "BM, he said.", "PK went home.", "ID3 tags name songs.", "GIF89 b"],
)
def test_words_that_look_like_a_signature_are_words(text: str) -> None:
    assert read(text.encode(), "a.txt").text == text
