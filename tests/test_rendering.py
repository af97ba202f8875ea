"""Marks: nothing of a text is changed, whatever is tagged in it; nothing gets out unescaped."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from annotations.rendering import Drawing, DrawnParagraph, Passage
from sourcelib.text import paragraphs

KINDS = ("mention", "claim", "prediction")


class Reader(HTMLParser):
    """Gathers the text of a drawn paragraph without its numbers, and its marks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.marks: list[tuple[list[str], dict[str, str | None], str]] = []
        self.numbers: list[dict[str, str | None]] = []
        self._open: list[tuple[list[str], dict[str, str | None], int]] = []
        self._in_number = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "mark":
            assert not self._open, "marks are flat"
            uids = (attributes["data-ann"] or "").split()
            self._open.append((uids, attributes, len(self.text)))
        elif tag == "a":
            assert "ref" in (attributes["class"] or "").split()
            self.numbers.append(attributes)
            self._in_number = True
        else:
            assert tag == "span"

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            uids, attributes, start = self._open.pop()
            self.marks.append((uids, attributes, self.text[start:]))
        elif tag == "a":
            self._in_number = False

    def handle_data(self, data: str) -> None:
        if not self._in_number:
            self.text += data


def read(drawn: DrawnParagraph) -> Reader:
    reader = Reader()
    reader.feed(drawn.html)
    reader.close()
    return reader


# No lone surrogates: no text can hold them. No CR: canonical texts have none.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=80)


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, list[Passage]]:
    text = draw(TEXTS | st.text("ab<&\"'\n ]\u202e\u0301😀", min_size=1, max_size=60))
    passages = []
    for number in range(draw(st.integers(0, 8)) if text else 0):
        extents = draw(
            st.lists(
                st.tuples(st.integers(0, len(text) - 1), st.integers(1, 20)),
                min_size=1,
                max_size=2,
            )
        )
        passages.append(
            Passage(
                uid=f"u{number}",
                kind=draw(st.sampled_from(KINDS)),
                extents=tuple((start, min(len(text), start + size)) for start, size in extents),
                number=number + 1,
                label=f"Claim {number + 1}",
                href=f"#cu{number}",
                actor=draw(st.sampled_from(["", "russia", '"><b>'])),
                tint=draw(st.sampled_from(["", "lit", "of-claim"])),
                chosen=draw(st.booleans()),
                described=draw(st.booleans()),
            )
        )
    return text, passages


@given(annotated())
def test_the_text_is_unchanged_when_the_marks_are_taken_out(
    case: tuple[str, list[Passage]],
) -> None:
    text, passages = case
    drawn = Drawing(text, passages).paragraphs()
    assert [(one.paragraph, read(one).text) for one in drawn] == [
        (paragraph, text[paragraph.start : paragraph.end]) for paragraph in paragraphs(text)
    ]


@given(annotated())
def test_each_code_point_lies_in_a_mark_of_exactly_its_passages(
    case: tuple[str, list[Passage]],
) -> None:
    text, passages = case
    for one in Drawing(text, passages).paragraphs():
        at = one.paragraph.start
        for uids, words in _pieces(one):
            for offset in range(at, at + len(words)):
                covering = {
                    passage.uid
                    for passage in passages
                    if any(start <= offset < end for start, end in passage.extents)
                }
                assert set(uids) == covering
            at += len(words)
        assert at == one.paragraph.end


@given(annotated())
def test_each_claim_and_prediction_has_its_number_once(case: tuple[str, list[Passage]]) -> None:
    text, passages = case
    drawn = Drawing(text, passages).paragraphs()
    found = [number["id"] for one in drawn for number in read(one).numbers]
    assert len(found) == len(set(found))
    breaks = {at for one in paragraphs(text) for at in range(one.end, one.end + 2)}
    for passage in passages:
        if passage.kind != "mention" and min(passage.extents)[0] not in breaks:
            assert f"a{passage.uid}" in found


def _pieces(drawn: DrawnParagraph) -> list[tuple[list[str], str]]:
    """The text of a paragraph cut where a mark begins or ends, with the uids of each piece."""
    pieces: list[tuple[list[str], str]] = []

    class Cutter(Reader):
        def handle_data(self, data: str) -> None:
            if not self._in_number:
                pieces.append((self._open[-1][0] if self._open else [], data))

    cutter = Cutter()
    cutter.feed(drawn.html)
    cutter.close()
    return pieces


def claim(start: int, end: int, number: int = 1, **more: object) -> Passage:
    uid = f"claim-{number}"
    label = f"Claim {number}"
    return Passage(uid, "claim", ((start, end),), number, label, f"#c{uid}", **more)  # type: ignore[arg-type]


def test_a_nested_passage_is_named_after_the_one_it_lies_in() -> None:
    text = "Tokyo will wait for Moscow."
    inner = Passage("m", "mention", ((20, 26),), actor="russia")
    [drawn] = Drawing(text, [inner, claim(0, 26)]).paragraphs()
    assert '<mark data-ann="claim-1 m" class="claim actor c0" data-actor="russia"' in drawn.html


def test_a_number_that_opens_a_paragraph_hangs_outside_it() -> None:
    [drawn] = Drawing("Tokyo waits.", [claim(0, 11)]).paragraphs()
    assert drawn.html.startswith('<span class="hang"><a class="ref claim" id="aclaim-1"')


def test_the_line_of_a_passage_runs_through_the_number_of_another_inside_it() -> None:
    [drawn] = Drawing("Tokyo waits.", [claim(0, 11), claim(6, 11, number=2)]).paragraphs()
    number = '<a class="ref claim" id="aclaim-2" href="#cclaim-2" aria-label="Claim 2">2</a>'
    assert f'<mark data-ann="claim-1" class="claim c0" role="none">{number}</mark>' in drawn.html


def test_only_the_first_mark_of_what_is_drawn_has_details() -> None:
    mention = Passage("m", "mention", ((6, 11),))
    [drawn] = Drawing("Tokyo waits.", [claim(0, 11, described=True), mention]).paragraphs()
    details = [attributes.get("aria-details") for _, attributes, _ in read(drawn).marks]
    assert details == ["cclaim-1", None]
    assert read(drawn).marks[1][1]["role"] == "none"


def test_a_passage_across_paragraphs_is_marked_in_both_and_numbered_once() -> None:
    drawn = Drawing("One.\n\nTwo.", [claim(0, 10)]).paragraphs()
    assert [read(one).marks[0][2] for one in drawn] == ["One.", "Two."]
    assert [len(read(one).numbers) for one in drawn] == [1, 0]


def test_markup_in_a_text_is_shown_and_not_obeyed() -> None:
    [drawn] = Drawing("<script>alert(1)</script> & more", [claim(0, 8)]).paragraphs()
    assert "<script" not in drawn.html
    assert read(drawn).text == "<script>alert(1)</script> & more"


def test_left_out_text_is_marked_as_left_out() -> None:
    text = "One. Two. Three.\n\nFour.\n\nFive."
    drawn = Drawing(text, [claim(0, 4)]).paragraphs([(0, 4), (10, 16), (25, 30)])
    assert [read(one).text for one in drawn] == ["One. […] Three.", "Five."]
    assert [one.after_gap for one in drawn] == [False, True]


def test_neighbouring_paragraphs_have_no_gap_between_them() -> None:
    drawing = Drawing("One.\n\nTwo.", [])
    assert not drawing.paragraphs([(0, 4), (6, 10)])[1].after_gap
    assert drawing.paragraphs([(0, 3), (6, 10)])[1].after_gap
