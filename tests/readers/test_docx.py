"""Word documents: what the document shows is the text, what it does not is reported."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from sourcelib.readers import Document, ReaderError, read
from sourcelib.readers.docx import parse
from sourcelib.readers.formats import File
from tests.readers.word_file import p, r, word

FILES = Path(__file__).parent / "files"
LOOSE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
ICE_ROAD = (FILES / "ice-road.txt").read_text().strip()


def document(data: bytes) -> Document:
    return read(data, "a.docx")


def whats(data: bytes) -> list[str]:
    return [f"{each.place}: {each.what}" for each in document(data).changes]


def saved(made: "docx.document.Document") -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


# --- real files ---


def test_what_libreoffice_writes_comes_back_whole() -> None:
    report = document((FILES / "report.libreoffice.docx").read_bytes())
    assert (report.title, report.bylines, report.date.value) == (
        "The Ice Road",
        ("Ann Author",),
        "2020-05-03",
    )
    assert report.text.endswith(ICE_ROAD)
    assert report.text.removesuffix(ICE_ROAD).strip().split("\n\n") == [
        "The road across the lake opens in December, and lorries cross it by night until March.",
        "What it carries",
        "1. Fuel",
        "a) diesel",
        "b) kerosene",
        "2. Flour",
        "and the mail",
        "See the map.\nIt is old.",
        "The ice is thick enough for anything.",
        "Year\tDays",
        "2020\t91",
        "Water, said the ferryman, is slower.",
        "Lorries weigh forty tonnes.",
        "日本語の段落です。 Это абзац по-русски.",
    ]
    assert report.places[0] == "paragraph 4"


def test_what_libreoffice_writes_beside_the_text_is_reported() -> None:
    assert whats((FILES / "report.libreoffice.docx").read_bytes()) == [
        "header: left out: Northern Papers",
        "footer: left out: Page 2",
        "paragraph 4: footnote left out: In 2019 it opened in January.",
        "paragraph 4: deleted by Ed Editor, left out: rashly",
        "paragraph 4: inserted by Ed Editor, taken in: by night",
        "paragraph 11: comment left out, by Ed Editor: Is it still there?",
        "paragraph 11: link target left out: https://example.org/road",
        "paragraph 17: a text box, whose words stand after this paragraph",
    ]


def test_what_python_docx_writes_comes_back_as_it_was() -> None:
    made = docx.Document()
    made.core_properties.title = "The Ice Road"
    made.core_properties.author = "Ann Author"
    made.add_heading("The Ice Road", 0)
    made.add_paragraph("By Ann Author")
    for paragraph in ICE_ROAD.split("\n\n"):
        made.add_paragraph(paragraph)
    got = document(saved(made))
    assert got.text == ICE_ROAD
    assert [(each.what, each.place, each.doubtful) for each in got.found] == [
        ("title", "document property title", False),
        ("byline", "document property creator", False),
        ("language", "document property default language", True),
        ("title", "paragraph 1", False),
        ("byline", "paragraph 2", False),
    ]
    assert got.date.value == ""
    assert got.changes[0].place == "document property created"


# --- paragraphs ---


def test_styles_make_headings_quotes_and_items() -> None:
    made = docx.Document()
    made.add_paragraph("Words first.")
    made.add_heading("Deeper", 2)
    own = made.styles.add_style("Section of ours", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = made.styles["Heading 1"]
    made.add_paragraph("Under our own style", "Section of ours")
    made.add_paragraph("Quoted.", "Intense Quote")
    made.add_paragraph("Fuel", "List Number")
    made.add_paragraph("Flour", "List Number")
    made.add_paragraph("Mail", "List Bullet")
    blocks = parse(File(saved(made), "a.docx")).blocks
    assert [(block.text, block.kind, block.level) for block in blocks] == [
        ("Words first.", "paragraph", 0),
        ("Deeper", "heading", 2),
        ("Under our own style", "heading", 1),
        ("Quoted.", "quote", 0),
        ("1. Fuel", "item", 0),
        ("2. Flour", "item", 0),
        ("Mail", "item", 0),
    ]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (r("One ") + r("two", "<w:b/>") + r("."), "One two."),
        ("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t></w:r>", "One\ntwo"),
        ('<w:r><w:t>One</w:t><w:br w:type="page"/><w:t>two</w:t></w:r>', "Onetwo"),
        ("<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:cr/><w:t>3</w:t></w:r>", "One\ttwo\n3"),
        ("<w:r><w:t>re</w:t><w:noBreakHyphen/><w:t>form</w:t></w:r>", "re\u2011form"),
        ('<w:hyperlink r:id="r-none">' + r("linked") + "</w:hyperlink>", "linked"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + r("in a control") + "</w:sdtContent></w:sdt>", None),
        ("<w:smartTag><w:ins>" + r("deep inside") + "</w:ins></w:smartTag>", "deep inside"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText>'
            '<w:t>hidden</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + r("shown")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "shown",
        ),
        (
            "<mc:AlternateContent><mc:Choice>"
            + r("new")
            + "</mc:Choice><mc:Fallback>"
            + r("old")
            + "</mc:Fallback></mc:AlternateContent>",
            "new",
        ),
        ("<m:oMath><m:r><m:t>a</m:t></m:r><m:r><m:t>+b</m:t></m:r></m:oMath>", "a+b"),
        (
            "<w:r><w:ruby><w:rt>" + r("とうきょう") + "</w:rt><w:rubyBase>" + r("東京")
            + "</w:rubyBase></w:ruby></w:r>",
            "東京",
        ),
    ],
)  # fmt: skip
def test_what_a_paragraph_shows_is_its_text(content: str, text: str | None) -> None:
    assert document(word(p(content))).text == (text or "in a control")


def test_a_field_that_never_ends_hides_no_more_than_its_paragraph() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert document(word(p(r("One.") + begin) + p(r("Two.")))).text == "One.\n\nTwo."


def test_the_stricter_namespaces_are_read_too() -> None:
    data = word(p(r("Words.")))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(LOOSE.encode(), STRICT.encode()))
    assert STRICT.encode() in file.getvalue()
    assert document(file.getvalue()).text == "Words."


# --- tracked changes ---


def tracked(kind: str, content: str) -> str:
    return f'<w:{kind} w:id="1" w:author="Ed Editor">{content}</w:{kind}>'


def test_tracked_changes_count_as_accepted_and_are_reported() -> None:
    deleted = "<w:r><w:delText>rashly </w:delText></w:r>"
    body = p(
        r("They ")
        + tracked("del", deleted)
        + tracked("ins", r("slowly "))
        + r("left")
        + tracked("moveFrom", r(" today"))
        + r(".")
    )
    assert document(word(body)).text == "They slowly left."
    assert whats(word(body)) == [
        "paragraph 1: deleted by Ed Editor, left out: rashly",
        "paragraph 1: inserted by Ed Editor, taken in: slowly",
        "paragraph 1: moved away by Ed Editor, left out: today",
    ]


def test_paragraphs_whose_parting_was_deleted_are_one() -> None:
    deleted_mark = '<w:rPr><w:del w:id="1" w:author="Ed Editor"/></w:rPr>'
    body = p(r("They left, "), deleted_mark) + p(r("and came back."))
    assert document(word(body)).text == "They left, and came back."
    assert document(word(p(r("The last."), deleted_mark))).text == "The last."


def test_a_deleted_row_of_a_table_is_left_out_and_reported() -> None:
    row = "<w:tr>{}<w:tc>" + p(r("One")) + "</w:tc><w:tc>" + p(r("{}")) + "</w:tc></w:tr>"
    table = f"<w:tbl>{row.format('', 'two')}{row.format('<w:trPr><w:del/></w:trPr>', 'x')}</w:tbl>"
    assert document(word(table)).text == "One\ttwo"
    assert whats(word(table)) == ["paragraph 2: deleted row of a table left out: One x"]


# --- what is not among the words ---


def test_notes_and_comments_are_reported_with_their_words() -> None:
    data = word(
        p(
            r("One")
            + '<w:r><w:footnoteReference w:id="2"/></w:r>'
            + '<w:r><w:endnoteReference w:id="3"/></w:r>'
            + '<w:r><w:commentReference w:id="4"/></w:r>'
            + '<w:r><w:footnoteReference w:id="9"/></w:r>'
        ),
        footnotes='<w:footnote w:id="2">' + p(r("See there.")) + "</w:footnote>",
        endnotes='<w:endnote w:id="3">' + p(r("At the end.")) + "</w:endnote>",
        comments='<w:comment w:id="4" w:author="Ed Editor">' + p(r("Sure?")) + "</w:comment>",
    )
    assert document(data).text == "One"
    assert whats(data) == [
        "paragraph 1: footnote left out: See there.",
        "paragraph 1: endnote left out: At the end.",
        "paragraph 1: comment left out, by Ed Editor: Sure?",
        "paragraph 1: footnote left out: (it is not in the file)",
    ]


def test_hidden_words_pictures_and_signs_are_reported() -> None:
    picture = '<w:drawing><wp:inline><wp:docPr descr="A map of the lake"/></wp:inline></w:drawing>'
    body = p(
        r("Shown.")
        + r(" Not shown.", "<w:vanish/>")
        + f"<w:r>{picture}</w:r>"
        + '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
        + '<w:hyperlink r:id="r-link">'
        + r(" Link.")
        + "</w:hyperlink>"
    )
    assert document(word(body)).text == "Shown. Link."
    assert whats(word(body)) == [
        "paragraph 1: hidden text left out: Not shown.",
        "paragraph 1: image left out: A map of the lake",
        "paragraph 1: sign of a picture font left out: F04A of Wingdings",
        "paragraph 1: link target left out: https://example.org/road",
    ]


def test_headers_are_reported_once_for_each_wording() -> None:
    data = word(
        p(r("Words.")),
        header1=p(r("Northern Papers")),
        header2=p(r("Northern Papers")),
        footer1=p(r("Page 1")),
    )
    assert whats(data) == ["header: left out: Northern Papers", "footer: left out: Page 1"]


def test_a_table_of_contents_is_left_out_and_reported() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    data = word(p(r("Cargo 3"), '<w:pStyle w:val="T1"/>') + p(r("Words.")), styles=styles)
    assert document(data).text == "Words."
    assert whats(data) == ["paragraph 1: line of the table of contents left out: Cargo 3"]


# --- what cannot be read ---


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(ReaderError, match=r"there is no text in it.*\(OCR\)"):
        document(word(p("")))


def test_a_broken_archive_is_refused() -> None:
    with pytest.raises(ReaderError, match=r"broken as a Word document.*save it again as DOCX"):
        document((FILES / "report.libreoffice.docx").read_bytes()[:-300])


def test_macros_are_passed_over() -> None:
    file = io.BytesIO(word(p(r("Words."))))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    assert whats(file.getvalue()) == ["file: macros passed over"]
