"""Feeds of what was newly catalogued: actors, topics, propositions, publications and authors."""

import datetime
from xml.etree import ElementTree

import pytest

from annotations.models import Actor
from sourcelib.models import Author
from tests import factories as f

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
KINDS = ["actors", "topics", "propositions", "publications", "authors"]


def entries(client, kind, query=""):
    response = client.get(f"/feeds/{kind}.atom{query}")
    assert response.status_code == 200
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def told(entry):
    """Return the title, the link and what is said."""
    link = entry.find(f"{ATOM}link").get("href").removeprefix("http://127.0.0.1:8000")
    return entry.findtext(f"{ATOM}title"), link, entry.findtext(f"{ATOM}summary").strip()


@pytest.mark.usefixtures("small")
def test_each_entry_says_what_it_is_and_how_much_of_it_there_is(client):
    assert told(entries(client, "actors", "?q=kato")[0]) == (
        "Kato",
        "/actors/kato/",
        "<p>Person. Named 2 times in 2 sources.</p>",
    )
    assert told(entries(client, "topics")[0]) == (
        "Trade",
        "/topics/trade/",
        "<p>Claims: 6. Predictions: 4. Sources: 2.</p>",
    )
    proposition = entries(client, "propositions")[-1]
    assert told(proposition) == (
        "Trade grows.",
        "/propositions/trade-grows/",
        "<p>Factual proposition. For: 4. Against: 0. Neutral: 0. Sources: 2.</p>",
    )
    assert proposition.find(f"{ATOM}category").attrib == {"term": "factual", "label": "factual"}
    for kind, title in (("publications", "The Times"), ("authors", "Ann Archer")):
        assert told(entries(client, kind)[0])[::2] == (title, "<p>2 sources, 2021.</p>")


def test_the_last_catalogued_comes_first_with_the_day_it_came_and_the_day_it_was_changed(
    client, time_machine
):
    article = f.ArticleFactory(state="published")
    for name, day in (("Old", 1), ("New", 3)):
        time_machine.move_to(datetime.datetime(2025, 1, day, tzinfo=datetime.UTC), tick=False)
        actor = f.ActorFactory(name=name)
        f.MentionFactory(actor=actor, article=article, state="published")
    time_machine.move_to(datetime.datetime(2025, 1, 5, tzinfo=datetime.UTC), tick=False)
    old = Actor.objects.get(name="Old")
    old.name = "Older"
    old.save()

    newer, older = entries(client, "actors")

    assert newer.findtext(f"{ATOM}id") == f"urn:uuid:{actor.uid}"
    assert told(older)[0] == "Older"
    assert older.findtext(f"{ATOM}published") == "2025-01-01T00:00:00+00:00"
    assert older.findtext(f"{ATOM}updated") == "2025-01-05T00:00:00+00:00"
    assert newer.findtext(f"{ATOM}updated") == "2025-01-03T00:00:00+00:00"


def test_fifty_at_most(client):
    article = f.ArticleFactory(state="published", authors=[f.AuthorFactory() for _ in range(53)])
    names = [author.name for author in article.authors.order_by("-pk")]

    assert [told(entry)[0] for entry in entries(client, "authors")] == names[:50]


def test_what_nothing_published_refers_to_is_in_no_feed(client):
    article = f.ArticleFactory(authors=[f.AuthorFactory()], publication=f.PublicationFactory())
    claim = f.ClaimFactory(article=article, about=[f.ActorFactory()], topics=[f.TopicFactory()])
    f.PropositionMemberFactory(annotation=claim.annotation)

    for kind in KINDS:
        assert entries(client, kind) == [], kind


@pytest.mark.usefixtures("small")
def test_filters_are_those_of_the_list(client):
    times = f.PublicationFactory(slug="herald", name="Herald")
    f.ArticleFactory(publication=times, authors=[f.AuthorFactory(name="Zoe")], state="published")

    assert [told(one)[0] for one in entries(client, "authors", "?publication=herald")] == ["Zoe"]
    assert [told(one)[0] for one in entries(client, "publications", "?q=her")] == ["Herald"]
    assert {one.find(f"{ATOM}category").get("term") for one in entries(client, "actors")} > {
        one.find(f"{ATOM}category").get("term") for one in entries(client, "actors", "?kind=person")
    }
    assert entries(client, "topics", "?q=war") == []
    assert entries(client, "propositions", "?topic=trade") == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_understood_is_refused_in_words(client, kind):
    for query in ("sort=nothing", "after=nothing", "q=" + "a" * 3000):
        response = client.get(f"/feeds/{kind}.atom?{query}")
        assert response.status_code == 400, query
        assert query.partition("=")[0] in response.content.decode()


@pytest.mark.usefixtures("small")
def test_a_new_name_is_worth_fetching(client, time_machine):
    first = client.get("/feeds/actors.atom")
    now = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=5)
    time_machine.move_to(now, tick=False)
    kato = Actor.objects.get(slug="kato")
    kato.name = "Kato K."
    kato.save()

    for known in (
        {"HTTP_IF_NONE_MATCH": first["ETag"]},
        {"HTTP_IF_MODIFIED_SINCE": first["Last-Modified"]},
    ):
        assert b"Kato K." in client.get("/feeds/actors.atom", **known).content


def test_a_row_that_was_written_past_all_history_is_left_out(client):
    f.ArticleFactory(state="published", authors=[f.AuthorFactory(name="A"), f.AuthorFactory()])
    Author.history.filter(name="A").delete()

    assert len(entries(client, "authors")) == 1
