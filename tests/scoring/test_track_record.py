"""What counts strictly, what widely, what is left out and why."""

import datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.models import Prediction, Verdict
from annotations.models.statement import Attribution as StoredAttribution
from annotations.scoring.brier import Outcome
from annotations.scoring.cases import (
    STRICT_ONLY,
    Attribution,
    Case,
    Exclusion,
    Fate,
    Ground,
    Judged,
    Met,
    exclusion,
)
from annotations.scoring.likelihood import Band, Standard, Term
from annotations.scoring.reliability import Wording
from annotations.scoring.standing import Standing
from annotations.scoring.track_record import Count, reading, track_record, weights
from tests.scoring.samples import PAST, SAMPLE, TODAY, case

FUTURE = TODAY + datetime.timedelta(days=1)


def judged(fate: str, **fields: Any) -> Judged:
    return Judged(Fate(fate), **({"confirmed": True} | fields))


@pytest.mark.parametrize(
    ("standard", "low", "high"),
    [
        (Standard.ICD_203, 0.137, 0.296),
        (Standard.PHIA, 0.153, 0.262),
        (Standard.IPCC, 0.159, 0.346),
    ],
)
def test_the_sample_of_the_design_has_its_brier_intervals(
    standard: Standard, low: float, high: float
) -> None:
    score = track_record(SAMPLE, standard, TODAY).strict.brier

    assert score is not None
    assert (round(score.low, 3), round(score.high, 3)) == (low, high)


def test_under_kent_words_without_a_band_are_counted_and_not_scored() -> None:
    # Kent 1964 has no "very likely": 3 of the 20 have no band
    count = track_record(SAMPLE, Standard.KENT, TODAY).strict

    assert (count.counted, count.banded, count.unbanded) == (20, 17, 3)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"attribution": Attribution.REPORTED}, None),
        ({"attribution": Attribution.INFERRED}, Exclusion.INFERRED),
        ({"attribution": Attribution.UNATTRIBUTED}, Exclusion.UNATTRIBUTED),
        ({"verdict": None}, Exclusion.NOT_JUDGED),
        ({"verdict": judged("still-open")}, Exclusion.STILL_OPEN),
        ({"ground": Ground.NONE, "deadline": None}, Exclusion.NO_HORIZON),
        ({"verdict": judged("cannot-be-determined")}, Exclusion.UNFALSIFIABLE),
        ({"verdict": judged("condition-not-met")}, Exclusion.CONDITION_NOT_MET),
        ({"verdict": judged("came-true", condition=Met.NO)}, Exclusion.CONDITION_NOT_MET),
        ({"verdict": judged("came-true", condition=Met.UNKNOWN)}, Exclusion.CONDITION_UNKNOWN),
        ({"conditional": True}, Exclusion.CONDITION_UNSAID),
        ({"conditional": True, "verdict": judged("came-true", condition=Met.YES)}, None),
        ({"verdict": judged("withdrawn-by-author")}, Exclusion.WITHDRAWN),
        ({"deadline": TODAY}, Exclusion.NOT_PAST),
        ({"deadline": FUTURE}, Exclusion.NOT_PAST),
        ({"ground": Ground.DEFAULT_5Y}, Exclusion.DEFAULT_HORIZON),
        ({"verdict": judged("came-true", confirmed=False)}, Exclusion.SINGLE_REVIEWED),
        ({"verdict": judged("came-true", changed=True)}, Exclusion.TERMS_CHANGED),
        # the horizon is an event: it has passed once the verdict gives its day
        ({"ground": Ground.EVENT, "deadline": None}, None),
        ({"ground": Ground.EVENT, "verdict": judged("partly")}, Exclusion.NOT_PAST),
        # two reasons: the first one is given
        (
            {"ground": Ground.DEFAULT_5Y, "verdict": judged("partly", confirmed=False)},
            Exclusion.DEFAULT_HORIZON,
        ),
        (
            {"attribution": Attribution.INFERRED, "ground": Ground.NONE, "verdict": None},
            Exclusion.INFERRED,
        ),
    ],
)
def test_the_first_reason_that_holds_leaves_a_prediction_out(
    changed: dict[str, Any], reason: Exclusion | None
) -> None:
    one = case(**changed)

    assert exclusion(one, TODAY) is reason
    count = track_record([one], Standard.ICD_203, TODAY).strict
    assert count.ledger == ({reason: 1} if reason else {})
    assert count.counted == (0 if reason else 1)


