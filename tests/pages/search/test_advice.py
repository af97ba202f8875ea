"""What the search page offers when it finds little or nothing."""

import re
from html import unescape
from urllib.parse import unquote

import pytest

from tests import factories as f
from tests.indexed import index_everything

pytestmark = pytest.mark.django_db


def offers(page):
    """Return what is offered where nothing is found: addresses, numbers, without what."""
    box = re.search(r'<div class="none">.*?</div>', page, re.S)
    if not box:
        return None
    found = re.findall(
        r'<li><a href="([^"]+)">.*?</a>:? <b class="num">(\d+)</b>'
        r'(?: <span class="muted">without “(.*?)”</span>)?',
        box[0],
    )
    return [tuple(unquote(unescape(part)) for part in one) for one in found]


def meant(page):
    """Return what the page asks whether it was meant: the address, and the number of hits."""
    found = re.search(r'Did you mean <a href="([^"]+)">.*?</a>\? <b class="num">(\d+)</b>', page)
    return found and (unquote(unescape(found[1])), found[2])


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        # one term is left out
        ("treaty+-peace+winter", [("treaty+winter", "1", "-peace")]),
        ("treaty+zebra", [("treaty", "3", "zebra")]),
        ("by:archer+zebra", [("by:archer", "6", "zebra")]),
        # as many as go together
        ("treaty+moscow+-peace+zebra", [("moscow+-peace", "3", "treaty zebra")]),
        ("zebra+lion+treaty+ox+home", [("treaty+home", "2", "zebra lion ox")]),
        (
            "treatty+lion+home+ox",
            [("treaty+home", "2", "treatty lion ox"), ("home", "2", "treatty lion ox")],
        ),
        # the words that questions are made of
        ("who+signs+what+treaty", [("treaty", "3", "who signs what"), ("sign*+treaty*", "3", "")]),
        ("when+will+the+leaders+sign?", [("leaders+sign", "2", "when will the")]),
        # words that only begin so
        ("leader", [("leader*", "2", "")]),
        ("dialogues", [("dialogue*", "2", "")]),
        # nothing helps
        ("zebra", []),
        ("of+the", [("the", "3", "of")]),
        ("日本+zebra", []),
    ],
)
def test_where_nothing_is_found_searches_for_less_are_offered(get, typed, offered):
    page = get(f"/search/?q={typed}")

    assert "Nothing has all of this." in page
    assert offers(page) == [(f"/search/?q={words}", *rest) for words, *rest in offered]


@pytest.mark.usefixtures("source")
def test_what_the_likeliest_of_them_finds_is_shown_at_once(get):
    page = get("/search/?q=what+do+leaders+sign+zebra&kind=passages")

    assert offers(page)[0][:2] == ("/search/?q=leaders+sign&kind=passages", "1")
    assert "What “leaders sign” finds" in page
    assert 'The <mark class="hit">leaders sign</mark> a' in page
    assert re.search(r'<ol start="1">.*?href="/sources/piece/#p2"', page, re.S)
    assert "finds</h2>" not in get("/search/?q=zebra")


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize(
    ("kind", "typed", "told", "offered"),
    [
        ("claims", "treaty+moscow", "No claim has all of this.", [("treaty", "1", "moscow")]),
        ("predictions", "moscow+zebra", "No prediction has", [("moscow", "1", "zebra")]),
        ("passages", "winter", "No paragraph has all of this.", []),
        ("sources", "zebra", "No source has all of this.", []),
        ("actors", "treaty", "No actor has all of this.", []),
    ],
)
def test_an_empty_kind_says_what_gives_some_of_it(get, kind, typed, told, offered):
    page = get(f"/search/?q={typed}&kind={kind}")

    assert told in page
    expected = [(f"/search/?q={words}&kind={kind}", *rest) for words, *rest in offered]
    assert offers(page) == expected


