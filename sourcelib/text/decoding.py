"""From bytes to characters: byte order mark, declared charset, UTF-8, detection, in this order."""

import codecs
from dataclasses import dataclass
from typing import Literal

from charset_normalizer import from_bytes

from sourcelib.text.errors import TextError

# Longest first: the UTF-32 mark begins with the UTF-16 one.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# "latin-1" and "ascii" nearly always mean Windows-1252, and the WHATWG Encoding Standard reads
# them so. Taken at their word, typographic quotes would become control characters, and be lost.
READ_AS_WINDOWS_1252 = frozenset({"iso8859-1", "ascii"})

# Written text has next to no control characters; a guess that yields more has decoded noise.
MOST_CONTROLS_IN_A_GUESS = 0.02

# The charsets that texts really come in, out of the WHATWG Encoding Standard. A free choice among
# all that Python knows takes Russian for Japanese, and "café" for Urdu.
# fmt: off
GUESSED = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "iso8859_2", "iso8859_5", "koi8_r", "koi8_u", "cp932", "euc_jp", "gb18030", "big5", "euc_kr",
    "mac_roman",
]
# fmt: on


BINARY_REMEDY = (
    "Bring it as text; if it is UTF-16 or UTF-32 without a byte order mark, declare its charset"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, the charset that gave them (Python's name), how it was known."""

    text: str
    charset: str
    how: Literal["mark", "declared", "utf-8", "detected"]


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Turn the bytes of a text file into characters.

    A byte order mark outranks the declared charset, as in the WHATWG Encoding Standard, and is
    not part of the text. A declared charset that is unknown or does not fit is passed over; the
    result says what was used instead.

    Raises TextError with the byte position (zero-based) for binary data and for bytes that no
    charset explains.
    """
    for mark, charset in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Decoded(_decode_marked(data, mark, charset), charset, "mark")

    if declared is not None:
        decoded = _decode_declared(data, declared)
        if decoded is not None:
            return decoded

    _refuse_nul(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError as error:
        first_bad_byte = error.start

    best = from_bytes(data, cp_isolation=GUESSED).best()
    if best is None or _share_of_controls(str(best)) > MOST_CONTROLS_IN_A_GUESS:
        raise TextError(
            f"byte {first_bad_byte}",
            f"0x{data[first_bad_byte]:02X} is not UTF-8, and no other charset explains the file",
            "Bring it as UTF-8, or declare its charset",
        )
    # Several charsets can give the same text; the commonest names it then.
    charset = "cp1252" if "cp1252" in best.could_be_from_charset else best.encoding
    return Decoded(str(best), charset, "detected")


def _decode_marked(data: bytes, mark: bytes, charset: str) -> str:
    if charset == "utf-8":
        _refuse_nul(data)
    try:
        return data[len(mark) :].decode(charset)
    except UnicodeDecodeError as error:
        raise TextError(
            f"byte {len(mark) + error.start}",
            f"the file begins with the mark of {charset}, but is not valid there ({error.reason})",
            "Save it again as UTF-8",
        ) from error


def _decode_declared(data: bytes, declared: str) -> Decoded | None:
    """The text by its declared charset; None where that charset is unknown or does not fit."""
    try:
        charset = codecs.lookup(declared.strip()).name
        if charset in READ_AS_WINDOWS_1252:
            charset = "cp1252"
        text = data.decode(charset)
    except (LookupError, ValueError):  # unknown name, not a text encoding; bytes that do not fit
        return None
    if not charset.startswith(("utf-16", "utf-32")):
        _refuse_nul(data)
    return Decoded(text, charset, "declared")


def _refuse_nul(data: bytes) -> None:
    position = data.find(b"\0")
    if position >= 0:
        raise TextError(
            f"byte {position}", "a NUL byte: this is binary data, not text", BINARY_REMEDY
        )


def _share_of_controls(text: str) -> float:
    controls = sum(1 for character in text if character < " " and character not in "\t\n\r\f")
    return controls / max(1, len(text))
