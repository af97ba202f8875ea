"""Sources are published and withdrawn by the service; addresses are not forgotten."""

import pytest

from sourcelib.models import FormerSlug
from sourcelib.services import publishing
from sourcelib.services.addresses import keep_former_slug
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests.factories import ArticleFactory, CuratorFactory, EditorFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_an_editor_publishes_a_draft_and_again_what_was_withdrawn(state):
    article = publishing.publish(user=EditorFactory(), article=ArticleFactory(state=state))
    assert article.state == "published"
    assert article.published_at
    assert (article.withdrawn_at, article.withdrawal_reason) == (None, "")


def test_an_editor_withdraws_with_a_reason_that_history_keeps():
    editor, article = EditorFactory(), ArticleFactory(state="published")
    with pytest.raises(Invalid):
        publishing.withdraw(user=editor, article=article, reason=" ")
    gone = publishing.withdraw(user=editor, article=article, reason="Asked for.")
    assert (gone.state, gone.withdrawal_reason) == ("withdrawn", "Asked for.")
    assert gone.history.first().history_change_reason == "Asked for."


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_only_what_is_published_is_withdrawn(state):
    with pytest.raises(WrongState):
        publishing.withdraw(user=EditorFactory(), article=ArticleFactory(state=state), reason="x")


def test_what_is_published_is_not_published_again():
    with pytest.raises(WrongState):
        publishing.publish(user=EditorFactory(), article=ArticleFactory(state="published"))


def test_a_source_without_text_is_not_published():
    with pytest.raises(Invalid):
        publishing.publish(user=EditorFactory(), article=ArticleFactory(text=None))


def test_curators_do_neither():
    curator = CuratorFactory()
    with pytest.raises(NotAllowed):
        publishing.publish(user=curator, article=ArticleFactory())
    with pytest.raises(NotAllowed):
        publishing.withdraw(user=curator, article=ArticleFactory(state="published"), reason="x")


def test_a_slug_that_changes_is_kept_and_may_come_back():
    topic = TopicFactory(slug="new")
    keep_former_slug(row=topic, before="old")
    assert FormerSlug.objects.get().slug == "old"
    topic.slug = "old"
    keep_former_slug(row=topic, before="new")
    assert FormerSlug.objects.get().slug == "new"


def test_a_slug_that_was_anothers_is_refused():
    FormerSlug.objects.create(model="annotations.topic", slug="taken", uid=TopicFactory().uid)
    with pytest.raises(Invalid):
        keep_former_slug(row=TopicFactory(slug="taken"), before="old")
