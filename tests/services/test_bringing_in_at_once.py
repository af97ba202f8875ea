"""Two curators bring in the same at once, on a database that lets many write at once."""

import threading

import pytest
from django.db import connection

from sourcelib.models import Article, ImportItem
from sourcelib.services import settling, staging
from sourcelib.services.correcting import as_read
from sourcelib.services.refusals import Refused
from tests.factories import CuratorFactory

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.django_db(transaction=True),
]


def test_of_the_same_file_brought_in_by_several_at_once_one_comes_in_and_the_rest_are_told() -> (
    None
):
    waiting = []
    for _number in range(4):
        user = CuratorFactory()
        given = staging.Given(b"# The same\n\nBy Ann Able\n\nWords of one source.", "same.md")
        (item,) = staging.stage(user=user, given=[given], language="en")
        waiting.append((user, item))
    begin = threading.Barrier(len(waiting))
    outcomes: list[str] = []

    def settle(user: object, item: ImportItem) -> None:
        document = staging.reading(item).document
        assert document is not None
        said = as_read(document, "en")
        connection.ensure_connection()  # so that they begin together in the database too
        begin.wait()
        try:
            settling.bring_in(user=user, item=item, said=said)
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=settle, args=each) for each in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["done", "refused", "refused", "refused"]
    assert Article.objects.count() == 1
    assert ImportItem.objects.filter(state="waiting").count() == 3
