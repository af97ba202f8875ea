"""The reader: one source with its annotations, and what became of its predictions."""

from annotations.pages.reader.view import source

__all__ = ["source"]
