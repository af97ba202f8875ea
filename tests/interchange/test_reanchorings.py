"""What became of annotations in a corrected text goes out and comes back."""

from pathlib import Path
from typing import Any

import pytest

from annotations import models as a
from annotations.interchange.report import Fault, ImportRefused
from annotations.interchange.sourcelib import load
from annotations.interchange.undoing import UndoRefused, undo
from annotations.services.checking import check_library
from annotations.services.reanchoring.settling import leave, place
from sourcelib.models import Article, ImportBatch
from tests.factories import CuratorFactory
from tests.interchange.records import (
    TEXT,
    Record,
    after,
    exported,
    library,
    span,
    uid,
    undone,
    write,
)
from tests.reanchoring import outcome_of, revise

pytestmark = pytest.mark.django_db

Records = dict[str, Record]
NEW = TEXT.replace("hesitated for a decade", "waited for a decade")


def of_second(words: str, role: str = "body", **more: Any) -> Record:
    return span(words, role, NEW, **more) | {"revision": uid("second")}


def reanchoring(of: str, outcome: str, state: str, **more: Any) -> Record:
    return {
        "type": "reanchoring",
        "uid": uid(f"reanchoring of {of}"),
        "source": uid("source"),
        "annotation": uid(of),
        "old_revision": uid("revision"),
        "revision": uid("second"),
        "outcome": outcome,
        "confidence": "0.7500",
        "state": state,
        **more,
    }


def corrected() -> Records:
    """Return a library whose source was corrected: each annotation came out of it otherwise."""
    records = library()
    second = records["revision"] | {
        "uid": uid("second"),
        "number": 2,
        "text": NEW,
        "reason": "Not hesitation.",
    }
    records["mention"]["spans"].append(of_second("Tokyo", placement="carried"))
    for name in ("prediction", "twin"):
        records[name]["spans"] += [
            of_second("a treaty is likely next year: 70 per cent", placement="re-anchored"),
            of_second("If talks go on", "condition", placement="re-anchored"),
            of_second("likely", "likelihood", placement="re-anchored"),
        ]
    found = of_second("Tokyo waited") | {"part": 1}
    del found["revision"]
    day = "2022-02-01T10:00:00Z"
    return after(
        after(records, "revision", {"second": second}),
        "twin",
        {
            "of the mention": reanchoring("mention", "unchanged", "carried"),
            "of the claim": reanchoring("claim", "edited", "waiting", proposed=[found]),
            "of the prediction": reanchoring(
                "prediction", "uncertain", "placed", note="As it was.", decided_at=day
            ),
        },
    )


def read(tmp_path: Path, records: Records) -> Any:
    return load(user=None, path=write(tmp_path / "a.jsonl", records))


def faults(tmp_path: Path, records: Records) -> list[Fault]:
    with pytest.raises(ImportRefused) as refused:
        read(tmp_path, records)
    assert not Article.objects.exists()
    return refused.value.faults


def test_they_come_back_as_they_went_out_to_the_byte(tmp_path: Path):
    with undone():
        read(tmp_path, corrected())
        first = exported()
        assert first.count('"type": "reanchoring"') == 3
        assert list(check_library()) == []
    copy = tmp_path / "copy.jsonl"
    copy.write_text(first, encoding="utf-8", newline="\n")
    load(user=None, path=copy)
    assert exported() == first
    report = load(user=None, path=copy)
    assert report.created.total() == 0


def test_what_was_carried_over_and_placed_goes_out_and_comes_back(tmp_path: Path):
    with undone():
        read(tmp_path, library())
        article = Article.objects.get()
        revise(article, NEW)
        row = outcome_of(a.Annotation.objects.get(kind="claim"))
        place(user=CuratorFactory(), reanchoring=row)
        first = exported()
    copy = tmp_path / "copy.jsonl"
    copy.write_text(first, encoding="utf-8", newline="\n")
    load(user=None, path=copy)
    assert exported() == first
    assert list(check_library()) == []
    stands = a.Annotation.objects.values_list("revision__number", flat=True)
    assert set(stands) == {2}


