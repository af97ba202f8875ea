"""What pages tell those who share and index them."""

import html
import re

import pytest

from tests.factories import (
    ActorFactory,
    ArticleFactory,
    AuthorFactory,
    ClaimFactory,
    PredictionFactory,
    VerdictFactory,
)
from tests.pages.sharing.told import SITE, canonical, data, metas
from tests.services.judged import reword

pytestmark = pytest.mark.django_db


# Every page -------------------------------------------------------------------------------


def every_address(small):
    claim = small.claims[0].annotation
    return [
        *small.addresses(),
        *("/about/method/", "/about/corrections/", "/compare/"),
        *(claim.article.get_absolute_url(), f"{claim.article.get_absolute_url()}cite/"),
        *(f"/a/{claim.uid}/", f"/a/{claim.uid}/cite/", f"/a/{claim.uid}/embed/"),
    ]


def test_every_page_has_a_title_a_description_and_one_canonical_address(small, get):
    for address in every_address(small):
        page = get(address)

        assert len(re.findall(r"<title>[^<]+ · The &lt;Library&gt;</title>", page)) == 1 or (
            address == "/" and "<title>The &lt;Library&gt;</title>" in page
        ), address
        assert len(metas(page)["description"]) > 20, address
        assert page.count('<meta name="description"') == 1, address
        assert canonical(page).startswith(f"{SITE}/"), address


def test_every_canonical_address_answers(small, get, client):
    for address in every_address(small):
        path = canonical(get(address)).removeprefix(SITE)
        assert client.get(path).status_code == 200, address
        assert canonical(client.get(path).content.decode()) == SITE + path, address


def test_every_page_can_be_shared(small, get):
    for address in every_address(small):
        if address.endswith("/embed/"):
            continue
        found = metas(get(address))

        assert found["og:site_name"] == "The <Library>", address
        assert found["og:title"] == found["twitter:title"], address
        assert not found["og:title"].endswith("· The <Library>"), address
        assert found["og:description"] == found["twitter:description"] == found["description"]
        assert found["og:type"] in ("website", "article")
        assert found["og:url"].startswith(f"{SITE}/"), address
        assert found["og:locale"] == "en_US"
        assert found["twitter:card"] == "summary"


def test_every_page_tells_the_way_to_it(small, get):
    for address in every_address(small):
        if address == "/" or re.search("^/a/.*/(cite|embed)/$", address):
            continue
        page = get(address)
        items = data(page)["BreadcrumbList"]["itemListElement"]

        assert [one["position"] for one in items] == list(range(1, len(items) + 1)), address
        assert items[0] == {
            "@type": "ListItem",
            "position": 1,
            "name": "The <Library>",
            "item": f"{SITE}/",
        }
        assert all(one["name"] and one["item"].startswith(f"{SITE}/") for one in items), address


def test_the_first_page_tells_where_to_search(get):
    found = data(get("/"))["WebSite"]

    assert found["name"] == "The <Library>"
    assert found["potentialAction"]["target"]["urlTemplate"] == (
        f"{SITE}/search/?q={{search_term_string}}"
    )


# Lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "address", "indexed"),
    [
        ("", "", True),
        ("?sort=added", "", True),
        ("?topic=trade", "?topic=trade", True),
        ("?topic=trade&sort=added", "?topic=trade", True),
        ("?topic=trade&actor=kato", "?actor=kato&topic=trade", False),
        ("?kind=factual&kind=causal", "?kind=causal&kind=factual", False),
        ("?q=tokyo", "?q=tokyo", False),
        ("?nothing=1", "", True),
        ("?topic=nowhere", "", True),
    ],
)
@pytest.mark.usefixtures("small")
def test_a_list_under_one_filter_at_most_is_indexed(get, asked, address, indexed):
    page = get(f"/claims/{asked}")

    assert canonical(page) == f"{SITE}/claims/{address}"
    assert ("noindex" in metas(page).get("robots", "")) is not indexed


def test_a_later_page_of_a_list_is_not_indexed(small, get, client):
    small.grow(20)
    first = client.get("/claims/").content.decode()
    following = html.unescape(re.search(r'<link rel="next" href="([^"]*)">', first)[1])

    page = get(following)

    assert canonical(page) == SITE + following
    assert metas(page)["robots"] == "noindex,follow"


@pytest.mark.usefixtures("small")
def test_the_title_of_a_list_names_its_filters(get):
    assert metas(get("/claims/?topic=trade"))["og:title"] == "Claims · Topic: Trade"


# Sources ----------------------------------------------------------------------------------


def test_a_source_is_told_as_an_article(get, article):
    page = get("/sources/thread/")
    found = data(page)["OpinionNewsArticle"]

    assert metas(page)["og:type"] == "article"
    assert found == {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle",
        "@id": f"{SITE}/sources/thread/#source",
        "url": f"{SITE}/sources/thread/",
        "headline": article.title,
        "author": [
            {"@type": "Person", "name": "Devon Tucker", "url": f"{SITE}/actors/devon-tucker/"}
        ],
        "datePublished": "2021-03-05",
        "publisher": {
            "@type": "Organization",
            "name": "The Times",
            "url": "https://times.example/",
        },
        "inLanguage": "en",
        "version": "1",
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "SHA-256",
            "value": article.current_revision.sha256,
        },
        "mainEntityOfPage": f"{SITE}/sources/thread/",
        "isAccessibleForFree": True,
        "sameAs": "https://times.example/thread",
    }


