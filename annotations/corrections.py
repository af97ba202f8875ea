"""What was changed after it was published, and why: the log of corrections, newest first.

Each kind of change keeps its own trace (versions of annotations, verdicts that supersede, merges
of actors, histories of relations and memberships, revisions and withdrawals of sources, reports of
readers, replies); here they are read as one list. What never was public is in none of it.
"""

import datetime
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from annotations.models import (
    ActorMerge,
    Annotation,
    AnnotationVersion,
    PropositionMember,
    Relation,
    Reply,
    Report,
    ReportStep,
    Verdict,
)
from annotations.services.subjects import find_subjects
from sourcelib.models import Article, Revision

_NO_ID = uuid.UUID(int=0)


@dataclass(frozen=True)
class Correction:
    """One change of something published: what happened, to what, when, why and by whom.

    `uid` is its permanent id, which `corrections` gives.
    """

    at: datetime.datetime
    what: str
    title: str
    address: str
    reason: str = ""
    before: str = ""  # what stood in its place, where that fits in a phrase
    by: str = ""  # the public name of who did it; empty: an editor
    uid: uuid.UUID = _NO_ID


@dataclass(frozen=True)
class _Trace:
    """One kind of change: its rows, when each happened, and how many of them are told.

    `of` returns the permanent id of what a row is about, which with the name of the kind and the
    key of the row makes that of the correction.
    """

    name: str
    rows: Callable[[], QuerySet[Any]]
    at: str
    told: Callable[[Sequence[Any]], list[Correction]]
    of: Callable[[Any], uuid.UUID] = attrgetter("uid")

    def uid(self, row: Any) -> uuid.UUID:
        """Return the permanent id of the correction that a row is told as."""
        return uuid.uuid5(self.of(row), f"{self.name} {row.pk}")


def corrections(first: int, count: int) -> list[Correction]:
    """Return `count` corrections, the newest first, after the `first` newest ones.

    Two queries for each kind of change.
    """
    found: list[tuple[datetime.datetime, int, int]] = []
    for number, trace in enumerate(_TRACES):
        keys = trace.rows().order_by(F(trace.at).desc(), "-pk").values_list(trace.at, "pk")
        found += [(at, number, pk) for at, pk in keys[: first + count]]
    found.sort(reverse=True)
    wanted = found[first : first + count]
    told: dict[tuple[int, int], Correction] = {}
    for number, trace in enumerate(_TRACES):
        chosen = [pk for _at, kind, pk in wanted if kind == number]
        if chosen:
            rows = list(trace.rows().filter(pk__in=chosen))
            told |= {
                (number, row.pk): replace(correction, uid=trace.uid(row))
                for row, correction in zip(rows, trace.told(rows), strict=True)
            }
    return [told[number, pk] for _at, number, pk in wanted]


# Annotations ---------------------------------------------------------------------------------

_ONCE_PUBLIC = Q(
    annotation__state__in=[Annotation.State.PUBLISHED, Annotation.State.WITHDRAWN]
) & ~Q(annotation__article__state=Article.State.DRAFT)


def _versions() -> QuerySet[AnnotationVersion]:
    """Changes in place, withdrawals, and what was published again."""
    action = AnnotationVersion.Action
    withdrawn_before = AnnotationVersion.objects.filter(
        annotation=OuterRef("annotation"), number__lt=OuterRef("number"), action=action.WITHDRAWN
    )
    return AnnotationVersion.objects.filter(
        _ONCE_PUBLIC,
        Q(
            action__in=[action.CHANGED, action.REANCHORED],
            data__state=Annotation.State.PUBLISHED,
        )
        | Q(action=action.WITHDRAWN)
        | Q(Exists(withdrawn_before), action=action.PUBLISHED),
    ).select_related(
        "by",
        *(f"annotation__{detail}" for detail in ("claim", "prediction", "mention__actor")),
    )


def _tell_versions(rows: Sequence[AnnotationVersion]) -> list[Correction]:
    action = AnnotationVersion.Action
    in_place = (action.CHANGED, action.REANCHORED)
    happened = {
        action.CHANGED: _("Changed"),
        action.REANCHORED: _("Found again in the corrected text"),
        action.WITHDRAWN: _("Withdrawn"),
        action.PUBLISHED: _("Published again"),
    }
    return [
        Correction(
            at=row.at,
            what=happened[action(row.action)],
            title=_title(row.annotation),
            address=_page(row.annotation) if row.action in in_place else _permanent(row),
            reason=row.reason,
            by=_name(row.by),
        )
        for row in rows
    ]


