import contextlib
import json
from io import BytesIO

import pytest

from sourcelib.readers import Document, Entry, PartialDate, ReaderError, entries, jsonl, read
from sourcelib.readers.jsonl import entries_of_stream
from tests.readers.mutations import mutated


def found(*lines: object) -> list[Entry | ReaderError]:
    rows = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    return list(entries("\n".join(rows).encode(), "a.jsonl"))


def entry(record: object) -> Entry:
    (one,) = found(record)
    assert isinstance(one, Entry), one
    return one


def refusal(record: object) -> ReaderError:
    (one,) = found(record)
    assert isinstance(one, ReaderError)
    return one


def document(record: object) -> Document:
    one = entry(record)
    return read(one.data, one.file_name, one.media_type, one.reader, stated=one.stated)


def test_a_line_becomes_a_source_with_what_it_states() -> None:
    read_back = document(
        {
            "text": "It is so.\n\nIt remains so.",
            "title": "Thaw",
            "authors": ["Ann Author", {"@type": "Person", "name": "Ben Writer"}],
            "date": "2015-05-20T23:30:00-07:00",
            "publication": {"name": "The Post"},
            "url": "https://example.org/x",
            "language": "pt_BR",
            "genre": "Op-Ed",
            "disclaimer": "Not ours.",
            "author_note": "Ann Author is a judge.",
        }
    )
    assert read_back.text == "It is so.\n\nIt remains so."
    assert read_back.title == "Thaw"
    assert read_back.bylines == ("Ann Author", "Ben Writer")
    assert read_back.date == PartialDate("2015-05-20", "day")
    assert read_back.publication == "The Post"
    assert read_back.original_url == "https://example.org/x"
    assert read_back.language == "pt-BR"
    assert read_back.genre == "op-ed"
    assert read_back.disclaimer == "Not ours."
    assert read_back.author_note == "Ann Author is a judge."
    assert [each.place for each in read_back.found[1:3]] == [
        "line 1, authors 1",
        "line 1, authors 2",
    ]
    assert not any(each.doubtful or each.cut for each in read_back.found)


@pytest.mark.parametrize("key", ["datePublished", "date_published", "DATE-PUBLISHED", "pubdate"])
def test_case_and_hyphens_of_keys_mean_nothing(key: str) -> None:
    assert document({"text": "Words.", key: "May 2015"}).date == PartialDate("2015-05", "month")


@pytest.mark.parametrize(
    ("record", "text", "reader"),
    [
        ({"text": "A < B, and <x>."}, "A < B, and <x>.", "plain"),
        ({"text": "# A\n\n**One** two."}, "One two.", "markdown"),
        ({"markdown": "One **two**."}, "One two.", "markdown"),
        ({"content_text": "**One**\n\n# Two"}, "**One**\n\n# Two", "plain"),
    ],
)
def test_the_key_or_the_text_tells_how_it_is_read(
    record: dict[str, str], text: str, reader: str
) -> None:
    read_back = document(record)
    assert (read_back.text, read_back.reader) == (text, reader)


def test_html_is_known_by_its_key_or_its_tags_and_the_latter_is_told() -> None:
    by_key, by_tag = entry({"html": "<i>One.</i>"}), entry({"body": "<p>One.</p>"})
    assert (by_key.reader, by_tag.reader) == ("html", "html")
    assert by_key.changes == ()
    assert [change.what for change in by_tag.changes] == ["body read as HTML, for it has <p>"]


def test_keys_that_mean_nothing_here_are_told() -> None:
    one = entry({"text": "Words.", "tags": ["ice"], "score": 3, "empty": None})
    assert [change.what for change in one.changes] == ["keys passed over: tags, score"]


def test_of_two_dates_the_more_telling_one_is_taken_with_a_doubt() -> None:
    one = entry({"text": "Words.", "date": "2020-01-01", "published_at": "2015-05-20"})
    (date,) = one.stated
    assert (date.text, date.doubtful) == ("2015-05-20", True)
    assert date.why == "the record's key published_at; date says 2020-01-01"


