"""When a sentence got its wording, and whether it was after the event that it is judged by."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
import time_machine

from annotations.models import Annotation, Verdict
from annotations.services.annotating import change_annotation
from annotations.services.inputs import detail_of
from annotations.services.wording import in_hindsight, worded_on
from tests.factories import (
    AnnotationVersionFactory,
    ArticleFactory,
    ClaimFactory,
    EditorFactory,
    PredictionFactory,
)

pytestmark = pytest.mark.django_db
D = datetime.date


def made(day: str, **more: Any) -> Annotation:
    annotation: Annotation = PredictionFactory(**more).annotation
    Annotation.objects.filter(pk=annotation.pk).update(created_at=f"{day}T12:00Z")
    annotation.refresh_from_db()
    return annotation


def test_what_was_never_changed_was_worded_when_it_was_made():
    annotation = made("2020-01-01", summary="It ends.")
    assert worded_on([annotation]) == {annotation.pk: [(D(2020, 1, 1), "It ends.")]}


def test_each_wording_has_the_day_on_which_it_began():
    annotation = made("2020-01-01", summary="Third.")
    for number, day, summary in (
        (1, "2020-01-01", "First."),
        (2, "2020-02-01", "First."),
        (3, "2021-01-01", "Second."),
        (4, "2022-01-01", "Third."),
        (5, "2023-01-01", "Third."),
    ):
        AnnotationVersionFactory(
            annotation=annotation,
            number=number,
            at=f"{day}T12:00Z",
            data={"prediction": {"summary": summary}},
        )
    assert worded_on([annotation])[annotation.pk] == [
        (D(2020, 1, 1), "First."),
        (D(2021, 1, 1), "Second."),
        (D(2022, 1, 1), "Third."),
    ]


def test_a_change_by_the_service_is_a_wording_only_if_it_changes_the_sentence():
    annotation = made(
        "2020-01-01",
        summary="It ends.",
        article=ArticleFactory(state="published"),
        state="published",
    )
    editor = EditorFactory()
    for day, changes in ((2, {"condition": "If talks go on."}), (3, {"summary": "They end."})):
        with time_machine.travel(datetime.datetime(2021, 1, day, 12, tzinfo=datetime.UTC)):
            annotation = change_annotation(
                user=editor,
                annotation=annotation,
                expected_version=annotation.version,
                detail=replace(detail_of(annotation), **changes),
                reason="Said more plainly.",
            )
    assert worded_on([annotation])[annotation.pk] == [
        (D(2020, 1, 1), "It ends."),
        (D(2021, 1, 3), "They end."),
    ]


def test_many_are_read_at_once(django_assert_num_queries):
    rows = [PredictionFactory().annotation, ClaimFactory().annotation]
    AnnotationVersionFactory(annotation=rows[1], data={"claim": {"summary": "Held."}})
    with django_assert_num_queries(1):
        found = worded_on(rows)
    assert [found[row.pk][0][1] for row in rows] == [rows[0].prediction.summary, "Held."]


FIRST, SECOND = (D(2020, 1, 1), "First."), (D(2023, 1, 1), "Second.")


@pytest.mark.parametrize(
    ("event", "judged", "decided", "wordings", "marked"),
    [
        (D(2022, 1, 1), "First.", D(2022, 6, 1), [FIRST], False),
        (D(2019, 1, 1), "First.", D(2022, 6, 1), [FIRST], True),
        (D(2020, 1, 1), "First.", D(2022, 6, 1), [FIRST], False),
        # the sentence was judged before it was reworded
        (D(2022, 1, 1), "First.", D(2022, 6, 1), [FIRST, SECOND], False),
        (D(2022, 1, 1), "Second.", D(2023, 6, 1), [FIRST, SECOND], True),
        # it was worded so again after the event, and judged then
        (D(2022, 1, 1), "First.", D(2025, 1, 1), [FIRST, SECOND, (D(2024, 1, 1), "First.")], True),
        # and once more, after the decision
        (D(2022, 1, 1), "First.", D(2022, 6, 1), [FIRST, SECOND, (D(2024, 1, 1), "First.")], False),
        # judged elsewhere, before it was brought in
        (D(2018, 1, 1), "First.", D(2019, 1, 1), [FIRST], True),
        (D(2018, 1, 1), "Unknown.", D(2019, 1, 1), [FIRST], True),
        (None, "First.", D(2022, 6, 1), [FIRST], False),
    ],
)
def test_a_sentence_worded_after_the_event_is_in_hindsight(
    event, judged, decided, wordings, marked
):
    verdict = Verdict(event_date=event, judged_summary=judged, decided_on=decided)
    assert in_hindsight(verdict, wordings) is marked
