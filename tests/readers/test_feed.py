import contextlib
from pathlib import Path

import pytest

from sourcelib.readers import Document, Entry, Finding, ReaderError, entries, feed, read
from sourcelib.readers import feed_outline as outline
from tests.readers.mutations import mutated

CONTAINERS = Path(__file__).parent / "containers"
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
RSS = (
    'version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def found(text: str | bytes, media_type: str | None = None) -> list[Entry | ReaderError]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(entries(data, "a.xml", media_type))


def atom(*inner: str, of_feed: str = "<title>The Ferry Post</title>") -> list[Entry | ReaderError]:
    items = "\n".join(f"<entry>{each}</entry>" for each in inner)
    return found(f"<feed {ATOM}>\n{of_feed}\n{items}\n</feed>")


def rss(*inner: str, of_feed: str = "<title>The Ferry Post</title>") -> list[Entry | ReaderError]:
    items = "\n".join(f"<item>{each}</item>" for each in inner)
    return found(f"<rss {RSS}><channel>\n{of_feed}\n{items}\n</channel></rss>")


def one(of: list[Entry | ReaderError]) -> Entry:
    (only,) = of
    assert isinstance(only, Entry), only
    return only


def document(entry: Entry | ReaderError) -> Document:
    assert isinstance(entry, Entry), entry
    return read(entry.data, entry.file_name, entry.media_type, entry.reader, stated=entry.stated)


def stated(entry: Entry, what: str) -> Finding:
    (finding,) = [each for each in entry.stated if each.what == what]
    return finding


def told(entry: Entry) -> list[str]:
    return [change.what for change in entry.changes]


def test_the_entries_of_an_atom_feed_become_sources() -> None:
    first, second, third = entries((CONTAINERS / "ferry.atom").read_bytes(), "ferry.atom")
    thaw = document(first)
    assert first.place == "entry 1 (line 12)"
    assert thaw.text == "The ferry ran again on Monday.\n\nNobody on board said who had paid."
    assert thaw.title == "Thaw in the Kurils & beyond"
    assert thaw.bylines == ("Ann Author", "the night desk")
    assert thaw.date.value == "2015-05-20"  # in its own zone; in UTC it was the day after
    assert thaw.publication == "The Ferry Post"
    assert thaw.original_url == "https://example.org/blog/2015/thaw"
    assert thaw.language == "en"
    assert [(each.place, each.doubtful) for each in thaw.found] == [
        ("entry 1, title", False),
        ("feed, author 1", False),
        ("feed, author 2", False),
        ("entry 1, published", False),
        ("feed, title", False),
        ("entry 1, link", False),
        ("entry 1, language", False),
    ]
    japanese = document(second)
    assert (japanese.language, japanese.bylines) == ("ja", ("山田太郎",))
    assert japanese.publication == "港の新聞"
    assert japanese.text == "渡し船は月曜日に再開した。"
    assert isinstance(third, ReaderError)
    assert third.problem == "it has no text (audio/mpeg https://example.org/3.mp3)"
    assert third.remedy == "Bring the page itself: https://example.org/3"


def test_the_entries_of_an_rss_feed_become_sources() -> None:
    first, second = entries((CONTAINERS / "ferry.rss").read_bytes(), "ferry.rss")
    ferry = document(first)
    assert ferry.text == "Паром «снова» пошёл.\n\nНикто не сказал, кто платил."
    assert ferry.title == "AT&T <b>"
    assert ferry.bylines == ("Ann Author", "The Editorial Board")
    assert ferry.date.value == "2015-05-20"
    assert ferry.original_url == "https://example.org/1?a=1&b=2"
    assert ferry.language == "ru-RU"
    assert isinstance(first, Entry)
    assert told(first) == ["left out: tags"]
    assert document(second).text == "A < B & C.\n\nThe second paragraph."


def test_an_rss_1_feed_is_read() -> None:
    entry = one(
        found(
            '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<channel rdf:about="https://example.org/"><title>The Post</title></channel>'
            '<item rdf:about="https://example.org/1"><title>Thaw</title>'
            "<link>https://example.org/1</link><dc:date>2015-05-20T10:00:00+09:00</dc:date>"
            "<description>Words.</description></item></rdf:RDF>"
        )
    )
    assert document(entry).publication == "The Post"
    assert stated(entry, "date").doubtful


def test_a_feed_with_the_doctype_of_its_time_is_read() -> None:
    entry = one(
        found(
            '<?xml version="1.0"?>\n<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS '
            '0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">\n<rss version="0.91">'
            "<channel><title>Post</title><item><description>Words.</description></item></channel></rss>"
        )
    )
    assert document(entry).text == "Words."


def test_a_description_is_a_doubt_and_content_is_none() -> None:
    entry = one(rss("<link>https://example.org/1</link><description>Words.</description>"))
    assert told(entry) == ["read from its description, which may be a teaser"]
    assert stated(entry, "original_url").doubtful
    entry = one(rss("<title>Thaw</title><description>Words.</description>"))
    assert stated(entry, "title").doubtful
    both = "<description>Short.</description><content:encoded>Long words.</content:encoded>"
    entry = one(rss("<link>https://example.org/1</link>" + both))
    assert entry.data == b"Long words."
    assert not stated(entry, "original_url").doubtful
    assert told(entry) == []


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<content type="text">A &lt;b&gt; C &amp;amp; D.</content>', "A <b> C &amp; D."),
        ('<content type="html">&lt;p>A &amp;amp; B.&lt;/p>&lt;p>C.</content>', "A & B.\n\nC."),
        ('<content type="html"><![CDATA[<p>One.</p><p>Two.</p>]]></content>', "One.\n\nTwo."),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One<br/>two.</p>'
            "<p>Three &lt; four.</p></div></content>",
            "One\ntwo.\n\nThree < four.",
        ),
        ('<content type="text/plain">One.\n\nTwo.</content>', "One.\n\nTwo."),
        ('<content type="text/markdown">**One.**</content>', "One."),
        ('<summary>Short.</summary><content type="html">  </content>', "Short."),
        ('<content type="text">A.</content><content type="text">A, b.</content>', "A, b."),
    ],
    ids=["text", "html", "cdata", "xhtml", "plain", "markdown", "empty", "several"],
)
def test_each_kind_of_content_gives_its_words(content: str, text: str) -> None:
    assert document(one(atom(content))).text == text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "it has no text"),
        ("<summary> </summary>", "it has no text"),
        ('<content type="image/png">iVBORw0KGgo=</content>', "its text is of type image/png"),
        ('<content type="text/html" src="/x"/>', "it has no text"),
    ],
)
def test_an_entry_without_text_is_refused_and_the_next_read(content: str, problem: str) -> None:
    first, second = atom(f'<link href="https://example.org/1"/>{content}', "<summary>W.</summary>")
    assert isinstance(first, ReaderError)
    assert (first.place, first.problem) == ("entry 1 (line 3)", problem)
    assert "https://example.org/1" in first.remedy
    assert isinstance(second, Entry)


