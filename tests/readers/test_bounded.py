"""Reading in a child process: what comes back, and what happens to files that ask too much."""

import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sourcelib.readers import (
    BoundedReader,
    Entry,
    Finding,
    ReaderError,
    bounded,
    document_from_json,
    document_to_json,
    entry_from_json,
    entry_to_json,
    error_from_json,
    error_to_json,
    read,
    reading,
)

SOURCES = Path(__file__).parents[2] / "fixtures" / "sources"
TUCKER = (SOURCES / "tucker-2015.txt").read_bytes()
JSONL = b'{"title": "One", "text": "First words."}\nno record\n{"text": "Second words."}\n'

# Takes a minute or more, and little memory: every paragraph is looked at.
LONG_WORK = "é\n\n".encode() * 4_000_000
# Takes more than the interpreter and its libraries, and half a second.
MUCH_MEMORY = b"*x* " * 500_000
MIB = 1024 * 1024


@pytest.fixture
def reader() -> Iterator[BoundedReader]:
    with BoundedReader() as reader:
        yield reader


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[bounded.Child]:
    """The child processes that a bounded reader starts, as it starts them."""
    started: list[bounded.Child] = []

    class Noted(bounded.Child):
        def __init__(self, memory: int) -> None:
            super().__init__(memory)
            started.append(self)

    monkeypatch.setattr(bounded, "Child", Noted)
    return started


def test_a_document_comes_back_as_if_it_had_been_read_here(reader: BoundedReader) -> None:
    assert reader.read(TUCKER, "tucker-2015.txt") == read(TUCKER, "tucker-2015.txt")


def test_what_is_kept_and_stated_goes_along(reader: BoundedReader) -> None:
    stated = (Finding("language", "en", "a field", False, "the record says so", cut=False),)
    document = reader.read(TUCKER, "t.txt", None, "markdown", {"author_note"}, stated)
    assert document == read(TUCKER, "t.txt", None, "markdown", {"author_note"}, stated)
    assert (document.language, document.author_note) == ("en", None)


def test_one_child_reads_many_files_and_a_refusal_does_not_end_it(
    children: list[bounded.Child], reader: BoundedReader
) -> None:
    for _ in range(3):
        assert reader.read(b"Words.", "a.txt").text == "Words."
        with pytest.raises(ReaderError, match=r"a\.txt: there is no text in it"):
            reader.read(b" ", "a.txt")
    assert len(children) == 1


def test_a_child_is_replaced_after_many_files(
    children: list[bounded.Child], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "FILES_A_CHILD", 2)
    with BoundedReader() as reader:
        for _ in range(5):
            reader.read(b"Words.", "a.txt")
    assert len(children) == 3


def test_a_file_that_is_one_source_is_its_own_entry(reader: BoundedReader) -> None:
    assert list(reader.entries(b"Words.", "a.txt", "text/plain")) == [
        Entry("", b"Words.", "a.txt", "text/plain")
    ]


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_read(
    children: list[bounded.Child],
) -> None:
    with BoundedReader(seconds=4) as reader:
        with pytest.raises(ReaderError, match=r"long\.txt: reading it took longer than 4 seconds"):
            reader.read(LONG_WORK, "long.txt")
        assert reader.read(b"Words.", "a.txt").text == "Words."
    assert len(children) == 2
    assert not any(child.alive for child in children)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on memory there")
def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_one_read() -> None:
    with BoundedReader(memory=160 * MIB) as reader:
        with pytest.raises(ReaderError, match=r"big\.md: .*needs more than 160 MiB of memory"):
            reader.read(MUCH_MEMORY, "big.md")
        assert reader.read(b"Words.", "a.txt").text == "Words."


def test_a_file_too_large_does_not_reach_a_child(
    children: list[bounded.Child], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 1000)
    with BoundedReader() as reader:
        with pytest.raises(ReaderError, match="1,001 bytes are more than the 1,000"):
            reader.read(b"x" * 1001, "a.txt")
        with pytest.raises(ReaderError, match="1,001 bytes are more than the 1,000"):
            list(reader.entries(b"x" * 1001, "a.jsonl"))
    assert children == []


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_a_child_that_was_killed_is_replaced(
    children: list[bounded.Child], reader: BoundedReader
) -> None:
    reader.read(b"Words.", "a.txt")
    children[0].end()
    assert reader.read(b"Words.", "a.txt").text == "Words."
    assert len(children) == 2


def test_closing_ends_every_child(children: list[bounded.Child]) -> None:
    with BoundedReader() as reader:
        reader.read(b"Words.", "a.txt")
        assert children[0].alive
    assert not children[0].alive


# --- files that hold several sources ---


def test_entries_come_one_by_one_while_others_are_read(
    children: list[bounded.Child], reader: BoundedReader
) -> None:
    texts = []
    for entry in reader.entries(JSONL, "a.jsonl"):
        if isinstance(entry, ReaderError):
            texts.append("refused")
        else:
            document = reader.read(
                entry.data, entry.file_name, entry.media_type, entry.reader, (), entry.stated
            )
            texts.append(document.text)
    assert texts == ["First words.", "refused", "Second words."]
    assert len(children) == 2


def test_a_child_whose_entries_are_not_wanted_any_more_is_ended(
    children: list[bounded.Child], reader: BoundedReader
) -> None:
    entries = reader.entries(JSONL, "a.jsonl")
    assert isinstance(next(entries), Entry)
    entries.close()  # type: ignore[attr-defined]
    assert not children[0].alive


# --- the child by itself ---


@pytest.mark.skipif(sys.platform != "linux", reason="only there can the test see it")
def test_a_child_does_not_have_the_secrets_of_its_parent(
    children: list[bounded.Child], reader: BoundedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "do-not-pass-on")
    reader.read(b"Words.", "a.txt")
    environment = Path(f"/proc/{children[0].pid}/environ").read_bytes()
    assert b"PATH=" in environment
    assert b"do-not-pass-on" not in environment


# --- as JSON ---


def test_a_document_survives_json() -> None:
    document = read(TUCKER, "tucker-2015.txt")
    assert document_from_json(json.loads(json.dumps(document_to_json(document)))) == document


def test_an_entry_and_a_refusal_survive_json() -> None:
    stated = (Finding("title", "T", "field title", True, "it may be", cut=False),)
    entry = Entry("line 5", b"\x00words", "a.txt", None, "plain", stated)
    assert entry_from_json(json.loads(json.dumps(entry_to_json(entry))), entry.data) == entry
    error = error_from_json(json.loads(json.dumps(error_to_json(ReaderError("p", "q", "r")))))
    assert (error.place, error.problem, error.remedy) == ("p", "q", "r")


@pytest.mark.parametrize(
    "change",
    [
        {"text": 5},
        {"text": None},
        {"places": "line 1"},
        {"places": [1]},
        {"date": {"value": "2015", "precision": "day"}},
        {"date": {"value": "2015"}},
        {"found": [{"what": "rumour"}]},
        {"surplus": "x"},
    ],
)
def test_what_is_no_document_is_not_taken_for_one(change: dict[str, object]) -> None:
    value = document_to_json(read(TUCKER, "tucker-2015.txt"))
    with pytest.raises(ValueError, match=r"."):
        document_from_json(value | change)


def test_every_field_of_a_finding_is_kept() -> None:
    finding = read(TUCKER, "tucker-2015.txt").found[0]
    assert document_to_json(read(TUCKER, "tucker-2015.txt"))["found"][0] == dataclasses.asdict(
        finding
    )
