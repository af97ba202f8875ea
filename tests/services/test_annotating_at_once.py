"""Many curators at once, on a database that lets many write at once."""

import threading

import pytest
from django.db import connection

from annotations.services.annotating import create_annotation
from annotations.services.inputs import ClaimInput, SpanInput
from annotations.services.placing import Duplicate
from tests.factories import ArticleFactory, CuratorFactory


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_the_same_passage_tagged_by_many_at_once_is_made_once() -> None:
    article, curator = ArticleFactory(text="Tokyo hesitated."), CuratorFactory()
    begin = threading.Barrier(6)
    outcomes: list[str] = []

    def tag() -> None:
        begin.wait()
        try:
            create_annotation(
                user=curator,
                revision=article.current_revision,
                spans=[SpanInput(start=0, end=15, exact="Tokyo hesitated")],
                detail=ClaimInput(summary="Tokyo hesitated long.", kind="factual"),
            )
            outcomes.append("made")
        except Duplicate:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=tag) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["made", *["refused"] * 5]
