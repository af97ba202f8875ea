"""What became of the tagged passages of a source when its text was corrected."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from annotations.models import Annotation, Reanchoring, Span
from sourcelib.models import Revision

Outcome, State = Reanchoring.Outcome, Reanchoring.State


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage that did not simply stay: its words before and after ("" where it has none).

    It is `settled` once an editor has found it in the text, or found that the text has it no more.
    """

    label: str
    says: str
    address: str
    outcome: str
    before: str
    after: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """How many passages stayed as they were, and those that did not, in the order of the text."""

    stayed: int
    moved: int
    others: Sequence[Passage]


def carried(revision: Revision, *, may_quote: bool) -> Carried:
    """Return what became of the public annotations when `revision` came; three queries."""
    rows = list(
        Reanchoring.objects.filter(
            revision=revision, annotation__in=Annotation.objects.public().values("pk")
        ).select_related(
            "annotation__claim", "annotation__prediction", "annotation__mention__actor"
        )
    )
    counts = Counter(row.outcome for row in rows if row.state == State.CARRIED)
    others = [row for row in rows if row.state != State.CARRIED]
    words = _words(others) if may_quote else {}
    told = [
        (
            _place(words.get((row.annotation_id, row.old_revision_id))),
            Passage(
                label=str(row.annotation.get_kind_display()),
                says=_says(row.annotation),
                address=row.annotation.get_absolute_url(),
                outcome=_outcome(row),
                before=_joined(words.get((row.annotation_id, row.old_revision_id))),
                after=_joined(words.get((row.annotation_id, row.revision_id))),
                settled=row.state in (State.PLACED, State.LEFT),
            ),
        )
        for row in others
    ]
    told.sort(key=lambda one: one[0])
    return Carried(
        counts[Outcome.UNCHANGED], counts[Outcome.MOVED], [passage for _place, passage in told]
    )


_Words = dict[tuple[int, int], list[tuple[int, str]]]


def _words(rows: Iterable[Reanchoring]) -> _Words:
    """Return where the passages stand and their words, by annotation and revision."""
    found: _Words = defaultdict(list)
    keys = [row.annotation_id for row in rows]
    spans = Span.objects.filter(annotation__in=keys, role=Span.Role.BODY).order_by("start")
    for annotation, revision, start, exact in spans.values_list(
        "annotation_id", "revision_id", "start", "exact"
    ):
        found[annotation, revision].append((start, exact))
    return found


def _place(parts: list[tuple[int, str]] | None) -> int:
    return parts[0][0] if parts else 0


def _joined(parts: list[tuple[int, str]] | None) -> str:
    return " … ".join(exact for _start, exact in parts or ())


def _says(row: Annotation) -> str:
    if row.kind == Annotation.Kind.MENTION:
        return _("A mention of %(actor)s") % {"actor": row.mention.actor.name}
    return str(row.detail.summary)


def _outcome(row: Reanchoring) -> str:
    if row.state == State.PLACED:
        return _("found again in other words")
    if row.state == State.LEFT:
        return _("no longer in the text")
    if row.state == State.OVERTAKEN:
        return _("not settled before the next correction")
    return _("where it stands now has yet to be settled")
