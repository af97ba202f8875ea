"""Annotations follow their source into a new text: what is found there surely is carried over.

A carried annotation says what it said, of the same words, and gets no version of its own: its row
of `Reanchoring` tells of it, and its version stays what it was, so that nothing which was judged,
cited or opened at that version is overtaken by a correction elsewhere in the text. What is decided
by a person (`settling`) is a change, and gets one; so does what goes back to words that it had
before, with a text that the source had before (`restoring`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.models import Annotation, Reanchoring, Span
from annotations.services.inputs import spans_of
from annotations.services.reanchoring.finding import find
from annotations.services.reanchoring.moving import move
from annotations.services.reanchoring.outcome import Found
from annotations.services.reanchoring.passages import Place
from annotations.spans import context
from sourcelib.models import Article, Revision

State, Outcome = Reanchoring.State, Reanchoring.Outcome

AT_ONCE = 500  # rows in one statement


class Following:
    """What `sourcelib.services.revising` calls when a source gets a new text."""

    def hold(self, article: Article) -> None:
        """Lock the annotations of a source, so that none is changed while it is carried over."""
        rows = Annotation.objects.select_for_update(no_key=True).filter(article=article)
        list(rows.order_by("pk").values_list("pk", flat=True))

    def preview(self, article: Article, text: str) -> Sequence[str]:
        """Return what would become of the annotations in this text; write nothing."""
        return told(Counter(one.outcome for one in find(article, text)))

    def follow(self, user: Any, revision: Revision) -> Sequence[str]:
        """Carry over what is found in the new text surely; let the rest wait for a person."""
        return follow(user, revision)


def follow(user: Any, revision: Revision) -> Sequence[str]:
    """Look for the annotations of a source in its new text; return what became of them.

    Unchanged and moved ones stand there from now on. The others wait, each with what was found of
    it, and go on standing where they stood. What waited in an earlier text is overtaken.
    """
    return told(reanchor(revision, user=user))


@transaction.atomic
def reanchor(revision: Revision, *, user: Any = None, dry_run: bool = False) -> Counter[str]:
    """Look for those annotations in the current text of a source that were not looked for there.

    Returns how many came out how. `user` is who brought the text, None on the command line. With
    `dry_run` nothing is written.
    """
    if not dry_run:
        Following().hold(revision.article)
    known = set(
        Reanchoring.objects.filter(revision=revision).values_list("annotation_id", flat=True)
    )
    found = [
        one
        for one in find(revision.article, revision.text, revision)
        if one.standing.pk not in known
    ]
    if found and not dry_run:
        _write(user, revision, found)
    return Counter(one.outcome for one in found)


def told(counts: Counter[str]) -> list[str]:
    """Return what became of the annotations of a source, a sentence for each outcome."""
    sentences = {
        Outcome.UNCHANGED: ngettext(
            "%(n)s annotation stands where it stood.",
            "%(n)s annotations stand where they stood.",
            counts[Outcome.UNCHANGED],
        ),
        Outcome.MOVED: ngettext(
            "%(n)s annotation moved with its words.",
            "%(n)s annotations moved with their words.",
            counts[Outcome.MOVED],
        ),
        Outcome.EDITED: ngettext(
            "%(n)s annotation waits for a look: its words were edited.",
            "%(n)s annotations wait for a look: their words were edited.",
            counts[Outcome.EDITED],
        ),
        Outcome.UNCERTAIN: ngettext(
            "%(n)s annotation waits for a look: its place is uncertain.",
            "%(n)s annotations wait for a look: their place is uncertain.",
            counts[Outcome.UNCERTAIN],
        ),
        Outcome.LOST: ngettext(
            "%(n)s annotation waits for a look: its words were not found.",
            "%(n)s annotations wait for a look: their words were not found.",
            counts[Outcome.LOST],
        ),
    }
    found = [sentences[one] % {"n": counts[one]} for one in Outcome if counts[one]]
    return found or [_("There are no annotations to carry over.")]


def _write(user: Any, revision: Revision, found: Sequence[Found]) -> None:
    mine = Reanchoring.objects.filter(article=revision.article_id)
    decided = _left_before(mine, found)
    mine.filter(state=State.WAITING).exclude(revision=revision).update(state=State.OVERTAKEN)
    Reanchoring.objects.bulk_create(
        [_row(revision, one, decided.get(one.standing.pk)) for one in found], batch_size=AT_ONCE
    )
    carried = [one for one in found if one.is_certain]
    Span.objects.bulk_create(
        [span for one in carried for span in _spans(revision, one)], batch_size=AT_ONCE
    )
    # The search index has the words of statements, and those of what is carried are the same.
    Annotation.objects.filter(
        article=revision.article_id,
        reanchorings__in=Reanchoring.objects.filter(revision=revision, state=State.CARRIED),
    ).update(revision=revision)
    for one in carried:
        if one.standing.returns:
            _return(user, revision, one)


def _return(user: Any, revision: Revision, one: Found) -> None:
    """Write down that an annotation has the words again that it had in the same text before."""
    annotation = Annotation.objects.select_related("article").get(pk=one.standing.pk)
    earlier = Revision.objects.only("number").get(pk=one.standing.revision)
    said = _("as in revision %(earlier)s, whose text revision %(number)s has again")
    spans = spans_of(annotation, revision)
    numbers = {"earlier": earlier.number, "number": revision.number}
    move(annotation, revision, spans, by=user, reason=said % numbers)


def _left_before(mine: Any, found: Sequence[Found]) -> dict[int, Reanchoring]:
    """Return what a person has decided already: by annotation, where nothing else is found now.

    Whoever left a passage on an earlier text, with these very words to choose from, is not asked
    again at every correction that follows.
    """
    last: dict[int, Reanchoring] = {}
    for row in mine.order_by("revision__number"):
        last[row.annotation_id] = row
    return {
        one.standing.pk: last[one.standing.pk]
        for one in found
        if one.standing.pk in last
        and last[one.standing.pk].state == State.LEFT
        and not one.is_certain
        and _words(last[one.standing.pk].proposed) == _words(map(as_dict, one.places))
    }


def _words(spans: Iterable[dict[str, Any]]) -> list[tuple[str, int, str]]:
    return [(span["role"], span["part"], span["exact"]) for span in spans]


def as_dict(place: Place) -> dict[str, Any]:
    """Return a place as a row keeps it."""
    return {
        "role": place.role,
        "part": place.part,
        "start": place.start,
        "end": place.end,
        "exact": place.exact,
    }


def _row(revision: Revision, one: Found, before: Reanchoring | None) -> Reanchoring:
    row = Reanchoring(
        annotation_id=one.standing.pk,
        article_id=revision.article_id,
        old_revision_id=one.standing.revision,
        revision=revision,
        outcome=one.outcome,
        confidence=min(max(one.confidence, 0.0), 1.0),
        proposed=[as_dict(place) for place in one.places],
        state=State.CARRIED if one.is_certain else State.WAITING,
    )
    if before is not None:
        row.state, row.note = State.LEFT, before.note
        row.decided_at, row.decided_by_id = before.decided_at, before.decided_by_id
    return row


def _spans(revision: Revision, one: Found) -> Iterable[Span]:
    moved = one.outcome == Outcome.MOVED
    for place in one.places:
        prefix, suffix = context(revision.text, place.start, place.end)
        yield Span(
            annotation_id=one.standing.pk,
            revision=revision,
            role=place.role,
            part=place.part,
            start=place.start,
            end=place.end,
            exact=place.exact,
            prefix=prefix,
            suffix=suffix,
            placement=Span.Placement.REANCHORED if moved else Span.Placement.CARRIED,
        )
