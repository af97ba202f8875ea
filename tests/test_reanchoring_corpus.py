"""The corpus of edits is the same for the same seed, and its truth is true. How well passages are
found again, no test asks: that is for the benchmark."""

import unicodedata
from collections import Counter

import pytest

from annotations.benchmarking.reanchoring import texts
from annotations.benchmarking.reanchoring.altering import Altered, Change, Move, Unclear
from annotations.benchmarking.reanchoring.classes import CLASSES
from annotations.benchmarking.reanchoring.corpus import trials
from annotations.benchmarking.reanchoring.pairs import pairs

OLD = "One fox. Two dogs ran home. Three cats slept."
DOGS = (9, 27)  # "Two dogs ran home."

# Edits that leave the words of the passage itself as they are.
LEFT_ALONE = {
    *(c.name for c in CLASSES if c.name.startswith("unchanged")),
    *("context rewritten around it", "words before it deleted", "words after it deleted"),
    *("sentence before it put after it", "pull quote added", "paragraphs joined"),
    *("paragraph moved", "sentence moved", "paragraphs shuffled", "paragraph duplicated"),
}
# Edits after which the letters are the same, once white space, marks and forms are set aside.
SAME_LETTERS = {
    *("upper-cased", "soft hyphens", "decomposed letters", "other spaces", "ligatures"),
    *("full width and half width", "half-width kana", "lines wrapped"),
    *("sentences made paragraphs", "signs of emphasis"),
}
GONE = {
    *("sentence deleted", "paragraph deleted", "phrase deleted", "name deleted, others left"),
    *("deleted, near-twin elsewhere", "replaced by other sentences"),
}


@pytest.fixture(scope="module")
def sources():
    """The shorter ones of the development texts."""
    return [source for source in texts.development() if len(source.text) < 15_000]


@pytest.fixture(scope="module")
def made(sources):
    return list(trials(sources, [1]))


def letters(text):
    folded = unicodedata.normalize("NFKD", text.replace("\u00ad", "")).casefold()
    return "".join(character for character in folded if character.isalnum())


@pytest.mark.parametrize(
    ("changes", "moves", "new", "there"),
    [
        ((), (), OLD, "Two dogs ran home."),
        ((Change(0, 0, "Zero. "),), (), "Zero. " + OLD, "Two dogs ran home."),
        (
            (Change(13, 17, "wolves"),),
            (),
            "One fox. Two wolves ran home. Three cats slept.",
            "Two wolves ran home.",
        ),
        (
            (Change(17, 17, " all"),),
            (),
            "One fox. Two dogs all ran home. Three cats slept.",
            "Two dogs all ran home.",
        ),
        ((Change(18, 27, ""),), (), "One fox. Two dogs  Three cats slept.", "Two dogs"),
        ((Change(9, 28, ""),), (), "One fox. Three cats slept.", None),
        ((Change(5, 30, ""),), (), "One free cats slept.", None),
        (
            (Change(27, 27, " Two dogs ran home."), Change(13, 17, "dgos")),
            (),
            "One fox. Two dgos ran home. Two dogs ran home. Three cats slept.",
            "Two dgos ran home.",
        ),
        (
            (),
            (Move(9, 28, 0),),
            "Two dogs ran home. One fox. Three cats slept.",
            "Two dogs ran home.",
        ),
        (
            (Change(13, 17, "cows"),),
            (Move(0, 9, 28),),
            "Two cows ran home. One fox. Three cats slept.",
            "Two cows ran home.",
        ),
    ],
)
def test_a_passage_is_followed_through_changes_and_moves(changes, moves, new, there):
    altered = Altered(OLD, changes, moves)

    where = altered.where(*DOGS)

    assert altered.text == new
    assert (where and altered.text[slice(*where)]) == there


@pytest.mark.parametrize(
    "altered",
    [
        Altered(OLD, [Change(5, 13, "?")]),
        Altered(OLD, [Change(11, 26, "")]),
        Altered(OLD, [], [Move(9, 18, 45)]),
        Altered(OLD, [Change(17, 17, " which were far more than two")]),
    ],
    ids=["half of a changed word", "hardly anything left", "torn apart", "lost in other words"],
)
def test_what_readers_could_differ_on_is_left_out(altered):
    with pytest.raises(Unclear):
        altered.where(*DOGS)


def test_changes_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        Altered(OLD, [Change(0, 5, "a"), Change(4, 6, "b")])


