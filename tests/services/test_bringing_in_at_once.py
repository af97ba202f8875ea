"""Several bring in the same at once, on a database that lets many write at once."""

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import connection

from sourcelib.models import Article, ImportItem, Revision
from sourcelib.services import settling, staging
from sourcelib.services.correcting import as_read
from sourcelib.services.importing import import_source, read_bytes
from sourcelib.services.refusals import Refused
from sourcelib.services.revising import add_revision
from tests.factories import ArticleFactory, CuratorFactory

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.django_db(transaction=True),
]

WORDS = "Moscow will wait until the spring, if talks go on, and Tokyo will not act before then."


def at_once(deeds: Sequence[Callable[[], object]]) -> list[str]:
    """Do all of it at once, each in a thread of its own; return what became of it, sorted."""
    begin = threading.Barrier(len(deeds))
    outcomes: list[str] = []

    def run(deed: Callable[[], object]) -> None:
        connection.ensure_connection()  # so that they begin together in the database too
        begin.wait()
        try:
            deed()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def brings(data: str) -> Callable[[], object]:
    source = read_bytes(data.encode(), "a.md")
    return lambda: import_source(user=None, source=source)


def settles(data: bytes) -> Callable[[], object]:
    user = CuratorFactory()
    (item,) = staging.stage(user=user, given=[staging.Given(data, "same.md")], language="en")
    document = staging.reading(item).document
    assert document is not None
    said = as_read(document, "en")
    return lambda: settling.bring_in(user=user, item=item, said=said)


def test_of_the_same_file_brought_in_by_several_at_once_one_comes_in_and_the_rest_are_told() -> (
    None
):
    data = b"# The same\n\nBy Ann Able\n\nWords of one source."
    outcomes = at_once([settles(data) for _number in range(4)])
    assert outcomes == ["done", "refused", "refused", "refused"]
    assert Article.objects.count() == 1
    assert ImportItem.objects.filter(state="waiting").count() == 3


@pytest.mark.parametrize("number", range(5))
def test_of_one_text_under_several_titles_one_comes_in(number: int) -> None:
    titles = [f"Title {number} {each}" for each in "abcd"]
    outcomes = at_once([brings(f"# {title}\n\n{WORDS}") for title in titles])
    assert outcomes == ["done", "refused", "refused", "refused"]
    assert Revision.objects.count() == 1


def test_of_nearly_the_same_one_comes_in() -> None:
    texts = [f"# {title}\n\n{WORDS} {WORDS} So says {title}." for title in ("Ann", "Bob", "Eve")]
    assert at_once([brings(text) for text in texts]) == ["done", "refused", "refused"]


def test_a_text_does_not_become_a_source_and_a_correction_of_another_at_once() -> None:
    article = ArticleFactory(text="Else.")
    source = read_bytes(WORDS.encode(), "b.txt")
    outcomes = at_once(
        [
            lambda: add_revision(user=None, article=article, source=source, reason="Corrected."),
            brings(f"# A title\n\n{WORDS}"),
        ]
    )
    assert outcomes == ["done", "refused"]
    assert Revision.objects.count() == 2
