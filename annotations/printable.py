"""Text as XML and calendars can hold it."""

import re

# What XML 1.0 has no way to write (section 2.2, "Char") beyond surrogates, which no text here
# holds. Of these RFC 5545 allows a calendar none either (section 3.1, "CONTROL").
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def printable(text: str) -> str:
    """Return `text` without the control characters and noncharacters that feeds cannot hold."""
    return _UNPRINTABLE.sub("", text)
