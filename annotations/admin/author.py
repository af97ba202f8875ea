"""Authors, under whose names claims and predictions are found too.

The administration of `sourcelib` is taken up again and registered anew, as that of sources is.
"""

from django.contrib import admin

from annotations.indexing import index_statements_of
from sourcelib.admin.author import AuthorAdmin
from sourcelib.models import Author

admin.site.unregister(Author)


@admin.register(Author)
class AnnotatedAuthorAdmin(AuthorAdmin):
    """Who signed sources."""

    def index(self, articles: list[int]) -> None:
        """Also what stands in the search index of their claims and predictions."""
        super().index(articles)
        index_statements_of(articles)
