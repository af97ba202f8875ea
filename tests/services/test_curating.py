"""Actors, topics and propositions made on the spot."""

import pytest

from annotations.models import Actor
from annotations.services.curating import create_actor, create_proposition, create_topic
from sourcelib.models import FormerSlug
from sourcelib.services.refusals import Invalid, NotAllowed
from tests.factories import AccountFactory, ActorFactory, CuratorFactory, TopicFactory

pytestmark = pytest.mark.django_db


def test_an_actor_gets_an_address_of_its_own():
    curator = CuratorFactory()
    ActorFactory(name="Shinzo Abe", slug="shinzo-abe", kind="office")
    FormerSlug.objects.create(
        model="annotations.actor", slug="shinzo-abe-2", uid=ActorFactory().uid
    )
    actor = create_actor(user=curator, name=" Shinzo  Abe ", kind="person")
    assert (actor.name, actor.slug) == ("Shinzo Abe", "shinzo-abe-3")


def test_an_actor_without_letters_of_ours_still_gets_an_address():
    assert create_actor(user=CuratorFactory(), name="安倍", kind="person").slug == "actor"


def test_the_same_actor_is_not_made_twice():
    ActorFactory(name="Japan", kind="state")
    with pytest.raises(Invalid) as caught:
        create_actor(user=CuratorFactory(), name="japan", kind="state")
    assert list(caught.value.errors) == ["name"]


def test_an_actor_needs_name_and_kind():
    with pytest.raises(Invalid) as caught:
        create_actor(user=CuratorFactory(), name=" ", kind="")
    assert set(caught.value.errors) == {"name", "kind"}


def test_other_words_for_an_actor_are_kept_with_what_they_are():
    congress = create_actor(
        user=CuratorFactory(),
        name="United States Congress",
        kind="organisation",
        alias=" the  Congress",
        alias_kind="short",
    )
    assert [(one.text, one.kind) for one in congress.aliases.all()] == [("the Congress", "short")]


def test_other_words_of_no_kind_are_refused_and_no_actor_is_made():
    with pytest.raises(Invalid) as caught:
        create_actor(user=CuratorFactory(), name="Congress", kind="organisation", alias="Hill")
    assert set(caught.value.errors) == {"alias_kind"}
    assert not Actor.objects.exists()


def test_a_topic_is_made_once():
    curator = CuratorFactory()
    assert create_topic(user=curator, name="Arms control").slug == "arms-control"
    with pytest.raises(Invalid):
        create_topic(user=curator, name="arms Control")


def test_readers_make_none():
    TopicFactory()
    with pytest.raises(NotAllowed):
        create_actor(user=AccountFactory(), name="Japan", kind="state")
    with pytest.raises(NotAllowed):
        create_topic(user=AccountFactory(), name="Arms control")


def test_a_proposition_gets_an_address_and_its_topics():
    topic = TopicFactory()
    row = create_proposition(
        user=CuratorFactory(), text=" Talks  will go on. ", kind="predictive", topics=[topic]
    )
    assert (row.text, row.slug, list(row.topics.all())) == (
        "Talks will go on.",
        "talks-will-go-on",
        [topic],
    )
    with pytest.raises(Invalid) as caught:
        create_proposition(user=CuratorFactory(), text="talks will go ON.", kind="predictive")
    assert list(caught.value.errors) == ["text"]


def test_a_proposition_needs_sentence_and_kind_and_a_curator():
    with pytest.raises(Invalid) as caught:
        create_proposition(user=CuratorFactory(), text=" ", kind="")
    assert set(caught.value.errors) == {"text", "kind"}
    with pytest.raises(NotAllowed):
        create_proposition(user=AccountFactory(), text="Talks will go on.", kind="predictive")


def test_a_proposition_is_a_sentence_and_no_essay():
    with pytest.raises(Invalid) as caught:
        create_proposition(user=CuratorFactory(), text="So it is. " * 100, kind="factual")
    assert list(caught.value.errors) == ["text"]
