"""What web pages state of their article, and what is doubted of it."""

from pathlib import Path

import pytest

from sourcelib.readers import Document, Finding, PartialDate, read

PAGES = Path(__file__).parent / "pages"
TEXT = "<p>It is so, and has been so for as long as anybody here remembers.</p>"


def saved(name: str) -> Document:
    return read((PAGES / name).read_bytes(), name)


def web(head: str, body: str = TEXT) -> Document:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read(page.encode(), "a.html")


def the(document: Document, what: str, *, cut: bool = False) -> Finding:
    (finding,) = [each for each in document.found if each.what == what and each.cut is cut]
    return finding


def linked(source: str) -> str:
    return f'<script type="application/ld+json">{source}</script>'


def test_a_news_page_says_everything_of_itself() -> None:
    document = saved("news.html")
    assert document.title == "Harbour strike ends after nine days"
    assert document.bylines == ("Ann Author", "Ben Writer")
    assert document.date == PartialDate("2021-03-04", "day")
    assert document.publication == "The Coast Courier"
    assert document.original_url == "https://courier.example/2021/03/harbour-strike-ends/"
    assert (document.language, document.genre) == ("en-GB", "report")
    assert not [finding for finding in document.found if finding.doubtful]


def test_pages_in_other_languages_say_it_too() -> None:
    japanese, russian = saved("japanese.html"), saved("russian-saved.html")
    assert (japanese.title, japanese.bylines) == ("港の朝市、十年ぶりに再開", ("山田太郎",))
    assert (japanese.date.value, japanese.publication) == ("2019-04-01", "海辺新聞")
    assert russian.title == "Мост через реку закрыли на год"
    assert russian.bylines == ("Иван Петров", "Мария Сидорова")
    assert russian.date.value == "2015-05-20"
    assert russian.original_url == "https://vestnik.example/2015/05/most-zakryt"
    assert saved("arabic.html").title == "افتتاح المكتبة الجديدة في المدينة"


def test_each_finding_tells_the_place_that_states_it() -> None:
    places = {finding.what: finding.place for finding in saved("opinion.mhtml").found}
    assert places["genre"] == "JSON-LD @type"
    assert places["original_url"] == "MHTML Snapshot-Content-Location"
    assert saved("opinion.mhtml").genre == "op-ed"


def test_a_month_stays_a_month() -> None:
    assert saved("french.xhtml").date == PartialDate("2003-07", "month")
    assert saved("opinion.mhtml").date == PartialDate("2018-02", "month")


def test_a_title_that_goes_on_with_the_site_yields_to_the_heading() -> None:
    document = web("<title>A Thaw - The Post</title>", f"<h1>A Thaw</h1>{TEXT}")
    assert document.title == "A Thaw"
    assert not the(document, "title").doubtful
    assert not document.text.startswith("A Thaw")


def test_a_title_cut_by_guess_is_a_doubt() -> None:
    document = web("<title>The Long Thaw of the North | Post Online</title>")
    assert document.title == "The Long Thaw of the North"
    assert the(document, "title").doubtful
    known = web(
        "<meta property=og:site_name content='Post Online'>"
        "<title>The Long Thaw of the North | Post Online</title>"
    )
    assert (known.title, the(known, "title").doubtful) == ("The Long Thaw of the North", False)


def test_a_heading_that_differs_from_the_stated_title_is_told() -> None:
    document = web(
        "<meta property=og:title content='You will not believe this'>", f"<h1>A Thaw</h1>{TEXT}"
    )
    assert document.title == "You will not believe this"
    assert "“A Thaw”" in the(document, "title").why
    shown = the(document, "title", cut=True)
    assert shown.doubtful
    assert "“You will not believe this”" in shown.why


def test_a_section_heading_in_front_is_not_taken_for_the_title() -> None:
    document = web("<meta property=og:title content='A Thaw'>", f"<h2>Background</h2>{TEXT}")
    assert document.text.startswith("Background\n\nIt is so")


def test_authors_shown_again_are_cut_and_others_are_doubted() -> None:
    head = "<meta name=author content='Ann Author'>"
    same = web(head, f"<p>Ann Author</p>{TEXT}")
    assert (same.bylines, same.text.split()[0]) == (("Ann Author",), "It")
    other = web(head, f"<p>By Ben Writer</p>{TEXT}")
    assert other.bylines == ("Ann Author",)
    assert "meta author says otherwise: “Ann Author”" in the(other, "byline", cut=True).why


