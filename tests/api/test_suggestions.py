"""What the API suggests to tag, and how it is turned down and allowed again."""

import datetime

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from annotations.models import Annotation, RejectedSuggestion
from tests.api.test_schema import fits
from tests.factories import (
    AccountFactory,
    ActorAliasFactory,
    ActorFactory,
    ArticleFactory,
    CuratorFactory,
    MentionFactory,
    NamesakeFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "Moscow hesitated. Japan 🎌 waits near the Sea of Moscow.\n\n"
    "If talks go on, Tokyo will sign the treaty this July."
)


@pytest.fixture
def api() -> APIClient:
    client = APIClient()
    client.force_login(CuratorFactory())
    return client


@pytest.fixture
def source():
    return ArticleFactory(text=TEXT, date=datetime.date(2015, 5, 20), language="en")


@pytest.fixture
def actors():
    japan = ActorFactory(name="Japan")
    ActorAliasFactory(actor=japan, text="Tokyo", kind="capital-metonym")
    return {
        "japan": japan,
        "moscow-russia": ActorAliasFactory(text="Moscow", kind="capital-metonym").actor,
        "moscow-ussr": ActorAliasFactory(text="Moscow", kind="capital-metonym").actor,
    }


def suggested(api: APIClient, source) -> dict:
    response = api.get(reverse("api:suggestions", args=[source.slug]))
    assert response.status_code == 200, response.content
    fits(response.json(), "GET sources/{slug}/suggestions/")
    return response.json()


def one(found: dict, exact: str) -> dict:
    (result,) = [row for row in found["results"] if row["exact"] == exact]
    return result


def asked(row: dict, *actors) -> dict:
    named = [str(actor.uid) for actor in actors]
    return {name: row[name] for name in ("kind", "start", "end", "exact")} | {
        "revision": 1,
        "actors": named,
    }


@pytest.mark.usefixtures("actors")
class TestSuggesting:
    def test_words_are_quoted_in_code_points_with_candidates_score_and_reasons(self, api, source):
        found = suggested(api, source)
        assert (found["source"], found["revision"]) == (source.slug, 1)
        assert found["count"] == len(found["results"]) == 5
        for row in found["results"]:
            assert TEXT[row["start"] : row["end"]] == row["exact"]
            assert row["score"] == pytest.approx(
                min(1, sum(reason["weight"] for reason in row["reasons"]))
            )
        moscow = found["results"][0]
        assert [candidate["how"] for candidate in moscow["candidates"]] == ["metonym", "metonym"]
        assert "others go by the same words" in moscow["reasons"][-1]["says"]

    def test_a_prediction_is_prefilled(self, api, source):
        words = "If talks go on, Tokyo will sign the treaty this July"
        row = one(suggested(api, source), words)
        assert (row["kind"], row["rank"], row["candidates"]) == ("prediction", 1, [])
        assert {span["role"]: span["exact"] for span in row["spans"]} == {
            "body": words,
            "likelihood": "will",
            "condition": "If talks go on",
            "horizon": "this July",
        }
        assert row["fields"] == {
            "form": "forecast",
            "attribution": "author",
            "likelihood": "near-certain",
            "condition": "If talks go on",
            "horizon_ground": "stated",
            "horizon_start": "2015-07-01",
            "horizon_end": "2015-07-31",
            "deadline_basis": "",
        }

    def test_what_is_accepted_is_an_annotation_like_any_other_and_suggested_no_more(
        self, api, source
    ):
        for row in suggested(api, source)["results"]:
            body = {"kind": row["kind"], "spans": row["spans"]}
            if row["candidates"]:
                chosen = row["candidates"][0]
                body["mention"] = {"actor": chosen["actor"]["uid"], "how": chosen["how"]}
            else:
                body["prediction"] = {**row["fields"], "summary": "Japan will sign."}
                body["prediction"].pop("deadline_basis")
            address = reverse("api:source-annotations", args=[source.slug])
            response = api.post(address, body, format="json")
            assert response.status_code == 201, response.json()
        assert suggested(api, source)["results"] == []

    def test_looking_saves_nothing(self, api, source):
        suggested(api, source)
        assert not Annotation.objects.exists()
        assert not RejectedSuggestion.objects.exists()

    def test_a_namesake_of_the_administration_hides_what_is_in_it(self, api, source):
        assert "Moscow" in [row["exact"] for row in suggested(api, source)["results"][2:]]
        NamesakeFactory(text="Sea of Moscow")
        assert "Moscow" not in [row["exact"] for row in suggested(api, source)["results"][2:]]

    def test_the_number_of_queries_stays(self, api, source, django_assert_max_num_queries):
        address = reverse("api:suggestions", args=[source.slug])
        with django_assert_max_num_queries(14) as few:
            api.get(address)
        for _ in range(4):
            MentionFactory(article=source, words="Japan")
            ActorAliasFactory(text="treaty", kind="description")
            ActorAliasFactory(text="Tokyo", kind="seat-metonym")
        with django_assert_max_num_queries(len(few)):
            api.get(address)


