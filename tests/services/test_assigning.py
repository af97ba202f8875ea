"""Sources are given to people, who say that they are done."""

import datetime

import pytest
import time_machine

from annotations.models import Assignment
from annotations.services import assigned, assigning
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests.factories import (
    AccountFactory,
    AdministratorFactory,
    ArticleFactory,
    AssignmentFactory,
    CuratorFactory,
    EditorFactory,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 5, 1)
TOMORROW = TODAY + datetime.timedelta(days=1)
YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def editor():
    return EditorFactory()


@pytest.fixture
def curator():
    return CuratorFactory(first_name="Anna", last_name="Curator")


def give(editor, curator, *articles, **values):
    values = {"task": "annotate", "due_on": TOMORROW, **values}
    return assigning.assign(user=editor, assignee=curator, articles=articles, **values)


class TestGiving:
    def test_several_sources_are_given_at_once_with_a_day_and_a_note(self, editor, curator):
        one, other = ArticleFactory(), ArticleFactory()
        give(editor, curator, one, other, note=" Mind the names. ")
        for article in (one, other):
            row = Assignment.objects.get(article=article)
            assert (row.assignee, row.assigned_by, row.task) == (curator, editor, "annotate")
            assert (row.due_on, row.note, row.ended_at) == (TOMORROW, "Mind the names.", None)

    def test_it_may_be_done_by_today_or_without_a_day(self, editor, curator):
        give(editor, curator, ArticleFactory(), due_on=TODAY)
        give(editor, curator, ArticleFactory(), due_on=None)
        assert Assignment.objects.open().count() == 2

    def test_a_day_that_is_past_and_a_long_note_are_refused_together(self, editor, curator):
        note = "x" * (assigning.LONGEST_NOTE + 1)
        with pytest.raises(Invalid) as refused:
            give(editor, curator, ArticleFactory(), due_on=YESTERDAY, note=note)
        assert set(refused.value.errors) == {"due_on", "note"}
        assert not Assignment.objects.exists()

    def test_the_same_task_is_not_given_twice_to_a_person_until_it_has_ended(self, editor, curator):
        article = ArticleFactory(title="Hanging by a thread")
        (row,) = give(editor, curator, article)
        with pytest.raises(Invalid) as refused:
            give(editor, curator, ArticleFactory(), article)
        assert "“Hanging by a thread”" in refused.value.errors["assignee"][0]
        assert Assignment.objects.count() == 1
        give(editor, CuratorFactory(), article)
        assigning.take_back(user=editor, assignment=row)
        give(editor, curator, article)
        assert Assignment.objects.open().filter(article=article).count() == 2

    def test_review_is_given_to_editors_alone(self, editor, curator):
        with pytest.raises(Invalid) as refused:
            give(editor, curator, ArticleFactory(), task="review")
        assert refused.value.errors["assignee"] == ["Anna Curator may not do this."]
        give(editor, EditorFactory(), ArticleFactory(), task="review")

    @pytest.mark.parametrize("values", [{"is_active": False}, {"groups": ()}])
    def test_nothing_is_given_to_who_cannot_do_it(self, editor, values):
        with pytest.raises(Invalid) as refused:
            give(editor, CuratorFactory(**values), ArticleFactory())
        assert "assignee" in refused.value.errors

    def test_a_task_that_is_none_and_no_source_are_refused(self, editor, curator):
        with pytest.raises(Invalid) as refused:
            give(editor, curator, task="sleep")
        assert set(refused.value.errors) == {"task", "articles"}

    @pytest.mark.parametrize("values", [{"state": "withdrawn"}, {"text": None}])
    def test_a_source_that_cannot_be_worked_on_is_not_given(self, editor, curator, values):
        with pytest.raises(Invalid) as refused:
            give(editor, curator, ArticleFactory(), ArticleFactory(**values))
        assert set(refused.value.errors) == {"articles"}
        assert not Assignment.objects.exists()

    def test_curators_give_nothing(self, curator):
        with pytest.raises(NotAllowed):
            give(curator, curator, ArticleFactory())

    def test_who_can_do_a_task_is_told_by_name(self, editor, curator):
        zoe = CuratorFactory(first_name="Zoë", last_name="Zander")
        CuratorFactory(is_active=False)
        AccountFactory(is_staff=True)
        administrator = AdministratorFactory(username="chief")
        names = [one.get_full_name() or one.username for one in assigning.able("annotate")]
        assert set(assigning.able("annotate")) == {editor, curator, zoe, administrator}
        assert names == sorted(names, key=str.casefold)
        assert set(assigning.able("review")) == {editor, administrator}


