"""Many annotations in one request, and one that is sent twice."""

from uuid import uuid4

import pytest
from django.urls import reverse

from annotations.models import Annotation
from tests.api.test_annotations_api import claim_of, client, url_of
from tests.api.test_schema import fits
from tests.factories import ActorFactory, ArticleFactory, CuratorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.fixture
def curator():
    return CuratorFactory()


def batch_of(article) -> str:
    return reverse("api:batch", args=[article.slug])


class TestOneTwice:
    def test_the_second_is_answered_with_the_first(self, article, curator):
        api, body = client(curator), claim_of(article) | {"uid": str(uuid4())}
        first = api.post(url_of(article), body, format="json")
        assert (first.status_code, first.json()["uid"]) == (201, body["uid"])
        again = api.post(url_of(article), body, format="json")
        assert again.status_code == 200
        assert again.json() == first.json()
        fits(again.json(), "POST sources/{slug}/annotations/")
        assert Annotation.objects.count() == 1

    def test_a_uid_that_is_somebody_elses_is_named(self, article, curator):
        body = claim_of(article) | {"uid": str(uuid4())}
        client(curator).post(url_of(article), body, format="json")
        refused = client(CuratorFactory()).post(url_of(article), body, format="json")
        assert (refused.status_code, list(refused.json()["errors"])) == (400, ["uid"])

    def test_what_is_no_uid_is_refused(self, article, curator):
        body = claim_of(article) | {"uid": "mine"}
        refused = client(curator).post(url_of(article), body, format="json")
        assert list(refused.json()["errors"]) == ["uid"]


class TestMany:
    def test_all_are_made_and_answered_in_their_order(self, article, curator):
        many = [claim_of(article, "Moscow"), claim_of(article) | {"uid": str(uuid4())}]
        answer = client(curator).post(batch_of(article), {"annotations": many}, format="json")
        assert answer.status_code == 201
        told = answer.json()
        fits(told, "POST sources/{slug}/annotations/batch/", 201)
        assert told["count"] == 2
        assert [row["spans"][0]["exact"] for row in told["results"]] == [
            "Moscow",
            "Tokyo hesitated",
        ]
        assert told["results"][1]["uid"] == many[1]["uid"]

    def test_what_is_sent_again_makes_nothing_new(self, article, curator):
        many = {"annotations": [claim_of(article) | {"uid": str(uuid4())}]}
        first = client(curator).post(batch_of(article), many, format="json").json()
        again = client(curator).post(batch_of(article), many, format="json")
        assert (again.status_code, again.json()["count"]) == (200, 0)
        assert again.json()["results"] == first["results"]

    def test_every_fault_is_named_by_its_place_and_nothing_is_made(self, article, curator):
        bad = claim_of(article, "Moscow")
        bad["spans"][0]["exact"] = "Kyiv !"
        many = [claim_of(article), bad, claim_of(article, "wait", summary="")]
        refused = client(curator).post(batch_of(article), {"annotations": many}, format="json")
        assert refused.status_code == 400
        assert list(refused.json()["errors"]) == ["1.spans.body", "2.summary"]
        unread = [claim_of(article), {"kind": "fable"}, 7]
        refused = client(curator).post(batch_of(article), {"annotations": unread}, format="json")
        assert list(refused.json()["errors"]) == ["1.kind", "2.detail"]
        assert not Annotation.objects.exists()

    def test_more_than_500_are_refused_in_words(self, article, curator):
        many = {"annotations": [claim_of(article)] * 501}
        refused = client(curator).post(batch_of(article), many, format="json")
        assert refused.status_code == 400
        assert "500" in refused.json()["detail"]
        assert client(curator).post(batch_of(article), {}, format="json").status_code == 400

    def test_those_of_an_earlier_text_are_refused(self, article, curator):
        many = {"annotations": [claim_of(article) | {"revision": 2}]}
        refused = client(curator).post(batch_of(article), many, format="json")
        assert list(refused.json()["errors"]) == ["0.revision"]

    def test_one_actor_named_often_is_looked_up_once(
        self, article, curator, django_assert_max_num_queries
    ):
        actor, api = str(ActorFactory().uid), client(curator)
        text = " ".join(f"Word{n:03}" for n in range(60))
        article = ArticleFactory(text=text)

        def many(first: int, last: int) -> dict:
            claims = [claim_of(article, f"Word{n:03}") for n in range(first, last)]
            return {"annotations": [claim | {"about": [actor]} for claim in claims]}

        with django_assert_max_num_queries(60) as few:
            api.post(batch_of(article), many(0, 5), format="json")
        with django_assert_max_num_queries(len(few)):
            api.post(batch_of(article), many(5, 60), format="json")
        assert Annotation.objects.count() == 60


