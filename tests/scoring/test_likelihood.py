"""Likelihood words against the published standards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.scoring.likelihood import Band, Standard, Term, band, term_of


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("will likely", Term.LIKELY),
        ("most observers think it likely", Term.LIKELY),
        ("would probably", Term.LIKELY),
        ("is likely to be more open", Term.LIKELY),
        ("likely … likely", Term.LIKELY),
        ("is unlikely", Term.UNLIKELY),
        ("improbable", Term.UNLIKELY),
        ("seems very\n likely", Term.VERY_LIKELY),
        ("very unlikely", Term.VERY_UNLIKELY),
        ("Highly Likely", Term.VERY_LIKELY),
        ("almost certainly", Term.ALMOST_CERTAIN),
        ("virtually certain", Term.ALMOST_CERTAIN),
        ("a realistic possibility", Term.ABOUT_EVEN),
        ("about as likely as not", Term.ABOUT_EVEN),
        ("a remote chance", Term.REMOTE),
        ("almost no chance", Term.REMOTE),
        ("a roughly even chance", Term.ABOUT_EVEN),
    ],
)
def test_words_of_the_standards_have_their_term(words: str, term: Term) -> None:
    assert term_of(words) == term


@pytest.mark.parametrize(
    "words",
    ["may", "might", "could", "cannot be ruled out", "will", "would", "expected to", "not likely",
     "is not very likely", "isn't likely", "isn’t probable", "remotely operated", ""],
)  # fmt: skip
def test_hedges_and_flat_words_get_no_number(words: str) -> None:
    assert term_of(words) is None
    assert all(band(words, standard) is None for standard in Standard)


@pytest.mark.parametrize(
    "words",
    ["less likely", "least likely", "never likely", "few are likely", "no longer likely",
     "none is likely", "hardly likely", "scarcely probable", "without a likely end",
     "far from certain, let alone likely", "far from unlikely", "doubtful that it is likely"],
)  # fmt: skip
def test_words_that_take_a_likelihood_back_get_no_number(words: str) -> None:
    assert term_of(words) is None


@pytest.mark.parametrize(
    "words",
    ["more likely", "more likely than not", "more than likely", "most likely", "most probably",
     "too likely", "as likely as before", "just as likely", "as likely as not", "equally likely",
     "increasingly likely", "extremely likely", "exceptionally unlikely", "quite likely",
     "rather unlikely", "so likely", "how likely", "less than likely", "un-likely"],
)  # fmt: skip
def test_degrees_that_no_standard_of_the_table_lists_get_no_number(words: str) -> None:
    assert term_of(words) is None


@pytest.mark.parametrize(
    "words",
    ["could likely", "may probably", "might be unlikely", "cannot be ruled out … likely",
     "perhaps likely", "possibly unlikely", "it cannot be likely", "likely, if it is not ruled out",
     "no realistic possibility", "not even a remote chance", "almost certainly not",
     "not about as likely as not"],
)  # fmt: skip
def test_a_term_beside_a_hedge_or_a_negation_gets_no_number(words: str) -> None:
    assert term_of(words) is None


@pytest.mark.parametrize(
    "words",
    ["likely … unlikely", "likely or very likely", "probably, with a remote chance of war",
     "unlikely, a realistic possibility at most"],
)  # fmt: skip
def test_two_terms_at_once_get_no_number(words: str) -> None:
    assert term_of(words) is None


@pytest.mark.parametrize(
    ("words", "standard", "expected"),
    [
        ("likely", Standard.ICD_203, Band(0.55, 0.80)),
        ("likely", Standard.PHIA, Band(0.55, 0.75)),
        ("likely", Standard.IPCC, Band(0.66, 1.0)),
        ("likely", Standard.KENT, Band(0.63, 0.87)),
        ("very likely", Standard.KENT, None),
        ("unlikely", Standard.ICD_203, Band(0.20, 0.45)),
        ("almost certain", Standard.PHIA, Band(0.95, 1.0)),
        ("almost no chance", Standard.IPCC, Band(0.0, 0.01)),
    ],
)
def test_each_standard_gives_its_own_band(
    words: str, standard: Standard, expected: Band | None
) -> None:
    assert band(words, standard) == expected


def test_words_of_the_opposite_are_turned_round() -> None:
    assert band("unlikely", Standard.ICD_203, opposite=True) == Band(0.55, 0.80)


@given(
    words=st.sampled_from(["almost certain", "very likely", "likely", "unlikely", "remote"]),
    standard=st.sampled_from(Standard),
    opposite=st.booleans(),
)
def test_bands_are_ordered_and_turning_twice_gives_the_first(
    words: str, standard: Standard, opposite: bool
) -> None:
    given_band = band(words, standard, opposite=opposite)
    if given_band is not None:
        assert 0 <= given_band.low < given_band.high <= 1
        assert given_band.opposite().opposite() == given_band