class TestChanging:
    def test_an_editor_changes_the_day_and_the_note(self, editor):
        row = AssignmentFactory(due_on=TODAY)
        assigning.change(user=editor, assignment=row, due_on=TOMORROW, note="No hurry.")
        row.refresh_from_db()
        assert (row.due_on, row.note) == (TOMORROW, "No hurry.")

    def test_a_day_that_has_passed_meanwhile_may_stay_and_none_other_that_is_past(self, editor):
        row = AssignmentFactory(due_on=YESTERDAY)
        assigning.change(user=editor, assignment=row, due_on=YESTERDAY, note="Hurry.")
        earlier = YESTERDAY - datetime.timedelta(days=1)
        with pytest.raises(Invalid):
            assigning.change(user=editor, assignment=row, due_on=earlier, note="")

    def test_who_was_given_it_cannot_change_it(self):
        row = AssignmentFactory()
        with pytest.raises(NotAllowed):
            assigning.change(user=row.assignee, assignment=row, due_on=TOMORROW, note="")
        with pytest.raises(NotAllowed):
            assigning.take_back(user=row.assignee, assignment=row)


class TestEnding:
    def test_who_was_given_it_says_that_it_is_done_and_may_take_that_back(self):
        row = AssignmentFactory()
        done = assigning.finish(user=row.assignee, assignment=row)
        assert (done.outcome, done.ended_by) == ("done", row.assignee)
        assert done.ended_at is not None
        opened = assigning.reopen(user=row.assignee, assignment=row)
        assert (opened.outcome, opened.ended_at, opened.ended_by) == ("", None, None)

    def test_nobody_else_says_so(self, editor):
        row = AssignmentFactory()
        with pytest.raises(NotAllowed):
            assigning.finish(user=editor, assignment=row)
        assigning.finish(user=row.assignee, assignment=row)
        with pytest.raises(NotAllowed):
            assigning.reopen(user=editor, assignment=row)

    def test_what_has_ended_ends_no_more(self, editor):
        row = AssignmentFactory()
        assigning.take_back(user=editor, assignment=row)
        with pytest.raises(WrongState) as refused:
            assigning.finish(user=row.assignee, assignment=row)
        assert str(refused.value) == "It ended on May 1, 2026: taken back."
        with pytest.raises(WrongState):
            assigning.change(user=editor, assignment=row, due_on=TOMORROW, note="")
        with pytest.raises(WrongState):
            assigning.reopen(user=row.assignee, assignment=row)

    def test_what_was_given_again_since_is_not_reopened(self, editor, curator):
        article = ArticleFactory()
        (row,) = give(editor, curator, article)
        assigning.finish(user=curator, assignment=row)
        give(editor, curator, article)
        with pytest.raises(Invalid):
            assigning.reopen(user=curator, assignment=row)


class TestReading:
    def test_what_one_has_to_do_comes_by_its_day_without_what_has_ended(self, editor, curator):
        late = AssignmentFactory(assignee=curator, due_on=TOMORROW)
        never = AssignmentFactory(assignee=curator)
        over = AssignmentFactory(assignee=curator, due_on=YESTERDAY)
        ended = AssignmentFactory(assignee=curator)
        assigning.take_back(user=editor, assignment=ended)
        AssignmentFactory()
        assert list(assigned.given_to(curator)) == [over, late, never]

    def test_it_is_overdue_from_the_day_after_until_it_ends(self, curator):
        assert assigned.is_overdue(AssignmentFactory(due_on=YESTERDAY))
        assert not assigned.is_overdue(AssignmentFactory(due_on=TODAY))
        assert not assigned.is_overdue(AssignmentFactory())
        row = AssignmentFactory(due_on=YESTERDAY, assignee=curator)
        assert not assigned.is_overdue(assigning.finish(user=curator, assignment=row))
