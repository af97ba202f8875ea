"""Which text of a page is its article: trafilatura's judgement, carried back onto the page.

Trafilatura hands on words that it has trimmed, joined and moved, and none of their places. So each
text node of a copy gets a mark of two characters in front, and the marks that come out say which
nodes it took; the words are read from the page itself.
"""

import copy
import itertools
import logging
import re
import warnings
from dataclasses import dataclass

import trafilatura
from lxml import html
from trafilatura.settings import use_config

from sourcelib.readers.document import Change
from sourcelib.readers.html_runs import UNSEEN, Paragraph, is_seen, seen_paragraphs

for library in ("trafilatura", "htmldate", "justext", "courlan", "readability"):
    logging.getLogger(library).setLevel(logging.CRITICAL)  # of doubts, the report tells

# Characters of which pairs are the marks: printable, since it drops what is not; neither letters
# nor digits, since it knows some words by what surrounds them; and hardly ever found in a text. The
# first alphabet that the page has nothing of is used: SignWriting, Braille, Byzantine music.
ALPHABETS = tuple(
    [chr(code) for code in codes]
    for codes in (range(0x1D800, 0x1DA00), range(0x2801, 0x2900), range(0x1D000, 0x1D0F6))
)
UNMARKABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # lxml sets no such text
MOST_NODES = 40_000  # trafilatura's work grows faster than the page

CONFIG = use_config()
SURROUNDINGS = frozenset({"aside", "footer", "form", "header", "nav"})
LANDMARKS = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog"})
SMALL_PAGE = 1500  # characters; trafilatura judges by lengths, and on such a page by little
SMALLEST_SHARE = 0.5  # of a small page that is to be taken, or all of it is


@dataclass(frozen=True, slots=True)
class MainText:
    """The numbers of the text nodes that are the article, and what is to be told of it."""

    taken: frozenset[int]
    changes: tuple[Change, ...] = ()


def main_text(root: html.HtmlElement, numbers: dict[html.HtmlElement, int]) -> MainText:
    """Choose the text nodes of the article."""
    taken = _trafilatura(root, numbers)
    body = _outside_landmarks(root.find("body"), numbers)
    length = _length(body)
    if taken and (length > SMALL_PAGE or _length(body, taken) >= SMALLEST_SHARE * length):
        return MainText(taken)
    name, paragraphs = _container(root, numbers) or ("body", body)
    if not paragraphs:  # all of it stands in what surrounds articles elsewhere
        paragraphs = seen_paragraphs(root.find("body"), numbers)
    everything = frozenset(run.number for each in paragraphs for run in each.runs)
    if everything <= taken:
        return MainText(taken)
    why = "the page is too long to make out its article"
    if len(numbers) <= MOST_NODES:
        why = "no article made out in the page"
    told = f"{why}: all text of its <{name}> element taken"
    return MainText(everything | taken, (Change("file", told),))


def _trafilatura(root: html.HtmlElement, numbers: dict[html.HtmlElement, int]) -> frozenset[int]:
    """The numbers of the text nodes that trafilatura takes; none where it fails."""
    alphabet = _unused_alphabet(root)
    if alphabet is None or len(numbers) > MOST_NODES:
        return frozenset()
    marked, nodes_by_mark = _marked(root, alphabet)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = trafilatura.bare_extraction(
                marked, include_comments=False, include_tables=True, config=CONFIG
            )
    except Exception:  # whatever odd pages make of it: the page's own elements decide then
        return frozenset()
    if not isinstance(found, trafilatura.settings.Document):
        return frozenset()
    mark = re.compile(f"[{alphabet[0]}-{alphabet[-1]}]{{2}}")
    marks = mark.findall("".join(found.body.itertext()))
    return frozenset(nodes_by_mark[each] for each in marks if each in nodes_by_mark)


def _unused_alphabet(root: html.HtmlElement) -> list[str] | None:
    characters = set("".join(root.itertext()))
    return next((each for each in ALPHABETS if characters.isdisjoint(each)), None)


def _marked(root: html.HtmlElement, alphabet: list[str]) -> tuple[html.HtmlElement, dict[str, int]]:
    """A copy of the page with a mark in front of each text, and the text's number by its mark."""
    marks = map("".join, itertools.product(alphabet, repeat=2))
    nodes_by_mark: dict[str, int] = {}
    marked = copy.deepcopy(root)
    for number, node in enumerate(marked.iter()):
        if isinstance(node.tag, str) and node.tag not in UNSEEN and _is_markable(node.text):
            mark = next(marks, "")
            node.text = mark + node.text
            nodes_by_mark[mark] = 2 * number
        if _is_markable(node.tail):
            mark = next(marks, "")
            node.tail = mark + node.tail
            nodes_by_mark[mark] = 2 * number + 1
    return marked, nodes_by_mark


def _is_markable(text: str | None) -> bool:
    return bool(text and not text.isspace() and not UNMARKABLE.search(text))


def _container(
    root: html.HtmlElement, numbers: dict[html.HtmlElement, int]
) -> tuple[str, list[Paragraph]] | None:
    """The element that the page itself calls its article or its main part."""
    for path in (".//article", ".//main", ".//*[@role='main']"):
        elements = root.xpath(path)
        if len(elements) == 1 and is_seen(elements[0]):
            paragraphs = _outside_landmarks(elements[0], numbers)
            if paragraphs:
                return elements[0].tag, paragraphs
    return None


def _outside_landmarks(
    element: html.HtmlElement, numbers: dict[html.HtmlElement, int]
) -> list[Paragraph]:
    """What is shown of the element, less what the page calls navigation, footer and the like."""
    left_out = {
        each
        for each in element.iter(*SURROUNDINGS)
        if each is not element and not (each.tag == "header" and each.find(".//h1") is not None)
    }
    left_out |= {each for each in element.iter() if each.get("role") in LANDMARKS}
    return [
        paragraph
        for paragraph in seen_paragraphs(element, numbers)
        if paragraph.box not in left_out
        and not left_out.intersection(paragraph.box.iterancestors())
    ]


def _length(paragraphs: list[Paragraph], taken: frozenset[int] | None = None) -> int:
    return sum(
        len(run.text.strip())
        for paragraph in paragraphs
        for run in paragraph.runs
        if taken is None or run.number in taken
    )
