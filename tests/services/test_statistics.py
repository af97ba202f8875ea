"""PostgreSQL learns how large the tables are when much was written."""

import pytest
from django.db import connection

from sourcelib.services.statistics import WORTH_IT, refresh_statistics
from tests.factories import ArticleFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans without them"),
]


def _rows_known_of() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'sourcelib_article'")
        return int(cursor.fetchone()[0])


def test_after_much_was_written_the_sizes_of_the_tables_are_known():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sourcelib_article")
    ArticleFactory.create_batch(3)
    assert _rows_known_of() == 0
    refresh_statistics(WORTH_IT)
    assert _rows_known_of() == 3


def test_for_little_nothing_is_looked_at():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sourcelib_article")
    ArticleFactory()
    refresh_statistics(WORTH_IT - 1)
    assert _rows_known_of() == 0
