"""The scorer gives the figures that hand-made answers deserve, and its report says them."""

import json

import pytest
from django.core.management import CommandError, call_command

from annotations.benchmarking.reanchoring import baseline
from annotations.benchmarking.reanchoring.corpus import Passage, Trial
from annotations.benchmarking.reanchoring.report import Tally, as_text
from annotations.benchmarking.reanchoring.scoring import (
    Answer,
    by_baseline,
    outcome,
    overlap,
    quotes,
    score,
)

TEXT = "The minister resigned on Monday. Nobody had expected it, least of all the ministry."
SURVIVING = Passage("sentence", 0, 32, ((0, 32),), harder=False)
DELETED = Passage("name", 33, 39, (), harder=True)


def trial(*passages, **given):
    return Trial("an edit", "a text", TEXT, TEXT, passages, **given)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ((0, 10), (0, 10), 1.0),
        ((0, 10), (0, 8), 0.8),
        ((0, 10), (5, 15), 1 / 3),
        ((0, 5), (5, 9), 0),
    ],
)
def test_overlap_is_intersection_over_union(one, other, share):
    assert overlap(one, other) == pytest.approx(share)


@pytest.mark.parametrize(
    ("passage", "answer", "deserved"),
    [
        (SURVIVING, Answer(0, 32, confident=True), "right"),
        (SURVIVING, Answer(0, 26, confident=True), "right"),
        (SURVIVING, Answer(0, 25, confident=True), "wrong"),
        (SURVIVING, Answer(0, 32, confident=False), "uncertain"),
        (SURVIVING, Answer(40, 60, confident=False), "misplaced"),
        (SURVIVING, None, "missed"),
        (DELETED, Answer(33, 39, confident=True), "taken"),
        (DELETED, Answer(33, 39, confident=False), "left"),
        (DELETED, None, "gone"),
    ],
)
def test_an_answer_deserves_its_outcome(passage, answer, deserved):
    assert outcome(passage, answer) == deserved


def test_each_of_two_places_is_right():
    passage = Passage("phrase", 0, 4, ((0, 4), (20, 24)), harder=False)

    assert outcome(passage, Answer(20, 24, confident=True)) == "right"


def test_shares_are_of_surviving_and_of_deleted_passages():
    answers = [
        *(Answer(0, 32, confident=True),) * 6,
        *(Answer(0, 32, confident=False),) * 2,
        Answer(40, 60, confident=True),
        None,
        *(Answer(33, 39, confident=True), None, None, Answer(0, 3, confident=False)),
    ]
    asked = trial(*[SURVIVING] * 10, *[DELETED] * 4)

    tally = Tally(score([asked], {"by hand": lambda _trial: answers}))

    of_surviving = tally.scores["by hand", "part", "plain"]
    of_deleted = tally.scores["by hand", "part", "harder"]
    assert of_surviving.surviving == 10
    assert (of_surviving.shares["found"], of_surviving.shares["right"]) == (0.8, 0.6)
    assert (of_surviving.shares["wrong"], of_surviving.shares["taken"]) == (0.1, None)
    assert of_deleted.deleted == 4
    assert (of_deleted.shares["taken"], of_deleted.shares["recognised"]) == (0.25, 0.5)
    edits = tally.scores["by hand", "edit", "an edit"] + tally.scores["by hand", "kind", "name"]
    assert edits.counts["gone"] == 4
    report = as_text(tally)
    assert "80.0" in report
    assert "at most" not in tally.table("part")
    assert {"finder": "by hand", "by": "kind", "name": "name"}.items() <= tally.data()[-1].items()


def test_a_quote_is_given_with_its_context_and_place_as_far_as_the_trial_has_them():
    passage = Passage("name", 25, 31, (), harder=False)

    assert list(quotes(trial(passage))) == [
        ("Monday", "The minister resigned on ", ". Nobody had expected it, least ", 25)
    ]
    assert list(quotes(trial(passage, hint="none", context=False))) == [("Monday", "", "", None)]
    (_words, _before, _after, far_off), *_ = quotes(trial(passage, hint="wrong"))
    assert abs(far_off - 25) > 30


def test_revisions_are_not_compared_where_only_a_quote_is_asked_for():
    asked = []
    finders = {"transfer": lambda trial: asked.append(trial) or [None]}

    list(score([trial(SURVIVING, hint="none"), trial(SURVIVING)], finders))

    assert len(asked) == 1


def test_the_baseline_takes_an_exact_copy_whatever_stands_around_it():
    assert baseline.anchor(TEXT, "minist", "least of all the ", "ry.", 74) == (74, 80)
    assert baseline.anchor(TEXT, "The minister resigned on Sunday.") == (0, 32)
    assert baseline.anchor(TEXT, "quite other words, at length") is None
    assert by_baseline(trial(SURVIVING)) == [Answer(0, 32, confident=True)]


def test_the_command_reports_every_finder_by_class_and_what_it_took(tmp_path, capsys):
    file = tmp_path / "scores.json"

    call_command("benchmark", "--reanchoring", "--texts", "tucker-2015", "--json", str(file))

    said = capsys.readouterr().out
    assert "Shares of reanchor / transfer / baseline" in said
    assert "Texts: development (tucker-2015). Seeds: 1." in said
    data = json.loads(file.read_text(encoding="utf-8"))
    assert data["set"] == "development"
    assert {row["finder"] for row in data["scores"]} == {"reanchor", "transfer", "baseline"}
    assert {row["by"] for row in data["scores"]} == {"part", "edit", "text", "kind"}
    asked = {row["name"]: row for row in data["scores"] if row["finder"] == "reanchor"}
    assert asked["paragraph moved"]["surviving"] > 0
    assert asked["paragraph deleted"]["deleted"] > 0
    assert "real pair of revisions" in asked
    assert all(time["ours"] > 0 for time in data["times"])


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--texts", "tucker,wilson-1913"), "No such text: tucker. There are: kashin-2021"),
        (("--seeds", "1,two"), "Not whole numbers: 1,two. Give some as 1,2,3."),
    ],
)
def test_the_command_refuses_what_there_is_not(arguments, problem):
    with pytest.raises(CommandError, match=problem):
        call_command("benchmark", "--reanchoring", *arguments)
