"""The tables of the library of sources."""

from sourcelib.models.account import Account
from sourcelib.models.article import Article, Authorship
from sourcelib.models.author import Author
from sourcelib.models.batch import ImportBatch
from sourcelib.models.former_slug import FormerSlug
from sourcelib.models.item import ImportItem
from sourcelib.models.publication import Publication
from sourcelib.models.revision import Revision
from sourcelib.models.search import SearchEntry, SearchWord
from sourcelib.models.sketch import SketchValue

__all__ = [
    "Account",
    "Article",
    "Author",
    "Authorship",
    "FormerSlug",
    "ImportBatch",
    "ImportItem",
    "Publication",
    "Revision",
    "SearchEntry",
    "SearchWord",
    "SketchValue",
]
