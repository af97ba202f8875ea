"""What was typed is looked at, proposed, and confirmed by a second person."""

import datetime

import pytest

from annotations.models import Evidence, Verdict
from tests import factories as f
from tests.admin.judging import LATER, OUTSIDE, address, of_passage, pieces_of, typed

pytestmark = pytest.mark.django_db


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

    def test_while_a_proposal_waits_the_form_is_folded_until_it_is_used(self, client, waiting):
        client.force_login(f.EditorFactory())
        page = address(waiting.annotation)
        assert client.get(page).context["folded"]
        assert not client.get(page, {"copy": str(waiting.uid)}).context["folded"]
        body = {"do": "decline", "verdict": str(waiting.uid), "declined_reason": ""}
        assert client.post(page, body).context["folded"]
        body = typed(waiting.annotation, pieces=[OUTSIDE], do="search", words="spring")
        assert not client.post(page, body).context["folded"]

    def test_an_editor_declines_with_a_reason(self, client, waiting):
        client.force_login(f.EditorFactory(username="second"))
        body = {"do": "decline", "verdict": str(waiting.uid), "declined_reason": " \x00"}
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
