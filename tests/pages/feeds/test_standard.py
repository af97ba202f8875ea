"""Atom feeds held to what RFC 4287 asks for, and fetched again."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.models import Annotation
from annotations.services.reviewing import publish, withdraw
from tests import factories as f
from tests.pages.feeds.atom import (
    ATOM,
    CLEAN,
    NAMES,
    NASTY,
    entries,
    feed,
    in_days,
    moment,
    text,
)

pytestmark = pytest.mark.django_db


# What RFC 4287 asks for ----------------------------------------------------------------------


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("name", NAMES)
def test_a_feed_has_all_that_the_standard_requires(client, name):
    root = feed(client, name)

    assert root.tag == f"{ATOM}feed"
    assert root.findall(f"{ATOM}entry")
    for element in (root, *root.findall(f"{ATOM}entry")):
        for required in ("id", "title", "updated"):
            found = element.findall(f"{ATOM}{required}")
            assert len(found) == 1, required
            assert found[0].text
        assert moment(text(element, "updated")).tzinfo is not None
        assert text(element, "id").startswith("urn:uuid:")
        links = element.findall(f"{ATOM}link[@rel='alternate']")
        assert len(links) == 1
        assert links[0].get("href").startswith("http://127.0.0.1:8000/")
    (own,) = root.findall(f"{ATOM}link[@rel='self']")
    assert own.get("href") == f"http://127.0.0.1:8000/feeds/{name}.atom"
    assert root.find(f"{ATOM}author/{ATOM}name").text
    for entry in root.findall(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}summary").get("type") == "html"
        assert 'href="/' not in text(entry, "summary")  # addresses are told in full


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_stay(client, name):
    ids = [text(entry, "id") for entry in entries(client, name)]

    assert len(set(ids)) == len(ids)
    assert [text(entry, "id") for entry in entries(client, name)] == ids
    assert text(feed(client, name), "id") not in ids


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_feed_is_one_too(client, name):
    root = feed(client, name)

    assert root.findall(f"{ATOM}entry") == []
    assert text(root, "updated") == text(feed(client, name), "updated")  # not the moment of asking


def test_odd_text_is_escaped_and_control_characters_are_left_out(client):
    author = f.AuthorFactory(name=NASTY)
    topic = f.TopicFactory(name=NASTY)
    article = f.ArticleFactory(
        title=NASTY,
        text=NASTY,
        authors=[author],
        publication=f.PublicationFactory(name=NASTY),
        state="published",
    )
    public = {"article": article, "state": "published", "span": (0, 5), "topics": [topic]}
    claim = f.ClaimFactory(summary=NASTY, about=[f.ActorFactory(name=NASTY)], **public)
    proposition = f.PropositionFactory(text=NASTY)
    f.PropositionMemberFactory(proposition=proposition, annotation=claim.annotation)
    f.PredictionFactory(summary=NASTY, deadline=in_days(-3), **public)
    f.VerdictFactory(annotation=claim.annotation, state="supported", reason=NASTY)
    withdraw(user=f.EditorFactory(), annotation=claim.annotation, reason=NASTY)
    publish(user=f.EditorFactory(), annotation=Annotation.objects.get(pk=claim.annotation.pk))

    for name in NAMES:
        found = entries(client, name)
        assert found, name
        for entry in found:
            assert text(entry, "title").endswith(CLEAN)
            html = text(entry, "summary")
            assert "<script" not in html
            assert "\x07" not in html
    (entry,) = entries(client, "claims")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == CLEAN
    assert entry.find(f"{ATOM}category").get("label") == CLEAN


def test_a_search_for_a_control_character_is_no_fault_of_the_feed(client):
    assert entries(client, "claims", "?q=%01") == []


# Fetching again ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_who_has_it_already_is_told_so_until_something_changes(full, client, name):
    first = client.get(f"/feeds/{name}.atom")
    again = {"HTTP_IF_NONE_MATCH": first["ETag"]}

    unchanged = client.get(f"/feeds/{name}.atom", **again)
    since = client.get(f"/feeds/{name}.atom", HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["ETag"] == first["ETag"]
    assert since.status_code == 304
    other = "?sort=oldest" if name == "changes" else "?q=a"  # it has no filters
    assert client.get(f"/feeds/{name}.atom{other}", **again).status_code == 200

    withdraw(user=f.EditorFactory(), annotation=full.claims[0].annotation, reason="It was wrong.")
    assert client.get(f"/feeds/{name}.atom", **again).status_code == 200


def test_a_withdrawal_moves_the_day_of_the_last_change_on(full, client, time_machine):
    first = client.get("/feeds/claims.atom")
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=5), tick=False)

    withdraw(user=f.EditorFactory(), annotation=full.claims[0].annotation, reason="It was wrong.")

    second = client.get("/feeds/claims.atom", HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])
    assert second.status_code == 200
    assert second["Last-Modified"] != first["Last-Modified"]


def test_a_new_day_is_worth_fetching(client, time_machine):
    time_machine.move_to("2026-03-05T23:00Z", tick=False)
    f.PredictionFactory(article=f.ArticleFactory(state="published"), state="published")
    first = client.get("/feeds/due.atom")

    time_machine.move_to("2026-03-06T01:00Z", tick=False)
    again = {
        "HTTP_IF_NONE_MATCH": first["ETag"],
        "HTTP_IF_MODIFIED_SINCE": first["Last-Modified"],
    }
    second = client.get("/feeds/due.atom", **again)

    assert b"<entry>" not in first.content
    assert b"<entry>" in second.content


@pytest.mark.parametrize("name", NAMES)
def test_the_number_of_queries_does_not_depend_on_the_number_of_entries(full, client, name):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/feeds/{name}.atom")
        return len(captured)

    few = cost()
    full.grow(5)
    editor = f.EditorFactory()
    for claim in full.claims[-6::2]:
        withdraw(user=editor, annotation=claim.annotation, reason="It was wrong.")

    assert cost() == few
