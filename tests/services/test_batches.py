"""A batch of sources is taken out whole, as long as nobody has worked on them."""

import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest

from annotations.services.checking import check_library
from sourcelib.models import (
    Article,
    Author,
    FormerSlug,
    ImportBatch,
    ImportItem,
    Publication,
    Revision,
    SearchEntry,
    SketchValue,
)
from sourcelib.services.at_work import this_process
from sourcelib.services.batches import BatchRefused, resumable, stopped, undo
from sourcelib.services.importing import import_source, read_bytes
from sourcelib.services.publishing import publish
from sourcelib.services.refusals import NotAllowed
from sourcelib.services.revising import add_revision
from sourcelib.services.running import Asked, Run
from tests.factories import (
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    ImportBatchFactory,
)
from tests.import_factories import ImportItemFactory
from tests.reports import ReplyFactory

pytestmark = pytest.mark.django_db

ONE = "# Article {n}\n\nBy {author}\n\nMay 20, 2015\n\nThe words of article number {n}.\n"


def _progress(_step: str, _done: int, _total: int) -> None: ...


def _files(folder: Path, count: int = 3, author: str = "Ann Lee") -> Path:
    for n in range(count):
        (folder / f"{n}.md").write_text(ONE.format(n=n, author=author))
    return folder


def _brought(folder: Path, **asked: Any) -> ImportBatch:
    with Run(user=None, asked=Asked(names=(str(folder),), **asked)) as run:
        run.check(_progress)
        list(run.write(_progress))
    assert run.batch is not None
    return run.batch


@pytest.fixture
def batch(tmp_path: Path) -> ImportBatch:
    return _brought(_files(tmp_path), publication="The Post")


def _undo(batch: ImportBatch, user: Any = None) -> dict[str, int]:
    return dict(undo(user=user, uid=str(batch.uid)))


def test_everything_that_came_in_goes_and_what_it_was_stays_told(batch: ImportBatch):
    FormerSlug.objects.create(
        model="sourcelib.article", slug="earlier", uid=Article.objects.first().uid
    )
    assert _undo(batch) == {"source": 3, "author": 1, "publication": 1}
    for model in (Article, Author, Publication, Revision, SketchValue, SearchEntry, FormerSlug):
        assert not model.objects.exists()
    batch.refresh_from_db()
    assert batch.state == "undone"
    assert set(batch.items.values_list("state", "article", "revision")) == {("done", None, None)}
    assert list(check_library()) == []


def test_what_was_published_at_once_stays_and_can_be_withdrawn(tmp_path: Path):
    batch = _brought(_files(tmp_path), publish=True)
    with pytest.raises(BatchRefused, match="published; withdraw it"):
        _undo(batch)
    assert set(Article.objects.values_list("state", flat=True)) == {"published"}


def test_authors_and_publications_that_others_use_stay(batch: ImportBatch):
    import_source(user=None, source=read_bytes(ONE.format(n=9, author="Ann Lee").encode(), "a.md"))
    assert _undo(batch) == {"source": 3, "publication": 1}
    assert Author.objects.get().name == "Ann Lee"


def test_authors_that_were_there_before_stay(tmp_path: Path):
    Author.objects.create(name="Ann Lee", slug="ann-lee")
    assert _undo(_brought(_files(tmp_path))) == {"source": 3}
    assert Author.objects.exists()


def test_a_publication_that_was_changed_stays(batch: ImportBatch):
    publication = Publication.objects.get()
    publication.name = "The Winter Post"
    publication.save()
    assert _undo(batch) == {"source": 3, "author": 1}


def _annotated(article: Article) -> None:
    ClaimFactory(article=article, words="words")


def _published(article: Article) -> None:
    publish(user=EditorFactory(), article=article)


def _edited(article: Article) -> None:
    article.title = "Another"
    article.save()


def _corrected(article: Article) -> None:
    source = read_bytes(b"# A\n\nOther words.\n", "a.md")
    add_revision(user=None, article=article, source=source, reason="A typo.")


def _answered(article: Article) -> None:
    ReplyFactory(annotation=None, article=article)


def _correction_given(article: Article) -> None:
    ImportItemFactory(state="waiting", revises=article)


@pytest.mark.parametrize(
    ("work", "named"),
    [
        (_annotated, "source article-1: 1 annotation"),
        (_published, "source article-1: changed"),
        (_edited, "source article-1: changed"),
        (_corrected, "source article-1: changed"),
        (_answered, "source article-1: 1 "),
        (_correction_given, "source article-1: a corrected text of it was brought"),
    ],
)
def test_work_on_a_source_stands_in_the_way_and_is_named(
    batch: ImportBatch, work: Callable[[Article], None], named: str
):
    work(Article.objects.get(slug="article-1"))
    with pytest.raises(BatchRefused, match=named) as refusal:
        _undo(batch)
    assert "article-0" not in str(refusal.value)
    assert Article.objects.count() == 3
    batch.refresh_from_db()
    assert batch.state == "done"