def test_the_same_seed_makes_the_same_trials_and_another_makes_others(sources, made):
    assert list(trials(sources, [1])) == made
    assert list(trials(sources, [2])) != made


def test_every_class_is_made_from_every_language_it_is_for(sources, made):
    languages = {source.name: source.language for source in sources}
    seen = {(trial.edit, languages[trial.text]) for trial in made}
    seen |= {(t.edit, languages[t.text]) for t in trials(sources, [2, 3, 4])}

    missing = {(c.name, language) for c in CLASSES for language in c.languages} - seen

    # These Japanese texts have no straight quotes, and few sentences with figures.
    assert missing <= {("typographic marks", "ja"), ("number corrected", "ja")}


def test_places_and_passages_are_words_of_their_texts_without_space_around_them(made):
    for trial in made:
        for passage in trial.passages:
            assert 0 <= passage.start < passage.end <= len(trial.old)
            for start, end in passage.places:
                assert 0 <= start < end <= len(trial.new)
                assert trial.new[start:end] == trial.new[start:end].strip()


def test_where_the_words_were_left_alone_they_stand_at_the_place(made):
    for trial in made:
        if trial.edit in LEFT_ALONE:
            for passage in trial.passages:
                words = trial.old[passage.start : passage.end]
                found = [trial.new[start:end] for start, end in passage.places]
                if passage.kind == "overlapping":
                    assert found
                elif trial.edit == "paragraphs joined":
                    assert [letters(there) for there in found] == [letters(words)]
                else:
                    assert set(found) == {words}, trial.edit


def test_where_only_the_letters_forms_changed_the_same_letters_stand_at_the_place(made):
    for trial in made:
        if trial.edit in SAME_LETTERS:
            for passage in trial.passages:
                words = trial.old[passage.start : passage.end]
                assert [letters(trial.new[s:e]) for s, e in passage.places] == [letters(words)]


def test_a_passage_that_an_edit_takes_out_is_gone(made):
    kinds = {"name", "phrase", "sentence", "sentences", "nested"}
    for trial in made:
        if trial.edit in GONE:
            taken_out = [passage for passage in trial.passages if passage.kind in kinds]
            assert not any(passage.places for passage in taken_out)


def test_what_a_reworded_passage_keeps_is_most_of_its_letters(made):
    for trial in made:
        for passage in trial.passages:
            if passage.harder or not passage.places or trial.edit == "small capitals":
                continue
            old = Counter(letters(trial.old[passage.start : passage.end]))
            new = Counter(letters(trial.new[slice(*passage.places[0])]))
            if trial.edit != "hiragana as katakana":
                assert (old & new).total() >= 0.4 * old.total(), trial.edit


def test_a_copy_is_not_the_passage_but_a_duplicated_paragraph_has_two(made):
    places = {"pull quote added": 1, "paragraph duplicated": 2}
    for trial in made:
        if trial.edit in places:
            for passage in trial.passages:
                if passage.kind != "overlapping":
                    assert len(passage.places) == places[trial.edit]


def test_a_passage_is_told_from_others_by_its_words_and_context(made):
    for trial in made:
        for passage in trial.passages:
            if "twin" not in trial.edit:
                known = trial.old[max(0, passage.start - 32) : passage.end + 32]
                assert trial.old.count(known) == 1


def test_held_out_texts_and_pairs_are_other_ones():
    tuned = {source.text for source in texts.development()}
    held_out = texts.held_out()

    assert {source.language for source in held_out} == {"en", "ja", "ru"}
    assert any(source.boilerplate for source in held_out)
    assert max(len(source.text) for source in held_out) >= 100_000
    assert not tuned & {source.text for source in held_out}
    assert not {p.old for p in pairs("development")} & {p.old for p in pairs("held-out")}


@pytest.mark.parametrize("which", ["development", "held-out"])
def test_the_words_of_a_real_pair_stand_where_its_truth_says(which):
    real = list(pairs(which))

    assert len(real) >= 3
    assert any(not passage.places for trial in real for passage in trial.passages)
    for trial in real:
        for passage in trial.passages:
            words = trial.old[passage.start : passage.end]
            there = [trial.new[start:end] for start, end in passage.places]
            if passage.kind != "by hand":
                assert [place.split() for place in there] == [words.split()]
            else:
                assert all(place == place.strip() and place != words for place in there)
