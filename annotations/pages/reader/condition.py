"""The if-clause of a conditional prediction's statement. Pure.

A one-line card leaves it out, so that the predictions of one condition differ at first sight.
"""

import re

# The words with which an English statement opens its condition. Statements in other languages are
# simply not divided.
_OPENS = re.compile(
    r"(?:If|Unless|Without|Should|As long as|So long as|Provided|Once|When|Until|Even if)\b"
)


def divide(summary: str) -> tuple[str, str]:
    """Return the if-clause with its comma and space, and the rest; ("", summary) without one."""
    if not _OPENS.match(summary):
        return "", summary
    clause, comma, rest = summary.partition(", ")
    if not comma or not rest:
        return "", summary
    return clause + comma, rest
