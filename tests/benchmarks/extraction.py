"""How much of an article the HTML reader brings in, and how much that is not of it.

    python tests/benchmarks/extraction.py FOLDER

FOLDER holds pages (NAME.html) and their true texts (NAME.txt). For the reader, for trafilatura's
`extract()` as it comes, and for all visible text of the body, two shares are told: of the true
text's shingles (four words in a row; four characters in scripts without spaces), those that were
extracted; of the extracted shingles, those that the true text does not have.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

import trafilatura
from lxml import html

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from sourcelib.readers import ReaderError, read  # noqa: E402

# Characters of scripts without spaces between words (Chinese, Japanese, Thai, Burmese…) one by one.
WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Shares:
    """`recall`: of the true text's shingles; `clutter`: of the extracted ones. Both from 0 to 1."""

    recall: float
    clutter: float


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text; a shorter text is one shingle."""
    words = [
        part
        for word in WORD.findall(text.casefold())
        for part in (UNSPACED.findall(word) or [word])
    ]
    if len(words) < SHINGLE:
        return Counter([tuple(words)] if words else [])
    return Counter(
        tuple(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)
    )


def shares(truth: str, extracted: str) -> Shares:
    """Compare an extracted text with the true one."""
    true, found = shingles(truth), shingles(extracted)
    both = (true & found).total()
    clutter = 1 - both / found.total() if found else 0.0
    return Shares(both / true.total() if true else 1.0, clutter)


def with_reader(data: bytes, name: str) -> str:
    """The reader's text, with the title, byline and so on that it took out."""
    try:
        document = read(data, name)
    except ReaderError:
        return ""
    return document.text


def with_trafilatura(data: bytes, _name: str) -> str:
    """The text that trafilatura gives when nothing is asked of it."""
    return trafilatura.extract(data) or ""


def with_everything(data: bytes, _name: str) -> str:
    """All text of the body, scripts and styles apart."""
    body = html.document_fromstring(data).find("body")
    for unseen in body.xpath(".//script | .//style | .//noscript | .//template"):
        unseen.drop_tree()
    return " ".join(body.itertext())


EXTRACTORS: dict[str, Callable[[bytes, str], str]] = {
    "reader": with_reader,
    "trafilatura": with_trafilatura,
    "whole body": with_everything,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the shares page by page, and those of all pages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    print(f"{'page':40}" + "".join(f"{name:>12} recall clutter" for name in EXTRACTORS))
    all_shares: dict[str, list[Shares]] = {name: [] for name in EXTRACTORS}
    for page in sorted(folder.glob("*.html")):
        truth = page.with_suffix(".txt").read_text(encoding="utf-8")
        data = page.read_bytes()
        line = f"{page.stem[:40]:40}"
        for name, extract in EXTRACTORS.items():
            of_page = shares(truth, extract(data, page.name))
            all_shares[name].append(of_page)
            line += f"{'':12} {of_page.recall:6.1%} {of_page.clutter:7.1%}"
        print(line)
    for called, summary in (("mean", mean), ("median", median)):
        line = f"{called:40}"
        for of_pages in all_shares.values():
            recall = summary(each.recall for each in of_pages)
            clutter = summary(each.clutter for each in of_pages)
            line += f"{'':12} {recall:6.1%} {clutter:7.1%}"
        print(line)


if __name__ == "__main__":
    main()
