import codecs
import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcelib.text import TextError, decode

RUSSIAN = "Россия и Япония ведут переговоры о мирном договоре, и конца им не видно."
JAPANESE = "東京は日本の首都であり、世界最大の都市圏を形成している。人口は約千四百万人。"


def test_the_declared_charset_comes_first() -> None:
    decoded = decode(RUSSIAN.encode("koi8-r"), "KOI8-R")
    assert (decoded.text, decoded.charset, decoded.how) == (RUSSIAN, "koi8-r", "declared")


def test_without_one_it_is_utf_8() -> None:
    decoded = decode(JAPANESE.encode())
    assert (decoded.text, decoded.charset, decoded.how) == (JAPANESE, "utf-8", "utf-8")


@pytest.mark.parametrize(
    "declared", ["cp1252", "euc-jp", "utf-16", "no-such-charset", "base64", "a\0b", "ünknown", ""]
)
def test_a_declared_charset_that_does_not_fit_is_passed_over(declared: str) -> None:
    data = b"odd \xe2\x80\x9d"  # 0x9D is undefined in Windows-1252
    decoded = decode(data, declared)
    assert (decoded.text, decoded.how) == ("odd ”", "utf-8")


def test_latin_1_is_read_as_windows_1252_so_that_quotes_survive() -> None:
    decoded = decode(b"\x93It\x92s over\x94", "ISO-8859-1")
    assert (decoded.text, decoded.charset) == ("“It’s over”", "cp1252")


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("café", "latin-1"),
        ("He said “it’s over” — the café", "cp1252"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        ("Zażółć gęślą jaźń, jutro będzie padać", "cp1250"),
    ],
)
def test_what_is_not_utf_8_is_detected(text: str, charset: str) -> None:
    decoded = decode(text.encode(charset))
    assert (decoded.text, decoded.how) == (text, "detected")


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_outranks_what_is_declared(mark: bytes, charset: str) -> None:
    decoded = decode(mark + JAPANESE.encode(charset), "latin-1")
    assert (decoded.text, decoded.how) == (JAPANESE, "mark")


def test_utf_16_without_a_mark_can_be_declared() -> None:
    assert decode("Zug".encode("utf-16-le"), "utf-16-le").text == "Zug"


@pytest.mark.parametrize("declared", [None, "utf-8", "latin-1"])
def test_a_nul_byte_is_refused_with_its_position(declared: str | None) -> None:
    with pytest.raises(TextError, match="byte 4: a NUL byte") as refusal:
        decode(b"PNG\r\0\n", declared)
    assert refusal.value.place == "byte 4"


def test_binary_data_without_nul_is_refused_with_the_position_of_the_first_byte() -> None:
    noise = b"abc" + random.Random(1).randbytes(400).replace(b"\0", b"\x01")
    with pytest.raises(TextError, match="is not UTF-8") as refusal:
        decode(noise)
    assert int(refusal.value.place.removeprefix("byte ")) >= 3


def test_bytes_that_belie_their_mark_are_refused() -> None:
    with pytest.raises(TextError, match="byte 3: the file begins with the mark of utf-8"):
        decode(codecs.BOM_UTF8 + b"\xff\xff")


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "cp1252", "utf-16", "nonsense"]))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None) -> None:
    with contextlib.suppress(TextError):
        decode(data, declared)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_any_text_survives_utf_8(text: str) -> None:
    assert decode(text.encode()).text == text