@pytest.mark.usefixtures("source")
def test_the_filter_to_drop_is_told_with_what_that_gives(get):
    page = get("/search/?q=treaty&kind=claims&from=2099&author=ann")

    assert "Dropping one would give:" in page
    assert re.search(
        r'<a href="/search/\?q=treaty&amp;kind=claims&amp;author=ann">without From 2099</a>: '
        r'<b class="num">1</b>',
        page,
    )
    assert "without Author" not in page
    assert "dropping one alone would give nothing" in get("/search/?q=zebra&from=2099")


@pytest.fixture
def of_two_minds():
    """A text spelled the American way, of which a claim and an actor are spelled the British."""
    article = f.ArticleFactory(
        slug="two",
        title="Budgets",
        text="Japan buys missile defense. Their policymakers favor a dialog on U.S.-Japan ties.",
        state="published",
    )
    public = {"article": article, "state": "published"}
    actor = f.ActorFactory(slug="agency", name="Missile Defence Agency")
    f.MentionFactory(actor=actor, words="Japan", **public)
    f.ClaimFactory(words="policymakers", summary="They favour a dialogue.", **public)
    index_everything()
    return article


@pytest.mark.usefixtures("of_two_minds")
@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("missile+defence", ("missile+defense", "2")),  # though there is an actor
        ("missile+defense", ("missile+defence", "1")),
        ("title:defense", ("title:defence", "1")),
        ("favour+dialogue+japan", ("favor+dialog+japan", "2")),
        ("policy-makers", ("policymakers", "3")),
        ("policy+makers+japan", ("policymakers+japan", "2")),
        ("missiledefense", ('"missile+defense"', "2")),
        ("misile+defense", ("missile+defense", "2")),
        ("what+did+misile+defense", ("missile+defense", "2")),
        # nothing is asked where it is the same, and where nothing else is found
        ("US-Japan", None),
        ("budgets", None),
        ("agency", None),
        ("japan+defence+agency", None),
        ("zebra", None),
    ],
)
def test_a_search_may_have_been_meant_otherwise(get, typed, asked):
    page = get(f"/search/?q={typed}")

    assert meant(page) == (asked and (f"/search/?q={asked[0]}", asked[1]))


@pytest.mark.usefixtures("of_two_minds")
def test_what_was_meant_is_of_the_same_kind_if_it_has_some(get):
    def address(kind):
        return meant(get(f"/search/?q=missile+defence&kind={kind}"))[0]

    assert address("passages") == "/search/?q=missile+defense&kind=passages"
    assert address("claims") == "/search/?q=missile+defense"


@pytest.mark.usefixtures("of_two_minds")
@pytest.mark.parametrize("typed", ["US-Japan", "U.S.-Japan", "u.s.–japan", "us‑japan", "US+Japan"])
def test_dots_hyphens_and_dashes_make_no_difference(get, typed):
    page = get(f"/search/?q={typed}&kind=passages")

    assert 'on <mark class="hit">U.S.</mark>-<mark class="hit">Japan</mark> ties' in page or (
        'on <mark class="hit">U.S.-Japan</mark> ties' in page
    )


@pytest.mark.usefixtures("source")
def test_a_word_that_there_is_not_leads_to_the_nearest_that_finds_something(get):
    assert meant(get("/search/?q=tready+winter")) == ("/search/?q=treaty+winter", "1")


def test_a_suggestion_is_not_made_of_what_is_not_public(get):
    f.ArticleFactory(title="Zanzibar organisation", text="Nothing.")
    index_everything()

    assert meant(get("/search/?q=zanzibat")) is None
    assert meant(get("/search/?q=organization")) is None


def test_a_question_that_finds_little_is_offered_without_its_small_words(get):
    article = f.ArticleFactory(text="When will Japan sign?", state="published")
    f.ClaimFactory(
        article=article, words="Japan sign", summary="Japan will sign.", state="published"
    )
    index_everything()

    found = get("/search/?q=when+will+japan+sign")
    assert (
        'Fewer words find more: <a href="/search/?q=japan+sign">japan sign</a> '
        '<b class="num">3</b>' in found
    )
    assert "Fewer words" not in get("/search/?q=will+japan+sign")
    assert "Fewer words" not in get("/search/?q=japan+sign")
