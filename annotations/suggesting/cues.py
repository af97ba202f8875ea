"""The table of cues: words by which English sentences predict, and what each is worth.

A weight says how often a sentence with such words, and nothing else to tell by, is a prediction by
section 3 of the manual. They were set on the two first sources; each has its reason. A score is
the sum of what was seen, from 0 to 1, and is shown with its parts.

What the words say of the likelihood follows the files of the library: a flat "will" is near
certain, "may" possible; that is a reading in words, and no number comes of it.
Modal verbs and their senses: Quirk et al., A Comprehensive Grammar of the English Language (1985),
4.42–4.59; semi-auxiliaries ("be going to", "be bound to", "be about to") 3.40 and 4.46–4.47; verbs
that commit or plan: Searle, "A Taxonomy of Illocutionary Acts" (1975); likelihood words: the
standards of `annotations.scoring.likelihood`.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell of what is to come: what they are worth, and what they say of the fields."""

    code: str
    pattern: re.Pattern[str]
    weight: float
    why: str
    likelihood: str = "unstated"
    form: str = "forecast"
    attribution: str = "author"


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that speak for or against a prediction, and predict nothing by themselves."""

    code: str
    pattern: re.Pattern[str]
    weight: float
    why: str


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-])(?:{pattern})(?![\w-])", re.IGNORECASE)


_NOT = r"(?:n['’]t|\s+not|\s+never)?"
_ADVERB = r"(?:\s+(?:also|then|soon|just|well|even|still|thus|therefore|eventually|ultimately))?"
_SURE = r"(?:no doubt|certainly|surely|undoubtedly|almost certainly|inevitably|definitely)"
_PROBABLY = r"(?:very |most |highly )?(?:likely|probably)"
_PERHAPS = r"(?:possibly|perhaps|conceivably)"

CUES: tuple[Cue, ...] = (
    Cue(
        "will-likely",
        _words(rf"(?:will|shall|would|may|might|could){_NOT}\s+{_PROBABLY}(?:\s+not)?"),
        0.75,
        "A modal with a likelihood word nearly always speaks of an event to come.",
        "probable",
    ),
    Cue(
        "will-surely",
        _words(rf"(?:will|shall){_NOT}\s+{_SURE}"),
        0.75,
        "The author stakes a claim on the future.",
        "near-certain",
    ),
    Cue(
        "will",
        _words(rf"(?:will|shall){_NOT}(?:\s+{_PERHAPS})?{_ADVERB}(?!\s+of\b)|wo(?:n['’]t)"),
        0.6,
        "The plain future; also used of states and general rules, which are claims.",
        "near-certain",
    ),
    Cue(
        "would",
        _words(rf"would{_NOT}{_ADVERB}"),
        0.35,
        "The future as somebody told it, or under a condition; else a judgement.",
        "near-certain",
    ),
    Cue(
        "may",
        _words(rf"(?:may|might){_NOT}{_ADVERB}"),
        0.5,
        "A possible event; also of the present, which is no prediction.",
        "possible",
    ),
    Cue(
        "could",
        _words(rf"could{_NOT}{_ADVERB}"),
        0.45,
        "As “may”; also an ability of the past.",
        "possible",
    ),
    Cue(
        "not-ruled-out",
        _words(r"(?:cannot|can['’]t|can not|could not|must not) be (?:ruled out|excluded)"),
        0.6,
        "Leaves an event possible.",
        "possible",
    ),
    Cue(
        "likely-to",
        _words(r"(?:is|are|seems?|looks?|appears?|remains?)\s+(?:very |most |highly )?likely"),
        0.6,
        "A likelihood word of the standards, said of an event.",
        "probable",
    ),
    Cue(
        "unlikely",
        _words(r"(?:very |highly )?(?:unlikely|improbable)"),
        0.6,
        "A likelihood word of the standards, said of an event.",
        "unlikely",
    ),
    Cue(
        "going-to",
        _words(r"(?:is|are|am) (?:not )?(?:going|about|bound|set|due|poised|certain|sure) to"),
        0.6,
        "The future by a semi-auxiliary; “set” and “due” often stand for a plan.",
        "near-certain",
    ),
    Cue(
        "expected-to",
        _words(r"(?:is|are|now|widely|generally)?\s*(?:expected|projected|predicted|forecast) to"),
        0.55,
        "An expectation that names no one.",
        "probable",
        attribution="unattributed",
    ),
    Cue(
        "surprised-if",
        _words(r"(?:don['’]t|do not|would not|wouldn['’]t) be surprised if|it is only a matter of"),
        0.6,
        "Predicts by the reader's surprise.",
        "probable",
    ),
    Cue(
        "plans-to",
        _words(
            r"plans? to|(?:intends?|aims?|means?) to|intentions? to|(?:has|have) decided to|"
            r"decision to|is determined to|preparing to"
        ),
        0.4,
        "A plan; an observable event only if the verb names one.",
        form="plan",
    ),
    Cue(
        "vows-to",
        _words(
            r"(?:vow(?:s|ed)?|pledge[sd]?|promise[sd]?|commit(?:s|ted)?|undert(?:akes?|ook)|"
            r"agree[sd]?) "
            r"(?:itself |himself |herself )?"
            r"(?:not )?to(?! (?:the|a|an|its|his|her|their|this|that|all)\b)"
        ),
        0.4,
        "A commitment of somebody.",
        form="commitment",
        attribution="reported",
    ),
)

# An if-clause with the present after it predicts without any word of the future.
IF_THEN = Cue(
    "if-then",
    re.compile(r"If\b[^;?!]{8,240}?,[\"”’]?\s"),
    0.2,
    "“If this comes, that is dashed”: a conditional prediction in the present tense.",
)

SIGNS: tuple[Sign, ...] = (
    Sign(
        "question",
        re.compile(r"\?[\"”’')\]]*$"),
        -0.5,
        "A question predicts nothing (manual, section 3).",
    ),
    Sign(
        "hope",
        _words(
            r"let us hope|hopes?|hoped|hopefully|wish(?:es|ed)?|pray(?:s|ed)?|faith that|"
            r"may (?:god|they never|it never)"
        ),
        -0.4,
        "A hope is no prediction (manual, section 3).",
    ),
    Sign(
        "state",
        _words(
            r"(?:will|would|shall|may|might|could)(?: not|n['’]t)? (?:still |always |also |well )*"
            r"(?:be|remain|stay|seem)(?! (?:\w+ly )?(?:\w{2,}ed|able|born|built|sent|made|held|met|"
            r"put|cut|hit|lost|won|left|paid|taken|given|drawn|driven|forced|no longer)\b)"
            r"(?! \w+ing\b)|"
            r"(?:will|would|shall|may|might|could)(?: not|n['’]t)? (?:still |always |also )*"
            r"(?:require|need|depend|involve|entail|matter|deserve)"
        ),
        -0.35,
        "Judges a state, which is a claim: “will remain critical” (manual, section 3); so do "
        "verbs that only relate one thing to another: “will require”.",
    ),
    Sign(
        "past",
        _words(r"(?:would|could|might|may|should) (?:not |well |only |never )*have"),
        -0.25,
        "Speaks of what was, or was not.",
    ),
    Sign(
        "mind",
        _words(
            r"would (?:like|prefer|rather|love|argue|say|suggest|add|hope)|"
            r"(?:will|would|may|might) (?:recall|remember|wonder|ask|object)|"
            r"(?:I|we) (?:would|will|shall) "
            r"(?:address|urge|call (?:on|upon)|appeal|invite|remind|note|stress)"
        ),
        -0.3,
        "A manner of speaking to the reader, or a wish.",
    ),
    Sign(
        "general",
        _words(
            r"(?:any|whatever|whichever|whoever|wherever|whenever)\b[^,;]*\b(?:might|may|could)"
        ),
        -0.25,
        "Whatever may come of a kind, not a coming event (manual, section 3).",
    ),
    Sign(
        "concession",
        re.compile(r"\b(?:may|might)\b[^,;]{3,80}, (?:but|yet)\b", re.IGNORECASE),
        -0.2,
        "Grants a present fact: “may be disrupted, but” (manual, section 10).",
    ),
)

CONDITION = 0.15  # an if-clause in the same sentence
HORIZON = 0.15  # words that say by when
REPORTED = 0.1  # somebody is reported to foresee it
LEAST = 0.3  # what is worth less is not suggested
