"""`manage.py import_sources` brings in files, and takes up or undoes what it began."""

import csv
import json
import shutil
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from sourcelib.models import Article, Author, ImportBatch, ImportItem, Publication, Revision
from sourcelib.services.importing import import_source, read_bytes, read_source
from sourcelib.services.refusals import NotAllowed
from tests.commands.importing import SOURCES, Watching, ctrl_c, imported, not_imported
from tests.factories import AccountFactory, CuratorFactory, EditorFactory

pytestmark = pytest.mark.django_db


def test_a_file_becomes_a_draft_with_its_first_revision():
    said = imported(SOURCES / "tucker-2015.txt")
    article = Article.objects.get()
    assert article.title == "Russia-Japan Relations Are Hanging By a Thread (Op-Ed)"
    assert article.slug == "russia-japan-relations-are-hanging-by-a-thread-op-ed"
    assert article.state == "draft"
    assert (str(article.date), article.date_precision) == ("2015-05-20", "day")
    assert [author.name for author in article.authors.all()] == ["Devon Tucker"]
    assert article.publication is not None
    assert article.publication.name == "The Moscow Times"
    revision = article.current_revision
    assert revision is not None
    assert revision.sha256 == "a01f3685e348fbd0bfcab9539e8922d77d534436e4bd75e028ac3550ef4d14d2"
    assert (revision.reader, revision.file_name) == ("markdown", "tucker-2015.txt")
    assert {finding["what"] for finding in revision.report["found"]} >= {"title", "byline", "date"}
    assert "found  title at line 3" in said
    assert "doubt at line 53" in said


def test_a_source_without_a_title_gets_one_from_its_file_marked_as_supplied():
    said = imported(SOURCES / "kashin-2021.txt")
    article = Article.objects.get()
    assert article.title == "Kashin 2021"
    assert article.title_supplied
    assert article.date is None
    assert "[Kashin 2021]" in said
    assert "no title found" in said
    assert "no date found" in said


def test_options_outrank_what_is_found():
    imported(
        SOURCES / "kashin-2021.txt",
        publication="A Journal",
        author=["A. Writer", "B. Writer"],
        date="2021-03",
        language="en-GB",
        publish=True,
    )
    article = Article.objects.get()
    assert article.state == "published"
    assert article.published_at is not None
    assert article.language == "en-GB"
    assert [str(day) for day in (article.date_earliest, article.date_latest)] == [
        "2021-03-01",
        "2021-03-31",
    ]
    signed = article.authorships.order_by("position").values_list("author__name", flat=True)
    assert list(signed) == ["A. Writer", "B. Writer"]
    assert Publication.objects.get().name == "A Journal"


def test_folders_and_patterns_are_searched(tmp_path: Path):
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    shutil.copy(SOURCES / "kashin-2021.txt", deep / "one.txt")
    shutil.copy(SOURCES / "tucker-2015.txt", deep / "two.md")
    (deep / "picture.png").write_bytes(b"no text")
    (deep / ".hidden.txt").write_text("Not meant.")
    (tmp_path / "a" / ".git").mkdir()
    (tmp_path / "a" / ".git" / "config.txt").write_text("Not meant.")
    said = imported(tmp_path / "a" / "*" / "t*")
    assert "1 of 1 came in." in said
    said = imported(tmp_path / "a")
    assert "1 of 2 came in, 1 there already." in said
    assert "Passed over: 1 files of other kinds and 2 hidden ones." in said
    assert Article.objects.count() == 2


def test_a_link_to_a_folder_is_not_searched_but_counted(tmp_path: Path):
    (tmp_path / "in").mkdir()
    shutil.copy(SOURCES / "kashin-2021.txt", tmp_path / "in" / "one.txt")
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in")
    assert "1 of 1 came in. Passed over: 1 links to folders." in imported(tmp_path / "in")


@pytest.mark.parametrize("name", ["a/" * 2_500 + "x.txt", "x" * 300 + ".txt", "x" * 300 + "*.md"])
def test_a_name_that_no_file_can_have_is_no_such_file(name: str):
    not_imported(name, match="there is no such file")


