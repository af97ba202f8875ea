"""Of the verdicts on one annotation one stands, and each judged the sentence that was there."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from annotations import outcomes
from annotations.models import Annotation, AnnotationVersion, Verdict
from annotations.outcomes import Breach
from annotations.services.checking.fault import Fault, Faults
from annotations.services.evidence_rules import shows_nothing
from annotations.services.terms_judged import Both, terms_of
from annotations.services.verdict_rules import said

AT_ONCE = 500  # verdicts in memory, each with a version of what it judged


def check() -> Faults:
    """Yield the faults of verdicts that follow one another, and of what they judged."""
    yield from _declined()
    yield from _superseded()
    yield from _circles()
    yield from _standing()
    yield from _sentences()
    yield from _outcomes()


def _declined() -> Faults:
    wrong = Verdict.objects.filter(
        ~Q(review=Verdict.Review.PROPOSED) & Q(declined_at__isnull=False)
        | Q(declined_at__isnull=False, declined_reason="")
        | Q(declined_at__isnull=True) & (Q(declined_by__isnull=False) | ~Q(declined_reason=""))
    )
    for row in _named(wrong):
        yield Fault("verdict-declined", row, "only a proposal is declined, on a day, for a reason")


def _superseded() -> Faults:
    proposal = Verdict.objects.filter(supersedes__review=Verdict.Review.PROPOSED)
    for row in _named(proposal):
        yield Fault("verdict-supersedes-proposal", row, "what it supersedes never stood")
    twice = (
        Verdict.objects.reviewed()
        .filter(supersedes__isnull=False)
        .values("supersedes__uid")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
        .order_by("supersedes__uid")
    )
    for uid, count in twice.values_list("supersedes__uid", "count"):
        yield Fault("verdict-superseded-twice", f"verdict {uid}", f"{count} stand in its place")


def _circles() -> Faults:
    """Yield verdicts that supersede, through others, themselves."""
    before = dict(
        Verdict.objects.filter(supersedes__isnull=False)
        .order_by("pk")
        .values_list("pk", "supersedes_id")
    )
    sound: set[int] = set()
    for start in before:
        path: list[int] = []
        here: int | None = start
        while here is not None and here not in sound and here not in path:
            path.append(here)
            here = before.get(here)
        if here is not None and here in path:
            uid = Verdict.objects.values_list("uid", flat=True).get(pk=here)
            yield Fault("verdict-circle", f"verdict {uid}", "through others it supersedes itself")
        sound.update(path)


def _standing() -> Faults:
    several = (
        Verdict.objects.reviewed()
        .standing()
        .values("annotation__uid")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
        .order_by("annotation__uid")
    )
    for uid, count in several.values_list("annotation__uid", "count"):
        problem = f"{count} verdicts stand on it, and none of them supersedes another"
        yield Fault("verdicts-standing", f"annotation {uid}", problem)


def _sentences() -> Faults:
    """Yield verdicts that judged another sentence than the version they name has.

    What has never been changed has no version but itself.
    """
    judged = AnnotationVersion.objects.filter(
        annotation=OuterRef("annotation"), number=OuterRef("judged_version")
    )
    rows = (
        Verdict.objects.annotate(version=Subquery(judged.values("data")[:1]))
        .order_by("pk")
        .values_list("uid", "judged_summary", "annotation__kind", "version")
    )
    for uid, summary, kind, version in rows.iterator(chunk_size=AT_ONCE):
        was = ((version or {}).get(kind) or {}).get("summary", summary)
        if was != summary:
            yield _other(uid, was)
    unchanged = Verdict.objects.annotate(version=Subquery(judged.values("pk")[:1])).filter(
        version__isnull=True, judged_version=F("annotation__version")
    )
    for kind in ("claim", "prediction"):
        now = f"annotation__{kind}__summary"
        other = unchanged.filter(**{f"{now}__isnull": False}).exclude(**{now: F("judged_summary")})
        for uid, was in other.order_by("pk").values_list("uid", now).iterator():
            yield _other(uid, was)


def _outcomes() -> Faults:
    """Yield verdicts on predictions that do not fit the terms which they judged.

    What was changed since is for the editors to look at, who find it in their queue, and is no
    fault; nor is a verdict under a condition that says nothing of it, as imports bring them.
    """
    rows = (
        Verdict.objects.reviewed()
        .standing()
        .filter(annotation__kind=Annotation.Kind.PREDICTION)
        .select_related("annotation__article", "annotation__prediction", "annotation__claim")
        .prefetch_related("evidence")
        .order_by("pk")
        .iterator(chunk_size=AT_ONCE)
    )
    while some := list(islice(rows, AT_ONCE)):
        terms = terms_of([row for row in some if hasattr(row.annotation, "prediction")])
        for row in some:
            if row.pk in terms:
                yield from _misjudged(row, terms[row.pk])


def _misjudged(verdict: Verdict, terms: Both) -> Faults:
    told, first = terms.judged, verdict.annotation.article.date_earliest
    deadline = date.fromisoformat(told["deadline"]) if told.get("deadline") else None
    outcome = outcomes.Outcome(
        state=verdict.state,
        decided=verdict.decided_on,
        event=verdict.event_date,
        precision=verdict.event_date_precision,
        condition_met=verdict.condition_met,
        condition_met_on=verdict.condition_met_on,
    )
    predicted = outcomes.Predicted(
        first_day=first,
        deadline=deadline,
        conditional=bool(told["condition"]) if "condition" in told else None,
    )
    where = "" if told == terms.now else f"; as version {verdict.judged_version}, changed since"
    for breach in outcomes.breaches(outcome, predicted):
        if breach is not Breach.EVENT_BEFORE_SOURCE:  # which is looked for in all verdicts
            field, problem = said(breach, first, deadline)
            yield Fault("verdict-outcome", f"verdict {verdict.uid}", f"{field}: {problem}{where}")
    if shows_nothing(verdict.state, first, verdict.evidence.all()):
        problem = f"all evidence on how it turned out is older than the source, {first}"
        yield Fault("evidence-older", f"verdict {verdict.uid}", problem)


def _other(uid: Any, was: str) -> Fault:
    return Fault("verdict-summary", f"verdict {uid}", f"the version it judged reads {was!r}")


def _named(rows: QuerySet[Verdict]) -> Iterator[str]:
    for uid in rows.order_by("pk").values_list("uid", flat=True).iterator():
        yield f"verdict {uid}"
