"""The visible words of a scrap of HTML, such as Markdown lets through."""

from html.parser import HTMLParser

UNSEEN = frozenset({"script", "style", "template", "noscript", "title"})
# fmt: off
PARAGRAPHS = frozenset({
    "address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
})
# fmt: on
LINES = frozenset({"br", "tr"})
CELLS = frozenset({"td", "th"})


class _VisibleWords(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen_depth = 0

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen_depth += 1
        elif tag in PARAGRAPHS:
            self.pieces.append("\n\n")
        elif tag in LINES:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen_depth = max(0, self.unseen_depth - 1)
        elif tag in PARAGRAPHS:
            self.pieces.append("\n\n")
        elif tag in CELLS:
            self.pieces.append("\t")

    def handle_data(self, data: str) -> None:
        if not self.unseen_depth:
            self.pieces.append(data)


def visible_words(html: str) -> str:
    """The text of `html`: tags, comments, scripts and styles left out, entities decoded.

    Paragraphs are parted by a blank line, table cells by tabs; lines come without white space at
    either end, for indentation means nothing in HTML.
    """
    parser = _VisibleWords()
    parser.feed(html)
    parser.close()
    return "\n".join(line.strip() for line in "".join(parser.pieces).split("\n")).strip("\n")
