"""What those who work on an annotation say to one another, and who is told of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Remark
from annotations.services import discussing
from annotations.services.keeping.deleting import delete_draft
from annotations.services.keeping.restoring import restore_drafts
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests.factories import (
    AccountFactory,
    AdministratorFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    RemarkFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return CuratorFactory(username="anna")


@pytest.fixture
def editor():
    return EditorFactory(username="eddie")


@pytest.fixture
def annotation(curator):
    return ClaimFactory(created_by=curator).annotation


def say(user, annotation, text="Too wide?", **more) -> Remark:
    return discussing.say(user=user, annotation=annotation, text=text, **more)[0]


@pytest.mark.parametrize("person", [CuratorFactory, EditorFactory, AdministratorFactory])
def test_whoever_curates_takes_part(person, annotation):
    user = person()
    remark = say(user, annotation, "  Too wide.  ")
    assert (remark.text, remark.made_by, remark.asks) == ("Too wide.", user, False)


def test_nobody_else_does(annotation):
    question = RemarkFactory(annotation=annotation, asks=True)
    reader = AccountFactory()
    with pytest.raises(NotAllowed):
        say(reader, annotation)
    with pytest.raises(NotAllowed):
        discussing.settle(user=reader, remark=question)
    with pytest.raises(NotAllowed):
        discussing.take_back(user=reader, remark=question)


@pytest.mark.parametrize(("text", "said"), [("  ", "Say something."), ("x" * 5001, "at most 5000")])
def test_a_remark_says_something_and_not_too_much(curator, annotation, text, said):
    with pytest.raises(Invalid) as caught:
        say(curator, annotation, text)
    assert said in caught.value.errors["text"][0]


def test_a_remark_that_is_sent_twice_is_said_once(curator, annotation):
    first = say(curator, annotation)
    again, new = discussing.say(
        user=curator, annotation=annotation, text="Too wide?", uid=first.uid
    )
    assert (again, new) == (first, False)
    assert Remark.objects.count() == 1


def test_nobody_speaks_under_the_permanent_id_of_anothers_remark(curator, editor, annotation):
    first = say(curator, annotation)
    with pytest.raises(Invalid) as caught:
        say(editor, annotation, uid=first.uid)
    assert [*caught.value.errors] == ["uid"]
    with pytest.raises(Invalid):
        say(curator, ClaimFactory().annotation, uid=first.uid)


def test_an_answer_to_an_answer_stands_below_the_first_remark(curator, editor, annotation):
    question = say(editor, annotation, asks=True)
    answer = say(curator, annotation, "No.", answers=question)
    assert say(editor, annotation, "Why?", answers=answer).answers == question


def test_an_answer_belongs_to_its_annotation_and_asks_nothing(curator, annotation):
    remark = RemarkFactory(annotation=annotation)
    with pytest.raises(Invalid) as caught:
        say(curator, ClaimFactory().annotation, answers=remark)
    assert [*caught.value.errors] == ["answers"]
    with pytest.raises(Invalid) as caught:
        say(curator, annotation, answers=remark, asks=True)
    assert [*caught.value.errors] == ["asks"]


def test_a_question_is_open_until_somebody_settles_it_and_again_when_reopened(
    curator, editor, annotation
):
    question = say(editor, annotation, asks=True)
    assert [*Remark.objects.open()] == [question]
    settled = discussing.settle(user=curator, remark=question)
    assert settled.settled_by == curator
    assert not Remark.objects.open().exists()
    with pytest.raises(WrongState):
        discussing.settle(user=editor, remark=question)
    reopened = discussing.reopen(user=editor, remark=question)
    assert (reopened.settled_at, reopened.settled_by) == (None, None)
    with pytest.raises(WrongState):
        discussing.reopen(user=editor, remark=question)


def test_what_asks_nothing_is_not_settled(curator, annotation):
    remark = say(curator, annotation)
    with pytest.raises(WrongState):
        discussing.settle(user=curator, remark=remark)


def test_a_remark_is_taken_back_by_whoever_made_it_while_nobody_answered(
    curator, editor, annotation
):
    remark = say(curator, annotation)
    with pytest.raises(NotAllowed):
        discussing.take_back(user=editor, remark=remark)
    answer = say(editor, annotation, "No.", answers=remark)
    with pytest.raises(WrongState):
        discussing.take_back(user=curator, remark=remark)
    discussing.take_back(user=editor, remark=answer)
    discussing.take_back(user=curator, remark=remark)
    assert not Remark.objects.exists()


def test_a_source_tells_what_is_said_open_and_new_of_each_annotation(curator, editor, annotation):
    say(editor, annotation, asks=True)
    say(curator, annotation)
    RemarkFactory()  # of another source
    article = annotation.article
    counted = {annotation.uid: {"count": 2, "open": 1, "unseen": 1}}
    assert discussing.counts(user=curator, article=article) == counted
    assert discussing.see(user=curator, annotation=annotation) == 1
    assert discussing.see(user=curator, annotation=annotation) == 0
    counted[annotation.uid]["unseen"] = 0
    assert discussing.counts(user=curator, article=article) == counted


class TestWhoIsTold:
    def test_whoever_made_the_annotation_until_they_were_shown_it(
        self, curator, editor, annotation
    ):
        say(editor, annotation)
        (waiting,) = discussing.waiting_for(curator)
        assert (waiting.annotation, waiting.count, waiting.asked) == (annotation.uid, 1, False)
        assert (waiting.article_id, waiting.title) == (
            annotation.article_id,
            annotation.article.title,
        )
        discussing.see(user=curator, annotation=annotation)
        assert discussing.waiting_for(curator) == []

    def test_whoever_took_part(self, curator, annotation):
        another = CuratorFactory()
        say(another, annotation)
        say(curator, annotation, "It is not.")
        assert [one.annotation for one in discussing.waiting_for(another)] == [annotation.uid]

    def test_nobody_else_and_nobody_of_their_own_words(self, curator, editor, annotation):
        say(curator, annotation, asks=True)
        assert discussing.waiting_for(curator) == []
        assert discussing.waiting_for(editor) == []
        assert discussing.waiting_for(AccountFactory()) == []

    def test_a_question_waits_until_it_is_answered_or_settled_though_it_was_seen(
        self, curator, editor, annotation
    ):
        question = say(editor, annotation, asks=True)
        discussing.see(user=curator, annotation=annotation)
        assert [one.asked for one in discussing.waiting_for(curator)] == [True]
        say(curator, annotation, "No.", answers=question)
        assert discussing.waiting_for(curator) == []
        other = say(editor, annotation, asks=True)
        discussing.settle(user=editor, remark=other)
        discussing.see(user=curator, annotation=annotation)
        assert discussing.waiting_for(curator) == []

    def test_questions_come_first(self, curator, editor):
        article = ArticleFactory(text="Tokyo hesitated. Moscow will wait.")
        plain = ClaimFactory(article=article, words="Tokyo", created_by=curator).annotation
        asked = ClaimFactory(article=article, words="Moscow", created_by=curator).annotation
        say(editor, plain)
        say(editor, asked, asks=True)
        waiting = discussing.waiting_for(curator)
        assert [one.annotation for one in waiting] == [asked.uid, plain.uid]

    def test_it_takes_no_more_queries_for_many(self, curator, editor, annotation):
        def queries() -> int:
            with CaptureQueriesContext(
                connection,
            ) as told:
                discussing.waiting_for(curator)
            return len(told)

        say(editor, annotation)
        discussing.waiting_for(curator)
        before = queries()
        for _ in range(3):
            say(editor, ClaimFactory(created_by=curator).annotation, asks=True)
        assert queries() == before


def test_a_discussion_comes_back_with_an_annotation_that_was_deleted(curator, editor, annotation):
    question = say(editor, annotation, asks=True)
    say(curator, annotation, "No.", answers=question)
    discussing.settle(user=editor, remark=question)
    discussing.see(user=curator, annotation=annotation)

    def told(rows) -> list[tuple[object, ...]]:
        return [
            (row.uid, row.text, row.answers_id, row.made_at, row.made_by, row.settled_by)
            for row in rows
        ]

    before = told(annotation.remarks.all())
    delete_draft(user=curator, annotation=annotation)
    assert not Remark.objects.exists()
    restore_drafts(user=curator, article=annotation.article, uids=[annotation.uid])
    assert told(Remark.objects.all()) == before
    assert [*Remark.objects.first().seen_by.all()] == [curator]


def test_what_was_taken_back_meanwhile_is_not_answered(curator, editor, annotation):
    said, _new = discussing.say(user=curator, annotation=annotation, text="Is it?")
    discussing.take_back(user=curator, remark=Remark.objects.get())
    with pytest.raises(Invalid) as caught:
        discussing.say(user=editor, annotation=annotation, text="It is.", answers=said)
    assert list(caught.value.errors) == ["answers"]
