"""What differs between two versions of an annotation, in words."""

import copy
import datetime

import pytest

from annotations.edits import Change, changes, referred_to
from annotations.records import annotation_record
from tests import factories as f

pytestmark = pytest.mark.django_db

KATO, ABE, TRADE = (f"{number}0000000-0000-4000-8000-000000000000" for number in (1, 2, 3))
NAMES = {KATO: "Kato", ABE: "Abe", TRADE: "Trade"}


@pytest.fixture
def record():
    """A prediction as a version keeps it."""
    row = f.PredictionFactory(
        words="The two leaders are unlikely to sign a peace treaty this year",
        likelihood_words="unlikely",
        summary="They will sign no treaty.",
        deadline=datetime.date(2026, 3, 5),
    )
    return annotation_record(row.annotation)


def changed(record, **of_prediction):
    after = copy.deepcopy(record)
    after["prediction"].update(of_prediction)
    return after


def test_a_version_does_not_differ_from_itself(record):
    assert changes(record, copy.deepcopy(record), NAMES) == []


@pytest.mark.parametrize(
    ("value", "label", "before", "after"),
    [
        (
            {"summary": "None is signed."},
            "In one plain sentence",
            "They will sign no treaty.",
            "None is signed.",
        ),
        ({"form": "plan"}, "Form", "forecast", "plan"),
        ({"condition": "Talks go on."}, "Condition, in a plain sentence", "", "Talks go on."),
        ({"deadline": "2027-01-31"}, "Deadline", "5 March 2026", "31 January 2027"),
        ({"deadline": None}, "Deadline", "5 March 2026", ""),
        ({"probability": "0.2500"}, "Probability printed in the source", "", "25%"),
        ({"speaker": KATO}, "Speaker", "", "Kato"),
        ({"co_speakers": [KATO, ABE]}, "Co-speakers", "", "Abe, Kato"),
        ({"compound": TRADE}, "Compound", "", "one of several predictions of its sentence"),
        (
            {"likelihood_polarity": "opposite"},
            "The likelihood words speak",
            "of the event as summarised",
            "of its opposite",
        ),
    ],
)
def test_a_field_is_told_in_the_words_of_its_page(record, value, label, before, after):
    assert changes(record, changed(record, **value), NAMES) == [Change(label, before, after)]


def test_actors_and_topics_are_told_by_their_names(record):
    before, after = copy.deepcopy(record), copy.deepcopy(record)
    before["about"], after["about"] = [KATO], [ABE, KATO]
    before["topics"], after["topics"] = [TRADE], []

    assert changes(before, after, NAMES) == [
        Change("About", "Kato", "Abe, Kato"),
        Change("Topics", "Trade", ""),
    ]
    assert changes(before, after, {})[0].before == "one since deleted"
    assert referred_to([before, changed(after, speaker=ABE)]) == {KATO, ABE, TRADE}


def test_a_moved_passage_is_told_by_its_words(record):
    after = copy.deepcopy(record)
    body = next(span for span in after["spans"] if span["role"] == "body")
    body.update(end=body["end"] - len(" this year"))
    body.update(exact=body["exact"].removesuffix(" this year"))

    assert changes(record, after, NAMES) == [
        Change(
            "Passage",
            "“The two leaders are unlikely to sign a peace treaty this year”",
            "“The two leaders are unlikely to sign a peace treaty”",
        )
    ]


def test_the_same_words_at_another_place_are_told_with_those_around_them(record):
    after = copy.deepcopy(record)
    words = next(span for span in after["spans"] if span["role"] == "likelihood")
    words.update(start=words["start"] + 40, end=words["end"] + 40, prefix="it is ", suffix=".")
    [change] = changes(record, after, NAMES)

    assert change.label == "Likelihood words"
    assert change.before.endswith("The two leaders are “unlikely” to sign a peace treaty this yea…")
    assert change.after == "…it is “unlikely”.…"


def test_parts_that_come_and_go_are_told(record):
    without = copy.deepcopy(record)
    without["spans"] = [span for span in without["spans"] if span["role"] == "body"]

    assert changes(without, record, NAMES) == [Change("Likelihood words", "", "“unlikely”")]
    assert changes(record, without, NAMES) == [Change("Likelihood words", "“unlikely”", "")]


def test_places_in_a_new_revision_are_called_so(record):
    after = copy.deepcopy(record)
    [body] = [span for span in record["spans"] if span["role"] == "body"]
    after["spans"].append({**body, "revision": TRADE})
    assert changes(record, after, NAMES) == []

    after["spans"][-1]["exact"] = "The leaders are unlikely to sign"
    [change] = changes(record, after, NAMES)
    assert change.label == "Passage, in another revision of the text"
    assert change.before.startswith("“The two leaders are")


def test_words_that_the_source_withholds_are_not_told(record):
    after = changed(record, deadline_basis="“this year” in the text", summary="None is signed.")
    after["spans"] = [span for span in after["spans"] if span["role"] == "body"]
    told = changes(record, after, NAMES, may_quote=False)
    withheld = "changed; the terms of the source withhold the words"

    assert [(change.label, change.after) for change in told] == [
        ("In one plain sentence", "None is signed."),
        ("Basis of the deadline", withheld),
        ("Likelihood words", withheld),
    ]
    assert "unlikely" not in str(told)
    assert "this year" not in str(told)


def test_a_mention_is_told_too():
    before = annotation_record(f.MentionFactory(actor__uid=KATO).annotation)
    after = copy.deepcopy(before)
    after["mention"] |= {"actor": ABE, "locative": True, "part": "acts"}

    assert changes(before, after, NAMES) == [
        Change("Actor", "Kato", "Abe"),
        Change("Only a place", "no", "yes"),
        Change("Part in the passage", "", "acts"),
    ]
