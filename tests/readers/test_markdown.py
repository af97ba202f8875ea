import pytest

from sourcelib.readers import Document, PartialDate, read


def markdown(text: str, **options: object) -> Document:
    return read(text.encode(), "a.md", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("*One* **two** ~~three~~ `four` _five_.", "One two three four five."),
        ('A [link](https://example.org "t") and [one][1].\n\n[1]: /x', "A link and one."),
        ("See <https://example.org/a> now.", "See https://example.org/a now."),
        ("First\nsecond.", "First\nsecond."),
        ("Hard  \nbreak\\\nand<br>more.", "Hard\nbreak\nand\nmore."),
        ("Text.\n\n## Heading\n\nText.", "Text.\n\nHeading\n\nText."),
        ("Text.\n\nUnder\n=====\n\nText.", "Text.\n\nUnder\n\nText."),
        ("Text:\n\n- one\n- two\n  more\n\nEnd.", "Text:\n\none\n\ntwo\nmore\n\nEnd."),
        ("1. one\n2. two\n\n   three", "1. one\n\n2. two\n\nthree"),
        ("1986. A great year.", "1986. A great year."),
        ("- one\n  - two\n    1) three", "one\n\ntwo\n\n1) three"),
        ("Text.\n\n> Quoted\n> words.\n>\n> More.", "Text.\n\nQuoted\nwords.\n\nMore."),
        ("Text.\n\n```py\na = 1\n\nb = 2\n```", "Text.\n\na = 1\n\nb = 2"),
        ("Text.\n\n    indented code", "Text.\n\nindented code"),
        ("One.\n\n---\n\nTwo.", "One.\n\nTwo."),
        ("AT&amp;T &mdash; caf&eacute; &#8220;x&#8221; &nbsp;y.", "AT&T — café “x” \u00a0y."),
        ("\"Straight\" -- 'quotes'... (c) stay.", "\"Straight\" -- 'quotes'... (c) stay."),
        ("“Curly” — ‘quotes’… stay.", "“Curly” — ‘quotes’… stay."),
        (r"Two \* stars \* and 2 * 3 * 4.", "Two * stars * and 2 * 3 * 4."),
        ("<div>\n  <p>One &amp; <b>two</b></p><p>three</p>\n</div>", "One & two\n\nthree"),
        ("Text.\n\n<script>\nhidden()\n</script>\n\nEnd.", "Text.\n\nEnd."),
        ("Text.\n\n<!-- hidden -->\n\nEnd.", "Text.\n\nEnd."),
        ('Some <em>inline</em> <span class="x">words</span>.', "Some inline words."),
        ("Text.\n\n| a | b |\n|---|---|\n| 1 | *2* |", "Text.\n\na\tb\n\n1\t2"),
        ("日本語の**強調**です。\n\n次の段落。", "日本語の強調です。\n\n次の段落。"),
    ],
)
def test_markdown_becomes_plain_paragraphs(source: str, text: str) -> None:
    assert markdown(source).text == text


def test_a_heading_in_front_is_the_title_without_its_mark_up() -> None:
    document = markdown("# The *New* Thaw\n\nText.")
    assert (document.title, document.text) == ("The New Thaw", "Text.")


def test_a_second_heading_of_the_first_level_stays_in_the_text() -> None:
    assert markdown("# One\n\n# Two\n\nText.").text == "Two\n\nText."


def test_front_matter_is_read_and_what_is_unknown_reported() -> None:
    document = markdown(
        '---\ntitle: "Thaw: A History"\nauthors:\n  - Ann Author\n  - Ben Writer\n'
        "date: 2020-05-03\nlang: en\ntags: [ice, snow]\noriginal_url: https://example.org/x\n"
        "---\n\nText."
    )
    assert document.title == "Thaw: A History"
    assert document.bylines == ("Ann Author", "Ben Writer")
    assert document.date == PartialDate("2020-05-03", "day")
    assert document.language == "en"
    assert document.original_url == "https://example.org/x"
    assert document.text == "Text."
    assert [change.what for change in document.changes] == [
        "front matter left out: tags: ice, snow"
    ]
    assert document.found[0].place == "line 2"


@pytest.mark.parametrize("title", ["Thaw | A History", "Thaw · Ice • Snow", "A | 3 May 2020"])
def test_a_title_in_the_front_matter_is_taken_as_it_is_stated(title: str) -> None:
    document = markdown(f"---\ntitle: {title}\n---\n\nText.")
    assert document.title == title
    assert document.text == "Text."
    assert document.changes == ()


def test_front_matter_that_says_nothing_of_its_kind_is_reported_and_not_of_the_text() -> None:
    document = markdown(
        "---\ntitle: Thaw\ndate: 2020-02-30\nauthor: [Ann Author, Ben Writer]\nurl: ftp://x.org/a\n"
        "---\n\nText."
    )
    assert document.text == "Text."
    assert document.bylines == ("Ann Author", "Ben Writer")
    assert [(change.place, change.what) for change in document.changes] == [
        ("line 3", "front matter left out: date: 2020-02-30"),
        ("line 5", "front matter left out: url: ftp://x.org/a"),
    ]


def test_a_rule_in_front_is_no_front_matter() -> None:
    assert markdown("---\n\nText. More: words.\n\n---\n\nEnd.").text == "Text. More: words.\n\nEnd."


def test_images_and_link_targets_are_reported_as_left_out() -> None:
    document = markdown("See ![a map](m.png) [here](/x).")
    assert document.text == "See  here."
    assert [change.what for change in document.changes] == [
        "image left out: a map m.png",
        "link target left out: /x",
    ]


def test_places_are_lines_of_the_file_whatever_its_line_ends() -> None:
    document = read(b"\xef\xbb\xbf\r\n\r\n# T\r\n\r\nBy Ann Author\r\n\r\nText.\r\n", "a.md")
    assert [finding.place for finding in document.found] == ["line 3", "line 5"]


@pytest.mark.parametrize(
    "text",
    [
        "# Heading\n\nText.",
        "Title\n=====\n\nText.",
        "A [link](https://example.org).",
        "**Bold** and *emphasis*.",
        "```\ncode\n```",
    ],
)
def test_a_txt_with_markdown_in_it_is_read_as_markdown(text: str) -> None:
    document = read(text.encode(), "a.txt")
    assert document.reader == "markdown"
    assert document.changes[0].what.startswith("read as Markdown, for it has ")


@pytest.mark.parametrize(
    "text",
    [
        "A *starred* word.",
        "2 * 3 * 4 and snake_case_names.",
        "- one\n- two",
        "> quoted mail",
        "We are #1 today.\n#hashtag",
        "[sic] (he said)",
        "1986. A great year.",
    ],
)
def test_a_txt_with_less_stays_plain(text: str) -> None:
    document = read(text.encode(), "a.txt")
    assert (document.reader, document.text) == ("plain", text)


def test_a_reader_that_is_named_is_not_second_guessed() -> None:
    assert read(b"# Not a heading", "a.txt", reader="plain").text == "# Not a heading"