def test_who_may_be_a_person_or_an_organisation_is_told_by_name_alone(get):
    ArticleFactory(
        slug="agency", genre="news", authors=[AuthorFactory(name="Reuters")], state="published"
    )

    assert data(get("/sources/agency/"))["NewsArticle"]["author"] == ["Reuters"]


def test_no_text_ends_the_element_that_data_stands_in(get, article):
    page = get("/sources/thread/")

    assert "</script> thread" not in page
    assert "\\u003C/script\\u003E thread" in page
    assert data(page)["BreadcrumbList"]["itemListElement"][-1]["name"] == article.title


@pytest.mark.parametrize(
    ("precision", "told"), [("month", "2021-03"), ("year", "2021"), ("unknown", None)]
)
def test_a_date_is_told_no_more_exactly_than_it_is_known(get, precision, told):
    known = {} if told else {"date": None}
    ArticleFactory(
        slug="when", genre="report", date_precision=precision, state="published", **known
    )

    assert data(get("/sources/when/"))["Report"].get("datePublished") == told


def test_what_is_not_shown_in_full_is_not_called_free(get):
    ArticleFactory(slug="part", genre="news", display="excerpts", state="published")

    assert "isAccessibleForFree" not in data(get("/sources/part/"))["NewsArticle"]


@pytest.mark.usefixtures("claim")
def test_switches_of_the_view_do_not_change_the_address_of_a_source(get):
    for query in ("", "?show=claims", "?standard=phia"):
        assert canonical(get(f"/sources/thread/{query}")) == f"{SITE}/sources/thread/"


def test_a_passage_in_its_source_is_an_address_of_its_own_and_not_indexed(get, claim):
    """Search engines list the source and the page of the claim, which show the same."""
    page = get(f"/a/{claim.uid}/")

    assert canonical(page) == metas(page)["og:url"] == f"{SITE}/a/{claim.uid}/"
    assert "noindex" in metas(page)["robots"]


# Claims and predictions -------------------------------------------------------------------


def test_a_claim_is_told_with_who_says_it_and_where(get, claim):
    found = data(get(f"/claims/{claim.uid}/"))["Claim"]

    assert found["@id"] == f"{SITE}/claims/{claim.uid}/#claim"
    assert found["text"] == "Tokyo waited."
    assert [one["name"] for one in found["author"]] == ["Devon Tucker"]
    assert found["appearance"]["@id"] == f"{SITE}/sources/thread/#source"


def test_a_prediction_reported_of_somebody_is_theirs(get, article):
    kato = ActorFactory(name="Kato", kind="person")
    row = PredictionFactory(
        article=article, attribution="reported", speaker=kato, state="published"
    ).annotation

    found = data(get(f"/predictions/{row.uid}/"))["Claim"]

    assert [one["name"] for one in found["author"]] == ["Kato"]


def test_what_is_inferred_about_somebody_is_not_theirs(get, article):
    kato = ActorFactory(name="Kato", kind="person")
    row = ClaimFactory(
        article=article, attribution="inferred", speaker=kato, state="published"
    ).annotation

    found = data(get(f"/claims/{row.uid}/"))["Claim"]

    assert "author" not in found
    assert [one["name"] for one in found["claimInterpreter"]] == ["Devon Tucker"]


def checked(claim, **fields):
    return VerdictFactory(
        annotation=claim,
        **{"state": "contradicted", "event_date": None, "review": "confirmed", **fields},
    )


def test_a_check_that_two_people_agreed_on_is_a_review(get, claim):
    verdict = checked(claim)

    found = data(get(f"/claims/{claim.uid}/"))["ClaimReview"]

    assert found["claimReviewed"] == verdict.judged_summary
    assert found["datePublished"] == "2024-01-15"
    assert found["url"] == f"{SITE}/claims/{claim.uid}/"
    assert found["author"]["name"] == "The <Library>"
    assert found["reviewRating"] == {"@type": "Rating", "alternateName": "Contradicted"}
    assert found["itemReviewed"]["@id"] == f"{SITE}/claims/{claim.uid}/#claim"
    assert found["itemReviewed"]["author"][0]["name"] == "Devon Tucker"


@pytest.mark.parametrize("review", ["single-reviewed", "proposed"])
def test_a_check_by_one_person_is_none(get, claim, review):
    checked(claim, review=review)

    assert "ClaimReview" not in data(get(f"/claims/{claim.uid}/"))


def test_a_check_of_what_was_changed_since_is_none(get, claim):
    checked(claim)
    reword(claim, "They never met.")

    assert "ClaimReview" not in data(get(f"/claims/{claim.uid}/"))


def test_a_verdict_on_a_prediction_is_none(get, article):
    row = PredictionFactory(article=article, state="published").annotation
    VerdictFactory(annotation=row, review="confirmed")

    assert set(data(get(f"/predictions/{row.uid}/"))) == {"Claim", "BreadcrumbList"}
