"""The map of a text."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.pages.reader.minimap import COLUMNS, Mark, _wrap, minimap


@given(st.text("ab \n\t", max_size=400))
def test_lines_hold_all_words_and_are_short_enough(words: str) -> None:
    lines = list(_wrap(words))
    assert all(0 < end - start <= COLUMNS for start, end in lines)
    assert "".join("".join(words[a:b] for a, b in lines).split()) == "".join(words.split())


def test_a_mark_is_drawn_on_each_line_that_it_covers() -> None:
    text = "word " * 30
    svg = minimap(text.strip(), [Mark("c", ((0, 149),))])
    [claims] = [part for part in svg.split("<path") if 'class="c"' in part]
    assert claims.count("M") == 3


def test_the_passages_of_the_lit_actor_are_lit() -> None:
    marks = [Mark("a", ((0, 5),), "japan"), Mark("a", ((6, 12),), "russia")]
    svg = minimap("Japan Russia", marks, "russia")
    assert '<path class="a lit" data-actor="russia"' in svg
    assert '<path class="a" data-actor="japan"' in svg
