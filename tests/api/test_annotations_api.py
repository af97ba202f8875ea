"""The annotations of the API: the same services, told in JSON."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from annotations.models import Annotation
from tests.factories import (
    AccountFactory,
    ActorAliasFactory,
    ActorFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    MentionFactory,
    PredictionFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def client(user=None, **options) -> APIClient:
    api = APIClient(**options)
    if user is not None:
        api.force_login(user)
    return api


def span(article, words: str, **more) -> dict:
    start = article.current_revision.text.index(words)
    return {"start": start, "end": start + len(words), "exact": words, **more}


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.fixture
def curator():
    return CuratorFactory()


def claim_of(article, words="Tokyo hesitated", **detail) -> dict:
    return {
        "kind": "claim",
        "spans": [span(article, words)],
        "claim": {"summary": "Tokyo hesitated.", "kind": "factual", **detail},
    }


def url_of(article) -> str:
    return reverse("api:source-annotations", args=[article.slug])


def url(annotation, step: str = "") -> str:
    name = f"api:annotation-{step}" if step else "api:annotation"
    return reverse(name, args=[annotation.uid])


class TestMaking:
    def test_a_claim_is_made_and_given_back_whole(self, article, curator):
        japan, topic = ActorFactory(name="Japan"), TopicFactory()
        body = claim_of(article) | {"about": [str(japan.uid)], "topics": [str(topic.uid)]}
        response = client(curator).post(url_of(article), body, format="json")
        assert response.status_code == 201
        made = response.json()
        assert (made["kind"], made["state"], made["version"], made["own"]) == (
            "claim",
            "draft",
            1,
            True,
        )
        assert made["about"][0]["name"] == "Japan"
        assert made["spans"][0]["exact"] == "Tokyo hesitated"
        assert made["may"] == {
            "change": True,
            "delete": True,
            "submit": True,
            "return": False,
            "publish": False,
            "withdraw": False,
        }
        assert client(curator).get(url(Annotation.objects.get())).json() == made

    def test_a_mismatch_is_refused_with_both_strings(self, article, curator):
        body = claim_of(article)
        body["spans"][0]["exact"] = "Kyoto hesitated"
        response = client(curator).post(url_of(article), body, format="json")
        assert response.status_code == 400
        message = response.json()["errors"]["spans.body"][0]
        assert "Kyoto hesitated" in message
        assert "Tokyo hesitated" in message

    def test_errors_name_their_fields(self, article, curator):
        body = {
            "kind": "prediction",
            "spans": [span(article, "Moscow will wait"), {"start": "x", "end": 3, "exact": "a"}],
            "prediction": {"horizon_end": "soon"},
        }
        errors = client(curator).post(url_of(article), body, format="json").json()["errors"]
        assert list(errors) == ["spans.1.start"]
        body["spans"].pop()
        errors = client(curator).post(url_of(article), body, format="json").json()["errors"]
        assert list(errors) == ["horizon_end"]
        body["prediction"] = {"attribution": "reported", "horizon_ground": "stated"}
        errors = client(curator).post(url_of(article), body, format="json").json()["errors"]
        assert set(errors) == {"summary", "speaker", "horizon_end"}

    def test_a_duplicate_names_the_existing_one(self, article, curator):
        api = client(curator)
        first = api.post(url_of(article), claim_of(article), format="json").json()
        second = api.post(url_of(article), claim_of(article), format="json")
        assert second.status_code == 400
        assert second.json()["existing"] == first["uid"]

    def test_what_is_no_object_is_refused(self, article, curator):
        assert client(curator).post(url_of(article), [1], format="json").status_code == 400

    def test_strangers_and_accounts_without_a_role_make_nothing(self, article):
        body = claim_of(article)
        assert client().post(url_of(article), body, format="json").status_code == 403
        public = ArticleFactory(state="published")
        response = client(AccountFactory()).post(url_of(public), claim_of(public), format="json")
        assert response.status_code == 403
        assert not Annotation.objects.exists()

    def test_a_session_needs_its_csrf_token(self, article, curator):
        api = client(enforce_csrf_checks=True)
        api.force_login(curator)
        assert api.post(url_of(article), claim_of(article), format="json").status_code == 403


class TestChanging:
    def test_fields_that_are_left_out_stay(self, article, curator):
        annotation = ClaimFactory(article=article, created_by=curator, summary="Old.").annotation
        body = {"version": 1, "claim": {"certainty": "possible"}}
        changed = client(curator).patch(url(annotation), body, format="json").json()
        assert changed["claim"]["summary"] == "Old."
        assert changed["claim"]["certainty"] == "possible"
        assert changed["version"] == 2

    def test_a_prediction_keeps_its_co_speakers_and_loses_them_when_told(self, article, curator):
        speaker, other = ActorFactory(), ActorFactory()
        annotation = PredictionFactory(
            article=article,
            created_by=curator,
            attribution="reported",
            speaker=speaker,
            co_speakers=[other],
        ).annotation
        api = client(curator)
        body = {"version": 1, "prediction": {"summary": "New."}}
        changed = api.patch(url(annotation), body, format="json").json()
        assert [actor["uid"] for actor in changed["prediction"]["co_speakers"]] == [str(other.uid)]
        body = {"version": 2, "prediction": {"co_speakers": []}}
        changed = api.patch(url(annotation), body, format="json").json()
        assert changed["prediction"]["co_speakers"] == []

    def test_a_stale_change_is_answered_with_both_states(self, article, curator):
        annotation = ClaimFactory(article=article, created_by=curator).annotation
        api = client(curator)
        api.patch(url(annotation), {"version": 1, "note": "first"}, format="json")
        response = api.patch(url(annotation), {"version": 1, "note": "second"}, format="json")
        assert response.status_code == 409
        assert response.json()["current"]["note"] == "first"
        assert response.json()["sent"]["note"] == "second"

    def test_a_change_says_which_version_it_saw(self, article, curator):
        annotation = ClaimFactory(article=article, created_by=curator).annotation
        response = client(curator).patch(url(annotation), {"note": "x"}, format="json")
        assert list(response.json()["errors"]) == ["version"]

    def test_a_draft_is_deleted(self, article, curator):
        annotation = ClaimFactory(article=article, created_by=curator).annotation
        api = client(curator)
        assert api.delete(url(annotation)).status_code == 400
        assert api.delete(f"{url(annotation)}?version=2").status_code == 409
        assert api.delete(f"{url(annotation)}?version=1").status_code == 204
        assert api.get(url(annotation)).status_code == 404


class TestMoving:
    def test_the_whole_way_and_back(self, article, curator):
        editor = EditorFactory()
        annotation = ClaimFactory(article=article, created_by=curator).annotation

        def move(user, step, version, **more):
            body = {"version": version, **more}
            return client(user).post(url(annotation, step), body, format="json")

        assert move(curator, "submit", 1).json()["state"] == "in-review"
        assert move(curator, "publish", 2).status_code == 403
        assert list(move(editor, "return", 2).json()["errors"]) == ["reason"]
        assert move(editor, "return", 2, reason="Too wide.").json()["state"] == "draft"
        assert move(curator, "submit", 2).status_code == 409
        assert move(curator, "submit", 3).json()["state"] == "in-review"
        assert move(editor, "publish", 4).json()["state"] == "published"
        assert move(editor, "publish", 5).status_code == 409
        assert move(editor, "withdraw", 5, reason="Wrong.").json()["state"] == "withdrawn"
        assert move(editor, "publish", 6).json()["state"] == "published"

    def test_all_of_a_source_at_once(self, article, curator):
        for _ in range(3):
            ClaimFactory(article=article, created_by=curator)
        submit = reverse("api:submit-drafts", args=[article.slug])
        publish = reverse("api:publish-reviewed", args=[article.slug])
        assert client(curator).post(submit, {}, format="json").json()["count"] == 3
        assert client(curator).post(publish, {}, format="json").status_code == 403
        assert client(EditorFactory()).post(publish, {}, format="json").json()["count"] == 3


class TestHostileRequests:
    @pytest.mark.parametrize(
        "body",
        [
            '{"kind": "\\ud800"}',
            '{"kind": "claim", "claim": {"speaker": "\\udfff"}}',
            "[" * 100_000,
            '{"claim":' * 100_000,
        ],
        ids=["surrogate", "surrogate-within", "deep-list", "deep-object"],
    )
    def test_json_that_cannot_be_answered_for_is_refused(self, article, curator, body):
        response = client(curator).post(url_of(article), body, content_type="application/json")
        assert response.status_code == 400
        assert response.json()["detail"].startswith("This JSON")

    def test_more_than_any_page_sends_is_not_read(self, article, curator, settings):
        body = {"note": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
        response = client(curator).post(url_of(article), body, format="json")
        assert response.status_code == 413
        assert "in parts" in response.json()["detail"]
        assert not Annotation.objects.exists()

    def test_a_whole_pair_of_surrogates_is_one_character(self, curator):
        response = client(curator).post(
            reverse("api:topics"),
            '{"name": "\\ud83d\\ude00 face"}',
            content_type="application/json",
        )
        assert (response.status_code, response.json()["name"]) == (201, "😀 face")

    @pytest.mark.parametrize("version", ["²", "9" * 5000, "-1", "x", ""])
    def test_a_draft_is_not_deleted_from_a_version_that_is_no_number(self, curator, version):
        draft = ClaimFactory(created_by=curator).annotation
        response = client(curator).delete(f"{url(draft)}?version={version}")
        assert (response.status_code, list(response.json()["errors"])) == (400, ["version"])
        assert Annotation.objects.filter(pk=draft.pk).exists()


class TestReading:
    def test_the_list_takes_as_many_queries_for_many_as_for_one(
        self, article, curator, django_assert_max_num_queries
    ):
        api = client(curator)
        for number in range(6):
            MentionFactory(article=article)
            ClaimFactory(article=article, about=[ActorFactory()], topics=[TopicFactory()])
            PredictionFactory(article=article, created_by=curator, state="published")
            with django_assert_max_num_queries(14):
                assert len(api.get(url_of(article)).json()["results"]) == 3 * (number + 1)

    def test_an_account_without_a_role_reads_what_is_public(self):
        article = ArticleFactory(state="published")
        public = ClaimFactory(article=article, state="published").annotation
        draft = ClaimFactory(article=article).annotation
        api = client(AccountFactory())
        assert [row["uid"] for row in api.get(url_of(article)).json()["results"]] == [
            str(public.uid)
        ]
        assert api.get(url(draft)).status_code == 404
        assert api.get(url_of(ArticleFactory())).status_code == 404

    def test_names_of_curators_are_for_those_who_curate_unless_shown_by_choice(self):
        article = ArticleFactory(state="published")
        hidden, shown = (
            CuratorFactory(username="ann"),
            CuratorFactory(username="bo", show_name=True),
        )
        for curator, words in ((hidden, "Tokyo"), (shown, "Moscow")):
            ClaimFactory(article=article, words=words, created_by=curator, state="published")

        def names(user):
            return [
                row["created_by"] for row in client(user).get(url_of(article)).json()["results"]
            ]

        assert names(AccountFactory()) == [None, "bo"]
        assert names(EditorFactory()) == ["ann", "bo"]


class TestRegistry:
    def test_actors_are_found_by_name_and_alias_the_likeliest_first(self, curator):
        japan = ActorFactory(name="Japan")
        ActorAliasFactory(actor=japan, text="Tokyo")
        ActorFactory(name="Tokyo metropolitan government")
        ActorFactory(name="Gone", merged_into=japan)
        api = client(curator)
        found = api.get(reverse("api:find-actors"), {"q": "tokyo"}).json()
        assert [actor["name"] for actor in found] == ["Japan", "Tokyo metropolitan government"]
        assert api.get(reverse("api:find-actors"), {"q": "gone"}).json() == []

    @pytest.mark.parametrize("what", ["actors", "topics"])
    def test_a_null_character_is_looked_for_as_a_space(self, curator, what):
        ActorFactory(name="Arms trade")
        TopicFactory(name="Arms trade")
        found = client(curator).get(reverse(f"api:find-{what}"), {"q": "arms\x00trade"}).json()
        assert [row["name"] for row in found] == ["Arms trade"]

    def test_an_actor_is_made_once(self, curator):
        api = client(curator)
        body = {"name": "Katsunobu Kato", "kind": "person"}
        made = api.post(reverse("api:actors"), body, format="json")
        assert (made.status_code, made.json()["slug"]) == (201, "katsunobu-kato")
        again = api.post(reverse("api:actors"), body, format="json")
        assert list(again.json()["errors"]) == ["name"]

    def test_topics_are_found_and_made(self, curator):
        TopicFactory(name="Arms control")
        api = client(curator)
        found = api.get(reverse("api:find-topics"), {"q": "control"}).json()
        assert [topic["name"] for topic in found] == ["Arms control"]
        made = api.post(reverse("api:topics"), {"name": "Kuril Islands"}, format="json")
        assert made.json()["slug"] == "kuril-islands"