def test_a_file_whose_name_is_no_text_comes_in_and_can_be_refused(tmp_path: Path):
    (tmp_path / "caf\udce9.txt").write_text("Words of the first file.")
    (tmp_path / "caf\udce8.txt").write_bytes(b"\0")
    errors = tmp_path / "refused.csv"
    said = not_imported(tmp_path, match="1 of 2 came in", skip_invalid=True, errors=str(errors))
    assert f"{tmp_path}/caf?.txt, byte 0: a NUL byte" in said
    assert "caf?.txt" in errors.read_text("utf-8-sig")
    assert Article.objects.get().title == "Caf\ufffd"


def test_what_is_told_commands_no_terminal(tmp_path: Path):
    (tmp_path / "a\x1b[31m\nrefused  b.txt").write_text("Words of the only file.")
    said = imported(tmp_path)
    assert "a\\x1b[31m\\x0arefused  b.txt: [A[31m refused b]" in said
    assert Article.objects.get().title == "A[31m refused b"


def test_running_it_again_changes_nothing():
    imported(SOURCES)
    before = list(Article.history.values_list("pk", flat=True))
    said = imported(SOURCES)
    assert said.count("passed ") == 2
    assert "the library has this file already, as “Kashin 2021”" in said
    assert "0 of 2 came in, 2 there already." in said
    assert ImportBatch.objects.count() == 1
    assert list(Article.history.values_list("pk", flat=True)) == before


def test_the_same_text_in_another_file_is_passed_over(tmp_path: Path):
    imported(SOURCES / "kashin-2021.txt")
    raw = (SOURCES / "kashin-2021.txt").read_bytes().replace(b"\r\n", b"\n") + b"\n\n"
    (tmp_path / "copy.txt").write_bytes(raw)
    assert "the library has this text already" in imported(tmp_path / "copy.txt")
    assert Article.objects.count() == 1


def test_nothing_is_written_if_anything_is_refused(tmp_path: Path):
    shutil.copy(SOURCES / "kashin-2021.txt", tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    out = not_imported(tmp_path, match=r"1 of 2 could come in, 1 refused\. Nothing was brought in")
    assert "b.txt" in out
    assert "NUL byte" in out
    assert not any(table.objects.exists() for table in (Article, ImportBatch, ImportItem))


def test_the_rest_comes_in_if_what_is_wrong_may_be_left_out(tmp_path: Path):
    shutil.copy(SOURCES / "kashin-2021.txt", tmp_path / "a.txt")
    shutil.copy(SOURCES / "kashin-2021.txt", tmp_path / "c.txt")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    errors = tmp_path / "errors.csv"
    not_imported(
        tmp_path,
        match=r"1 of 3 came in, 1 there already, 1 refused",
        skip_invalid=True,
        errors=str(errors),
    )
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.format) == ("done", "files")
    assert batch.report == {"done": 1, "duplicate": 1, "refused": 1}
    items = batch.items.order_by("position").values_list("origin", "state", "article__slug")
    assert list(items) == [
        (str(tmp_path / "a.txt"), "done", "a"),
        (str(tmp_path / "b.txt"), "refused", None),
        (str(tmp_path / "c.txt"), "duplicate", None),
    ]
    refused = batch.items.get(state="refused")
    assert set(refused.problem) == {"place", "problem", "remedy"}
    with errors.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["from"] == str(tmp_path / "b.txt")
    assert "NUL byte" in row["problem"]
    assert row["remedy"]


def _bring_in(data: bytes) -> None:
    import_source(user=None, source=read_bytes(data, "meanwhile.txt"))


def test_what_is_refused_while_it_is_written_is_named_among_the_errors(tmp_path: Path):
    for name in ("1", "2"):
        (tmp_path / f"{name}.md").write_text(
            f"# Title {name}\n\nWords of number {name} and no other.\n\n"
            f"Original url: https://example.org/{name}"
        )
    (tmp_path / "3.txt").write_bytes(b"\x00\x01")
    errors = tmp_path / "errors.csv"
    meanwhile = b"# Other\n\nWholly other words stand here.\n\nOriginal url: https://example.org/2"
    not_imported(
        tmp_path,
        match=r"1 of 3 came in, 2 refused",
        skip_invalid=True,
        errors=str(errors),
        out=Watching(1, lambda: _bring_in(meanwhile)),
    )
    with errors.open(encoding="utf-8-sig", newline="") as file:
        early, late = csv.DictReader(file)
    assert early["from"] == str(tmp_path / "3.txt")
    assert (late["from"], late["place"]) == (str(tmp_path / "2.md"),) * 2
    assert "other words from the same address" in late["problem"]
    assert "--revises other" in late["remedy"]


