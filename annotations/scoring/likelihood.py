"""What likelihood words mean as numbers, under four published standards.

Sources of the bands (percent, inclusive):
ICD 203: Intelligence Community Directive 203, "Analytic Standards" (2015, amended 2022), D.6.e.
PHIA: Professional Head of Intelligence Assessment, probability yardstick (UK, 2018).
IPCC AR5: Mastrandrea et al., "Guidance Note for Lead Authors of the IPCC Fifth Assessment
Report on Consistent Treatment of Uncertainties" (2010), table 1.
Kent 1964: Sherman Kent, "Words of Estimative Probability", Studies in Intelligence 8:4.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Standard(StrEnum):
    """A published scale of likelihood words."""

    ICD_203 = "icd-203"
    PHIA = "phia"
    IPCC = "ipcc-ar5"
    KENT = "kent-1964"

    @property
    def label(self) -> str:
        """The name by which the standard is cited."""
        return _LABELS[self]


_LABELS = {
    Standard.ICD_203: "ICD 203",
    Standard.PHIA: "PHIA",
    Standard.IPCC: "IPCC AR5",
    Standard.KENT: "Kent 1964",
}


class Term(StrEnum):
    """A likelihood word of the standards, whatever its spelling in a text."""

    ALMOST_CERTAIN = "almost-certain"
    VERY_LIKELY = "very-likely"
    LIKELY = "likely"
    ABOUT_EVEN = "about-even"
    UNLIKELY = "unlikely"
    VERY_UNLIKELY = "very-unlikely"
    REMOTE = "remote"


@dataclass(frozen=True)
class Band:
    """A probability from `low` to `high`, both from 0 to 1."""

    low: float
    high: float

    def opposite(self) -> "Band":
        """Return the band of the opposite event: 1−high to 1−low."""
        return Band(round(1 - self.high, 4), round(1 - self.low, 4))


_PERCENT: dict[Term, dict[Standard, tuple[int, int]]] = {
    Term.ALMOST_CERTAIN: {
        Standard.ICD_203: (95, 99),
        Standard.PHIA: (95, 100),
        Standard.IPCC: (99, 100),
        Standard.KENT: (87, 99),
    },
    Term.VERY_LIKELY: {
        Standard.ICD_203: (80, 95),
        Standard.PHIA: (80, 90),
        Standard.IPCC: (90, 100),
    },
    Term.LIKELY: {
        Standard.ICD_203: (55, 80),
        Standard.PHIA: (55, 75),
        Standard.IPCC: (66, 100),
        Standard.KENT: (63, 87),
    },
    Term.ABOUT_EVEN: {
        Standard.ICD_203: (45, 55),
        Standard.PHIA: (40, 50),
        Standard.IPCC: (33, 66),
        Standard.KENT: (40, 60),
    },
    Term.UNLIKELY: {
        Standard.ICD_203: (20, 45),
        Standard.PHIA: (25, 35),
        Standard.IPCC: (0, 33),
        Standard.KENT: (20, 40),
    },
    Term.VERY_UNLIKELY: {
        Standard.ICD_203: (5, 20),
        Standard.PHIA: (10, 20),
        Standard.IPCC: (0, 10),
    },
    Term.REMOTE: {
        Standard.ICD_203: (1, 5),
        Standard.PHIA: (0, 5),
        Standard.IPCC: (0, 1),
        Standard.KENT: (2, 12),
    },
}

# In order: a longer wording before the shorter one that it contains.
_WORDINGS: list[tuple[str, Term]] = [
    (r"about as likely as not", Term.ABOUT_EVEN),  # its "not" negates nothing
    (r"almost certain(?:ly)?|virtually certain(?:ly)?", Term.ALMOST_CERTAIN),
    (r"(?:very|highly) unlikely|(?:very|highly) improbable", Term.VERY_UNLIKELY),
    (r"(?:very|highly) likely|(?:very|highly) probabl[ey]", Term.VERY_LIKELY),
    (r"unlikely|improbable|improbably", Term.UNLIKELY),
    (r"likely|probabl[ey]", Term.LIKELY),
    (r"about even|roughly even|realistic possibility", Term.ABOUT_EVEN),
    (r"remote|almost no chance", Term.REMOTE),
]
_HERE = "@"  # stands for a term that was found

# Words beside which a term is no term of a standard any more. Wherever they stand, a negation and
# a hedge; before the term, what takes it back; directly before it, a degree of it that no standard
# of the table lists ("most likely"; the IPCC's "more likely than not" and "extremely likely", for
# which the table has no row).
_ANYWHERE = (
    r"\b(?:not|cannot|nor|neither|may|might|could|perhaps|maybe|possibly|rul(?:e|es|ed|ing) out)\b"
    r"|n['’]t\b"
)
_BEFORE = (
    r"\b(?:no|never|none|nobody|nothing|few|fewer|little|less|least|hardly|scarcely|barely|seldom|"
    rf"rarely|without|far from|anything but|doubt\w*|whether)\b.*{_HERE}"
)
_DIRECTLY_BEFORE = (
    r"\b(?:more|most|much|too|so|as|how|quite|rather|fairly|pretty|somewhat|very|highly|equally|"
    r"similarly|extremely|exceptionally|exceedingly|overwhelmingly|increasingly|decreasingly|"
    r"relatively|comparatively|reasonably|slightly|marginally|vanishingly|sufficiently|"
    rf"particularly|especially)(?: than)? {_HERE}"
)
_TAKES_AWAY = re.compile(f"{_ANYWHERE}|{_BEFORE}|{_DIRECTLY_BEFORE}")


def term_of(words: str) -> Term | None:
    """Return the term that likelihood words use, or None where no standard has a number for them.

    "May", "might", "could", "cannot be ruled out", "expected to" and a flat "will" have none. Nor
    has a term that is negated, hedged or taken back ("not likely", "could likely", "few are
    likely"), compared ("less likely", "as likely as"), or of a degree that the table does not
    list ("most likely"); nor have two different terms at once.
    """
    rest = " ".join(words.lower().split())
    found = set()
    for pattern, term in _WORDINGS:
        rest, count = re.subn(rf"(?<![\w-])(?:{pattern})(?![\w-])", _HERE, rest)
        if count:
            found.add(term)
    return found.pop() if len(found) == 1 and not _TAKES_AWAY.search(rest) else None


def band(words: str, standard: Standard, *, opposite: bool = False) -> Band | None:
    """Return the band that `standard` gives to likelihood `words`, or None where it gives none.

    With `opposite` the words speak of the opposite of the summarised event, and the band is
    turned round: 20–45 % for "unlikely" becomes 55–80 % for the summary.
    """
    term = term_of(words)
    return band_of(term, standard, opposite=opposite) if term else None


def band_of(term: Term, standard: Standard, *, opposite: bool = False) -> Band | None:
    """Return the band that `standard` gives to a term, as `band` does for words."""
    percent = _PERCENT[term].get(standard)
    if percent is None:
        return None
    given = Band(percent[0] / 100, percent[1] / 100)
    return given.opposite() if opposite else given
