"""Which of the two databases holds the index."""

from typing import Any

from django.db import connection

from sourcelib.search import postgres, sqlite


def backend() -> Any:
    """Return the module that speaks to the database in use."""
    return postgres if connection.vendor == "postgresql" else sqlite
