"""What of a source's annotations is drawn: the parameters of the reader's address.

Without parameters predictions are underlined. `?show=none` draws nothing; `?show=claims`,
`?show=claims,predictions,actors` or any other set draws those kinds, in whatever order they are
named. `?actor=<slug>` lights one actor's passages, `?topic=<slug>` one topic's; the actor wins over
the topic, and both over `show`. A kind, actor or topic that this source does not have is an error
of the address, answered with 404 and a link to the source.
"""

from collections.abc import Container
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from annotations.scoring.likelihood import Standard
from annotations.standards import DEFAULT as USUAL
from annotations.standards import PARAMETER

KINDS = ("claims", "predictions", "actors")
DEFAULT = frozenset({"predictions"})


class UnknownModeError(ValueError):
    """A parameter that names nothing of this source; the message is for the reader."""


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a page that is read by a standard, which all its modes keep."""

    path: str
    standard: Standard = USUAL

    def of(self, query: str = "") -> str:
        """Return the address with `query` ("actor=russia") and the standard, unless it is usual."""
        kept = "" if self.standard is USUAL else f"{PARAMETER}={self.standard.value}"
        full = "&".join(part for part in (query, kept) if part)
        return f"{self.path}?{full}" if full else self.path


@dataclass(frozen=True, slots=True)
class Mode:
    """The kinds shown, or the one actor or topic that is lit (then no kind is)."""

    kinds: frozenset[str] = DEFAULT
    actor: str = ""
    topic: str = ""

    @property
    def show(self) -> str:
        """The value of `data-show`: kinds in their fixed order, "none", or "" for actor, topic."""
        if self.actor or self.topic:
            return ""
        return " ".join(kind for kind in KINDS if kind in self.kinds) or "none"

    @property
    def is_default(self) -> bool:
        """Whether this is the address without parameters."""
        return self.show == "predictions"

    def shows(self, kind: str) -> bool:
        """Whether a kind ("claims", "predictions", "actors") is drawn."""
        return not self.actor and not self.topic and kind in self.kinds


def read_mode(query: QueryDict, actors: Container[str], topics: Container[str]) -> Mode:
    """Read the parameters; `actors` and `topics` are the slugs that the source has.

    Raises UnknownModeError for a value that names nothing here.
    """
    kinds = _read_kinds(query.get("show"))
    actor, topic = query.get("actor", ""), query.get("topic", "")
    if actor and actor not in actors:
        raise UnknownModeError(
            _("This source does not name the actor “%(slug)s”.") % {"slug": actor}
        )
    if topic and topic not in topics:
        raise UnknownModeError(
            _("Nothing in this source is on the topic “%(slug)s”.") % {"slug": topic}
        )
    return Mode(kinds=kinds, actor=actor, topic="" if actor else topic)


def _read_kinds(value: str | None) -> frozenset[str]:
    if not value:
        return DEFAULT
    if value == "none":
        return frozenset()
    asked = frozenset(value.split(","))
    if unknown := asked - set(KINDS):
        raise UnknownModeError(
            _("The reader can show claims, predictions and actors, but not “%(value)s”.")
            % {"value": ", ".join(sorted(unknown))}
        )
    return asked


@dataclass(frozen=True, slots=True)
class Counts:
    """How many annotations of each kind a source has."""

    claims: int
    predictions: int
    mentions: int

    @property
    def all(self) -> int:
        """All together."""
        return self.claims + self.predictions + self.mentions


@dataclass(frozen=True, slots=True)
class ModeLink:
    """A mode in the rail; `sample` are the classes that underline its label as it does words."""

    show: str
    href: str
    label: str
    hint: str
    count: int | None
    current: bool
    sample: str = ""


def mode_links(mode: Mode, address: Address, counts: Counts) -> list[ModeLink]:
    """Return the modes that the rail offers for the source at `address`."""

    def offer(show: str, label: str, hint: str, count: int | None, sample: str = "") -> ModeLink:
        query = "" if show == "predictions" else f"show={show.replace(' ', ',')}"
        return ModeLink(show, address.of(query), label, hint, count, mode.show == show, sample)

    return [
        offer("none", _("Text only"), _("The text as it was printed, nothing marked."), None),
        offer(
            "predictions",
            _("Predictions"),
            _(
                "Predictions are underlined, with what became of them. "
                "Small numbers open the claims."
            ),
            counts.predictions,
            "prediction p0",
        ),
        offer(
            "claims",
            _("Claims"),
            _("Every claim is underlined and said in one line beside its paragraph."),
            counts.claims,
            "claim c0",
        ),
        offer(
            "actors",
            _("Actors"),
            _("Every mention is dotted. Choose one actor to see only its passages."),
            counts.mentions,
            "actor",
        ),
        offer(
            " ".join(KINDS),
            _("Everything"),
            _(
                "Dotted: an actor. Solid: a claim. Dashed: a prediction. "
                "Each line ends where its passage ends."
            ),
            counts.all,
        ),
    ]
