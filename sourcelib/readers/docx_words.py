"""The words of one paragraph of a Word document, and what of it is not among its words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from sourcelib.readers.docx_package import Relation, attribute, child, children, is_on, name_of

QUOTED = 500  # characters of what was left out that are repeated in the report

THROUGH = frozenset(
    {"w:smartTag", "w:customXml", "w:fldSimple", "w:dir", "w:bdo", "w:sdtContent", "w:rubyBase"}
)
CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}


@dataclass(slots=True)
class Fields:
    """The fields (page numbers, links, tables of contents) that are open: is their result due?"""

    open: list[bool] = field(default_factory=list)

    @property
    def showing(self) -> bool:
        return all(self.open)

    def mark(self, what: str) -> None:
        """Note a w:fldChar."""
        if what == "begin":
            self.open.append(False)
        elif self.open and what == "separate":
            self.open[-1] = True
        elif self.open and what == "end":
            self.open.pop()

    def end_paragraph(self) -> None:
        """No instruction goes on in the next paragraph; a file where one does is broken."""
        self.open = [each for each in self.open if each]


@dataclass(slots=True)
class Words:
    """A paragraph as it is gathered. `boxes` are the text boxes that hang on it."""

    text: str = ""
    emphasised: bool = True
    reports: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def add(self, text: str, *, emphasised: bool = False) -> None:
        self.text += text
        self.emphasised = self.emphasised and (emphasised or not text.strip())

    def report(self, what: str, words: str) -> None:
        short = " ".join(words.split())
        if short:
            cut = short if len(short) <= QUOTED else short[:QUOTED] + "…"
            self.reports.append(f"{what}: {cut}")


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Gathers the words of paragraphs. `notes` finds what a reference refers to, by its element."""

    notes: Callable[[etree._Element], tuple[str, str]]
    relations: Mapping[str, Relation]
    fields: Fields

    def gather(self, element: etree._Element, words: Words, *, emphasised: bool = False) -> None:
        """Add the words of a paragraph, or of an element inside of one."""
        for each in element:
            match name_of(each):
                case "w:r":
                    self._run(each, words, emphasised=emphasised)
                case "w:ins" | "w:moveTo" as kind:
                    before = len(words.text)
                    self.gather(each, words, emphasised=emphasised)
                    what = "inserted" if kind == "w:ins" else "moved here"
                    words.report(f"{what}{_by(each)}, taken in", words.text[before:])
                case "w:del" | "w:moveFrom" as kind:
                    what = "deleted" if kind == "w:del" else "moved away"
                    words.report(f"{what}{_by(each)}, left out", all_words(each))
                case "w:hyperlink":
                    self.gather(each, words, emphasised=emphasised)
                    relation = self.relations.get(attribute(each, "id"))
                    if relation is not None and relation.external:
                        words.report("link target left out", relation.target)
                case "w:sdt":
                    for content in children(each, "w:sdtContent"):
                        self.gather(content, words, emphasised=emphasised)
                case "mc:AlternateContent":
                    for content in alternative(each):
                        self.gather(content, words, emphasised=emphasised)
                case "m:oMath" | "m:oMathPara":
                    formula = "".join(each.itertext())
                    words.add(formula)
                    words.report("formula, taken in as its signs in a row", formula)
                case name if name in THROUGH:
                    self.gather(each, words, emphasised=emphasised)

    def _run(self, run: etree._Element, words: Words, *, emphasised: bool) -> None:
        properties = child(run, "w:rPr")
        if is_on(properties, "w:vanish"):
            words.report("hidden text left out", all_words(run))
            return
        emphasised = emphasised or is_on(properties, "w:i") or is_on(properties, "w:b")
        for each in _pieces(run):
            name = name_of(each)
            if name == "w:fldChar":
                self.fields.mark(attribute(each, "fldCharType"))
            elif self.fields.showing:
                self._piece(name, each, words, emphasised=emphasised)

    def _piece(self, name: str, each: etree._Element, words: Words, *, emphasised: bool) -> None:
        match name:
            case "w:t":
                words.add(each.text or "", emphasised=emphasised)
            case "w:br":
                # Breaks of pages and columns are not breaks of lines.
                if attribute(each, "type") in {"", "textWrapping"}:
                    words.add("\n", emphasised=emphasised)
            case "w:footnoteReference" | "w:endnoteReference" | "w:commentReference":
                words.report(*self.notes(each))
            case "w:sym":
                code, font = attribute(each, "char"), attribute(each, "font")
                words.report("sign of a picture font left out", f"{code} of {font}")
            case "w:ruby":
                for base in children(each, "w:rubyBase"):
                    self.gather(base, words, emphasised=emphasised)
                for reading in children(each, "w:rt"):
                    words.report("reading set above the words left out", all_words(reading))
            case "w:drawing" | "w:pict" | "w:object":
                self._picture(each, words)
            case _ if name in CHARACTERS:
                words.add(CHARACTERS[name], emphasised=emphasised)

    def _picture(self, element: etree._Element, words: Words) -> None:
        boxes = [each for each in element.iter() if name_of(each) == "w:txbxContent"]
        # A box in a box comes with the outer one.
        inner = {id(each) for box in boxes for each in box.iterdescendants()}
        words.boxes += [box for box in boxes if id(box) not in inner]
        if not boxes:
            described = [
                attribute(each, "descr") or attribute(each, "title")
                for each in element.iter()
                if name_of(each) == "wp:docPr"
            ]
            words.report("image left out", " ".join(filter(None, described)) or "not described")


def alternative(element: etree._Element) -> list[etree._Element]:
    """The first of the forms in which a file gives the same, the one for newer programs."""
    return [each for each in element if name_of(each) in {"mc:Choice", "mc:Fallback"}][:1]


def all_words(element: etree._Element) -> str:
    """Every word inside, deleted ones too, whatever it is for."""
    parts = []
    for each in element.iter():
        name = name_of(each)
        if name in {"w:t", "w:delText"}:
            parts.append(each.text or "")
        elif name in {"w:p", "w:br", "w:tab"}:
            parts.append(" ")
    return "".join(parts)


def _pieces(run: etree._Element) -> Iterator[etree._Element]:
    for each in run:
        if name_of(each) == "mc:AlternateContent":
            for content in alternative(each):
                yield from content
        else:
            yield each


def _by(element: etree._Element) -> str:
    author = attribute(element, "author")
    return f" by {author}" if author else ""
