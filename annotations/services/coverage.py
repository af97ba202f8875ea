"""Which paragraphs of a source a person has read to the end, and which carry annotations.

To mark a paragraph says: I have read it and tagged what there is. It is said of the paragraph of
one text; in a corrected text it holds of the paragraphs whose words are the same.
"""

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.models import Annotation, ParagraphRead, Span
from sourcelib.models import Article, Revision
from sourcelib.services.refusals import Invalid, NotAllowed
from sourcelib.text import paragraphs

AT_ONCE = 500  # rows in one statement


@dataclass(frozen=True, slots=True)
class Coverage:
    """The paragraphs of a text by their numbers, from 1: all of them, and which are what."""

    paragraphs: int
    read: Sequence[int]  # by the user
    read_by_others: Sequence[int]
    annotated: Sequence[int]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the paragraphs of a source were read, and how many carry annotations."""

    paragraphs: int
    read: int
    annotated: int

    @property
    def unread(self) -> int:
        """How many were not read."""
        return self.paragraphs - self.read


def coverage(*, user: Any, revision: Revision) -> Coverage:
    """Return what is covered of a text. Raises NotAllowed."""
    _refuse(user)
    starts = [paragraph.start for paragraph in paragraphs(revision.text)]
    rows = ParagraphRead.objects.filter(revision=revision).values_list("paragraph", "reader")
    found = [(number, reader == user.pk) for number, reader in rows]
    return Coverage(
        paragraphs=len(starts),
        read=sorted({number for number, own in found if own}),
        read_by_others=sorted({number for number, own in found if not own}),
        annotated=sorted(_annotated(starts, _extents([revision.pk])[revision.pk])),
    )


@transaction.atomic
def mark(*, user: Any, revision: Revision, numbers: Collection[int], read: bool = True) -> None:
    """Say of paragraphs of the current text that `user` has read them, or has not.

    Raises NotAllowed, and Invalid: the source has another text by now, or no such paragraph.
    """
    _refuse(user)
    # Before the source gets a corrected text, or after it: never while marks are carried over.
    there = Article.objects.select_for_update(no_key=True).get(pk=revision.article_id)
    if there.current_revision_id != revision.pk:
        raise Invalid(
            {
                "revision": [
                    _("The text of this source was corrected meanwhile: load the page again.")
                ]
            }
        )
    last = len(paragraphs(revision.text))
    if wrong := sorted(number for number in numbers if not 1 <= number <= last):
        told = {"number": wrong[0], "last": last}
        message = _("There is no paragraph %(number)s: the text has %(last)s.") % told
        raise Invalid({"paragraph": [message]})
    if read:
        rows = [
            ParagraphRead(revision=revision, paragraph=number, reader=user) for number in numbers
        ]
        ParagraphRead.objects.bulk_create(rows, AT_ONCE, ignore_conflicts=True)
    else:
        mine = ParagraphRead.objects.filter(revision=revision, reader=user)
        mine.filter(paragraph__in=numbers).delete()


def shares(articles: Iterable[int], *, reader: Any = None) -> dict[int, Share]:
    """Return what is covered of these sources, by key: by `reader`, or else by anybody.

    Three queries; sources without a text are left out.
    """
    current = Revision.objects.filter(article__in=articles, article__current_revision=F("pk"))
    texts = {row.pk: row for row in current.only("article", "text")}
    read = _read(texts, reader)
    extents = _extents(texts)
    found = {}
    for pk, revision in texts.items():
        starts = [paragraph.start for paragraph in paragraphs(revision.text)]
        annotated = _annotated(starts, extents[pk])
        found[revision.article_id] = Share(len(starts), len(read[pk]), len(annotated))
    return found


class ReadFollowing:
    """What `sourcelib.services.revising` calls when a source gets a new text."""

    def hold(self, article: Article) -> None:
        """The source itself is locked, and whoever marks a paragraph locks it too."""

    def preview(self, article: Article, text: str) -> Sequence[str]:  # noqa: ARG002
        """Say nothing beforehand: no word of an annotation depends on it."""
        return []

    def follow(self, user: Any, revision: Revision) -> Sequence[str]:  # noqa: ARG002
        """Keep as read, for each reader, the paragraphs whose words are unchanged."""
        earlier = revision.article.revisions.filter(number__lt=revision.number)
        old = earlier.order_by("-number").first()
        rows = list(ParagraphRead.objects.filter(revision=old)) if old else []
        if old is None or not rows:
            return []
        places = same_paragraphs(old.text, revision.text)
        kept = [
            ParagraphRead(
                revision=revision, paragraph=places[row.paragraph], reader_id=row.reader_id
            )
            for row in rows
            if row.paragraph in places
        ]
        made = ParagraphRead.objects.bulk_create(kept, AT_ONCE)
        for row, earlier_row in zip(
            made, (one for one in rows if one.paragraph in places), strict=True
        ):
            row.read_at = earlier_row.read_at
        ParagraphRead.objects.bulk_update(made, ["read_at"], AT_ONCE)
        lost = len({row.paragraph for row in rows} - places.keys())
        if not lost:
            return []
        message = ngettext(
            "%(count)s paragraph that was read has other words now, and is to be read again.",
            "%(count)s paragraphs that were read have other words now, and are to be read again.",
            lost,
        )
        return [message % {"count": lost}]


def same_paragraphs(old: str, new: str) -> dict[int, int]:
    """Return, by the number of a paragraph of the old text, where the new one has the same words.

    The first of those that are alike goes to the first, the second to the second.
    """
    places: dict[str, deque[int]] = defaultdict(deque)
    for paragraph in paragraphs(new):
        places[new[paragraph.start : paragraph.end]].append(paragraph.number)
    found = {}
    for paragraph in paragraphs(old):
        there = places[old[paragraph.start : paragraph.end]]
        if there:
            found[paragraph.number] = there.popleft()
    return found


def may_mark(user: Any) -> bool:
    """Those who curate say what they have read."""
    return bool(user.has_perm("annotations.change_annotation"))


def _refuse(user: Any) -> None:
    if not may_mark(user):
        raise NotAllowed(_("Only those who curate mark what they have read."))


def _read(revisions: Collection[int], reader: Any) -> dict[int, set[int]]:
    rows = ParagraphRead.objects.filter(revision__in=revisions)
    if reader is not None:
        rows = rows.filter(reader=reader)
    found: dict[int, set[int]] = defaultdict(set)
    for revision, number in rows.order_by().values_list("revision", "paragraph").distinct():
        found[revision].add(number)
    return found


def _extents(revisions: Collection[int]) -> Mapping[int, list[tuple[int, int]]]:
    """Return where the passages of these texts stand that were not withdrawn, by text."""
    rows = (
        Span.objects.filter(revision__in=revisions, role=Span.Role.BODY)
        .exclude(annotation__state=Annotation.State.WITHDRAWN)
        .order_by()
    )
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for revision, start, end in rows.values_list("revision", "start", "end"):
        found[revision].append((start, end))
    return found


def _annotated(starts: Sequence[int], extents: Iterable[tuple[int, int]]) -> set[int]:
    found: set[int] = set()
    for start, end in extents:
        found.update(range(bisect_right(starts, start), bisect_right(starts, end - 1) + 1))
    return found