class TestRejecting:
    def test_one_of_two_candidates_is_turned_down_and_then_the_other(self, api, source, actors):
        address = reverse("api:reject-suggestion", args=[source.slug])
        row = suggested(api, source)["results"][0]
        response = api.post(address, asked(row, actors["moscow-russia"]), format="json")
        assert (response.status_code, response.json()) == (200, {"count": 1})
        fits(response.json(), "POST sources/{slug}/suggestions/reject/")
        left = suggested(api, source)["results"][0]["candidates"]
        assert [one["actor"]["uid"] for one in left] == [str(actors["moscow-ussr"].uid)]
        body = asked(row, actors["moscow-russia"], actors["moscow-ussr"])
        assert api.post(address, body, format="json").json() == {"count": 1}
        assert suggested(api, source)["results"][0]["exact"] == "Japan"

    def test_it_is_taken_back_and_suggested_again(self, api, source, actors):
        address = reverse("api:reject-suggestion", args=[source.slug])
        before = suggested(api, source)
        prediction = next(row for row in before["results"] if row["kind"] == "prediction")
        for body in (asked(before["results"][1], actors["japan"]), asked(prediction)):
            assert api.post(address, body, format="json").status_code == 200
            assert suggested(api, source)["count"] == before["count"] - 1
            response = api.delete(address, QUERY_STRING=query(body))
            assert response.status_code == 204, response.content
            assert suggested(api, source) == before

    def test_it_outlives_a_correction_that_keeps_its_sentence(self, api, source, actors):
        row = suggested(api, source)["results"][1]
        address = reverse("api:reject-suggestion", args=[source.slug])
        api.post(address, asked(row, actors["japan"]), format="json")
        source.current_revision = RevisionFactory(
            article=source, number=2, text=f"Japan is first now.\n\n{TEXT}"
        )
        source.save()
        found = [row["start"] for row in suggested(api, source)["results"] if "Jap" in row["exact"]]
        assert found == [0]

    def test_who_saw_an_earlier_text_is_told_so(self, api, source, actors):
        row = suggested(api, source)["results"][1]
        source.current_revision = RevisionFactory(article=source, number=2, text="Japan.")
        source.save()
        address = reverse("api:reject-suggestion", args=[source.slug])
        response = api.post(address, asked(row, actors["japan"]), format="json")
        assert response.status_code == 400
        assert set(response.json()["errors"]) == {"revision"}

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"exact": "Kyoto"}, "exact"),
            ({"end": 9_999}, "exact"),
            ({"actors": []}, "actors"),
            ({"actors": ["nobody"]}, "actors"),
            ({"kind": "claim"}, "kind"),
            ({"kind": "prediction"}, "actors"),
            ({"start": None}, "start"),
        ],
    )
    def test_what_does_not_fit_is_refused_by_field(self, api, source, actors, change, field):
        row = suggested(api, source)["results"][1]
        address = reverse("api:reject-suggestion", args=[source.slug])
        response = api.post(address, asked(row, actors["japan"]) | change, format="json")
        assert response.status_code == 400
        assert set(response.json()["errors"]) == {field}
        assert not RejectedSuggestion.objects.exists()


def query(body: dict) -> str:
    from urllib.parse import urlencode

    return urlencode(body, doseq=True)


def test_it_is_for_those_who_curate(source):
    reader = APIClient()
    address = reverse("api:suggestions", args=[source.slug])
    assert reader.get(address).status_code in (403, 404)
    reader.force_login(AccountFactory())
    assert reader.get(address).status_code in (403, 404)
    published = ArticleFactory(state="published", text=TEXT)
    address = reverse("api:suggestions", args=[published.slug])
    assert reader.get(address).status_code == 403
    assert APIClient().get(address).status_code == 403
    rejecting = reverse("api:reject-suggestion", args=[published.slug])
    body = {"kind": "prediction", "start": 0, "end": 6, "exact": "Moscow", "revision": 1}
    assert reader.post(rejecting, body, format="json").status_code == 403


def test_a_source_without_text_has_nothing_to_suggest_in(api):
    source = ArticleFactory(text=None)
    response = api.get(reverse("api:suggestions", args=[source.slug]))
    assert response.status_code == 400
    assert "no text yet" in response.json()["detail"]
