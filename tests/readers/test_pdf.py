"""PDF: lines put together, what pages repeat, what the file says of itself."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from sourcelib.readers import Document, ReaderError, read

FILES = Path(__file__).parent / "files"
ICE_ROAD = (FILES / "ice-road.txt").read_text()
LINES = (
    "The road across the lake opens in December, when the ice is",
    "thick enough for a lorry, and closes in March of the next year.",
)

Row = tuple[float, float, str]  # x, y, words; in points, from the lower left corner


def pdf(
    *pages: Sequence[Row | tuple[float, float, str, float]],
    setting: Callable[[Canvas], None] | None = None,
) -> bytes:
    """A PDF of pages with these rows, in type of 12 points unless they say otherwise."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600, 800), invariant=True)
    if setting:
        setting(canvas)
    for page in pages:
        for x, y, words, *size in page:
            canvas.setFont("Helvetica", *size or [12])
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def document(data: bytes, **options: object) -> Document:
    return read(data, "a.pdf", **options)  # type: ignore[arg-type]


def down(*words: str, top: float = 700, leading: float = 14) -> list[Row]:
    """Rows one under the other; "" leaves one out."""
    rows = [(50.0, top - leading * number, each) for number, each in enumerate(words)]
    return [row for row in rows if row[2]]


def whats(read_document: Document) -> list[str]:
    """What was done to the text."""
    return [
        f"{each.place}: {each.what}"
        for each in read_document.changes
        if not each.place.startswith("document property")
    ]


def passed_over(read_document: Document) -> list[str]:
    """The properties that were not taken."""
    return [
        f"{each.place.removeprefix('document property ')}: {each.what}"
        for each in read_document.changes
        if each.place.startswith("document property")
    ]


# --- real files ---


def test_what_chromium_prints_in_two_columns_comes_back_as_it_was() -> None:
    printed = document((FILES / "two-columns.chromium.pdf").read_bytes())
    paragraphs = ICE_ROAD.strip().split("\n\n")
    latin = [paragraph for paragraph in paragraphs if paragraph[0] < "\u3000"]
    got = printed.text.split("\n\n")
    assert [each for each in got if each in paragraphs] == latin
    assert got[3] == "What it carries"
    assert (printed.title, printed.bylines, printed.date.value) == (
        "The Ice Road",
        ("Ann Author",),
        "2020-05-03",
    )
    assert printed.places[3] == "page 1, line 28"


def test_what_fonts_give_for_japanese_is_left_and_reported() -> None:
    """Chromium maps some ideographs to radicals that look the same."""
    printed = document((FILES / "two-columns.chromium.pdf").read_bytes())
    assert "⼗⼆⽉に開き" in printed.text
    assert "file: 1 × “⼗” (U+2F17) left as the font has it, though it may stand for “十”" in whats(
        printed
    )


def test_what_libreoffice_writes_comes_back_in_its_paragraphs() -> None:
    report = document((FILES / "report.libreoffice.pdf").read_bytes())
    got = report.text.split("\n\n")
    assert [each for each in got if each in ICE_ROAD] == ICE_ROAD.strip().split("\n\n")
    assert got[1:7] == [
        "What it carries",
        "1. Fuel",
        "a) diesel",
        "b) kerosene",
        "2. Flour",
        "• and the mail",
    ]
    assert "opens in December1, and" in got[0]
    assert whats(report) == [
        "page 1: raised figures left in the text, perhaps numbers of notes: 1",
        *(
            f"pages 1 to 2: {what} cut, for the pages repeat it; it may be of the text"
            for what in ("running head or foot “Northern Papers”", "page number")
        ),
    ]


def test_a_paragraph_that_goes_on_over_the_page_is_one() -> None:
    report = document((FILES / "report.libreoffice.pdf").read_bytes())
    assert report.places[-5] == "page 2, line 2"


# --- paragraphs ---


def test_lines_of_a_paragraph_are_joined_with_a_space() -> None:
    assert document(pdf(down(*LINES))).text == " ".join(LINES)


def test_a_wider_gap_parts_paragraphs() -> None:
    got = document(pdf(down(*LINES, "", *LINES)))
    assert got.text.split("\n\n") == [" ".join(LINES)] * 2
    assert got.places == ("page 1, line 1", "page 1, line 3")


def test_an_indent_after_a_full_stop_parts_paragraphs() -> None:
    rows = [(x, y, words) for (_, y, words), x in zip(down(*LINES * 2), (62, 50) * 2, strict=True)]
    assert document(pdf(rows)).text.split("\n\n") == [" ".join(LINES)] * 2


