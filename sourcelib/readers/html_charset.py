"""The charset of a web page, by the WHATWG's rules, and its characters.

Byte order mark, declared with the transfer, declared in the first 1,024 bytes of the page, UTF-8,
detection, in this order. Browsers put U+FFFD for bytes that do not fit; here that is the last
resort before refusing the page, for a few bytes only, and reported with their places.
"""

import codecs
import re
from dataclasses import dataclass

from sourcelib.readers.document import Change, ReaderError
from sourcelib.readers.formats import File
from sourcelib.text import TextError, decode

PRESCAN_BYTES = 1024

COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.S)
META = re.compile(rb"<meta[\s/]([^>]*)", re.I)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([^\s\"';>/]+)", re.I)
XML_DECLARATION = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']")

# Names that Python knows otherwise, or as less than what pages mean by them:
# https://encoding.spec.whatwg.org/#names-and-labels
# fmt: off
WHATWG_NAMES = {
    "iso-8859-9": "cp1254", "latin5": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "ms_kanji": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "windows-949": "cp949",
    "x-euc-jp": "euc_jp", "koi8": "koi8-r", "koi": "koi8-r", "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman", "x-cp1250": "cp1250", "x-cp1251": "cp1251", "x-cp1252": "cp1252",
    "dos-874": "cp874", "unicode-1-1-utf-8": "utf-8", "x-user-defined": "cp1252",
}
# fmt: on

MOST_BAD_SHARE = 0.001  # of the bytes; more than that is another charset
MOST_REPORTED = 5


@dataclass(frozen=True, slots=True)
class Characters:
    """The page's characters, the charset that gave them (Python's name), what is to be told."""

    text: str
    charset: str
    changes: tuple[Change, ...]


def characters(file: File) -> Characters:
    """Decode a page. Raises ReaderError: binary data, or bytes that no charset explains."""
    in_page = _declared_in_page(file.data)
    declared = _python_name(file.declared_charset) or _python_name(in_page)
    named = file.declared_charset or in_page
    try:
        decoded = decode(file.data, declared)
    except TextError as error:
        return _patched(file, declared, error)
    if decoded.how == "detected":
        patched = declared and _replacing(file.data, declared)
        if patched:
            return patched
        changes = [Change("file", f"charset guessed: {decoded.charset}")]
        if named:
            changes.append(Change("file", f"declared charset {named} passed over: it does not fit"))
        return Characters(decoded.text, decoded.charset, tuple(changes))
    told = f"declared charset {named} passed over for {decoded.charset}"
    differs = named and _python_name(named) != codecs.lookup(decoded.charset).name
    passed_over = differs and decoded.how != "declared"
    return Characters(decoded.text, decoded.charset, (Change("file", told),) if passed_over else ())


def _declared_in_page(data: bytes) -> str | None:
    head = COMMENT.sub(b"", data[:PRESCAN_BYTES])
    for meta in META.finditer(head):
        charset = CHARSET.search(meta[1])
        if charset:
            name = charset[1].decode("ascii", "replace")
            # A page whose meta element can be read byte by byte is not UTF-16.
            return "utf-8" if name.lower().startswith("utf-16") else name
    declaration = XML_DECLARATION.match(data[:PRESCAN_BYTES].lstrip())
    return declaration[1].decode("ascii", "replace") if declaration else None


def _python_name(label: str | None) -> str | None:
    """Python's name for a label of the Encoding Standard; None for one that is unknown."""
    if not label:
        return None
    label = label.strip().lower()
    try:
        name = codecs.lookup(WHATWG_NAMES.get(label, label)).name
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _patched(file: File, declared: str | None, error: TextError) -> Characters:
    """The page with a few replaced characters, or the refusal that `error` says."""
    patched = None if b"\0" in file.data else _replacing(file.data, declared or "utf-8")
    if patched:
        return patched
    raise ReaderError(f"{file.name}, {error.place}", error.problem, error.remedy) from error


def _replacing(data: bytes, charset: str) -> Characters | None:
    """As browsers decode; None where so many bytes do not fit that it is another charset."""
    places: list[int] = []
    rest, start, pieces = data, 0, []
    most = int(len(data) * MOST_BAD_SHARE) + 1
    while True:
        try:
            pieces.append(rest.decode(charset))
            break
        except UnicodeDecodeError as error:
            places.append(start + error.start)
            if len(places) > min(most, 1000):
                return None
            pieces += [rest[: error.start].decode(charset, "replace"), "\N{REPLACEMENT CHARACTER}"]
            start += error.end
            rest = rest[error.end :]
        except (LookupError, ValueError):
            return None
    shown = ", ".join(map(str, places[:MOST_REPORTED])) + (
        " …" if len(places) > MOST_REPORTED else ""
    )
    told = f"bytes that are not {charset}, read as U+FFFD: {len(places)} (at byte {shown})"
    return Characters("".join(pieces), charset, (Change("file", told),))
