from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.spans import Segment, SpanError, SpanRef, segments
from annotations.spans.segment import outermost_first

LENGTH = 60


@st.composite
def sets_of_spans(draw: st.DrawFn) -> list[SpanRef]:
    extents = draw(
        st.lists(
            st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(
                lambda pair: (min(pair[0], pair[1] - 1), max(pair[0] + 1, pair[1]))
            ),
            max_size=25,
        )
    )
    ids = draw(st.permutations(range(len(extents))))
    return [SpanRef(number, *extent) for number, extent in zip(ids, extents, strict=True)]


def test_a_text_without_spans_is_one_segment() -> None:
    assert segments(5, []) == [Segment(0, 5, (), (), ())]


def test_an_empty_text_has_no_segments() -> None:
    assert segments(0, []) == []


def test_crossing_spans_are_cut_at_every_boundary() -> None:
    assert segments(10, [SpanRef(1, 2, 6), SpanRef(2, 4, 9)]) == [
        Segment(0, 2, (), (), ()),
        Segment(2, 4, (1,), (1,), ()),
        Segment(4, 6, (1, 2), (2,), (1,)),
        Segment(6, 9, (2,), (), (2,)),
        Segment(9, 10, (), (), ()),
    ]


def test_the_longer_of_two_that_begin_together_is_outside() -> None:
    first = segments(9, [SpanRef(1, 0, 3), SpanRef(2, 0, 9), SpanRef(3, 0, 3)])[0]
    assert first == Segment(0, 3, (2, 1, 3), (2, 1, 3), (1, 3))


def test_a_span_beyond_the_text_is_refused_by_its_id() -> None:
    with pytest.raises(SpanError, match="Span 7 ends at 6"):
        segments(5, [SpanRef(7, 0, 6)])


def test_two_spans_of_one_id_are_refused() -> None:
    with pytest.raises(SpanError, match="the id 7"):
        segments(5, [SpanRef(7, 0, 1), SpanRef(7, 2, 3)])


@given(sets_of_spans())
def test_segments_tile_the_text(spans: list[SpanRef]) -> None:
    cut = segments(LENGTH, spans)
    assert [segment.start for segment in cut] == [0, *(segment.end for segment in cut[:-1])]
    assert cut[-1].end == LENGTH
    assert all(segment.start < segment.end for segment in cut)


@given(sets_of_spans())
def test_the_segments_of_a_span_join_to_the_span(spans: list[SpanRef]) -> None:
    cut = segments(LENGTH, spans)
    for span in spans:
        own = [segment for segment in cut if span.id in segment.ids]
        assert (own[0].start, own[-1].end) == (span.start, span.end)
        assert sum(segment.end - segment.start for segment in own) == span.end - span.start
        assert [span.id in segment.starting for segment in own].index(True) == 0
        assert [segment for segment in cut if span.id in segment.starting] == own[:1]
        assert [segment for segment in cut if span.id in segment.ending] == own[-1:]


@given(sets_of_spans())
def test_ids_stand_outermost_first_and_a_cut_is_made_only_at_a_boundary(
    spans: list[SpanRef],
) -> None:
    order = [span.id for span in sorted(spans, key=outermost_first)]
    boundaries = {0} | {span.start for span in spans} | {span.end for span in spans}
    for segment in segments(LENGTH, spans):
        for ids in (segment.ids, segment.starting, segment.ending):
            assert list(ids) == [span_id for span_id in order if span_id in ids]
        assert segment.start in boundaries


def test_many_spans_take_one_sweep() -> None:
    many = [SpanRef(number, 20 * number, 20 * number + 50) for number in range(20_000)]
    started = perf_counter()
    cut = segments(20 * 20_000 + 50, many)
    # A quarter of a second where it was written; quadratic work would take minutes.
    assert perf_counter() - started < 5
    assert max(len(segment.ids) for segment in cut) == 3