def test_what_was_refused_before_a_stop_is_named_among_the_errors(tmp_path: Path):
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(f"Words of number {number} and no other.")
    errors = tmp_path / "errors.csv"

    def meanwhile() -> None:
        _bring_in(b"Words of number 1, and no other!")
        out.left, out.deed = 1, ctrl_c

    out = Watching(1, meanwhile)
    not_imported(tmp_path, match="Stopped", errors=str(errors), out=out)
    with errors.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["from"] == str(tmp_path / "1.md")
    assert "nearly the same" in row["problem"]


def test_only_what_is_wrong_leaves_no_batch(tmp_path: Path):
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    not_imported(tmp_path, match=r"0 of 1 came in, 1 refused", skip_invalid=True)
    assert not ImportBatch.objects.exists()


def test_a_trial_writes_nothing_and_tells_of_what_is_there(tmp_path: Path):
    said = imported(SOURCES, dry_run=True)
    assert "2 of 2 would come in." in said
    assert "found  title at line 3" in said
    for table in (Article, Author, Publication, ImportBatch, ImportItem, Revision):
        assert not table.objects.exists()
    imported(SOURCES / "kashin-2021.txt")
    assert "1 of 2 would come in, 1 there already." in imported(SOURCES, dry_run=True)
    assert Article.objects.count() == 1
    shutil.copy(SOURCES / "kashin-2021.txt", tmp_path / "a.txt")
    assert "0 of 1 would come in, 1 there already." in imported(tmp_path, dry_run=True)


def test_nearly_the_same_sources_of_one_run_are_told_apart(tmp_path: Path):
    words = " ".join(f"word{number}" for number in range(200))
    (tmp_path / "a.txt").write_text(words)
    (tmp_path / "b.txt").write_text(words.replace("word50 ", "other "))
    out = not_imported(tmp_path, match="1 of 2 could come in, 1 refused")
    assert f"it is nearly the same as {tmp_path / 'a.txt'}" in out
    assert "--allow-near" in out
    assert "2 of 2 came in" in imported(tmp_path, allow_near=True)


def test_two_texts_from_one_address_do_not_come_in_together(tmp_path: Path):
    page = "Original url: https://example.org/a\n"
    (tmp_path / "a.md").write_text(f"# One\n\nSome words of the first.\n\n{page}")
    (tmp_path / "b.md").write_text(f"# Two\n\nAltogether other words here.\n\n{page}")
    out = not_imported(tmp_path, match="1 refused", allow_near=True)
    assert f"it has the same address as {tmp_path / 'a.md'}" in out


def test_another_text_of_an_address_is_refused_with_what_to_do(tmp_path: Path):
    page = "Original url: https://example.org/a\n"
    (tmp_path / "a.md").write_text(f"# One\n\nSome words of the first.\n\n{page}")
    imported(tmp_path)
    (tmp_path / "a.md").write_text(f"# One\n\nAltogether other words here.\n\n{page}")
    assert "--revises one" in not_imported(tmp_path, match="1 refused", allow_near=True)


def test_a_corrected_text_becomes_the_next_revision(tmp_path: Path):
    (tmp_path / "a.md").write_text("# One\n\nSome words of the frist.\n")
    imported(tmp_path)
    (tmp_path / "a.md").write_text("# One\n\nSome words of the first.\n")
    told = imported(tmp_path / "a.md", revises="one", dry_run=True)
    assert "“One” would get a new text, 24 code points." in told
    assert Revision.objects.count() == 1
    told = imported(tmp_path / "a.md", revises="one", reason="A typo")
    assert "“One” has text 2 now" in told
    article = Article.objects.get()
    assert article.current_revision is not None
    assert article.current_revision.text == "Some words of the first."
    assert article.current_revision.reason == "A typo"
    not_imported(tmp_path / "a.md", match="has already", revises="one", reason="Again")
    not_imported(tmp_path / "a.md", match="no such source", revises="two", reason="Again")
    (tmp_path / "b.md").write_text("# Two\n\nMore.\n")
    not_imported(tmp_path, match="one file that holds one source", revises="one", reason="Again")


