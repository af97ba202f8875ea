"""New sources."""

from django.utils.translation import gettext_lazy as _

from annotations.feeds.base import ENTRIES, Entry, LibraryFeed, urn, written
from annotations.filters import SourceFilters
from annotations.listing import Listing
from annotations.source_rows import SourceRow, source_rows, with_texts
from sourcelib.models import Article
from sourcelib.models.article import ArticleQuerySet


class SourceFeed(LibraryFeed):
    """Sources, the last published first."""

    filters = SourceFilters
    page = "/sources/"
    name = _("New sources")

    def rows(self) -> ArticleQuerySet:
        return Article.objects.public()

    def items(self, listing: Listing) -> list[Entry]:
        newest = with_texts(listing.rows).order_by("-published_at", "-pk")
        return [_entry(row) for row in source_rows(newest[:ENTRIES])]


def _entry(row: SourceRow) -> Entry:
    article = row.article
    published, revision = article.published_at, article.current_revision
    assert published is not None, "what is public was published"
    assert revision is not None, "what is public has a text"
    return Entry(
        id=urn(article.uid),
        title=f"[{article.title}]" if article.title_supplied else article.title,
        address=article.get_absolute_url(),
        html=written("source", row=row),
        published=published,
        updated=max(published, revision.created_at),
        authors=[author.name for author in row.authors],
        categories=[(article.genre, str(article.get_genre_display()))],
    )
