import pytest

from sourcelib.readers import Document, PartialDate, read

BODY = "It is so.\n\nIt remains so."


def plain(text: str, **options: object) -> Document:
    return read(text.encode(), "a.txt", **options)  # type: ignore[arg-type]


def test_a_title_without_mark_up_is_a_doubt() -> None:
    document = plain(f"A Short Title\n\nBy Ann Author\n\n{BODY}")
    assert (document.title, document.bylines, document.text) == (
        "A Short Title",
        ("Ann Author",),
        BODY,
    )
    assert [(each.what, each.doubtful) for each in document.found] == [
        ("title", True),
        ("byline", False),
    ]


def test_title_byline_and_date_may_share_a_paragraph_or_a_line() -> None:
    for front in ("Title\nBy Ann Author\n3 May 2020", "Title\n\nBy Ann Author | 3 May 2020"):
        document = plain(f"{front}\n\n{BODY}")
        assert document.title == "Title"
        assert document.bylines == ("Ann Author",)
        assert document.date == PartialDate("2020-05-03", "day")
        assert document.text == BODY


def test_a_first_line_without_a_byline_below_stays() -> None:
    assert plain(f"A Short Line\n\n{BODY}").text == f"A Short Line\n\n{BODY}"


def test_labelled_lines_are_taken() -> None:
    document = plain(
        "Title: Thaw\nAuthors: Ann Author, Ben Writer\nDate: 2020\nSource: The Post\n"
        f"Language: en\nURL: https://example.org/x\n\n{BODY}"
    )
    assert document.title == "Thaw"
    assert document.bylines == ("Ann Author", "Ben Writer")
    assert document.date == PartialDate("2020", "year")
    assert document.publication == "The Post"
    assert document.language == "en"
    assert document.original_url == "https://example.org/x"
    assert document.text == BODY
    assert all(not finding.doubtful for finding in document.found)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By Ann Author and Ben Writer", ("Ann Author", "Ben Writer")),
        ("By Ann Author, Ben Writer & Cy Penn", ("Ann Author", "Ben Writer", "Cy Penn")),
        ("By Ann Author, The Post", ("Ann Author",)),
        ("by ÉMILE DE LA TOUR", ("ÉMILE DE LA TOUR",)),
        ("By Jan van der Berg-O’Neil", ("Jan van der Berg-O’Neil",)),
        ("By J. R. Smith", ("J. R. Smith",)),
        ("By 山田太郎", ("山田太郎",)),
    ],
)
def test_bylines_name_their_people(line: str, people: tuple[str, ...]) -> None:
    assert plain(f"{line}\n\n{BODY}").bylines == people


def test_a_sentence_that_begins_with_by_stays() -> None:
    text = f"By then, Russia had left the talks.\n\n{BODY}"
    assert plain(text).text == text


@pytest.mark.parametrize(
    "line", ["• Ann Author", "- Ann Author", "— Ann Author", "Ann Author", "By Ann Author"]
)
def test_a_closing_name_is_a_doubtful_byline(line: str) -> None:
    document = plain(f"{BODY}\n\n{line}")
    assert (document.bylines, document.text) == (("Ann Author",), BODY)
    assert document.found[0].doubtful


@pytest.mark.parametrize(
    "text",
    [
        "These countries agreed:\n\n• South Korea",
        f"{BODY}\n\nRussia",
        f"{BODY}\n\nThe End",
        f"{BODY}\n\nThat is all.",
        "Ann Author",
        f"{BODY}\n\nAnn Author was asked, and said no.",
    ],
)
def test_a_last_line_that_need_not_be_an_author_stays(text: str) -> None:
    assert plain(text).text == text


def test_a_note_on_an_author_named_above_is_taken_with_the_name() -> None:
    note = "Ann Author is a fellow of the Institute."
    document = plain(f"{BODY}\n\nAnn Author\n\n{note}")
    assert (document.author_note, document.bylines, document.text) == (note, ("Ann Author",), BODY)


def test_notes_on_two_authors_keep_their_order() -> None:
    document = plain(
        f"By Ann Author and Ben Writer\n\n{BODY}\n\nAnn Author is a judge.\n\nBen Writer teaches."
    )
    assert document.author_note == "Ann Author is a judge.\n\nBen Writer teaches."
    assert document.text == BODY


def test_an_address_without_label_is_a_doubt() -> None:
    document = plain(f"{BODY}\n\nhttps://example.org/2020/05/title")
    assert document.original_url == "https://example.org/2020/05/title"
    assert document.date == PartialDate("2020-05", "month")
    assert [(each.what, each.doubtful) for each in document.found] == [
        ("original_url", True),
        ("date", True),
    ]


def test_a_sentence_with_an_address_stays() -> None:
    text = f"{BODY}\n\nWrite to us at https://example.org/x"
    assert plain(text).text == text


def test_a_disclaimer_without_emphasis_is_a_doubt() -> None:
    document = plain(f"{BODY}\n\nOpinions are the author's and may not necessarily reflect ours.")
    assert document.text == BODY
    assert document.found[0].what == "disclaimer"
    assert document.found[0].doubtful


def test_keeping_an_address_keeps_its_label() -> None:
    text = f"{BODY}\n\nOriginal url:\n\nhttps://example.org/x"
    assert plain(text).text == BODY
    assert plain(text, keep={"original_url"}).text == text


def test_keeping_one_of_two_in_a_paragraph_keeps_that_one() -> None:
    document = plain(f"By Ann Author\nMay 3, 2020\n\n{BODY}", keep={"date"})
    assert document.text == f"May 3, 2020\n\n{BODY}"
    assert document.bylines == ("Ann Author",)


def test_a_read_off_value_can_be_turned_down() -> None:
    text = f"{BODY}\n\nhttps://example.org/2020/05/title"
    document = plain(text, keep={"date at line 5"})
    assert document.date.precision == "unknown"
    assert document.text == BODY


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Thaw (Op-Ed)", "op-ed"),
        ("Opinion: Thaw", "op-ed"),
        ("Interview | A Minister", "interview"),
        ("An opinion on the thaw", None),
    ],
)
def test_the_title_may_say_the_genre(title: str, genre: str | None) -> None:
    assert read(f"# {title}\n\n{BODY}".encode(), "a.md").genre == genre