class TestDeletedAndRestored:
    def test_a_draft_that_was_deleted_comes_back_with_its_uid(self, article, curator):
        api = client(curator)
        made = api.post(url_of(article), claim_of(article), format="json").json()
        address = reverse("api:annotation", args=[made["uid"]])
        api.delete(f"{address}?version=1")
        assert api.get(address).status_code == 404
        for _twice in range(2):
            answer = api.post(reverse("api:restore", args=[made["uid"]]), {}, format="json")
            assert answer.status_code == 200
            fits(answer.json(), "POST annotations/{uid}/restore/")
            assert answer.json()["version"] == 2
            assert answer.json()["left_out"] == []
        assert api.get(address).json()["spans"] == made["spans"]

    def test_strangers_and_others_restore_nothing(self, article, curator):
        api = client(curator)
        made = api.post(url_of(article), claim_of(article), format="json").json()
        api.delete(f"{reverse('api:annotation', args=[made['uid']])}?version=1")
        restore = reverse("api:restore", args=[made["uid"]])
        assert client().post(restore, {}, format="json").status_code == 403
        assert client(CuratorFactory()).post(restore, {}, format="json").status_code == 403
        nowhere = reverse("api:restore", args=[uuid4()])
        assert api.post(nowhere, {}, format="json").status_code == 404
        assert client().post(nowhere, {}, format="json").status_code == 403

    def test_many_go_and_come_back(self, article, curator):
        api = client(curator)
        many = [claim_of(article), claim_of(article, "Moscow")]
        made = api.post(batch_of(article), {"annotations": many}, format="json").json()["results"]
        seen = [{"uid": row["uid"], "version": 1} for row in made]
        delete = reverse("api:batch-delete", args=[article.slug])
        stale = api.post(delete, {"annotations": [{**seen[0], "version": 2}]}, format="json")
        assert stale.status_code == 409
        answer = api.post(delete, {"annotations": seen}, format="json")
        assert (answer.status_code, answer.json()) == (200, {"count": 2})
        uids = {"uids": [row["uid"] for row in reversed(made)]}
        restore = reverse("api:batch-restore", args=[article.slug])
        answer = api.post(restore, uids, format="json")
        assert answer.status_code == 200
        fits(answer.json(), "POST sources/{slug}/annotations/batch/restore/")
        assert [row["uid"] for row in answer.json()["results"]] == uids["uids"]
        assert api.post(restore, {"uids": []}, format="json").status_code == 400
        assert api.post(restore, {"uids": ["x"]}, format="json").status_code == 400


class TestTakenBack:
    def test_a_step_is_taken_back(self, article, curator):
        api = client(curator)
        made = api.post(url_of(article), claim_of(article), format="json").json()
        submit = reverse("api:annotation-submit", args=[made["uid"]])
        retract = reverse("api:annotation-retract", args=[made["uid"]])
        assert api.post(retract, {"version": 1}, format="json").status_code == 409
        api.post(submit, {"version": 1}, format="json")
        other = client(CuratorFactory()).post(retract, {"version": 2}, format="json")
        assert other.status_code == 403
        back = api.post(retract, {"version": 2}, format="json")
        assert (back.status_code, back.json()["state"]) == (200, "draft")
        fits(back.json(), "POST annotations/{uid}/retract/")

    def test_all_that_were_submitted_are_named_and_taken_back(self, article, curator):
        api = client(curator)
        many = [claim_of(article), claim_of(article, "Moscow")]
        api.post(batch_of(article), {"annotations": many}, format="json")
        submitted = api.post(reverse("api:submit-drafts", args=[article.slug]), {}, format="json")
        fits(submitted.json(), "POST sources/{slug}/annotations/submit/")
        assert submitted.json()["count"] == 2
        retract = reverse("api:retract-all", args=[article.slug])
        back = api.post(retract, {"uids": submitted.json()["uids"]}, format="json")
        fits(back.json(), "POST sources/{slug}/annotations/retract/")
        assert back.json() == submitted.json()
        assert api.post(retract, {"uids": back.json()["uids"]}, format="json").status_code == 409
