"""The citation that is ready to be pasted."""

from dataclasses import replace

import pytest

from annotations.citing import plain
from annotations.citing.reference import Name
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


def test_beside_its_address_a_source_is_cited_in_brief():
    assert plain.brief(PLAIN) == (
        "Devon Tucker, “Russia-Japan Relations”, The Moscow Times, 20 May 2015. "
        "Annotated Sources, revision 2."
    )