def test_the_wide_count_takes_what_was_changed_since_it_was_judged() -> None:
    record = track_record(
        [case(verdict=judged("came-true", changed=True))], Standard.ICD_203, TODAY
    )

    assert (record.strict.counted, record.wide.counted) == (0, 1)


def test_the_wide_count_takes_default_horizons_and_verdicts_of_one_person() -> None:
    single = judged("did-not-come-true", confirmed=False)
    record = track_record(
        [case(), case(ground=Ground.DEFAULT_5Y, verdict=single), case(verdict=single)],
        Standard.ICD_203,
        TODAY,
    )

    assert (record.strict.counted, record.wide.counted) == (1, 3)
    assert record.strict.ledger == {Exclusion.DEFAULT_HORIZON: 1, Exclusion.SINGLE_REVIEWED: 1}
    assert record.wide.ledger == {}
    assert record.wide.outcomes == {
        Outcome.CAME_TRUE: 1,
        Outcome.PARTLY: 0,
        Outcome.DID_NOT_COME_TRUE: 2,
    }


def test_what_came_in_part_is_in_n_and_not_in_k_and_the_other_reading_stands_beside_it() -> None:
    hits = track_record(
        [case(), case(), case("partly"), case("did-not-come-true")], Standard.ICD_203, TODAY
    ).strict.hits

    assert hits is not None
    assert (hits.true, hits.partly, hits.n) == (2, 1, 4)
    # 2 of 4 and 3 of 4: z² = 3.8415; centres 3.9207/7.8415 = 0.5 and 4.9207/7.8415 = 0.6275,
    # half-widths 0.24995 × √(1 + 0.9604) = 0.34996 and 0.24995 × √(0.75 + 0.9604) = 0.32689
    assert hits.interval.low == pytest.approx(0.1500, abs=0.0002)
    assert hits.interval_with_partly.low == pytest.approx(0.3006, abs=0.0002)
    assert hits.interval_with_partly.high == pytest.approx(0.9544, abs=0.0002)


def test_predictions_of_one_compound_weigh_one_together_in_every_measure() -> None:
    # three of one sentence (two happened) and one alone (did not): 2/3 of 2
    compound = [case(compound="c"), case(compound="c"), case("did-not-come-true", compound="c")]
    count = track_record([*compound, case("did-not-come-true")], Standard.ICD_203, TODAY).strict

    assert count.hits is not None
    assert (count.hits.true, count.hits.n) == (Fraction(2, 3), 2)
    assert count.n_banded == 2
    assert (count.groups[0].true, count.groups[0].n) == (Fraction(2, 3), 2)
    # all "likely": (⅔·0.04 + ⅓·0.3025 + 0.3025) / 2
    assert count.brier is not None
    assert count.brier.low == pytest.approx((2 / 3 * 0.04 + 4 / 3 * 0.3025) / 2)


def test_a_compound_shares_its_weight_among_those_that_a_measure_takes() -> None:
    # of two, one is a hedge: it is in the hit rate, and the other alone is in the score
    count = track_record(
        [case(compound=7), case("did-not-come-true", term=None, compound=7)],
        Standard.ICD_203,
        TODAY,
    ).strict

    assert count.hits is not None
    assert (count.hits.true, count.hits.n) == (Fraction(1, 2), 1)
    assert (count.banded, count.unbanded, count.n_banded) == (1, 1, 1)


def test_a_printed_number_goes_before_its_words_and_is_a_band_of_one_point() -> None:
    printed = case(term=Term.LIKELY, probability=0.7)

    assert reading(printed, Standard.ICD_203) == (Band(0.7, 0.7), Wording(printed=0.7))
    turned = reading(case(probability=0.2, opposite=True), Standard.ICD_203)
    assert turned == (Band(0.8, 0.8), Wording(printed=0.2, opposite=True))
    assert reading(case(term=None), Standard.ICD_203) is None
    assert reading(case(term=Term.VERY_LIKELY), Standard.KENT) is None


def test_the_curve_takes_ten_predictions_and_the_decomposition_thirty() -> None:
    def strict(number: int) -> Count:
        return track_record([case()] * number, Standard.ICD_203, TODAY).strict

    assert strict(9).curve == ()
    assert strict(10).curve == (1.0,)
    assert strict(29).parts is None
    assert strict(30).parts is not None


def test_ten_of_one_compound_are_one_prediction() -> None:
    count = track_record([case(compound=1)] * 10, Standard.ICD_203, TODAY).strict

    assert (count.counted, count.n_banded, count.curve) == (10, 1, ())