def test_many_sources_are_told_of_only_on_request(tmp_path: Path):
    for number in range(25):
        (tmp_path / f"{number:02}.txt").write_text(f"Words of number {number} and no other.")
    said = imported(tmp_path, dry_run=True)
    assert "read " not in said.replace("reading", "")
    assert "25 of 25 would come in." in said
    assert imported(tmp_path, dry_run=True, verbosity=2).count("\nread ") == 25
    imported(tmp_path)
    said = imported(tmp_path)
    assert "0 of 25 came in, 25 there already." in said
    assert "passed" not in said
    assert imported(tmp_path, verbosity=2).count("passed ") == 25


def test_standard_input_is_read_under_the_name_it_is_given(monkeypatch: pytest.MonkeyPatch):
    piped = TextIOWrapper(BytesIO(b"# Piped\n\nSome words.\n"))
    monkeypatch.setattr("sys.stdin", piped)
    imported("-", name="a.md")
    article = Article.objects.get()
    assert article.title == "Piped"
    assert article.import_items.get().origin == "-"


def test_the_reader_can_be_named(tmp_path: Path):
    (tmp_path / "notes.log").write_text("Some words in a file of its own kind.")
    not_imported(tmp_path / "notes.log", match="1 refused")
    imported(tmp_path / "notes.log", reader="plain")
    assert Article.objects.get().title == "Notes"


def test_a_file_with_several_sources_gives_each_of_them(tmp_path: Path):
    records = [{"title": f"Title {n}", "text": f"The words of number {n}."} for n in range(3)]
    lines = [json.dumps(record) for record in records]
    lines.insert(1, "{")
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    not_imported(tmp_path / "a.jsonl", match=r"3 of 4 came in, 1 refused", skip_invalid=True)
    places = ImportItem.objects.filter(state="done").order_by("position")
    assert list(places.values_list("place", "article__title")) == [
        ("line 1", "Title 0"),
        ("line 3", "Title 1"),
        ("line 4", "Title 2"),
    ]
    refused = ImportItem.objects.get(state="refused")
    assert refused.problem["place"] == f"{tmp_path / 'a.jsonl'}, line 2"
    out = not_imported(
        tmp_path, match="0 of 4 came in, 3 there already, 1 refused", skip_invalid=True
    )
    assert "the library has this part of it already, as “Title 0”" in out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"paths": ["nowhere.txt"]}, "there is no such file"),
        ({"paths": [str(SOURCES)], "date": "May"}, "is no date"),
        ({"paths": [str(SOURCES)], "date": "2015-13"}, "--date"),
        ({"paths": [str(SOURCES)], "language": "no tag"}, "--language: This is no language tag"),
        ({"paths": [str(SOURCES)], "author": ["x" * 301]}, "--author: A name is longer"),
        ({"paths": [str(SOURCES)], "errors": "/nowhere/a.csv"}, "cannot be written"),
        ({"paths": []}, "Name a file, a folder or an address"),
        ({"paths": ["a"], "undo": "x"}, "PATH does nothing with --undo"),
        ({"paths": [], "undo": "x"}, "There is no batch x"),
        ({"paths": [], "resume": "x"}, "There is no batch x"),
    ],
)
def test_what_cannot_be_done_is_said_at_once(options: dict[str, Any], message: str):
    paths = options.pop("paths")
    with pytest.raises(CommandError, match=message):
        imported(*paths, **options)
    assert not Article.objects.exists()


def test_a_folder_without_sources_is_said(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(b"x")
    not_imported(tmp_path, match="no file .* in this folder")


def test_only_curators_bring_sources_in_and_only_editors_publish_them():
    source = read_source(SOURCES / "kashin-2021.txt")
    with pytest.raises(NotAllowed):
        import_source(user=AccountFactory(), source=source)
    with pytest.raises(NotAllowed):
        import_source(user=CuratorFactory(), source=source, publish=True)
    brought = import_source(user=EditorFactory(), source=source, publish=True)
    assert brought.article.state == "published"


def test_two_sources_of_one_title_have_two_addresses():
    for words in ("One text.", "Another text."):
        data = f"# The same title\n\n{words}\n".encode()
        import_source(user=None, source=read_bytes(data, "a.md"))
    assert set(Article.objects.values_list("slug", flat=True)) == {
        "the-same-title",
        "the-same-title-2",
    }
