"""What a correction took out of the terms of a prediction stays readable, with its revision."""

import csv
import io
import json

import pytest
from django.core.cache import cache
from django.utils import timezone

from annotations.services.reanchoring.settling import place
from sourcelib.models import Article
from tests.factories import ArticleFactory, CuratorFactory, PredictionFactory
from tests.reader.cards import card, plain
from tests.reanchoring import TEXT, outcome_of, revise
from tests.services.reanchoring.words import LEADERS, span

pytestmark = pytest.mark.django_db

WORDS = "The two leaders will sign a peace treaty this year"
CORRECTED = TEXT.replace("are unlikely to sign", "will sign")


@pytest.fixture
def article():
    cache.clear()
    return ArticleFactory(text=TEXT, state="published", slug="a-source")


@pytest.fixture
def prediction(article):
    """Its likelihood words are in the first text only."""
    row = PredictionFactory(
        article=article,
        words=LEADERS,
        likelihood_words="unlikely",
        horizon_words="this year",
        state="published",
    ).annotation
    revise(article, CORRECTED)
    given = [span(CORRECTED, WORDS), span(CORRECTED, "this year", "horizon")]
    place(user=CuratorFactory(), reanchoring=outcome_of(row), spans=given)
    return row


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def data(client, form):
    return b"".join(client.get(f"/predictions/?format={form}").streaming_content).decode()


def rows(client):
    return json.loads(data(client, "json"))["results"]


def test_the_list_tells_them_and_reads_no_number_from_them(client, prediction):
    told = plain(page(client, "/predictions/"))
    assert "unlikelyin revision 1 only, so no number" in told
    assert f"{prediction.uid}" in page(client, "/predictions/")


def test_its_own_page_tells_them(client, prediction):
    told = plain(page(client, f"/predictions/{prediction.uid}/"))
    assert "Likelihood wordsunlikelyin revision 1 of the text only" in told
    assert "What the words mean as a number" not in told
    assert "Horizon wordsthis year" not in told


@pytest.mark.usefixtures("prediction")
def test_its_card_tells_them_in_the_text_that_lacks_them(client):
    told = plain(card(page(client, "/sources/a-source/")))
    assert "not stated, no number" in told
    assert "Likelihood wordsunlikely, in revision 1 only" in told


@pytest.mark.usefixtures("prediction")
def test_the_list_as_data_tells_them(client):
    (row,) = rows(client)
    assert row["likelihood_words"] == ""
    assert row["lost_words"] == ["likelihood words in revision 1 only: unlikely"]
    (line,) = csv.DictReader(io.StringIO(data(client, "csv")))
    assert line["lost_words"] == "likelihood words in revision 1 only: unlikely"


def test_parts_that_a_text_has_are_not_lost(client, article):
    PredictionFactory(
        article=article, words=LEADERS, likelihood_words="unlikely", state="published"
    )
    revise(article, f"{TEXT}\n\nSo it goes.")
    (row,) = rows(client)
    assert (row["likelihood_words"], row["lost_words"]) == ("unlikely", [])


def test_the_last_text_that_has_them_is_named(client, article, prediction):
    revise(article, f"{CORRECTED}\n\nSo it goes.")
    told = plain(page(client, f"/predictions/{prediction.uid}/"))
    assert "unlikelyin revision 1 of the text only" in told


@pytest.mark.usefixtures("prediction")
def test_words_that_the_terms_of_the_source_withhold_are_not_told(client, article):
    Article.objects.filter(pk=article.pk).update(display="metadata")
    (row,) = rows(client)
    assert row["lost_words"] == []
    for address in ("/predictions/", "/sources/a-source/"):
        assert "in revision 1 only" not in page(client, address)


def test_words_of_a_text_that_no_reader_saw_are_not_told(client, article, prediction):
    Article.objects.filter(pk=article.pk).update(published_at=timezone.now())
    assert "of the text only" not in page(client, f"/predictions/{prediction.uid}/")
    (row,) = rows(client)
    assert row["lost_words"] == []
