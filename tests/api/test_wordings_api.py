"""What the API says horizon words and likelihood words mean: proposals, and nothing written."""

import datetime

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from sourcelib.models.dates import Precision
from tests.factories import AccountFactory, ArticleFactory, CuratorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def api() -> APIClient:
    client = APIClient()
    client.force_login(CuratorFactory())
    return client


def horizon(api: APIClient, words: str, **article) -> dict:
    source = ArticleFactory(**{"date": datetime.date(2015, 5, 20)} | article)
    response = api.get(reverse("api:horizon"), {"source": source.slug, "words": words})
    assert response.status_code == 200
    return response.json()


def likelihood(api: APIClient, **query) -> dict:
    return api.get(reverse("api:likelihood"), query).json()


class TestHorizon:
    def test_words_with_an_end_are_proposed_with_their_rule(self, api):
        found = horizon(api, "this July")
        assert (found["kind"], found["ground"]) == ("stated", "stated")
        assert (found["start"], found["end"]) == ("2015-07-01", "2015-07-31")
        assert found["says"] == "From 2015-07-01 to 2015-07-31."
        assert found["rule"] == "The whole month in the year of the source's date."

    def test_a_date_that_is_not_exact_is_counted_from_both_its_days(self, api):
        article = {
            "date": datetime.date(2015, 1, 1),
            "date_precision": Precision.YEAR,
            "date_earliest": datetime.date(2015, 1, 1),
            "date_latest": datetime.date(2015, 12, 31),
        }
        assert horizon(api, "this July", **article)["end"] == "2015-07-31"
        found = horizon(api, "next month", **article)
        assert (found["kind"], found["ground"], found["end"]) == ("doubtful", None, None)
        assert found["says"] == "Cannot be told for certain."

    def test_every_kind_of_answer_is_said_in_a_sentence(self, api):
        said = {
            "soon": "From 2015-05-20. No end date: the five-year rule.",
            "in a timely manner": "No end date: the five-year rule.",
            "until tensions subside": "An event ends it.",
            "last December": "Past when it was written: no horizon of a prediction.",
            "tomorrow": "On 2015-05-21.",
            "purple": "Not in the table.",
        }
        assert {words: horizon(api, words)["says"] for words in said} == said

    def test_the_table_knows_english_only_and_says_so(self, api):
        found = horizon(api, "this July", language="fr")
        assert (found["kind"], found["end"]) == ("unknown", None)
        assert "English" in found["rule"]

    def test_a_source_without_a_date_has_nothing_to_count_from(self, api):
        undated = {"date": None, "date_precision": Precision.UNKNOWN}
        assert horizon(api, "this July", **undated)["ground"] is None
        assert horizon(api, "by 2030", **undated)["says"] == "Up to 2030-12-31."

    def test_words_are_needed_and_a_source_and_somebody_who_is_signed_in(self, api):
        address, slug = reverse("api:horizon"), ArticleFactory().slug
        for words in ("", " \x00", "x" * 501):
            response = api.get(address, {"source": slug, "words": words})
            assert response.status_code == 400
            assert set(response.json()["errors"]) == {"words"}
        assert api.get(address, {"source": "nowhere", "words": "soon"}).status_code == 404
        assert APIClient().get(address, {"source": slug, "words": "soon"}).status_code == 403


class TestLikelihood:
    def test_a_term_reads_as_the_band_of_the_default_standard(self, api):
        found = likelihood(api, words="will likely")
        assert (found["term"], found["percent"], found["standard"]) == (
            "likely",
            [55, 80],
            "ICD 203",
        )
        assert found["says"] == "Reads as “likely, probable”: 55–80 % (ICD 203)."

    def test_said_of_the_opposite_the_band_is_turned_round(self, api):
        found = likelihood(api, words="unlikely", polarity="opposite")
        assert found["percent"] == [55, 80]
        assert "said of the opposite: 55–80 % for the event" in found["says"]
        assert likelihood(api, words="unlikely")["percent"] == [20, 45]

    @pytest.mark.parametrize("words", ["may", "could", "cannot be ruled out", "will", "not likely"])
    def test_words_without_a_number_get_none(self, api, words):
        found = likelihood(api, words=words)
        assert (found["term"], found["percent"]) == (None, None)
        assert found["says"].startswith("No number")

    def test_an_unknown_polarity_is_refused(self, api):
        response = api.get(reverse("api:likelihood"), {"words": "likely", "polarity": "sideways"})
        assert response.status_code == 400
        assert "event, opposite" in response.json()["errors"]["polarity"][0]


class TestTerms:
    TEXT = "👩‍👩‍👧 says: Moscow will probably wait until the spring."

    def ask(self, api, article, status: int = 200, **passage) -> dict:
        response = api.get(reverse("api:terms", args=[article.slug]), passage)
        assert response.status_code == status
        return response.json()

    def test_the_words_of_a_passage_are_offered_in_its_order(self, api):
        article = ArticleFactory(text=self.TEXT)
        found = self.ask(api, article, start=self.TEXT.index("Moscow"), end=len(self.TEXT))
        told = [(one["role"], one["exact"]) for one in found["words"]]
        assert told == [("likelihood", "will probably"), ("horizon", "until the spring")]
        assert (found["form"], found["likelihood"]) == ("forecast", "probable")
        for one in found["words"]:
            assert self.TEXT[one["start"] : one["end"]] == one["exact"]

    def test_another_language_is_left_to_the_reader(self, api):
        article = ArticleFactory(text=self.TEXT, language="fr")
        found = self.ask(api, article, start=0, end=len(self.TEXT))
        assert found == {"words": [], "form": None, "likelihood": None}

    @pytest.mark.parametrize("passage", [{}, {"start": 3, "end": 3}, {"start": 0, "end": 9999}])
    def test_what_is_no_passage_is_refused(self, api, passage):
        assert "end" in self.ask(api, ArticleFactory(text=self.TEXT), 400, **passage)["errors"]


def test_the_words_of_a_source_are_for_those_who_curate():
    client, source = APIClient(), ArticleFactory(state="published", display="metadata")
    client.force_login(AccountFactory())
    address = reverse("api:terms", args=[source.slug])
    assert client.get(address, {"start": 0, "end": 5}).status_code == 403


@pytest.mark.parametrize("name", ["horizon", "find-statements", "find-actors"])
def test_a_null_character_names_no_source(api, name):
    answer = api.get(reverse(f"api:{name}"), {"words": "soon", "q": "soon", "source": "a\0b"})
    assert answer.status_code == (404 if name == "horizon" else 200)
