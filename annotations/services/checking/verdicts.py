"""Every verdict fits what it judges, and has its evidence; the evidence keeps its words."""

from collections import defaultdict

from django.db.models import Count, Exists, F, OuterRef, Q

from annotations.models import Annotation, Evidence, Span, Verdict
from annotations.outcomes import last_day
from annotations.services.checking.fault import Fault, Faults

AT_ONCE = 500


def check() -> Faults:
    """Yield the faults of verdicts and evidence."""
    yield from _kinds()
    yield from _dates()
    yield from _reviews()
    yield from _evidence()
    yield from _quotations()


def _kinds() -> Faults:
    of_claims = Q(annotation__kind=Annotation.Kind.CLAIM, state__in=Verdict.OF_CLAIMS)
    of_predictions = Q(
        annotation__kind=Annotation.Kind.PREDICTION, state__in=Verdict.OF_PREDICTIONS
    )
    for uid, state, kind in (
        Verdict.objects.exclude(of_claims | of_predictions)
        .order_by("pk")
        .values_list("uid", "state", "annotation__kind")
        .iterator()
    ):
        yield Fault("verdict-kind", f"verdict {uid}", f"{state} is no verdict on a {kind}")
    ahead = Verdict.objects.filter(judged_version__gt=F("annotation__version")).order_by("pk")
    for uid in ahead.values_list("uid", flat=True).iterator():
        yield Fault("verdict-version", f"verdict {uid}", "it judged a version that does not exist")
    astray = Verdict.objects.filter(supersedes__isnull=False).exclude(
        supersedes__annotation=F("annotation")
    )
    for uid in astray.order_by("pk").values_list("uid", flat=True).iterator():
        yield Fault("verdict-supersedes", f"verdict {uid}", "it supersedes one on another")


def _dates() -> Faults:
    missing = Verdict.objects.filter(state__in=Verdict.DATED, event_date__isnull=True)
    for uid in missing.order_by("pk").values_list("uid", flat=True).iterator():
        yield Fault("verdict-date", f"verdict {uid}", "it says what happened, and not when")
    dated = (
        Verdict.objects.filter(
            event_date__isnull=False,
            annotation__kind=Annotation.Kind.PREDICTION,
            annotation__article__date_earliest__isnull=False,
            event_date__lt=F("annotation__article__date_earliest"),
        )
        .order_by("pk")
        .values_list(
            "uid", "event_date", "event_date_precision", "annotation__article__date_earliest"
        )
    )
    for uid, event, precision, first in dated.iterator():
        if event and first and last_day(event, precision) < first:
            problem = f"the event of {event} was before the source, {first}"
            yield Fault("event-before-publication", f"verdict {uid}", problem)
    late = Verdict.objects.filter(event_date__gt=F("decided_on")).order_by("pk")
    for uid in late.values_list("uid", flat=True).iterator():
        yield Fault("event-after-decision", f"verdict {uid}", "it was decided before the event")


def _reviews() -> Faults:
    wrong = Verdict.objects.filter(
        Q(review="confirmed", confirmed_at__isnull=True)
        | Q(~Q(review="confirmed"), confirmed_at__isnull=False)
        | Q(proposed_by__isnull=False, proposed_by=F("confirmed_by"))
    )
    for uid in wrong.order_by("pk").values_list("uid", flat=True).iterator():
        yield Fault("verdict-review", f"verdict {uid}", "not confirmed by another, on a day")


def _evidence() -> Faults:
    bare = (
        Verdict.objects.exclude(state__in=Verdict.WITHOUT_EVIDENCE)
        .filter(~Exists(Evidence.objects.filter(verdict=OuterRef("pk"))))
        .order_by("pk")
    )
    for uid, state in bare.values_list("uid", "state").iterator():
        yield Fault("evidence-missing", f"verdict {uid}", f"{state}, and no evidence")
    outside = ~Q(source="") | ~Q(key="") | ~Q(url="") | ~Q(reports="")
    wrong = Evidence.objects.filter(
        Q(passage__isnull=False) & outside
        | Q(passage__isnull=True) & (Q(source="") | Q(date__isnull=True))
    )
    for uid in wrong.order_by("pk").values_list("uid", flat=True).iterator():
        problem = "neither a passage alone nor an outside source with its date"
        yield Fault("evidence-kind", f"evidence {uid}", problem)
    silent = Evidence.objects.filter(words="", reports="").order_by("pk")
    for uid in silent.values_list("uid", flat=True).iterator():
        yield Fault("evidence-words", f"evidence {uid}", "neither words nor what it reports")
    gaps = Verdict.objects.annotate(count=Count("evidence")).filter(
        evidence__position__gt=F("count")
    )
    for uid in gaps.order_by("pk").values_list("uid", flat=True).distinct().iterator():
        yield Fault("evidence-positions", f"verdict {uid}", "its evidence is not numbered from 1")


def _quotations() -> Faults:
    """Yield evidence whose words are in no text of their passage, unless that is withdrawn."""
    rows = (
        Evidence.objects.filter(passage__isnull=False)
        .exclude(passage__state=Annotation.State.WITHDRAWN)
        .order_by("pk")
        .values_list("uid", "words", "passage_id")
    )
    waiting: list[tuple[object, str, int]] = []
    for row in rows.iterator():
        waiting.append(row)
        if len(waiting) == AT_ONCE:
            yield from _misquoted(waiting)
            waiting = []
    yield from _misquoted(waiting)


def _misquoted(rows: list[tuple[object, str, int]]) -> Faults:
    passages = defaultdict(list)
    spans = Span.objects.filter(annotation__in={passage for _uid, _words, passage in rows})
    bodies = spans.filter(role="body").order_by("revision__number", "part")
    for passage, exact in bodies.values_list("annotation_id", "exact"):
        passages[passage].append(exact)
    for uid, words, passage in rows:
        texts = passages[passage]
        if not words or not any(words in text for text in [*texts, " … ".join(texts)]):
            yield Fault("evidence-quotes", f"evidence {uid}", f"{words!r} is not in its passage")
