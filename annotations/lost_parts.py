"""Words of a condition, a likelihood or a horizon that a correction took out of the text.

They say nothing of the prediction any more, and no number is read from them. But they were tagged,
so they stay readable, with the revision that has them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from annotations.models import Span
from sourcelib.models import Revision

PARTS = (Span.Role.CONDITION, Span.Role.LIKELIHOOD, Span.Role.HORIZON)


@dataclass(frozen=True, slots=True)
class LostPart:
    """What was tagged in one role, and the last revision that has it."""

    role: str
    words: str
    revision: int

    @property
    def label(self) -> str:
        """What it was."""
        return str(Span.Role(self.role).label)

    @property
    def told(self) -> str:
        """Return all of it in one line."""
        names = {"part": self.label, "number": self.revision, "words": self.words}
        return _("%(part)s in revision %(number)s only: %(words)s") % names


def earlier_parts() -> QuerySet[Span]:
    """Return the parts in texts that readers saw, before those on which annotations stand."""
    seen = Revision.objects.public().filter(pk=OuterRef("revision"))
    before = F("annotation__revision__number")
    rows = Span.objects.filter(Exists(seen), role__in=PARTS, revision__number__lt=before)
    return rows.annotate(number=F("revision__number")).order_by("-number", "part")


def lost_parts(has: Iterable[str], earlier: Iterable[Span]) -> dict[str, LostPart]:
    """Return by role what an annotation lost, which `has` words in these roles still.

    `earlier` are its rows of `earlier_parts`.
    """
    last: dict[str, int] = {}
    words: dict[str, list[str]] = {}
    for span in earlier:
        number: int = span.number  # type: ignore[attr-defined]
        if last.setdefault(span.role, number) == number:
            words.setdefault(span.role, []).append(span.exact)
    kept = set(has)
    return {
        role: LostPart(role, " … ".join(words[role]), last[role])
        for role in PARTS
        if role in words and role not in kept
    }
