"""A verdict goes from proposal to confirmed, is superseded, declined, or published alone."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from annotations.models import Evidence, Verdict
from annotations.services import judging
from annotations.services.annotating import change_annotation
from annotations.services.judging import EvidenceInput
from annotations.services.reviewing import withdraw
from annotations.services.versions import Stale
from sourcelib.models.dates import Precision
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests.factories import (
    AccountFactory,
    AdministratorFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    EvidenceFactory,
    ImportBatchFactory,
    MentionFactory,
    PredictionFactory,
    VerdictFactory,
)
from tests.services.judged import REPORT, confirmed, outcome, proposed, reword

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Any:
    return ArticleFactory(state="published")


@pytest.fixture
def prediction(article: Any) -> Any:
    return PredictionFactory(article=article, state="published", summary="Talks end.").annotation


@pytest.fixture
def passage() -> Any:
    """A claim of a later source, known to the month."""
    later = ArticleFactory(
        text="Then the talks ended, at last. Nobody was surprised.",
        state="published",
        date=datetime.date(2022, 5, 1),
        date_precision=Precision.MONTH,
        date_earliest=datetime.date(2022, 5, 1),
        date_latest=datetime.date(2022, 5, 31),
    )
    words = "Then the talks ended, at last"
    return ClaimFactory(article=later, state="published", words=words).annotation


class TestProposing:
    def test_a_proposal_is_kept_whole_and_is_not_public(self, prediction):
        curator = CuratorFactory()
        made = Verdict.objects.get(pk=proposed(prediction, curator, reason="  It ended. ").pk)
        assert (made.state, made.review, made.proposed_by) == ("came-true", "proposed", curator)
        assert (made.reason, made.confidence) == ("It ended.", "high")
        assert (made.event_date, made.event_date_precision) == (datetime.date(2022, 3, 21), "day")
        assert made.decided_on == timezone.localdate()
        assert (made.judged_version, made.judged_summary) == (1, "Talks end.")
        assert (made.supersedes, made.confirmed_by, made.confirmed_at) == (None, None, None)
        assert made not in Verdict.objects.public()
        assert judging.standing_verdict(prediction) is None

    def test_evidence_is_numbered_and_kept(self, prediction, passage):
        made = proposed(
            prediction,
            evidence=(REPORT, EvidenceInput(passage=passage, words="the talks ended")),
        )
        first, second = made.evidence.all()
        assert (first.position, first.source, first.date) == (1, "Wire report", REPORT.date)
        assert (second.position, second.passage, second.words) == (2, passage, "the talks ended")
        assert (second.source, second.date, second.date_precision) == (
            "",
            datetime.date(2022, 5, 1),
            "month",
        )

    def test_a_passage_without_words_is_quoted_whole(self, prediction, passage):
        made = proposed(prediction, evidence=(EvidenceInput(passage=passage),))
        assert made.evidence.get().words == "Then the talks ended, at last"

    def test_only_what_is_known_of_a_date_is_kept(self, prediction):
        report = EvidenceInput(
            source="Yearbook",
            reports="It ended.",
            date=datetime.date(2022, 7, 14),
            date_precision=Precision.YEAR,
        )
        made = proposed(
            prediction,
            event_date=datetime.date(2022, 3, 21),
            event_date_precision=Precision.MONTH,
            evidence=(report,),
        )
        assert made.event_date == datetime.date(2022, 3, 1)
        assert made.evidence.get().date == datetime.date(2022, 1, 1)

    def test_readers_propose_nothing(self, prediction):
        with pytest.raises(NotAllowed):
            proposed(prediction, AccountFactory())

    @pytest.mark.parametrize("state", ["draft", "in-review", "withdrawn"])
    def test_what_is_not_published_is_not_judged(self, article, state):
        annotation = PredictionFactory(article=article, state=state).annotation
        with pytest.raises(WrongState, match="published"):
            proposed(annotation)

    def test_nothing_in_a_source_that_is_not_published_is_judged(self):
        annotation = PredictionFactory(article=ArticleFactory(), state="published").annotation
        with pytest.raises(WrongState, match="published"):
            proposed(annotation)

    @pytest.mark.parametrize("kind", ["evaluative", "normative", "interpretive"])
    def test_what_no_record_could_settle_is_not_checked(self, article, kind):
        claim = ClaimFactory(article=article, state="published", kind=kind).annotation
        with pytest.raises(WrongState, match="factual or causal"):
            proposed(claim, state="supported", event_date=None, event_date_precision="unknown")

    def test_mentions_are_not_judged(self, article):
        mention = MentionFactory(article=article, state="published").annotation
        with pytest.raises(WrongState):
            proposed(mention)

    @pytest.mark.parametrize("kind", ["factual", "causal"])
    def test_a_claim_is_checked_in_the_same_way(self, article, kind):
        claim = ClaimFactory(article=article, state="published", kind=kind).annotation
        made = confirmed(
            claim, state="mixed", event_date=None, event_date_precision=Precision.UNKNOWN
        )
        assert judging.standing_verdict(claim) == made

    def test_a_statement_that_changed_meanwhile_is_not_judged(self, prediction):
        seen = prediction.version
        editor = EditorFactory()
        change_annotation(
            user=editor, annotation=prediction, expected_version=1, note="Seen.", reason="A note."
        )
        with pytest.raises(Stale):
            judging.propose(
                user=editor,
                annotation=prediction,
                verdict=outcome(),
                standing=None,
                expected_version=seen,
            )
        assert not Verdict.objects.exists()

    def test_the_version_that_was_judged_is_named(self, prediction):
        changed = reword(prediction, "The talks end.")
        made = proposed(changed)
        assert (made.judged_version, made.judged_summary) == (2, "The talks end.")

    def test_a_verdict_that_was_not_seen_is_not_superseded(self, prediction):
        confirmed(prediction)
        with pytest.raises(WrongState, match="Another verdict stands"):
            judging.propose(
                user=CuratorFactory(),
                annotation=prediction,
                verdict=outcome(),
                standing=None,
                expected_version=1,
            )
        assert Verdict.objects.count() == 1

    def test_a_proposal_sent_twice_is_made_once(self, prediction):
        curator = CuratorFactory()
        proposed(prediction, curator)
        with pytest.raises(WrongState, match="waits already"):
            proposed(prediction, curator)
        assert Verdict.objects.count() == 1
        proposed(prediction, CuratorFactory())

    def test_nothing_is_written_where_one_field_is_wrong(self, prediction):
        with pytest.raises(Invalid):
            proposed(prediction, confidence="")
        assert not Verdict.objects.exists()
        assert not Evidence.objects.exists()

    def test_a_check_refuses_alike_and_writes_nothing(self, prediction):
        def check(user: Any, **changes: Any) -> None:
            judging.check(
                user=user, annotation=prediction, verdict=outcome(**changes), standing=None
            )

        check(CuratorFactory())
        assert not Verdict.objects.exists()
        with pytest.raises(NotAllowed):
            check(AccountFactory())
        with pytest.raises(Invalid):
            check(CuratorFactory(), reason=" ")


class TestConfirming:
    def test_a_confirmed_verdict_is_public_and_stands(self, prediction):
        verdict, editor = proposed(prediction), EditorFactory()
        done = judging.confirm(user=editor, verdict=verdict)
        assert (done.review, done.confirmed_by) == ("confirmed", editor)
        assert done.confirmed_at is not None
        assert done in Verdict.objects.public()
        assert judging.standing_verdict(prediction) == done

    @pytest.mark.parametrize("person", [AccountFactory, CuratorFactory])
    def test_only_editors_confirm(self, prediction, person):
        verdict = proposed(prediction)
        assert not judging.may_confirm(person(), verdict)
        with pytest.raises(NotAllowed, match="Only editors"):
            judging.confirm(user=person(), verdict=verdict)

    @pytest.mark.parametrize("person", [EditorFactory, AdministratorFactory])
    def test_nobody_confirms_their_own_proposal(self, prediction, person):
        user = person()
        verdict = proposed(prediction, user)
        assert not judging.may_confirm(user, verdict)
        with pytest.raises(NotAllowed, match="their own proposal"):
            judging.confirm(user=user, verdict=verdict)
        verdict.refresh_from_db()
        assert verdict.review == "proposed"

    def test_a_superuser_does_not_confirm_their_own_proposal(self, prediction):
        user = AccountFactory(is_superuser=True)
        with pytest.raises(NotAllowed, match="their own proposal"):
            judging.confirm(user=user, verdict=proposed(prediction, user))

    @pytest.mark.parametrize("review", ["proposed", "single-reviewed"])
    def test_whoever_imported_a_verdict_does_not_confirm_it(self, prediction, review):
        importer = EditorFactory()
        batch = ImportBatchFactory(created_by=importer)
        verdict = VerdictFactory(annotation=prediction, batch=batch, review=review)
        assert not judging.may_confirm(importer, verdict)
        with pytest.raises(NotAllowed, match="by an import"):
            judging.confirm(user=importer, verdict=verdict)
        assert judging.may_confirm(EditorFactory(), verdict)
        assert judging.confirm(user=EditorFactory(), verdict=verdict).review == "confirmed"

    def test_what_one_person_judged_is_confirmed_by_a_second(self, prediction):
        verdict = VerdictFactory(annotation=prediction, review="single-reviewed")
        editor = EditorFactory()
        assert judging.confirm(user=editor, verdict=verdict).confirmed_by == editor

    def test_a_verdict_is_confirmed_once(self, prediction):
        verdict = confirmed(prediction)
        assert not judging.may_confirm(EditorFactory(), verdict)
        with pytest.raises(WrongState, match="confirmed already"):
            judging.confirm(user=EditorFactory(), verdict=verdict)

    def test_a_changed_verdict_supersedes_and_the_old_one_stays(self, prediction):
        first = confirmed(prediction)
        second = proposed(prediction, state="partly")
        assert second.supersedes == first
        assert judging.standing_verdict(prediction) == first
        judging.confirm(user=EditorFactory(), verdict=second)
        assert judging.standing_verdict(prediction) == second
        first.refresh_from_db()
        assert (first.state, first.review) == ("came-true", "confirmed")
        assert list(Verdict.objects.public().order_by("pk")) == [first, second]

    def test_of_two_proposals_the_second_is_refused_once_the_first_stands(self, prediction):
        first, second = proposed(prediction), proposed(prediction, state="partly")
        judging.confirm(user=EditorFactory(), verdict=first)
        with pytest.raises(WrongState, match=r"Another verdict stands .* came true"):
            judging.confirm(user=EditorFactory(), verdict=second)
        second.refresh_from_db()
        assert second.review == "proposed"

    def test_a_superseded_verdict_is_not_confirmed(self, prediction):
        old = VerdictFactory(annotation=prediction, review="single-reviewed")
        confirmed(prediction)
        with pytest.raises(WrongState, match="Another verdict stands"):
            judging.confirm(user=EditorFactory(), verdict=old)

    @pytest.mark.parametrize("review", ["proposed", "single-reviewed"])
    def test_a_sentence_reworded_since_is_not_confirmed(self, prediction, review):
        verdict = VerdictFactory(annotation=prediction, review=review)
        reword(prediction, "The talks end.")
        with pytest.raises(WrongState, match=r"changed since.*“The talks end\.”"):
            judging.confirm(user=EditorFactory(), verdict=verdict)

    def test_a_deadline_moved_before_the_event_since_is_noticed(self, article):
        annotation = PredictionFactory(
            article=article,
            state="published",
            horizon_ground="event",
            deadline=datetime.date(2023, 1, 1),
        ).annotation
        verdict = proposed(annotation)
        annotation.prediction.deadline = datetime.date(2022, 1, 1)
        annotation.prediction.save()
        with pytest.raises(WrongState, match=r"no longer fits .* 1 January 2022"):
            judging.confirm(user=EditorFactory(), verdict=verdict)

    def test_nothing_is_confirmed_on_what_is_no_longer_public(self, prediction):
        verdict = proposed(prediction)
        withdraw(user=EditorFactory(), annotation=prediction, reason="It was wrong.")
        with pytest.raises(WrongState, match="published"):
            judging.confirm(user=EditorFactory(), verdict=verdict)

    def test_nothing_is_confirmed_in_a_source_that_is_no_longer_public(self, prediction, article):
        verdict = proposed(prediction)
        type(article).objects.update(
            state="withdrawn", withdrawn_at=timezone.now(), withdrawal_reason="Asked for."
        )
        with pytest.raises(WrongState, match="published"):
            judging.confirm(user=EditorFactory(), verdict=verdict)

    def test_nothing_is_confirmed_on_a_passage_withdrawn_since(self, prediction, passage):
        verdict = proposed(prediction, evidence=(REPORT, EvidenceInput(passage=passage)))
        withdraw(user=EditorFactory(), annotation=passage, reason="It was wrong.")
        with pytest.raises(WrongState, match="no longer public"):
            judging.confirm(user=EditorFactory(), verdict=verdict)

    def test_a_proposal_of_an_account_that_is_gone_is_confirmed_by_any_editor(self, prediction):
        verdict = proposed(prediction)
        Verdict.objects.update(proposed_by=None)  # as accounts were deleted once
        assert judging.confirm(user=EditorFactory(), verdict=verdict).review == "confirmed"


def test_those_who_may_propose_are_curators_and_only_on_what_can_be_judged(prediction, article):
    curator, reader = CuratorFactory(), AccountFactory()
    draft = PredictionFactory(article=article).annotation
    opinion = ClaimFactory(article=article, state="published", kind="evaluative").annotation
    assert judging.may_propose(curator, prediction)
    assert not judging.may_propose(reader, prediction)
    assert not judging.may_propose(curator, draft)
    assert not judging.may_propose(curator, opinion)


def test_of_several_standing_verdicts_the_last_one_counts(prediction):
    VerdictFactory(annotation=prediction, decided_on=datetime.date(2024, 1, 1))
    last = VerdictFactory(annotation=prediction, decided_on=datetime.date(2025, 1, 1))
    VerdictFactory(annotation=prediction, decided_on=datetime.date(2023, 1, 1))
    EvidenceFactory(verdict=last)
    assert judging.standing_verdict(prediction) == last
