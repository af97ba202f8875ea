"""The search page: sources, passages, claims, predictions and actors by their words."""

from annotations.pages.search.page import search

__all__ = ["search"]
