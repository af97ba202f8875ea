import contextlib
import gzip
import zlib
from pathlib import Path

import pytest

from sourcelib.readers import Entry, ReaderError, entries, read, warc
from tests.readers.mutations import mutated

CONTAINERS = Path(__file__).parent / "containers"
ADDRESS = "http://example.org/a"


def archive(*records: dict[str, object], packed: bool = False) -> bytes:
    """An archive as a crawler would write it; see `record` for what a record may say."""
    written = [record(**each) for each in records]  # type: ignore[arg-type]
    return b"".join(gzip.compress(each, mtime=0) if packed else each for each in written)


def record(
    *,
    address: str | None = ADDRESS,
    kind: str = "response",
    body: bytes = b"<p>Words.</p>",
    status: str = "200 OK",
    http: dict[str, str] | None = None,
    fields: dict[str, str] | None = None,
    media_type: str = "application/http; msgtype=response",
) -> bytes:
    if kind in {"response", "revisit"}:
        body = head(f"HTTP/1.1 {status}", {"Content-Type": "text/html", **(http or {})}) + body
    known = {"WARC-Type": kind, "Content-Type": media_type, "Content-Length": str(len(body))}
    known |= {"WARC-Target-URI": address} if address else {}
    return head("WARC/1.0", known | (fields or {})) + body + b"\r\n\r\n"


def head(first: str, fields: dict[str, str]) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode()


def found(data: bytes) -> list[Entry | ReaderError]:
    return list(entries(data, "a.warc"))


def page(**said: object) -> Entry:
    (one,) = found(archive(said))
    assert isinstance(one, Entry), one
    return one


def refusal(**said: object) -> ReaderError:
    (one,) = found(archive(said))
    assert isinstance(one, ReaderError)
    return one


def passed_over(**said: object) -> str:
    """What the archive says of the record when it stands beside a page."""
    (one,) = found(archive(said, {"address": "http://example.org/last"}))
    assert isinstance(one, Entry)
    return one.changes[-1].what.removeprefix("records passed over: 1 × ")


def test_the_pages_of_a_real_archive_come_out_with_their_addresses() -> None:
    data = (CONTAINERS / "ferry.warc").read_bytes()
    first, _, notes = entries(data, "ferry.warc")
    assert isinstance(first, Entry)
    assert isinstance(notes, Entry)
    assert data[2568:].startswith(b"WARC/1.0\r\nWARC-Type: response\r\n")
    assert (first.place, first.file_name) == ("record 5 at byte 2568", "index.html")
    (address,) = first.stated
    assert (address.text, address.doubtful) == ("http://example.org/index.html", False)
    assert address.place == "record 5 at byte 2568, WARC-Target-URI"
    assert notes.changes[-1].what == (
        "records passed over: 1 × /robots.txt, 1 × image/png, 1 × metadata, 7 × request, "
        "1 × resource of metadata, 1 × status 301, 1 × status 404, 1 × warcinfo"
    )
    document = read(notes.data, notes.file_name, notes.media_type, stated=notes.stated)
    assert (document.title, document.text) == ("Ferry notes", "It left at nine.")
    assert document.original_url == "http://example.org/notes.md"


def test_each_record_may_be_gzipped_and_so_may_its_page() -> None:
    data = (CONTAINERS / "ferry-packed.warc.gz").read_bytes()
    _, russian = entries(data, "ferry-packed.warc.gz")
    assert isinstance(russian, Entry)
    assert russian.media_type == "text/html; charset=koi8-r"
    assert "Паром снова пошёл в понедельник" in russian.data.decode("koi8-r")
    assert russian.place == "record 5 at byte 1942"
    member = zlib.decompressobj(31).decompress(data[1942:])
    assert member.startswith(b"WARC/1.0\r\nWARC-Type: response\r\n")


