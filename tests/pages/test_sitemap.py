"""The sitemap, robots.txt and the description of the search."""

import datetime
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.utils import timezone

from annotations import sitemaps
from annotations.models import Annotation
from sourcelib.models import Article
from tests.factories import ArticleFactory, ClaimFactory, VerdictFactory

pytestmark = pytest.mark.django_db
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://library.example"


def entries(get, address, status=200):
    """Addresses with the last change that each tells of."""
    root = ElementTree.fromstring(get(address, status))
    return {one.findtext(f"{SPACE}loc"): one.findtext(f"{SPACE}lastmod") for one in root}


def test_the_index_names_every_section(get):
    assert list(entries(get, "/sitemap.xml")) == [
        f"https://library.example/sitemap-{name}.xml"
        for name in (
            *("pages", "sources", "predictions", "claims", "propositions"),
            *("actors", "topics", "authors", "publications"),
        )
    ]


@pytest.mark.usefixtures("small")
def test_every_address_of_every_section_answers(get, client):
    for section in entries(get, "/sitemap.xml"):
        found = entries(get, section.removeprefix("https://library.example"))
        assert found, section
        for address in found:
            path = address.removeprefix("https://library.example")
            assert client.get(path).status_code == 200, address


def test_only_what_is_public_is_listed(small, get):
    draft = ArticleFactory()
    unseen = ClaimFactory(article=small.claims[0].annotation.article).annotation
    gone = small.predictions[0].annotation
    Annotation.objects.filter(pk=gone.pk).update(
        state="withdrawn", state_reason="wrong", withdrawn_at=timezone.now()
    )

    assert draft.slug not in str(entries(get, "/sitemap-sources.xml"))
    assert str(unseen.uid) not in str(entries(get, "/sitemap-claims.xml"))
    assert str(gone.uid) not in str(entries(get, "/sitemap-predictions.xml"))


def test_a_claim_changed_when_it_was_edited_or_judged(get):
    claim = ClaimFactory(article=ArticleFactory(state="published"), state="published").annotation
    edited = datetime.datetime(2030, 5, 1, tzinfo=datetime.UTC)
    Annotation.objects.filter(pk=claim.pk).update(changed_at=edited)
    address = f"https://library.example/claims/{claim.uid}/"
    assert entries(get, "/sitemap-claims.xml")[address] == "2030-05-01"

    verdict = VerdictFactory(annotation=claim, state="supported", event_date=None)
    type(verdict).objects.filter(pk=verdict.pk).update(published_at=edited.replace(month=6))
    cache.clear()

    assert entries(get, "/sitemap-claims.xml")[address] == "2030-06-01"


def test_a_proposal_that_is_not_public_changes_nothing(get):
    claim = ClaimFactory(article=ArticleFactory(state="published"), state="published").annotation
    edited = datetime.datetime(2020, 5, 1, tzinfo=datetime.UTC)
    Annotation.objects.filter(pk=claim.pk).update(changed_at=edited)
    VerdictFactory(annotation=claim, state="supported", event_date=None, review="proposed")

    assert list(entries(get, "/sitemap-claims.xml").values()) == ["2020-05-01"]


def test_a_source_changed_when_something_in_it_did(get):
    article = ArticleFactory(state="published")
    claim = ClaimFactory(article=article, state="published").annotation
    address = f"https://library.example/sources/{article.slug}/"
    assert entries(get, "/sitemap-sources.xml")[address] == f"{timezone.now():%Y-%m-%d}"

    later = datetime.datetime(2031, 1, 2, tzinfo=datetime.UTC)
    Annotation.objects.filter(pk=claim.pk).update(changed_at=later)

    assert entries(get, "/sitemap-sources.xml")[address] == "2031-01-02"


def test_a_long_section_has_pages(get, monkeypatch):
    monkeypatch.setattr(sitemaps.Sources, "limit", 2)
    for _ in range(3):
        ArticleFactory(state="published")

    index = entries(get, "/sitemap.xml")

    assert "https://library.example/sitemap-sources.xml?p=2" in index
    assert len(entries(get, "/sitemap-sources.xml")) == 2
    assert len(entries(get, "/sitemap-sources.xml?p=2")) == 1


@pytest.mark.parametrize("address", ["-nothing.xml", "-sources.xml?p=9", "-sources.xml?p=x"])
def test_what_is_no_section_is_not_found(client, address):
    assert client.get(f"/sitemap{address}").status_code == 404


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-sources.xml"])
def test_who_has_it_already_is_told_so(client, address):
    ArticleFactory(state="published")
    first = client.get(address)
    cached = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert first["Content-Type"] == "application/xml"
    assert client.get(address, **cached).status_code == 304

    since = {"HTTP_IF_MODIFIED_SINCE": first["Last-Modified"]}
    assert client.get(address, **since).status_code == 304

    other = ArticleFactory(state="published")
    Article.objects.get(pk=other.pk).save()  # writes history

    assert client.get(address, **cached).status_code == 200


def test_a_section_costs_the_same_for_more_rows(small, client, django_assert_max_num_queries):
    small.grow(4)
    for name in sitemaps.SECTIONS:
        cache.clear()
        with django_assert_max_num_queries(18):
            assert client.get(f"/sitemap-{name}.xml").status_code == 200


def test_robots_may_read_all_but_what_is_for_curators_and_combined_filters(get):
    lines = get("/robots.txt").splitlines()

    assert lines == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /api/v1/",
        "Allow: /api/v1/docs/",
        "Disallow: /*?*&",
        "Allow: /oembed",
        "Allow: /compare/?",
        "",
        "Sitemap: https://library.example/sitemap.xml",
    ]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Sixteen letters.", "Sixteen letters."),
        ("Annotated Sources", "Annotated"),
        ("Quellensammlungsverzeichnis", "Quellensammlungs"),
    ],
)
def test_a_short_name_is_cut_between_words_where_it_can(get, settings, name, short):
    settings.SITE_NAME = name

    assert f"<ShortName>{short}</ShortName>" in get("/opensearch.xml")


def test_browsers_learn_how_to_search(client, settings):
    settings.SITE_NAME = "A library of <many> & various annotated sources of politics"
    response = client.get("/opensearch.xml")
    root = ElementTree.fromstring(response.content)
    space = "{http://a9.com/-/spec/opensearch/1.1/}"

    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    assert root.tag == f"{space}OpenSearchDescription"
    assert root.findtext(f"{space}ShortName") == "A library of"  # 16 characters at most
    assert root.findtext(f"{space}LongName") == "A library of <many> & various annotated sources"
    assert root.find(f"{space}Url").attrib == {
        "type": "text/html",
        "method": "get",
        "template": "https://library.example/search/?q={searchTerms}",
    }
    assert '<link rel="search" type="application/opensearchdescription+xml"' in (
        client.get("/").content.decode()
    )
