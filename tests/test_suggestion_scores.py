"""The measurement of suggestions: its truth stands in its texts, its classes are what they say."""

import datetime
import json

import pytest
from django.core.management import call_command

from annotations.benchmarking.suggestions.cases import HERE, Case, Mention, cases
from annotations.benchmarking.suggestions.scoring import mentions, predictions
from annotations.suggesting.forms import Alias, forms_of

CASES = {case.name: case for case in cases()}
TEXT = "Japan and Russia met in Moscow. Talks will end soon. It may be so."
MOSCOW = TEXT.index("Moscow")


def case(true_mentions=(), true_predictions=(), forms=()) -> Case:
    day = datetime.date(2015, 5, 20)
    return Case("made", "by hand", TEXT, day, forms, true_mentions, true_predictions)


def forms(number: int, *aliases: tuple[str, str]):
    return tuple(forms_of(number, "", [Alias(*alias) for alias in aliases]))


def test_there_are_three_texts_with_all_that_is_tagged_in_them():
    found = {name: (len(case.mentions), len(case.predictions)) for name, case in CASES.items()}
    assert found == {
        "kashin-2021": (112, 20),
        "tucker-2015": (101, 12),
        "kennedy-1961": (41, 11),
    }


def test_the_truth_of_the_third_text_quotes_it():
    truth = json.loads((HERE / "kennedy-1961.json").read_text(encoding="utf-8"))
    for one in [*truth["mentions"], *truth["predictions"]]:
        assert CASES["kennedy-1961"].text[one["start"] : one["end"]] == one["exact"]


@pytest.mark.parametrize(
    ("name", "other"), [("kashin-2021", "tucker-2015"), ("tucker-2015", "kashin-2021")]
)
def test_a_first_source_is_searched_by_the_words_of_the_other_alone(name, other):
    there = CASES[other]
    used = {there.text[mention.start : mention.end] for mention in there.mentions}
    assert {form.text for form in CASES[name].forms} <= used


def test_mentions_are_right_wrong_and_missed_by_class():
    registry = (
        *forms(1, ("Japan", "short"), ("Tokyo", "capital-metonym")),
        *forms(2, ("Moscow", "capital-metonym")),
        *forms(3, ("Russia", "short")),
    )
    true = (
        Mention(0, 5, 1),
        Mention(10, 16, 4),  # it is said to be of 3
        Mention(32, 37, 2),  # no form of it
    )
    score = mentions(case(true, forms=registry))
    assert (score.there, score.suggested, score.right, score.missed) == (3, 3, 1, 2)
    assert dict(score.errors) == {
        "wrong: another actor": 1,
        "wrong: no mention (metonym)": 1,
        "missed: no such actor in the registry": 1,
        "missed: no such form in the registry": 1,
    }
    assert (score.precision, score.recall) == (1 / 3, 1 / 3)
    assert score.examples["wrong: no mention (metonym)"] == ["Moscow"]


def test_the_right_actor_with_other_words_or_behind_another_is_told_apart():
    registry = (*forms(1, ("Moscow", "capital-metonym")), *forms(2, ("Moscow", "short")))
    behind = mentions(case((Mention(MOSCOW, MOSCOW + 6, 1),), forms=registry))
    assert behind.errors["wrong: the right actor is a later candidate"] == 1
    wider = mentions(case((Mention(MOSCOW - 3, MOSCOW + 6, 2),), forms=registry))
    assert wider.errors["wrong: the right actor, other words"] == 1
    assert wider.errors["missed: no such form in the registry"] == 1


def test_predictions_are_right_where_most_of_their_words_are():
    start = TEXT.index("Talks")
    right = predictions(case(true_predictions=((start, start + len("Talks will end soon")),)))
    assert (right.suggested, right.right, right.missed) == (1, 1, 0)
    part = predictions(case(true_predictions=((start, start + len("Talks")),)))
    assert dict(part.errors) == {
        "wrong: a prediction, other words": 1,
        "missed: only other words of it": 1,
    }
    none = predictions(case(true_predictions=((0, 30),)))
    assert none.right == 0
    assert none.errors["missed: nothing suggested"] == 1
    assert none.errors["wrong: no prediction (will)"] == 1


def test_the_command_prints_the_figures_by_text_and_by_class_of_error(tmp_path, capsys):
    file = tmp_path / "result.json"
    call_command("benchmark", suggestions=True, json=file)
    printed = capsys.readouterr().out
    assert "| mentions | kennedy-1961 |" in printed
    assert "missed: no such form in the registry" in printed
    data = json.loads(file.read_text(encoding="utf-8"))
    assert {row["text"] for row in data["scores"]} == set(CASES)
    for row in data["scores"]:
        assert row["right"] + row["missed"] == row["there"]
        wrong = sum(n for what, n in row["errors"].items() if what.startswith("wrong"))
        assert row["right"] + wrong == row["suggested"]
        assert sum(row["errors"].values()) == wrong + row["missed"]
    assert data["speed"]["words"] == 10_000
    assert data["speed"]["forms"] == 5_000
