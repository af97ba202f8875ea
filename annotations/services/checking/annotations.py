"""Every annotation has its passage, its one detail, and a history without gaps."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from annotations.models import (
    Annotation,
    AnnotationVersion,
    Claim,
    Mention,
    Prediction,
    Span,
)
from annotations.scoring.likelihood import term_of
from annotations.scoring.printed import ROLES_THAT_PRINT, prints
from annotations.services.checking.fault import Fault, Faults
from annotations.services.terms import DEFAULT_YEARS, years_after

DETAILS: dict[str, Any] = {"mention": Mention, "claim": Claim, "prediction": Prediction}


def check() -> Faults:
    """Yield the faults of annotations, their details and their versions."""
    yield from _details()
    yield from _spans()
    yield from _states()
    yield from _versions()
    yield from _statements()
    yield from _deadlines()
    yield from _likelihoods()
    yield from _numbers()


def _details() -> Faults:
    for kind, model in DETAILS.items():
        has_detail = Exists(model.objects.filter(annotation=OuterRef("pk")))
        of_kind = Annotation.objects.filter(kind=kind)
        for row in _named(of_kind.filter(~has_detail)):
            yield Fault("detail-missing", row, f"it is a {kind}, and has no row that says so")
        for row in _named(Annotation.objects.filter(has_detail).exclude(kind=kind)):
            yield Fault("detail-of-another-kind", row, f"it is no {kind}, and has a row of one")
    spoken = Annotation.objects.filter(kind=Annotation.Kind.MENTION)
    for row in _named(spoken.filter(Q(about__isnull=False) | Q(topics__isnull=False)).distinct()):
        yield Fault("mention-about", row, "a mention has nothing that it is about, and no topics")


def _spans() -> Faults:
    elsewhere = Span.objects.exclude(revision__article=F("annotation__article"))
    for uid in elsewhere.values_list("annotation__uid", flat=True).iterator():
        yield Fault("span-of-another-source", f"annotation {uid}", "on a text of another source")
    body = Span.objects.filter(annotation=OuterRef("pk"), role=Span.Role.BODY, part=1)
    for row in _named(Annotation.objects.filter(~Exists(body))):
        yield Fault("passage-missing", row, "it has no span with role body and part 1")
    parts = (
        Span.objects.values("annotation__uid", "revision", "role")
        .annotate(first=Min("part"), last=Max("part"), count=Count("pk"))
        .exclude(first=1, last=F("count"))
        .order_by("annotation__uid")
    )
    for group in parts.iterator():
        row = f"annotation {group['annotation__uid']}"
        yield Fault("span-parts", row, f"the parts of its {group['role']} are not numbered from 1")


def _states() -> Faults:
    wrong = Q(state="published", published_at__isnull=True) | (
        Q(state="withdrawn") & (Q(withdrawn_at__isnull=True) | Q(state_reason=""))
    )
    for row in _named(Annotation.objects.filter(wrong)):
        yield Fault("annotation-state", row, "its state lacks its day or its reason")
    unknown = Annotation.objects.exclude(state__in=Annotation.State.values)
    for row in _named(unknown):
        yield Fault("annotation-state", row, "there is no such state")
    without_text = Annotation.objects.filter(
        state=Annotation.State.PUBLISHED, article__current_revision__isnull=True
    )
    for row in _named(without_text):
        yield Fault("annotation-state", row, "published on a source without a text")


def _versions() -> Faults:
    counted = (
        AnnotationVersion.objects.values("annotation__uid", "annotation__version")
        .annotate(first=Min("number"), last=Max("number"), count=Count("pk"))
        .exclude(last=F("annotation__version"), count=F("last") - F("first") + 1)
        .order_by("annotation__uid")
    )
    for group in counted.iterator():
        yield Fault(
            "versions",
            f"annotation {group['annotation__uid']}",
            f"it is at version {group['annotation__version']}, and {group['count']} versions are "
            f"kept, from {group['first']} to {group['last']}",
        )
    elsewhere = AnnotationVersion.objects.exclude(article=F("annotation__article"))
    for uid in elsewhere.values_list("annotation__uid", flat=True).distinct().iterator():
        yield Fault("version-of-another-source", f"annotation {uid}", "logged with another source")


def _statements() -> Faults:
    named = Q(attribution__in=["reported", "inferred"])
    for model in (Claim, Prediction):
        wrong = model.objects.filter(
            named & Q(speaker__isnull=True) | ~named & Q(speaker__isnull=False)
        )
        for uid, attribution in wrong.values_list("annotation__uid", "attribution").iterator():
            problem = f"its speaker does not fit the attribution {attribution}"
            yield Fault("speaker", f"annotation {uid}", problem)


def _deadlines() -> Faults:
    by_rule = Prediction.objects.filter(
        horizon_ground=Prediction.Ground.DEFAULT_5Y, annotation__article__date_latest__isnull=False
    ).order_by("pk")
    for uid, deadline, latest in by_rule.values_list(
        "annotation__uid", "deadline", "annotation__article__date_latest"
    ).iterator():
        expected = years_after(latest, DEFAULT_YEARS) if latest else None
        if deadline != expected:
            problem = f"five years from {latest} is {expected}, not {deadline}"
            yield Fault("deadline-by-rule", f"annotation {uid}", problem)
    stated = Prediction.objects.filter(horizon_ground=Prediction.Ground.STATED).exclude(
        deadline=F("horizon_end"), horizon_end__isnull=False
    )
    for uid in stated.values_list("annotation__uid", flat=True).iterator():
        yield Fault("deadline-stated", f"annotation {uid}", "its deadline is not the stated end")
    early = Prediction.objects.filter(deadline__lt=F("annotation__article__date_earliest"))
    for uid, deadline, earliest in (
        early.order_by("pk")
        .values_list("annotation__uid", "deadline", "annotation__article__date_earliest")
        .iterator()
    ):
        problem = f"its deadline {deadline} is before its source, which is of {earliest} or later"
        yield Fault("deadline-before-source", f"annotation {uid}", problem)


def _likelihoods() -> Faults:
    """Yield predictions whose term is not that of their words in the text that they stand on."""
    spans = (
        Span.objects.filter(role=Span.Role.LIKELIHOOD, revision=F("annotation__revision"))
        .order_by("annotation_id", "part")
        .values_list("annotation_id", "exact")
    )
    terms: dict[int, str] = {}
    for pk, words in groupby(spans.iterator(chunk_size=5_000), key=itemgetter(0)):
        terms[pk] = str(term_of(" … ".join(exact for _pk, exact in words)) or "")
    rows = Prediction.objects.order_by("pk").values_list("pk", "annotation__uid", "likelihood_term")
    for pk, uid, term in rows.iterator():
        if term != terms.get(pk, ""):
            problem = (
                f"its likelihood words read {terms.get(pk, '')!r}, the row says {term!r}: "
                "save the annotation anew, which works the term out"
            )
            yield Fault("likelihood-term", f"annotation {uid}", problem)


def _numbers() -> Faults:
    """Yield predictions with a probability that none of their words print."""
    rows: Any = (
        Prediction.objects.filter(probability__isnull=False)
        .order_by("pk")
        .values_list("annotation_id", "annotation__uid", "probability")
    )
    for pk, uid, probability in rows.iterator():
        words = Span.objects.filter(annotation=pk, role__in=ROLES_THAT_PRINT)
        if not any(prints(probability, exact) for exact in words.values_list("exact", flat=True)):
            problem = f"none of its words print the probability {probability.normalize():f}"
            yield Fault("probability-not-printed", f"annotation {uid}", problem)


def _named(rows: QuerySet[Annotation]) -> Iterator[str]:
    for uid in rows.order_by("pk").values_list("uid", flat=True).iterator():
        yield f"annotation {uid}"
