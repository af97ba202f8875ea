"""The search index of rows that factories made: they write without the services."""

from annotations.indexing import EVERYTHING


def index_everything() -> None:
    """Let the index say of all rows what they are."""
    for rows in EVERYTHING:
        rows.index(rows.keys())