@pytest.mark.parametrize(
    ("dates", "value", "doubtful"),
    [
        ("<pubDate>Wed, 20 May 2015 23:30:00 -0700</pubDate>", "2015-05-20", False),
        ("<pubDate>Wed, 20 May 15 10:00 GMT</pubDate>", "2015-05-20", False),
        ("<pubDate>2015-05-20T23:30:00-07:00</pubDate>", "2015-05-20", False),
        ("<pubDate>2015-05</pubDate>", "2015-05", False),
        ("<pubDate>20150520T10:30Z</pubDate>", "2015-05-20", True),
        ("<dc:date>2015-05-20</dc:date>", "2015-05-20", True),
        ("<pubDate>soon</pubDate><dc:date>2015-05-20</dc:date>", "2015-05-20", True),
    ],
)
def test_the_day_is_that_of_the_zone_it_was_written_in(
    dates: str, value: str, doubtful: bool
) -> None:
    entry = one(rss(f"{dates}<description>Words.</description>"))
    assert (document(entry).date.value, stated(entry, "date").doubtful) == (value, doubtful)


def test_a_date_that_is_none_is_told() -> None:
    entry = one(rss("<pubDate>soon</pubDate><description>Words.</description>"))
    assert document(entry).date.precision == "unknown"
    assert "no date, and passed over: published 'soon'" in told(entry)


