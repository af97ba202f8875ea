"""Bad input never half-succeeds and never passes in silence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations import models as a
from annotations.interchange.report import ImportRefused
from annotations.interchange.sourcelib import load
from sourcelib.models import Article, FormerSlug
from tests.factories import ArticleFactory
from tests.interchange.records import Record, after, faults_of, library, span, uid, write

pytestmark = pytest.mark.django_db


def _set(name: str, *path: Any, to: Any) -> Callable[[dict[str, Record]], None]:
    def change(records: dict[str, Record]) -> None:
        here: Any = records[name]
        for step in path[:-1]:
            here = here[step]
        here[path[-1]] = to

    return change


def _drop(name: str, *path: Any) -> Callable[[dict[str, Record]], None]:
    def change(records: dict[str, Record]) -> None:
        here: Any = records[name]
        for step in path[:-1]:
            here = here[step]
        del here[path[-1]]

    return change


def _role(first: str | None = None, last: str | None = None) -> Record:
    named = {"organisation": uid("cabinet"), "title": "Minister"}
    return named | {"valid_from": first, "valid_to": last}


def _foretold(**values: Any) -> Callable[[dict[str, Record]], None]:
    def change(records: dict[str, Record]) -> None:
        records["prediction"]["prediction"] |= values

    return change


BREACHES = [
    (_set("claim", "colour", to="red"), "annotation.colour", "there is no such key"),
    (_drop("claim", "claim", "summary"), "annotation.claim.summary", "the key is missing"),
    (_set("claim", "claim", "summary", to=""), "annotation.claim.summary", "empty"),
    (_set("claim", "claim", "kind", to="opinion"), "annotation.claim.kind", "not one of"),
    (_set("claim", "kind", to="remark"), "annotation.kind", "no kind of annotation"),
    (_set("claim", "version", to="2"), "annotation.version", "not a whole number"),
    (_set("claim", "version", to=True), "annotation.version", "not a whole number"),
    (_set("mention", "mention", "locative", to=1), "annotation.mention.locative", "neither true"),
    (_set("claim", "uid", to="42"), "annotation.uid", "no uid"),
    (_set("claim", "about", to=[uid("nobody")]), "annotation.about", "neither this file"),
    (_set("claim", "topics", to="treaty"), "annotation.topics", "not a list"),
    (_set("claim", "created_at", to="2020-01-01"), "annotation.created_at", "its zone"),
    (_set("claim", "claim", "speaker", to=None), "annotation.claim.speaker", "does not fit"),
    (_set("mention", "about", to=[uid("japan")]), "annotation.about", "a mention has none"),
    (_set("mention", "uid", to=uid("claim")), "annotation.uid", "stands on line"),
    (_set("claim", "spans", 0, "start", to=1), "annotation.spans[0].exact", "the text reads"),
    (_set("claim", "spans", 0, "end", to=9_999), "annotation.spans[0].end", "code points"),
    (_set("claim", "spans", 0, "role", to="horizon"), "annotation.spans[0].role", "predictions"),
    (_set("claim", "spans", 1, "part", to=1), "annotation.spans[1].part", "stands twice"),
    (_set("claim", "spans", 1, "part", to=3), "annotation.spans.part", "without gaps"),
    (_set("claim", "spans", 0, "part", to=0), "annotation.spans.part", "without gaps"),
    (_set("claim", "spans", 0, "prefix", to="x"), "annotation.spans[0].prefix", "before it"),
    (_set("claim", "spans", to=[]), "annotation.spans", "not a list of objects"),
    (_set("claim", "state", to="withdrawn"), "annotation.state_reason", "needs it"),
    (_set("claim", "source", to=uid("x")), "annotation.source", "no such source"),
    (_set("revision", "sha256", to="0" * 64), "revision.sha256", "the text has"),
    (_set("revision", "text", to="a \n\n\nb"), "revision.text", "not a canonical text"),
    (_set("revision", "file", to="x.txt"), "revision.text", "either text or file"),
    (_set("source", "date", to=None), "source.date", "known to the month"),
    (_set("source", "date_earliest", to="2016-01-01"), "source.date_latest", "before"),
    (_set("source", "date_latest", to="2015-02-31"), "source.date_latest", "no day"),
    (_set("source", "authors", to=[uid("x")]), "source.authors", "neither this file"),
    (_set("source", "original_url", to="javascript:1"), "source.original_url", "no web address"),
    (_set("source", "slug", to="a b"), "source.slug", "no slug"),
    (_set("revision", "number", to=2), "revision.number", "there is no revision 1"),
    (_set("twin", "prediction", "compound", to=None), "compound.uid", "1 predictions of this"),
    (_set("source", "current_revision", to=2), "source.current_revision", "no such revision"),
    (_set("japan", "kind", to="planet"), "actor.kind", "not one of"),
    (_set("japan", "part_of", to=uid("japan")), "actor.part_of", "to itself"),
    (_set("japan", "part_of", to=uid("x")), "actor.part_of", "neither this file"),
    (_set("cabinet", "slug", to="japan"), "actor.slug", "taken by line"),
    (_set("cabinet", "part_of", to=uid("minister")), "actor.part_of", "a part of itself"),
    (
        _set("minister", "members", to=[{"member": uid("cabinet")}]),
        "actor.members",
        "a member of itself",
    ),
    (
        _set("minister", "roles", to=[_role("2012-12-26", "2020-09-16"), _role("2020-09-16")]),
        "actor.roles[1]",
        "overlaps roles[0], " + uid("cabinet") + ", Minister (2012-12-26 to 2020-09-16)",
    ),
    (_set("minister", "roles", to=[_role(), _role("1999-01-01")]), "actor.roles[1]", "overlaps"),
    (
        _set("minister", "roles", to=[_role(), _role() | {"title": "MINISTER "}]),
        "actor.roles[1]",
        "overlaps roles[0]",
    ),
    (
        _set("cabinet", "members", to=[{"member": uid("minister")}] * 2),
        "actor.members[1]",
        "overlaps members[0]",
    ),
    (
        _set("japan", "aliases", to=[{"text": "Tokyo", "kind": "short"}] * 2),
        "actor.aliases[1]",
        "overlaps aliases[0], Tokyo, short (… to …)",
    ),
    (_set("japan", "merged_into", to=uid("cabinet")), "annotation.mention.actor", "was merged"),
    (_set("cabinet", "merged_into", to=uid("japan")), "actor.part_of", "was merged into"),
    (_set("cabinet", "author", to=uid("author")), "actor.author", "is this author"),
    (
        _set("prediction", "prediction", "deadline", to="2021-01-01"),
        "annotation.prediction.deadline",
        "five years from 2015-05-31 is 2020-05-31",
    ),
    (
        _set("prediction", "prediction", "horizon_ground", to="none"),
        "annotation.prediction.deadline",
        "no horizon",
    ),
    (
        _set("prediction", "prediction", "horizon_end", to="2016-01-01"),
        "annotation.prediction.horizon_end",
        "the ground is default-5y",
    ),
    (
        _set("prediction", "prediction", "probability", to=0.7),
        "annotation.prediction.probability",
        "not a probability",
    ),
    (
        _set("prediction", "prediction", "probability", to="0.9"),
        "annotation.prediction.probability",
        "print no such number",
    ),
    (
        _foretold(horizon_ground="stated", horizon_end="2015-04-30", deadline="2015-04-30"),
        "annotation.prediction.deadline",
        "before the source, 2015-05-01",
    ),
    (
        _foretold(horizon_ground="event", deadline="2010-01-01"),
        "annotation.prediction.deadline",
        "before the source, 2015-05-01",
    ),
    (
        _set("twin", "prediction", "co_speakers", to=[]),
        "annotation.prediction.compound",
        "another predictor",
    ),
    (
        _set("twin", "spans", to=[span("Tokyo hesitated")]),
        "annotation.prediction.compound",
        "another sentence",
    ),
    (
        _set("twin", "spans", to=[span("so")]),
        "annotation.prediction.compound",
        "another sentence",
    ),
    (
        _set("prediction", "prediction", "compound", to=uid("x")),
        "annotation.prediction.compound",
        "neither this file",
    ),
    (_set("version", "number", to=3), "version.number", "at version 2"),
    (_set("version", "number", to=1), "version.number", "of it are kept only [1]"),
    (_set("version", "annotation", to=uid("x")), "version.annotation", "neither this file"),
    (
        _set("proposition", "members", 1, "note", to=""),
        "proposition.members[1].note",
        "neutral, and no note",
    ),
    (
        _set("proposition", "members", 0, "annotation", to=uid("mention")),
        "proposition.members[0].annotation",
        "a mention asserts nothing",
    ),
    (_set("relation", "to", to=uid("x")), "relation.to", "neither this file"),
    (_set("relation", "to", to=uid("claim")), "relation.to", "the two ends are one"),
    (_set("relation", "from", to=uid("mention")), "relation.from", "a mention"),
    (_set("relation", "kind", to="loves"), "relation.kind", "not one of"),
    (_set("verdict", "event_date", to=None), "verdict.event_date", "says what happened"),
    (_set("verdict", "event_date", to="2014-01-01"), "verdict.event_date", "was before"),
    (_set("verdict", "event_date", to="2022-01-01"), "verdict.event_date", "after the decision"),
    (_set("verdict", "state", to="supported"), "verdict.state", "not for a prediction"),
    (_set("verdict", "evidence", to=[]), "verdict.evidence", "without evidence"),
    (
        _set("verdict", "evidence", 0, "passage", to=uid("claim")),
        "verdict.evidence[0].source",
        "a passage has none",
    ),
    (
        _set("verdict", "evidence", 1, "words", to="Kyoto"),
        "verdict.evidence[1].words",
        "the passage reads 'Tokyo hesitated",
    ),
    (_set("verdict", "evidence", 0, "date", to=None), "verdict.evidence[0].date", "no date"),
    (_set("verdict", "judged_version", to=7), "verdict.judged_version", "at version 1"),
    (_set("later verdict", "confirmed_at", to=None), "verdict.confirmed_at", "does not fit"),
    (_set("later verdict", "supersedes", to=uid("x")), "verdict.supersedes", "neither this file"),
]


@pytest.mark.parametrize(("change", "field", "problem"), BREACHES)
def test_a_breach_is_named_with_its_line_field_and_remedy_and_nothing_is_written(
    change: Callable[[dict[str, Record]], None], field: str, problem: str, tmp_path: Path
):
    records = library()
    change(records)
    faults = faults_of(write(tmp_path / "a.jsonl", records))
    named = [fault for fault in faults if fault.field == field and problem in fault.problem]
    assert named, [str(fault) for fault in faults]
    assert named[0].remedy
    name, line = named[0].place.split(":")
    assert name == "a.jsonl"
    written = json.loads((tmp_path / "a.jsonl").read_text().splitlines()[int(line) - 1])
    assert written["type"] == field.split(".")[0]


def test_a_wrong_offset_is_shown_with_both_strings(tmp_path: Path):
    records = library()
    records["mention"]["spans"] = [span("Tokyo") | {"start": 1, "end": 6}]
    (fault,) = faults_of(write(tmp_path / "a.jsonl", records))
    assert "'okyo '" in str(fault)
    assert "'Tokyo'" in str(fault)


def test_conditions_may_not_hang_on_each_other(tmp_path: Path):
    records = library()
    there = records["relation"] | {"uid": uid("r1"), "from": uid("twin")}
    back = records["relation"] | {
        "uid": uid("r2"),
        "from": uid("prediction"),
        "to": uid("twin"),
    }
    records = after(records, "proposition", {"r1": there, "r2": back})
    (fault,) = faults_of(write(tmp_path / "a.jsonl", records))
    assert fault.field == "relation.to"
    assert "condition of the other" in fault.problem


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"attribution": "author", "speaker": None, "co_speakers": []}, "another predictor"),
        ({}, "another sentence"),
    ],
)
def test_what_joins_a_compound_that_the_library_holds_fits_those_that_are_in_it(
    change: dict[str, Any], problem: str, tmp_path: Path
):
    records = library()
    load(user=None, path=write(tmp_path / "a.jsonl", records))
    third = records["twin"] | {"uid": uid("third")}
    third["prediction"] = third["prediction"] | change | {"probability": None}
    words = "talks go on" if change else "Tokyo hesitated"
    third["spans"] = [span(words)]
    with pytest.raises(ImportRefused) as refused:
        load(user=None, path=write(tmp_path / "b.jsonl", [third]))
    (fault,) = refused.value.faults
    assert fault.field == "annotation.prediction.compound"
    assert problem in fault.problem
    third["prediction"] |= records["twin"]["prediction"] | {"probability": None}
    third["spans"] = [span("talks go on")]
    assert load(user=None, path=write(tmp_path / "b.jsonl", [third])).created["annotation"] == 1


def test_the_same_relation_twice_is_refused(tmp_path: Path):
    records = library()
    again = records["relation"] | {"uid": uid("again")}
    (fault,) = faults_of(write(tmp_path / "a.jsonl", after(records, "relation", {"again": again})))
    assert "same relation as on line" in fault.problem


def test_a_revision_reads_no_file_outside_of_its_folder(tmp_path: Path):
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "in"
    folder.mkdir()
    records = library()
    del records["revision"]["text"]
    records["revision"] |= {"file": "../secret.txt", "sha256": "0" * 64}
    faults = faults_of(write(folder / "a.jsonl", records))
    assert any("outside the folder" in fault.problem for fault in faults)


def test_skipping_leaves_out_what_is_wrong_and_what_depends_on_it(tmp_path: Path):
    records = library()
    records["prediction"]["spans"][0]["start"] += 1
    path = write(tmp_path / "a.jsonl", records)
    report = load(user=None, path=path, skip_invalid=True)
    assert report.created["annotation"] == 3
    assert not a.Verdict.objects.exists()
    assert not a.Relation.objects.exists()
    assert not a.Proposition.objects.exists()
    assert {fault.field.split(".")[0] for fault in report.faults} == {"annotation"}
    resting = {fault.field.split(".")[0] for fault in report.resting}
    assert resting == {"proposition", "relation", "verdict"}


def test_a_refused_record_is_named_once_and_those_that_rest_on_it_are_counted(tmp_path: Path):
    records = library()
    records["minister"]["kind"] = "planet"
    with pytest.raises(ImportRefused) as refused:
        load(user=None, path=write(tmp_path / "a.jsonl", records))
    assert [fault.field for fault in refused.value.faults] == ["actor.kind"]
    assert refused.value.resting > 0


def test_an_actor_that_falls_away_takes_with_it_those_that_refer_to_it(tmp_path: Path):
    records = library()
    records["minister"]["kind"] = "planet"
    report = load(user=None, path=write(tmp_path / "a.jsonl", records), skip_invalid=True)
    assert report.created["actor"] == 1
    assert set(a.Actor.objects.values_list("slug", flat=True)) == {"japan"}


def test_an_address_that_another_source_has_or_had_is_not_taken(tmp_path: Path):
    here = ArticleFactory(slug="here")
    FormerSlug.objects.create(model="sourcelib.article", slug="gone", uid=here.uid)
    for change in ({"slug": "gone"}, {"former_slugs": ["here"]}, {"former_slugs": ["gone"]}):
        records = library()
        records["source"] |= change
        with pytest.raises(ImportRefused, match=f"taken by {here.uid}"):
            load(user=None, path=write(tmp_path / "a.jsonl", records))
    assert Article.objects.count() == 1


def test_roles_that_follow_one_another_are_taken(tmp_path: Path):
    records = library()
    records["minister"]["roles"] = [
        _role("2015-01-02"),
        _role(None, "2012-12-31"),
        _role("2013-01-01", "2015-01-01"),
        _role("2013-01-01") | {"title": "Chair"},
    ]
    load(user=None, path=write(tmp_path / "a.jsonl", records))
    assert a.ActorRole.objects.count() == 4
