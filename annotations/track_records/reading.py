"""What a track record reads from the database: two queries, whatever the number of predictions."""

import datetime
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from annotations.models import Annotation, Prediction, Span, Verdict
from annotations.scoring.cases import Attribution, Case, Fate, Ground, Judged, Met
from annotations.scoring.likelihood import Standard, Term
from annotations.scoring.track_record import track_record
from annotations.track_records.views import RecordView


def track_record_of(
    predictions: QuerySet[Annotation], standard: Standard, today: datetime.date | None = None
) -> RecordView:
    """Return the record of public `predictions`, their words read by `standard`; two queries.

    What an author only infers about somebody, and what is said by nobody in particular, counts in
    no record, even if `predictions` hold it.
    """
    day = today or timezone.localdate()
    return RecordView(track_record(cases(predictions), standard, day), standard)


def cases(predictions: QuerySet[Annotation]) -> Iterator[Case]:
    """Yield what scoring asks of each prediction."""
    plain = predictions.order_by()
    judged = _judged(plain)
    marked = Span.objects.filter(
        annotation=OuterRef("pk"),
        role=Span.Role.CONDITION,
        revision=F("annotation__article__current_revision"),
    )
    rows = (
        plain.annotate(conditional=~Q(prediction__condition="") | Q(Exists(marked)))
        .values_list(
            "pk",
            "conditional",
            "prediction__attribution",
            "prediction__horizon_ground",
            "prediction__deadline",
            "prediction__likelihood_term",
            "prediction__likelihood_polarity",
            "prediction__probability",
            "prediction__compound",
        )
        .distinct()  # those found by several ways (own, reported) are one prediction each
    )
    for key, conditional, whose, ground, deadline, term, polarity, printed, compound in rows:
        yield Case(
            ground=Ground(ground),
            deadline=deadline,
            attribution=Attribution(whose),
            conditional=conditional,
            term=Term(term) if term else None,
            opposite=polarity == Prediction.Polarity.OPPOSITE,
            probability=None if printed is None else float(printed),
            compound=compound,
            verdict=judged.get(key),
        )


def _judged(predictions: QuerySet[Annotation]) -> dict[int, Judged]:
    """Return the verdict that stands on each prediction; of several, the one decided last."""
    rows = (
        Verdict.objects.reviewed()
        .standing()
        .filter(annotation__in=predictions.values("pk"))
        .order_by("decided_on", "pk")
        .values_list("annotation", "state", "review", "condition_met", "event_date")
    )
    return {
        annotation: Judged(Fate(state), review == Verdict.Review.CONFIRMED, Met(met), event)
        for annotation, state, review, met, event in rows
    }
