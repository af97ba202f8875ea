"""Which of a source's texts is read: its revisions, and what stands only in earlier ones."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef
from django.utils.text import Truncator

from annotations.models import Annotation, Reanchoring, Span
from annotations.models.annotation import AnnotationQuerySet
from annotations.pages.reader.statements import Said
from sourcelib.models import Article, Revision

LONGEST_REASON = 200  # characters; the page of the changes has the whole


@dataclass(frozen=True, slots=True)
class Text:
    """One revision as the pages offer it: its address, and that of what it changed."""

    number: int
    on: datetime.date
    reason: str
    address: str
    changes: str
    shown: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """A claim or prediction that stands only in an earlier text; `waits` to be looked for here."""

    label: str
    says: str
    address: str
    number: int
    waits: bool


@dataclass(frozen=True, slots=True)
class Texts:
    """The revisions of a source, the newest first, none if it has one; and what they left behind.

    `address` is that of the text shown. What was left behind is told on the current text alone:
    `left` are the statements, `names` counts the mentions of actors.
    """

    address: str
    earlier: bool
    shown: int
    current: int
    all: Sequence[Text] = ()
    left: Sequence[Behind] = ()
    names: int = 0

    @property
    def changes(self) -> str:
        """The address of what differs between the text shown and the current one."""
        return changes_address(self.all[0].address.rpartition("v/")[0], self.shown, self.current)


def text_address(article: Article, number: int) -> str:
    """Return the address of one revision."""
    return f"{article.get_absolute_url()}v/{number}/"


def changes_address(source: str, first: int, second: int) -> str:
    """Return the address of what changed between two revisions; `source` is that of the source."""
    return f"{source}changes/{first}..{second}/"


def read_texts(article: Article, shown: Revision) -> Texts:
    """Read what the page says of the other texts; no query where the source has one alone."""
    current = article.current_revision
    assert current is not None  # a published source has its text, by constraint
    earlier = shown.pk != current.pk
    here = text_address(article, shown.number) if earlier else article.get_absolute_url()
    if current.number == 1 and not earlier:
        return Texts(here, earlier, shown.number, current.number)
    texts = revisions(article, shown)
    if earlier:
        return Texts(here, earlier, shown.number, current.number, texts)
    if len(texts) == 1:  # the others were drafts
        texts = []
    behind = Annotation.objects.public().filter(article=article).exclude(revision=current)
    return Texts(
        here,
        earlier,
        shown.number,
        current.number,
        texts,
        _statements(behind),
        behind.filter(kind=Annotation.Kind.MENTION).count(),
    )


def revisions(article: Article, shown: Revision | None = None) -> list[Text]:
    """Return all texts that readers may see of a source, the newest first; one query."""
    source = article.get_absolute_url()
    columns = ("pk", "number", "created_at", "reason")
    rows = list(article.revisions.public().order_by("-number").values_list(*columns))
    first = rows[-1][1] if rows else 0
    return [
        Text(
            number=number,
            on=at.date(),
            reason=Truncator(reason).chars(LONGEST_REASON),
            address=text_address(article, number),
            changes=changes_address(source, number - 1, number) if number > first else "",
            shown=shown is not None and number == shown.number,
            current=pk == article.current_revision_id,
        )
        for pk, number, at, reason in rows
    ]


def made_on(statements: Iterable[Said]) -> dict[int, int]:
    """Return the number of the revision on which each statement was tagged; one query."""
    spans = Span.objects.filter(
        annotation__in=[said.pk for said in statements], role=Span.Role.BODY
    ).order_by()
    return dict(spans.values_list("annotation").annotate(Min("revision__number")))


def _statements(behind: AnnotationQuerySet) -> list[Behind]:
    rows = behind.exclude(kind=Annotation.Kind.MENTION).order_by("revision__number", "pk")
    columns = ("kind", "uid", "claim__summary", "prediction__summary", "revision__number", "waits")
    waiting = Reanchoring.objects.filter(annotation=OuterRef("pk"), state=Reanchoring.State.WAITING)
    return [
        Behind(
            label=str(Annotation.Kind(kind).label),
            says=claim or prediction,
            address=f"/a/{uid}/",
            number=number,
            waits=waits,
        )
        for kind, uid, claim, prediction, number, waits in rows.annotate(
            waits=Exists(waiting)
        ).values_list(*columns)
    ]
