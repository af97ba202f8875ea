"""What goes out and comes back is the same, to the byte."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from annotations import models as a
from annotations.interchange.sourcelib import load
from annotations.interchange.sourcelib.stored import stored
from annotations.records import annotation_record
from annotations.services.keeping.deleting import delete_draft
from annotations.services.keeping.restoring import restore_drafts
from annotations.services.keeping.steps import retract
from annotations.services.reviewing import submit
from sourcelib.models import Article, Author, FormerSlug
from sourcelib.text import canonicalise
from tests.factories import ArticleFactory, CuratorFactory
from tests.interchange.records import exported, library, span, uid, undone, write
from tests.services.annotating.made import made

pytestmark = pytest.mark.django_db


def _there_and_back(path: Path, tmp_path: Path) -> tuple[str, str]:
    with undone():
        load(user=None, path=path)
        first = exported()
    copy = tmp_path / "copy.jsonl"
    copy.write_text(first, encoding="utf-8", newline="\n")
    with undone():
        load(user=None, path=copy)
        return first, exported()


def test_a_library_with_one_of_everything_comes_back_as_it_went_out(tmp_path: Path):
    first, second = _there_and_back(write(tmp_path / "a.jsonl", library()), tmp_path)
    assert second == first
    assert first.count("\n") == len(library()) + 1


def test_the_first_library_comes_back_as_it_went_out(tmp_path: Path):
    fixtures = Path(settings.BASE_DIR) / "fixtures" / "library.jsonl"
    first, second = _there_and_back(fixtures, tmp_path)
    assert second == first


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"])
    | st.sampled_from("\n \u00a0\u2028e\u0301👩‍👩‍👧אب"),
    min_size=1,
    max_size=60,
).map(lambda raw: canonicalise(raw).text)


@given(text=texts.filter(bool), data=st.data())
@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_and_any_passage_of_it_come_back(text: str, data: Any, tmp_path: Path):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    records = library()
    kept = ("topic", "japan", "source", "revision", "mention")
    records = {name: records[name] for name in kept}
    records["source"] |= {"authors": [], "publication": None}
    records["revision"]["text"] = text
    place = {"revision": uid("revision"), "start": start, "end": end, "exact": text[start:end]}
    records["mention"]["spans"] = [place]
    first, second = _there_and_back(write(tmp_path / "a.jsonl", records), tmp_path)
    assert second == first


def test_the_two_ways_to_a_record_agree(tmp_path: Path):
    load(user=None, path=write(tmp_path / "a.jsonl", library()))
    lines = exported()
    for row in a.Annotation.objects.all():
        record = annotation_record(row)
        assert stored("annotation", [record["uid"]])[record["uid"]] == record
        assert f'"uid": "{record["uid"]}"' in lines


@pytest.mark.parametrize("part_of_a_second", [0, 1, 120_000, 999_999])
def test_the_two_ways_agree_about_parts_of_a_second(part_of_a_second: int, tmp_path: Path):
    load(user=None, path=write(tmp_path / "a.jsonl", library()))
    moment = datetime.datetime(2020, 1, 2, 3, 4, 5, part_of_a_second, datetime.UTC)
    a.Annotation.objects.update(created_at=moment)
    for row in a.Annotation.objects.all():
        record = annotation_record(row)
        assert stored("annotation", [record["uid"]])[record["uid"]] == record


def test_every_key_that_is_given_comes_back(tmp_path: Path):
    load(user=None, path=write(tmp_path / "a.jsonl", library()))
    assert FormerSlug.objects.get(slug="nippon").model == "annotations.actor"
    claim = a.Annotation.objects.get(uid=uid("claim"))
    assert claim.claim.speaker is not None
    assert claim.claim.speaker.slug == "minister"
    assert [s.exact for s in claim.spans.order_by("part")] == ["Tokyo hesitated", "🗻 “Nō”"]
    assert claim.spans.get(part=1).suffix == " for a decade. If talks go on, a"
    assert claim.versions.get().data == {"z": 1, "a": ["ü"]}
    prediction = a.Prediction.objects.get(annotation__uid=uid("prediction"))
    assert str(prediction.probability) == "0.7000"
    assert prediction.compound is not None
    later = a.Verdict.objects.get(uid=uid("later verdict"))
    assert later.supersedes is not None
    assert [piece.position for piece in later.supersedes.evidence.all()] == [1, 2]


def test_every_import_writes_the_first_entry_of_each_history(tmp_path: Path):
    report = load(user=None, path=write(tmp_path / "a.jsonl", library()))
    for model, count in ((a.Actor, 3), (a.Topic, 1), (a.Proposition, 1), (Article, 1), (Author, 1)):
        rows = list(model.history.all())
        assert len(rows) == count
        assert {row.history_change_reason for row in rows} == {f"import {report.batch}"}
        assert {row.history_type for row in rows} == {"+"}


def test_one_source_is_exported_with_all_that_it_refers_to(tmp_path: Path):
    records = library()
    other = {
        "source": records["source"] | {"uid": uid("source 2"), "slug": "s2", "authors": []},
        "revision": records["revision"] | {"uid": uid("revision 2"), "source": uid("source 2")},
        "claim": records["claim"]
        | {
            "uid": uid("claim 2"),
            "source": uid("source 2"),
            "version": 1,
            "spans": [span("Tokyo hesitated") | {"revision": uid("revision 2")}],
        },
    }
    before = dict(list(records.items())[:14])
    after = dict(list(records.items())[14:])
    across = records["relation"] | {"uid": uid("relation 2"), "from": uid("claim 2")}
    values = [*before.values(), *other.values(), *after.values()]
    values.insert(-2, across)
    load(user=None, path=write(tmp_path / "a.jsonl", values))
    lines: list[str] = []
    from annotations.interchange.sourcelib import dump

    left_out = dump(write=lines.append, source=Article.objects.get(slug="s"))
    assert left_out == ["1 relations to or from other sources"]
    with undone():
        a.Evidence.objects.all().delete()
    alone = tmp_path / "alone.jsonl"
    alone.write_text("".join(lines), encoding="utf-8")
    report = load(user=None, path=alone, dry_run=True)
    assert report.unchanged["source"] == 1
    assert report.created.total() == 0


def test_versions_that_were_restored_and_taken_back_come_back_as_they_went_out(tmp_path: Path):
    load(user=None, path=write(tmp_path / "a.jsonl", library()))
    article, curator = ArticleFactory(), CuratorFactory()
    row = made(article, curator)
    delete_draft(user=curator, annotation=row)
    (back,) = restore_drafts(user=curator, article=article, uids=[row.uid])
    submit(user=curator, annotation=back.annotation)
    retract(user=curator, annotation=back.annotation)
    gone = made(article, curator, "Moscow")
    delete_draft(user=curator, annotation=gone)

    told = exported()
    assert [action in told for action in ('"restored"', '"retracted"')] == [True, True]
    assert str(gone.uid) not in told
    copy = tmp_path / "copy.jsonl"
    copy.write_text(told, encoding="utf-8", newline="\n")
    load(user=None, path=copy)  # everything is there, and the same
    a.AnnotationVersion.objects.filter(annotation__uid=row.uid).delete()
    a.Annotation.objects.filter(uid=row.uid).delete()
    load(user=None, path=copy)
    actions = a.AnnotationVersion.objects.filter(annotation__uid=row.uid).order_by("number")
    assert [one.action for one in actions] == ["created", "restored", "submitted", "retracted"]
    assert exported() == told


def test_a_deleted_draft_that_is_brought_in_again_is_deleted_no_more(tmp_path: Path):
    article, curator = ArticleFactory(), CuratorFactory()
    row = made(article, curator)
    copy = tmp_path / "copy.jsonl"
    copy.write_text(exported(), encoding="utf-8", newline="\n")
    delete_draft(user=curator, annotation=row)
    load(user=None, path=copy)
    assert a.Annotation.objects.filter(uid=row.uid).exists()
    assert not a.DeletedDraft.objects.exists()
