"""What is typed into the search box, understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcelib.search.query import MOST_CHARACTERS, MOST_TERMS, Query, Term, parse


def understood(typed):
    """Write a query down in short: words by "_", a star for a beginning, place and minus before."""

    def written(term):
        place = f"{term.place}:" if term.place else ""
        return f"{place}{'_'.join(term.words)}{'*' if term.prefix else ''}"

    query = parse(typed)
    return [written(term) for term in query.wanted] + [f"-{written(t)}" for t in query.unwanted]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", []),
        ("   ", []),
        ("- — … ! \" “ ( ) * : ^ '", []),
        ("peace treaty", ["peace", "treaty"]),
        ("peace Peace PEACE", ["peace"]),
        ("“security dialogue” -moscow", ["security_dialogue", "-moscow"]),
        ('"a b" «c d» „e f“ „g h” ”i j”', ["a_b", "c_d", "e_f", "g_h", "i_j"]),
        ('"not closed', ["not", "closed"]),
        ('one"two three"four', ["one", "two_three", "four"]),
        ('""', []),
        ("russ* r* *russ ru*ss", ["russ*", "r", "russ", "ru_ss"]),
        ('"secur*"', ["secur"]),
        ('-"north korea" −kim –jong', ["-north_korea", "-kim", "-jong"]),
        ("well-known - dash —dash", ["well_known", "dash"]),
        ("--twice", ["-twice"]),
        ("title:thread TEXT:war by:kashin", ["title:thread", "body:war", "people:kashin"]),
        ('author:"Devon Tucker" -speaker:abe', ["people:devon_tucker", "-people:abe"]),
        ("https://example.org/a", ["https_example_org_a"]),
        ("title: thread By:\n “a b”", ["title:thread", "people:a_b"]),
        ("title: -thread by:", ["title", "by", "-thread"]),
        ("(treat*), peace? [war]!", ["treat*", "peace", "war"]),
        ('colour:"red and blue"', ["colour_red_and_blue"]),
        ("Russia’s two-plus-two U.S.", ["russia_s", "two_plus_two", "us"]),
        ("AND OR NOT NEAR(x,2)", ["and", "or", "not", "near_x_2"]),
        ("日本", ["日本"]),
        ("本", ["本*"]),
        ("日本語", ["日本_本語"]),
        ("“peace 日本”", ["peace_日本"]),
        ("“peace 本”", ["peace_本*"]),
        ("cafe\u0301 か\u3099く", ["cafe", "がく"]),
        ("a\x00b", ["a_b"]),
        ("🕊️", ["🕊"]),
    ],
)
def test_the_language_of_queries(typed, terms):
    assert understood(typed) == terms


@given(st.text())
def test_any_text_is_understood_as_something(typed):
    query = parse(typed)

    assert all(term.words for term in (*query.wanted, *query.unwanted))
    assert len(query.wanted) + len(query.unwanted) <= MOST_TERMS


@given(st.text(alphabet=' "“”-–:*abcтitle日本é', max_size=60))
def test_a_query_is_understood_as_it_is_written_back(typed):
    query = parse(typed)

    assert parse(query.text) == query


def test_a_query_without_words_finds_nothing():
    assert parse("").finds_nothing is True
    assert parse("-moscow").finds_nothing is True
    assert parse("moscow").finds_nothing is False


def test_what_is_too_long_is_cut_and_said_to_be():
    assert parse("peace " * 2_000).cut is True
    assert parse("x" * (MOST_CHARACTERS + 1)).cut is True
    assert parse(" ".join(f"w{n}" for n in range(MOST_TERMS + 1))).cut is True
    assert parse(" ".join(f"w{n}" for n in range(MOST_TERMS))).cut is False
    assert parse(" " * 5_000 + "peace").cut is False


def test_a_term_can_be_taken_away():
    query = parse("peace -moscow title:x")

    assert query.without(query.unwanted[0]).text == "peace title:x"
    assert query.without(query.wanted[0]).text == "title:x -moscow"


def test_terms_are_the_same_however_they_are_written():
    assert Term(("a",), written="A") == Term(("a",), written="á")
    assert Query() == parse("")


@pytest.mark.parametrize(
    ("typed", "operators"),
    [
        ("peace AND treaty OR war AND", ["AND", "OR"]),
        ("peace and treaty", []),
        ("PEACE AND TREATY", []),
        ('peace "AND"', []),
        ("NOT moscow", ["NOT"]),
        ("", []),
    ],
)
def test_operators_of_other_search_engines_are_told(typed, operators):
    assert parse(typed).operators == operators


def test_a_term_is_written_back_without_what_stands_around_it():
    assert parse("who (signed) a peace treaty?").text == "who signed a peace treaty"


def test_what_is_no_field_is_told_once():
    query = parse("kind:claim -kind:mention foo:bar title:thread https://example.org")

    assert query.no_fields == ["kind", "foo"]
    assert query.without(query.wanted[1]).no_fields == ["kind"]
