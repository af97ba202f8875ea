"""What changed between two revisions of a source."""

from annotations.pages.changes.page import changes

__all__ = ["changes"]
