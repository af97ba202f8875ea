"""What editors judge, and change afterwards, comes in elsewhere just as it was."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from annotations import models as a
from annotations.interchange.sourcelib import load
from annotations.services.annotating import change_annotation
from annotations.services.checking import check_library
from annotations.services.inputs import detail_of
from tests.factories import EditorFactory
from tests.interchange.records import Record, exported, library, uid, undone, write
from tests.services.judged import confirmed, proposed, reword

pytestmark = pytest.mark.django_db

EVENT = datetime.date(2019, 3, 1)


def _prediction() -> a.Annotation:
    return a.Annotation.objects.get(uid=uid("prediction"))


def _alone() -> dict[str, Record]:
    """Return the library without the prediction that stands on the same words."""
    records = library()
    del records["twin"], records["compound"]
    records["prediction"]["prediction"]["compound"] = None
    return records


def _judge_and_change() -> None:
    """Judge a prediction under its condition and by its deadline, then take both away."""
    confirmed(_prediction(), event_date=EVENT, condition_met="yes", condition_met_on=EVENT)
    reword(_prediction(), "A treaty is signed.")
    judged = _prediction()
    detail = replace(
        detail_of(judged),
        condition="",
        horizon_ground="event",
        deadline=datetime.date(2018, 12, 31),
    )
    change_annotation(
        user=EditorFactory(),
        annotation=judged,
        expected_version=judged.version,
        detail=detail,
        reason="The text says so.",
    )
    proposed(_prediction(), state="did-not-come-true", event_date=EVENT, condition_met="unknown")


def test_verdicts_come_in_that_fitted_what_they_judged(tmp_path: Path):
    with undone():
        load(user=None, path=write(tmp_path / "a.jsonl", _alone()))
        _judge_and_change()
        before = exported()
    assert not a.Verdict.objects.exists()
    path = tmp_path / "b.jsonl"
    path.write_text(before, encoding="utf-8")
    load(user=None, path=path)
    assert a.Verdict.objects.filter(annotation__uid=uid("prediction")).count() == 4
    assert exported() == before
    assert list(check_library()) == []
