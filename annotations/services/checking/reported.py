"""Reports went the way that their steps tell, and replies stand where readers could answer."""

from django.db.models import OuterRef, Q, Subquery

from annotations.models import Annotation, Reply, Report, ReportStep, Verdict
from annotations.services.checking.fault import Fault, Faults
from sourcelib.models import Article

# The state that each step leads to; erasing who sent a report leads nowhere.
_LEADS_TO = {
    None: Report.State.RECEIVED,
    ReportStep.Action.TAKEN: Report.State.TAKEN,
    ReportStep.Action.REOPENED: Report.State.TAKEN,
    ReportStep.Action.CHANGED: Report.State.CHANGED,
    ReportStep.Action.UNCHANGED: Report.State.UNCHANGED,
}


def check() -> Faults:
    """Yield the faults of reports and replies."""
    yield from _steps()
    yield from _erased()
    yield from _replies()


def _steps() -> Faults:
    steps = ReportStep.objects.filter(report=OuterRef("pk")).order_by("-pk")
    last = steps.exclude(action=ReportStep.Action.FORGOTTEN).values("action")[:1]
    rows = Report.objects.annotate(last=Subquery(last)).order_by("pk")
    for uid, state, action in rows.values_list("uid", "state", "last").iterator():
        if _LEADS_TO.get(action) != state:
            problem = f"it is {state}, and its last step is {action or 'none'}"
            yield Fault("report-state", f"report {uid}", problem)


def _erased() -> Faults:
    told = Report.objects.filter(steps__action=ReportStep.Action.FORGOTTEN)
    kept = told.filter(~Q(name="", email="") | Q(forgotten_at__isnull=True)).order_by("pk")
    for uid in kept.distinct().values_list("uid", flat=True).iterator():
        yield Fault("report-not-erased", f"report {uid}", "who sent it was to be erased")


def _replies() -> Faults:
    mentions = Reply.objects.filter(annotation__kind=Annotation.Kind.MENTION)
    for uid in mentions.order_by("pk").values_list("uid", flat=True).iterator():
        yield Fault("reply-to-mention", f"reply {uid}", "a mention asserts nothing")
    never_public = Reply.objects.filter(
        Q(verdict__review=Verdict.Review.PROPOSED)
        | Q(article__published_at__isnull=True, article__isnull=False)
        | Q(annotation__published_at__isnull=True, annotation__isnull=False)
        | Q(verdict__annotation__published_at__isnull=True, verdict__isnull=False)
        | Q(article__state=Article.State.DRAFT)
    )
    for uid in never_public.order_by("pk").values_list("uid", flat=True).iterator():
        yield Fault("reply-to-nothing-public", f"reply {uid}", "what it answers never was public")