def test_an_archive_gzipped_as_a_whole_is_read_too() -> None:
    data = (CONTAINERS / "ferry.warc").read_bytes()
    places = [one.place for one in entries(gzip.compress(data), "ferry.warc.gz")]
    assert places[0] == "record 5 at unpacked byte 2568"
    assert len(places) == 3


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(b"<p>Words.</p>", mtime=0), "gzip"),
        (gzip.compress(b"<p>Words.</p>", mtime=0), "x-GZIP"),
        (zlib.compress(b"<p>Words.</p>"), "deflate"),
        (zlib.compress(b"<p>Words.</p>")[2:-4], "deflate"),
        (gzip.compress(zlib.compress(b"<p>Words.</p>"), mtime=0), "deflate, gzip"),
        (b"<p>Words.</p>", "gzip"),
        (b"<p>Words.</p>", "identity"),
    ],
    ids=["gzip", "x-gzip", "deflate", "bare", "two", "unpacked", "identity"],
)
def test_a_page_is_unpacked_as_its_header_says(packed: bytes, encoding: str) -> None:
    assert page(body=packed, http={"Content-Encoding": encoding}).data == b"<p>Words.</p>"


@pytest.mark.parametrize(
    "body", [b"3\r\n<p>\r\nA;x=y\r\nWords.</p>\r\n0\r\n\r\n", b"<p>Words.</p>"]
)
def test_chunks_are_joined_unless_the_crawler_did(body: bytes) -> None:
    assert page(body=body, http={"Transfer-Encoding": "chunked"}).data == b"<p>Words.</p>"


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_resources_and_conversions_are_pages_by_their_own_type(kind: str) -> None:
    one = page(kind=kind, body=b"Words.", media_type="text/plain; charset=utf-8")
    assert (one.data, one.file_name, one.reader) == (b"Words.", "a.txt", None)


@pytest.mark.parametrize(
    ("address", "media_type", "name"),
    [
        ("http://example.org/2015/05/thaw", "text/html", "thaw.html"),
        ("http://example.org/thaw.aspx?id=3", "text/html", "thaw.aspx.html"),
        ("http://example.org/", "text/html", "example.org.html"),
        ("http://example.org/a.pdf", "application/pdf", "a.pdf"),
        ("http://example.org/a.pdf", "text/html", "a.pdf.html"),
        ("http://example.org/a.html", "text/plain", "a.html.txt"),
        ("http://example.org/a.md", "text/plain", "a.md"),
        ("http://example.org/%E6%97%A5%2F..%2F", "text/html", "日_.._.html"),
        ("http://example.org/" + "x" * 500, "text/html", "x" * 120 + ".html"),
    ],
)
def test_a_page_is_named_by_its_address_and_its_type(
    address: str, media_type: str, name: str
) -> None:
    assert page(address=address, http={"Content-Type": media_type}).file_name == name


def test_a_list_of_sources_that_is_served_as_text_is_read_as_text() -> None:
    assert page(address=ADDRESS + ".xml", http={"Content-Type": "text/plain"}).reader == "plain"


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"status": "404 Not Found"}, "status 404"),
        ({"status": "206 Partial Content"}, "status 206"),
        ({"status": ""}, "status none"),
        ({"http": {"Content-Type": "image/png"}}, "image/png"),
        ({"http": {"Content-Type": "application/rss+xml"}}, "application/rss+xml"),
        ({"http": {"Content-Type": ""}}, "no media type"),
        ({"address": "http://example.org/robots.txt"}, "/robots.txt"),
        ({"address": "http://[bad/"}, "response of http"),
        ({"address": "dns:example.org"}, "response of dns"),
        (
            {"address": None, "kind": "resource", "media_type": "text/plain"},
            "resource of no address",
        ),
        ({"kind": "revisit"}, "revisit"),
        ({"kind": "metadata", "media_type": "text/plain"}, "metadata"),
        ({"body": b" "}, "empty page"),
    ],
)
def test_what_is_no_page_is_counted(said: dict[str, object], what: str) -> None:
    assert passed_over(**said) == what


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"http": {"Content-Encoding": "br"}}, "packed as br"),
        ({"http": {"Content-Encoding": "gzip"}, "body": b"\x1f\x8b" + b"x" * 50}, "damaged"),
        (
            {"http": {"Content-Encoding": "gzip"}, "body": gzip.compress(b"Words." * 99)[:-20]},
            "its end is missing",
        ),
        (
            {
                "http": {"Content-Encoding": "gzip"},
                "body": gzip.compress(b" " * (warc.LARGEST_PAGE + 1)),
            },
            "unpacks to more than 20,971,520 bytes",
        ),
        ({"fields": {"WARC-Segment-Number": "1"}}, "in several segments"),
        ({"http": {"X": "x" * 70_000}}, "the head of its response does not end"),
    ],
)
def test_a_page_that_cannot_be_had_is_refused_with_its_address(
    said: dict[str, object], problem: str
) -> None:
    error = refusal(**said)
    assert problem in error.problem
    assert ADDRESS in error.problem
    assert error.place.startswith("record 1 at byte 0")


