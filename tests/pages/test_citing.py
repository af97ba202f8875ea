"""The pages that tell how to cite, and the tags by which programs do."""

import json
import re

import pytest
import rispy
from pybtex.database import parse_string

from tests.factories import (
    ActorFactory,
    ArticleFactory,
    AuthorFactory,
    ClaimFactory,
    FormerSlugFactory,
    MentionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(settings):
    settings.SITE_URL, settings.SITE_NAME = "https://library.example", "The Library"
    author = AuthorFactory(name="Devon Tucker")
    ActorFactory(author=author, kind="person")
    return ArticleFactory(
        slug="thread",
        title="Hanging <by> a thread",
        authors=[author],
        original_url="https://times.example/thread",
        state="published",
    )


@pytest.fixture
def claim(article):
    return ClaimFactory(article=article, state="published").annotation


def test_a_source_can_be_had_in_every_form(client, article):
    address = "/sources/thread/cite/"

    bibtex = client.get(f"{address}?format=bibtex")
    ris = client.get(f"{address}?format=ris")
    csl = client.get(f"{address}?format=csl-json")

    assert bibtex["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert bibtex["Content-Disposition"] == 'attachment; filename="thread.bib"'
    assert "thread" in parse_string(bibtex.content.decode(), "bibtex").entries
    assert ris["Content-Type"] == "application/x-research-info-systems; charset=utf-8"
    assert ris["Content-Disposition"] == 'attachment; filename="thread.ris"'
    assert rispy.loads(ris.content.decode())[0]["title"] == article.title
    assert csl["Content-Type"] == "application/vnd.citationstyles.csl+json; charset=utf-8"
    assert csl["Content-Disposition"] == 'attachment; filename="thread.json"'
    assert json.loads(csl.content)[0]["URL"] == "https://library.example/sources/thread/"


def test_a_passage_can_be_had_in_every_form(client, claim):
    for name in ("bibtex", "ris", "csl-json"):
        response = client.get(f"/a/{claim.uid}/cite/?format={name}")
        text = response.content.decode()

        assert f"thread-{str(claim.uid)[:8]}" in response["Content-Disposition"]
        assert f"https://library.example/a/{claim.uid}/" in text
        assert "Tokyo hesitated for a decade." in text
        assert claim.article.current_revision.sha256 in text


def test_the_page_shows_every_form_to_select_and_to_take(get, claim):
    page = get(f"/a/{claim.uid}/cite/")

    assert "<h1>Cite this passage</h1>" in page
    assert "“Tokyo hesitated for a decade.” In: Devon Tucker, “Hanging &lt;by&gt; a thread”" in page
    for name in ("bibtex", "ris", "csl-json"):
        assert f'href="/a/{claim.uid}/cite/?format={name}"' in page
        assert re.search(rf'<pre [^>]*id="{name}"', page)
    assert len(re.findall(r"<button[^>]* hidden data-copy=", page)) == 4
    assert '<meta name="robots" content="noindex,follow">' in page


@pytest.mark.usefixtures("article")
def test_the_page_of_a_source_links_to_itself_and_its_source(get):
    page = get("/sources/thread/cite/")

    assert "<h1>Cite this source</h1>" in page
    assert 'href="/sources/thread/"' in page
    assert '<link rel="canonical" href="https://library.example/sources/thread/cite/">' in page


@pytest.mark.parametrize("format_", ["", "bibtex", "ris", "csl-json"])
def test_words_that_may_not_be_shown_are_not_cited(get, article, claim, format_):
    article.display = "metadata"
    article.save()

    text = get(f"/a/{claim.uid}/cite/{f'?format={format_}' if format_ else ''}")

    assert "hesitated" not in text
    assert f"https://library.example/a/{claim.uid}/" in text


@pytest.mark.usefixtures("article")
def test_an_unknown_form_is_refused_with_those_that_there_are(client):
    response = client.get("/sources/thread/cite/?format=endnote")

    assert response.status_code == 400
    assert response.content.decode() == (
        "There is no format “endnote”: ask for bibtex, ris, csl-json."
    )


def test_what_is_not_public_is_not_cited(client, article):
    draft = ArticleFactory()
    unseen = MentionFactory(article=article).annotation

    assert client.get(f"/sources/{draft.slug}/cite/").status_code == 404
    assert client.get("/sources/nothing/cite/").status_code == 404
    assert client.get(f"/a/{unseen.uid}/cite/").status_code == 404


def test_what_was_withdrawn_says_so(client):
    article = ArticleFactory(state="withdrawn")
    claim = ClaimFactory(article=ArticleFactory(state="published"), state="withdrawn").annotation

    source = client.get(f"/sources/{article.slug}/cite/")
    passage = client.get(f"/a/{claim.uid}/cite/")

    assert (source.status_code, passage.status_code) == (410, 410)
    assert "Asked for by its publisher." in source.content.decode()
    assert "It was wrong." in passage.content.decode()


def test_a_former_slug_leads_on(client, article):
    FormerSlugFactory(slug="old", uid=article.uid)

    response = client.get("/sources/old/cite/?format=ris")

    assert response.status_code == 301
    assert response["Location"] == "/sources/thread/cite/?format=ris"


def test_the_reader_leads_to_the_citations_of_what_is_open(get, claim):
    assert 'href="/sources/thread/cite/"' in get("/sources/thread/")
    assert f'href="/a/{claim.uid}/cite/"' in get(f"/a/{claim.uid}/")
    assert f'href="/a/{claim.uid}/cite/"' in get(f"/claims/{claim.uid}/")


def tags(page):
    return re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', page)


def test_reference_managers_find_what_is_known(get, article):
    assert tags(get("/sources/thread/")) == [
        ("citation_title", "Hanging &lt;by&gt; a thread"),
        ("citation_author", "Devon Tucker"),
        ("citation_publication_date", "2021/03/05"),
        ("citation_journal_title", article.publication.name),
        ("citation_language", "en"),
        ("citation_abstract_html_url", "https://library.example/sources/thread/"),
        ("citation_fulltext_html_url", "https://library.example/sources/thread/"),
    ]


def test_reference_managers_are_told_nothing_that_is_not_known(get):
    ArticleFactory(
        slug="bare",
        title="Untitled",
        title_supplied=True,
        publication=None,
        date=None,
        date_precision="unknown",
        display="excerpts",
        state="published",
    )

    found = tags(get("/sources/bare/"))

    assert ("citation_title", "[Untitled]") in found
    assert {name for name, _value in found} == {
        "citation_title",
        "citation_language",
        "citation_abstract_html_url",
    }


def test_a_year_is_all_that_is_told_of_a_date_known_to_the_year(get):
    ArticleFactory(slug="year", date_precision="year", state="published")

    assert ("citation_publication_date", "2021") in tags(get("/sources/year/"))


def test_the_words_are_found_in_the_original(get, claim):
    page = get(f"/claims/{claim.uid}/")

    assert (
        'href="https://times.example/thread#:~:text='
        'Tokyo%20hesitated%20for%20a%20decade,-.%20Moscow%20will"'
    ) in page


def test_the_link_to_the_original_does_not_name_words_that_may_not_be_shown(get, article, claim):
    article.display = "metadata"
    article.save()

    page = get(f"/claims/{claim.uid}/")

    assert 'href="https://times.example/thread"' in page
    assert ":~:text" not in page


def test_the_link_to_the_original_of_an_excerpt_names_no_words_around_it(get, article, claim):
    article.display = "excerpts"
    article.save()

    page = get(f"/claims/{claim.uid}/")

    assert (
        'href="https://times.example/thread#:~:text=Tokyo%20hesitated%20for%20a%20decade"' in page
    )


def test_the_card_of_a_claim_leads_to_its_words_in_the_original(get, article, claim):
    link = 'href="https://times.example/thread#:~:text=Tokyo%20hesitated%20for%20a%20decade"'
    assert link in get(f"/a/{claim.uid}/")

    article.display = "metadata"
    article.save()

    assert ":~:text" not in get(f"/a/{claim.uid}/")


def test_a_source_without_an_address_has_no_link_to_one(get, article, claim):
    article.original_url = "javascript:alert(1)"
    article.save()

    assert "In the original" not in get(f"/claims/{claim.uid}/")
