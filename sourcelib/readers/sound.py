"""What a reader hands on, without the characters that neither a text nor a database can hold."""

from collections.abc import Iterable
from dataclasses import replace

from sourcelib.readers.document import Change, Finding
from sourcelib.readers.formats import Parsed
from sourcelib.text import CONTROL, LINE_END, SURROGATE

REPLACEMENT = "\ufffd"


def sound(parsed: Parsed) -> Parsed:
    """`parsed` with its control characters dropped and halves of characters replaced; both are
    counted in its changes, as far as they were in the text.
    """
    text = "".join(block.text for block in parsed.blocks)
    dropped = len(CONTROL.findall(LINE_END.sub("\n", text)))
    replaced = len(SURROGATE.findall(text))
    changes = [replace(each, what=sound_text(each.what)) for each in parsed.changes]
    if dropped:
        changes.append(Change("file", f"control characters dropped: {dropped}"))
    if replaced:
        changes.append(Change("file", f"halves of characters replaced by “\ufffd”: {replaced}"))
    return replace(
        parsed,
        blocks=[replace(each, text=sound_text(each.text)) for each in parsed.blocks],
        stated=sound_findings(parsed.stated),
        changes=tuple(changes),
    )


def sound_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, whose texts are fit to be kept."""
    return tuple(replace(each, text=sound_text(each.text)) for each in findings)


def sound_text(text: str) -> str:
    """`text` with LF at its line ends, no control characters, and no halves of characters."""
    text = CONTROL.sub("", LINE_END.sub("\n", text))
    return SURROGATE.sub(REPLACEMENT, text)
