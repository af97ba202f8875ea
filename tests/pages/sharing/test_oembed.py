"""Passages and sources offered to other sites by oEmbed."""

import html
import re
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest

from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    PredictionFactory,
)
from tests.pages.sharing.told import SITE

pytestmark = pytest.mark.django_db


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
