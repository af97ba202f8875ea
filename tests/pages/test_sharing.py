"""What pages tell those who share and index them, and passages on other sites."""

import html
import json
import re
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from annotations.models import Annotation
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    AuthorFactory,
    ClaimFactory,
    MentionFactory,
    PredictionFactory,
    PublicationFactory,
    VerdictFactory,
)
from tests.services.judged import reword

pytestmark = pytest.mark.django_db
SITE = "https://library.example"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL, settings.SITE_NAME = SITE, "The <Library>"


@pytest.fixture
def article():
    author = AuthorFactory(name="Devon Tucker")
    ActorFactory(author=author, kind="person", slug="devon-tucker")
    return ArticleFactory(
        slug="thread",
        title="Hanging by a </script> thread",
        genre="op-ed",
        authors=[author],
        publication=PublicationFactory(name="The Times", url="https://times.example/"),
        original_url="https://times.example/thread",
        state="published",
    )


@pytest.fixture
def claim(article):
    return ClaimFactory(article=article, summary="Tokyo waited.", state="published").annotation


def metas(page):
    """The properties and names of a page with what they say."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page)
    return {name: html.unescape(content) for name, content in found}


def canonical(page):
    [address] = re.findall(r'<link rel="canonical" href="([^"]*)">', page)
    return html.unescape(address)


def data(page):
    """What a page tells search engines, by type."""
    texts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    found = [json.loads(text) for text in texts]
    assert all(one["@context"] == "https://schema.org" for one in found)
    return {one["@type"]: one for one in found}


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


def test_switches_of_the_view_do_not_change_the_address_of_a_source(get, claim):
    for query in ("", "?show=claims", "?standard=phia"):
        assert canonical(get(f"/sources/thread/{query}")) == f"{SITE}/sources/thread/"
    passage = get(f"/a/{claim.uid}/")

    assert canonical(passage) == f"{SITE}/sources/thread/"
    assert metas(passage)["og:url"] == f"{SITE}/a/{claim.uid}/"


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


# Passages on other sites ------------------------------------------------------------------


def test_a_passage_can_be_framed_by_every_site(client, claim):
    response = client.get(f"/a/{claim.uid}/embed/")
    policy = dict(
        part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";")
    )

    assert response.status_code == 200
    assert "X-Frame-Options" not in response
    assert policy["frame-ancestors"] == "*"
    assert policy["script-src"] == "'none'"
    assert policy["default-src"] == "'self'"
    assert "<script" not in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/sources/thread/", "/sources/thread/cite/"])
@pytest.mark.usefixtures("article")
def test_no_other_page_can_be_framed(client, address):
    response = client.get(address)

    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_a_framed_passage_tells_its_words_who_says_them_and_where(get, claim):
    page = get(f"/a/{claim.uid}/embed/")

    assert "“Tokyo hesitated for a decade.”" in page
    assert "Tokyo waited." in page
    assert "Devon Tucker" in page
    assert "5 March 2021" in page
    assert f'href="{SITE}/a/{claim.uid}/" target="_blank" rel="noopener"' in page
    assert canonical(page) == f"{SITE}/claims/{claim.uid}/"
    assert metas(page)["robots"] == "noindex"


def test_a_framed_prediction_tells_what_became_of_it(get, article):
    row = PredictionFactory(article=article, state="published").annotation
    VerdictFactory(annotation=row)

    page = get(f"/a/{row.uid}/embed/")

    assert "Came true" in page
    assert "single-reviewed" in page


def test_a_framed_mention_tells_whom_it_names(get, article):
    row = MentionFactory(article=article, actor__name="Japan", state="published").annotation

    assert "This passage names Japan." in get(f"/a/{row.uid}/embed/")


def test_a_frame_shows_no_words_that_may_not_be_shown(get, article, claim):
    article.display = "metadata"
    article.save()

    page = get(f"/a/{claim.uid}/embed/")

    assert "hesitated" not in page
    assert "Tokyo waited." in page


def test_a_frame_of_what_was_withdrawn_says_so(client, claim):
    Annotation.objects.filter(pk=claim.pk).update(
        state="withdrawn", state_reason="Misread.", withdrawn_at=timezone.now()
    )

    response = client.get(f"/a/{claim.uid}/embed/")

    assert response.status_code == 410
    assert "X-Frame-Options" not in response
    assert "This passage was withdrawn" in response.content.decode()
    assert "Misread." in response.content.decode()


def test_a_frame_of_a_withdrawn_source_says_so(client):
    article = ArticleFactory(state="withdrawn")
    row = ClaimFactory(article=article, state="published").annotation

    response = client.get(f"/a/{row.uid}/embed/")

    assert response.status_code == 410
    assert "The source of this passage was withdrawn" in response.content.decode()
    assert "Asked for by its publisher." in response.content.decode()


def test_what_never_was_public_is_not_framed(client, article):
    row = ClaimFactory(article=article).annotation

    response = client.get(f"/a/{row.uid}/embed/")

    assert response.status_code == 404
    assert response["X-Frame-Options"] == "DENY"


# oEmbed -----------------------------------------------------------------------------------


def ask(client, path, **options):
    return client.get("/oembed", {"url": SITE + path, **options})


def test_a_passage_is_offered_as_a_frame(client, claim):
    response = ask(client, f"/a/{claim.uid}/")
    found = response.json()

    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert found["version"] == "1.0"
    assert found["type"] == "rich"
    assert found["title"] == "Claim: Tokyo waited."
    assert found["author_name"] == "Devon Tucker"
    assert (found["provider_name"], found["provider_url"]) == ("The <Library>", f"{SITE}/")
    frame = ElementTree.fromstring(found["html"])
    assert frame.tag == "iframe"
    assert frame.attrib["src"] == f"{SITE}/a/{claim.uid}/embed/"
    assert frame.attrib["title"] == found["title"]
    assert (int(frame.attrib["width"]), int(frame.attrib["height"])) == (
        found["width"],
        found["height"],
    )
    assert "allow-scripts" not in frame.attrib["sandbox"]


def test_pages_of_claims_and_predictions_are_offered_as_their_passages(client, article, claim):
    row = PredictionFactory(article=article, state="published").annotation

    assert f"/a/{claim.uid}/embed/" in ask(client, f"/claims/{claim.uid}/").json()["html"]
    assert f"/a/{row.uid}/embed/" in ask(client, f"/predictions/{row.uid}/").json()["html"]


def test_a_source_is_offered_as_a_link(client, article):
    found = ask(client, "/sources/thread/?show=claims").json()

    assert (found["type"], found["title"]) == ("link", article.title)
    assert "html" not in found


def test_limits_are_kept(client, claim):
    found = ask(client, f"/a/{claim.uid}/", maxwidth="320", maxheight="150").json()

    assert (found["width"], found["height"]) == (320, 150)
    assert 'width="320" height="150"' in found["html"]
    assert ask(client, f"/a/{claim.uid}/", maxwidth="5000").json()["width"] == 600


@pytest.mark.parametrize("value", ["", "0", "-3", "wide", "١٢", "3.5"])
def test_a_limit_that_is_no_number_of_pixels_is_refused(client, claim, value):
    assert ask(client, f"/a/{claim.uid}/", maxwidth=value).status_code == 400


def test_the_same_is_told_as_xml(client, claim):
    response = ask(client, f"/a/{claim.uid}/", format="xml")
    root = ElementTree.fromstring(response.content)
    told = {one.tag: one.text for one in root}

    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert root.tag == "oembed"
    as_json = ask(client, f"/a/{claim.uid}/").json()
    assert told == {name: str(value) for name, value in as_json.items()}


def test_xml_stays_xml_whatever_a_summary_holds(client, article):
    summary = "A\x0bB \ufffe & ]]> <x>"
    row = ClaimFactory(article=article, summary=summary, state="published").annotation

    root = ElementTree.fromstring(ask(client, f"/a/{row.uid}/", format="xml").content)

    assert root.findtext("title") == "Claim: AB  & ]]> <x>"


def test_an_unknown_form_is_not_implemented(client, claim):
    assert ask(client, f"/a/{claim.uid}/", format="yaml").status_code == 501


def test_without_an_address_there_is_nothing_to_answer(client):
    assert client.get("/oembed").status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/sources/thread/",
        f"{SITE}/",
        f"{SITE}/sources/nothing/",
        f"{SITE}/claims/00000000-0000-0000-0000-000000000000/",
        f"{SITE}/api/v1/annotations/00000000-0000-0000-0000-000000000000/",
        "ftp://library.example/sources/thread/",
        "/sources/thread/",
        "https://[",
        "nonsense",
    ],
)
@pytest.mark.usefixtures("article")
def test_what_is_not_here_is_not_found(client, address):
    assert client.get("/oembed", {"url": address}).status_code == 404


def test_a_claim_is_no_prediction(client, claim):
    assert ask(client, f"/predictions/{claim.uid}/").status_code == 404


def test_what_is_not_public_is_not_offered(client, article):
    draft = ArticleFactory()
    gone = ClaimFactory(article=article, state="withdrawn").annotation

    assert ask(client, f"/sources/{draft.slug}/").status_code == 404
    assert ask(client, f"/a/{gone.uid}/").status_code == 404


def test_pages_tell_where_they_are_described(client, get, article, claim):
    row = PredictionFactory(article=article, state="published").annotation
    for path in (
        "/sources/thread/",
        f"/a/{claim.uid}/",
        f"/claims/{claim.uid}/",
        f"/predictions/{row.uid}/",
    ):
        links = re.findall(
            r'<link rel="alternate" type="(?:application/json|text/xml)\+oembed" href="([^"]*)">',
            get(path),
        )
        assert len(links) == 2, path
        for link in map(html.unescape, links):
            assert parse_qs(urlsplit(link).query)["url"] == [SITE + path]
            assert client.get(link.removeprefix(SITE)).status_code == 200
        assert quote(SITE, safe="") in links[0]