def test_what_the_crawler_cut_off_is_a_doubt() -> None:
    (address,) = page(fields={"WARC-Truncated": "length"}).stated
    assert address.doubtful
    assert address.why.endswith("did not get all of it (length)")


def test_a_page_too_large_is_refused_and_a_film_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "LARGEST_PAGE", 1000)
    large = b"x" * 200_000
    assert "more than 1,000 bytes" in refusal(body=large).problem
    assert passed_over(body=large, http={"Content-Type": "video/mp4"}) == "video/mp4"


@pytest.mark.parametrize("packed", [False, True])
def test_what_stands_before_a_cut_comes_in(packed: bool) -> None:
    whole = archive({}, {"address": "http://example.org/b", "body": b"x" * 5000}, packed=packed)
    first, cut = found(whole[:-30])
    assert isinstance(first, Entry)
    assert isinstance(cut, ReaderError)
    assert cut.place.startswith("record 2 at byte ")
    assert "before the end of this record" in cut.problem


@pytest.mark.parametrize("packed", [False, True])
def test_what_stands_before_damage_comes_in(packed: bool) -> None:
    first, damage = found(archive({}, packed=packed) + b"\x99" * 40)
    assert isinstance(first, Entry)
    assert isinstance(damage, ReaderError)
    assert ("it is damaged" if packed else "no WARC record begins here") in damage.problem


def test_blocks_filled_up_with_zeros_do_no_harm() -> None:
    (one,) = found(archive({}, packed=True) + b"\0" * 100_000)
    assert isinstance(one, Entry)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"Hello.\nWorld.\n", "no WARC record begins here, but 'Hello.'"),
        (b"filedesc://a 0.0.0.0 20150520 text/plain 9\n", "this is an ARC archive"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "does not say how long it is"),
        (b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", "does not say how long it is"),
        (b"WARC/1.0\r\n" + b"A: b\r\n" * 50_000, "the head of the record does not end"),
        (b"WARC/1.0\r\nA: " + b"b" * 1_000_000, "the head of the record does not end"),
        (b"\x1f\x8b\x08" + b"\xff" * 50, "it is damaged"),
        (b"\r\n" * 1001, "does not say how long it is"),
    ],
)
def test_what_is_no_archive_is_refused(data: bytes, problem: str) -> None:
    (error,) = found(data)
    assert isinstance(error, ReaderError)
    assert problem in error.problem


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", archive({"kind": "metadata"})])
def test_an_archive_without_pages_is_refused(data: bytes) -> None:
    with pytest.raises(ReaderError, match="no record in it is a page"):
        found(data)


def test_an_archive_that_unpacks_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sourcelib.readers.unpacking.ALLOWANCE", 1_000_000)
    bomb = gzip.compress(b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n" + b"\0" * 30_000_000)
    (error,) = found(bomb)
    assert isinstance(error, ReaderError)
    assert "unpacks to more than 100 times its size" in error.problem


def test_mutated_archives_raise_nothing_but_the_readers_own_error() -> None:
    files = [(CONTAINERS / name).read_bytes() for name in ("ferry.warc", "ferry-packed.warc.gz")]
    kinds: set[type] = set()
    for data in files:
        for changed in mutated(data, seed=7, count=400):
            with contextlib.suppress(ReaderError):
                kinds.update(map(type, found(changed)))
    assert kinds == {Entry, ReaderError}
