"""Relations, memberships and compounds through the API: the same services, told in JSON."""

import uuid

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from annotations.models import Annotation, Compound, PropositionMember, Relation
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    MentionFactory,
    PredictionFactory,
    PropositionFactory,
    PropositionMemberFactory,
    RelationFactory,
)

pytestmark = pytest.mark.django_db


def client(user) -> APIClient:
    api = APIClient()
    api.force_login(user)
    return api


@pytest.fixture
def curator():
    return CuratorFactory()


@pytest.fixture
def api(curator) -> APIClient:
    return client(curator)


@pytest.fixture
def editor() -> APIClient:
    return client(EditorFactory())


def claim(**more) -> Annotation:
    return ClaimFactory(**more).annotation


def url(name: str, *args) -> str:
    return reverse(f"api:{name}", args=args)


class TestRelations:
    def test_a_relation_is_made_forward_and_reads_so_from_both_ends(self, api):
        one, other = claim(), claim(summary="The other holds.")
        response = api.post(
            url("relations", one.uid),
            {"kind": "supports", "to": str(other.uid), "reason": "So."},
            format="json",
        )
        assert response.status_code == 201
        made = response.json()
        assert (made["reads"], made["other"]["name"]) == ("gives a reason for", "The other holds.")
        assert made["may"] == {"change": True, "delete": True}
        (back,) = api.get(url("links", other.uid)).json()["relations"]
        assert (back["reads"], back["forward"]) == ("has as a reason", False)
        assert back["other"]["uid"] == str(one.uid)

    def test_a_relation_is_made_backward(self, api):
        one, condition = PredictionFactory().annotation, claim()
        body = {"kind": "condition-of", "from": str(condition.uid), "reason": "It says if."}
        response = api.post(url("relations", one.uid), body, format="json")
        assert response.json()["reads"] == "holds if"
        assert Relation.objects.get().source == condition

    def test_errors_name_the_field_of_the_form_and_nothing_is_written(self, api):
        one = PredictionFactory().annotation
        address = url("relations", one.uid)
        itself = {"kind": "condition-of", "to": str(one.uid), "reason": "So."}
        response = api.post(address, itself, format="json")
        assert response.status_code == 400
        assert "condition of itself" in response.json()["errors"]["other"][0]
        for other in ({}, {"to": str(one.uid), "from": str(one.uid)}):
            body = {"kind": "supports", "reason": "So.", **other}
            assert set(api.post(address, body, format="json").json()["errors"]) == {"other"}
        body = {"kind": "proves", "to": str(claim().uid), "reason": ""}
        errors = api.post(address, body, format="json").json()["errors"]
        assert set(errors) == {"kind", "reason"}
        for wrong in (str(uuid.uuid4()), "x", 7):
            body = {"kind": "supports", "to": wrong, "reason": "So."}
            assert api.post(address, body, format="json").status_code == 400
        assert not Relation.objects.exists()

    def test_a_public_one_is_changed_and_removed_by_editors_for_a_reason(self, api, editor):
        row = RelationFactory(source=claim(state="published"), target=claim(state="published"))
        address = url("relation", row.uid)
        assert api.patch(address, {"kind": "cites"}, format="json").status_code == 403
        assert api.delete(f"{address}?reason=So").status_code == 403
        refused = editor.patch(address, {"kind": "cites"}, format="json")
        assert set(refused.json()["errors"]) == {"why"}
        changed = editor.patch(address, {"kind": "cites", "why": "Read anew."}, format="json")
        assert changed.json()["kind"] == "cites"
        assert set(editor.delete(address).json()["errors"]) == {"reason"}
        assert editor.delete(f"{address}?reason=Unrelated.").status_code == 204
        assert Relation.history.first().history_change_reason == "Unrelated."
        assert editor.delete(address).status_code == 404

    def test_what_links_an_annotation_is_fetched_in_few_queries(
        self, api, django_assert_max_num_queries
    ):
        one = claim()
        for _ in range(5):
            RelationFactory(source=one)
            PropositionMemberFactory(annotation=one)
        with django_assert_max_num_queries(8):
            shown = api.get(url("links", one.uid)).json()
        assert (len(shown["relations"]), len(shown["memberships"])) == (5, 5)


class TestMemberships:
    def test_an_annotation_joins_moves_and_leaves(self, api):
        one, proposition = claim(), PropositionFactory(text="Talks will go on.")
        body = {"proposition": str(proposition.uid), "position": "neutral", "note": ""}
        refused = api.post(url("memberships", one.uid), body, format="json")
        assert set(refused.json()["errors"]) == {"note"}
        made = api.post(
            url("memberships", one.uid), body | {"position": "supports"}, format="json"
        ).json()
        assert (made["proposition"]["name"], made["position_label"]) == (
            "Talks will go on.",
            "supports",
        )
        address = url("membership", one.uid, proposition.uid)
        moved = api.patch(address, {"position": "opposes"}, format="json")
        assert moved.json()["position"] == "opposes"
        assert api.delete(address).status_code == 204
        assert not PropositionMember.objects.exists()

    def test_propositions_are_found_by_their_words(self, api):
        PropositionFactory(text="Talks will go on.")
        PropositionFactory(text="Talks are dead.")
        found = api.get(url("find-propositions"), {"q": "talks WILL"}).json()
        assert [row["name"] for row in found] == ["Talks will go on."]


class TestCompounds:
    @pytest.fixture
    def both(self, curator) -> list[Annotation]:
        article = ArticleFactory()
        return [
            PredictionFactory(article=article, words=words, created_by=curator).annotation
            for words in ("Moscow will wait", "if talks go on")
        ]

    def test_predictions_are_grouped_and_taken_out(self, api, both):
        one, other = both
        address = url("compound", one.uid)
        grouped = api.post(address, {"others": [str(other.uid)]}, format="json").json()
        uids = {row["prediction"]["compound"] for row in grouped}
        assert uids == {str(Compound.objects.get().uid)}
        assert [row["version"] for row in grouped] == [2, 2]
        changed = api.delete(address).json()
        assert [row["prediction"]["compound"] for row in changed] == [None, None]
        assert not Compound.objects.exists()

    def test_one_prediction_is_refused(self, api, both):
        response = api.post(url("compound", both[0].uid), {"others": []}, format="json")
        assert response.status_code == 400
        assert "One prediction" in response.json()["errors"]["compound"][0]
        assert api.delete(url("compound", both[0].uid)).status_code == 400


class TestFindingStatements:
    def test_this_source_comes_first_and_mentions_and_withdrawn_ones_never(self, api):
        here, there = ArticleFactory(title="Here"), ArticleFactory(title="There")
        claim(article=there, summary="The treaty waits.")
        claim(article=here, summary="The treaty is signed.")
        claim(article=here, summary="The treaty is gone.", state="withdrawn")
        MentionFactory(article=here)
        found = api.get(url("find-statements"), {"q": "treaty", "source": here.slug}).json()
        assert [row["name"] for row in found] == ["The treaty is signed.", "The treaty waits."]
        assert found[0]["kind_label"] == "claim · Here"

    def test_they_are_found_by_the_words_they_stand_on(self, api):
        claim(summary="Japan waits.", words="Tokyo hesitated")
        (found,) = api.get(url("find-statements"), {"q": "hesitated"}).json()
        assert found["name"] == "Japan waits."
        assert api.get(url("find-statements"), {"q": ""}).json() == []
