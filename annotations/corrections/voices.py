"""What readers reported and editors changed, and the replies of those concerned."""

from collections.abc import Sequence

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from annotations.corrections.correction import Correction, Kind, Trace, title_of
from annotations.models import Annotation, Reply, Report, ReportStep, Verdict
from annotations.services.crediting import credited
from annotations.services.subjects import find_subjects
from sourcelib.models import Article

_LOG = "/about/corrections/"


# Reports ---------------------------------------------------------------------------------------


def _reports() -> QuerySet[Report]:
    """Reports that led to a change; `article` is the key of the source that one is about."""
    this = {"uid": OuterRef("about_uid")}
    return (
        Report.objects.filter(state=Report.State.CHANGED)
        .annotate(
            article=Coalesce(
                Subquery(Article.objects.filter(**this).values("pk")[:1]),
                Subquery(Annotation.objects.filter(**this).values("article")[:1]),
                Subquery(Verdict.objects.filter(**this).values("annotation__article")[:1]),
                output_field=BigIntegerField(),
            )
        )
        .prefetch_related("steps__by__groups")
    )


def _tell_reports(rows: Sequence[Report]) -> list[Correction]:
    subjects = find_subjects({(row.about_kind, row.about_uid) for row in rows})
    articles = Article.objects.in_bulk({row.article for row in rows} - {None})  # type: ignore[attr-defined]
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
                source=articles.get(row.article),  # type: ignore[attr-defined]
                reason=row.answer if row.answer_public else "",
                by=credited(changes[-1].by) if changes else "",
            )
        )
    return told


# Replies ---------------------------------------------------------------------------------------


def _replies() -> QuerySet[Reply]:
    answered = (f"annotation__{path}" for path in ("article", "claim", "prediction"))
    return (
        Reply.objects.public()
        .select_related(
            *("article", "verdict__annotation__article", "published_by", "withdrawn_by"), *answered
        )
        .prefetch_related("published_by__groups", "withdrawn_by__groups")
    )


def _withdrawn_replies() -> QuerySet[Reply]:
    return _replies().filter(withdrawn_at__isnull=False)


def _tell_replies(rows: Sequence[Reply]) -> list[Correction]:
    return [
        Correction(
            at=row.published_at,
            what=_("Reply published; withdrawn since")
            if row.withdrawn_at
            else _("Reply published"),
            title=_answered(row),
            address=row.get_absolute_url(),
            source=_source(row),
            by=credited(row.published_by),
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
            source=_source(row),
            reason=row.withdrawn_reason,
            by=credited(row.withdrawn_by),
        )
        for row in rows
    ]


def _answered(row: Reply) -> str:
    on = row.answered
    if isinstance(on, Verdict):
        title = on.judged_summary
    else:
        title = title_of(on) if isinstance(on, Annotation) else on.title
    return _("%(name)s, on “%(title)s”") % {"name": row.name, "title": title}


def _source(row: Reply) -> Article:
    on = row.answered
    annotation = on.annotation if isinstance(on, Verdict) else on
    return annotation.article if isinstance(annotation, Annotation) else annotation


_ANSWERED = ("article", "annotation__article", "verdict__annotation__article")

TRACES = (
    Trace("report", Kind.REPORT, _reports, "settled_at", _tell_reports, articles=("article",)),
    Trace("reply", Kind.REPLY, _replies, "published_at", _tell_replies, articles=_ANSWERED),
    Trace(
        "withdrawn reply",
        Kind.REPLY,
        _withdrawn_replies,
        "withdrawn_at",
        _tell_withdrawn_replies,
        articles=_ANSWERED,
    ),
)