@pytest.mark.parametrize(
    ("head", "people"),
    [
        ("<meta name=author content='By Ann Author and Ben Writer'>", ("Ann Author", "Ben Writer")),
        ("<meta name=author content='Ann Author, Ben Writer'>", ("Ann Author", "Ben Writer")),
        ("<meta name=citation_author content='Author, Ann'>", ("Author, Ann",)),
        ("<meta property=article:author content='https://social.example/post'>", ()),
        (linked('{"@type":"NewsArticle","author":[{"name":"Ann Author"}]}'), ("Ann Author",)),
        (
            linked('{"@type":"Article","author":"The Editorial Board"}'),
            ("The Editorial Board",),
        ),
        (linked('{"@type":"NewsArticle","author":{"@id":"#nobody"}}'), ()),
        (linked("{broken"), ()),
    ],
)
def test_bylines_are_read_person_by_person(head: str, people: tuple[str, ...]) -> None:
    assert web(head).bylines == people


@pytest.mark.parametrize(
    ("head", "value", "doubtful"),
    [
        (
            "<meta property=article:published_time content=2020-05-03T23:50:00-04:00>",
            "2020-05-03",
            False,
        ),
        ("<meta name=citation_publication_date content=2020/5/3>", "2020-05-03", False),
        (
            linked('{"@type":"Article","datePublished":"2020-05-04T03:50:00Z"}')
            + "<meta property=article:published_time content=2020-05-03T23:50:00-04:00>",
            "2020-05-03",
            True,
        ),
        (
            linked('{"@type":"Article","datePublished":"2020-05-04","dateModified":"2021-01-01"}')
            + "<meta property=article:published_time content=2019-01-01>",
            "2020-05-04",
            True,
        ),
    ],
)
def test_dates_are_taken_as_written(head: str, value: str, doubtful: bool) -> None:
    document = web(head)
    assert document.date.value == value
    assert the(document, "date").doubtful is doubtful


def test_the_day_of_a_change_is_not_the_day_of_publication() -> None:
    head = linked('{"@type":"Article","dateModified":"2021-01-01"}')
    assert web(head).date.value != "2021-01-01" or the(web(head), "date").doubtful


def test_a_date_in_the_text_that_differs_is_told() -> None:
    head = "<meta property=article:published_time content=2020-05-03>"
    document = web(head, f"<p>5 May 2020</p>{TEXT}")
    assert document.date.value == "2020-05-03"
    shown = the(document, "date", cut=True)
    assert shown.doubtful
    assert "“2020-05-03”" in shown.why


def test_a_time_element_is_told_with_its_line() -> None:
    document = web("", f"\n<time class=published datetime=2020-05-03>yesterday</time>{TEXT}")
    assert (document.date.value, the(document, "date").place) == (
        "2020-05-03",
        "time element at line 2",
    )


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<link rel=canonical href=https://example.org/a>", "https://example.org/a"),
        ("<meta property=og:url content=https://example.org/b>", "https://example.org/b"),
        (
            "<link rel=canonical href=https://example.org/>"
            "<meta property=og:url content=https://example.org/b>",
            "https://example.org/b",
        ),
        ("<link rel=canonical href=/relative>", None),
        ("<link rel=canonical href='javascript:alert(1)'>", None),
        ("<link rel=canonical href='http://[broken'>", None),
    ],
)
def test_the_address_is_the_one_that_the_page_calls_its_own(head: str, address: str | None) -> None:
    assert web(head).original_url == address


def test_two_languages_that_differ_are_told() -> None:
    page = f"<html lang=en><head><meta property=og:locale content=ja_JP></head><body>{TEXT}</body>"
    document = read(page.encode(), "a.html")
    assert document.language == "en"
    assert "“ja_JP”" in the(document, "language").why


@pytest.mark.parametrize(
    ("head", "genre", "doubtful"),
    [
        (linked('{"@type":"OpinionNewsArticle"}'), "op-ed", False),
        (linked('{"@type":"AnalysisNewsArticle"}'), "analysis", False),
        ("<meta property=article:section content=Opinion>", "op-ed", True),
    ],
)
def test_the_genre_is_read_where_the_page_says_one(head: str, genre: str, doubtful: bool) -> None:
    document = web(head)
    assert (document.genre, the(document, "genre").doubtful) == (genre, doubtful)


def test_a_page_that_says_nothing_leaves_it_open() -> None:
    document = web("")
    assert (document.title, document.bylines, document.publication) == (None, (), None)
    assert (document.original_url, document.language, document.genre) == (None, None, None)
