"""`manage.py import_sources` brings in text files."""

import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from sourcelib.models import Article, Author, ImportBatch, Publication, Revision
from sourcelib.services.importing import import_source, read_bytes, read_source
from sourcelib.services.refusals import NotAllowed
from tests.factories import AccountFactory, CuratorFactory, EditorFactory

pytestmark = pytest.mark.django_db

SOURCES = Path(settings.BASE_DIR) / "fixtures" / "sources"


def _import(*paths: Any, **options: Any) -> str:
    out = StringIO()
    call_command("import_sources", *map(str, paths), stdout=out, stderr=out, **options)
    return out.getvalue()


def test_a_file_becomes_a_draft_with_its_first_revision():
    said = _import(SOURCES / "tucker-2015.txt")
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
    said = _import(SOURCES / "kashin-2021.txt")
    article = Article.objects.get()
    assert article.title == "Kashin 2021"
    assert article.title_supplied
    assert article.date is None
    assert "[Kashin 2021]" in said
    assert "no title found" in said
    assert "no date found" in said


def test_options_outrank_what_is_found():
    _import(
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
    _import(tmp_path / "a")
    assert Article.objects.count() == 2
    assert set(Article.objects.values_list("batch", flat=True)) == {ImportBatch.objects.get().pk}
    Revision.objects.update(sha256="0" * 64)
    _import(tmp_path / "a" / "*" / "t*.md")
    assert Article.objects.count() == 3


def test_a_text_that_is_there_already_is_refused_and_does_not_hold_up_the_others():
    _import(SOURCES / "kashin-2021.txt")
    out = StringIO()
    with pytest.raises(CommandError, match=r"1 of 2 came in\. 1 refused"):
        call_command("import_sources", str(SOURCES), stdout=out, stderr=out)
    assert "has this text already" in out.getvalue()
    assert Article.objects.count() == 2


def test_a_file_that_is_no_text_is_refused(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"\x00\x01")
    out = StringIO()
    with pytest.raises(CommandError, match="0 of 1 came in"):
        call_command("import_sources", str(tmp_path / "a.txt"), stdout=out, stderr=out)
    assert "NUL byte" in out.getvalue()
    assert not ImportBatch.objects.exists()


def test_a_trial_writes_nothing():
    said = _import(SOURCES, dry_run=True)
    assert "2 of 2 would come in" in said
    for table in (Article, Author, Publication, ImportBatch, Revision):
        assert not table.objects.exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"paths": ["nowhere.txt"]}, "there is no such file"),
        ({"paths": [str(SOURCES)], "date": "May"}, "is no date"),
        ({"paths": [str(SOURCES)], "date": "2015-13"}, "--date"),
    ],
)
def test_what_cannot_be_done_is_said_at_once(options: dict[str, Any], message: str):
    paths = options.pop("paths")
    with pytest.raises(CommandError, match=message):
        call_command("import_sources", *paths, **options)
    assert not Article.objects.exists()


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