def test_authors_come_from_the_source_before_the_feed_and_in_rss_from_neither() -> None:
    author = "<author><name>{}</name></author>"
    of_source = f"<source><title>Agency</title>{author.format('Ben Writer')}</source>"
    of_feed = author.format("Ann Author")
    words = "<summary>Words.</summary>"
    first, second = atom(words + of_source, words, of_feed=of_feed)
    assert document(first).bylines == ("Ben Writer",)
    assert document(first).publication == "Agency"
    assert document(second).bylines == ("Ann Author",)
    editor = "<managingEditor>boss@example.org (The Boss)</managingEditor>"
    assert document(one(rss("<description>W.</description>", of_feed=editor))).bylines == ()


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ('<link href="https://example.org/1"/>', "https://example.org/1"),
        ('<link rel="self" href="/feed"/><link href="/1"/>', "https://example.org/1"),
        ('<link rel="alternate" type="text/plain" href="/1.txt"/>', "https://example.org/1.txt"),
        ('<link href="javascript:alert(1)"/>', None),
        ("", None),
    ],
)
def test_the_address_is_the_page_and_is_absolute(link: str, address: str | None) -> None:
    data = f'<feed {ATOM} xml:base="https://example.org/"><entry>{link}<summary>W.</summary></entry></feed>'
    assert document(one(found(data))).original_url == address


def test_a_link_without_base_is_told() -> None:
    entry = one(atom('<link href="/1"/><summary>Words.</summary>'))
    assert document(entry).original_url is None
    assert "no address on the web, and passed over: /1" in told(entry)


@pytest.mark.parametrize(
    ("data", "media_type", "told_of_it"),
    [
        ("utf-8", None, []),
        ("utf-8-sig", None, []),
        ("utf-16", None, []),
        ("koi8-r", "application/rss+xml; charset=koi8-r", []),
        ("cp1251", None, ["charset guessed: cp1251"]),
    ],
)
def test_a_wrong_declaration_of_the_charset_does_no_harm(
    data: str, media_type: str | None, told_of_it: list[str]
) -> None:
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss {RSS}><channel><item><content:encoded>'
        "Паром снова пошёл в понедельник.</content:encoded></item></channel></rss>"
    )
    entry = one(found(text.encode(data), media_type))
    assert document(entry).text == "Паром снова пошёл в понедельник."
    assert told(entry) == told_of_it
    assert entry.place == "entry 1 (line 2)"


def test_a_declared_charset_is_obeyed() -> None:
    text = f'<?xml version="1.0" encoding="koi8-r"?><rss {RSS}><channel><item><description>Слово.'
    data = (text + "</description></item></channel></rss>").encode("koi8-r")
    assert document(one(found(data))).text == "Слово."


def test_characters_that_xml_forbids_are_mended_or_dropped() -> None:
    halves = "&#55357;&#56832; &#xD83D;&#xDE00;"
    entry = one(rss(f"<description>A\x0b {halves} &#0;&#xD800;&#99999999; B.</description>"))
    assert document(entry).text == "A \U0001f600 \U0001f600  B."
    assert told(entry)[0] == "control characters dropped: 4"


def test_a_value_that_breaks_the_library_is_refused() -> None:
    with pytest.raises(ReaderError, match=r"something in it cannot be read \(TypeError"):
        rss("<title><width>x</width></title><description>Words.</description>")


