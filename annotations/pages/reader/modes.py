"""What of a source's annotations is drawn: the parameters of the reader's address.

Without parameters predictions are underlined. `?show=none` draws nothing; `?show=claims`,
`?show=claims,predictions,actors` or any other set draws those kinds, in whatever order they are
named, and whether by one parameter or by several. `?actor=<slug>` lights one actor's passages,
`?speaker=<slug>` what one actor says, `?topic=<slug>` what is on one topic; of several the first of
these wins, and each over `show`. A kind, actor, speaker or topic that this source does not have is
an error of the address, answered with 404 and a link to the source.
"""

from collections.abc import Container, Mapping
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

    def __init__(self, message: str, parameter: str, value: str) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.value = value


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
    """The kinds shown, or the one actor, speaker or topic that is lit (then no kind is)."""

    kinds: frozenset[str] = DEFAULT
    actor: str = ""
    speaker: str = ""
    topic: str = ""

    @property
    def is_lit(self) -> bool:
        """Whether one actor, speaker or topic is lit."""
        return bool(self.actor or self.speaker or self.topic)

    @property
    def show(self) -> str:
        """The value of `data-show`: kinds in their fixed order, "none", or "" if one is lit."""
        if self.is_lit:
            return ""
        return " ".join(kind for kind in KINDS if kind in self.kinds) or "none"

    @property
    def is_default(self) -> bool:
        """Whether this is the address without parameters."""
        return self.show == "predictions"

    def shows(self, kind: str) -> bool:
        """Whether a kind ("claims", "predictions", "actors") is drawn."""
        return not self.is_lit and kind in self.kinds

    def toggled(self, kind: str) -> str:
        """The value of `show` with `kind` added to what is shown, or taken away from it."""
        kinds = (frozenset() if self.is_lit else self.kinds) ^ {kind}
        return ",".join(one for one in KINDS if one in kinds) or "none"


def read_mode(query: QueryDict, has: Mapping[str, Container[str]]) -> Mode:
    """Read the parameters; `has` are the slugs that the source has as actor, speaker and topic.

    Raises UnknownModeError for a value that names nothing here.
    """
    kinds = _read_kinds(",".join(query.getlist("show")))
    nothing = {
        "actor": _("This source does not name the actor “%(slug)s”."),
        "speaker": _("Nothing in this source is said by “%(slug)s”."),
        "topic": _("Nothing in this source is on the topic “%(slug)s”."),
    }
    lit: dict[str, str] = {}
    for parameter, message in nothing.items():
        slug = query.get(parameter, "")
        if slug and slug not in has[parameter]:
            raise UnknownModeError(message % {"slug": slug}, parameter, slug)
        if slug and not lit:
            lit[parameter] = slug
    return Mode(kinds=kinds, **lit)


def _read_kinds(value: str) -> frozenset[str]:
    asked = frozenset(part for part in value.split(",") if part)
    if not asked:
        return DEFAULT
    if asked == {"none"}:
        return frozenset()
    if unknown := asked - set(KINDS):
        named = ", ".join(sorted(unknown))
        raise UnknownModeError(
            _("The reader can show claims, predictions and actors, but not “%(value)s”.")
            % {"value": named},
            "show",
            named,
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
    """A mode in the rail; `sample` are the classes that underline its label as it does words.

    A mode of one kind can be switched on and off beside the others: `kind` is which, `toggle` the
    address that does it, `on` whether it is shown now.
    """

    show: str
    href: str
    label: str
    hint: str
    count: int | None
    current: bool
    sample: str = ""
    kind: str = ""
    toggle: str = ""
    on: bool = False


def mode_links(mode: Mode, address: Address, counts: Counts) -> list[ModeLink]:
    """Return the modes that the rail offers for the source at `address`."""

    def offer(show: str, label: str, hint: str, count: int | None, sample: str = "") -> ModeLink:
        href = address.of(_query(show.replace(" ", ",")))
        kind = show if show in KINDS else ""
        toggle = address.of(_query(mode.toggled(kind))) if kind else ""
        current = mode.show == show
        on = mode.shows(kind)
        return ModeLink(show, href, label, hint, count, current, sample, kind, toggle, on)

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


def now(links: list[ModeLink]) -> str:
    """The kinds that are drawn, by their names in the rail; "" where something is lit."""
    current = [link for link in links if link.current] or [link for link in links if link.on]
    return ", ".join(link.label for link in current)


def _query(show: str) -> str:
    """What an address says to show this; the default says nothing."""
    return "" if show == "predictions" else f"show={show}"


def hints() -> dict[str, str]:
    """What the rail says where no mode of its list is shown: by what is lit, or of a set."""
    return {
        "actor": _("This actor’s passages are lit, with the claims and predictions that name it."),
        "speaker": _(
            "Only the claims and predictions that the speaker makes are underlined and listed, "
            "not what is inferred about them."
        ),
        "topic": _("Only the claims and predictions on this topic are underlined and listed."),
        "set": _("Only what you chose is drawn."),
    }


def hint(mode: Mode, links: list[ModeLink]) -> str:
    """What the rail says of the present mode."""
    lit = next((name for name in ("actor", "speaker", "topic") if getattr(mode, name)), "set")
    return next((link.hint for link in links if link.current), hints()[lit])
