"""One of each thing by program: its row in the list, its details, and what there is instead."""

import hashlib
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.models import Annotation
from sourcelib.models import Article
from tests.factories import (
    ActorAliasFactory,
    ActorFactory,
    ArticleFactory,
    ClaimFactory,
    EvidenceFactory,
    FormerSlugFactory,
    PredictionFactory,
    PropositionMemberFactory,
    RelationFactory,
    RevisionFactory,
    VerdictFactory,
)

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
ADDRESSES = ["predictions/{}/", "annotations/{}/", "annotations/{}/links/"]
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def source():
    return ArticleFactory(slug="talks", state="published")


def corrected(source, text="Tokyo had hesitated."):
    source.current_revision = RevisionFactory(article=source, text=text, reason="A word was lost.")
    source.save()
    return source.current_revision


class TestSources:
    def test_a_source_gives_its_text_and_the_hash_of_it(self, source, answer):
        told = answer("/api/v1/sources/talks/")

        text = source.current_revision.text
        assert (told["text"], told["length"], told["revision"]) == (text, len(text), 1)
        assert told["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
        assert told["annotations"] == f"{SITE}/api/v1/sources/talks/annotations/"

    def test_an_earlier_text_is_given_under_its_number(self, source, answer):
        before = source.current_revision.text
        now = corrected(source)

        first, present = (answer(f"/api/v1/sources/talks/{v}") for v in ("v/1/", ""))
        assert (first["text"], first["revision"]) == (before, 1)
        assert first["text_sha256"] == hashlib.sha256(before.encode()).hexdigest()
        assert (present["text"], present["revision"]) == (now.text, 2)
        assert [(one["number"], one["reason"]) for one in present["revisions"]] == [
            (1, ""),
            (2, "A word was lost."),
        ]
        assert answer("/api/v1/sources/talks/v/3/", 404)["detail"]

    def test_a_text_that_was_a_draft_alone_is_nobodys(self, source, answer):
        Article.objects.filter(pk=source.pk).update(published_at=timezone.now())
        source.refresh_from_db()
        RevisionFactory(article=source, text="Moscow.", reason="Typo.")
        Article.objects.filter(pk=source.pk).update(
            published_at=timezone.now(),
            current_revision=source.revisions.get(number=2),
        )

        assert [one["number"] for one in answer("/api/v1/sources/talks/")["revisions"]] == [2]
        answer("/api/v1/sources/talks/v/1/", 404)

    @pytest.mark.parametrize("display", ["excerpts", "metadata"])
    def test_a_text_that_may_not_be_shown_in_full_is_none(self, source, answer, display):
        Article.objects.filter(pk=source.pk).update(display=display)
        for address in ("/api/v1/sources/talks/", "/api/v1/sources/talks/v/1/"):
            told = answer(address)
            assert (told["text"], told["display"]) == (None, display)
            assert told["text_sha256"] == source.current_revision.sha256

    def test_curators_notes_stay_with_curators(self, source, answer):
        Article.objects.filter(pk=source.pk).update(note="Ask the editor about this one.")
        assert "Ask the editor" not in json.dumps(answer("/api/v1/sources/talks/"))

    @pytest.mark.parametrize("below", ["", "v/1/", "annotations/"])
    def test_a_withdrawn_source_says_when_and_why(self, source, answer, below):
        at = timezone.now()
        Article.objects.filter(pk=source.pk).update(
            state="withdrawn", withdrawn_at=at, withdrawal_reason="Plagiarised."
        )
        told = answer(f"/api/v1/sources/talks/{below}", 410)
        assert told["reason"] == "Plagiarised."
        assert told["withdrawn_at"].startswith(at.date().isoformat())

    @pytest.mark.parametrize("below", ["", "v/1/", "annotations/"])
    def test_a_former_slug_leads_to_the_present_one(self, source, client, below):
        FormerSlugFactory(model="sourcelib.article", slug="parleys", uid=source.uid)
        response = client.get(f"/api/v1/sources/parleys/{below}?x=1")
        assert response.status_code == 301
        assert response["Location"] == f"{SITE}/api/v1/sources/talks/{below}?x=1"
        assert "no-cache" in response["Cache-Control"]

    def test_a_draft_is_as_if_it_were_not_there(self, answer):
        draft = ArticleFactory()
        for below in ("", "v/1/", "annotations/"):
            assert answer(f"/api/v1/sources/{draft.slug}/{below}", 404)["detail"]


class TestStatements:
    @pytest.fixture
    def prediction(self, source):
        return PredictionFactory(article=source, state="published").annotation

    def test_a_prediction_comes_with_its_passage(self, source, prediction, answer):
        passage = answer(f"/api/v1/predictions/{prediction.uid}/")["passage"]
        assert passage == answer(f"/api/v1/annotations/{prediction.uid}/")
        (span,) = passage["spans"]
        assert source.current_revision.text[span["start"] : span["end"]] == span["exact"]

    def test_a_prediction_comes_with_its_verdicts_and_their_evidence(
        self, source, prediction, answer
    ):
        passage = ClaimFactory(article=source, state="published").annotation
        first = VerdictFactory(annotation=prediction, state="still-open", event_date=None)
        later = VerdictFactory(annotation=prediction, supersedes=first, with_evidence=False)
        VerdictFactory(annotation=prediction, review="proposed")
        EvidenceFactory(verdict=later, passage=passage, source="", reports="", words="Tokyo")

        told = answer(f"/api/v1/predictions/{prediction.uid}/")
        assert [(one["uid"], one["stands"]) for one in told["verdicts"]] == [
            (str(later.uid), True),
            (str(first.uid), False),
        ]
        (evidence,) = told["verdicts"][0]["evidence"]
        assert (evidence["words"], evidence["source"]) == ("Tokyo", source.title)
        assert evidence["passage"] == f"{SITE}/api/v1/annotations/{passage.uid}/"
        assert told["verdicts"][1]["evidence"][0]["source"] == "Wire report"
        assert told["verdict"] == told["verdicts"][0]["state"]

    def test_evidence_from_what_may_not_be_shown_keeps_its_words(self, prediction, answer):
        hidden = ArticleFactory(state="published", display="metadata")
        passage = ClaimFactory(article=hidden, summary="It paused.", state="published").annotation
        verdict = VerdictFactory(annotation=prediction, with_evidence=False)
        EvidenceFactory(verdict=verdict, passage=passage, source="", reports="", words="Tokyo")

        (one,) = answer(f"/api/v1/predictions/{prediction.uid}/")["verdicts"]
        assert (one["evidence"][0]["words"], one["evidence"][0]["reports"]) == ("", "It paused.")

    def test_evidence_from_what_was_withdrawn_says_so_and_names_it_no_more(
        self, prediction, answer
    ):
        taken = ArticleFactory(title="A plagiarism", state="published")
        passage = ClaimFactory(article=taken, state="published").annotation
        verdict = VerdictFactory(annotation=prediction, with_evidence=False)
        EvidenceFactory(verdict=verdict, passage=passage, source="", reports="", words="Tokyo")
        Article.objects.filter(pk=taken.pk).update(
            state="withdrawn", withdrawn_at=timezone.now(), withdrawal_reason="Copied."
        )

        (one,) = answer(f"/api/v1/predictions/{prediction.uid}/")["verdicts"]
        (piece,) = one["evidence"]
        assert (piece["stands"], piece["source"], piece["passage"]) == (False, "", None)
        assert piece["words"] == "Tokyo"

    def test_only_public_relations_and_memberships_are_told(self, source, prediction, answer):
        public = ClaimFactory(article=source, state="published").annotation
        draft = ClaimFactory(article=source).annotation
        RelationFactory(source=public, target=prediction)
        RelationFactory(source=draft, target=prediction)
        PropositionMemberFactory(annotation=prediction, proposition__slug="talks-end")

        told = answer(f"/api/v1/predictions/{prediction.uid}/")
        assert [one["other"]["uid"] for one in told["relations"]] == [str(public.uid)]
        assert told["relations"][0]["forward"] is False
        assert [one["slug"] for one in told["memberships"]] == ["talks-end"]
        links = answer(f"/api/v1/annotations/{prediction.uid}/links/")
        assert links == {key: told[key] for key in ("relations", "memberships")}

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_a_withdrawn_one_says_when_and_why(self, prediction, answer, address):
        Annotation.objects.filter(pk=prediction.pk).update(
            state="withdrawn", withdrawn_at=timezone.now(), state_reason="Misread."
        )
        Annotation.objects.filter(pk=prediction.pk).update(published_at=timezone.now())
        told = answer(f"/api/v1/{address.format(prediction.uid)}", 410)
        assert (told["reason"], bool(told["withdrawn_at"])) == ("Misread.", True)

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_drafts_and_what_never_was_are_not_there(self, source, answer, address):
        draft = PredictionFactory(article=source).annotation
        for uid in (draft.uid, NOBODY):
            assert answer(f"/api/v1/{address.format(uid)}", 404)["detail"]

    def test_a_prediction_is_no_claim(self, prediction, answer):
        assert answer(f"/api/v1/claims/{prediction.uid}/", 404)["detail"]

    def test_much_that_is_linked_costs_no_query_more(self, source, prediction, answer):
        def grow():
            other = ClaimFactory(article=source, state="published").annotation
            RelationFactory(source=other, target=prediction)
            PropositionMemberFactory(annotation=prediction)
            VerdictFactory(annotation=prediction, state="still-open", event_date=None)

        def cost():
            with CaptureQueriesContext(connection) as captured:
                answer(f"/api/v1/predictions/{prediction.uid}/")
            return len(captured)

        grow()
        few = cost()
        for _number in range(4):
            grow()
        assert cost() == few


class TestNamed:
    @pytest.mark.parametrize(
        "address", ["propositions/trade-grows", "actors/kato", "topics/trade", "authors/ann"]
    )
    @pytest.mark.usefixtures("small")
    def test_there_is_one_by_its_slug_and_none_by_another(self, answer, address):
        kind, _slash, slug = address.partition("/")
        assert answer(f"/api/v1/{address}/")["slug"] == slug
        assert "nobody" in answer(f"/api/v1/{kind}/nobody/", 404)["detail"]

    def test_a_proposition_says_who_asserts_and_denies_it(self, small, answer):
        denied = PropositionMemberFactory(
            proposition=small.proposition,
            annotation=small.claims[1].annotation,
            position="opposes",
            note="In part.",
        )
        PropositionMemberFactory(proposition=small.proposition)  # by a draft

        told = answer("/api/v1/propositions/trade-grows/")
        assert len(told["members"]) == told["supports"] + told["opposes"] == 5
        (one,) = [row for row in told["members"] if row["position"] == "opposes"]
        assert one["self"] == f"{SITE}/api/v1/claims/{denied.annotation.uid}/"
        assert (one["note"], one["source"]) == ("In part.", denied.annotation.article.slug)

    def test_an_actor_has_its_other_names(self, small, answer):
        ActorAliasFactory(actor=small.speaker, text="Katō")
        assert "Katō" in {one["text"] for one in answer("/api/v1/actors/kato/")["aliases"]}

    def test_a_merged_actor_leads_to_the_one_it_is_now(self, small, client):
        ActorFactory(slug="kato-2", merged_into=small.speaker)
        response = client.get("/api/v1/actors/kato-2/")
        assert (response.status_code, response["Location"]) == (301, f"{SITE}/api/v1/actors/kato/")
        assert response.json()["address"] == response["Location"]

    def test_an_actor_that_drafts_alone_name_is_not_there(self, answer):
        answer(f"/api/v1/actors/{ActorFactory().slug}/", 404)
