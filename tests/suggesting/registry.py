"""A small registry, and what is found of it in a text."""

import datetime

from annotations.suggesting.forms import Alias, Form, forms_of
from annotations.suggesting.matching import Matcher
from annotations.suggesting.mentions import suggest_mentions
from annotations.suggesting.suggestion import MentionSuggestion, Tagged

RUSSIA, JAPAN, US, ALLIANCE, ABE, OTHER_ABE, USSR, GEORGIA, BOTH = range(1, 10)


def actor(number: int, *aliases: tuple, name: str = "", **more) -> list[Form]:
    return forms_of(number, name, [Alias(*alias) for alias in aliases], **more)


REGISTRY: list[Form] = [
    *actor(
        RUSSIA,
        ("Moscow", "capital-metonym"),
        ("Russian", "demonym"),
        ("Russo", "combining-form"),
        ("ロシア", "transliteration"),
        name="Russia",
    ),
    *actor(
        JAPAN,
        ("Tokyo", "capital-metonym"),
        ("Japanese", "demonym"),
        ("日本", "transliteration"),
        name="Japan",
    ),
    *actor(US, ("U.S.", "acronym"), ("US", "acronym"), name="United States"),
    *actor(ALLIANCE, name="U.S.-Japan alliance", kin=frozenset({US, JAPAN})),
    *actor(ABE, name="Shinzo Abe", person=True, kin=frozenset({JAPAN})),
    *actor(BOTH, ("the two sides", "description"), name="Pair", kin=frozenset({RUSSIA, JAPAN})),
]


def suggested(
    text: str,
    *extra: Form,
    namesakes: tuple[str, ...] = (),
    tagged: tuple[Tagged, ...] = (),
    day: datetime.date | None = None,
) -> list[MentionSuggestion]:
    matcher = Matcher([*REGISTRY, *extra], namesakes)
    return suggest_mentions(text, matcher, tagged=tagged, earliest=day, latest=day)


def words(text: str, *extra: Form, **more) -> list[tuple[str, int]]:
    """The words suggested, each with its likeliest actor."""
    return [(one.exact, one.candidates[0].actor) for one in suggested(text, *extra, **more)]
