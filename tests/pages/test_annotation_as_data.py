"""`/a/<uid>/` as annotation clients meet it: negotiation, headers, what was withdrawn.

Rules: https://www.w3.org/TR/annotation-protocol/, 3.
"""

import pytest

from annotations.models import Annotation
from sourcelib.models import Article
from tests.factories import ClaimFactory, RevisionFactory

pytestmark = pytest.mark.django_db

LD = "application/ld+json"
TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
NOBODY = "/a/00000000-0000-4000-8000-000000000000/"
READING = {"GET", "HEAD", "OPTIONS"}


@pytest.fixture
def address(small):
    return small.claims[0].annotation.get_absolute_url()


def varies_by(response):
    return {name.strip() for name in response["Vary"].split(",")}


@pytest.mark.parametrize("accept", [LD, TYPE, "application/json"])
def test_programs_get_json_ld(client, address, accept):
    response = client.get(address, headers={"accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, TYPE)
    assert response.json()["id"].endswith(address)
    assert '<http://www.w3.org/ns/ldp#Resource>; rel="type"' in response["Link"]
    assert response["ETag"].strip("W/").startswith('"')
    assert set(response["Allow"].split(", ")) == READING
    assert "Accept" in varies_by(response)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("accept", ["", "*/*", "text/html,application/xhtml+xml,*/*;q=0.8"])
def test_browsers_and_who_takes_anything_get_the_page(client, address, accept):
    response = client.get(address, headers={"accept": accept} if accept else {})
    assert response["Content-Type"].startswith("text/html")
    assert "Accept" in varies_by(response)
    assert f'<{address}>; rel="alternate"; type="{LD}"' in response["Link"]
    assert set(response["Allow"].split(", ")) == READING


def test_a_person_can_ask_for_json_ld_in_the_address(client, address):
    response = client.get(f"{address}?format=jsonld", headers={"accept": "text/html"})
    assert response["Content-Type"] == TYPE


def test_head_and_options_answer_and_nothing_can_be_written(client, address):
    head = client.head(address, headers={"accept": LD})
    assert (head.status_code, head.content, "ETag" in head) == (200, b"", True)
    options = client.options(address)
    assert options.status_code == 200
    assert set(options["Access-Control-Allow-Methods"].split(", ")) == READING
    client.handler.enforce_csrf_checks = True
    for write in (client.post, client.put, client.patch, client.delete):
        refused = write(address)
        assert (refused.status_code, set(refused["Allow"].split(", "))) == (405, READING)


def test_who_has_it_hears_304_until_something_in_it_changes(client, small, address):
    asked = {"accept": LD}
    first = client.get(address, headers=asked)
    again = client.get(address, headers={**asked, "if-none-match": first["ETag"]})
    assert (again.status_code, "Accept" in varies_by(again)) == (304, True)
    claim = small.claims[0]
    claim.summary = "Something else."
    claim.save()
    changed = client.get(address, headers={**asked, "if-none-match": first["ETag"]})
    assert changed.status_code == 200
    page = client.get(address, headers={"if-none-match": changed["ETag"]})
    assert page.status_code == 200, "the page and the data are told apart"


def test_a_withdrawn_annotation_says_when_and_why(client, small, address):
    Annotation.objects.filter(pk=small.claims[0].pk).update(
        state="withdrawn", withdrawn_at="2022-01-01T12:00Z", state_reason="Misread."
    )
    response = client.get(address, headers={"accept": LD})
    assert (response.status_code, response["Content-Type"]) == (410, TYPE)
    told = response.json()
    assert (told["type"], told["deleted"], told["summary"]) == (
        "Tombstone",
        "2022-01-01T12:00:00Z",
        "Misread.",
    )
    assert told["id"].endswith(address)
    assert client.get(address).status_code == 410


def test_one_of_a_withdrawn_source_says_so_of_the_source(client, small, address):
    Article.objects.filter(pk=small.claims[0].annotation.article_id).update(
        state="withdrawn", withdrawn_at="2022-01-01T00:00Z", withdrawal_reason="Plagiarised."
    )
    response = client.get(address, headers={"accept": LD})
    assert (response.status_code, response.json()["summary"]) == (410, "Plagiarised.")


def test_what_never_was_published_is_not_found(client, small):
    draft = ClaimFactory(article=small.claims[0].annotation.article).annotation
    for address in (NOBODY, draft.get_absolute_url()):
        response = client.get(address, headers={"accept": LD})
        assert (response.status_code, response["Content-Type"]) == (404, TYPE)
        assert response.json()["errors"]
        assert client.get(address).status_code == 404


def test_a_name_that_a_curator_gave_a_passage_is_told_as_its_address(client, small, address):
    claim = small.claims[0]
    claim.attribution_note = "As in kashin-2021-p-talks-drag-on."
    claim.save()
    response = client.get(address, headers={"accept": LD})
    notes = [one["value"] for one in response.json()["body"] if one["type"] == "TextualBody"]
    assert any("/a/" in note and "kashin-2021" not in note for note in notes if "As in" in note)


def test_the_text_of_a_revision_is_given_to_who_asks_for_it(client, small):
    article = small.claims[0].annotation.article
    text = article.current_revision.text
    address = f"{article.get_absolute_url()}v/1/"
    response = client.get(address, headers={"accept": "text/plain"})
    assert (response.status_code, response.content.decode()) == (200, text)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["ETag"] == f'"{article.current_revision.sha256}"'
    for accept in ("", "*/*", "text/html,*/*;q=0.8"):
        page = client.get(address, headers={"accept": accept})
        assert page["Content-Type"].startswith("text/html")
        assert "Accept" in varies_by(page)


@pytest.mark.parametrize("display", ["excerpts", "metadata"])
def test_the_text_of_a_source_shown_in_part_is_not_given(client, small, display):
    article = small.claims[0].annotation.article
    Article.objects.filter(pk=article.pk).update(display=display)
    response = client.get(f"{article.get_absolute_url()}v/1/", headers={"accept": "text/plain"})
    assert response["Content-Type"].startswith("text/html")
    assert "officials said" not in response.content.decode()


def test_a_text_that_was_a_draft_only_is_not_given(client, small):
    article = small.claims[0].annotation.article
    article.current_revision = RevisionFactory(article=article, text="Tokyo hesitated.")
    article.published_at = article.current_revision.created_at
    article.save()
    asked = {"accept": "text/plain"}
    assert client.get(f"{article.get_absolute_url()}v/1/", headers=asked).status_code == 404
    assert client.get(f"{article.get_absolute_url()}v/2/", headers=asked).status_code == 200
