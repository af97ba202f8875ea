"""Web pages: the article's own words, without what stands around it on the page."""

import contextlib
from pathlib import Path

import pytest

from sourcelib.readers import Document, ReaderError, read

PAGES = Path(__file__).parent / "pages"
CROWDED_TAG = b"<p " + b"".join(b"a%d=1 " % number for number in range(50_000)) + b">x"


def saved(name: str) -> Document:
    return read((PAGES / name).read_bytes(), name)


def web(source: str, **options: object) -> Document:
    return read(source.encode(), "a.html", **options)  # type: ignore[arg-type]


def test_a_news_page_becomes_its_article() -> None:
    assert saved("news.html").text.split("\n\n") == [
        "Dock workers went back to the cranes on Thursday evening after the port agreed to pay for "
        "the night shifts that had set off the longest strike in the harbour since 1987.",
        "The agreement, signed at 6\u00a0p.m. in the town hall, runs for three years.\n"
        "It covers all four quays.",
        "What was agreed",
        "Night shifts are paid at one and a half times the day rate.",
        "Nobody is dismissed for having taken part in the strike.",
        "“Nobody won, and the ships will be unloaded,” said the mayor, who had brought both sides "
        "to one table.",
        "Some forty vessels were waiting in the bay. The harbour master expects that the last of "
        "them will have berthed by Sunday night.",
        "Quay\tShips waiting",
        "North\t23",
        "South\t17",
        "Some forty vessels were waiting in the bay. The harbour master expects that the last of "
        "them will have berthed by Sunday night.",
    ]


def test_each_paragraph_stands_on_the_line_that_its_place_tells() -> None:
    document = saved("news.html")
    lines = (PAGES / "news.html").read_text(encoding="utf-8").split("\n")
    for paragraph, place in zip(document.text.split("\n\n"), document.places, strict=True):
        number = int(place.removeprefix("line ").split(",")[0])
        assert paragraph.split()[0] in lines[number - 1]


def test_what_a_text_cannot_hold_is_told_with_its_line() -> None:
    told = [(change.place, change.what) for change in saved("news.html").changes]
    assert told == [("line 37", "image left out: Cranes at dusk /img/cranes.jpg")]
    assert ("line 16", "reading aid left out: ぎょきょう") in [
        (change.place, change.what) for change in saved("japanese.html").changes
    ]


def test_japanese_in_shift_jis_keeps_its_indents_and_gets_no_spaces_at_line_ends() -> None:
    document = saved("japanese.html")
    assert document.charset == "cp932"
    assert document.text.split("\n\n")[0] == (
        "\u3000港の朝市が一日、十年ぶりに開かれた。夜明け前から約三百人が列を作り、取れたての魚や野菜を"
        "買い求めた。主催した漁協によると、出店は四十を数えた。"
    )
    assert len(document.text.split("\n\n")) == 3


def test_russian_in_windows_1251_is_read_by_its_own_declaration() -> None:
    document = saved("russian-saved.html")
    assert document.charset == "cp1251"
    assert document.text.startswith("Мост, построенный в\u00a01968\u00a0году, закрыли во вторник")
    assert document.text.endswith("плата будет такой же, как в автобусе.")
    assert not [change for change in document.changes if "charset" in change.what]


def test_right_to_left_text_keeps_its_marks() -> None:
    document = saved("arabic.html")
    assert document.text.startswith("افتتحت المدينة يوم الاثنين مكتبتها الجديدة")
    assert "(ISBN\u200f 12)" in document.text
    assert "جميع الحقوق محفوظة" not in document.text


def test_the_page_inside_of_mhtml_is_read() -> None:
    document = saved("opinion.mhtml")
    assert document.text.startswith("For a hundred years we have told the river")
    assert document.text.endswith("would sleep in March.")
    assert document.author_note == "Cy Penn is a hydrologist and sits on the river board."
    assert document.original_url == "https://river.example/2018/02/let-the-river-be"


def test_mhtml_without_a_page_is_refused() -> None:
    data = b"MIME-Version: 1.0\r\nContent-Type: image/gif\r\n\r\nGIF"
    with pytest.raises(ReaderError, match="there is no web page among its parts"):
        read(data, "a.mht")


def test_entities_of_the_page_s_own_are_not_expanded_and_nothing_is_fetched() -> None:
    document = saved("french.xhtml")
    assert "après quarante ans. &lol2; &away;" in document.text
    assert "à la fin de l’été" in document.text
    assert "the page's own entities left as they stand" in document.changes[0].what


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One <b>two</b>, <a href=x>three</a><i>four</i>.</p>", "One two, threefour."),
        ("<p>a  b\n\tc &nbsp; d</p>", "a b c \u00a0 d"),
        ("<p>One<br>two<br><br>three</p>", "One\ntwo\n\nthree"),
        ("<ul><li>one<li>two <ul><li>three</ul></ul>", "one\n\ntwo\n\nthree"),
        ("<p>日本語の\n文章 and\nmore</p>", "日本語の文章 and more"),
        ("<p>한국어\n문장</p>", "한국어 문장"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<div>Bare <span>words</span><div>inner</div>after</div>", "Bare words\n\ninner\n\nafter"),
        ("<p>x<script>y()</script><style>z</style>w</p>", "xw"),
        ("<p>shown</p><p hidden>not</p><p style='display: none'>nor</p>", "shown"),
        ("<p>soft\u00adhyphen and zero\u200bwidth</p>", "soft\u00adhyphen and zero\u200bwidth"),
        ("<p>a&#xD800;b&#1;c&#0;d&#x92;e</p>", "a\ufffdbc\ufffdd’e"),
        ("<p>Same.</p><p>Same.</p><p>Same.</p>", "Same.\n\nSame.\n\nSame."),
    ],
)
def test_white_space_and_paragraphs_are_as_a_browser_shows_them(source: str, text: str) -> None:
    assert web(f"<html><body>{source}</body></html>").text == text