def test_a_short_line_with_a_full_stop_ends_a_paragraph() -> None:
    got = document(pdf(down(LINES[0], "thick enough.", *LINES)))
    assert got.text.split("\n\n") == [f"{LINES[0]} thick enough.", " ".join(LINES)]


def test_items_of_a_list_are_paragraphs() -> None:
    got = document(pdf(down(LINES[1], "1. Fuel for the stoves", "2. Flour", "(a) rye")))
    assert got.text.split("\n\n") == [LINES[1], "1. Fuel for the stoves", "2. Flour", "(a) rye"]


def test_larger_type_is_a_heading_and_the_first_the_title() -> None:
    rows = [(50.0, 760.0, "The Ice Road", 24.0), *down(*LINES), (50.0, 600.0, "Cargo", 16.0)]
    got = document(pdf([*rows, *down(*LINES, top=580)]))
    assert got.title == "The Ice Road"
    assert got.text.split("\n\n") == [" ".join(LINES), "Cargo", " ".join(LINES)]


def test_columns_are_read_as_the_file_gives_them() -> None:
    second = [(320.0, y, words) for _, y, words in down(*reversed(LINES))]
    got = document(pdf([*down(LINES[0]), *second]))
    assert got.text == f"{LINES[0]} {LINES[1]} {LINES[0]}"


def test_a_note_at_the_foot_stands_after_the_paragraph_that_goes_on() -> None:
    note = (50.0, 60.0, "1 It was late in 2019.", 8.0)
    got = document(pdf([*down(LINES[0]), note], down(LINES[1])))
    assert got.text.split("\n\n") == [" ".join(LINES), "1 It was late in 2019."]


def test_a_paragraph_that_may_end_with_its_page_is_reported() -> None:
    full = "The road is open, and the lorries cross it in the dark by night."
    got = document(pdf(down(full), down(*LINES)))
    assert got.text == f"{full} {' '.join(LINES)}"
    assert whats(got) == [
        "page 2, line 1: taken for the same paragraph as the end of the page before; "
        "it may be a new one"
    ]


def test_a_page_that_ends_early_ends_its_paragraph() -> None:
    full = "The road is open, and the lorries cross it in the dark by night."
    got = document(pdf(down(full), down(*LINES, top=600)))
    assert got.text.split("\n\n") == [full, " ".join(LINES)]


def test_type_without_a_size_is_read() -> None:
    rows = [(*row, 0.0) for row in down(*LINES)]
    assert document(pdf(rows)).text.startswith(LINES[0])


# --- hyphens ---


@pytest.mark.parametrize(
    ("first", "second", "text", "change"),
    [
        (
            "There is information. They wait in the cabin for some infor-",
            "mation and for better weather, as they do in every year of it.",
            "some information and",
            "page 1, line 2: hyphen at the end of a line taken out of “infor-mation”: "
            "the text has “information”",
        ),
        (
            "There is no other word like it, so that nobody can tell infor-",
            "mation from a compound, and the reader does not decide it too.",
            "tell infor-mation from",
            "page 1, line 2: hyphen of “infor-mation” left, though it ends a line",
        ),
        (
            "A long-term record is kept in the harbour office; it is a long-",
            "term record that nobody reads, and a term that nobody defined.",
            "a long-term record that",
            None,
        ),
        (
            "The talks that were held between the ministers of the U.S.-",
            "Japan alliance went on for three days in May of the same year.",
            "U.S.-Japan alliance",
            None,
        ),
        (
            "The referendum that was held in the summer in all of Russia—",
            "which nobody had asked for—was decided before it was opened.",
            "Russia—which",
            None,
        ),
    ],
)
def test_a_hyphen_goes_only_where_the_text_has_the_word(
    first: str, second: str, text: str, change: str | None
) -> None:
    got = document(pdf(down(first, second)))
    assert text in got.text
    assert whats(got) == ([change] if change else [])


# --- what pages repeat ---


STORY = ("It begins here.", "It goes on here.", "Here it ends.")


def running(number: int) -> list[Row]:
    return [(50, 770, "The Library Review, Vol. 3"), (300, 30, str(number + 6))]


def test_running_heads_and_page_numbers_are_cut_and_reported() -> None:
    pages = [[*running(number), *down(words)] for number, words in enumerate(STORY, start=1)]
    got = document(pdf(*pages))
    assert got.text.count("Library Review") == 0
    assert got.text == " ".join(STORY)
    assert [change.partition(" cut")[0] for change in whats(got)[:2]] == [
        "pages 1 to 3: running head or foot “The Library Review, Vol. 3”",
        "pages 1 to 3: page number",
    ]