def test_what_is_not_sound_xml_is_read_and_told() -> None:
    first, second = rss(
        "<description>A & B&nbsp;C.</description>", "<description>Two.</description>"
    )
    assert document(first).text == "A & B\u00a0C."
    assert (first.place, second.place) == ("entry 1 (line 3)", "entry 2 (line 4)")
    assert isinstance(second, Entry)
    assert told(second)[0].startswith("not sound XML, and read leniently: line 3, character ")


def test_an_entry_that_is_cut_off_is_refused() -> None:
    whole = (CONTAINERS / "ferry.atom").read_text()
    first, cut = found(whole[: whole.index("再開した")])
    assert isinstance(first, Entry)
    assert isinstance(cut, ReaderError)
    assert cut.problem == "the file ends in the middle of it"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("", "no feed|no XML"),
        ("Words.", "it is no XML"),
        ("<urlset><url><loc>x</loc></url></urlset>", "no feed: its root element is urlset"),
        ("<html><body><p>Words.</p></body></html>", "not a feed but a web page"),
        ("<catalogue><item><title>x</title></item></catalogue>", "its root element is catalogue"),
        (f"<feed {ATOM}><title>x</title></feed>", "no entry is found in it"),
        (f"<rss {RSS}><channel><it", r"no entry is found in it, for it is not sound XML \(line 1"),
        (b"<a>\0</a>", "NUL"),
    ],
)
def test_what_is_no_feed_is_refused(data: str | bytes, problem: str) -> None:
    with pytest.raises(ReaderError, match=problem):
        found(data)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE rss [<!ENTITY a "b">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://example.org/x">%a;]>',
        '<!DOCTYPE rss [<!-- <a --><!ENTITY a "b">]>',
        '<!DOCTYPE rss [<!entity a "b">]>',
    ],
)
def test_entities_are_refused_wherever_they_are_declared(head: str) -> None:
    with pytest.raises(ReaderError, match="declares entities"):
        found(f"{head}<rss {RSS}><channel><item><title>&a;</title></item></channel></rss>")


@pytest.mark.parametrize(
    ("inner", "limit"),
    [
        ("<a>" * 300 + "</a>" * 300, "within each other"),
        ("<a/>" * 50_001, "an entry has more than 50,000 elements"),
        ("</item>" + "<a/>" * 500_001 + "<item>", "more than 500,000 elements"),
        ("<a " + " ".join(f'a{number}=""' for number in range(300)) + "/>", "200 attributes"),
    ],
    ids=["depth", "entry", "elements", "attributes"],
)
def test_xml_without_end_is_refused(inner: str, limit: str) -> None:
    with pytest.raises(ReaderError, match=limit):
        rss(inner)


def test_namespaces_without_end_are_refused() -> None:
    with pytest.raises(ReaderError, match="more than 200 namespaces"):
        rss("".join(f'<a xmlns:n{number}="x"/>' for number in range(300)))


def test_a_large_feed_that_is_broken_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outline, "LARGEST_BROKEN", 100)
    with pytest.raises(ReaderError, match="too large to be read leniently"):
        rss("<description>A & B</description>")


def test_entries_beyond_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST_ENTRIES", 2)
    *read_ones, last = rss(*["<description>Words.</description>"] * 3)
    assert len(read_ones) == 2
    assert isinstance(last, ReaderError)
    assert last.problem == "there are 3 entries, of which 2 were read"


def test_mutated_feeds_raise_nothing_but_the_readers_own_error() -> None:
    kinds: set[type] = set()
    for name in ("ferry.atom", "ferry.rss"):
        for changed in mutated((CONTAINERS / name).read_bytes(), seed=11, count=250):
            with contextlib.suppress(ReaderError):
                kinds.update(map(type, found(changed)))
    assert kinds == {Entry, ReaderError}
