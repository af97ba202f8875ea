"""One made-up article: its text, and the passages of it that are tagged."""

import datetime
import re
from dataclasses import dataclass
from random import Random

from annotations.generation.cast import Cast, Figure, Named
from annotations.generation.patterns import Passage, Said, write
from annotations.generation.sentences import PATTERNS, WEIGHTS

WORDS = 900  # of one article, about, unless another number is wanted
SHARES = {"mention": 0.60, "claim": 0.28, "prediction": 0.12}  # as in the first library
GENRES = ("op-ed", "analysis", "analysis", "news", "news", "report", "interview")
WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it is a record."""

    number: int
    title: str
    date: datetime.date
    genre: str
    publication: Named
    authors: tuple[Named, ...]
    text: str
    passages: list[Passage]


def draft(
    number: int, random: Random, cast: Cast, per_source: int, date: datetime.date, length: int
) -> Draft:
    """Write one article of about `length` words with `per_source` tagged passages."""
    states = random.sample(cast.states, 4)
    actors = [*states, states[0], states[1], *random.sample(cast.bodies, 3)]
    people = random.sample(cast.people, 4)
    text, passages = _text(random, actors, people, date.year, length)
    return Draft(
        number=number,
        title=_title(random, passages, states, date),
        date=date,
        genre=random.choice(GENRES),
        publication=random.choice(cast.publications),
        authors=tuple(random.sample(cast.authors, random.choice((1, 1, 1, 1, 2)))),
        text=text,
        passages=_choose(random, text, passages, per_source, actors),
    )


def _text(
    random: Random, actors: list[Figure], people: list[Figure], year: int, wanted: int
) -> tuple[str, list[Passage]]:
    pieces: list[str] = []
    passages: list[Passage] = []
    length = words = left = 0
    while words < wanted:
        if left == 0:
            gap, left = ("\n\n" if pieces else ""), random.randint(3, 6)
        else:
            gap = " "
        left -= 1
        pattern = random.choices(PATTERNS, WEIGHTS)[0]
        first = random.choice(actors)
        second = random.choice([actor for actor in actors if actor is not first])
        figures = {"A": first, "B": second, "S": random.choice(people)}
        sentence, tagged = write(pattern, random, figures, year)
        for passage in tagged:
            passage.move(length + len(gap))
            passage.sentence = len(pieces)
        passages += tagged
        pieces += (gap, sentence)
        length += len(gap) + len(sentence)
        words += sentence.count(" ") + 1
    return "".join(pieces), passages


def _title(
    random: Random, passages: list[Passage], states: list[Figure], date: datetime.date
) -> str:
    topics = [passage.said.topic for passage in passages if passage.said is not None]
    topic = random.choice(topics) if topics else "Silence"
    one, other = states[0].name, states[1].name
    return random.choice(
        (
            f"{one}, {other} and the question nobody asks",
            f"{topic}: what {one} wants",
            f"Why {other} cannot wait for {one}",
            f"{topic} after {date.year}: three lessons",
            f"The long shadow of {other}",
        )
    )


def _choose(
    random: Random, text: str, passages: list[Passage], wanted: int, actors: list[Figure]
) -> list[Passage]:
    """Return `wanted` passages in the order of the text: natural ones first, then stretches."""
    chosen: list[Passage] = []
    rest: list[Passage] = []
    for kind, share in SHARES.items():
        pool = [passage for passage in passages if passage.kind == kind]
        random.shuffle(pool)
        cut = round(wanted * share)
        chosen += pool[:cut]
        rest += pool[cut:]
    del chosen[wanted:]
    chosen += rest[: wanted - len(chosen)]
    chosen += _stretches(random, text, wanted - len(chosen), actors)
    return sorted(chosen, key=lambda passage: (passage.start, -passage.end, passage.kind))


def _stretches(random: Random, text: str, wanted: int, actors: list[Figure]) -> list[Passage]:
    """Return passages over any words of one paragraph: a text tagged far beyond its sentences."""
    if wanted <= 0:
        return []
    paragraphs = [
        [match.span() for match in WORD.finditer(text, *found.span())]
        for found in re.finditer(r"[^\n]+", text)
    ]
    made = []
    for kind in random.choices(list(SHARES), (2, 6, 2), k=wanted):
        words = random.choice(paragraphs)
        length = random.randint(1, 3) if kind == "mention" else random.randint(4, 30)
        first = random.randrange(len(words))
        start, end = words[first][0], words[min(first + length, len(words)) - 1][1]
        passage = Passage(kind, start, end)
        if kind == "mention":
            passage.figure, passage.how = random.choice(actors), "description"
        else:
            passage.said = Said(
                summary=f"It holds that {text[start:end][:200]!r}.",
                kind="interpretive" if kind == "claim" else "forecast",
                topic="",
                about=(random.choice(actors),),
            )
        made.append(passage)
    return made