def test_what_one_page_says_is_not_a_running_head() -> None:
    got = document(pdf([*running(1)[:1], *down(*LINES)], down(*LINES)))
    assert "The Library Review, Vol. 3" in (got.text + (got.title or ""))


def test_the_address_that_a_browser_prints_is_a_doubt() -> None:
    foot = (50, 20, "https://example.org/ice-road")
    got = document(pdf(*[[*down(words), foot] for words in STORY]))
    assert got.original_url == "https://example.org/ice-road"
    assert "example.org" not in got.text
    assert [(each.what, each.doubtful) for each in got.found] == [("original_url", True)]


# --- properties ---


def test_properties_are_a_doubt_where_the_text_does_not_say_so() -> None:
    def setting(canvas: Canvas) -> None:
        canvas.setTitle("The Ice Road")
        canvas.setAuthor("Ann Author")

    got = document(pdf(down(*LINES), setting=setting))
    assert (got.title, got.bylines) == ("The Ice Road", ("Ann Author",))
    assert [(each.place, each.doubtful, each.cut) for each in got.found] == [
        ("document property Title", True, False),
        ("document property Author", True, False),
    ]


def test_the_text_outranks_the_properties() -> None:
    def setting(canvas: Canvas) -> None:
        canvas.setTitle("Layout of last year")
        canvas.setAuthor("Sam Typist")

    rows = [(50.0, 760.0, "The Ice Road", 24.0), *down("By Ann Author", "", *LINES)]
    got = document(pdf(rows, setting=setting))
    assert (got.title, got.bylines) == ("The Ice Road", ("Ann Author",))
    assert passed_over(got)[1:] == [
        "Title: passed over for “The Ice Road” in the text: Layout of last year",
        "Author: passed over for “Ann Author” in the text: Sam Typist",
    ]


@pytest.mark.parametrize("title", ["Microsoft Word - draft3.doc", "untitled", "draft_3.docx"])
def test_a_title_that_a_program_made_up_is_passed_over(title: str) -> None:
    got = document(pdf(down(*LINES), setting=lambda canvas: canvas.setTitle(title)))
    assert got.title is None
    assert f"Title: passed over: {title}" in passed_over(got)


def test_when_the_file_was_made_is_not_the_date() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(down(*LINES))))
    writer.add_metadata({"/CreationDate": "D:20200503120000Z"})
    file = io.BytesIO()
    writer.write(file)
    got = document(file.getvalue())
    assert got.date.value == ""
    why = "passed over, for it is when the file was made, not the text"
    assert f"CreationDate: {why}: 20200503" in passed_over(got)


# --- what cannot be read ---


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(down(*LINES))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    assert document(encrypted("")).text == " ".join(LINES)


def test_a_file_with_a_password_is_refused() -> None:
    with pytest.raises(ReaderError, match=r"it is encrypted.*Save it without protection"):
        document(encrypted("secret"))


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(ReaderError, match=r"3 pages without a word.*text recognised \(OCR\)"):
        document(pdf([], [], []))


def test_a_page_without_text_among_others_is_reported() -> None:
    assert whats(document(pdf(down(*LINES), []))) == ["page 2: no text on it, perhaps a picture"]


def test_words_that_are_set_sideways_are_left_out_and_reported() -> None:
    def setting(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(300, -20, "Stamped 3 May")
        canvas.restoreState()

    got = document(pdf(down(*LINES), setting=setting))
    assert got.text == " ".join(LINES)
    assert whats(got) == ["page 1, line 1: set sideways, left out: “Stamped 3 May”"]


def test_a_file_cut_in_half_is_refused() -> None:
    data = (FILES / "two-columns.chromium.pdf").read_bytes()
    with pytest.raises(ReaderError, match=r"a\.pdf"):
        document(data[: len(data) // 2])


def test_characters_that_a_font_does_not_explain_are_counted() -> None:
    """The library that makes this file has no bullet that others could read."""
    got = document(pdf(down(*LINES, "", "• " + LINES[0])))
    assert whats(got) == [
        "file: 1 character that the fonts do not explain",
        "file: control characters dropped: 1",
    ]


def test_the_reader_is_named_with_its_version() -> None:
    got = document(pdf(down(*LINES)))
    assert (got.reader, got.reader_version, got.charset) == ("pdf", "1", "")
