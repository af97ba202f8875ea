"""`manage.py import_annotations` and `export_annotations`."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, load_command_class

from annotations.models import Annotation
from sourcelib.models import Article, ImportBatch
from tests.interchange.records import exported, library, uid, write

pytestmark = pytest.mark.django_db


def _run(name: str, *args: Any, **options: Any) -> str:
    out = StringIO()
    call_command(name, *map(str, args), stdout=out, stderr=out, **options)
    return out.getvalue()


def test_an_import_says_what_came_in_and_how_to_take_it_out(tmp_path: Path):
    path = write(tmp_path / "a.jsonl", library())
    said = _run("import_annotations", path, format="sourcelib")
    batch = ImportBatch.objects.get()
    assert "Came in: 3 actor, 4 annotation" in said
    assert f"--undo {batch.uid}" in said
    with pytest.raises(CommandError, match="source s: published"):
        _run("import_annotations", undo=str(batch.uid))
    said = _run("import_annotations", undo=str(batch.uid), also_published=True)
    assert "Taken out: " in said
    assert not Annotation.objects.exists()


def test_a_trial_says_what_would_come_in(tmp_path: Path):
    path = write(tmp_path / "a.jsonl", library())
    said = _run("import_annotations", path, format="sourcelib", dry_run=True)
    assert "Would come in: 3 actor, 4 annotation" in said
    assert not Annotation.objects.exists()


def test_a_refused_import_names_each_fault(tmp_path: Path):
    records = library()
    records["claim"]["spans"][0]["start"] = 3
    path = write(tmp_path / "a.jsonl", records)
    out = StringIO()
    with pytest.raises(CommandError, match="nothing was brought in"):
        call_command("import_annotations", path, format="sourcelib", stdout=out, stderr=out)
    assert "a.jsonl:12: annotation.spans[0].exact" in out.getvalue()
    said = _run("import_annotations", path, format="sourcelib", skip_invalid=True)
    assert "a.jsonl:12: annotation.spans[0].exact" in said
    assert "Skipped: " in said
    assert Annotation.objects.count() == 3


def test_an_import_without_a_file_or_format_says_how():
    with pytest.raises(CommandError, match="Name a file and its format"):
        _run("import_annotations")
    with pytest.raises(CommandError, match="no batch"):
        _run("import_annotations", undo=uid("x"))
    with pytest.raises(CommandError, match="name a batch to undo"):
        _run("import_annotations", also_published=True)


def test_an_export_goes_into_a_file_that_appears_complete(tmp_path: Path):
    _run("import_annotations", write(tmp_path / "a.jsonl", library()), format="sourcelib")
    output = tmp_path / "out.jsonl"
    said = _run("export_annotations", format="sourcelib", output=output)
    assert output.read_text(encoding="utf-8") == exported()
    assert output.stat().st_mode & 0o044
    assert str(output) in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "out.jsonl"]


def test_an_export_that_fails_leaves_the_file_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    output = tmp_path / "out.jsonl"
    output.write_text("before")
    monkeypatch.setattr(
        "annotations.interchange.sourcelib.dumping.records_of_sources", lambda _rows: 1 / 0
    )
    with pytest.raises(ZeroDivisionError):
        _run("export_annotations", format="sourcelib", output=output)
    assert output.read_text() == "before"
    assert list(tmp_path.iterdir()) == [output]


def test_an_export_without_output_goes_to_standard_output(tmp_path: Path):
    _run("import_annotations", write(tmp_path / "a.jsonl", library()), format="sourcelib")
    out = StringIO()
    call_command("export_annotations", format="sourcelib", stdout=out, stderr=StringIO())
    assert out.getvalue() == exported()


def test_one_source_is_exported_by_its_slug(tmp_path: Path):
    _run("import_annotations", write(tmp_path / "a.jsonl", library()), format="sourcelib")
    Article.objects.create(slug="other", title="Other")
    out = StringIO()
    call_command(
        "export_annotations", format="sourcelib", source="s", stdout=out, stderr=StringIO()
    )
    assert '"slug": "s"' in out.getvalue()
    assert '"slug": "other"' not in out.getvalue()
    with pytest.raises(CommandError, match="no source with the slug 'nowhere'"):
        _run("export_annotations", format="sourcelib", source="nowhere")


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path):
    with pytest.raises(CommandError, match="Cannot write into"):
        _run("export_annotations", format="sourcelib", output=tmp_path / "no" / "x.jsonl")


@pytest.mark.parametrize(
    ("app", "name"),
    [
        ("sourcelib", "demo"),
        ("sourcelib", "import_sources"),
        ("annotations", "import_annotations"),
        ("annotations", "export_annotations"),
        ("annotations", "check_library"),
    ],
)
def test_the_help_of_each_command_shows_how_it_is_called(app: str, name: str):
    help_text = load_command_class(app, name).create_parser("manage.py", name).format_help()
    assert f"manage.py {name}" in help_text
    assert len(help_text.splitlines()) > 12
