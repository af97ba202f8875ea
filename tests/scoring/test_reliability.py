"""Words beside what happened: groups, the CORP curve, Murphy's decomposition."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.scoring.brier import Outcome
from annotations.scoring.likelihood import Band, Standard, Term, band_of
from annotations.scoring.reliability import (
    Fit,
    Group,
    Scored,
    Wording,
    fitted,
    groups,
    murphy,
)
from annotations.scoring.track_record import track_record
from tests.scoring.samples import SAMPLE, TODAY, case

BANDS = st.sampled_from(
    [band_of(term, Standard.ICD_203) for term in Term] + [Band(0.3, 0.3), Band(0.7, 0.7)]
)
SCORED = st.lists(
    st.builds(
        Scored,
        band=BANDS,
        wording=st.just(Wording(Term.LIKELY)),
        outcome=st.sampled_from(Outcome),
        weight=st.integers(1, 4).map(lambda size: Fraction(1, size)),
    ),
    min_size=1,
    max_size=40,
)


def group(band: Band, true: int, of: int, partly: int = 0) -> Group:
    return Group(band, (), of, Fraction(of), Fraction(true), Fraction(partly))


def test_the_sample_of_the_design_has_its_reliability_resolution_and_uncertainty() -> None:
    parts = murphy(track_record(SAMPLE, Standard.ICD_203, TODAY).strict.groups)

    assert f"{parts.reliability:.4f}" == "0.0094"
    assert f"{parts.resolution:.4f}" == "0.0700"
    assert f"{parts.uncertainty:.4f}" == "0.2475"


def test_the_decomposition_of_two_groups_worked_by_hand() -> None:
    # likely (0.55–0.80): 1 of 4 happened, 0.30 below its band
    # unlikely (0.20–0.45): 3 of 6 happened, 0.05 above its band; overall 4 of 10
    # reliability (4 × 0.30² + 6 × 0.05²) / 10 = (0.36 + 0.015) / 10 = 0.0375
    # resolution (4 × 0.15² + 6 × 0.10²) / 10 = (0.09 + 0.06) / 10 = 0.015
    # uncertainty 0.4 × 0.6 = 0.24
    parts = murphy([group(Band(0.20, 0.45), 3, of=6), group(Band(0.55, 0.80), 1, of=4)])

    assert parts.reliability == pytest.approx(0.0375)
    assert parts.resolution == pytest.approx(0.015)
    assert parts.uncertainty == pytest.approx(0.24)


def test_the_other_reading_of_what_came_in_part_gives_other_parts() -> None:
    # likely: 1 of 4 and 2 in part; as true, 3 of 4 = 0.75 lies in the band
    ordered = [group(Band(0.55, 0.80), 1, of=4, partly=2)]

    assert murphy(ordered).reliability == pytest.approx(0.09)
    assert murphy(ordered, with_partly=True).reliability == 0


def test_words_of_the_opposite_stand_with_those_that_say_the_same_of_the_event() -> None:
    cases = [case(term=Term.LIKELY), case(term=Term.UNLIKELY, opposite=True)]
    icd, phia = (
        track_record(cases, standard, TODAY).strict.groups
        for standard in (Standard.ICD_203, Standard.PHIA)
    )

    assert [(one.band, one.cases) for one in icd] == [(Band(0.55, 0.80), 2)]
    assert icd[0].wordings == (Wording(Term.LIKELY), Wording(Term.UNLIKELY, opposite=True))
    # PHIA gives "unlikely" 25–35 %, so its opposite is 65–75 % and no longer "likely"
    assert [one.band for one in phia] == [Band(0.55, 0.75), Band(0.65, 0.75)]


@pytest.mark.parametrize(
    ("band", "true", "of", "fit"),
    [
        (Band(0.55, 0.80), 4, 8, Fit.UNDECIDED),  # interval 22–78 %
        (Band(0.80, 0.95), 2, 10, Fit.TOO_STRONG),  # 6–51 %
        (Band(0.55, 0.80), 40, 40, Fit.TOO_WEAK),  # 91–100 %
        (Band(0.05, 0.20), 8, 10, Fit.TOO_STRONG),  # 49–94 %: "very unlikely" said too much
        (Band(0.20, 0.45), 0, 40, Fit.TOO_WEAK),  # 0–9 %
        (Band(0.45, 0.55), 0, 40, Fit.TOO_WEAK),  # "about even" of what never happens
        (Band(0.45, 0.55), 40, 40, Fit.TOO_WEAK),
        (Band(0.80, 0.95), 0, 1, Fit.TOO_STRONG),  # 0–79 %
        (Band(0.55, 0.80), 0, 1, Fit.UNDECIDED),
    ],
)
def test_words_are_too_strong_or_too_weak_only_where_the_interval_misses_the_band(
    band: Band, true: int, of: int, fit: Fit
) -> None:
    assert group(band, true, of).fit is fit


def test_what_came_in_part_must_miss_the_band_under_both_readings() -> None:
    # very likely: 2 of 10 (6–51 %); with 6 in part 8 of 10 (49–94 %) reach the band
    assert group(Band(0.80, 0.95), 2, of=10).fit is Fit.TOO_STRONG
    assert group(Band(0.80, 0.95), 2, of=10, partly=6).fit is Fit.UNDECIDED


def test_bands_in_one_place_of_the_order_share_one_value_of_the_curve() -> None:
    # 40–60 % and 45–55 % both lie around even: 1 of 2 and 3 of 6 are 4 of 8
    ordered = [group(Band(0.40, 0.60), 0, of=2), group(Band(0.45, 0.55), 4, of=6)]

    assert fitted(ordered) == [0.5, 0.5]


@given(scored=SCORED)
def test_groups_hold_everything_once_in_order_and_their_intervals_hold_what_was_observed(
    scored: list[Scored],
) -> None:
    ordered = groups(scored)

    assert sum(one.cases for one in ordered) == len(scored)
    assert sum(one.n for one in ordered) == sum(one.weight for one in scored)
    sums = [one.band.low + one.band.high for one in ordered]
    assert all(before <= after + 1e-9 for before, after in pairwise(sums))
    for one in ordered:
        assert one.observed in one.interval
        assert one.observed_with_partly in one.interval_with_partly
        assert one.observed <= one.observed_with_partly


@given(scored=SCORED)
def test_the_curve_never_falls_and_has_a_share_for_each_group(scored: list[Scored]) -> None:
    ordered = groups(scored)
    curve = fitted(ordered)

    assert len(curve) == len(ordered)
    assert all(before <= after for before, after in pairwise(curve))
    assert all(0 <= share <= 1 for share in curve)


@given(scored=SCORED, with_partly=st.booleans())
def test_resolution_never_exceeds_uncertainty(scored: list[Scored], with_partly: bool) -> None:
    # Groups cannot tell more apart than there is: resolution is the variance between them.
    parts = murphy(groups(scored), with_partly=with_partly)

    assert 0 <= parts.resolution <= parts.uncertainty + 1e-9 <= 0.25 + 1e-8
    assert 0 <= parts.reliability <= 1


@given(scored=SCORED, data=st.data())
def test_the_order_of_the_predictions_makes_no_difference(
    scored: list[Scored], data: st.DataObject
) -> None:
    assert groups(data.draw(st.permutations(scored))) == groups(scored)
