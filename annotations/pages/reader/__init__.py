"""The reader: one source with its annotations, and what became of its predictions."""

from annotations.pages.reader.view import revision, source

__all__ = ["revision", "source"]