def test_a_row_says_what_its_record_said(tmp_path: Path):
    read(tmp_path, corrected())
    row = a.Reanchoring.objects.get(annotation__uid=uid("claim"))
    assert (row.outcome, row.state, row.confidence) == ("edited", "waiting", 0.75)
    assert (row.old_revision.number, row.revision.number) == (1, 2)
    assert row.proposed[0]["exact"] == "Tokyo waited"
    assert row.article == row.annotation.article
    assert row.annotation.revision.number == 1
    assert a.Reanchoring.objects.get(state="placed").decided_by is None


@pytest.mark.parametrize(
    ("changed", "field", "problem"),
    [
        ({"annotation": uid("nobody")}, "annotation", "an annotation with this uid"),
        ({"revision": uid("nobody")}, "revision", "a revision with this uid"),
        (
            {"old_revision": uid("second"), "revision": uid("revision")},
            "revision",
            "does not come after",
        ),
        ({"state": "carried"}, "state", "not carried over unseen"),
        ({"state": "placed"}, "decided_at", "does not fit"),
        ({"decided_at": "2022-02-01T10:00:00Z"}, "decided_at", "does not fit"),
        ({"state": "left"}, "decided_at", "does not fit"),
        ({"confidence": 0.5}, "confidence", "not a probability"),
        ({"confidence": "1.5"}, "confidence", "not a probability"),
        ({"outcome": "gone"}, "outcome", "not one of the values"),
        (
            {"proposed": [{"start": 0, "end": 5, "exact": "Kyoto"}]},
            "proposed[0].exact",
            "the text reads 'Tokyo'",
        ),
        (
            {"proposed": [{"start": 0, "end": 5000, "exact": NEW}]},
            "proposed[0].exact",
            "the text reads",
        ),
    ],
)
def test_what_is_wrong_with_one_is_said(tmp_path: Path, changed: Record, field: str, problem: str):
    records = corrected()
    records["of the claim"] |= changed
    found = faults(tmp_path, records)
    assert any(f"reanchoring.{field}" == one.field and problem in one.problem for one in found)


def test_what_is_carried_or_placed_stands_there(tmp_path: Path):
    for name, of in (("mention", "of the mention"), ("prediction", "of the prediction")):
        records = corrected()
        spans = [one for one in records[name]["spans"] if one["revision"] == uid("revision")]
        records[name]["spans"] = spans
        if name == "prediction":
            records["twin"]["spans"] = spans
        (found,) = faults(tmp_path, records)
        assert found.field == "reanchoring.revision"
        assert "has no passage" in found.problem
        assert of in records


def test_an_annotation_is_looked_for_once_in_a_text(tmp_path: Path):
    records = corrected()
    records["once more"] = records["of the claim"] | {"uid": uid("once more")}
    records = after(records, "of the prediction", {"twice": records.pop("once more")})
    (found,) = faults(tmp_path, records)
    assert "as on line" in found.problem
    read(tmp_path, corrected())
    more = [corrected()["of the claim"] | {"uid": uid("once more")}]
    with pytest.raises(ImportRefused) as refused:
        load(user=None, path=write(tmp_path / "b.jsonl", more))
    assert "the library holds another" in refused.value.faults[0].problem


def test_they_come_for_a_source_that_the_library_has(tmp_path: Path):
    records = corrected()
    later = {name: record for name, record in records.items() if name.startswith("of the")}
    read(tmp_path, {name: record for name, record in records.items() if name not in later})
    report = load(user=None, path=write(tmp_path / "b.jsonl", later))
    assert +report.created == {"reanchoring": 3}
    assert a.Reanchoring.objects.count() == 3


def test_they_go_with_the_batch_that_brought_them(tmp_path: Path):
    read(tmp_path, corrected())
    undo(user=None, uid=str(ImportBatch.objects.get().uid), published=True)
    assert not a.Reanchoring.objects.exists()
    assert not Article.objects.exists()


def test_a_batch_stays_where_somebody_decided_where_a_passage_stands(tmp_path: Path):
    read(tmp_path, corrected())
    row = a.Reanchoring.objects.get(state="waiting")
    leave(user=CuratorFactory(), reanchoring=row, note="Said otherwise.")
    with pytest.raises(UndoRefused, match="looked for in a corrected text"):
        undo(user=None, uid=str(ImportBatch.objects.get().uid))
    assert a.Reanchoring.objects.count() == 3
