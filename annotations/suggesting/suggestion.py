"""One suggestion: where, of what, how good, and why."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score: `code` says what was seen, `words` where, `weight` what it counts."""

    code: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that the words may refer to, by its key, and how they would."""

    actor: int
    how: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class MentionSuggestion:
    """Words that refer to one of the candidates, the likeliest first."""

    start: int
    end: int
    exact: str
    candidates: tuple[Candidate, ...]

    @property
    def score(self) -> float:
        """That of the likeliest candidate."""
        return self.candidates[0].score

    @property
    def actors(self) -> frozenset[int]:
        """Whom they may refer to."""
        return frozenset(candidate.actor for candidate in self.candidates)


@dataclass(frozen=True, slots=True)
class OtherMention:
    """Words that may refer to an actor whom a curator has tagged elsewhere in the text.

    `others` are the actors that go by the same words; `doubts` say why a person should look.
    """

    start: int
    end: int
    exact: str
    actor: int
    how: str
    others: tuple[int, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def actors(self) -> frozenset[int]:
        """Whom they would be tagged as."""
        return frozenset({self.actor})


@dataclass(frozen=True, slots=True)
class Part:
    """Words inside a passage that play a part of their own: likelihood, condition, horizon."""

    role: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class PredictionSuggestion:
    """A passage that may predict, with what its words already say of the fields."""

    start: int
    end: int
    exact: str
    score: float
    reasons: tuple[Reason, ...]
    parts: tuple[Part, ...] = ()
    form: str = "forecast"
    likelihood: str = "unstated"
    attribution: str = "author"


@dataclass(frozen=True, slots=True)
class Tagged:
    """What is tagged already: where, as what, and of which actor if it is a mention."""

    start: int
    end: int
    kind: str
    actor: int | None = None


@dataclass(slots=True)
class Seen:
    """Where actors were named so far: the last place of each, and of those by their full name."""

    last: dict[int, int] = field(default_factory=dict)
    in_full: dict[int, int] = field(default_factory=dict)
