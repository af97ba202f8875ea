"""Sentences that may predict: by which cue, how much it is worth, where the passage ends."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.suggesting.cues import CUES, LEAST, SIGNS
from annotations.suggesting.predictions import suggest_predictions
from annotations.suggesting.suggestion import PredictionSuggestion, Tagged

DAY = datetime.date(2015, 5, 20)


def suggested(text: str, **more) -> list[PredictionSuggestion]:
    return suggest_predictions(text, **{"earliest": DAY, "latest": DAY} | more)


def only(text: str) -> PredictionSuggestion:
    (one,) = suggested(text)
    return one


def codes(text: str) -> list[str]:
    return [reason.code for one in suggested(text) for reason in one.reasons]


def parts(text: str) -> dict[str, str]:
    return {part.role: part.exact for part in only(text).parts}


CUE_EXAMPLES = {
    "will-likely": ("Talks will likely drag on.", "will likely", "probable"),
    "will-surely": ("It will no doubt send envoys.", "will no doubt", "near-certain"),
    "will": ("Tokyo won’t sign the treaty.", "won’t", "near-certain"),
    "would": ("He said that Tokyo would sign.", "would", "near-certain"),
    "may": ("New talks may begin.", "may", "possible"),
    "could": ("Talks could also collapse.", "could also", "possible"),
    "not-ruled-out": ("A crisis cannot be ruled out.", "cannot be ruled out", "possible"),
    "likely-to": ("Moscow is very likely to leave.", "is very likely", "probable"),
    "unlikely": ("A treaty is highly unlikely.", "highly unlikely", "unlikely"),
    "going-to": ("Moscow is going to leave.", "is going to", "near-certain"),
    "expected-to": ("Tokyo is expected to sign.", "is expected to", "probable"),
    "surprised-if": ("Don't be surprised if it ends.", "Don't be surprised if", "probable"),
    "plans-to": ("Tokyo plans to deploy missiles.", "plans to", "unstated"),
    "vows-to": ("Tokyo pledged to deploy missiles.", "pledged to", "unstated"),
}


def test_every_cue_has_an_example():
    assert set(CUE_EXAMPLES) == {cue.code for cue in CUES}


@pytest.mark.parametrize("code", CUE_EXAMPLES)
def test_a_cue_is_found_with_its_words_and_what_they_say_of_the_likelihood(code):
    text, likelihood_words, likelihood = CUE_EXAMPLES[code]
    one = only(text)
    assert one.reasons[0].code == code
    assert parts(text)["likelihood"] == likelihood_words
    assert one.likelihood == likelihood


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Will Tokyo sign the treaty, or will Moscow leave?", "question"),
        ("Let us hope that Tokyo will sign the treaty.", "hope"),
        ("I pray that Tokyo will sign the treaty.", "hope"),
        ("We keep the faith that Tokyo will sign the treaty.", "hope"),
        ("Missiles will remain critical.", "state"),
        ("This will require an amendment.", "state"),
        ("Tokyo would have signed the treaty.", "past"),
        ("I would like a treaty.", "mind"),
        ("I would address a plea to the nations.", "mind"),
        ("It watches any step that Moscow might take.", "general"),
        ("Channels may be disrupted, but others stay open.", "concession"),
    ],
)
def test_a_sign_against_it_takes_away_from_the_score(text, code):
    weight = next(sign.weight for sign in SIGNS if sign.code == code)
    assert weight < 0
    assert all(code in [reason.code for reason in one.reasons] for one in suggested(text))
    assert all(one.score <= 0.4 for one in suggested(text))


def test_every_sign_is_tried_and_says_why():
    assert {sign.code for sign in SIGNS} == {
        *("question", "hope", "state", "past", "mind", "general", "concession")
    }
    assert all(entry.why.endswith(".") for entry in [*CUES, *SIGNS])


@pytest.mark.parametrize(
    "text",
    [
        "Moscow has signed the treaty.",
        "Will Tokyo sign?",
        "It was the will of the people.",
        "In May talks began.",
        "The free-will doctrine stands.",
    ],
)
def test_what_predicts_nothing_is_not_suggested(text):
    assert suggested(text) == []


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("However, talks will end.", "talks will end"),
        ("In addition to old ones, new talks may begin.",
         "In addition to old ones, new talks may begin"),
        ("Kato asserted that talks would continue, and that Japan still holds on.",
         "talks would continue"),
        ("Even though missiles are near, Moscow will leave.", "Moscow will leave"),
        ("Moscow waits; it will sign.", "it will sign"),
        ("It began the work, and the work may continue.", "the work may continue"),
        ("The treaty will end!", "The treaty will end"),
        ("“Talks will end,” he said.", "“Talks will end,” he said"),
        ("(Talks will end.)", "Talks will end"),
        ("He spoke of plans to deploy missiles.", "plans to deploy missiles"),
        ("It fears Russia’s decision to join the talks.", "Russia’s decision to join the talks"),
        ("It prepares for actions that might come from Japan.",
         "actions that might come from Japan"),
        ("Talks will move to the U.S.", "Talks will move to the U.S."),
    ],
)  # fmt: skip
def test_the_passage_is_the_smallest_clause(text, passage):
    assert only(text).exact == passage


def test_an_if_clause_belongs_to_it_wherever_it_stands():
    for text in ("If talks end, Moscow will leave.", "Moscow will leave if talks end."):
        assert only(text).exact == text[:-1]
        assert parts(text)["condition"].lower() == "if talks end"
        assert "condition" in codes(text)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            "If the city falls, the effect upon its neighbor, Turkey, will spread.",
            "If the city falls",
        ),
        ("If the city, as some fear, falls, it will burn.", "If the city, as some fear, falls"),
        (
            "If the city, which is poor, falls, Turkey will act.",
            "If the city, which is poor, falls",
        ),
    ],
)
def test_a_condition_ends_where_the_main_clause_begins(text, condition):
    assert parts(text)["condition"] == condition


def test_an_if_clause_with_the_present_after_it_predicts():
    one = only('If Russia joins the others on the "threat," relations freeze.')
    assert one.reasons[0].code == "if-then"
    assert {part.role: part.exact for part in one.parts} == {
        "condition": 'If Russia joins the others on the "threat,"'
    }


@pytest.mark.parametrize(
    ("text", "horizon"),
    [
        ("It will sign this July.", "this July"),
        ("It will sign in the near future.", "in the near future"),
        ("It will last until tensions subside.", "until tensions subside"),
        ("It will sign by 2030, he fears.", "by 2030"),
        ("It will soon sign.", "soon"),
    ],
)
def test_horizon_words_are_those_of_the_published_table(text, horizon):
    assert parts(text)["horizon"] == horizon
    assert "horizon" in codes(text)


@pytest.mark.parametrize("text", ["It may sign.", "It will end what began last year."])
def test_a_modal_verb_is_no_month_and_the_past_no_horizon(text):
    assert "horizon" not in parts(text)


def test_a_year_that_was_over_speaks_against_it():
    assert "past" in codes("It may end what came in 2009.")


def test_whose_words_it_is_shows_in_what_stands_before():
    assert only("Putin said that Moscow would sign.").attribution == "reported"
    assert only("Moscow presumes that talks will end.").attribution == "inferred"
    assert only("Tokyo is expected to sign.").attribution == "unattributed"
    assert only("Talks will end.").attribution == "author"


def test_two_clauses_of_one_sentence_are_two_suggestions():
    text = "It would not sign them first; however, it will respond if they are signed."
    assert [one.exact for one in suggested(text)] == [
        "It would not sign them first",
        "it will respond if they are signed",
    ]


def test_a_sentence_that_carries_a_prediction_is_left_out_whole():
    text = "Talks will end, and Moscow will leave. Tokyo will sign."
    tagged = (Tagged(0, 14, "prediction"),)
    assert [one.exact for one in suggested(text, tagged=tagged)] == ["Tokyo will sign"]
    claim = (Tagged(0, 14, "claim"),)
    assert len(suggested(text, tagged=claim)) == 3


@pytest.mark.parametrize(("language", "found"), [("en", 1), ("en-GB", 1), ("", 1), ("fr", 0)])
def test_only_english_is_looked_at(language, found):
    assert len(suggested("Talks will end.", language=language)) == found


PIECES = st.lists(
    st.sampled_from(
        [text for text, _words, _likelihood in CUE_EXAMPLES.values()]
        + ["If ", "if ", ", ", "; ", " and ", " that ", "—", "“", "”", '"', "(", ")", ". ", "\n\n"]
        + ["however, ", "although ", "said that ", "🎌", "U.S. ", "in 2016", "this July", "?"]
    ),
    max_size=25,
).map("".join)


@given(PIECES)
def test_every_passage_quotes_its_words_and_holds_its_parts(text):
    reached = 0
    for one in suggested(text):
        assert text[one.start : one.end] == one.exact
        assert one.exact == one.exact.strip()
        assert LEAST <= one.score <= 1
        assert one.start >= reached
        reached = one.end
        for part in one.parts:
            assert one.start <= part.start < part.end <= one.end
            assert text[part.start : part.end] == part.exact


@given(PIECES)
def test_what_is_accepted_is_not_suggested_again(text):
    found = suggested(text)
    assert suggested(text) == found
    tagged = [Tagged(one.start, one.end, "prediction") for one in found]
    assert suggested(text, tagged=tagged) == []


@given(st.text(max_size=300))
def test_any_text_can_be_searched(text):
    for one in suggested(text):
        assert text[one.start : one.end] == one.exact
