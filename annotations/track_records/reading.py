"""What a track record reads from the database: two queries, whatever the number of predictions.

There are some more where a prediction was changed after it was judged.
"""

import datetime
from collections.abc import Iterator

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.utils import timezone

from annotations.models import Annotation, Prediction, Span, Verdict
from annotations.scoring import cases as scoring
from annotations.scoring.cases import Attribution, Fate, Ground, Judged, Met
from annotations.scoring.likelihood import Standard, Term
from annotations.scoring.track_record import track_record
from annotations.services.terms_judged import changed_later, on_other_terms
from annotations.track_records.views import RecordView


def track_record_of(
    predictions: QuerySet[Annotation], standard: Standard, today: datetime.date | None = None
) -> RecordView:
    """Return the record of public `predictions`, their words read by `standard`.

    What an author only infers about somebody, and what is said by nobody in particular, counts in
    no record, even if `predictions` hold it.
    """
    day = today or timezone.localdate()
    return RecordView(track_record(cases(predictions), standard, day), standard)


def cases(predictions: QuerySet[Annotation]) -> Iterator[scoring.Case]:
    """Yield what scoring asks of each prediction."""
    plain = predictions.order_by()
    judged = _judged(plain)
    marked = Span.objects.filter(
        annotation=OuterRef("pk"),
        role=Span.Role.CONDITION,
        revision=F("annotation__revision"),
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
        yield scoring.Case(
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
    verdicts = Verdict.objects.reviewed().standing().filter(annotation__in=predictions.values("pk"))
    rows = list(
        verdicts.annotate(touched=Case(When(changed_later(), then=True), default=False))
        .order_by("decided_on", "pk")
        .values_list(
            *("touched", "pk", "annotation", "state", "review", "condition_met", "event_date")
        )
    )
    touched = [key for was_touched, key, *_rest in rows if was_touched]
    changed = on_other_terms(Verdict.objects.filter(pk__in=touched)) if touched else ()
    return {
        annotation: Judged(
            Fate(state),
            confirmed=review == Verdict.Review.CONFIRMED,
            changed=key in changed,
            condition=Met(met),
            event=event,
        )
        for _touched, key, annotation, state, review, met, event in rows
    }
