from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from annotations.spans import LANES, Kind, Lane, SpanRef, lanes


def claim(number: int, start: int, end: int) -> SpanRef:
    return SpanRef(number, start, end, "claim")


def prediction(number: int, start: int, end: int) -> SpanRef:
    return SpanRef(number, start, end, "prediction")


def overlap(one: SpanRef, other: SpanRef) -> bool:
    return one.start < other.end and other.start < one.end


@st.composite
def sets_of_spans(draw: st.DrawFn) -> list[SpanRef]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, 30))
        kind: Kind = draw(st.sampled_from(["mention", "claim", "prediction"]))
        found.append(SpanRef(number, start, start + draw(st.integers(1, 15)), kind))
    return found


def test_a_mention_takes_no_lane() -> None:
    assert lanes([SpanRef(1, 0, 5, "mention"), claim(2, 0, 5)]) == {2: Lane(0)}


def test_a_claim_around_a_prediction_is_pushed_down_by_it_alone() -> None:
    assert lanes([claim(140, 0, 90), prediction(142, 20, 50)]) == {
        142: Lane(0),
        140: Lane(1, only_by_prediction=True),
    }


def test_an_inner_prediction_lies_above_the_outer() -> None:
    assert lanes([prediction(1, 0, 50), prediction(2, 10, 20), prediction(3, 0, 50)]) == {
        2: Lane(0),
        3: Lane(1),
        1: Lane(2),
    }


def test_claims_that_overlap_take_lanes_in_reading_order() -> None:
    assert lanes([claim(1, 0, 20), claim(2, 10, 30), claim(3, 20, 40)]) == {
        1: Lane(0),
        2: Lane(1),
        3: Lane(0),
    }


def test_a_claim_below_another_is_not_pushed_by_the_prediction_alone() -> None:
    placed = lanes([claim(1, 0, 20), claim(2, 5, 30), prediction(3, 0, 30)])
    assert placed == {3: Lane(0), 1: Lane(1, only_by_prediction=True), 2: Lane(2)}


def test_a_claim_that_a_later_one_undercuts_stays_down() -> None:
    # The prediction keeps claim 1 from lane 0, but claim 2, which overlaps claim 1, takes it.
    assert lanes([prediction(3, 0, 5), claim(1, 0, 20), claim(2, 10, 30)]) == {
        3: Lane(0),
        1: Lane(1, only_by_prediction=False),
        2: Lane(0),
    }


def test_what_finds_all_lanes_taken_shares_the_last() -> None:
    placed = lanes([claim(number, number, 50) for number in range(5)])
    assert [placed[number].lane for number in range(5)] == [0, 1, 2, 2, 2]


@given(sets_of_spans())
def test_no_two_overlapping_spans_share_a_lane_other_than_the_last(spans: list[SpanRef]) -> None:
    placed = lanes(spans)
    drawn = [span for span in spans if span.kind != "mention"]
    assert set(placed) == {span.id for span in drawn}
    for one in drawn:
        assert 0 <= placed[one.id].lane < LANES
        for other in drawn:
            if one is not other and overlap(one, other):
                assert placed[one.id].lane != placed[other.id].lane or placed[one.id].lane == 2


@given(sets_of_spans())
def test_a_prediction_inside_another_lies_above_it(spans: list[SpanRef]) -> None:
    placed = lanes(spans)
    predictions = [span for span in spans if span.kind == "prediction"]
    for outer in predictions:
        for inner in predictions:
            if outer.start <= inner.start and inner.end < outer.end:
                assert placed[inner.id].lane < placed[outer.id].lane or placed[outer.id].lane == 2


@given(sets_of_spans())
def test_claims_moved_up_while_predictions_are_hidden_meet_no_claim(spans: list[SpanRef]) -> None:
    placed = lanes(spans)
    claims = [span for span in spans if span.kind == "claim"]
    shown = {
        span.id: 0 if placed[span.id].only_by_prediction else placed[span.id].lane
        for span in claims
    }
    for one in claims:
        for other in claims:
            if placed[one.id].only_by_prediction and one is not other and overlap(one, other):
                assert shown[other.id] != 0


def test_many_spans_take_little_time() -> None:
    many = [claim(number, 20 * number, 20 * number + 50) for number in range(10_000)]
    many += [prediction(10_000 + number, 45 * number, 45 * number + 60) for number in range(4_000)]
    started = perf_counter()
    lanes(many)
    # A tenth of a second where it was written; quadratic work would take minutes.
    assert perf_counter() - started < 5
