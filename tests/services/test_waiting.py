"""What there is to do for one person, on the first page of the administration."""

import datetime

import pytest
from django.utils import timezone

from annotations.models import Annotation
from annotations.services.waiting import MOST, desk, work
from tests.factories import (
    ArticleFactory,
    AssignmentFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    MentionFactory,
    ParagraphReadFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return CuratorFactory(first_name="Anna", last_name="Curator")


@pytest.fixture
def editor():
    return EditorFactory()


def days(count):
    return timezone.localdate() + datetime.timedelta(days=count)


class TestOnesOwn:
    def test_drafts_what_was_sent_back_and_what_is_in_review_are_told_apart(self, curator):
        article = ArticleFactory(title="Hanging by a thread")
        draft = ClaimFactory(article=article, created_by=curator, words="Tokyo").annotation
        ClaimFactory(article=article, created_by=curator, words="Moscow")
        back = ClaimFactory(article=article, created_by=curator, state_reason="Too long.")
        review = ClaimFactory(article=article, created_by=curator, state="in-review").annotation
        found = work(curator)
        (row,) = found.drafts.rows
        assert (row.title, row.count, row.first) == ("Hanging by a thread", 2, draft.uid)
        assert (found.drafts.total, found.week) == (2, 4)
        assert [one.state_reason for one in found.returned.rows] == ["Too long."]
        assert found.returned.rows == [back.annotation]
        assert [one.first for one in found.in_review.rows] == [review.uid]

    def test_what_others_do_does_not_wait_for_oneself(self, curator, editor):
        ClaimFactory(created_by=curator)
        ClaimFactory(created_by=curator, state="in-review")
        AssignmentFactory(assignee=curator)
        found = work(editor)
        lists = (found.drafts, found.returned, found.in_review, found.tasks, found.unfinished)
        assert [one.total for one in lists] == [0] * 5
        assert (found.last, found.week) == (None, 0)

    def test_tasks_come_by_their_day_the_overdue_marked_with_how_far_one_is(self, curator):
        article = ArticleFactory()
        late = AssignmentFactory(assignee=curator, due_on=days(2))
        over = AssignmentFactory(assignee=curator, article=article, due_on=days(-1))
        ParagraphReadFactory(revision=article.current_revision, reader=curator)
        ParagraphReadFactory(revision=article.current_revision, paragraph=2)
        found = work(curator)
        assert [one.assignment for one in found.tasks.rows] == [over, late]
        assert [one.overdue for one in found.tasks.rows] == [True, False]
        share = found.tasks.rows[0].share
        assert share is not None
        assert (share.read, share.paragraphs) == (1, 2)

    def test_one_goes_on_where_one_was_and_what_is_read_is_not_unfinished(self, curator):
        long_ago, article = ArticleFactory(), ArticleFactory()
        claim = ClaimFactory(article=long_ago, created_by=curator).annotation
        earlier = timezone.now() - datetime.timedelta(days=30)
        Annotation.objects.filter(pk=claim.pk).update(changed_at=earlier, created_at=earlier)
        for number in (1, 2):
            ParagraphReadFactory(
                revision=article.current_revision, paragraph=number, reader=curator
            )
        found = work(curator)
        assert found.last is not None
        assert (found.last.article, found.last.share.unread) == (article, 0)
        assert [one.article for one in found.unfinished.rows] == [long_ago]
        assert found.week == 0

    def test_a_source_that_one_was_given_is_told_once_and_is_not_where_one_was(self, curator):
        article = ArticleFactory()
        AssignmentFactory(assignee=curator, article=article)
        assert work(curator).last is None
        ParagraphReadFactory(revision=article.current_revision, reader=curator)
        found = work(curator)
        assert found.last is not None
        assert found.last.article == article
        assert found.unfinished.rows == []

    def test_a_list_is_cut_and_its_count_is_not(self, curator):
        for _ in range(MOST + 2):
            ClaimFactory(created_by=curator, state_reason="Again.")
            AssignmentFactory(assignee=curator)
        found = work(curator)
        assert (len(found.returned.rows), found.returned.total) == (MOST, MOST + 2)
        assert (len(found.tasks.rows), found.tasks.total) == (MOST, MOST + 2)


class TestTheDesk:
    def test_what_waits_longest_for_review_comes_first_by_source_and_person(self, curator, editor):
        article = ArticleFactory(title="Hanging by a thread")
        new = ClaimFactory(article=article, created_by=curator, state="in-review").annotation
        old = ClaimFactory(article=article, state="in-review", words="Moscow").annotation
        earlier = timezone.now() - datetime.timedelta(days=3)
        Annotation.objects.filter(pk=old.pk).update(changed_at=earlier)
        found = desk(editor).to_review
        assert [(one.first, one.by, one.count) for one in found.rows] == [
            (old.uid, "", 1),
            (new.uid, "Anna Curator", 1),
        ]
        assert found.rows[0].since == earlier

    def test_what_others_were_given_is_told_with_how_much_of_it_is_overdue(self, curator, editor):
        over = AssignmentFactory(assignee=curator, due_on=days(-2))
        later = AssignmentFactory(assignee=curator)
        AssignmentFactory(assignee=editor, due_on=days(-2))
        found = desk(editor)
        assert [one.assignment for one in found.given.rows] == [over, later]
        assert (found.given.total, found.overdue) == (2, 1)

    def test_nobody_has_a_source_that_is_neither_begun_nor_given(self, editor):
        nobodys = ArticleFactory()
        MentionFactory(article=ArticleFactory())
        AssignmentFactory()
        ArticleFactory(text=None)
        ArticleFactory(state="withdrawn")
        assert desk(editor).nobodys.rows == [nobodys]

    def test_a_source_that_was_taken_back_is_nobodys_again(self, editor):
        row = AssignmentFactory(outcome="taken-back", ended_at=timezone.now())
        assert desk(editor).nobodys.rows == [row.article]


def test_the_number_of_queries_stays(curator, editor, django_assert_max_num_queries):
    def more():
        article = ArticleFactory()
        for person in (curator, editor):
            ClaimFactory(article=article, created_by=person)
            ClaimFactory(article=article, created_by=person, state="in-review", words="Moscow")
            MentionFactory(article=article, created_by=person, state_reason="Again.")
            AssignmentFactory(article=article, assignee=person)
        ArticleFactory()

    for _ in range(3):
        more()
        with django_assert_max_num_queries(18):
            work(curator)
        with django_assert_max_num_queries(9):
            desk(editor)
