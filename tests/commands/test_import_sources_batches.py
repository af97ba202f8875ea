"""`manage.py import_sources` goes on after a stop, and takes out what it brought in."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sourcelib.models import Article, ImportBatch
from tests.commands.importing import SOURCES, Watching, ctrl_c, imported, not_imported
from tests.factories import ImportBatchFactory

pytestmark = pytest.mark.django_db


def test_after_ctrl_c_the_same_command_goes_on(tmp_path: Path):
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"Words of number {number} and no other.")
    not_imported(tmp_path, match=r"Stopped\. To go on: .* --resume", out=Watching(2, ctrl_c))
    batch = ImportBatch.objects.get()
    assert batch.state == "running"
    assert Article.objects.count() == 2
    said = imported(tmp_path)
    assert f"Going on with batch {batch.uid}" in said
    assert "2 of 2 came in, 2 came in before the stop." in said
    batch.refresh_from_db()
    assert (batch.state, batch.report) == ("done", {"done": 4})
    assert list(batch.items.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_a_stopped_batch_is_resumed_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Words of number {number} and no other.")
    monkeypatch.chdir(tmp_path)
    not_imported(
        *("0.txt", "1.txt", "2.txt"),
        author=["Ann Lee"],
        date="2015-05",
        match="Stopped",
        out=Watching(1, ctrl_c),
    )
    monkeypatch.chdir("/")
    uid = str(ImportBatch.objects.get().uid)
    assert "2 of 2 came in, 1 came in before the stop." in imported(resume=uid)
    assert {article.byline[0].name for article in Article.objects.all()} == {"Ann Lee"}
    assert set(Article.objects.values_list("date_precision", flat=True)) == {"month"}
    not_imported(resume=uid, match="is done: nothing is left to do")


def test_a_batch_is_taken_out_again():
    imported(SOURCES)
    uid = str(ImportBatch.objects.get().uid)
    assert imported(undo=uid) == "Taken out: 2 source(s), 2 author(s), 1 publication(s).\n"
    assert not Article.objects.exists()
    not_imported(undo=uid, match="is undone already")
    assert "2 of 2 came in" in imported(SOURCES)


@pytest.mark.parametrize("command", ["import_sources", "import_annotations"])
def test_a_command_undoes_only_what_it_brought_in(command: str):
    formats = {"import_sources": "sourcelib", "import_annotations": "files"}
    other = {"import_sources": "import_annotations", "import_annotations": "import_sources"}
    batch = ImportBatchFactory(format=formats[command])
    with pytest.raises(CommandError, match=f"manage.py {other[command]} --undo {batch.uid}"):
        call_command(command, undo=str(batch.uid))


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"undo": "UID", "dry_run": True}, "--dry-run does nothing with --undo"),
        ({"undo": "UID", "paths": ["a.txt"]}, "PATH does nothing with --undo"),
        ({"undo": "UID", "resume": "UID"}, "--resume does nothing with --undo"),
        ({"resume": "UID", "publish": True}, "--publish does nothing with --resume"),
        (
            {"revises": "a", "paths": ["a.txt"], "date": "2015"},
            "--date does nothing with --revises",
        ),
        ({"paths": ["a.txt"], "reason": "Why"}, "--reason does nothing with a new import"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(options: dict[str, Any], named: str):
    imported(SOURCES)
    uid = str(ImportBatch.objects.get().uid)
    given = {name: uid if value == "UID" else value for name, value in options.items()}
    not_imported(*given.pop("paths", ()), match=named, **given)
    assert Article.objects.count() == 2
