"""Actors, topics and propositions found by selected or typed words, the likeliest first."""

import pytest

from annotations.services.finding import find_actors, find_propositions, find_topics
from sourcelib.models import Article
from tests.factories import (
    AccountFactory,
    ActorFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    MentionFactory,
    PropositionFactory,
    PropositionMemberFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

TEXT = "Moscow waits. Moscow will wait. Tokyo waits, and Washington waits as Abe does."


@pytest.fixture
def curator():
    return CuratorFactory()


@pytest.fixture
def article() -> Article:
    return ArticleFactory(text=TEXT)


@pytest.fixture
def find(curator, article):
    def found(words: str, source: Article | None = article):
        return find_actors(user=curator, words=words, article=source, most=12)

    return found


def with_alias(name: str, text: str, alias: str, **more):
    actor = ActorFactory(name=name, **more)
    actor.aliases.create(text=text, kind=alias)
    return actor


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("Japan", "name"),
        ("Tokyo", "metonym"),
        ("Tokyo’s", "metonym"),
        ("the Land of the Rising Sun", "description"),
        ("Japanese", "adjective"),
    ],
)
def test_the_kind_of_alias_says_how_words_refer(find, words, how):
    japan = with_alias("Japan", "Tokyo", "capital-metonym", kind="state")
    japan.aliases.create(text="the Land of the Rising Sun", kind="description")
    japan.aliases.create(text="Japanese", kind="demonym")
    first = find(words)[0]
    assert (first.actor, first.how, first.sure) == (japan, how, True)


def test_a_person_is_found_by_surname_and_behind_a_title(find):
    abe = ActorFactory(name="Shinzo Abe", kind="person")
    ActorFactory(name="Abelia", kind="company")
    assert [(one.actor, one.how, one.sure) for one in find("Abe")[:1]] == [(abe, "name", True)]
    titled = find("Japanese Prime Minister Shinzo Abe")[0]
    assert (titled.actor, titled.how, titled.sure) == (abe, "title", True)


def test_words_that_name_two_are_sure_of_none_until_the_source_has_one(find, article):
    state = with_alias("United States", "Washington", "capital-metonym", kind="state")
    place = with_alias("State of Washington", "Washington", "short", kind="polity")
    assert {one.actor for one in find("Washington")} == {state, place}
    assert not any(one.sure for one in find("Washington"))
    MentionFactory(article=article, words="Tokyo", actor=place)
    first = find("Washington")[0]
    assert (first.actor, first.used, first.sure) == (place, 1, True)


def test_what_the_same_words_were_last_tagged_as_comes_first(find, article):
    with_alias("Russia", "Moscow", "capital-metonym", kind="state")
    city = ActorFactory(name="City government of Moscow", kind="government-body")
    MentionFactory(article=article, words="Moscow", actor=city, how="metonym")
    first = find("Moscow")[0]
    assert (first.actor, first.how, first.sure) == (city, "metonym", True)
    assert [one.actor.name for one in find("Moscow")] == ["City government of Moscow", "Russia"]
    assert find("Moscow", ArticleFactory())[0].actor.name == "Russia"


def test_of_equals_those_tagged_lately_come_first(find, curator):
    ActorFactory(name="Forum of the East")
    late = ActorFactory(name="Forum of the West")
    MentionFactory(actor=late, created_by=curator)
    assert [one.actor.name for one in find("forum")] == ["Forum of the West", "Forum of the East"]
    assert not any(one.sure for one in find("forum"))


def test_a_name_that_is_mistyped_is_found_and_not_sure(find):
    ActorFactory(name="Shanghai Cooperation Organisation")
    (found,) = find("Shangai Cooperation Organization")
    assert (found.actor.name, found.sure) == ("Shanghai Cooperation Organisation", False)
    assert find("Quite another thing") == []


def test_how_is_told_of_the_passage_where_something_else_is_typed(curator):
    with_alias("Russian Federation", "Moscow", "capital-metonym", kind="state")

    def how(said: str) -> str | None:
        return find_actors(user=curator, words="russ", said=said, most=12)[0].how

    assert how("Moscow") == "metonym"
    assert how("the other side") is None


def test_an_alias_that_no_longer_held_says_nothing(find):
    byzantium = ActorFactory(name="Byzantium", kind="state")
    byzantium.aliases.create(text="Waits", kind="short", valid_to="1453-05-29")
    assert not any(one.sure for one in find("Waits"))


def test_without_words_those_of_the_source_are_offered(find, article):
    ActorFactory(name="Elsewhere")
    MentionFactory(article=article, words="Tokyo", actor=ActorFactory(name="Japan"))
    assert [one.actor.name for one in find("")] == ["Japan"]


def test_the_number_of_queries_does_not_grow(find, article, curator, django_assert_max_num_queries):
    for number in range(12):
        with_alias(f"Forum {number}", f"The {number}", "short")
        MentionFactory(article=article, words="Tokyo", actor=ActorFactory(name=f"Forum A{number}"))
    curator.has_perm("annotations.view_actor")  # fetched once for a request
    with django_assert_max_num_queries(5):
        assert len(find("forum")) == 12


def test_topics_of_the_source_come_first_of_equals(curator, article):
    TopicFactory(name="Arms control")
    here = TopicFactory(name="Arms trade")
    ClaimFactory(article=article, words="Tokyo waits").annotation.topics.add(here)

    def names(words: str) -> list[str]:
        found = find_topics(user=curator, words=words, article=article, most=12)
        return [topic.name for topic in found]

    assert names("arms") == ["Arms trade", "Arms control"]
    assert names("arms control") == ["Arms control"]
    assert names("") == ["Arms trade"]
    assert names("arms contrl") == ["Arms control"]


def test_propositions_are_found_by_all_of_their_words(curator, article):
    other = PropositionFactory(text="The talks will go on.")
    here = PropositionFactory(text="The talks will fail.")
    member = ClaimFactory(article=article, words="Tokyo waits").annotation
    PropositionMemberFactory(proposition=here, annotation=member)

    def found(words: str) -> list:
        return find_propositions(user=curator, words=words, article=article, most=12)

    assert found("talks will") == [here, other]
    assert found("on talks") == [other]


def test_readers_find_what_is_public_alone():
    ActorFactory(name="Hidden")
    assert find_actors(user=AccountFactory(), words="Hidden", most=12) == []
