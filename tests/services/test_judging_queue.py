"""What waits to be judged, and for whom."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from annotations.services import judging
from annotations.services.judging import EvidenceInput
from annotations.services.judging_queue import Listed, judging_queue
from annotations.services.reviewing import withdraw
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    EvidenceFactory,
    ImportBatchFactory,
    PredictionFactory,
    VerdictFactory,
)
from tests.services.judged import REPORT, change, proposed, reword

pytestmark = pytest.mark.django_db

LISTS = ("due", "overdue", "to_confirm", "single_reviewed", "own", "withdrawn_evidence", "changed")


@pytest.fixture
def article() -> Any:
    return ArticleFactory(state="published")


@pytest.fixture
def editor() -> Any:
    return EditorFactory()


def days_ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


def predicted(article: Any, deadline: datetime.date | None = None, **more: Any) -> Any:
    """A prediction that an event ends, or whose deadline is given; not due by itself."""
    given = {"horizon_ground": "event", "deadline": deadline, "state": "published"}
    return PredictionFactory(article=article, **given | more).annotation


def judged(listed: Listed) -> list[Any]:
    return [row.annotation for row in listed.rows]


def verdicts(listed: Listed) -> list[Any]:
    return [row.verdict for row in listed.rows]


class TestDue:
    def test_by_how_long_the_deadline_has_passed(self, editor, article):
        today, yesterday, ninety, ninety_one, long = (
            predicted(article, days_ago(days)) for days in (0, 1, 90, 91, 2000)
        )
        endless = predicted(article)
        queue = judging_queue(editor)
        assert judged(queue.due) == [ninety, yesterday]
        assert judged(queue.overdue) == [long, ninety_one]
        assert (queue.due.total, queue.overdue.total) == (2, 2)
        assert not {today, endless} & {*judged(queue.due), *judged(queue.overdue)}

    def test_what_a_verdict_ended_is_not_due(self, editor, article):
        ended, still_open, reopened = (predicted(article, days_ago(5)) for _ in range(3))
        VerdictFactory(annotation=ended)
        VerdictFactory(annotation=still_open, state="still-open", event_date=None)
        first = VerdictFactory(annotation=reopened)
        VerdictFactory(annotation=reopened, state="still-open", event_date=None, supersedes=first)
        assert judged(judging_queue(editor).due) == [still_open, reopened]

    def test_a_proposal_ends_nothing_and_is_told(self, editor, article):
        plain, waits, declined = (predicted(article, days_ago(5)) for _ in range(3))
        proposed(waits, event_date=days_ago(100))
        verdict = proposed(declined, event_date=days_ago(100))
        judging.decline(user=editor, verdict=verdict, reason="No.")
        rows = judging_queue(editor).due.rows
        assert [(row.annotation, row.proposed) for row in rows] == [
            (plain, False),
            (waits, True),
            (declined, False),
        ]

    def test_only_what_is_public_is_due(self, editor, article):
        predicted(article, days_ago(5), state="draft")
        predicted(ArticleFactory(), days_ago(5))
        assert judging_queue(editor).due.total == 0
        assert judging_queue(editor).due.rows == []


class TestProposals:
    def test_those_of_others_wait_for_an_editor(self, editor, article):
        own_import = ImportBatchFactory(created_by=editor)
        first, second = proposed(predicted(article)), proposed(predicted(article))
        mine = proposed(predicted(article), editor)
        imported = VerdictFactory(
            annotation=predicted(article), review="proposed", batch=own_import
        )
        declined = proposed(predicted(article))
        judging.decline(user=editor, verdict=declined, reason="No.")
        queue = judging_queue(editor)
        assert verdicts(queue.to_confirm) == [first, second]
        assert verdicts(queue.own) == [mine]
        assert verdicts(judging_queue(EditorFactory()).to_confirm) == [
            first,
            second,
            mine,
            imported,
        ]

    def test_one_sees_what_became_of_ones_own(self, editor, article):
        curator = CuratorFactory()
        waits = proposed(predicted(article), curator)
        declined = proposed(predicted(article), curator)
        taken_back = proposed(predicted(article), curator)
        answered = proposed(predicted(article), curator)
        stands = proposed(predicted(article), curator)
        proposed(predicted(article))
        judging.decline(user=editor, verdict=declined, reason="No.")
        judging.decline(user=curator, verdict=taken_back, reason="Too early.")
        judging.decline(user=editor, verdict=answered, reason="No date.")
        again = proposed(answered.annotation, curator)
        judging.confirm(user=editor, verdict=stands)
        queue = judging_queue(curator)
        assert verdicts(queue.own) == [again, waits, declined]
        assert queue.own.rows[2].verdict.declined_reason == "No."
        for listed in (queue.to_confirm, queue.single_reviewed):
            assert (listed.total, listed.rows) == (0, [])

    def test_another_proposal_on_the_same_is_told(self, editor, article):
        prediction = predicted(article)
        proposed(prediction)
        alone = proposed(predicted(article))
        proposed(prediction)
        told = {row.verdict: row.proposed for row in judging_queue(editor).to_confirm.rows}
        assert list(told.values()) == [True, False, True]
        assert told[alone] is False


class TestStanding:
    def test_what_one_person_judged_waits_for_a_second(self, editor, article):
        own_import = ImportBatchFactory(created_by=editor)
        single = VerdictFactory(annotation=predicted(article))
        VerdictFactory(annotation=predicted(article), batch=own_import)
        VerdictFactory(annotation=predicted(article), proposed_by=editor)
        VerdictFactory(annotation=predicted(article), review="confirmed")
        old = VerdictFactory(annotation=predicted(article))
        VerdictFactory(annotation=old.annotation, supersedes=old, review="confirmed")
        assert verdicts(judging_queue(editor).single_reviewed) == [single]

    def test_a_verdict_on_a_passage_withdrawn_since_comes_back(self, editor, article):
        later = ArticleFactory(state="published", date=datetime.date(2022, 1, 1))
        passage = ClaimFactory(article=later, state="published").annotation
        elsewhere = ArticleFactory(state="published")
        of_source = ClaimFactory(article=elsewhere, state="published").annotation
        on_passage, on_source, sound = (
            proposed(predicted(article), evidence=evidence)
            for evidence in (
                (REPORT, EvidenceInput(passage=passage), EvidenceInput(passage=passage)),
                (EvidenceInput(passage=of_source),),
                (REPORT,),
            )
        )
        for verdict in (on_passage, on_source, sound):
            judging.confirm(user=editor, verdict=verdict)
        assert judging_queue(editor).withdrawn_evidence.total == 0
        withdraw(user=editor, annotation=passage, reason="It was wrong.")
        elsewhere.state, elsewhere.withdrawn_at = "withdrawn", timezone.now()
        elsewhere.withdrawal_reason = "Asked for."
        elsewhere.save()
        assert verdicts(judging_queue(editor).withdrawn_evidence) == [on_source, on_passage]
        assert judging_queue(editor).withdrawn_evidence.total == 2

        again = proposed(on_passage.annotation, state="partly")
        rows = judging_queue(editor).withdrawn_evidence.rows
        assert [(row.verdict, row.proposed) for row in rows] == [
            (on_source, False),
            (on_passage, True),
        ]
        judging.confirm(user=editor, verdict=again)
        assert verdicts(judging_queue(editor).withdrawn_evidence) == [on_source]

    def test_a_verdict_on_a_sentence_reworded_since_comes_back(self, editor, article):
        prediction = predicted(ArticleFactory(state="published"))
        claim = ClaimFactory(article=article, state="published", words="Moscow").annotation
        first = VerdictFactory(annotation=prediction, review="confirmed")
        check = VerdictFactory(annotation=claim, state="supported", review="confirmed")
        VerdictFactory(annotation=predicted(article), review="confirmed")
        assert judging_queue(editor).changed.total == 0
        reword(prediction, "It will end.")
        reword(claim, "It ended.")
        assert verdicts(judging_queue(editor).changed) == [check, first]
        (check_row, first_row) = judging_queue(editor).changed.rows
        assert [str(change) for change in check_row.changes] == [
            f"sentence before: “{check.judged_summary}”; now: “It ended.”"
        ]
        assert [change.now for change in first_row.changes] == ["“It will end.”"]

    def test_a_verdict_on_terms_changed_since_comes_back_and_others_do_not(self, editor, article):
        moved = predicted(article, condition="If it rains.")
        noted = predicted(ArticleFactory(state="published"))
        verdict = VerdictFactory(annotation=moved, review="confirmed", condition_met="yes")
        VerdictFactory(annotation=noted, review="confirmed")
        change(moved, condition="If it snows.")
        change(noted, attribution_note="He says so himself.")
        assert verdicts(judging_queue(editor).changed) == [verdict]

    def test_what_is_withdrawn_itself_waits_no_longer(self, editor, article):
        prediction = predicted(article)
        VerdictFactory(annotation=prediction)
        assert judging_queue(editor).single_reviewed.total == 1
        withdraw(user=editor, annotation=prediction, reason="It was wrong.")
        assert judging_queue(editor).single_reviewed.total == 0


def test_of_one_kind_only_that_is_listed_and_counted(editor, article):
    predicted(article, days_ago(5))
    on_prediction = VerdictFactory(annotation=predicted(article))
    claim = ClaimFactory(article=article, state="published", words="Moscow").annotation
    on_claim = VerdictFactory(annotation=claim, state="supported")
    claims, predictions = (judging_queue(editor, kind=kind) for kind in ("claim", "prediction"))
    assert (claims.single_reviewed.total, predictions.single_reviewed.total) == (1, 1)
    assert verdicts(claims.single_reviewed) == [on_claim]
    assert verdicts(predictions.single_reviewed) == [on_prediction]
    assert (claims.due.total, predictions.due.total) == (0, 1)
    assert (claims.total, predictions.total) == (1, 2)


def test_counts_alone_cost_a_query_a_list(editor, article, django_assert_num_queries):
    predicted(article, days_ago(5))
    VerdictFactory(annotation=predicted(article))
    editor = type(editor).objects.get(pk=editor.pk)
    editor.has_perm("annotations.propose_verdict")  # read once for each request
    with django_assert_num_queries(7):  # that of what was changed finds nothing to be counted
        queue = judging_queue(editor)
        assert (queue.total, queue.own.total) == (2, 0)


@pytest.mark.parametrize("person", [AccountFactory, CuratorFactory, EditorFactory])
def test_each_is_told_what_they_can_do(article, person):
    user = person()
    for days in (5, 500):
        predicted(article, days_ago(days))
    proposed(predicted(article))
    verdict = VerdictFactory(annotation=predicted(ArticleFactory(state="published")))
    passage = ClaimFactory(article=article, state="withdrawn").annotation
    EvidenceFactory(verdict=verdict, passage=passage, source="", reports="", words="Tokyo")
    reword(verdict.annotation, "It will end.")
    queue = judging_queue(user)
    full = {name for name in LISTS if getattr(queue, name).total}
    theirs = {"due", "overdue", "withdrawn_evidence", "changed"}
    assert (
        full
        == {
            AccountFactory: set(),
            CuratorFactory: theirs,
            EditorFactory: theirs | {"to_confirm", "single_reviewed"},
        }[person]
    )
    assert queue.total == len(full)


def test_a_list_is_short_counts_all_and_costs_the_same(
    editor, article, django_assert_max_num_queries
):
    for _ in range(5):
        predicted(article, days_ago(5))
        proposed(predicted(article))
        VerdictFactory(annotation=predicted(article))
    editor = type(editor).objects.get(pk=editor.pk)
    with django_assert_max_num_queries(20):
        queue = judging_queue(editor, most=2)
        for row in (*queue.due.rows, *queue.to_confirm.rows, *queue.single_reviewed.rows):
            assert row.annotation.detail.summary
            assert row.annotation.article.byline == []
    for listed in (queue.due, queue.to_confirm, queue.single_reviewed):
        assert (listed.total, len(listed.rows)) == (5, 2)
    assert queue.total == 15
