"""What PostgreSQL knows of the sizes of tables, by which it plans its queries.

Its autovacuum finds out by itself, but up to minutes after much was written; until then it takes
tables for nearly empty, and may compare all rows of several with one another.
"""

from django.apps import apps
from django.db import connection

OURS = ("sourcelib", "annotations")
WORTH_IT = 100  # rows: looking at all tables takes a tenth of a second


def refresh_statistics(written: int) -> None:
    """Let the database look at its tables anew, after `written` rows of them were written."""
    if connection.vendor != "postgresql" or written < WORTH_IT:
        return
    tables = {
        connection.ops.quote_name(model._meta.db_table)
        for label in OURS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    }
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(sorted(tables))}")
