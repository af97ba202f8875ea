"""Every other place where an actor may be mentioned, the doubtful ones with their doubts."""

import datetime

from annotations.suggesting.matching import Matcher
from annotations.suggesting.others import other_mentions, with_words
from annotations.suggesting.suggestion import Tagged
from tests.suggesting.registry import ABE, JAPAN, REGISTRY, RUSSIA, USSR, actor

day = datetime.date.fromisoformat

SOVIET = actor(USSR, ("Moscow", "capital-metonym", None, day("1991-12-25")), name="Soviet Union")


def others(text: str, of: int, *more, words: str = "", how: str = "name", **options):
    matcher = Matcher(with_words([*REGISTRY, *more], of, words, how), ["Sea of Japan"])
    return other_mentions(text, matcher, of, **options)


def told(found) -> list[tuple]:
    return [(one.exact, one.how, one.doubts) for one in found]


def test_all_forms_of_the_actor_are_found_and_nobody_elses():
    found = others(
        "Russia and Japan. Moscow, a Russian city, and Tokyo met Russo-Japanese.", RUSSIA
    )
    assert told(found) == [
        ("Russia", "name", ()),
        ("Moscow", "metonym", ()),
        ("Russian", "adjective", ()),
        ("Russo", "adjective", ()),
    ]


def test_what_is_tagged_is_left_out_and_words_within_another_name_too():
    text = "Japan waits. Japan hopes for the U.S.-Japan alliance near the Sea of Japan."
    tagged = [Tagged(0, 5, "mention", JAPAN), Tagged(33, 53, "mention", JAPAN)]
    assert told(others(text, JAPAN, tagged=tagged)) == [("Japan", "name", ())]


def test_words_that_the_registry_lacks_are_found_as_the_mention_refers():
    text = "The island nation waits. Japan, an island nation, hopes."
    found = others(text, JAPAN, words="island nation", how="description")
    assert told(found) == [
        ("island nation", "description", ("unnamed", "description")),
        ("Japan", "name", ()),
        ("island nation", "description", ("description",)),
    ]


def test_doubtful_places_say_why():
    text = "Abe spoke in Moscow. Shinzo Abe left. Abe waits for Moscow."
    assert told(others(text, ABE)) == [
        ("Abe", "name", ("unnamed",)),
        ("Shinzo Abe", "name", ()),
        ("Abe", "name", ()),
    ]
    found = others(text, RUSSIA, *SOVIET, latest=day("1980-01-01"), earliest=day("1980-01-01"))
    assert told(found) == [
        ("Moscow", "metonym", ("shared", "after-place")),
        ("Moscow", "metonym", ("shared",)),
    ]
    assert found[0].others == (USSR,)


def test_an_alias_of_another_time_is_a_doubt_and_not_left_out():
    text = "Moscow waits."
    found = others(text, USSR, *SOVIET, earliest=day("2015-05-20"), latest=day("2015-05-20"))
    assert told(found) == [("Moscow", "metonym", ("shared", "other-time"))]
    assert told(others(text, RUSSIA, *SOVIET, earliest=day("2015-05-20"))) == [
        ("Moscow", "metonym", ())
    ]


def test_an_office_before_a_name_belongs_to_it():
    found = others("Japanese Prime Minister Shinzo Abe spoke.", ABE)
    assert told(found) == [("Japanese Prime Minister Shinzo Abe", "title", ())]
