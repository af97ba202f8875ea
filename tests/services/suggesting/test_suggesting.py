"""What is offered to whom, and what stays turned down; the API's tests try the rest."""

import pytest
from django.db import transaction

from annotations.models import Annotation, RejectedSuggestion
from annotations.services import suggesting
from annotations.services.merging import merge, unmerge
from annotations.services.suggesting.registry import forms
from sourcelib.services.refusals import Invalid, NotAllowed
from tests import factories as f

pytestmark = pytest.mark.django_db

TEXT = "Moscow waits. Moscow waits. The treaty will end."


@pytest.fixture
def article():
    return f.ArticleFactory(text=TEXT, language="en")


@pytest.fixture
def moscow():
    return f.ActorFactory(name="Moscow")


def offered(article, user=None) -> list[str]:
    user = user or f.CuratorFactory()
    return [one.exact for one in suggesting.suggestions(user=user, article=article).suggestions]


def turned(article, service=suggesting.reject, **values):
    given = {
        "user": f.CuratorFactory(),
        "article": article,
        "revision": article.current_revision,
        "kind": "mention",
        "start": 0,
        "end": 6,
        "exact": "Moscow",
    }
    return service(**given | values)


def test_the_registry_gives_names_aliases_surnames_and_kin(moscow):
    state = f.ActorFactory(name="Japan")
    abe = f.ActorFactory(name="Shinzo Abe", kind="person", part_of=state)
    f.ActorRoleFactory(actor=abe, organisation=moscow)
    f.ActorAliasFactory(actor=state, text="Tokyo", kind="capital-metonym")
    pair = f.ActorMembershipFactory(whole__name="Pair", member=state).whole
    found = {(form.text, form.actor): form for form in forms()}
    assert set(found) == {
        ("Moscow", moscow.pk),
        ("Japan", state.pk),
        ("Tokyo", state.pk),
        ("Shinzo Abe", abe.pk),
        ("Abe", abe.pk),
        ("Pair", pair.pk),
    }
    assert found["Abe", abe.pk].kin == {state.pk, moscow.pk}
    assert found["Pair", pair.pk].kin == {state.pk}
    assert found["Tokyo", state.pk].how == "metonym"


def test_the_same_sentence_twice_is_turned_down_once_for_both(article, moscow):
    assert offered(article) == ["Moscow", "Moscow", "The treaty will end"]
    assert turned(article, actors=[moscow]) == 1
    assert turned(article, actors=[moscow], start=14, end=20) == 0
    assert offered(article) == ["The treaty will end"]


def test_what_one_turned_down_nobody_else_is_offered(article, moscow):
    turned(article, actors=[moscow])
    assert offered(article, f.EditorFactory()) == ["The treaty will end"]
    assert turned(article, suggesting.take_back, actors=[moscow], user=f.EditorFactory()) == 1
    assert len(offered(article)) == 3


def test_of_a_merged_actor_the_one_that_it_became_is_turned_down(article, moscow):
    other = f.ActorFactory(name="Moscow city", kind="polity")
    f.ActorAliasFactory(actor=other, text="Moscow")
    turned(article, actors=[moscow])
    assert offered(article)[:2] == ["Moscow", "Moscow"]
    editor = f.EditorFactory()
    merged = merge(user=editor, source=moscow, target=other, reason="The same.")
    assert offered(article) == ["The treaty will end"]
    with transaction.atomic():
        assert turned(article, suggesting.take_back, actors=[other]) == 1
        assert offered(article)[:2] == ["Moscow", "Moscow"]
        transaction.set_rollback(True)
    unmerge(user=editor, merge=merged)
    assert offered(article)[:2] == ["Moscow", "Moscow"]


def test_withdrawn_work_was_decided_on_and_is_not_suggested_again(article, moscow):
    f.MentionFactory(article=article, words="Moscow", actor=moscow, state="withdrawn")
    assert offered(article) == ["Moscow", "The treaty will end"]


@pytest.mark.usefixtures("moscow")
def test_another_language_is_searched_for_names_only():
    french = f.ArticleFactory(text=TEXT, language="fr")
    assert offered(french) == ["Moscow", "Moscow"]


@pytest.mark.usefixtures("moscow")
def test_nothing_of_it_is_saved(article):
    offered(article)
    assert not Annotation.objects.exists()
    assert not RejectedSuggestion.objects.exists()


def test_who_may_not_annotate_is_offered_nothing_and_turns_nothing_down(article, moscow):
    reader = f.AccountFactory()
    withdrawn = f.ArticleFactory(text=TEXT, state="withdrawn")
    for user, source in ((reader, article), (f.CuratorFactory(), withdrawn)):
        with pytest.raises(NotAllowed):
            suggesting.suggestions(user=user, article=source)
        for service in (suggesting.reject, suggesting.take_back):
            with pytest.raises(NotAllowed):
                turned(source, service, user=user, actors=[moscow])


def test_an_earlier_text_is_refused(article, moscow):
    earlier = article.current_revision
    article.current_revision = f.RevisionFactory(article=article, number=2, text=TEXT)
    article.save()
    with pytest.raises(Invalid) as refused:
        turned(article, revision=earlier, actors=[moscow])
    assert set(refused.value.errors) == {"revision"}
