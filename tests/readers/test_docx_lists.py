"""The lists and tables of Word documents."""

from collections.abc import Iterable

import pytest

from sourcelib.readers import Document, read
from tests.readers.word_file import p, r, word

RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'


def document(data: bytes) -> Document:
    return read(data, "a.docx")


def numbering(*levels: tuple[str, str], restart: str = "") -> str:
    rules = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{rules}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{restart}</w:num>'
    )


def items(levels: Iterable[int], list_id: int = 1) -> str:
    return "".join(
        p(
            r("x"),
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>',
        )
        for level in levels
    )


@pytest.mark.parametrize(
    ("levels", "marks"),
    [
        ([("decimal", "%1."), ("lowerLetter", "%2)")], ["1.", "a)", "b)", "2.", "a)"]),
        ([("upperRoman", "%1."), ("decimal", "%1.%2")], ["I.", "I.1", "I.2", "II.", "II.1"]),
        ([("decimalZero", "§ %1"), ("bullet", "•")], ["§ 01", "", "", "§ 02", ""]),
        ([("upperLetter", "%1"), ("lowerRoman", "(%2)")], ["A", "(i)", "(ii)", "B", "(i)"]),
        ([("aiueo", "%1."), ("none", "")], ["1.", "", "", "2.", ""]),
    ],
)
def test_lists_have_the_numbers_that_the_document_shows(
    levels: list[tuple[str, str]], marks: list[str]
) -> None:
    data = word(items((0, 1, 1, 0, 1)) + p(r("End.")), numbering=numbering(*levels))
    shown = [f"{mark} x".strip() for mark in marks]
    assert document(data).text.split("\n\n") == [*shown, "End."]


@pytest.mark.parametrize(
    ("restart", "marks"),
    [
        ("", ["1.", "2.", "3."]),
        (RESTART, ["1.", "2.", "5."]),
    ],
)
def test_a_list_goes_on_or_starts_again_as_the_document_says(
    restart: str, marks: list[str]
) -> None:
    rules = numbering(("decimal", "%1."), restart=restart)
    data = word(items((0, 0)) + items((0,), 2) + p(r("End.")), numbering=rules)
    assert document(data).text.split("\n\n") == [*(f"{mark} x" for mark in marks), "End."]


def table(*rows: list[str]) -> str:
    cells = ("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{''.join(cells)}</w:tbl>"


def test_rows_of_a_table_are_items_whose_cells_tabs_part() -> None:
    data = word(table([p(r("Year")), p(r("Days"))], [p(r("2020")), p("")]) + p(r("End.")))
    got = document(data)
    assert got.text.split("\n\n") == ["Year\tDays", "2020", "End."]
    assert got.places == ("paragraph 1", "paragraph 3", "paragraph 5")


def test_a_table_that_lays_out_a_page_becomes_its_paragraphs() -> None:
    data = word(table([p(r("One.")) + p(r("Two.")), p(r("Three."))], [p(r("Four."))]))
    assert document(data).text.split("\n\n") == ["One.", "Two.", "Three.", "Four."]
