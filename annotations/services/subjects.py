"""What readers may report a mistake in, found by its permanent id or its slug."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from annotations.models import Actor, Annotation, Proposition, Report, Verdict
from sourcelib.models import Article

About = Report.About
Key = tuple[str, UUID]  # a kind of `Report.About`, and a permanent id

_ONCE_PUBLIC = [Article.State.PUBLISHED, Article.State.WITHDRAWN]


@dataclass(frozen=True)
class Subject:
    """A row that readers may see, or could until it was withdrawn, and its public address."""

    kind: str
    uid: UUID
    title: str
    address: str
    row: Any

    @property
    def label(self) -> str:
        """What kind of thing it is."""
        return str(About(self.kind).label)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back since it was public."""
        if self.kind in _BY_SLUG:
            return self.kind == About.SOURCE and self.row.state == Article.State.WITHDRAWN
        annotation = self.row.annotation if self.kind == About.VERDICT else self.row
        return "withdrawn" in (annotation.state, annotation.article.state)

    @property
    def name(self) -> str:
        """What the address of the form calls it by."""
        return f"{self.kind}:{self.uid}"


def find_subject(name: str) -> Subject | None:
    """Return what `<kind>:<uid or slug>` names, if readers may or might once see it."""
    kind, _colon, key = name.partition(":")
    if kind not in _ROWS or not key or "\x00" in key:
        return None
    rows = _ROWS[kind]()
    try:
        row = rows.filter(uid=UUID(key)).first()
    except ValueError:
        row = rows.filter(slug=key).first() if kind in _BY_SLUG else None
    return row and _subject(kind, row)


def find_subjects(keys: Iterable[Key]) -> dict[Key, Subject]:
    """Return those of many that are there, by kind and permanent id; one query a kind."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for kind, uid in keys:
        wanted[kind].add(uid)
    return {
        (kind, row.uid): _subject(kind, row)
        for kind, uids in wanted.items()
        for row in _ROWS[kind]().filter(uid__in=uids)
    }


def subject_of(report: Report) -> Subject | None:
    """Return what a report is about, unless that is gone, or public no more by no decision."""
    return find_subjects([(report.about_kind, report.about_uid)]).get(
        (report.about_kind, report.about_uid)
    )


def _subject(kind: str, row: Any) -> Subject:
    return Subject(kind, row.uid, _title(kind, row), _address(kind, row), row)


def _title(kind: str, row: Any) -> str:
    if kind == About.VERDICT:
        told = {"state": row.get_state_display(), "summary": row.judged_summary}
        return _("“%(state)s” on: %(summary)s") % told
    if kind == About.MENTION:
        return _("A mention of %(actor)s") % {"actor": row.mention.actor.name}
    return str(row.detail.summary if isinstance(row, Annotation) else row)


def _address(kind: str, row: Any) -> str:
    if kind == About.VERDICT:
        return f"/{row.annotation.kind}s/{row.annotation.uid}/#v{row.uid}"
    if kind in (About.CLAIM, About.PREDICTION):
        return f"/{kind}s/{row.uid}/"
    return str(row.get_absolute_url())


def _sources() -> QuerySet[Article]:
    return Article.objects.filter(state__in=_ONCE_PUBLIC)


def _annotations(kind: str) -> Callable[[], QuerySet[Annotation]]:
    def rows() -> QuerySet[Annotation]:
        return Annotation.objects.filter(
            kind=kind,
            state__in=[Annotation.State.PUBLISHED, Annotation.State.WITHDRAWN],
            published_at__isnull=False,
            article__state__in=_ONCE_PUBLIC,
        ).select_related("article", "claim", "prediction", "mention__actor")

    return rows


def _verdicts() -> QuerySet[Verdict]:
    on = Q(
        annotation__state__in=[Annotation.State.PUBLISHED, Annotation.State.WITHDRAWN],
        annotation__article__state__in=_ONCE_PUBLIC,
    )
    return Verdict.objects.reviewed().filter(on).select_related("annotation__article")


_ROWS: dict[str, Callable[[], QuerySet[Any]]] = {
    About.SOURCE: _sources,
    About.CLAIM: _annotations(Annotation.Kind.CLAIM),
    About.PREDICTION: _annotations(Annotation.Kind.PREDICTION),
    About.MENTION: _annotations(Annotation.Kind.MENTION),
    About.VERDICT: _verdicts,
    About.ACTOR: lambda: Actor.objects.public(),
    About.PROPOSITION: lambda: Proposition.objects.public(),
}
_BY_SLUG = frozenset({About.SOURCE, About.ACTOR, About.PROPOSITION})
