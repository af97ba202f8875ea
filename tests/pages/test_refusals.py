"""What readers see where nothing is, where nothing is taken, and where something is no more."""

import re

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory
from django.views import defaults

from tests import factories as f

pytestmark = pytest.mark.django_db

MAIN = re.compile(r"<main.*?</main>", re.S)


def content(response):
    return MAIN.search(response.content.decode())[0]


def test_what_is_not_found_can_be_searched_for(client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert 'action="/search/"' in content(response)


def test_an_address_that_takes_nothing_says_so_and_names_what_it_does(client, small):
    article = small.claims[0].annotation.article
    address = f"{article.get_absolute_url()}cite/"
    response = client.post(address)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert "This address takes nothing of that kind." in content(response)
    assert f'href="{address}"' in content(response)


def test_a_program_that_is_refused_gets_no_page(client, small):
    address = f"{small.claims[0].annotation.article.get_absolute_url()}cite/"
    response = client.post(address, headers={"Accept": "application/json"})

    assert (response.status_code, response.content) == (405, b"")


def test_a_form_that_is_not_known_to_be_ours_is_refused_with_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/report/?about=x", {"text": "A long text."})

    assert response.status_code == 403
    assert "What you sent was not taken." in content(response)
    assert "load the page anew" in content(response)


def test_a_wrong_host_is_refused_in_the_look(client):
    response = client.get("/about/", headers={"Host": "elsewhere.example"})

    assert response.status_code == 400
    assert "This request could not be understood." in content(response)


def test_the_page_of_a_bad_request_says_nothing_of_what_was_wrong():
    request = RequestFactory().get("/")
    response = defaults.bad_request(request, SuspiciousOperation("the secret"))

    assert "This request could not be understood." in content(response)
    assert "the secret" not in response.content.decode()


def test_a_withdrawn_source_says_when_why_and_whom_to_tell(client):
    f.ArticleFactory(
        slug="gone", title="A hasty piece", state="withdrawn", withdrawal_reason="Asked for."
    )
    response = client.get("/sources/gone/")

    assert response.status_code == 410
    assert "<h1>This source was withdrawn</h1>" in content(response)
    assert "A hasty piece" in content(response)
    assert "<dt>Why</dt><dd>Asked for.</dd>" in content(response)
    assert 'href="/report/?about=source:' in content(response)
    assert 'href="/about/corrections/"' in content(response)


def test_a_withdrawn_claim_leads_to_the_source_it_stood_in_by_its_own_language(client):
    article = f.ArticleFactory(
        slug="piece", title="محادثات الربيع", language="ar", state="published"
    )
    claim = f.ClaimFactory(article=article, state="withdrawn", summary="They met.")
    response = client.get(f"/a/{claim.annotation.uid}/")

    assert response.status_code == 410
    assert "<title>This claim was withdrawn · " in response.content.decode()
    assert '<a href="/sources/piece/"><span lang="ar" dir="rtl">محادثات الربيع' in content(response)
    assert "They met." not in response.content.decode()
