"""Verdicts as readers see them, also those that they do not see: proposed, declined, just typed."""

from collections import defaultdict
from typing import Any

from django.utils import timezone

from annotations.judgements import Judgement, judgement_of, told
from annotations.models import Annotation, Verdict
from annotations.services.evidence_rules import evidence_pieces
from annotations.services.judging import VerdictInput
from annotations.services.wording import worded_on


def verdicts_of(annotation: Annotation) -> list[Judgement]:
    """Return every verdict there is on `annotation`, also what was declined, the last one first."""
    return told(annotation, Verdict.objects.all())


def as_it_would_stand(
    user: Any,
    annotation: Annotation,
    given: VerdictInput,
    standing: Verdict | None,
    review: str,
) -> Judgement:
    """Return what `user` typed as readers would see it; nothing is written."""
    verdict = Verdict(
        annotation=annotation,
        state=given.state,
        event_date=given.event_date,
        event_date_precision=given.event_date_precision,
        decided_on=timezone.localdate(),
        reason=given.reason,
        confidence=given.confidence,
        condition_met=given.condition_met,
        condition_met_on=given.condition_met_on,
        judged_version=annotation.version,
        judged_summary=annotation.detail.summary,
        review=review,
        proposed_by=user,
        proposed_at=timezone.now(),
        supersedes=standing,
    )
    pieces = evidence_pieces(annotation, given, verdict.decided_on, defaultdict(list))
    wordings = worded_on([annotation])[annotation.pk]
    return judgement_of(verdict, pieces, wordings, supersedes=standing)
