"""An import takes no verdict that the editors' form or `check_library` would refuse."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations import models as a
from annotations.interchange.report import Fault, ImportRefused
from annotations.interchange.sourcelib import load
from annotations.interchange.sourcelib.checking import spilling
from annotations.services.checking import check_library
from tests.factories import VerdictFactory
from tests.interchange.records import Record, after, library, span, uid, write

pytestmark = pytest.mark.django_db

Records = dict[str, Record]

UNDATED = {"event_date": None, "event_date_precision": "unknown"}


def _verdict(**changes: Any) -> Callable[[Records], Records]:
    return lambda records: records | {"verdict": records["verdict"] | changes}


def _on(day: str, precision: str) -> Record:
    return {"event_date": day, "event_date_precision": precision}


def _piece(number: int, **changes: Any) -> Callable[[Records], Records]:
    def change(records: Records) -> Records:
        records["verdict"]["evidence"][number] |= changes
        return records

    return change


def _unconditional(records: Records) -> Records:
    """Take the condition away, in words and in the text."""
    records["prediction"]["prediction"]["condition"] = ""
    spans = records["prediction"]["spans"]
    records["prediction"]["spans"] = [row for row in spans if row.get("role") != "condition"]
    return records


def _on_claim(kind: str = "factual", **changes: Any) -> Callable[[Records], Records]:
    """Check the claim, whose version 2 is judged, instead of the prediction."""

    def change(records: Records) -> Records:
        records["claim"]["claim"]["kind"] = kind
        judged = {
            "annotation": uid("claim"),
            "judged_version": 2,
            "judged_summary": "Japan hesitated.",
            "state": "supported",
            "evidence": records["verdict"]["evidence"][:1],
        }
        del records["later verdict"]
        return records | {"verdict": records["verdict"] | judged | changes}

    return change


def _undated_source(records: Records) -> Records:
    days = ("date", "date_earliest", "date_latest")
    records["source"] |= {"date_precision": "unknown", **dict.fromkeys(days)}
    return records


def _told(summary: str) -> Callable[[Records], Records]:
    """Let the version that the file has of the claim tell a summary."""

    def change(records: Records) -> Records:
        records["version"]["data"] = {"claim": {"summary": summary}}
        return records

    return change


def _both(*changes: Callable[[Records], Records]) -> Callable[[Records], Records]:
    def change(records: Records) -> Records:
        for each in changes:
            records = each(records)
        return records

    return change


def _proposed(records: Records) -> Records:
    records["verdict"]["review"] = "proposed"
    return records


def _two_standing(records: Records) -> Records:
    records["later verdict"]["supersedes"] = None
    return records


def _twice_superseded(records: Records) -> Records:
    third = records["later verdict"] | {"uid": uid("third")}
    return records | {"third": third}


def _changed_since(records: Records) -> Records:
    """Let the prediction be at version 2, with an earlier deadline than the verdict knew."""
    records["prediction"] |= {"version": 2}
    records["prediction"]["prediction"] |= {
        "summary": "A treaty is signed.",
        "condition": "",
        "horizon_ground": "event",
        "deadline": "2015-12-31",
    }
    return _unconditional(records)


def _versions(**first: Any) -> Callable[[Records], Records]:
    """Let the file tell both versions of the prediction, the first with these keys."""

    def change(records: Records) -> Records:
        prediction = _changed_since(records)["prediction"]
        rows = {
            f"version {number}": {
                "type": "version",
                "annotation": uid("prediction"),
                "number": number,
                "action": "changed",
                "at": "2020-01-02T03:04:05Z",
                "data": data,
            }
            for number, data in ((1, {"prediction": first}), (2, prediction))
        }
        return after(records, "prediction", rows)

    return change


STILL_OPEN = {"state": "still-open", "evidence": [], **UNDATED}
UNMET = {"state": "condition-not-met", "condition_met": "no"}
MET = {"condition_met": "yes", "condition_met_on": "2015-12-01"}
BREACHES: list[tuple[Callable[[Records], Records], str, str]] = [
    (_verdict(**STILL_OPEN), "state", "after the deadline, 2020-05-31"),
    (_verdict(**_on("2020-06-01", "day")), "event_date", "up to the deadline, 2020-05-31"),
    (_verdict(state="partly", **_on("2020-06-02", "month")), "event_date", "up to the deadline"),
    (_on_claim("evaluative"), "annotation", "neither factual nor causal"),
    (_on_claim(condition_met="yes"), "condition_met", "only predictions have conditions"),
    (_both(_unconditional, _verdict(**MET)), "condition_met", "has no condition"),
    (_both(_unconditional, _verdict(**UNMET)), "state", "no condition that could be unmet"),
    (_verdict(state="condition-not-met"), "condition_met", "says that the condition was not met"),
    (_verdict(state="condition-not-met", condition_met="yes"), "condition_met", "was not met"),
    (_verdict(condition_met="no"), "condition_met", "the state says otherwise"),
    (_verdict(**MET | {"condition_met": "no"}), "condition_met_on", "not met"),
    (_verdict(**MET | {"condition_met_on": "2015-04-30"}), "condition_met_on", "before the source"),
    (_verdict(**MET | {"condition_met_on": "2021-01-02"}), "condition_met_on", "after the decis"),
    (_verdict(**MET | {"condition_met_on": "2017-01-01"}), "condition_met_on", "after the event"),
    (
        _verdict(
            **UNDATED | MET | {"state": "cannot-be-determined", "condition_met_on": "2020-06-01"}
        ),
        "condition_met_on",
        "after the deadline, 2020-05-31",
    ),
    (
        _both(_piece(0, date="2015-04-01"), _piece(1, date="2015-04-30", date_precision="day")),
        "evidence",
        "older than the source, which is of 2015-05-01",
    ),
    (
        _verdict(review="proposed", published_at="2021-01-01T00:00:00Z"),
        "published_at",
        "a proposal is not public",
    ),
    (_verdict(reason=" "), "reason", "no reason"),
    (_verdict(decided_on="2999-01-01"), "decided_on", "still to come"),
    (_verdict(judged_version=0), "judged_version", "at version 1"),
    (_verdict(judged_summary="A treaty."), "judged_summary", "reads 'There will be a treaty.'"),
    (_on_claim(judged_summary="It did not."), "judged_summary", "version 2 reads 'Japan hesitated"),
    (_both(_told("Japan waited."), _on_claim()), "judged_summary", "version 2 reads 'Japan waited"),
    (_versions(summary="Peace."), "judged_summary", "version 1 reads 'Peace.'"),
    (_versions(deadline="2015-12-30"), "event_date", "up to the deadline, 2015-12-30"),
    (_both(_versions(condition=""), _verdict(**MET)), "condition_met", "has no condition"),
    (_piece(1, passage=uid("prediction")), "evidence[1].passage", "no evidence of itself"),
    (_piece(1, passage=uid("mention")), "evidence[1].passage", "a mention asserts nothing"),
    (_undated_source, "evidence[1].passage", "its source has no date"),
    (_piece(1, date="2021-01-02", date_precision="day"), "evidence[1].passage", "of 2021-01-02"),
    (_verdict(decided_on="2015-04-30"), "evidence[1].passage", "of 2015-05-01, after the decision"),
    (_piece(0, date="2021-02-01"), "evidence[0].date", "after the decision"),
    (_both(_unconditional, _piece(0, bears="condition")), "evidence[0].bears", "there is none"),
    (_both(_on_claim(), _piece(0, bears="condition")), "evidence[0].bears", "there is none"),
    (_piece(1, position=3), "evidence", "not numbered from 1"),
    (_proposed, "supersedes", "only proposed"),
    (_two_standing, "supersedes", "two verdicts would stand"),
    (_twice_superseded, "supersedes", "superseded twice: line 19"),
]


@pytest.mark.parametrize(("change", "field", "problem"), BREACHES)
def test_a_verdict_that_breaks_a_rule_is_named_with_its_remedy(
    change: Callable[[Records], Records], field: str, problem: str, tmp_path: Path
):
    path = write(tmp_path / "a.jsonl", change(library()))
    faults = _refused(path)
    named = [f for f in faults if f.field == f"verdict.{field}" and problem in f.problem]
    assert named, [str(fault) for fault in faults]
    assert named[0].remedy
    line = int(named[0].place.split(":")[1])
    assert json.loads(path.read_text().splitlines()[line - 1])["type"] == "verdict"


def _refused(path: Path) -> list[Fault]:
    before = a.Verdict.objects.count()
    with pytest.raises(ImportRefused) as refused:
        load(user=None, path=path)
    assert a.Verdict.objects.count() == before
    return refused.value.faults


GOOD: list[Callable[[Records], Records]] = [
    lambda records: records,
    _verdict(**_on("2020-05-31", "month")),
    _verdict(**_on("2015-01-01", "year")),
    _verdict(**STILL_OPEN, decided_on="2020-05-31"),
    _verdict(**UNMET),
    _verdict(**MET),
    _verdict(condition_met="unknown"),
    _on_claim(),
    _on_claim("causal", state="unverifiable", evidence=[]),
    _both(_undated_source, _piece(1, date="2016-01-01", date_precision="day")),
    _piece(0, bears="condition"),
    _piece(1, date="2014-01-01", date_precision="day"),  # a later one stands beside it
    _both(_changed_since, _verdict(**MET, event_date_precision="day")),
    _versions(summary="There will be a treaty.", deadline="2020-05-31", condition="If."),
    _versions(deadline="soon", condition=None),
    lambda records: (
        records
        | {
            "proposal": records["later verdict"]
            | {"uid": uid("proposal"), "review": "proposed", "confirmed_at": None}
        }
    ),
]


@pytest.mark.parametrize("change", GOOD)
def test_what_the_rules_allow_comes_in_and_nothing_is_wrong_with_it(
    change: Callable[[Records], Records], tmp_path: Path
):
    records = change(library())
    load(user=None, path=write(tmp_path / "a.jsonl", records))
    assert a.Verdict.objects.filter(uid=uid("verdict")).exists()
    assert [str(fault) for fault in check_library()] == []


def _of_the_library(tmp_path: Path) -> Records:
    """Bring in the library, without its later verdict; return it."""
    records = library()
    first = {name: record for name, record in records.items() if name != "later verdict"}
    load(user=None, path=write(tmp_path / "first.jsonl", first))
    return records


def test_a_verdict_beside_one_that_the_library_holds_is_refused(tmp_path: Path):
    later = _of_the_library(tmp_path)["later verdict"] | {"supersedes": None}
    (fault,) = _refused(write(tmp_path / "a.jsonl", [later]))
    assert fault.field == "verdict.supersedes"
    assert f"verdict {uid('verdict')} of the library judges the same" in fault.problem


def test_a_second_successor_of_a_verdict_of_the_library_is_refused(tmp_path: Path):
    later = _of_the_library(tmp_path)["later verdict"]
    standing = a.Verdict.objects.get(uid=uid("verdict"))
    other = VerdictFactory(annotation=standing.annotation, supersedes=standing)
    (fault,) = _refused(write(tmp_path / "a.jsonl", [later]))
    assert f"verdict {other.uid} of the library stands in its place" in fault.problem


def test_a_proposal_of_the_library_is_not_superseded(tmp_path: Path):
    later = _of_the_library(tmp_path)["later verdict"]
    standing = a.Verdict.objects.get(uid=uid("verdict"))
    proposal = VerdictFactory(
        annotation=standing.annotation, supersedes=standing, review="proposed"
    )
    path = write(tmp_path / "a.jsonl", [later | {"supersedes": str(proposal.uid)}])
    (fault,) = _refused(path)
    assert "only proposed" in fault.problem


def test_what_follows_the_verdict_of_the_library_comes_in(tmp_path: Path):
    later = _of_the_library(tmp_path)["later verdict"]
    load(user=None, path=write(tmp_path / "a.jsonl", [later]))
    assert list(check_library()) == []


def test_the_library_tells_what_a_version_said(tmp_path: Path):
    later = _of_the_library(tmp_path)["later verdict"]
    judged = a.Annotation.objects.get(uid=uid("prediction"))
    a.Prediction.objects.filter(annotation=judged).update(summary="A treaty is signed.")
    a.Annotation.objects.filter(pk=judged.pk).update(version=2)
    for number, summary in ((1, "Peace."), (2, "A treaty is signed.")):
        a.AnnotationVersion.objects.create(
            annotation=judged,
            article=judged.article,
            number=number,
            action="changed",
            at=judged.created_at,
            data={"prediction": {"summary": summary}},
        )
    (fault,) = _refused(write(tmp_path / "a.jsonl", [later]))
    assert fault.field == "verdict.judged_summary"
    assert "version 1 reads 'Peace.'" in fault.problem


@pytest.mark.parametrize("change", [_two_standing, _proposed, _versions(summary="Peace.")])
def test_what_waits_on_disk_is_known_just_the_same(
    change: Callable[[Records], Records], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(spilling, "MOST_IN_MEMORY", 1)
    assert _refused(write(tmp_path / "a.jsonl", change(library())))


def test_of_two_verdicts_a_good_one_comes_in_beside_a_refused_one(tmp_path: Path):
    records = _two_standing(_verdict(reason=" ")(library()))
    path = write(tmp_path / "a.jsonl", records)
    load(user=None, path=path, skip_invalid=True)
    assert str(a.Verdict.objects.get().uid) == uid("later verdict")


def test_the_term_is_that_of_the_last_text_that_the_prediction_stands_in(tmp_path: Path):
    records = library()
    text = records["revision"]["text"].replace(" is likely", " may come")
    second = records["revision"] | {"uid": uid("revision 2"), "number": 2, "text": text}
    records = after(records, "source", {"second": second})  # the first id, the last number
    place = {"revision": uid("revision 2")}
    records["prediction"]["spans"].append(span("a treaty may come", text=text) | place)
    load(user=None, path=write(tmp_path / "a.jsonl", records))
    terms = dict(a.Prediction.objects.values_list("annotation__uid", "likelihood_term"))
    assert {str(key): term for key, term in terms.items()} == {
        uid("prediction"): "",
        uid("twin"): "likely",
    }
    assert list(check_library()) == []


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ({"published_at": "2021-03-04T00:00:00Z"}, "2021-03-04"),
        ({"review": "confirmed", "confirmed_at": "2021-02-03T00:00:00Z"}, "2021-02-03"),
        ({"proposed_at": "2021-01-02T00:00:00Z"}, "2021-01-02"),
    ],
)
def test_when_a_verdict_was_published_is_taken_from_the_best_that_a_file_tells(
    given: Record, published: str, tmp_path: Path
):
    load(user=None, path=write(tmp_path / "a.jsonl", _verdict(**given)(library())))
    assert a.Verdict.objects.get(uid=uid("verdict")).published_at.date().isoformat() == published


def test_a_verdict_of_which_a_file_tells_no_time_was_published_by_the_import(tmp_path: Path):
    records = {name: row for name, row in library().items() if name != "later verdict"}
    load(user=None, path=write(tmp_path / "a.jsonl", records))
    made = a.Verdict.objects.get()
    assert made.published_at == made.proposed_at
