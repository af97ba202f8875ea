"""The pages of one kind, and how each page is called and described."""

import re
import uuid
from html import unescape

import pytest

from tests import factories as f
from tests.indexed import index_everything
from tests.pages.reading import text_of

pytestmark = pytest.mark.django_db


def head_of(page):
    """Return title, description, canonical address and robots of a page."""
    found = [
        re.search(pattern, page)
        for pattern in (
            r"<title>(.*?)</title>",
            r'<meta name="description" content="(.*?)">',
            r'<link rel="canonical" href="http://[^/]+(.*?)">',
            r'<meta name="robots" content="(.*?)">',
        )
    ]
    return [unescape(one[1]) if one else None for one in found]


@pytest.fixture
def many():
    """A source with sixty paragraphs that have one word."""
    article = f.ArticleFactory(
        slug="many",
        text="\n\n".join(f"Treaty number {number}." for number in range(60)),
        state="published",
    )
    index_everything()
    return article


def following(page, rel):
    """Return the address of the page after or before."""
    found = re.search(rf'<a class="btn" rel="{rel}" href="([^"]+)"', page)
    return unescape(found[1]) if found else ""


def test_a_kind_has_pages_that_begin_after_a_hit(get, many):
    address = "/search/?q=treaty&kind=passages"
    seen, addresses = [], []
    for first, last in ((1, 25), (26, 50), (51, 60)):
        page = get(address)
        assert f"{first}–{last} of 60" in page
        assert f'<ol start="{first}">' in page
        seen += re.findall(r'href="/sources/many/#p(\d+)"', page)
        addresses.append(address)
        back, address = following(page, "prev"), following(page, "next")
    assert address == ""
    assert seen == [str(number) for number in range(1, 61)]  # in the order of the text
    assert addresses[1] == f"/search/?q=treaty&kind=passages&after={many.uid}.25"
    assert back == f"/search/?q=treaty&kind=passages&before={many.uid}.51"
    page = get(back)
    assert "26–50 of 60" in page
    assert following(page, "prev") == "/search/?q=treaty&kind=passages"


@pytest.mark.parametrize(
    "place",
    [
        "x",
        "25",
        "{uid}.x",
        "{uid}.61",
        "{uid}.60",
        "{uid}.99999999999",
        "{other}.1",
        "{uid}.²",
        "\0",
    ],
)
def test_of_a_page_that_there_is_not_the_first_one_is_shown(get, many, place):
    place = place.format(uid=many.uid, other=uuid.uuid4())
    page = get(f"/search/?q=treaty&kind=passages&after={place}")

    assert "This page of the list does not exist; here is the first one." in page
    assert "1–25 of 60" in page


@pytest.mark.usefixtures("many")
def test_on_the_first_hits_of_all_kinds_no_place_is_asked_for(get):
    assert "does not exist" not in get("/search/?q=treaty&after=x")


def test_claims_of_equal_worth_come_newest_source_first_in_the_order_of_the_text(get):
    old = f.ArticleFactory(date="2015-05-20", text="A treaty. Or a treaty!", state="published")
    new = f.ArticleFactory(date="2021-05-20", text="A treaty.", state="published")
    for article, words, summary in (
        (old, "A treaty", "One is signed."),
        (new, "A treaty", "Two are signed."),
        (old, "Or a treaty", "Three are signed."),
        (old, "treaty!", "A treaty is signed."),
    ):
        f.ClaimFactory(article=article, words=words, summary=summary, state="published")
    index_everything()
    page = get("/search/?q=treaty&kind=claims")

    titles = [text_of(one) for one in re.findall(r"<h3>.*?</h3>", page, re.S)]
    assert titles == [
        "A treaty is signed.",
        "Two are signed.",
        "One is signed.",
        "Three are signed.",
    ]


def test_of_actors_the_shortest_name_comes_first(get):
    article = f.ArticleFactory(text="Russia waits.", state="published")
    for name in ("Russia Today", "Russia", "The Russia Committee"):
        actor = f.ActorFactory(name=name)
        f.MentionFactory(actor=actor, article=article, words="Russia", state="published")
    index_everything()

    page = get("/search/?q=russia&kind=actors")
    titles = [text_of(one) for one in re.findall(r"<h3>.*?</h3>", page, re.S)]
    assert titles == ["Russia", "Russia Today", "The Russia Committee"]


def test_each_page_is_called_and_described_by_what_it_shows(get, many):
    every = head_of(get("/search/?q=treaty"))
    passages = head_of(get("/search/?kind=passages&q=treaty&page=7"))
    second = head_of(get(f"/search/?q=treaty&kind=passages&after={many.uid}.25"))
    gone = head_of(get("/search/?q=treaty&kind=passages&after=x"))
    none = head_of(get("/search/"))
    narrowed = head_of(get("/search/?to=&q=treaty&source=many&kind=poems&from=1990"))

    assert every[0].startswith("“treaty” · Search · ")
    assert every[1] == (
        "Sources, passages, claims, predictions and actors with “treaty”. "
        "Sources: 1; Passages: 60; Claims: 0; Predictions: 0; Actors: 0."
    )
    assert every[2:] == ["/search/?q=treaty", "noindex,follow"]
    assert passages[0].startswith("“treaty” · Passages · Search · ")
    assert "Passages: 60." in passages[1]
    assert passages[2:] == ["/search/?q=treaty&kind=passages", "noindex,follow"]
    assert second[0].startswith("“treaty” · Passages 26–50 · Search · ")
    assert second[1].endswith("Passages: 60; 26–50.")
    assert second[2] == f"/search/?q=treaty&kind=passages&after={many.uid}.25"
    assert gone == passages
    assert none[0].startswith("Search · ")
    assert none[2:] == ["/search/", None]
    assert narrowed[2] == "/search/?q=treaty&from=1990&source=many"
    descriptions = [one[1] for one in (every, passages, second, none)]
    assert len(set(descriptions)) == len(descriptions)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("kind", ["sources", "passages", "claims", "predictions", "actors"])
def test_every_kind_has_a_description_of_its_own(get, kind):
    assert head_of(get(f"/search/?q=treaty&kind={kind}"))[1].startswith(
        {
            "sources": "Sources with “treaty” in their title",
            "passages": "Paragraphs with “treaty”",
            "claims": "Claims with “treaty”",
            "predictions": "Predictions with “treaty”",
            "actors": "Actors that are called “treaty”",
        }[kind]
    )


def test_what_is_typed_stays_in_the_box_with_kind_and_filters(get):
    page = get("/search/?q=%22a%22+%3Cb%3E&kind=claims&from=2015&author=nobody&after=x")

    assert 'name="q" value="&quot;a&quot; &lt;b&gt;"' in page
    assert 'name="kind" value="claims"' in page
    assert 'name="author" value="nobody"' in page
    assert 'name="after"' not in page
