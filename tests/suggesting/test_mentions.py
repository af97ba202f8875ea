"""Whom words may refer to: surnames, descriptions, dates, several at once, what is tagged."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.suggesting.forms import surname_of
from annotations.suggesting.namesakes import NAMESAKES
from annotations.suggesting.suggestion import Tagged
from tests.suggesting.registry import (
    ABE,
    BOTH,
    JAPAN,
    OTHER_ABE,
    REGISTRY,
    RUSSIA,
    USSR,
    actor,
    suggested,
    words,
)


def day(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)


class TestPersons:
    def test_a_surname_alone_is_suggested_after_the_full_name_only(self):
        assert words("Abe waits. Shinzo Abe speaks. Abe's plan.") == [
            ("Shinzo Abe", ABE),
            ("Abe", ABE),
        ]

    def test_a_full_name_that_is_tagged_counts_as_well(self):
        tagged = (Tagged(0, 10, "mention", ABE),)
        assert words("Shinzo Abe speaks. Abe waits.", tagged=tagged) == [("Abe", ABE)]

    def test_an_alias_of_one_word_is_a_surname_too(self):
        putin = actor(30, ("Putin", "short"), name="Vladimir Putin", person=True)
        assert words("Putin waits. Vladimir Putin. Putin.", *putin) == [
            ("Vladimir Putin", 30),
            ("Putin", 30),
        ]

    def test_two_of_one_surname_are_both_candidates_the_last_named_first(self):
        akie = actor(OTHER_ABE, name="Akie Abe", person=True)
        found = suggested("Shinzo Abe met Akie Abe. Abe spoke.", *akie)
        assert [one.actor for one in found[-1].candidates] == [OTHER_ABE, ABE]

    def test_a_surname_in_the_name_of_something_else_is_part_of_it(self):
        cabinet = actor(31, name="Abe cabinet", kin=frozenset({ABE}))
        assert words("Shinzo Abe left the Abe cabinet.", *cabinet) == [
            ("Shinzo Abe", ABE),
            ("Abe cabinet", 31),
        ]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Prime Minister Shinzo Abe", "Prime Minister Shinzo Abe"),
            ("Japanese Prime Minister Shinzo Abe", "Japanese Prime Minister Shinzo Abe"),
            ("Yesterday Prime Minister Shinzo Abe", "Prime Minister Shinzo Abe"),
            ("the Minister, Shinzo Abe", "Shinzo Abe"),
        ],
    )
    def test_an_office_before_a_name_belongs_to_it(self, text, expected):
        (found,) = [one for one in suggested(text) if one.candidates[0].actor == ABE]
        assert found.exact == expected
        assert found.candidates[0].how == ("name" if expected == "Shinzo Abe" else "title")

    def test_whose_office_it_is_is_a_mention_of_its_own(self):
        assert words("Japanese Prime Minister Shinzo Abe") == [
            ("Japanese Prime Minister Shinzo Abe", ABE),
            ("Japanese", JAPAN),
        ]

    @pytest.mark.parametrize(
        ("name", "surname"),
        [
            ("Shinzo Abe", "Abe"),
            ("Ursula von der Leyen", "von der Leyen"),
            ("Charles de Gaulle", "de Gaulle"),
            ("Martin Luther King, Jr.", "King"),
            ("Pelé", ""),
            ("安倍 晋三", ""),
            ("Malcolm X", ""),
        ],
    )
    def test_the_surname_is_the_last_word_with_its_particles(self, name, surname):
        assert surname_of(name) == surname


class TestSeveral:
    DATED = (
        *actor(USSR, ("Moscow", "capital-metonym", None, day("1991-12-25")), name="Soviet Union"),
    )

    def test_shared_words_are_one_suggestion_with_all_candidates(self):
        (found,) = suggested("Moscow waits.", *self.DATED)
        assert {one.actor for one in found.candidates} == {RUSSIA, USSR}
        assert [reason.code for reason in found.candidates[0].reasons] == [
            "capital-metonym",
            "shared",
        ]

    def test_whoever_was_named_before_comes_first(self):
        found = suggested("The Soviet Union stands. Moscow waits.", *self.DATED)
        assert found[-1].candidates[0].actor == USSR
        found = suggested("Russia stands. Moscow waits.", *self.DATED)
        assert found[-1].candidates[0].actor == RUSSIA

    def test_an_alias_holds_only_within_its_dates(self):
        (found,) = suggested("Moscow waits.", *self.DATED, day=day("2015-05-20"))
        assert [one.actor for one in found.candidates] == [RUSSIA]
        (found,) = suggested("Moscow waits.", *self.DATED, day=day("1991-12-25"))
        assert {one.actor for one in found.candidates} == {RUSSIA, USSR}

    def test_a_capital_after_a_preposition_of_place_is_worth_less(self):
        inside, outside = suggested("Talks in Tokyo. Then Tokyo waits.")
        assert inside.score < outside.score
        assert "after-place" in [reason.code for reason in inside.candidates[0].reasons]

    def test_a_description_waits_for_whom_it_describes(self):
        assert words("It tires the two sides.") == []
        assert words("Russia tires the two sides.")[-1] == ("the two sides", BOTH)


class TestTagged:
    TEXT = "Japan and Russia."

    def test_what_is_tagged_of_the_same_actor_is_left_out_wherever_they_overlap(self):
        for start, end in ((0, 5), (0, 9), (3, 4)):
            assert words(self.TEXT, tagged=(Tagged(start, end, "mention", JAPAN),)) == [
                ("Russia", RUSSIA)
            ]

    def test_what_is_tagged_of_another_actor_is_left_out_to_the_letter_only(self):
        assert words(self.TEXT, tagged=(Tagged(0, 5, "mention", 99),)) == [("Russia", RUSSIA)]
        assert len(words(self.TEXT, tagged=(Tagged(0, 9, "mention", 99),))) == 2

    def test_claims_around_it_do_no_harm(self):
        assert len(words(self.TEXT, tagged=(Tagged(0, 17, "claim"),))) == 2


def test_the_namesakes_of_every_library_say_what_they_mean():
    assert all(words and meaning for words, meaning in NAMESAKES.items())
    assert {"South China Sea", "Moscow Times"} <= set(NAMESAKES)


PIECES = st.lists(
    st.sampled_from(
        [form.text for form in REGISTRY]
        + [" ", " ", "-", "’s ", ". ", "\n\n", "🎌", "e\u0301", "İ", "ß", "of ", "Prime Minister "]
    ),
    max_size=25,
).map("".join)


@given(PIECES)
def test_suggestions_quote_their_words_in_order_and_never_what_is_tagged(text):
    found = suggested(text)
    for one in found:
        assert text[one.start : one.end] == one.exact
        assert 0 <= one.score <= 1
    tagged = tuple(
        Tagged(one.start, one.end, "mention", candidate.actor)
        for one in found[::2]
        for candidate in one.candidates
    )
    left = suggested(text, tagged=tagged)
    for one in left:
        for candidate in one.candidates:
            for there in tagged:
                overlaps = one.start < there.end and there.start < one.end
                assert not (overlaps and there.actor == candidate.actor)


@given(PIECES)
def test_looking_twice_finds_the_same_and_accepting_everything_leaves_nothing(text):
    found = suggested(text)
    assert suggested(text) == found
    tagged = tuple(Tagged(one.start, one.end, "mention", one.candidates[0].actor) for one in found)
    assert suggested(text, tagged=tagged) == []


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text):
    for one in suggested(text):
        assert text[one.start : one.end] == one.exact
