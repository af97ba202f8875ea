"""The numbers of lists as a Word document shows them, which it holds as rules only."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from sourcelib.readers.docx_package import attribute, children, value

DEEPEST = 9  # levels of a list (ECMA-376, part 1, 17.9.6)
MOST_LETTERS = 30  # aa, bbb, …: nobody counts further so
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(slots=True)
class _Level:
    """How one level of a list counts, and what it writes ("%1.%2)")."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""


@dataclass(slots=True)
class _List:
    """The rules of a list; those that look alike but count apart have one each."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the items of all lists of a document, in the order in which they are asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        abstract = {
            attribute(each, "abstractNumId"): _levels(each)
            for each in children(root, "w:abstractNum")
        }
        self._lists: dict[str, _List] = {}
        for each in children(root, "w:num"):
            which = value(each, "w:abstractNumId")
            restarts = {
                _number(attribute(override, "ilvl")): _number(value(override, "w:startOverride"), 1)
                for override in children(each, "w:lvlOverride")
                if value(override, "w:startOverride")
            }
            name = attribute(each, "numId")
            self._lists[name] = _List(which, abstract.get(which, {}), restarts)
        # Lists with the same rules go on counting where the one before stopped.
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level of a list that belongs to a paragraph style; 0 where none does."""
        one = self._lists.get(list_id)
        levels = one.levels.items() if one else ()
        return next((number for number, level in levels if level.style == style), 0)

    def mark(self, list_id: str, level: int) -> str | None:
        """What stands before the next item: "2.", "" for a bullet; None where there is no list."""
        one = self._lists.get(list_id)
        if one is None or not 0 <= level < DEEPEST:
            return None
        rule = one.levels.get(level, _Level())
        counts = self._counts[one.abstract]
        if level in one.restarts and (list_id, level) not in self._begun:
            counts[level] = one.restarts[level] - 1
        self._begun.add((list_id, level))
        counts[level] = counts.get(level, rule.start - 1) + 1
        for deeper in range(level + 1, DEEPEST):
            counts.pop(deeper, None)
        if rule.form in {"bullet", "none"}:
            return ""
        return re.sub(
            r"%([1-9])", lambda match: self._written(one, int(match[1]) - 1), rule.text
        ).strip()

    def _written(self, one: _List, level: int) -> str:
        rule = one.levels.get(level, _Level())
        return _written(self._counts[one.abstract].get(level, rule.start), rule.form)


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    return {
        _number(attribute(each, "ilvl")): _Level(
            _number(value(each, "w:start"), 1),
            value(each, "w:numFmt") or "decimal",
            value(each, "w:lvlText"),
            value(each, "w:pStyle"),
        )
        for each in children(abstract, "w:lvl")
    }


def _number(text: str, default: int = 0) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text, re.ASCII) else default


def _written(number: int, form: str) -> str:
    """A number in a form; in those that are not known here, in plain digits."""
    if form in {"lowerLetter", "upperLetter"} and 0 < number <= 26 * MOST_LETTERS:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        letters = ""
        for worth, sign in ROMAN:
            letters += sign * (number // worth)
            number %= worth
        return letters.upper() if form == "upperRoman" else letters
    return f"{number:02d}" if form == "decimalZero" else str(number)
