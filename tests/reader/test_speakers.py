"""Who says what in a source: `?speaker=<slug>`, drawn by the server."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from annotations.models.statement import Attribution
from annotations.services.merging import merge
from sourcelib.models import Article
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    AuthorFactory,
    ClaimFactory,
    EditorFactory,
    FormerSlugFactory,
    MentionFactory,
    PredictionFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
Read = Callable[..., str]


@pytest.fixture
def voices(article: Article) -> dict[str, Any]:
    """Three claims: the author's own, one that Kato makes, one only inferred about Kato."""
    author = AuthorFactory(name="Ada Author")
    article.authorships.create(author=author, position=1)
    ActorFactory(slug="ada", name="Ada Author", author=author)
    kato = ActorFactory(slug="kato", name="Katsunobu Kato")

    def claim(words: str, **more: Any) -> str:
        row = ClaimFactory(article=article, state="published", words=words, **more)
        return str(row.annotation.uid)

    return {
        "own": claim("Tokyo hesitated for a decade"),
        "told": claim("Nobody else was asked", attribution=Attribution.REPORTED, speaker=kato),
        "inferred": claim("officials said", attribution=Attribution.INFERRED, speaker=kato),
        "kato": kato,
    }


def listed(html: str) -> set[str]:
    return set(re.findall(r'class="card [a-z ]*names[a-z ]*" id="c([^"]+)"', html))


def test_what_one_says_is_underlined_and_listed_and_nothing_that_is_inferred(
    read: Read, voices: dict[str, Any]
) -> None:
    html = read("?speaker=kato")
    assert listed(html) == {voices["told"]}
    drawn = set(re.findall(r'<mark data-ann="([^"]+)" class="[^"]*of-claim', html))
    assert drawn == {voices["told"]}
    assert 'data-speaker="kato"' in html
    assert listed(read("?speaker=ada")) == {voices["own"]}


def test_the_rail_counts_what_each_says(read: Read, voices: dict[str, Any]) -> None:
    assert voices
    rail = read().partition("Who says it")[2].partition("</details>")[0]
    assert re.findall(
        r'speaker=([^"]+)"[^>]*><span>([^<]+)</span> <span class="num">(\d)', rail
    ) == [
        ("ada", "Ada Author", "1"),
        ("kato", "Katsunobu Kato", "1"),
    ]


def test_those_who_predict_together_each_say_it(article: Article, read: Read) -> None:
    putin, abe = ActorFactory(slug="putin"), ActorFactory(slug="abe")
    shared = PredictionFactory(
        article=article,
        state="published",
        words="Moscow will wait",
        attribution=Attribution.REPORTED,
        speaker=putin,
        co_speakers=[abe],
    )
    for slug in ("putin", "abe"):
        assert listed(read(f"?speaker={slug}")) == {str(shared.annotation.uid)}


def test_someone_who_says_nothing_here_is_not_found(
    client: Client, article: Article, voices: dict[str, Any]
) -> None:
    MentionFactory(
        article=article, state="published", words="Moscow", actor=ActorFactory(slug="russia")
    )
    assert voices
    assert client.get("/sources/a-source/?speaker=russia").status_code == 404
    assert client.get("/sources/a-source/?actor=russia").status_code == 200


@pytest.mark.parametrize("parameter", ["actor", "speaker"])
def test_the_slug_of_a_merged_actor_leads_on_to_the_one_it_is_now(
    client: Client, article: Article, voices: dict[str, Any], parameter: str
) -> None:
    twin = ActorFactory(slug="kato-k", name="K. Kato")
    MentionFactory(article=article, state="published", words="Moscow", actor=voices["kato"])
    merge(user=EditorFactory(), source=twin, target=voices["kato"], reason="They are one.")
    response = client.get(f"/sources/a-source/?show=claims&{parameter}=kato-k&standard=phia")
    assert response.status_code == 301
    assert response["Location"] == f"/sources/a-source/?show=claims&{parameter}=kato&standard=phia"
    assert "no-cache" in response["Cache-Control"]  # a merge can be undone
    assert client.get(response["Location"]).status_code == 200


def test_a_former_slug_of_a_topic_leads_on(client: Client, article: Article) -> None:
    topic = TopicFactory(slug="treaty")
    ClaimFactory(article=article, state="published", topics=[topic])
    FormerSlugFactory(slug="peace", uid=topic.uid, model="annotations.topic")
    response = client.get("/sources/a-source/?topic=peace")
    assert (response.status_code, response["Location"]) == (301, "/sources/a-source/?topic=treaty")


def test_a_former_slug_of_what_is_not_in_the_source_is_not_found(
    client: Client, article: Article
) -> None:
    topic = TopicFactory(slug="treaty")
    ClaimFactory(article=ArticleFactory(state="published"), state="published", topics=[topic])
    FormerSlugFactory(slug="peace", uid=topic.uid, model="annotations.topic")
    response = client.get(f"{article.get_absolute_url()}?topic=peace", follow=True)
    assert response.status_code == 404