def test_states_are_counted_of_what_is_somebodys_own() -> None:
    pending = case(deadline=FUTURE, verdict=None)
    record = track_record(
        [
            case(),
            pending,
            case(deadline=PAST, verdict=judged("still-open")),
            case(attribution=Attribution.INFERRED),
        ],
        Standard.ICD_203,
        TODAY,
    )

    assert record.states == {Fate.CAME_TRUE: 1, Standing.PENDING: 1, Standing.OVERDUE: 1}
    assert record.strict.total == 4


def test_nothing_has_an_empty_record() -> None:
    record = track_record([], Standard.ICD_203, TODAY)

    assert record.states == {}
    assert record.strict == record.wide
    assert (record.strict.hits, record.strict.brier, record.strict.groups) == (None, None, ())


def test_the_stored_values_are_those_of_the_models() -> None:
    assert {one.value for one in Fate} == {one.value for one in Verdict.OF_PREDICTIONS}
    assert {one.value for one in Ground} == set(Prediction.Ground.values)
    assert {one.value for one in Attribution} == set(StoredAttribution.values)
    assert {one.value for one in Met} == {"", *Verdict.ConditionMet.values}


CASES = st.lists(
    st.builds(
        Case,
        ground=st.sampled_from(Ground),
        deadline=st.none() | st.sampled_from([PAST, TODAY, FUTURE]),
        attribution=st.sampled_from(Attribution),
        conditional=st.booleans(),
        term=st.none() | st.sampled_from(Term),
        opposite=st.booleans(),
        probability=st.none() | st.sampled_from([0.0, 0.3, 0.7, 1.0]),
        compound=st.none() | st.integers(1, 3),
        verdict=st.none()
        | st.builds(
            Judged,
            fate=st.sampled_from(Fate),
            confirmed=st.booleans(),
            condition=st.sampled_from(Met),
            event=st.none() | st.just(PAST),
        ),
    ),
    max_size=30,
)


@given(cases=CASES, standard=st.sampled_from(Standard))
def test_ledgers_add_up_and_the_wide_count_leaves_out_no_more(
    cases: list[Case], standard: Standard
) -> None:
    record = track_record(cases, standard, TODAY)

    for count in (record.strict, record.wide):
        assert count.total == len(cases) == count.counted + sum(count.ledger.values())
        assert count.counted == sum(count.outcomes.values()) == count.banded + count.unbanded
        assert sum(group.cases for group in count.groups) == count.banded
        assert sum((group.n for group in count.groups), Fraction()) == count.n_banded
        assert list(count.ledger) == sorted(count.ledger, key=list(Exclusion).index)
    assert not STRICT_ONLY & set(record.wide.ledger)
    assert {
        reason: count for reason, count in record.strict.ledger.items() if reason not in STRICT_ONLY
    } == record.wide.ledger
    never = {Exclusion.INFERRED, Exclusion.UNATTRIBUTED}
    own = len(cases) - sum(record.strict.ledger.get(reason, 0) for reason in never)
    assert sum(record.states.values()) == own


@given(cases=CASES, data=st.data())
def test_the_order_of_the_predictions_makes_no_difference(
    cases: list[Case], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(cases))

    assert track_record(shuffled, Standard.PHIA, TODAY) == track_record(cases, Standard.PHIA, TODAY)


@given(cases=CASES)
def test_the_other_reading_is_never_the_lower_one(cases: list[Case]) -> None:
    hits = track_record(cases, Standard.ICD_203, TODAY).wide.hits
    if hits is not None:
        assert 0 <= hits.true <= hits.true + hits.partly <= hits.n
        assert hits.interval.low <= hits.interval_with_partly.low + 1e-9
        assert hits.interval.high <= hits.interval_with_partly.high + 1e-9


@given(sizes=st.lists(st.integers(1, 6), min_size=1, max_size=8))
def test_cutting_a_sentence_into_a_compound_changes_no_sum_of_weights(sizes: list[int]) -> None:
    whole = [case() for _size in sizes]
    cut = [case(compound=number) for number, size in enumerate(sizes) for _part in range(size)]

    assert sum(weights(cut)) == sum(weights(whole)) == len(sizes)
    one, other = (track_record(rows, Standard.ICD_203, TODAY).strict for rows in (whole, cut))
    assert one.hits == other.hits
    assert one.brier is not None
    assert other.brier is not None
    assert one.brier.low == pytest.approx(other.brier.low)
    assert one.brier.high == pytest.approx(other.brier.high)
