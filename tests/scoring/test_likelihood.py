"""Likelihood words against the published standards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.scoring.likelihood import Band, Standard, Term, band, term_of


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("will likely", Term.LIKELY),
        ("most probably", Term.LIKELY),
        ("is unlikely", Term.UNLIKELY),
        ("improbable", Term.UNLIKELY),
        ("very unlikely", Term.VERY_UNLIKELY),
        ("Highly Likely", Term.VERY_LIKELY),
        ("almost certainly", Term.ALMOST_CERTAIN),
        ("virtually certain", Term.ALMOST_CERTAIN),
        ("a realistic possibility", Term.ABOUT_EVEN),
        ("about as likely as not", Term.ABOUT_EVEN),
        ("a remote chance", Term.REMOTE),
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