def test_a_corrected_text_of_another_source_stands_in_the_way(batch: ImportBatch):
    other = import_source(user=None, source=read_bytes(b"# Other\n\nSome words.\n", "a.md")).article
    source = read_bytes(b"# Other\n\nSome better words.\n", "a.md")
    add_revision(user=None, article=other, source=source, reason="A typo.", batch=batch)
    with pytest.raises(BatchRefused, match="source other: its text 2 came with the batch"):
        _undo(batch)


def test_many_that_stand_in_the_way_are_not_all_named(tmp_path: Path):
    batch = _brought(_files(tmp_path, 25))
    for article in Article.objects.all():
        _edited(article)
    with pytest.raises(BatchRefused) as refusal:
        _undo(batch)
    assert str(refusal.value).count("\n") == 21
    assert "… and perhaps more" in str(refusal.value)


def test_only_editors_undo(batch: ImportBatch):
    with pytest.raises(NotAllowed):
        _undo(batch, CuratorFactory())
    assert _undo(batch, EditorFactory())["source"] == 3
    with pytest.raises(BatchRefused, match="undone already"):
        _undo(batch)


def test_a_batch_that_was_stopped_is_undone_as_far_as_it_came(tmp_path: Path):
    with Run(user=None, asked=Asked(names=(str(_files(tmp_path)),))) as run:
        run.check(_progress)
        next(run.write(_progress))
    assert run.batch is not None
    assert _undo(run.batch) == {"source": 1, "author": 1}
    with pytest.raises(BatchRefused, match="is undone: nothing is left to do"):
        resumable(str(run.batch.uid))


def test_what_other_commands_and_pages_made_is_not_resumed():
    for form in ("upload", "sourcelib"):
        batch = ImportBatchFactory(format=form, state="running", finished_at=None)
        with pytest.raises(BatchRefused, match="not made by import_sources"):
            resumable(str(batch.uid))


def test_only_the_same_import_is_taken_up_by_itself(tmp_path: Path):
    asked = Asked(names=(str(_files(tmp_path)),))
    with Run(user=None, asked=asked) as run:
        run.check(_progress)
        next(run.write(_progress))
    assert stopped(asked.kept()) == run.batch
    assert stopped(Asked(names=(str(tmp_path),), publish=True).kept()) is None
    assert Asked.of(run.batch) == asked


def test_a_batch_that_another_process_still_writes_is_not_taken_up(tmp_path: Path):
    batch = _brought(_files(tmp_path))
    with Popen([sys.executable, "-c", "input()"], stdin=PIPE) as other:
        batch.state, batch.finished_at = "running", None
        batch.report = this_process() | {"process": other.pid}
        batch.save()
        for taken_up in (lambda: resumable(str(batch.uid)), lambda: stopped(batch.options)):
            with pytest.raises(BatchRefused, match=f"Process {other.pid} is still"):
                taken_up()
        other.communicate()
    assert resumable(str(batch.uid)) == stopped(batch.options) == batch
    batch.report["host"] = "elsewhere.example"
    batch.save()
    assert resumable(str(batch.uid)) == batch


def test_what_was_refused_is_looked_at_again_when_a_batch_is_resumed(tmp_path: Path):
    _files(tmp_path)
    (tmp_path / "0.md").write_bytes(b"\0")
    asked = Asked(names=(str(tmp_path),), skip_invalid=True)
    with Run(user=None, asked=asked) as run:
        run.check(_progress)
        next(run.write(_progress))
    assert _items() == [(1, "0.md", "refused"), (2, "1.md", "done")]
    (tmp_path / "0.md").write_text(ONE.format(n=0, author="Ann Lee"))
    (tmp_path / "00.md").write_bytes(b"\0")
    with Run(user=None, asked=asked, batch=run.batch) as again:
        again.check(_progress)
        assert (again.new, again.done_before) == (2, 1)
        list(again.write(_progress))
    assert _items() == [
        (1, "0.md", "done"),
        (2, "1.md", "done"),
        (3, "00.md", "refused"),
        (4, "2.md", "done"),
    ]


def _items() -> list[tuple[int, str, str]]:
    rows = ImportItem.objects.order_by("position").values_list("position", "origin", "state")
    return [(position, Path(origin).name, state) for position, origin, state in rows]
