"""The page that judges a prediction or claim: who may see it, and its form as it is filled in."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Verdict
from tests import factories as f
from tests.admin.judging import LATER, OUTSIDE, address, of_passage, pieces_of, typed

pytestmark = pytest.mark.django_db


class TestWhoMay:
    def test_a_stranger_is_sent_to_the_login_and_a_reader_too(self, client, prediction):
        assert client.get(address(prediction)).status_code == 302
        client.force_login(f.AccountFactory())
        assert client.get(address(prediction)).status_code == 302

    def test_a_colleague_without_a_role_is_refused(self, client, prediction):
        client.force_login(f.AccountFactory(is_staff=True))
        assert client.get(address(prediction)).status_code == 403
        assert client.post(address(prediction), typed(prediction, do="propose")).status_code == 403
        assert not Verdict.objects.exists()

    def test_a_curator_proposes_and_does_not_confirm(self, client, prediction):
        waiting = f.VerdictFactory(
            annotation=prediction, review="proposed", proposed_by=f.EditorFactory()
        )
        curator = f.CuratorFactory()
        client.force_login(curator)
        html = client.get(address(prediction)).content.decode()
        assert 'value="confirm"' not in html
        looked = [str(piece.uid) for piece in waiting.evidence.all()]
        body = {"do": "confirm", "verdict": str(waiting.uid), "looked": looked}
        answer = client.post(address(prediction), body)
        assert "Only editors confirm verdicts." in answer.content.decode()
        waiting.refresh_from_db()
        assert waiting.review == "proposed"
        form = typed(prediction, pieces=[OUTSIDE], do="propose")
        assert client.post(address(prediction), form).status_code == 302
        assert Verdict.objects.get(proposed_by=curator).review == "proposed"

    def test_what_is_no_draft_of_the_library_is_not_found(self, client):
        client.force_login(f.EditorFactory())
        mention = f.MentionFactory(state="published").annotation
        assert client.get(address(mention)).status_code == 404

    @pytest.mark.parametrize(
        ("made", "says"),
        [
            (lambda: f.PredictionFactory(), "Only what is published"),
            (lambda: f.ClaimFactory(kind="normative", state="published"), "published"),
        ],
    )
    def test_what_cannot_be_judged_has_no_form_and_says_why(self, client, made, says):
        client.force_login(f.EditorFactory())
        annotation = made().annotation
        answer = client.get(address(annotation))
        assert answer.context["work"] is None
        assert says in answer.content.decode()
        assert client.post(address(annotation), typed(annotation, do="propose")).status_code == 403

    def test_a_claim_that_records_could_not_settle_says_so(self, client):
        client.force_login(f.EditorFactory())
        article = f.ArticleFactory(state="published")
        claim = f.ClaimFactory(kind="normative", state="published", article=article).annotation
        assert "Only claims that are factual or causal" in (
            client.get(address(claim)).content.decode()
        )


class TestTheForm:
    @pytest.fixture(autouse=True)
    def _as_curator(self, client):
        client.force_login(f.CuratorFactory())

    def test_it_shows_the_words_the_speaker_the_deadline_and_what_was_judged(
        self, client, prediction
    ):
        f.VerdictFactory(annotation=prediction, reason="So it came.")
        f.VerdictFactory(
            annotation=prediction,
            review="proposed",
            reason="Not so.",
            declined_at=datetime.datetime(2024, 2, 1, tzinfo=datetime.UTC),
            declined_by=f.EditorFactory(username="second"),
            declined_reason="The date is wrong.",
        )
        html = client.get(address(prediction)).content.decode()
        for shown in (
            "Ann Able",
            "Tokyo hesitated for a decade",
            "5 March 2026",
            "5-year rule",
            "So it came.",
            "Not so.",
            "The date is wrong.",
            "which stays readable",
        ):
            assert shown in html

    def test_a_claim_has_the_verdicts_of_claims_alone(self, client, passage):
        states = client.get(address(passage)).context["work"].form.fields["state"].choices
        assert {value for value, _label in states} == {
            *("supported", "contradicted", "mixed", "unverifiable"),
        }

    def test_only_a_conditional_prediction_asks_for_its_condition(self, client, prediction):
        assert "condition_met" not in client.get(address(prediction)).context["work"].form.fields
        conditional = f.PredictionFactory(
            article=prediction.article, state="published", condition="Talks go on."
        ).annotation
        form = client.get(address(conditional)).context["work"].form
        assert "condition_met" in form.fields
        assert "condition-not-met" in dict(form.fields["state"].choices)

    def test_a_passage_is_put_into_the_evidence_with_its_words(self, client, prediction, passage):
        body = typed(prediction, do=f"use:{passage.uid}", reason="Half a sen")
        work = client.post(address(prediction), body).context["work"]
        assert pieces_of(work) == [("", "Moscow waited until the spring of 2022")]
        assert work.form["reason"].value() == "Half a sen"
        assert not Verdict.objects.exists()

    @pytest.mark.parametrize(
        "do", ["use:nothing", "remove:x", "remove:9", "raise:0", "page:x", "dance"]
    )
    def test_a_step_that_there_is_not_changes_nothing(self, client, prediction, do):
        body = typed(prediction, pieces=[OUTSIDE], do=do)
        work = client.post(address(prediction), body).context["work"]
        assert pieces_of(work) == [("Wire report", "")]

    def test_a_draft_is_no_evidence(self, client, prediction):
        draft = f.ClaimFactory().annotation
        work = client.post(address(prediction), typed(prediction, do=f"use:{draft.uid}")).context[
            "work"
        ]
        assert work.pieces == []

    def test_pieces_are_added_raised_and_taken_away(self, client, prediction, passage):
        body = typed(prediction, pieces=[OUTSIDE, of_passage(passage)], do="raise:1")
        work = client.post(address(prediction), body).context["work"]
        assert [one.of_passage for one in work.pieces] == [True, False]
        body = typed(prediction, pieces=[OUTSIDE, of_passage(passage)], do="remove:0")
        assert [one.of_passage for one in self.work(client, prediction, body).pieces] == [True]
        body = typed(prediction, pieces=[OUTSIDE], do="outside", known="Another wire")
        assert pieces_of(self.work(client, prediction, body)) == [
            ("Wire report", ""),
            ("Another wire", ""),
        ]

    def work(self, client, annotation, body):
        return client.post(address(annotation), body).context["work"]

    def test_an_outside_source_used_before_is_filled_in_by_its_key(self, client, prediction):
        known = f.EvidenceFactory(key="talks-end", source="Agency", url="https://example.org/a")
        html = client.get(address(prediction)).content.decode()
        assert '<option value="talks-end">Agency' in html
        work = self.work(client, prediction, typed(prediction, do="outside", known="talks-end"))
        piece = work.pieces[0]
        assert [piece[name].value() for name in ("source", "url", "reports", "date", "key")] == [
            *("Agency", "https://example.org/a", known.reports, "2022-03-21", "talks-end"),
        ]

    def test_the_library_is_searched_later_sources_first(self, client, prediction, passage):
        earlier = f.ClaimFactory(
            article=f.ArticleFactory(state="published", date=datetime.date(2019, 1, 1)),
            state="published",
            summary="Moscow always waited.",
        ).annotation

        def found(**more):
            body = typed(prediction, do="search", words="Moscow waited", **more)
            page = client.post(address(prediction), body).context["found"]
            return [candidate.annotation for candidate in page.candidates]

        assert found() == [passage]
        assert found(earlier="on") == [passage, earlier]

    def test_the_return_key_searches_where_words_were_typed_and_else_looks(
        self, client, prediction
    ):
        body = typed(prediction, do="go", words="spring")
        assert client.post(address(prediction), body).context["found"] is not None
        body = typed(prediction, do="go", words="spring", searched="spring", pieces=[OUTSIDE])
        assert self.work(client, prediction, body).preview is not None

    @pytest.mark.parametrize(
        ("typing", "read"),
        [
            ("2022", "2022"),
            ("2022-03", "March 2022"),
            ("2022-03-21", "21 March 2022"),
            ("21 March 2022", "21 March 2022"),
            ("2022-13", "not understood as a date"),
            ("spring", "not understood as a date"),
            ("", ""),
        ],
    )
    def test_it_says_how_a_date_is_understood(self, client, prediction, typing, read):
        work = self.work(client, prediction, typed(prediction, event_date=typing, do=""))
        assert work.form["event_date"].read == read

    def test_a_copy_begins_as_an_earlier_verdict_was(self, client, prediction):
        verdict = f.VerdictFactory(annotation=prediction, event_date_precision="month")
        work = client.get(address(prediction), {"copy": str(verdict.uid)}).context["work"]
        assert work.form["event_date"].value() == "2022-03"
        assert work.form["reason"].value() == verdict.reason
        assert pieces_of(work) == [("Wire report", "")]
        assert work.draft.standing == str(verdict.uid)

    def test_the_words_of_a_passage_over_two_paragraphs_come_back_as_they_were(
        self, client, prediction
    ):
        article = f.ArticleFactory(state="published", date=LATER, text="One.\n\nTwo.")
        claim = f.ClaimFactory(article=article, state="published", words="One.\n\nTwo.")
        piece = of_passage(claim.annotation, "One.\r\n\r\nTwo.")
        body = typed(prediction, pieces=[piece], do="preview")
        assert self.work(client, prediction, body).preview is not None


def test_the_page_takes_no_query_more_for_more_verdicts_evidence_and_candidates(
    client, prediction, django_assert_max_num_queries
):
    client.force_login(f.EditorFactory())
    f.EditorFactory()

    def more() -> None:
        verdict = f.VerdictFactory(annotation=prediction, review="proposed")
        for _ in range(2):
            claim = f.ClaimFactory(
                article=f.ArticleFactory(state="published", date=LATER), state="published"
            ).annotation
            f.RelationFactory(source=claim, target=prediction)
            f.EvidenceFactory(
                verdict=verdict, passage=claim, source="", reports="", words="Tokyo hesitated"
            )

    more()
    client.get(address(prediction))
    with CaptureQueriesContext(connection) as few:
        client.get(address(prediction))
    for _ in range(3):
        more()
    with django_assert_max_num_queries(len(few)):
        client.get(address(prediction))


def test_it_has_no_inline_script_or_style(client, prediction):
    client.force_login(f.EditorFactory())
    html = client.get(address(prediction)).content.decode()
    assert "style=" not in html
    assert "onclick" not in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    "changes",
    [
        {"pieces": "9" * 5000},
        {"pieces": "-1"},
        {"do": "remove:" + "9" * 5000},
        {"do": "page:٣"},
        {"do": "search", "words": "Moscow\x00waited"},
        {"do": "outside", "known": "\x00"},
        {"do": "preview", "pieces": "1", "e0-passage": "no uid"},
        {"do": "preview", "reason": "\x00"},
        {"version": "٣"},
        {"standing": "x"},
    ],
)
def test_nothing_that_is_posted_breaks_it(client, prediction, changes):
    client.force_login(f.CuratorFactory())
    assert client.post(address(prediction), typed(prediction) | changes).status_code == 200
    assert not Verdict.objects.exists()
