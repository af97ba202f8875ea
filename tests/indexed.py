"""The indexes of rows that factories made: they write without the services."""

from annotations.indexing import EVERYTHING
from sourcelib.models import Article
from sourcelib.services.duplicates import remember_all


def index_everything() -> None:
    """Let the search index say of all rows what they are, and know every current text again."""
    for rows in EVERYTHING:
        rows.index(rows.keys())
    remember_all(Article.objects.values_list("pk", flat=True))