def _title(annotation: Annotation) -> str:
    if annotation.kind == Annotation.Kind.MENTION:
        return _("A mention of %(actor)s") % {"actor": annotation.mention.actor.name}
    return str(annotation.detail.summary)


def _page(annotation: Annotation) -> str:
    """Return the page that tells what became of an annotation; a withdrawn one leads on."""
    if annotation.kind == Annotation.Kind.MENTION:
        return str(annotation.get_absolute_url())
    return f"/{annotation.kind}s/{annotation.uid}/#history"


def _permanent(row: AnnotationVersion) -> str:
    return str(row.annotation.get_absolute_url())


# Verdicts ------------------------------------------------------------------------------------


def _verdicts() -> QuerySet[Verdict]:
    """Verdicts that took the place of others."""
    return (
        Verdict.objects.public()
        .filter(supersedes__isnull=False)
        .select_related("annotation", "supersedes", "confirmed_by")
    )


def _tell_verdicts(rows: Sequence[Any]) -> list[Correction]:
    return [_tell_verdict(row, str(row.get_state_display())) for row in rows]


def _tell_verdict(row: Any, state: str) -> Correction:
    same = row.supersedes.state == row.state
    what = _("Judged anew, still “%(state)s”") if same else _("Verdict changed to “%(state)s”")
    return Correction(
        at=row.published_at,
        what=what % {"state": state},
        title=row.judged_summary,
        address=f"/{row.annotation.kind}s/{row.annotation.uid}/#evidence",
        reason=row.reason,
        before="" if same else str(row.supersedes.get_state_display()),
        by=_name(row.confirmed_by),
    )


# Actors --------------------------------------------------------------------------------------


def _merges() -> QuerySet[ActorMerge]:
    return ActorMerge.objects.select_related("source", "target", "merged_by", "undone_by")


def _tell_merges(rows: Sequence[ActorMerge]) -> list[Correction]:
    return [
        Correction(
            at=row.merged_at,
            what=_("Actors merged"),
            title=_("%(source)s into %(target)s")
            % {"source": row.source.name, "target": row.target.name},
            address=str(row.target.get_absolute_url()),
            reason=row.reason,
            by=_name(row.merged_by),
        )
        for row in rows
    ]


def _tell_partings(rows: Sequence[ActorMerge]) -> list[Correction]:
    return [
        Correction(
            at=row.undone_at or row.merged_at,
            what=_("Merge undone"),
            title=_("%(source)s and %(target)s")
            % {"source": row.source.name, "target": row.target.name},
            address=str(row.source.get_absolute_url()),
            by=_name(row.undone_by),
        )
        for row in rows
    ]


# Relations and propositions ------------------------------------------------------------------

_TRACED = {"~": _("changed"), "-": _("taken away")}
_REMADE = Q(history_type__in=list(_TRACED))


def _public_end(path: str) -> Q:
    return Q(
        **{
            f"{path}__state": Annotation.State.PUBLISHED,
            f"{path}__article__state": Article.State.PUBLISHED,
        }
    )


def _relations() -> QuerySet[Any]:
    details = (
        f"{end}__{detail}" for end in ("source", "target") for detail in ("claim", "prediction")
    )
    rows: QuerySet[Any] = Relation.history.filter(
        _REMADE, _public_end("source"), _public_end("target")
    )
    return rows.select_related("history_user", *details)


def _tell_relations(rows: Sequence[Any]) -> list[Correction]:
    return [
        Correction(
            at=row.history_date,
            what=_("Relation %(happened)s") % {"happened": _TRACED[row.history_type]},
            title=f"{_title(row.source)} · {row.get_kind_display()} · {_title(row.target)}",
            address=_page(row.source).replace("#history", "#relations"),
            reason=row.history_change_reason or "",
            by=_name(row.history_user),
        )
        for row in rows
    ]


def _members() -> QuerySet[Any]:
    rows: QuerySet[Any] = PropositionMember.history.filter(_REMADE, _public_end("annotation"))
    return rows.select_related(
        "history_user", "proposition", "annotation__claim", "annotation__prediction"
    )


def _tell_members(rows: Sequence[Any]) -> list[Correction]:
    return [
        Correction(
            at=row.history_date,
            what=_("Place in a proposition %(happened)s") % {"happened": _TRACED[row.history_type]},
            title=_("%(statement)s · in “%(proposition)s”")
            % {"statement": _title(row.annotation), "proposition": row.proposition.text},
            address=str(row.proposition.get_absolute_url()),
            reason=row.history_change_reason or "",
            by=_name(row.history_user),
        )
        for row in rows
    ]


# Sources -------------------------------------------------------------------------------------


