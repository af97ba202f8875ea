"""The library's own format: JSON Lines, one record a line, complete. See `docs/formats.md`."""

from annotations.interchange.sourcelib.dumping import dump
from annotations.interchange.sourcelib.loading import load

__all__ = ["dump", "load"]