def test_a_source_that_is_an_address_is_one() -> None:
    read_back = document({"text": "Words.", "source": "https://example.org/x"})
    assert (read_back.original_url, read_back.publication) == ("https://example.org/x", None)
    assert document({"text": "Words.", "source": "The Post"}).publication == "The Post"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[1]", "it is a list, not an object"),
        ("3", "it is a single value, not an object"),
        ('{"text": "a"', r"character 13 is not JSON"),
        ("{'text': 'a'}", r"character 2 is not JSON"),
        ('{"title": "a", "pages": 3}', r"it has no text \(its keys: title, pages\)"),
        ('{"text": "", "title": "a"}', "it has no text"),
        ('{"text": "a", "body": "b"}', "more than one text: text and body"),
        ('{"text": ["a"]}', "text is not text"),
        ('{"text": "a", "text": "b"}', "the key 'text' is there twice"),
        ('{"text": "a", "siteName": "A", "site_name": "B"}', "mean the same"),
        ('{"text": "a", "date": "yesterday"}', "date is no date, or could be two: yesterday"),
        ('{"text": "a", "date": "03/04/2015"}', "could be two"),
        ('{"text": "a", "date": 1432080000}', "date is not text: 1432080000"),
        ('{"text": "a", "score": NaN}', "NaN is not JSON"),
        ('{"text": "a", "score": -Infinity}', "-Infinity is not JSON"),
        ('{"text": "a", "url": "javascript:alert(1)"}', "url is no address on the web"),
        ('{"text": "a", "url": "/relative"}', "url is no address on the web"),
        ('{"text": "a", "language": "English"}', "language is no code"),
        ('{"text": "a", "genre": "poem"}', "genre is none of the library's: poem"),
        ('{"text": "a", "author": {"id": 3}}', "author is not text"),
        ('{"text": "\\ud800"}', r"\\ud800 is half of a surrogate pair"),
        ('{"text": "a", "title": "\\udc00"}', r"\\udc00 is half of a surrogate pair"),
        ('{"text": "a", "x": ' + "[" * 100_000, "nested too deeply"),
        ('{"text": "a", "x": ' + "1" * 5000 + "}", "a number in it cannot be read"),
        ('{"text": "a", "title": "' + "b" * 20_000 + '"}', "title is longer than"),
    ],
)
def test_a_line_that_is_no_source_is_refused_with_its_number(line: str, problem: str) -> None:
    with pytest.raises(ReaderError, match=problem) as error:
        raise refusal(line)
    assert error.value.place == "line 1"
    assert error.value.remedy


def test_a_refused_line_keeps_no_other_out_and_empty_lines_count() -> None:
    places = [
        (each.place, isinstance(each, Entry))
        for each in found({"text": "One."}, "", "{", {"text": "Two."}, "")
    ]
    assert places == [("line 1", True), ("line 3", False), ("line 4", True)]


def test_lines_end_at_lf_only() -> None:
    (one,) = found(json.dumps({"text": "One\u2028two\x85three"}, ensure_ascii=False) + "\r")
    assert isinstance(one, Entry)
    assert one.data.decode() == "One\u2028two\x85three"


def test_bytes_that_are_no_utf_8_are_named() -> None:
    first, second = entries(b'{"text": "caf\xe9"}\n{"text": "caf\xc3\xa9"}', "a.jsonl")
    assert isinstance(first, ReaderError)
    assert first.problem == "byte 13 of the line, 0xE9, is not UTF-8"
    assert isinstance(second, Entry)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        ('{"text": "Слово"}'.encode("utf-8-sig"), None),
        ('{"text": "Слово"}'.encode("utf-16"), None),
        ('{"text": "Слово"}'.encode("koi8-r"), "application/jsonl; charset=koi8-r"),
    ],
)
def test_a_byte_order_mark_or_a_declared_charset_is_obeyed(
    data: bytes, media_type: str | None
) -> None:
    (one,) = entries(data, "a.jsonl", media_type)
    assert isinstance(one, Entry)
    assert one.data.decode() == "Слово"


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_a_file_without_lines_is_refused(data: bytes) -> None:
    with pytest.raises(ReaderError, match="there is no line in it"):
        list(entries(data, "a.jsonl"))


def test_the_librarys_own_format_is_sent_to_its_own_import() -> None:
    with pytest.raises(ReaderError, match="import_annotations"):
        found({"type": "header", "format": "sourcelib", "version": 1})


def test_a_line_too_long_is_passed_over_without_being_held() -> None:
    class Stream(BytesIO):
        """Notes the longest piece that was asked for at once."""

        longest = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            piece = super().readline(size)
            self.longest = max(self.longest, len(piece))
            return piece

    long = b'{"text": "' + b"x" * (2 * jsonl.LONGEST_LINE) + b'"}'
    stream = Stream(long + b'\n{"text": "One."}\n')
    first, second = entries_of_stream(stream, "a.jsonl")
    assert isinstance(first, ReaderError)
    assert first.problem == "it is longer than 10,485,760 bytes"
    assert isinstance(second, Entry)
    assert second.place == "line 2"
    assert stream.longest == jsonl.LONGEST_LINE + 1


def test_sources_beyond_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MOST_SOURCES", 2)
    assert len(found(*[{"text": "Words."}] * 2)) == 2
    *_, last = found(*[{"text": "Words."}] * 4)
    assert isinstance(last, ReaderError)
    assert "more than 2 sources" in last.problem


def test_a_file_that_is_something_else_is_given_up() -> None:
    *_, last = found(*["no JSON"] * (jsonl.MOST_REFUSED + 50))
    assert isinstance(last, ReaderError)
    assert last.problem == "1,000 lines are refused, and what follows is not read"


def test_mutated_files_raise_nothing_but_the_readers_own_error() -> None:
    record = {"text": "Слово.", "authors": ["A B", {"name": "C D"}], "date": "2015", "x": [1.5]}
    data = "\n".join(json.dumps(record, ensure_ascii=escaped) for escaped in (True, False)).encode()
    kinds: set[type] = set()
    for changed in mutated(data, seed=5, count=1500):
        with contextlib.suppress(ReaderError):
            kinds.update(map(type, entries(changed, "a.jsonl")))
    assert kinds == {Entry, ReaderError}
