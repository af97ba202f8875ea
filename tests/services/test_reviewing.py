"""Every step of the workflow, by everybody, from every state."""

import pytest

from annotations.models import Annotation
from annotations.services import reviewing
from annotations.services.versions import Stale
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests.factories import (
    AccountFactory,
    AdministratorFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
)

pytestmark = pytest.mark.django_db

STATES = ["draft", "in-review", "published", "withdrawn"]
# step, with a reason, from, to, recorded as
STEPS = {
    "submit": (reviewing.submit, False, {"draft"}, "in-review", "submitted"),
    "send back": (reviewing.send_back, True, {"in-review"}, "draft", "returned"),
    "publish": (reviewing.publish, False, {"in-review", "withdrawn"}, "published", "published"),
    "withdraw": (reviewing.withdraw, True, {"published"}, "withdrawn", "withdrawn"),
}
ALLOWED = {
    "submit": {"its curator"},
    "send back": {"editor", "administrator"},
    "publish": {"editor", "administrator"},
    "withdraw": {"editor", "administrator"},
}
PEOPLE = {
    "reader": AccountFactory,
    "another curator": CuratorFactory,
    "its curator": CuratorFactory,
    "editor": EditorFactory,
    "administrator": AdministratorFactory,
}


def take(step: str, user, annotation: Annotation, **more) -> Annotation:
    service, with_reason, *_ = STEPS[step]
    if with_reason:
        more.setdefault("reason", "Too wide.")
    return service(user=user, annotation=annotation, **more)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_taken_by_those_who_may_from_where_it_leads(step, state, person):
    user = PEOPLE[person]()
    maker = user if person == "its curator" else CuratorFactory()
    annotation = ClaimFactory(state=state, created_by=maker).annotation
    _service, _reason, origins, goal, action = STEPS[step]
    if state not in origins:
        with pytest.raises(WrongState):
            take(step, user, annotation)
        return
    if person not in ALLOWED[step]:
        with pytest.raises(NotAllowed):
            take(step, user, annotation)
        return
    moved = take(step, user, annotation)
    assert (moved.state, moved.version) == (goal, 2)
    assert [(v.number, v.action) for v in moved.versions.all()] == [(1, "created"), (2, action)]
    assert moved.versions.first().data["state"] == state
    assert moved.versions.last().data["state"] == goal


@pytest.mark.parametrize("step", ["send back", "withdraw"])
def test_what_is_taken_back_needs_a_reason(step):
    state = next(iter(STEPS[step][2]))
    annotation = ClaimFactory(state=state).annotation
    with pytest.raises(Invalid) as caught:
        take(step, EditorFactory(), annotation, reason="  ")
    assert list(caught.value.errors) == ["reason"]


def test_an_editor_submits_a_draft_that_has_no_curator():
    annotation = ClaimFactory(state="draft").annotation
    with pytest.raises(NotAllowed):
        reviewing.submit(user=CuratorFactory(), annotation=annotation)
    assert reviewing.submit(user=EditorFactory(), annotation=annotation).state == "in-review"


def test_sending_back_says_why_and_submitting_again_forgets_it():
    curator, editor = CuratorFactory(), EditorFactory()
    annotation = ClaimFactory(state="in-review", created_by=curator).annotation
    back = reviewing.send_back(user=editor, annotation=annotation, reason="Too wide.")
    assert (back.state_reason, back.reviewed_by) == ("Too wide.", editor)
    assert reviewing.submit(user=curator, annotation=back).state_reason == ""


def test_publishing_again_keeps_the_first_day_and_forgets_the_withdrawal():
    editor = EditorFactory()
    first = reviewing.publish(user=editor, annotation=ClaimFactory(state="in-review").annotation)
    gone = reviewing.withdraw(user=editor, annotation=first, reason="It was wrong.")
    again = reviewing.publish(user=editor, annotation=gone)
    assert again.published_at == first.published_at
    assert (again.withdrawn_at, again.state_reason) == (None, "")
    assert [version.reason for version in again.versions.all()] == ["", "", "It was wrong.", ""]


def test_a_step_from_a_version_that_is_no_more_is_refused():
    annotation = ClaimFactory(state="in-review", version=3).annotation
    with pytest.raises(Stale):
        reviewing.publish(user=EditorFactory(), annotation=annotation, expected_version=2)


class TestAllOfASource:
    def test_a_curator_submits_all_own_drafts(self):
        article, curator = ArticleFactory(), CuratorFactory()
        own = [ClaimFactory(article=article, created_by=curator).annotation for _ in range(3)]
        other = ClaimFactory(article=article, created_by=CuratorFactory()).annotation
        assert len(reviewing.submit_drafts(user=curator, article=article)) == 3
        assert {row.state for row in Annotation.objects.filter(pk__in=[r.pk for r in own])} == {
            "in-review"
        }
        assert Annotation.objects.get(pk=other.pk).state == "draft"

    def test_an_editor_publishes_all_that_is_in_review(self, django_assert_max_num_queries):
        article = ArticleFactory()
        for _ in range(5):
            ClaimFactory(article=article, state="in-review")
        ClaimFactory(state="in-review")
        with django_assert_max_num_queries(25):
            assert len(reviewing.publish_reviewed(user=EditorFactory(), article=article)) == 5
        assert Annotation.objects.filter(state="in-review").count() == 1
        assert article.annotations.filter(state="published", version=2).count() == 5

    def test_a_curator_does_not(self):
        with pytest.raises(NotAllowed):
            reviewing.publish_reviewed(user=CuratorFactory(), article=ArticleFactory())
        with pytest.raises(NotAllowed):
            reviewing.submit_drafts(user=AccountFactory(), article=ArticleFactory())
