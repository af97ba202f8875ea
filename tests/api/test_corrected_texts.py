"""The API refuses what was meant for the text of before, and says what to do."""

import pytest
from django.urls import reverse

from tests.factories import ArticleFactory, ClaimFactory, EditorFactory
from tests.reanchoring import CORRECTED, TEXT, outcome_of, revise, words_of

pytestmark = pytest.mark.django_db

LEADERS = "The two leaders are unlikely to sign a peace treaty this year"


@pytest.fixture
def article():
    return ArticleFactory(text=TEXT)


@pytest.fixture
def editor(client):
    user = EditorFactory()
    client.force_login(user)
    return user


def span(words):
    start = TEXT.index(words)
    return {"role": "body", "part": 1, "start": start, "end": start + len(words), "exact": words}


def change(client, annotation, **values):
    address = reverse("api:annotation", args=[annotation.uid])
    return client.patch(address, {"version": 1, **values}, content_type="application/json")


@pytest.mark.usefixtures("editor")
def test_a_page_that_shows_the_text_of_before_cannot_tag_in_it(client, article):
    revise(article, CORRECTED)
    answer = client.post(
        reverse("api:source-annotations", args=[article.slug]),
        {
            "kind": "claim",
            "revision": 1,
            "spans": [span("Tokyo")],
            "claim": {"summary": "Tokyo hesitated.", "kind": "factual"},
        },
        content_type="application/json",
    )
    assert answer.status_code == 400
    assert "Load the page again" in answer.json()["errors"]["revision"][0]


@pytest.mark.usefixtures("editor")
def test_nor_move_what_stands_in_the_new_one_by_now(client, article):
    row = ClaimFactory(article=article, words="Tokyo hesitated").annotation
    revise(article, CORRECTED)
    answer = change(client, row, revision=1, spans=[span("Tokyo")])
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"revision"}
    assert words_of(row) == ["Tokyo hesitated"]


@pytest.mark.usefixtures("editor")
def test_what_waits_is_changed_without_saying_where_it_stands(client, article):
    row = ClaimFactory(article=article, words=LEADERS).annotation
    revise(article, CORRECTED)
    answer = change(client, row, note="Look at this.")
    assert answer.status_code == 200
    assert answer.json()["note"] == "Look at this."
    assert words_of(row) == [LEADERS]
    assert outcome_of(row).state == "waiting"
