"""Other ways to write an English word: British for American, and the other way round.

What comes out may be no word at all ("israel" gives "isrel"): whoever asks knows which words there
are, and takes those. Words come folded, as the index has them.
"""

import re
from collections.abc import Iterator

_INFLECTED = r"(?=(?:s|ed|ing|ful|less|able|ably|ite|ites|hood|ly|ism|ist|ists)?$)"
# Pairs of the pattern of one spelling and what the other has in its place, in both directions. The
# letters that must stand before keep short words apart, of which every other letter makes another
# word: four and for, rise and size, called and caned.
_PAIRS: tuple[tuple[str, str], ...] = (
    (rf"(?<=\w{{3}})our{_INFLECTED}", "or"),
    (rf"(?<=\w{{3}})or{_INFLECTED}", "our"),
    (r"(?<=\w{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)", "iz"),
    (r"(?<=\w{3})iz(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)", "is"),
    (r"(?<=\w{2})ys(?=(?:e|es|ed|er|ers|ing)$)", "yz"),
    (r"(?<=\w{2})yz(?=(?:e|es|ed|er|ers|ing)$)", "ys"),
    (r"(?<=\w{2})ence(?=(?:s|d|less)?$)", "ense"),
    (r"(?<=\w{2})ense(?=(?:s|d|less)?$)", "ence"),
    (r"(?<=\w{3})re(?=s?$)", "er"),
    (r"(?<=\w{3})er(?=s?$)", "re"),
    (r"(?<=\w{3})red$", "ered"),
    (r"(?<=\w{3})ered$", "red"),
    (r"(?<=\w{2})ogue(?=s?$)", "og"),
    (r"(?<=\w{2})og(?=s?$)", "ogue"),
    (r"(?<=\w{4})ll(?=(?:ed|ing|er|ers|or|ors)$)", "l"),
    (r"(?<=\w{3}[^l])l(?=(?:ed|ing|er|ers|or|ors)$)", "ll"),
    (r"ae|oe", "e"),
)
_WORDS = (
    ("programme", "program"),
    ("programmes", "programs"),
    ("grey", "gray"),
    ("licence", "license"),
    ("aluminium", "aluminum"),
    ("judgement", "judgment"),
    ("judgements", "judgments"),
    ("acknowledgement", "acknowledgment"),
    ("ageing", "aging"),
    ("manoeuvre", "maneuver"),
    ("manoeuvres", "maneuvers"),
    ("manoeuvring", "maneuvering"),
    ("artefact", "artifact"),
    ("artefacts", "artifacts"),
    ("mould", "mold"),
    ("plough", "plow"),
    ("cheque", "check"),
    ("fulfil", "fulfill"),
    ("fulfilment", "fulfillment"),
    ("enrol", "enroll"),
    ("instalment", "installment"),
    ("skilful", "skillful"),
    ("wilful", "willful"),
    ("sulphur", "sulfur"),
    ("tonne", "ton"),
    ("tonnes", "tons"),
)
_SWITCHED = [(re.compile(pattern), other) for pattern, other in _PAIRS]
_LISTED = {one: other for pair in _WORDS for one, other in (pair, pair[::-1])}
_SCEPTIC = {"sceptic": "skeptic", "skeptic": "sceptic"}  # and all that begins so
_SHORTEST_PART = 3  # letters


def spellings(word: str) -> list[str]:
    """Return how else a word may be spelled, the word itself left out."""
    found = [_LISTED[word]] if word in _LISTED else []
    found += [_SCEPTIC[word[:7]] + word[7:]] if word[:7] in _SCEPTIC else []
    found += [pattern.sub(other, word) for pattern, other in _SWITCHED]
    return [one for one in dict.fromkeys(found) if one != word]


def partings(word: str) -> Iterator[tuple[str, str]]:
    """Yield a word in two: policymakers as policy and makers."""
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        yield word[:at], word[at:]
