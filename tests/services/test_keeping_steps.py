"""One's own last step is taken back, while it is the last."""

import pytest

from annotations.models import Annotation
from annotations.services import reviewing
from annotations.services.annotating import change_annotation
from annotations.services.checking import check_library
from annotations.services.keeping.steps import retract, retract_all
from annotations.services.versions import Stale
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests.factories import ArticleFactory, CuratorFactory, EditorFactory
from tests.indexed import index_everything
from tests.services.annotating.made import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.fixture
def curator():
    return CuratorFactory()


@pytest.fixture
def editor():
    return EditorFactory()


def test_what_was_submitted_is_a_draft_again_with_the_reason_that_it_had(article, curator, editor):
    row = made(article, curator)
    index_everything()
    reviewing.submit(user=curator, annotation=row)
    reviewing.send_back(user=editor, annotation=row, reason="Too wide.")
    reviewing.submit(user=curator, annotation=row)
    back = retract(user=curator, annotation=row, expected_version=4)
    assert (back.state, back.version, back.state_reason) == ("draft", 5, "Too wide.")
    assert back.reviewed_by == editor
    last = back.versions.order_by("number").last()
    assert (last.action, last.by) == ("retracted", curator)
    assert list(check_library()) == []


def test_what_was_sent_back_is_in_review_again_as_if_nobody_had_looked(article, curator, editor):
    row = made(article, curator)
    reviewing.submit(user=curator, annotation=row)
    reviewing.send_back(user=editor, annotation=row, reason="Too wide.")
    back = retract(user=editor, annotation=row)
    assert (back.state, back.state_reason) == ("in-review", "")
    assert (back.reviewed_by, back.reviewed_at) == (None, None)


def test_the_review_before_the_one_that_is_taken_back_counts_again(article, curator, editor):
    row, first = made(article, curator), EditorFactory()
    for who in (first, editor):
        reviewing.submit(user=curator, annotation=row)
        reviewing.send_back(user=who, annotation=row, reason="Too wide.")
    assert retract(user=editor, annotation=row).reviewed_by == first


def test_nobody_takes_back_the_step_of_another(article, curator, editor):
    row = made(article, curator)
    reviewing.submit(user=curator, annotation=row)
    with pytest.raises(NotAllowed):
        retract(user=editor, annotation=row)


def test_what_went_on_or_is_no_such_step_is_not_taken_back(article, curator, editor):
    row = made(article, curator)
    with pytest.raises(WrongState):
        retract(user=curator, annotation=row)
    reviewing.submit(user=curator, annotation=row)
    with pytest.raises(Stale):
        retract(user=curator, annotation=row, expected_version=1)
    reviewing.send_back(user=editor, annotation=row, reason="Too wide.")
    with pytest.raises(WrongState):
        retract_all(user=curator, article=article, uids=[row.uid])
    change_annotation(user=curator, annotation=row, expected_version=3, note="Mended.")
    with pytest.raises(WrongState):
        retract(user=editor, annotation=row)
    reviewing.submit(user=curator, annotation=row)
    reviewing.publish(user=editor, annotation=row)
    with pytest.raises(WrongState):
        retract(user=editor, annotation=row)


def test_of_many_those_come_back_that_nobody_went_on_with(
    article, curator, editor, django_assert_max_num_queries
):
    rows = [made(article, curator, exact) for exact in ("Tokyo", "Moscow", "wait")]
    sent = reviewing.submit_drafts(user=curator, article=article)
    assert [row.pk for row in sent] == [row.pk for row in rows]
    reviewing.publish(user=editor, annotation=rows[1])
    with django_assert_max_num_queries(22):
        back = retract_all(user=curator, article=article, uids=[row.uid for row in rows])
    assert [row.pk for row in back] == [rows[0].pk, rows[2].pk]
    states = Annotation.objects.order_by("pk").values_list("state", flat=True)
    assert [*states] == ["draft", "published", "draft"]
    with pytest.raises(Invalid):
        retract_all(user=curator, article=article, uids=[])


def test_who_may_not_take_the_step_any_more_takes_none_back(article, curator, editor):
    row = made(article, curator)
    reviewing.submit(user=curator, annotation=row)
    reviewing.send_back(user=editor, annotation=row, reason="Too wide.")
    editor.groups.clear()
    dismissed = type(editor).objects.get(pk=editor.pk)
    with pytest.raises(NotAllowed):
        retract(user=dismissed, annotation=row)
    with pytest.raises(NotAllowed):
        retract_all(user=dismissed, article=article, uids=[row.uid])
    assert Annotation.objects.get().state == "draft"
