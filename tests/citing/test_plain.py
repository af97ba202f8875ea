"""The citation that is ready to be pasted."""

from dataclasses import replace

import pytest

from annotations.citing import plain
from annotations.citing.reference import Name
from annotations.standing_on import LeftBehind
from tests.citing.references import HASH, PLAIN


def test_a_source_is_cited_with_its_text_and_both_its_addresses():
    assert plain.dump(PLAIN) == (
        "Devon Tucker, “Russia-Japan Relations”, The Moscow Times, 20 May 2015. "
        f"Annotated Sources, revision 2, SHA-256 {HASH}, after {PLAIN.original}, {PLAIN.address}."
    )


def test_a_passage_is_quoted():
    cited = plain.dump(replace(PLAIN, passage=True, words="Tokyo hesitated."))

    assert cited.startswith("“Tokyo hesitated.” In: Devon Tucker, “Russia-Japan Relations”")


def test_a_passage_whose_words_are_withheld_is_named_as_one():
    assert plain.dump(replace(PLAIN, passage=True)).startswith("A passage of: Devon Tucker")


@pytest.mark.parametrize(
    ("precision", "day"),
    [("day", "20 May 2015."), ("month", "May 2015."), ("year", "2015."), ("unknown", "n.d.")],
)
def test_a_date_is_no_more_exact_than_it_is_known(precision, day):
    cited = plain.dump(replace(PLAIN, precision=precision))

    assert f"The Moscow Times, {day} Annotated Sources" in cited


def test_what_is_not_known_leaves_no_gap():
    bare = replace(PLAIN, authors=[], publication="", original="")

    assert plain.dump(bare) == (
        "“Russia-Japan Relations”, 20 May 2015. "
        f"Annotated Sources, revision 2, SHA-256 {HASH}, {PLAIN.address}."
    )


def test_all_authors_are_named_in_their_order():
    two = replace(PLAIN, authors=[Name("Ann Archer"), Name("Bo Berg")])

    assert plain.dump(two).startswith("Ann Archer, Bo Berg, “")


def test_words_that_run_the_other_way_are_kept_apart_from_numbers_and_commas():
    mixed = replace(
        PLAIN,
        title="خيط رفيع (2021)",
        authors=[Name("نجيب محفوظ"), Name("Lina Haddad")],
        publication="الشرق الأوسط",
        words="ترددت طوكيو 2021.",
        passage=True,
    )

    cited = plain.dump(mixed)

    assert cited.startswith(
        "“\u2068ترددت طوكيو 2021.\u2069” In: \u2068نجيب محفوظ\u2069, Lina Haddad, "
        "“\u2068خيط رفيع (2021)\u2069”, \u2068الشرق الأوسط\u2069, 20 May 2015. Annotated"
    )
    assert cited.count("\u2068") == cited.count("\u2069") == 4


def test_words_that_run_the_same_way_are_left_as_they_are():
    told = plain.dump(replace(PLAIN, title="日ロ関係は糸一本 – Россия", words="東京", passage=True))

    assert not {"\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f"} & {*told}


def test_a_passage_that_the_present_text_lacks_is_cited_by_the_text_that_has_it():
    gone = replace(PLAIN, passage=True, words="So it was.", left_behind=LeftBehind(2, 3))

    assert "Annotated Sources, revision 2 (the present text, revision 3, lacks this passage), " in (
        plain.dump(gone)
    )


def test_beside_its_address_a_source_is_cited_in_brief():
    assert plain.brief(PLAIN) == (
        "Devon Tucker, “Russia-Japan Relations”, The Moscow Times, 20 May 2015. "
        "Annotated Sources, revision 2."
    )
