"""Whether words print a probability: a number is kept of a prediction only where its source has it.

    prints(Decimal("0.9"), "there is a 90 per cent chance")  # True
    prints(Decimal("0.9"), "it may happen")  # False

What counts, in English: percentages, decimals from 0 to 1, so many in so many, odds with their
direction, named fractions of a chance, and fifty-fifty; in digits or in words. Of a range ("60 to
70 per cent") neither end is the number. That the number is a probability, and of this event, no
rule can tell: a curator says so.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

# The spans of a prediction whose words may print its number.
ROLES_THAT_PRINT = ("body", "likelihood")

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_ONES)}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}
_WORDS |= {"a hundred": 100, "one hundred": 100, "hundred": 100, "a thousand": 1000}
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}

_WORD = (
    r"(?:(?:a|one) hundred|hundred|a thousand|"
    rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[1:10])}))?|{'|'.join(reversed(_ONES))})"
)
_COUNT = rf"(?:\d+|{_WORD})"
_NUMBER = rf"(?:\d+(?:[.,]\d+)?|{_WORD})"
_SIGN = r"(?:[  ]?%|[  -]per ?cent(?!age|ile)\b)"
_BEGINS = r"(?<![\w.,-])"
_ENDS = r"(?![\w-]|[.,]\d)"

_RANGE = re.compile(
    rf"{_BEGINS}(?:{_NUMBER}{_SIGN}? (?:to|and|or) |\d+{_SIGN}? ?[-–—] ?){_NUMBER}{_SIGN}"
    r"|(?<![\w.,])(?:0[.,]|[.])\d+ ?(?:-|–|—|to|and|or) ?(?:0[.,]|[.])\d+"
)
_PERCENT = re.compile(rf"{_BEGINS}(?P<number>{_NUMBER}){_SIGN}")
_DECIMAL = re.compile(rf"(?<![\w.,-])(?P<number>(?:0[.,]|[.])\d+|1[.]0+){_ENDS}(?! ?%| per ?cent)")
_SO_MANY = re.compile(
    rf"{_BEGINS}(?P<part>{_COUNT})(?:[ -]| chances? )?(?:in|out of|of|/)[ -]?(?:every )?"
    rf"(?P<whole>{_COUNT}){_ENDS}"
)
_ODDS = re.compile(
    rf"{_BEGINS}(?P<one>{_COUNT})(?:[ -]to[ -]|:|-|–)(?P<other>{_COUNT})(?: odds)? "
    r"(?P<how>against|on|in favou?r)\b"
)
_NAMED = re.compile(
    rf"{_BEGINS}(?P<part>a|{_COUNT})[ -](?P<whole>{'|'.join(_FRACTIONS)})s?[ -]"
    r"(?:chance|probability|likelihood)"
)
_EVENS = re.compile(rf"{_BEGINS}(?:50[-–/: ]50|fifty[- ]fifty){_ENDS}")
# A stored number is rounded to what is printed, yet never by more than half a percentage point.
_MOST = Fraction(1, 200)


def prints(probability: Decimal, words: str) -> bool:
    """Return whether `words` print this number, within rounding to the digits that they print."""
    stored = Fraction(probability)
    return any(abs(stored - number) <= unit for number, unit in _printed(words))


def _printed(words: str) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield the probabilities that words print, each with how far rounding may lead from it."""
    text = _RANGE.sub("…", " ".join(words.lower().replace("‑", "-").split()))
    for match in _PERCENT.finditer(text):
        number, unit = _number(match["number"])
        yield number / 100, min(unit / 200, _MOST)
    for match in _DECIMAL.finditer(text):
        number, unit = _number(match["number"])
        yield number, min(unit / 2, _MOST)
    for match in _SO_MANY.finditer(text):
        yield from _share(_count(match["part"]), _count(match["whole"]))
    for match in _ODDS.finditer(text):
        one, other = _count(match["one"]), _count(match["other"])
        yield from _share(other if match["how"] == "against" else one, one + other)
    for match in _NAMED.finditer(text):
        part = 1 if match["part"] == "a" else _count(match["part"])
        yield from _share(part, _FRACTIONS[match["whole"]])
    if _EVENS.search(text):
        yield Fraction(1, 2), Fraction(0)


def _share(part: int, whole: int) -> Iterator[tuple[Fraction, Fraction]]:
    if 0 <= part <= whole and whole > 0:
        share = Fraction(part, whole)
        # What a decimal can write is written; a third is rounded.
        yield share, Fraction(0) if 10_000 % share.denominator == 0 else _MOST


def _number(written: str) -> tuple[Fraction, Fraction]:
    """Return a number, and the unit of its last digit."""
    if not written[-1].isdigit():
        return Fraction(_count(written)), Fraction(1)
    plain = written.replace(",", ".")
    digits = len(plain.partition(".")[2])
    return Fraction(plain), Fraction(1, 10**digits)


def _count(written: str) -> int:
    if written.isdigit():
        return int(written)
    if written in _WORDS:
        return _WORDS[written]
    tens, _dash, ones = written.partition("-")
    return _WORDS[tens] + _WORDS[ones]
