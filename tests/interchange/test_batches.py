"""An import is a batch: it can be resumed after a stop, repeated, and undone."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations import models as a
from annotations.interchange.report import ImportRefused
from annotations.interchange.sourcelib import load, writing
from annotations.interchange.sourcelib.checking import spilling
from annotations.interchange.sourcelib.writing.links import LinkWriter
from annotations.interchange.undoing import UndoRefused, undo
from annotations.services import memberships, relating
from sourcelib.models import Article, Author, FormerSlug, ImportBatch, Publication, Revision
from sourcelib.services.refusals import NotAllowed
from tests.factories import (
    AccountFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    VerdictFactory,
)
from tests.interchange.records import exported, library, uid, write

pytestmark = pytest.mark.django_db

TABLES = (
    a.Actor,
    a.Annotation,
    a.Topic,
    a.Proposition,
    a.Relation,
    a.Verdict,
    a.Evidence,
    a.Compound,
    Article,
    Author,
    FormerSlug,
    Publication,
    Revision,
)

ORDER = (
    *("publication", "author", "topic", "actor", "source", "revision", "compound", "annotation"),
    *("version", "proposition", "relation", "verdict"),
)
SPOKEN_FOR = {library()["relation"]["kind"], "condition-of"}


def test_a_trial_writes_nothing_and_counts_what_would_come_in(tmp_path: Path):
    report = load(user=None, path=write(tmp_path / "a.jsonl", library()), dry_run=True)
    assert report.created["annotation"] == 4
    assert not ImportBatch.objects.exists()
    assert not any(table.objects.exists() for table in TABLES)


def test_what_came_in_names_its_batch(tmp_path: Path):
    report = load(user=None, path=write(tmp_path / "a.jsonl", library()))
    batch = ImportBatch.objects.get()
    assert str(batch.uid) == report.batch
    assert batch.state == "done"
    for table in (a.Annotation, a.Relation, a.Verdict, Article):
        assert set(table.objects.values_list("batch", flat=True)) == {batch.pk}


def test_a_file_that_is_there_already_changes_nothing(tmp_path: Path):
    path = write(tmp_path / "a.jsonl", library())
    load(user=None, path=path)
    before = exported()
    report = load(user=None, path=path)
    assert report.created.total() == 0
    assert report.unchanged["annotation"] == 4
    assert report.batch is None
    assert exported() == before
    assert ImportBatch.objects.count() == 1


def test_a_row_that_the_library_holds_in_other_words_is_refused(tmp_path: Path):
    records = library()
    load(user=None, path=write(tmp_path / "a.jsonl", records))
    records["claim"]["claim"]["summary"] = "Japan did not hesitate."
    with pytest.raises(ImportRefused) as refused:
        load(user=None, path=write(tmp_path / "b.jsonl", records))
    (fault,) = refused.value.faults
    assert "another claim" in fault.problem
    assert a.Claim.objects.get().summary == "Japan hesitated."


def test_an_import_that_was_stopped_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = write(tmp_path / "a.jsonl", library())

    def stop(*_args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(LinkWriter, "write", stop)
        with pytest.raises(KeyboardInterrupt):
            load(user=None, path=path)
    batch = ImportBatch.objects.get()
    assert batch.state == "running"
    assert Article.objects.exists()
    assert not a.Relation.objects.exists()
    report = load(user=None, path=path)
    assert report.resumed
    assert report.batch == str(batch.uid)
    assert report.created["relation"] == 1
    assert report.created["source"] == 0
    batch.refresh_from_db()
    assert batch.state == "done"
    assert a.Verdict.objects.count() == 2


def test_annotations_come_in_for_a_source_that_is_there(tmp_path: Path):
    records = library()
    late = {"claim", "version", "proposition", "relation", "verdict", "later verdict"}
    first = {name: record for name, record in records.items() if name not in late}
    load(user=None, path=write(tmp_path / "a.jsonl", first))
    report = load(user=None, path=write(tmp_path / "b.jsonl", records))
    assert report.created["annotation"] == 1
    assert a.Annotation.objects.get(uid=uid("claim")).spans.count() == 2


def test_large_imports_are_written_in_several_transactions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(writing, "MOST_TOGETHER", 1)
    load(user=None, path=write(tmp_path / "a.jsonl", library()))
    assert exported().count("\n") == len(library()) + 1


def test_ids_go_on_where_the_database_stands(tmp_path: Path):
    ClaimFactory()
    load(user=None, path=write(tmp_path / "a.jsonl", library()))
    ClaimFactory()
    connection.check_constraints()
    assert a.Annotation.objects.count() == 6


def test_undoing_takes_out_everything_that_came_in(tmp_path: Path):
    report = load(user=None, path=write(tmp_path / "a.jsonl", library()))
    removed = undo(user=None, uid=str(report.batch), published=True)
    assert removed["annotation"] >= 3
    assert not any(table.objects.exists() for table in TABLES)
    assert ImportBatch.objects.get().state == "undone"
    with pytest.raises(UndoRefused, match="undone already"):
        undo(user=None, uid=str(report.batch))


def test_undoing_does_not_let_vanish_what_is_published(tmp_path: Path):
    report = load(user=None, path=write(tmp_path / "a.jsonl", library()))
    with pytest.raises(UndoRefused) as refused:
        undo(user=None, uid=str(report.batch))
    assert "source s: published\nWithdraw it in the administration" in str(refused.value)
    assert f"--undo {report.batch} --also-published" in str(refused.value)
    assert exported().count("\n") == len(library()) + 1
    assert ImportBatch.objects.get().state == "done"


def test_undoing_does_not_let_vanish_what_stands_beside_what_was_there_before(tmp_path: Path):
    records = library()
    del records["proposition"]
    late = ("claim", "version", "relation", "verdict", "later verdict")
    first = {name: record for name, record in records.items() if name not in late}
    load(user=None, path=write(tmp_path / "a.jsonl", first))
    report = load(user=None, path=write(tmp_path / "b.jsonl", records))
    with pytest.raises(UndoRefused) as refused:
        undo(user=None, uid=str(report.batch))
    named = [f"annotation {uid('claim')}: published", f"verdict {uid('verdict')}: published"]
    assert [line for line in named if line in str(refused.value)] == named, refused.value
    undo(user=None, uid=str(report.batch), published=True)
    assert a.Annotation.objects.count() == 3
    assert not a.Verdict.objects.exists()


def test_undoing_takes_out_drafts_without_more_ado(tmp_path: Path):
    records = library()
    kept = ("publication", "author", "source", "revision")
    drafts = {name: records[name] for name in kept}
    drafts["source"] |= {"state": "draft"}
    report = load(user=None, path=write(tmp_path / "a.jsonl", drafts))
    assert undo(user=None, uid=str(report.batch))["article"]
    assert not Article.objects.exists()


def test_undoing_leaves_what_was_there_before(tmp_path: Path):
    kept = ClaimFactory().annotation
    report = load(user=None, path=write(tmp_path / "a.jsonl", library()))
    undo(user=None, uid=str(report.batch), published=True)
    assert list(a.Annotation.objects.all()) == [kept]


def test_what_was_undone_can_come_in_again(tmp_path: Path):
    path = write(tmp_path / "a.jsonl", library())
    undo(user=None, uid=str(load(user=None, path=path).batch), published=True)
    assert load(user=None, path=path).created["annotation"] == 4


def test_a_batch_that_was_worked_on_stays_and_what_was_done_is_named(tmp_path: Path):
    report = load(user=None, path=write(tmp_path / "a.jsonl", library()))
    article = Article.objects.get()
    article.rights_note = "All rights reserved."
    article.save()
    japan = a.Actor.objects.get(slug="japan")
    japan.note = "An island state."
    japan.save()
    mine = ClaimFactory(article=article, words="Tokyo hesitated").annotation
    verdict = VerdictFactory(annotation=a.Annotation.objects.get(uid=uid("prediction")))
    with pytest.raises(UndoRefused) as refused:
        undo(user=None, uid=str(report.batch))
    message = str(refused.value)
    for named in ("source s: changed", "japan: changed", str(mine.uid), str(verdict.uid)):
        assert named in message
    assert Article.objects.exists()


def test_undoing_leaves_no_history_of_links_and_asks_no_more_for_more_of_them(tmp_path: Path):
    counts = []
    for more in (0, 5):
        records = library()
        member = records["proposition"]["members"][0]
        propositions = [
            records["proposition"]
            | {"uid": uid(text), "slug": text, "text": text, "former_slugs": []}
            | {"members": [member]}
            for text in (f"another-{number}" for number in range(more))
        ]
        kinds = [kind for kind in a.Relation.Kind if kind not in SPOKEN_FOR]
        relations = [
            records["relation"] | {"uid": uid(f"relation {kind}"), "kind": kind}
            for kind in kinds[:more]
        ]
        values = sorted(
            [*records.values(), *propositions, *relations],
            key=lambda record: ORDER.index(record["type"]),
        )
        report = load(user=None, path=write(tmp_path / f"{more}.jsonl", values))
        held = a.Relation.objects.count(), a.PropositionMember.objects.count()
        with CaptureQueriesContext(connection) as queries:
            removed = undo(user=None, uid=str(report.batch), published=True)
        assert (removed["relation"], removed["propositionmember"]) == held
        counts.append(sum("relation" in query["sql"].lower() for query in queries))
        assert not a.Relation.objects.exists()
        assert not a.PropositionMember.objects.exists()
    assert counts[0] == counts[1]
    assert not a.Relation.history.exists()
    assert not a.PropositionMember.history.exists()


def test_relations_and_members_that_somebody_changed_keep_their_batch_in_place(tmp_path: Path):
    editor = EditorFactory()
    report = load(user=None, path=write(tmp_path / "a.jsonl", library()))
    relation, member = a.Relation.objects.get(), a.PropositionMember.objects.first()
    assert member is not None
    relating.change(
        user=editor, relation=relation, kind=relation.kind, reason="Anew.", why="Read anew."
    )
    memberships.remove(user=editor, member=member, reason="It speaks of something else.")
    with pytest.raises(UndoRefused) as refused:
        undo(user=None, uid=str(report.batch))
    assert f"relation {relation.uid}: changed" in str(refused.value)
    assert f"proposition {member.proposition.slug}: a member taken away" in str(refused.value)
    relating.remove(user=editor, relation=relation, reason="They are unrelated.")
    with pytest.raises(UndoRefused, match=f"relation {relation.uid}: taken away"):
        undo(user=None, uid=str(report.batch))


def test_a_batch_that_does_not_exist_cannot_be_undone():
    for name in ("x", uid("batch")):
        with pytest.raises(UndoRefused, match="no batch"):
            undo(user=None, uid=name)


def test_only_those_who_may_import_do(tmp_path: Path):
    path = write(tmp_path / "a.jsonl", library())
    with pytest.raises(NotAllowed):
        load(user=AccountFactory(), path=path)
    curator = CuratorFactory()
    load(user=curator, path=path)
    assert Article.objects.get().created_by == curator
    with pytest.raises(NotAllowed):
        undo(user=curator, uid=str(ImportBatch.objects.get().uid))


def test_a_file_larger_than_memory_is_checked_just_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(spilling, "MOST_IN_MEMORY", 2)
    values = list(library().values())
    load(user=None, path=write(tmp_path / "a.jsonl", values), dry_run=True)
    with pytest.raises(ImportRefused) as refused:
        load(user=None, path=write(tmp_path / "a.jsonl", [*values, values[-1]]))
    assert "stands on line 19 too" in str(refused.value)
