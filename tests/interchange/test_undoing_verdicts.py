"""An import is not undone once somebody has judged what it brought in."""

from pathlib import Path

import pytest

from annotations import models as a
from annotations.interchange.sourcelib import load
from annotations.interchange.undoing import UndoRefused, undo
from annotations.services import judging
from tests.factories import EditorFactory, ImportBatchFactory, PredictionFactory, VerdictFactory
from tests.interchange.records import library, uid, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(tmp_path: Path) -> str:
    """An import with a verdict that stands and a proposal."""
    records = library()
    records["proposal"] = records["verdict"] | {
        "uid": uid("proposal"),
        "review": "proposed",
        "supersedes": uid("later verdict"),
        "evidence": [],
        "state": "cannot-be-determined",
        "event_date": None,
        "event_date_precision": "unknown",
    }
    return str(load(user=None, path=write(tmp_path / "a.jsonl", records)).batch)


def test_what_was_declined_since_is_named(batch: str) -> None:
    proposal = a.Verdict.objects.get(uid=uid("proposal"))
    judging.decline(user=EditorFactory(), verdict=proposal, reason="No.")
    with pytest.raises(UndoRefused, match=f"verdict {uid('proposal')}: declined"):
        undo(user=None, uid=batch)
    assert a.Verdict.objects.filter(pk=proposal.pk).exists()


def test_what_was_confirmed_since_is_named(batch: str) -> None:
    proposal = a.Verdict.objects.get(uid=uid("proposal"))
    judging.confirm(user=EditorFactory(), verdict=proposal)
    with pytest.raises(UndoRefused, match=f"verdict {uid('proposal')}: confirmed"):
        undo(user=None, uid=batch)


def test_what_supersedes_a_verdict_of_the_batch_is_named() -> None:
    """The batch brought in nothing but verdicts, on what was there before."""
    batch = ImportBatchFactory()
    came = VerdictFactory(annotation=PredictionFactory().annotation, batch=batch)
    later = VerdictFactory(annotation=came.annotation, supersedes=came, review="proposed")
    with pytest.raises(UndoRefused, match=f"verdict {later.uid}: superseding"):
        undo(user=None, uid=str(batch.uid))
    later.evidence.all().delete()
    later.delete()
    assert undo(user=None, uid=str(batch.uid))["verdict"] == 1