def test_a_paragraph_that_is_all_emphasised_is_known_as_such() -> None:
    text = "<p>It is so.</p><p><em>The views are not necessarily those of the paper.</em></p>"
    (finding,) = web(text).found
    assert (finding.what, finding.doubtful) == ("disclaimer", False)


def test_text_for_search_engines_alone_is_taken_where_the_page_shows_less() -> None:
    body = "First paragraph of many words. " * 9 + "\\n\\nThe second \\ud800 paragraph."
    source = f'{{"@type": "NewsArticle", "articleBody": "{body}"}}'
    document = web(f'<p>Log in.</p><script type="application/ld+json">{source}</script>')
    assert document.text.endswith("\n\nThe second \ufffd paragraph.")
    assert document.places == (
        "JSON-LD articleBody, paragraph 1",
        "JSON-LD articleBody, paragraph 2",
    )
    assert "text taken from JSON-LD articleBody" in document.changes[0].what


@pytest.mark.parametrize(
    ("data", "declared", "text", "charset"),
    [
        ("<p>Ж</p>".encode("cp1251"), "windows-1251", "Ж", "cp1251"),
        ("<meta charset=cp1251><p>Ж</p>".encode("koi8-r"), "koi8-r", "Ж", "koi8-r"),
        ("<meta charset=windows-1251><p>Ж</p>".encode("cp1251"), None, "Ж", "cp1251"),
        ("<meta charset=koi8-r><p>Ж</p>".encode("utf-8-sig"), None, "Ж", "utf-8"),
        ("<meta charset=latin1><p>“x”</p>".encode("cp1252"), None, "“x”", "cp1252"),
        ("<meta charset=utf-16><p>Ж</p>".encode(), None, "Ж", "utf-8"),
        ("<!-- <meta charset=koi8-r> --><p>Ж</p>".encode(), None, "Ж", "utf-8"),
        ("<?xml version='1.0' encoding='euc-jp'?><p>港</p>".encode("euc-jp"), None, "港", "euc_jp"),
    ],
)
def test_the_charset_is_the_one_that_the_html_standard_chooses(
    data: bytes, declared: str | None, text: str, charset: str
) -> None:
    media_type = f"text/html; charset={declared}" if declared else None
    document = read(data, "a.html", media_type)
    assert (document.text, document.charset) == (text, charset)


def test_a_declaration_beyond_the_first_1024_bytes_does_not_count() -> None:
    data = f"<!--{' ' * 1024}--><meta charset=koi8-r><p>Ж</p>".encode()
    assert read(data, "a.html").text == "Ж"


def test_a_few_bytes_that_do_not_fit_are_replaced_and_told() -> None:
    data = b"<meta charset=utf-8><p>caf\xff</p>" + b"<p>words</p>" * 200
    document = read(data, "a.html")
    assert document.text.startswith("caf\ufffd\n\nwords")
    assert document.changes[0].what == "bytes that are not utf-8, read as U+FFFD: 1 (at byte 26)"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "there is no text in it"),
        (b"<!-- only this -->", "there is no web page in it"),
        (b"<p>a\0b</p>", "NUL byte"),
        (b"<frameset><frame src=x></frameset>", "the page has no body"),
        (b"<div>" * 100_000 + b"x", "beyond the parser's limits"),
        (
            b"<p " + b"".join(b"a%d=1 " % n for n in range(50_000)) + b">x",
            "more than 500 attributes",
        ),
        (b"<p>x" * 200_001, "elements are more than"),
    ],
    ids=["empty", "comment", "nul", "frames", "deep", "attributes", "elements"],
)
def test_a_page_beyond_the_limits_is_refused_with_a_reason(data: bytes, problem: str) -> None:
    with pytest.raises(ReaderError, match=problem):
        read(data, "a.html")


@pytest.mark.parametrize(
    "source",
    [
        "<!-- " * 100_000,
        "<a b=\"<a b='" * 50_000,
        "</p" * 100_000,
        "&" * 200_000,
        "<table><tr>" + "<td>x" * 10_000,
        "<p>" + "a<br>" * 10_000,
        "<title>" + " | " * 50_000 + "</title><p>Text.",
        "<meta name=author content='" + " and " * 50_000 + "'><p>Text.",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script><p>Text.",
        "<script>" + "i<a " * 100_000 + "</script><p>Text.",
        "<!DOCTYPE html [" + "<!ENTITY a 'b'>" * 10_000,
        "<h1>" + "x " * 100_000 + "</h1><p>Text.",
    ],
)
def test_a_hostile_page_ends_in_a_document_or_a_refusal(source: str) -> None:
    with contextlib.suppress(ReaderError):
        assert web(source).text
