"""The paragraphs of a text as a script shows them, with those that are left out."""

from typing import Any

from sourcelib.readers import Document
from sourcelib.text import PARAGRAPH_BREAK, TextError
from sourcelib.text.rebreaking import rebroken, steps

MOST = 1_500  # paragraphs; a longer text is corrected as a whole


def pieces_of(document: Document, text: str) -> list[dict[str, Any]] | None:
    """Return the paragraphs of a text, each with the numbers of those as read that it is made of.

    None where words differ from what was read, or there are too many: then the text as it is
    typed says it.
    """
    read = document.text.split(PARAGRAPH_BREAK)
    if len(read) > MOST:
        return None
    try:
        taken = steps(document.text, text)
    except TextError:
        return None
    now = rebroken(document.text, taken)
    pieces = [
        {"words": words, "of": list(origin), "out": False}
        for words, origin in zip(now.text.split(PARAGRAPH_BREAK), now.origins, strict=True)
    ]
    out = [
        {"words": read[step.paragraph - 1], "of": [step.paragraph], "out": True}
        for step in taken
        if step.kind == "left out"
    ]
    return sorted([*pieces, *out], key=lambda piece: piece["of"][0])
