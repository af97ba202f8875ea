"""What readers reported, and what those who wrote or were judged replied."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from annotations.admin.source_log.entry import LONGEST, Entry, Trace, person
from annotations.models import Annotation, Reply, Report, ReportStep, Verdict
from sourcelib.models import Article

Rows = Callable[[Article], QuerySet[Any]]

_RECEIVED = {"report": _("reported by a reader")}
_STEPS = {
    "report-taken": _("report taken up"),
    "report-changed": _("report settled: changed"),
    "report-unchanged": _("report settled: not changed"),
    "report-reopened": _("report opened again"),
    "report-forgotten": _("who reported was erased"),
}


def _on_source(rows: QuerySet[Any], path: str = "") -> Rows:
    """Return the rows that are about the source itself."""
    kind, uid = f"{path}about_kind", f"{path}about_uid"
    return lambda article: rows.filter(**{kind: Report.About.SOURCE, uid: article.uid})


def _on_statements(rows: QuerySet[Any], path: str = "") -> Rows:
    """Return the rows that are about annotations of the source, and verdicts on them."""
    uid = f"{path}about_uid"

    def found(article: Article) -> QuerySet[Any]:
        annotations = Annotation.objects.filter(article=article)
        verdicts = Verdict.objects.filter(annotation__article=article)
        uids = annotations.order_by().values("uid"), verdicts.order_by().values("uid")
        about = Q(**{f"{uid}__in": uids[0]}) | Q(**{f"{uid}__in": uids[1]})
        reported, judged = (some.filter(uid=OuterRef(uid)) for some in (annotations, verdicts))
        kind = Coalesce(
            Subquery(reported.values("kind")[:1]), Subquery(judged.values("annotation__kind")[:1])
        )
        return rows.filter(about).annotate(on=kind)

    return found


def _tell_received(rows: Sequence[Any]) -> list[Entry]:
    return [
        _of_report(row, "report", _RECEIVED["report"], row.received_at, why=row.text)
        for row in rows
    ]


def _tell_steps(rows: Sequence[Any]) -> list[Entry]:
    told = []
    for row in rows:
        step = f"report-{row.action}"
        kind, by = getattr(row, "on", ""), person(row.by)
        told.append(_of_report(row.report, step, _STEPS[step], row.at, by, row.note, kind))
    return told


def _of_report(
    report: Report, step: str, label: Any, at: Any, by: str = "", why: str = "", kind: str = ""
) -> Entry:
    return Entry(
        at=at,
        step=step,
        label=str(capfirst(label)),
        what=Truncator(report.about_title).chars(LONGEST),
        by=by,
        why=Truncator(why).chars(LONGEST),
        kind=kind or getattr(report, "on", ""),
        address=reverse("admin:annotations_report_change", args=[report.pk]),
    )


def _replies(article: Article) -> QuerySet[Any]:
    on_statement = Q(annotation__article=article) | Q(verdict__annotation__article=article)
    kind = Coalesce("annotation__kind", "verdict__annotation__kind")
    return Reply.objects.filter(on_statement).annotate(on=kind)


def _replies_to_source(article: Article) -> QuerySet[Any]:
    return Reply.objects.filter(article=article)


def _reply(step: str, label: Any, at: str, by: str, why: str) -> list[Trace]:
    """Return the traces of a step of replies: to the source itself, and to statements in it."""

    def tell(rows: Sequence[Any]) -> list[Entry]:
        return [
            Entry(
                at=getattr(row, at),
                step=step,
                label=str(capfirst(label)),
                what=f"{row.name}, {row.get_capacity_display()}",
                by=person(getattr(row, by)),
                why=Truncator(getattr(row, why)).chars(LONGEST),
                kind=getattr(row, "on", ""),
                address=reverse("admin:annotations_reply_change", args=[row.pk]),
            )
            for row in rows
        ]

    def done(rows: Rows) -> Rows:
        return lambda article: rows(article).filter(**{f"{at}__isnull": False}).select_related(by)

    return [
        Trace({step: label}, done(_replies_to_source), at, tell, by),
        Trace({step: label}, done(_replies), at, tell, by, kind="on"),
    ]


_REPORTS = Report.objects.all()
_REPORT_STEPS = ReportStep.objects.select_related("report", "by")


def _action(step: str) -> Q:
    return Q(action=step.removeprefix("report-"))


TRACES = (
    Trace(_RECEIVED, _on_source(_REPORTS), "received_at", _tell_received),
    Trace(_RECEIVED, _on_statements(_REPORTS), "received_at", _tell_received, kind="on"),
    Trace(_STEPS, _on_source(_REPORT_STEPS, "report__"), "at", _tell_steps, "by", of=_action),
    Trace(
        _STEPS, _on_statements(_REPORT_STEPS, "report__"), "at", _tell_steps, "by", "on", _action
    ),
    *_reply("reply", _("reply published"), "published_at", "published_by", "text"),
    *_reply(
        "reply-withdrawn",
        _("reply withdrawn"),
        "withdrawn_at",
        "withdrawn_by",
        "withdrawn_reason",
    ),
)
