import contextlib
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcelib.readers import Change, Finding, ReaderError, read, reading
from sourcelib.text import canonicalise


@pytest.mark.parametrize(
    ("file_name", "media_type", "reader"),
    [
        ("a.txt", None, "plain"),
        ("A.TXT", "application/octet-stream", "plain"),
        ("a.md", "text/plain", "markdown"),
        ("a", "text/markdown; charset=utf-8", "markdown"),
        ("a.unknown", "text/plain", "plain"),
    ],
)
def test_extension_then_media_type_choose_the_reader(
    file_name: str, media_type: str | None, reader: str
) -> None:
    assert read(b"Words.", file_name, media_type).reader == reader


def test_an_unknown_format_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ReaderError, match=r"a\.xyz: its format is not known.*\.md.*\.txt"):
        read(b"Words.", "a.xyz", "application/x-something")


def test_an_unknown_reader_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ReaderError, match="Choose one of: plain, markdown"):
        read(b"Words.", "a.txt", reader="word")


def test_a_file_too_large_is_refused_with_both_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 1000)
    assert read(b"x" * 1000, "a.txt").text
    with pytest.raises(ReaderError, match="1,001 bytes are more than the 1,000"):
        read(b"x" * 1001, "a.txt")


@pytest.mark.parametrize("data", [b"", b" \n\xc2\xa0\n", b"\xef\xbb\xbf"])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(ReaderError, match="there is no text in it"):
        read(data, "a.txt")


def test_a_file_that_is_all_surroundings_is_refused() -> None:
    with pytest.raises(ReaderError, match="nothing is left"):
        read(b"# Title", "a.md")
    assert read(b"# Title", "a.md", keep={"title"}).text == "Title"


def test_binary_data_is_refused_with_file_and_byte() -> None:
    with pytest.raises(ReaderError, match=r"a\.txt, byte 4") as refusal:
        read(b"PK\x03A\x00\x00", "a.txt")
    assert refusal.value.place == "a.txt, byte 4"


def test_something_to_keep_that_was_not_found_is_refused() -> None:
    with pytest.raises(ReaderError, match="no finding 'byline at line 9'"):
        read(b"Words.", "a.txt", keep={"byline at line 9"})


def test_a_kind_to_keep_need_not_occur() -> None:
    assert read(b"Words.", "a.txt", keep={"byline"}).text == "Words."


def test_the_charset_of_the_media_type_is_the_declared_one() -> None:
    document = read("Слово".encode("koi8-r"), "a.txt", "text/plain; charset=koi8-r")
    assert (document.text, document.charset, document.changes) == ("Слово", "koi8-r", ())


def test_a_guessed_charset_is_reported() -> None:
    document = read("Le café noir".encode("cp1252"), "a.txt")
    assert document.changes == (Change("file", "charset guessed: cp1252"),)


def test_a_declared_charset_that_did_not_fit_is_reported() -> None:
    document = read("Ж".encode(), "a.txt", "text/plain; charset=no-such")
    assert document.changes == (Change("file", "declared charset no-such passed over for utf-8"),)


def test_dropped_controls_are_reported() -> None:
    assert read(b"a\x01b\x02", "a.txt").changes == (
        Change("file", "control characters dropped: 2"),
    )


def test_no_control_character_gets_into_what_was_found() -> None:
    text = "A Ti\0tle\n\nBy Ann Author\n\nWords."
    document = read(text.encode("utf-16"), "a.txt")
    assert document.title == "A Title"
    assert document.found[0].text == "A Title"


def test_what_is_stated_is_made_fit_to_be_kept() -> None:
    stated = Finding("title", "A\0 \ud800 title", "a field", False, "it says so", cut=False)
    assert read(b"Words.", "a.txt", stated=[stated]).title == "A \ufffd title"


@pytest.mark.parametrize("file_name", ["a.txt", "a.md"])
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_into_canonical_text_or_refused(file_name: str, text: str) -> None:
    try:
        document = read(text.encode(), file_name)
    except ReaderError:
        return
    assert canonicalise(document.text).text == document.text


# Without NUL: UTF-16 that begins with it begins like UTF-32.
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_plain_text_with_everything_kept_is_the_canonical_text(text: str) -> None:
    try:
        document = read(
            text.encode("utf-16"),
            "a.txt",
            reader="plain",
            keep={"title", "byline", "date", "original_url", "publication", "language"},
        )
    except ReaderError:
        assert not canonicalise(text).text
        return
    assert document.text == canonicalise(text).text


@pytest.mark.parametrize(
    "data",
    [
        b" " * 2_000_000 + b"x",
        b"[" * 200_000,
        b"[a](" * 100_000,
        b"Text.\n\n" + b"a " * 200_000 + b"http",
        b"Text.\n\n" + b" : " * 200_000 + b"http",
        b"By A" + b" " * 500_000 + b"B\n\nText.",
        b"By " + b"A, " * 200_000 + b"\n\nText.",
        b"Text.\n\n" + b"views not necessarily " * 50_000,
        b"Text." + b'"' * 200_000 + b"x\n\nAnn Author",
    ],
    ids=["spaces", "brackets", "links", "address", "colons", "name", "names", "views", "quotes"],
)
def test_a_hostile_file_takes_seconds_not_hours(data: bytes) -> None:
    started = perf_counter()
    with contextlib.suppress(ReaderError):
        read(data, "a.txt")
    assert perf_counter() - started < 20
