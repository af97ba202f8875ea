"""Sentences from patterns, each with the passages that are tagged in it.

A pattern is a sentence with places and tags:

    <c1>{A} has {participle} {issue}</c1>, and <p2>{B} <l2>{likelihood}</l2> {infinitive} …</p2>

`{A}` is filled with an actor and tagged as a mention; other places are filled with words. A tag
opens and closes a passage: c a claim, p a prediction, and k, l, h the condition, likelihood and
horizon words of the prediction of the same number. Passages may nest and cross.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from annotations.generation import vocabulary
from annotations.generation.cast import Figure

TOKEN = re.compile(r"(</?[cpklh]\d>|\{\w+\})")
KINDS = {"c": "claim", "p": "prediction"}
PARTS = {"k": "condition", "l": "likelihood", "h": "horizon"}


@dataclass(frozen=True, slots=True)
class Statement:
    """What a claim or prediction of a pattern says, its places still empty.

    `kind` is the claim's kind or the prediction's form; `speaker` and `about` name places;
    `ground` is that of a prediction's horizon; `joined` predictions are one compound.
    """

    summary: str
    kind: str
    attribution: str = "author"
    speaker: str = ""
    about: str = "A"
    certainty: str = "asserted"
    ground: str = "default-5y"
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a claim or prediction says, where it stands in a text."""

    summary: str
    kind: str
    topic: str
    attribution: str = "author"
    speaker: Figure | None = None
    about: tuple[Figure, ...] = ()
    certainty: str = "asserted"
    ground: str = "default-5y"
    joined: bool = False
    likelihood: str = "unstated"
    opposite: bool = False
    condition: str = ""
    end_year: int = 0


@dataclass(slots=True)
class Passage:
    """A tagged passage: half-open, in code points of its sentence, later of its text.

    A mention has its `figure` and `how`, a claim or prediction what is `said`; `parts` are the
    role, start and end of what belongs to a prediction; `sentence` is its number in the text.
    """

    kind: str
    start: int
    end: int
    figure: Figure | None = None
    how: str = ""
    said: Said | None = None
    parts: list[tuple[str, int, int]] = field(default_factory=list)
    sentence: int = 0

    def move(self, by: int) -> None:
        """Count from a beginning that lies `by` code points before."""
        self.start += by
        self.end += by
        self.parts = [(role, start + by, end + by) for role, start, end in self.parts]


@dataclass(frozen=True)
class Pattern:
    """A sentence with tags, and the statements of its tags by their number."""

    text: str
    statements: Mapping[str, Statement] = field(default_factory=dict)
    weight: int = 2

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The literal words, places and tags, in order."""
        return tuple(token for token in TOKEN.split(self.text) if token)


def write(
    pattern: Pattern, random: Random, figures: Mapping[str, Figure], year: int
) -> tuple[str, list[Passage]]:
    """Fill a pattern; `figures` are the actors of its places, `year` is that of the source."""
    words = _words(random, year)
    written: list[str] = []
    length = 0
    passages: list[Passage] = []
    numbered: dict[str, Passage] = {}
    open_at: dict[str, int] = {}
    parts: list[tuple[str, str, int, int]] = []
    for token in pattern.tokens:
        if token.startswith("</"):
            letter, number = token[2], token[3]
            start = open_at.pop(token[2:-1])
            if letter in PARTS:
                parts.append((number, PARTS[letter], start, length))
            else:
                numbered[number] = Passage(KINDS[letter], start, length)
                passages.append(numbered[number])
        elif token.startswith("<"):
            open_at[token[1:-1]] = length
        else:
            place, filled = token[1:-1], token
            if token[0] == "{" and place in figures:
                form = figures[place].form(random, at_start=length == 0)
                filled = form.text
                end = length + len(filled)
                passages.append(
                    Passage("mention", length + form.lead, end, figures[place], form.how)
                )
            elif token[0] == "{":
                filled = words[place]
            if length < 2:  # the beginning, perhaps after a quotation mark
                filled = filled[:1].upper() + filled[1:]
            written.append(filled)
            length += len(filled)
    text = "".join(written)
    for number, role, start, end in parts:
        numbered[number].parts.append((role, start, end))
    for number, passage in numbered.items():
        passage.said = _fill(pattern.statements[number], passage, text, words, figures, random)
    return text, passages


def _fill(
    statement: Statement,
    passage: Passage,
    text: str,
    words: Mapping[str, str],
    figures: Mapping[str, Figure],
    random: Random,
) -> Said:
    roles = {role: text[start:end] for role, start, end in passage.parts}
    likelihood = words["likelihood_reading"] if "likelihood" in roles else "unstated"
    opposite = likelihood == "unlikely" and random.random() < 0.5
    names = {place: figure.name for place, figure in figures.items()}
    summary = statement.summary.format_map({**words, **names})
    if opposite:
        summary = summary.replace(" will ", " will not ", 1)
    return Said(
        summary=summary[:1].upper() + summary[1:],
        kind=statement.kind,
        topic=words["topic"],
        attribution=statement.attribution,
        speaker=figures[statement.speaker] if statement.speaker else None,
        about=tuple(figures[place] for place in statement.about),
        certainty=statement.certainty,
        ground=statement.ground if "horizon" in roles else "default-5y",
        joined=statement.joined,
        likelihood="probable" if opposite else likelihood,
        opposite=opposite,
        condition=roles.get("condition", ""),
        end_year=int(words["end_year"]),
    )


def _words(random: Random, year: int) -> dict[str, str]:
    choice = random.choice
    likelihood, reading = choice(vocabulary.LIKELIHOOD)
    _slug, topic, phrases = choice(vocabulary.TOPICS)
    return {
        "topic": topic,
        "issue": choice(phrases),
        "issue2": choice(choice(vocabulary.TOPICS)[2]),
        "past": choice(vocabulary.PAST),
        "past2": choice(vocabulary.PAST),
        "participle": choice(vocabulary.PARTICIPLE),
        "infinitive": choice(vocabulary.INFINITIVE),
        "infinitive2": choice(vocabulary.INFINITIVE),
        "reading": choice(vocabulary.READING),
        "quality": choice(vocabulary.QUALITY),
        "likelihood": likelihood,
        "likelihood_reading": reading,
        "month": choice(vocabulary.MONTHS),
        "past_year": str(year - random.randint(1, 9)),
        "end_year": str(year + random.randint(1, 6)),
        "event": choice(vocabulary.EVENTS),
        "vague": choice(vocabulary.VAGUE_TERMS),
        "aside": choice(vocabulary.ASIDES),
        "number": str(random.randint(3, 97)),
        "filler": choice(vocabulary.FILLERS),
    }
