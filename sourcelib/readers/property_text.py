"""The text of a document's property, as fit for a line in the library."""

import unicodedata


def one_line(text: str) -> str:
    """`text` on one line, without control characters and lone surrogates."""
    kept = (
        character if unicodedata.category(character) not in {"Cc", "Cs"} else " "
        for character in text
    )
    return " ".join("".join(kept).split())
