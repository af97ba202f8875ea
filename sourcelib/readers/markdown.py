"""Markdown: CommonMark with tables and strike-through, as words without mark-up.

Emphasis and links leave their words; a list item, a quoted paragraph, a heading and a code block
are paragraphs; a line break, hard or soft, is a line break; numbers of lists stay, bullets go.
Entities are decoded, quotes and dashes stay as they are.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sourcelib.readers.blocks import Block
from sourcelib.readers.document import Change
from sourcelib.readers.formats import File, Parsed
from sourcelib.readers.front_matter import FrontField, front_matter
from sourcelib.readers.html_fragment import visible_words
from sourcelib.readers.surroundings import LABELS, front_parts
from sourcelib.readers.text_file import text_file

VERSION = "1"

# Each sign weighs as much as it is unlikely in plain text; a `.txt` is Markdown from a sum of 2.
# Bounds and excluded characters keep the search linear.
# Dashes and ">" in front of lines are not signs: plain lists and quoted mail have them too.
SIGNS = (
    (re.compile(r"^ {0,3}#{1,6} +\S", re.M), 2, "a heading"),
    (re.compile(r"^\S.*\n(?:={3,}|-{3,})[ \t]*$", re.M), 2, "an underlined heading"),
    (re.compile(r"\[[^\[\]\n]+\]\([^)\s]{0,500}(?: \"[^\"\n]{0,300}\")?\)"), 2, "a link"),
    (re.compile(r"^ {0,3}\[[^\]\n]+\]: +\S+$", re.M), 2, "a link's address"),
    (re.compile(r"^ {0,3}```", re.M), 2, "a fenced block"),
    (re.compile(r"<https?://[^\s<>]+>"), 1, "an address in angle brackets"),
    (re.compile(r"(?<!\w)\*\*\S[^*\n]*\*\*(?!\w)"), 1, "strong emphasis"),
    (re.compile(r"(?<![\w*])\*[^\s*][^*\n]*\*(?![\w*])"), 1, "emphasis"),
    (re.compile(r"(?<!\w)_[^\s_][^_\n]*_(?!\w)"), 1, "emphasis"),
)
ENOUGH = 2

DEEPEST_NESTING = (
    100  # of quotes and lists; the parser drops what lies deeper, beyond 20 by default
)


def parse(file: File) -> Parsed:
    """Read a file of Markdown. Raises ReaderError."""
    text = text_file(file)
    found, left_out = blocks(text.lines)
    return Parsed(found, (), (*text.changes, *left_out), text.charset)


def markdown_signs(text: str) -> tuple[str, ...]:
    """The signs of Markdown in a text that is Markdown; none for plain text."""
    found = [(weight, name) for pattern, weight, name in SIGNS if pattern.search(text)]
    if sum(weight for weight, _ in found) < ENOUGH:
        return ()
    return tuple(dict.fromkeys(name for _, name in found))


def blocks(lines: Sequence[str]) -> tuple[list[Block], list[Change]]:
    """The blocks of the file, whose lines come in without their ends, and what was left out."""
    fields, front_lines = front_matter(lines)
    front: list[Block] = []
    changes: list[Change] = []
    for entry in fields:
        block = Block(f"{_label(entry)}: {entry.value}", entry.line, "field")
        # A known label with a value that is none (30 February) is no more of the text for that.
        if _is_known(entry) and front_parts(block, None, is_first=False):
            front.append(block)
        else:
            what = f"front matter left out: {entry.key}: {entry.value}"
            changes.append(Change(f"line {entry.line}", what))

    # Blank lines in place of the front matter keep the line numbers right.
    body = [""] * front_lines + list(lines[front_lines:])
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST_NESTING}).enable(
        ["table", "strikethrough"]
    )
    tokens = parser.parse("\n".join(body))
    changes += _left_out(tokens)
    found = [block for block in _blocks(tokens) if block.text.strip()]
    return front + found, changes


def _label(entry: FrontField) -> str:
    return entry.key.lower().replace("_", " ")


def _is_known(entry: FrontField) -> bool:
    return _label(entry) in LABELS and entry.value != ""


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    item_numbers: list[str] = []  # of the list items that are open, "" for bullets and spent ones
    quote_depth = 0
    heading_level = 0
    row: list[str] | None = None
    row_line = 0
    for token in tokens:
        line = token.map[0] + 1 if token.map else 0
        match token.type:
            case "list_item_open":
                number = f"{token.info}{token.markup} " if token.info else ""
                item_numbers.append(number)
            case "list_item_close":
                item_numbers.pop()
            case "blockquote_open":
                quote_depth += 1
            case "blockquote_close":
                quote_depth -= 1
            case "heading_open":
                heading_level = int(token.tag[1:])
            case "heading_close":
                heading_level = 0
            case "tr_open":
                row, row_line = [], line
            case "tr_close":
                yield Block("\t".join(row or []), row_line, "item")
                row = None
            case "inline" if row is not None:
                row.append(_words(token.children or []))
            case "inline":
                children = token.children or []
                text = _words(children)
                emphasised = _is_emphasised(children)
                if heading_level:
                    yield Block(text, line, "heading", heading_level, emphasised)
                elif item_numbers:
                    yield Block(item_numbers[-1] + text, line, "item", 0, emphasised)
                    item_numbers[-1] = ""
                elif quote_depth:
                    yield Block(text, line, "quote", 0, emphasised)
                else:
                    yield Block(text, line, "paragraph", 0, emphasised)
            case "fence" | "code_block":
                yield Block(token.content.rstrip("\n"), line, "code")
            case "html_block":
                yield Block(visible_words(token.content), line)


def _words(children: Sequence[Token]) -> str:
    """The words of inline content, with "\\n" for line breaks."""
    words: list[str] = []
    unseen = 0  # inside <script> or <style>
    for child in children:
        match child.type:
            case "html_inline":
                tag = child.content.lower()
                if tag.startswith("<br"):
                    words.append("\n")
                elif tag.startswith(("<script", "<style")):
                    unseen += 1
                elif tag.startswith(("</script", "</style")):
                    unseen -= 1
            case _ if unseen > 0:
                continue
            case "softbreak" | "hardbreak":
                words.append("\n")
            case "text" | "text_special" | "code_inline":
                words.append(child.content)
    return "\n".join(line.lstrip(" \t") for line in "".join(words).split("\n"))


def _is_emphasised(children: Sequence[Token]) -> bool:
    """Whether one pair of emphasis marks encloses all of the inline content."""
    shown = [child for child in children if child.type != "text" or child.content]
    return (
        len(shown) > 2
        and shown[0].type in {"em_open", "strong_open"}
        and shown[-1].type in {"em_close", "strong_close"}
        and all(child.level > 0 for child in shown[1:-1])
    )


def _left_out(tokens: Sequence[Token]) -> Iterator[Change]:
    """Images, and the targets of links, which a plain text cannot hold."""
    for token in tokens:
        line = token.map[0] + 1 if token.map else 0
        for child in token.children or []:
            if child.type == "image":
                described = f"{child.content} " if child.content else ""
                yield Change(f"line {line}", f"image left out: {described}{child.attrGet('src')}")
            elif child.type == "link_open" and child.markup != "autolink":
                yield Change(f"line {line}", f"link target left out: {child.attrGet('href')}")
