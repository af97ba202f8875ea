"""Feeds of filtered lists."""

import pytest

from tests import factories as f
from tests.pages.feeds.atom import ATOM, entries, feed, in_days, text, titles

pytestmark = pytest.mark.django_db


def test_filters_are_those_of_the_list(client):
    japan = f.ActorFactory(slug="japan", name="Japan")
    f.ActorFactory(slug="nippon", merged_into=japan)
    article = f.ArticleFactory(state="published", genre="report")
    f.ArticleFactory(state="published", genre="news")
    public = {"article": article, "state": "published", "deadline": in_days(-3)}
    made = f.PredictionFactory(summary="Of Japan.", about=[japan], **public)
    other = f.PredictionFactory(summary="Of nobody.", likelihood_words="unlikely", **public)
    for row in (made, other):
        f.VerdictFactory(annotation=row.annotation, state="still-open", event_date=None)

    for name in ("predictions", "verdicts", "due"):
        for query in ("?actor=japan", "?actor=nippon", "?actor=japan&sort=oldest&after="):
            assert [one.split(": ")[-1] for one in titles(client, name, query)] == ["Of Japan."]
        (one,) = titles(client, name, "?term=unlikely")
        assert one.endswith("Of nobody.")
    assert len(entries(client, "sources", "?genre=report")) == 1
    assert entries(client, "claims", "?actor=japan") == []
    root = feed(client, "due", "?actor=japan")
    assert text(root, "title") == "Annotated Sources · Falling due · About: Japan"
    assert root.find(f"{ATOM}link[@rel='self']").get("href").endswith("/due.atom?actor=japan")
    assert root.find(f"{ATOM}link[@rel='alternate']").get("href").endswith("/?actor=japan")
    assert text(root, "id") != text(feed(client, "due"), "id")


@pytest.mark.parametrize("name", ["sources", "claims", "predictions", "verdicts", "due"])
def test_what_cannot_be_understood_is_refused_in_words(client, name):
    response = client.get(f"/feeds/{name}.atom?actor=nobody")

    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "actor: Nothing here is called “nobody”." in response.content.decode()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/feeds/sources.atom?state=zzz", "state: This is no filter here. There are: "),
        ("/feeds/changes.atom?actor=x", "no filter here. There are: kind, source."),
        ("/feeds/claims.atom?standard=phia", "standard: This is no filter here. There are: "),
        ("/feeds/predictions.atom?standard=zzz", "standard: “zzz” is no standard of likelihood"),
        ("/feeds/due.atom?standard=zzz", "PHIA"),
        ("/feeds/verdicts.atom?standard=zzz", "PHIA"),
        ("/predictions/due.ics?standard=zzz", "PHIA"),
        ("/predictions/due.ics?author=x&speling=y", "speling: This is no filter here."),
    ],
)
def test_nothing_that_is_asked_for_is_passed_over(client, address, told):
    response = client.get(address)

    assert response.status_code == 400
    assert told in response.content.decode()


def test_a_feed_reads_likelihood_words_by_the_standard_that_is_asked_for(client):
    f.PredictionFactory(
        article=f.ArticleFactory(state="published"),
        words="The two leaders are unlikely to sign a peace treaty this year",
        likelihood_words="unlikely",
        deadline=in_days(-3),
        state="published",
    )
    for name in ("predictions", "due"):
        root = feed(client, name, "?standard=phia")
        assert "25–35% (PHIA)" in text(root.find(f"{ATOM}entry"), "summary")
        own = root.find(f"{ATOM}link[@rel='self']").get("href")
        assert own.endswith(f"/{name}.atom?standard=phia")
        assert text(root, "id") != text(feed(client, name), "id")
    assert client.get("/predictions/due.ics?standard=phia").status_code == 200
