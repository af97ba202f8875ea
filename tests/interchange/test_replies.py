"""Replies of those concerned go out and come back; reports of readers never do."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations import models as a
from annotations.interchange.report import Fault, ImportRefused
from annotations.interchange.sourcelib import dump, load
from annotations.interchange.undoing import UndoRefused, undo
from annotations.services.checking import check_library
from annotations.services.replying import withdraw_reply
from sourcelib.models import Article, ImportBatch
from tests.factories import EditorFactory
from tests.interchange.records import Record, exported, library, uid, undone, write
from tests.reports import ReplyFactory, ReportFactory

pytestmark = pytest.mark.django_db

Records = dict[str, Record]
REPLIES = ("to the source", "to the claim", "to the verdict")


def _reply(uid_of: str, /, **values: Any) -> Record:
    return {
        "type": "reply",
        "uid": uid(uid_of),
        "name": "Ann Archer",
        "capacity": "author",
        "text": "I meant the other treaty.\n\n🗻 “Nō” — so.",
        "date": "2021-06-01",
        **values,
    }


def _with_replies() -> Records:
    """Return the library with a reply to each thing that can be answered."""
    return library() | {
        "to the source": _reply("to the source", source=uid("source"), capacity="publisher"),
        "to the claim": _reply(
            "to the claim", annotation=uid("claim"), url="https://example.org/a"
        ),
        "to the verdict": _reply(
            "to the verdict",
            verdict=uid("later verdict"),
            capacity="judged",
            published_at="2022-03-01T10:00:00.120Z",
            withdrawn_at="2022-04-01T10:00:00Z",
            withdrawn_reason="They asked us to.",
        ),
    }


def _load(tmp_path: Path, records: Records, **options: Any) -> Any:
    return load(user=None, path=write(tmp_path / "a.jsonl", records), **options)


def _faults(tmp_path: Path, records: Records) -> list[Fault]:
    with pytest.raises(ImportRefused) as refused:
        _load(tmp_path, records)
    assert not Article.objects.exists()
    assert not a.Reply.objects.exists()
    return refused.value.faults


# There and back ------------------------------------------------------------------------------


def test_replies_come_back_as_they_went_out_to_the_byte(tmp_path: Path):
    with undone():
        _load(tmp_path, _with_replies())
        first = exported()
        assert list(check_library()) == []
    copy = tmp_path / "copy.jsonl"
    copy.write_text(first, encoding="utf-8", newline="\n")
    load(user=None, path=copy)

    assert exported() == first
    assert first.count('"type": "reply"') == 3


def test_every_key_that_is_given_comes_back(tmp_path: Path):
    curator = EditorFactory()
    load(user=curator, path=write(tmp_path / "a.jsonl", _with_replies()))

    source, claim, verdict = a.Reply.objects.order_by("pk")
    assert source.article == Article.objects.get()
    assert claim.annotation == a.Annotation.objects.get(uid=uid("claim"))
    assert claim.url == "https://example.org/a"
    assert claim.published_by == curator
    assert claim.published_at >= ImportBatch.objects.get().created_at
    assert verdict.verdict == a.Verdict.objects.get(uid=uid("later verdict"))
    assert verdict.capacity == a.Reply.Capacity.JUDGED
    assert verdict.text.endswith("🗻 “Nō” — so.")
    assert verdict.withdrawn_reason == "They asked us to."
    assert verdict.published_at == datetime.datetime(2022, 3, 1, 10, 0, 0, 120_000, datetime.UTC)


def test_a_reply_that_is_there_is_passed_over_and_one_in_other_words_is_refused(tmp_path: Path):
    records = _with_replies()
    _load(tmp_path, records)

    report = _load(tmp_path, records)
    assert report.unchanged["reply"] == 3
    assert report.created.total() == 0

    records["to the claim"]["text"] = "I meant no treaty at all."
    with pytest.raises(ImportRefused) as refused:
        _load(tmp_path, records)
    (fault,) = refused.value.faults
    assert "another text" in fault.problem


def test_replies_alone_come_to_a_library_that_has_what_they_answer(tmp_path: Path):
    _load(tmp_path, library())

    report = _load(tmp_path, {name: _with_replies()[name] for name in REPLIES})

    assert +report.created == {"reply": 3}
    assert list(check_library()) == []


def test_one_source_goes_out_with_the_replies_to_what_goes_out(tmp_path: Path):
    _load(tmp_path, _with_replies())
    ReplyFactory()  # beside a prediction of another source
    lines: list[str] = []

    left_out = dump(write=lines.append, source=Article.objects.get(slug="s"))

    assert sum('"type": "reply"' in line for line in lines) == 3
    assert left_out == []


def test_a_reply_to_a_verdict_that_stays_behind_stays_with_it(tmp_path: Path):
    _load(tmp_path, _with_replies())
    elsewhere = ReplyFactory().annotation
    a.Evidence.objects.filter(passage__isnull=False).update(passage=elsewhere)
    lines: list[str] = []

    left_out = dump(write=lines.append, source=Article.objects.get(slug="s"))

    assert sum('"type": "reply"' in line for line in lines) == 2
    assert left_out == [
        "2 verdicts that rest on passages of other sources",
        "1 replies to such verdicts",
    ]


def test_no_export_holds_a_report_of_a_reader_or_leads_to_one(tmp_path: Path):
    _load(tmp_path, _with_replies())
    report = ReportFactory(
        about_kind="claim",
        about_uid=uid("claim"),
        name="Rita Reader",
        email="rita@example.org",
        text="A secret complaint.",
        state="changed",
        answer="An answer to the complaint.",
    )
    a.ReportStep.objects.create(report=report, action="changed", note="A note of an editor.")
    a.Reply.objects.update(report=report)

    for text in (exported(), exported(source=Article.objects.get())):
        assert text.count('"type": "reply"') == 3
        for secret in (str(report.uid), "Rita", "rita@example.org", "complaint", "A note of"):
            assert secret not in text, secret


# What is refused -----------------------------------------------------------------------------


def _in(where: str, /, **values: Any) -> Callable[[Records], None]:
    def change(records: Records) -> None:
        records[where] |= values

    return change


CLAIM = "to the claim"
FAULTS = {
    "nothing answered": (_in(CLAIM, annotation=None), "reply.annotation", "answers nothing"),
    "two things answered": (
        _in(CLAIM, source=uid("source")),
        "reply.annotation",
        "answers source and annotation",
    ),
    "no such source": (
        _in("to the source", source=uid("no source")),
        "reply.source",
        "nor the library has a source with this uid",
    ),
    "an annotation for a source": (
        _in("to the source", source=uid("claim")),
        "reply.source",
        "nor the library has a source with this uid",
    ),
    "no such annotation": (
        _in(CLAIM, annotation=uid("no")),
        "reply.annotation",
        "has an annotation",
    ),
    "a mention": (_in(CLAIM, annotation=uid("mention")), "reply.annotation", "asserts nothing"),
    "a draft": (_in("claim", state="draft"), "reply.annotation", "never was public"),
    "no such verdict": (
        _in("to the verdict", verdict=uid("no")),
        "reply.verdict",
        "has a verdict with this uid",
    ),
    "a proposal": (
        _in("later verdict", review="proposed", confirmed_at=None),
        "reply.verdict",
        "only proposed",
    ),
    "a verdict on a draft": (_in("prediction", state="draft"), "reply.verdict", "never was public"),
    "no name": (_in(CLAIM, name=" "), "reply.name", "nobody"),
    "an unknown capacity": (
        _in(CLAIM, capacity="friend"),
        "reply.capacity",
        "not one of the values",
    ),
    "too short": (_in(CLAIM, text="No."), "reply.text", "3 characters"),
    "too long": (_in(CLAIM, text="a" * 10_001), "reply.text", "10001 characters"),
    "white space": (_in(CLAIM, text=" I meant no treaty."), "reply.text", "white space"),
    "lines of another system": (_in(CLAIM, text="I meant\r\nno treaty."), "reply.text", "CR"),
    "no day": (_in(CLAIM, date=None), "reply.date", "this is no day"),
    "a day to come": (_in(CLAIM, date="2999-01-01"), "reply.date", "still to come"),
    "no address": (_in(CLAIM, url="example"), "reply.url", "no web address"),
    "withdrawn for no reason": (
        _in(CLAIM, withdrawn_at="2022-01-01T00:00:00Z"),
        "reply.withdrawn_reason",
        "a time and a reason",
    ),
    "a reason and no withdrawal": (
        _in(CLAIM, withdrawn_reason="Asked."),
        "reply.withdrawn_at",
        "a time and a reason",
    ),
    "a report": (_in(CLAIM, report=uid("report")), "reply.report", "no such key"),
    "an account": (_in(CLAIM, published_by="editor"), "reply.published_by", "no such key"),
    "twice": (_in(CLAIM, uid=uid("to the source")), "reply.uid", "stands on line"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_what_is_wrong_with_a_reply_is_named_and_nothing_comes_in(what: str, tmp_path: Path):
    change, field, problem = FAULTS[what]
    records = _with_replies()
    change(records)

    faults = _faults(tmp_path, records)

    (fault,) = [fault for fault in faults if fault.field == field]
    assert problem in fault.problem
    assert fault.remedy


def test_a_reply_before_what_it_answers_is_refused(tmp_path: Path):
    records = _with_replies()
    first = {"to the source": records.pop("to the source")}

    faults = _faults(tmp_path, {**first, **records})

    assert "it stands after records that may refer to it" in faults[0].problem


def test_what_rests_on_a_refused_record_is_told_apart(tmp_path: Path):
    records = _with_replies()
    records["later verdict"]["confidence"] = "some"

    with pytest.raises(ImportRefused) as refused:
        _load(tmp_path, records)

    assert [fault.field for fault in refused.value.faults] == ["verdict.confidence"]
    assert refused.value.resting == 1


def test_what_was_withdrawn_since_it_was_public_can_be_answered(tmp_path: Path):
    records = _with_replies()
    records["claim"] |= {
        "state": "withdrawn",
        "published_at": "2021-01-01T00:00:00Z",
        "withdrawn_at": "2021-02-01T00:00:00Z",
        "state_reason": "It was wrong.",
    }

    assert _load(tmp_path, records).created["reply"] == 3
    assert list(check_library()) == []


# Taking it out again -------------------------------------------------------------------------


def test_undoing_takes_replies_out_and_they_can_come_in_again(tmp_path: Path):
    report = _load(tmp_path, _with_replies())

    assert undo(user=None, uid=str(report.batch), published=True)["reply"] == 3

    assert not a.Reply.objects.exists()
    assert not Article.objects.exists()
    assert _load(tmp_path, _with_replies()).created["reply"] == 3


def test_undoing_a_batch_of_replies_leaves_what_they_answer(tmp_path: Path):
    _load(tmp_path, library())
    report = _load(tmp_path, _with_replies())

    with pytest.raises(UndoRefused, match=f"reply {uid('to the source')}: published"):
        undo(user=None, uid=str(report.batch))
    assert undo(user=None, uid=str(report.batch), published=True) == {"reply": 3}

    assert a.Verdict.objects.count() == 2


def test_a_reply_that_was_published_or_withdrawn_since_keeps_its_batch_in_place(tmp_path: Path):
    report = _load(tmp_path, _with_replies())
    source = a.Reply.objects.get(uid=uid("to the source"))
    withdraw_reply(user=EditorFactory(), reply=source, reason="They asked us to.")
    mine = ReplyFactory(annotation=a.Annotation.objects.get(uid=uid("claim")))

    with pytest.raises(UndoRefused) as refused:
        undo(user=None, uid=str(report.batch))

    assert f"reply {source.uid}: withdrawn" in str(refused.value)
    assert f"reply {mine.uid}: beside something of the batch" in str(refused.value)
    assert a.Reply.objects.count() == 4
