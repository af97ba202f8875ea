"""The page that judges a prediction or claim: what is typed, looked at, proposed, confirmed."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import Evidence, Verdict
from tests import factories as f

pytestmark = pytest.mark.django_db

LATER = datetime.date(2023, 6, 1)


@pytest.fixture
def prediction():
    article = f.ArticleFactory(state="published", authors=[f.AuthorFactory(name="Ann Able")])
    return f.PredictionFactory(
        article=article, state="published", summary="Moscow will wait until the spring."
    ).annotation


@pytest.fixture
def passage():
    article = f.ArticleFactory(
        state="published",
        date=LATER,
        authors=[f.AuthorFactory(name="Bea Baker")],
        text="Moscow waited until the spring of 2022. Then it acted.",
    )
    return f.ClaimFactory(
        article=article, state="published", summary="Moscow waited until the spring of 2022."
    ).annotation


def address(annotation) -> str:
    return reverse("admin:annotations_judge", args=[annotation.uid])


def typed(annotation, standing=None, pieces=(), **changes) -> dict[str, str]:
    """What a browser posts of a form that was filled in."""
    form = {
        "version": annotation.version,
        "standing": standing.uid if standing else "",
        "state": "came-true",
        "event_date": "2022-03",
        "reason": "It waited, and acted in the spring.",
        "confidence": "high",
        "pieces": len(pieces),
    }
    for number, piece in enumerate(pieces):
        form |= {f"e{number}-{name}": value for name, value in piece.items()}
    return form | changes


def of_passage(annotation, words="Moscow waited until the spring of 2022") -> dict[str, str]:
    return {"passage": str(annotation.uid), "words": words, "bears": "outcome"}


OUTSIDE = {
    "bears": "outcome",
    "source": "Wire report",
    "date": "2022-03-21",
    "reports": "The ministry announced the end of the talks.",
    "words": "",
    "url": "https://example.org/talks",
    "key": "talks-end",
}


def pieces_of(work) -> list[tuple[str, str]]:
    """The source and words of the pieces in the form, as they stand there."""
    return [
        (str(one["source"].value() if not one.of_passage else ""), str(one["words"].value() or ""))
        for one in work.pieces
    ]


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

    @pytest.mark.parametrize("do", ["use:nothing", "remove:x", "remove:9", "raise:0", "dance"])
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


class TestLookingAndProposing:
    @pytest.fixture(autouse=True)
    def _as_curator(self, client):
        self.curator = f.CuratorFactory()
        f.EditorFactory()
        client.force_login(self.curator)

    def test_the_preview_is_what_readers_would_see_and_writes_nothing(
        self, client, prediction, passage
    ):
        body = typed(prediction, pieces=[of_passage(passage), OUTSIDE], do="preview")
        answer = client.post(address(prediction), body)
        html = answer.content.decode()
        assert "As readers would see it" in html
        assert "Baker 2023" in html
        assert "Hindsight" in html
        assert "not public until a second person confirms it" in html
        assert 'value="publish"' not in html
        assert not Verdict.objects.exists()

    def test_going_back_from_the_preview_keeps_everything(self, client, prediction, passage):
        pieces = [of_passage(passage), OUTSIDE]
        answer = client.post(
            address(prediction), typed(prediction, pieces=pieces, do="preview", words="spring")
        )
        for name, value in typed(prediction, pieces=pieces, words="spring").items():
            assert f'name="{name}"' in answer.content.decode(), name
            assert not value or str(value) in answer.content.decode()

    def test_it_is_proposed_with_all_that_was_typed(self, client, prediction, passage):
        body = typed(prediction, pieces=[of_passage(passage), OUTSIDE], do="propose")
        answer = client.post(address(prediction), body, follow=True)
        verdict = Verdict.objects.get()
        assert (verdict.state, verdict.review, verdict.proposed_by) == (
            *("came-true", "proposed", self.curator),
        )
        assert (verdict.event_date, verdict.event_date_precision) == (
            datetime.date(2022, 3, 1),
            "month",
        )
        first, second = verdict.evidence.all()
        assert (first.passage, first.date) == (passage, LATER)
        assert (second.source, second.key) == ("Wire report", "talks-end")
        html = answer.content.decode()
        assert "Nobody confirms their own proposal" in html
        assert answer.context["work"] is None
        public = client.get(f"/predictions/{prediction.uid}/").content.decode()
        assert "It waited, and acted" not in public

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("state", "", "Choose one of"),
            ("state", "supported", "Select a valid choice"),
            ("event_date", "1 April 2019", "before publication"),
            ("event_date", "2026-04", "An event counts only up to the deadline"),
            ("event_date", "", "Say when it happened"),
            ("event_date", "someday", "not understood as a date"),
            ("reason", " ", "Say why"),
            ("confidence", "", "high, medium or low"),
            ("confidence", "utter", "Select a valid choice"),
        ],
    )
    @pytest.mark.parametrize("do", ["preview", "propose"])
    def test_what_is_wrong_stands_at_its_field_which_gets_the_focus(
        self, client, prediction, do, field, value, says
    ):
        body = typed(prediction, pieces=[OUTSIDE], do=do) | {field: value}
        work = client.post(address(prediction), body).context["work"]
        assert says in " ".join(work.form.errors[field])
        assert list(work.form.errors) == [field]
        assert work.focus == field
        assert work.form["reason"].value() == body["reason"]
        assert pieces_of(work) == [("Wire report", "")]
        assert not Verdict.objects.exists()

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("date", "", "Evidence has a date"),
            ("date", "31 February 2022", "not understood as a date"),
            ("source", "", "Name the source"),
            ("reports", "", "Say what it reports"),
            ("url", "javascript:alert(1)", "An address begins with"),
            ("key", "x" * 121, "at most 120 characters"),
        ],
    )
    def test_what_is_wrong_with_a_piece_stands_at_its_field(
        self, client, prediction, field, value, says
    ):
        body = typed(prediction, pieces=[OUTSIDE | {field: value}], do="propose")
        answer = client.post(address(prediction), body)
        piece = answer.context["work"].pieces[0]
        assert says in " ".join(piece.errors[field])
        assert answer.context["work"].focus == f"e0-{field}"
        assert "autofocus" in str(piece[field])
        assert not Evidence.objects.exists()

    def test_evidence_that_is_missing_altogether_is_asked_for(self, client, prediction):
        work = client.post(address(prediction), typed(prediction, do="propose")).context["work"]
        assert work.notices == ["Give at least one piece of evidence."]
        assert work.focus == "notices"

    def test_words_that_the_passage_has_not_are_refused(self, client, prediction, passage):
        piece = of_passage(passage, "Moscow never waited")
        body = typed(prediction, pieces=[piece], do="propose")
        work = client.post(address(prediction), body).context["work"]
        assert "to the character" in " ".join(work.pieces[0].errors["words"])

    def test_a_passage_that_was_withdrawn_meanwhile_is_refused_where_it_stands(
        self, client, prediction, passage
    ):
        type(passage).objects.filter(pk=passage.pk).update(state="draft")
        body = typed(prediction, pieces=[of_passage(passage)], do="propose")
        work = client.post(address(prediction), body).context["work"]
        assert "not public any more" in " ".join(work.pieces[0].errors["words"])
        assert not Verdict.objects.exists()

    def test_nothing_is_evidence_of_itself(self, client, prediction):
        piece = of_passage(prediction, "Tokyo hesitated for a decade")
        body = typed(prediction, pieces=[piece], do="propose")
        work = client.post(address(prediction), body).context["work"]
        assert "Nothing is evidence of itself" in " ".join(work.pieces[0].errors["words"])

    @pytest.mark.parametrize("do", ["preview", "propose", "outside"])
    def test_a_page_that_another_verdict_overtook_says_so_and_keeps_what_was_typed(
        self, client, prediction, do
    ):
        body = typed(prediction, pieces=[OUTSIDE], do=do)
        standing = f.VerdictFactory(annotation=prediction, state="partly")
        work = client.post(address(prediction), body).context["work"]
        assert "Another verdict stands meanwhile: came true in part" in work.notices[0]
        assert pieces_of(work) == [("Wire report", "")]
        assert work.draft.standing == str(standing.uid)
        assert Verdict.objects.get() == standing

    def test_a_page_whose_sentence_was_changed_says_so(self, client, prediction):
        body = typed(prediction, pieces=[OUTSIDE], do="propose")
        type(prediction).objects.filter(pk=prediction.pk).update(version=2)
        work = client.post(address(prediction), body).context["work"]
        assert "It now reads: “Moscow will wait until the spring.”" in work.notices[0]
        assert work.draft.version == "2"
        assert not Verdict.objects.exists()

    def test_a_new_verdict_supersedes_the_one_that_stands(self, client, prediction):
        standing = f.VerdictFactory(annotation=prediction)
        body = typed(prediction, standing, pieces=[OUTSIDE], state="partly", do="propose")
        assert client.post(address(prediction), body).status_code == 302
        assert Verdict.objects.get(state="partly").supersedes == standing


class TestAlone:
    def test_the_only_editor_publishes_as_single_reviewed(self, client, prediction):
        client.force_login(f.EditorFactory())
        body = typed(prediction, pieces=[OUTSIDE], do="preview")
        assert 'value="publish"' in client.post(address(prediction), body).content.decode()
        client.post(address(prediction), body | {"do": "publish"})
        assert Verdict.objects.get().review == "single-reviewed"

    def test_where_there_is_another_editor_nothing_is_published_or_proposed(
        self, client, prediction
    ):
        client.force_login(f.EditorFactory())
        f.EditorFactory()
        body = typed(prediction, pieces=[OUTSIDE], do="publish")
        work = client.post(address(prediction), body).context["work"]
        assert work.notices == ["There is another editor: let them confirm this."]
        assert not Verdict.objects.exists()

    def test_a_proposal_that_waits_can_be_published_when_the_other_editor_has_gone(
        self, client, prediction
    ):
        editor = f.EditorFactory()
        client.force_login(editor)
        waiting = f.VerdictFactory(annotation=prediction, review="proposed", proposed_by=editor)
        body = {"do": "alone", "verdict": str(waiting.uid)}
        assert client.post(address(prediction), body).status_code == 302
        waiting.refresh_from_db()
        assert waiting.review == "single-reviewed"


class TestTheSecondPerson:
    @pytest.fixture
    def proposer(self):
        return f.EditorFactory(username="first")

    @pytest.fixture
    def waiting(self, prediction, proposer):
        return f.VerdictFactory(annotation=prediction, review="proposed", proposed_by=proposer)

    def confirm(self, client, verdict, *looked):
        body = {"do": "confirm", "verdict": str(verdict.uid), "looked": looked}
        return client.post(address(verdict.annotation), body)

    def test_an_editor_confirms_after_looking_at_each_piece(self, client, waiting):
        editor = f.EditorFactory()
        client.force_login(editor)
        answer = self.confirm(client, waiting)
        assert "Look at each piece" in answer.content.decode()
        waiting.refresh_from_db()
        assert waiting.review == "proposed"
        assert self.confirm(client, waiting, waiting.evidence.get().uid).status_code == 302
        waiting.refresh_from_db()
        assert (waiting.review, waiting.confirmed_by) == ("confirmed", editor)

    def test_the_proposer_is_told_why_they_cannot(self, client, waiting, proposer):
        client.force_login(proposer)
        assert "Nobody confirms their own proposal" in (
            client.get(address(waiting.annotation)).content.decode()
        )
        answer = self.confirm(client, waiting, waiting.evidence.get().uid)
        assert "another editor does" in answer.content.decode()
        waiting.refresh_from_db()
        assert waiting.review == "proposed"

    def test_an_editor_declines_with_a_reason(self, client, waiting):
        client.force_login(f.EditorFactory(username="second"))
        body = {"do": "decline", "verdict": str(waiting.uid), "declined_reason": " "}
        answer = client.post(address(waiting.annotation), body)
        assert "Say why" in answer.content.decode()
        body["declined_reason"] = "The source is of another year."
        answer = client.post(address(waiting.annotation), body, follow=True)
        waiting.refresh_from_db()
        assert waiting.declined_reason == "The source is of another year."
        assert "by second" in answer.content.decode()

    def test_the_proposer_takes_it_back_and_may_propose_anew(self, client, waiting, proposer):
        client.force_login(proposer)
        body = {"do": "decline", "verdict": str(waiting.uid), "declined_reason": "Wrong day."}
        answer = client.post(address(waiting.annotation), body, follow=True)
        assert "Taken back" in answer.content.decode()
        assert answer.context["work"] is not None

    def test_a_single_reviewed_verdict_is_confirmed_by_a_second_editor(self, client, prediction):
        verdict = f.VerdictFactory(annotation=prediction)
        client.force_login(f.EditorFactory())
        self.confirm(client, verdict, verdict.evidence.get().uid)
        verdict.refresh_from_db()
        assert verdict.review == "confirmed"

    def test_what_no_longer_waits_says_so(self, client, waiting):
        client.force_login(f.EditorFactory())
        body = {"do": "confirm", "verdict": "00000000-0000-0000-0000-000000000000"}
        answer = client.post(address(waiting.annotation), body, follow=True)
        assert "It no longer waits" in answer.content.decode()


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
