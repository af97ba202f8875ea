"""What holds of every compound: it has one predictor, and at least two predictions."""

from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Annotation, AnnotationVersion, Compound, Prediction
from annotations.models.statement import Attribution
from annotations.services import versions
from annotations.services.presenting import loaded
from sourcelib.services.refusals import Invalid

Predictor = tuple[str | int | None, frozenset[int]]


def predictor(prediction: Prediction) -> Predictor:
    """Whose prediction it is: the speaker, or else the attribution; with the co-speakers."""
    named = prediction.attribution in (Attribution.REPORTED, Attribution.INFERRED)
    others = frozenset(prediction.co_speakers.values_list("pk", flat=True))
    return (prediction.speaker_id if named else prediction.attribution), others


def predictor_name(prediction: Prediction) -> str:
    """How a message names the predictor."""
    speaker = prediction.speaker
    return speaker.name if speaker else str(prediction.get_attribution_display())


def refuse_other_predictor(prediction: Prediction, before: Predictor) -> None:
    """Raise Invalid where a prediction of a compound has become somebody else's."""
    others = Prediction.objects.filter(compound=prediction.compound_id).exclude(pk=prediction.pk)
    if prediction.compound_id is None or predictor(prediction) == before or not others.exists():
        return
    raise Invalid(
        {
            "attribution": [
                _(
                    "It shares a sentence with other predictions, and one sentence has one "
                    "predictor: take it out of the sentence first."
                )
            ]
        }
    )


def dissolve_alone(compound_id: int | None, *, by: Any, reason: str) -> None:
    """Dissolve a compound of fewer than two predictions; the one that is left gets a version."""
    members = Annotation.objects.filter(prediction__compound=compound_id)
    if compound_id is None or members.count() > 1:
        return
    for row in members.select_for_update(of=("self",)):
        versions.keep_first([row])
        Prediction.objects.filter(annotation=row).update(compound=None)
        row.version += 1
        row.save()
        fresh = loaded(Annotation.objects.filter(pk=row.pk)).get()
        versions.record([fresh], action=AnnotationVersion.Action.CHANGED, by=by, reason=reason)
    Compound.objects.filter(pk=compound_id).delete()