def _withdrawn_sources() -> QuerySet[Article]:
    return Article.objects.filter(state=Article.State.WITHDRAWN, withdrawn_at__isnull=False)


def _tell_withdrawn_sources(rows: Sequence[Article]) -> list[Correction]:
    return [
        Correction(
            at=row.withdrawn_at or row.created_at,
            what=_("Source withdrawn"),
            title=row.title,
            address=str(row.get_absolute_url()),
            reason=row.withdrawal_reason,
        )
        for row in rows
    ]


def _revisions() -> QuerySet[Revision]:
    """Texts that took the place of others once the source was public."""
    return Revision.objects.filter(
        number__gt=1,
        article__state=Article.State.PUBLISHED,
        created_at__gt=F("article__published_at"),
    ).select_related("article", "created_by")


def _tell_revisions(rows: Sequence[Revision]) -> list[Correction]:
    return [
        Correction(
            at=row.created_at,
            what=_("Text corrected: revision %(number)s") % {"number": row.number},
            title=row.article.title,
            address=f"{row.article.get_absolute_url()}changes/{row.number - 1}..{row.number}/",
            reason=row.reason,
            by=_name(row.created_by),
        )
        for row in rows
    ]


# Reports and replies -------------------------------------------------------------------------

_LOG = "/about/corrections/"


def _reports() -> QuerySet[Report]:
    """Reports that led to a change."""
    return Report.objects.filter(state=Report.State.CHANGED).prefetch_related("steps__by")


def _tell_reports(rows: Sequence[Report]) -> list[Correction]:
    subjects = find_subjects({(row.about_kind, row.about_uid) for row in rows})
    told = []
    for row in rows:
        subject = subjects.get((row.about_kind, row.about_uid))
        changes = [step for step in row.steps.all() if step.action == ReportStep.Action.CHANGED]
        told.append(
            Correction(
                at=row.settled_at or row.received_at,
                what=_("Changed after a reader’s report"),
                title=row.about_title,
                address=subject.address if subject else _LOG,
                reason=row.answer if row.answer_public else "",
                by=_name(changes[-1].by) if changes else "",
            )
        )
    return told


def _replies() -> QuerySet[Reply]:
    answered = (f"annotation__{detail}" for detail in ("claim", "prediction"))
    return Reply.objects.public().select_related(
        "article", "verdict__annotation", "published_by", "withdrawn_by", *answered
    )


def _tell_replies(rows: Sequence[Reply]) -> list[Correction]:
    return [
        Correction(
            at=row.published_at,
            what=_("Reply published"),
            title=_answered(row),
            address=row.get_absolute_url(),
            by=_name(row.published_by),
        )
        for row in rows
    ]


def _tell_withdrawn_replies(rows: Sequence[Reply]) -> list[Correction]:
    return [
        Correction(
            at=row.withdrawn_at or row.published_at,
            what=_("Reply withdrawn"),
            title=_answered(row),
            address=row.get_absolute_url(),
            reason=row.withdrawn_reason,
            by=_name(row.withdrawn_by),
        )
        for row in rows
    ]


def _answered(row: Reply) -> str:
    on = row.answered
    if isinstance(on, Verdict):
        title = on.judged_summary
    else:
        title = _title(on) if isinstance(on, Annotation) else on.title
    return _("%(name)s, on “%(title)s”") % {"name": row.name, "title": title}


def _name(account: Any) -> str:
    return account.public_name() if account is not None else ""


_TRACES = (
    _Trace("version", _versions, "at", _tell_versions, attrgetter("annotation.uid")),
    _Trace("verdict", _verdicts, "published_at", _tell_verdicts),
    _Trace("merge", _merges, "merged_at", _tell_merges, attrgetter("source.uid")),
    _Trace(
        "parting",
        lambda: _merges().filter(undone_at__isnull=False),
        "undone_at",
        _tell_partings,
        attrgetter("source.uid"),
    ),
    _Trace("relation", _relations, "history_date", _tell_relations),
    _Trace("member", _members, "history_date", _tell_members, attrgetter("annotation.uid")),
    _Trace("withdrawn source", _withdrawn_sources, "withdrawn_at", _tell_withdrawn_sources),
    _Trace("revision", _revisions, "created_at", _tell_revisions),
    _Trace("report", _reports, "settled_at", _tell_reports),
    _Trace("reply", _replies, "published_at", _tell_replies),
    _Trace(
        "withdrawn reply",
        lambda: _replies().filter(withdrawn_at__isnull=False),
        "withdrawn_at",
        _tell_withdrawn_replies,
    ),
)
