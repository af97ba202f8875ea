"""The search page."""

import pytest

from sourcelib.models import Article
from tests import factories as f
from tests.indexed import index_everything
from tests.pages.reading import text_of
from tests.pages.search.searching import counts

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("source")
def test_the_first_hits_of_every_kind_are_shown_with_their_words_marked(get):
    page = get("/search/?q=treaty")

    assert counts(page) == {
        "Sources": "1",
        "Passages": "1",
        "Claims": "1",
        "Predictions": "0",
        "Actors": "0",
    }
    assert 'sign a &lt;b&gt;peace <mark class="hit">treaty</mark>&lt;/b&gt; &amp; go' in page
    assert 'There is a <mark class="hit">treaty</mark>.' in page
    assert page.count('href="/sources/piece/#p2"') == 2
    assert "Ann Archer" in page
    assert "<title>“treaty” · Search · " in page


@pytest.mark.usefixtures("source")
def test_actors_are_found_by_their_other_names(get):
    page = get("/search/?q=moscow")

    assert counts(page)["Actors"] == "1"
    assert "Russia" in page
    assert 'also <mark class="hit">Moscow</mark>' in page
    assert "1 mention ·" in text_of(page)


@pytest.mark.usefixtures("source")
def test_the_language_of_queries_holds_on_the_page(get):
    assert counts(get("/search/?q=“security+dialogue”+-treaty"))["Passages"] == "1"
    assert counts(get("/search/?q=“security+dialogue”+-treaty"))["Sources"] == "0"
    assert counts(get("/search/?q=by:archer+title:winter"))["Sources"] == "1"
    assert counts(get("/search/?q=trea*"))["Claims"] == "1"


@pytest.mark.usefixtures("source")
def test_a_page_and_its_list_find_the_same(get):
    for words in ("moscow", "treat*", "peace -treaty", '"peace treaty"'):
        found = counts(get(f"/search/?q={words}"))
        for name in ("Sources", "Claims", "Predictions", "Actors"):
            listed = get(f"/{name.lower()}/?q={words}&format=csv").count("\n") - 1
            assert found[name] == str(listed), (name, words)


def test_only_what_is_public_is_found(get, source):
    draft = f.ArticleFactory(title="Treaty draft", text="A treaty.")
    f.ClaimFactory(article=draft, words="A treaty", state="published")
    f.ClaimFactory(article=source, words="treaty", summary="A treaty in draft.")
    f.ActorFactory(name="Treaty organisation")
    index_everything()

    page = get("/search/?q=treaty")

    assert counts(page)["Sources"] == counts(page)["Claims"] == "1"
    assert counts(page)["Actors"] == "0"
    assert "draft" not in page


@pytest.mark.parametrize(
    ("display", "claims"),
    [("excerpts", {"treaty": "1", "peace": "1"}), ("metadata", {"peace": "0"})],
)
def test_words_that_may_not_be_shown_are_neither_found_nor_shown(get, source, display, claims):
    Article.objects.filter(pk=source.pk).update(display=display)
    index_everything()

    for word, count in claims.items():
        page = get(f"/search/?q={word}")
        assert counts(page)["Sources"] == counts(page)["Passages"] == "0"
        assert counts(page)["Claims"] == count
    page = get("/search/?q=winter")
    assert counts(page)["Sources"] == "1"
    assert "Long ago" not in page


def test_words_are_not_shown_before_the_index_knows_that_they_may_not_be(get, source):
    Article.objects.filter(pk=source.pk).update(display="metadata")

    page = get("/search/?q=peace")

    assert "home" not in page
    assert "sign a" not in page


@pytest.mark.usefixtures("source")
def test_a_field_that_there_is_not_is_told(get):
    told = "There is no field “%s” to look in; there are title, text and by."
    page = text_of(get("/search/?q=kind:treaty+-foo:bar"))
    assert told % "kind" in page
    assert told % "foo" in page
    assert "There is no field" not in get("/search/?q=by:treaty+https://example.org")


def test_without_words_the_page_says_how_to_search(get):
    page = get("/search/")

    assert '<details class="rules" open>' in page
    assert '<nav class="tabs"' not in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("-moscow", "Say also what to look for"),
        ("…%20!?%20*", "There is no word in this to look for."),
        ("%00", "How to search"),
        ("peace%20" * 1_250, "Only the beginning was looked for"),
        ("%22(AND%20OR%20*%20NEAR%20'", "Nothing has all of this."),
    ],
)
@pytest.mark.usefixtures("source")
def test_nothing_that_is_typed_is_an_error(get, typed, told):
    assert told in get(f"/search/?q={typed}")


@pytest.mark.usefixtures("source")
def test_filters_narrow_every_kind(get):
    other = f.ArticleFactory(slug="other", date="2015-05-20", text="A treaty.", state="published")
    f.ClaimFactory(article=other, words="A treaty", state="published")
    index_everything()

    assert counts(get("/search/?q=treaty"))["Claims"] == "2"
    for narrowed in ("from=2016", "source=piece", "author=ann", "publication=times"):
        page = get(f"/search/?q=treaty&{narrowed}")
        assert counts(page)["Sources"] == counts(page)["Claims"] == "1", narrowed
        assert counts(page)["Passages"] == "1", narrowed
    assert counts(get("/search/?q=moscow&from=2016"))["Actors"] == "1"
    assert counts(get("/search/?q=moscow&to=2016"))["Actors"] == "0"
    page = get("/search/?q=treaty&source=piece&author=ann")
    assert (
        'href="/search/?q=treaty&amp;author=ann" aria-label="Remove Source: Winter talks"' in page
    )


@pytest.mark.usefixtures("source")
def test_what_of_the_filters_cannot_be_understood_is_told(get):
    page = get("/search/?q=treaty&from=banana&author=nobody")

    assert "“banana” is not a date" in page
    assert "Nothing here is called “nobody”" in page
    assert counts(page)["Sources"] == "1"


@pytest.mark.usefixtures("source")
def test_an_unknown_kind_shows_all(get):
    assert counts(get("/search/?q=treaty&kind=poems"))["Sources"] == "1"


def test_the_box_in_the_head_of_every_page_leads_here(get):
    assert '<form class="find" role="search" action="/search/"' in get("/about/")


def test_it_is_read_only(client):
    assert client.post("/search/").status_code == 405
