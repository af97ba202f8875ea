"""What holds of every compound: one predictor, one sentence, and at least two predictions."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Annotation, AnnotationVersion, Compound, Prediction, Span
from annotations.models.statement import Attribution
from annotations.services import versions
from annotations.services.presenting import loaded
from annotations.spans.sentence import in_one_sentence, last_in_common
from sourcelib.models import Revision
from sourcelib.services.refusals import Invalid

Predictor = tuple[str | int | None, frozenset[int]]


def predictor(prediction: Prediction) -> Predictor:
    """Whose prediction it is: the speaker, or else the attribution; with the co-speakers."""
    named = prediction.attribution in (Attribution.REPORTED, Attribution.INFERRED)
    others = frozenset(actor.pk for actor in prediction.co_speakers.all())
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


def share_a_sentence(annotations: Iterable[int]) -> bool | None:
    """Whether these annotations, by key, stand in one sentence, any two by the last text of both.

    None where no text of their source has them all, and those that meet in one do not stand apart.
    """
    wanted = set(annotations)
    bodies = Span.objects.filter(annotation__in=wanted, role=Span.Role.BODY)
    columns = ("revision__number", "revision", "annotation", "start", "end")
    places: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    texts: dict[int, set[tuple[int, int]]] = {annotation: set() for annotation in wanted}
    for number, revision, annotation, start, end in bodies.values_list(*columns):
        places[number, revision].append((start, end))
        texts[annotation].add((number, revision))
    judged_by = last_in_common(texts.values())
    held = Revision.objects.filter(pk__in=[revision for _number, revision in judged_by])
    for number, revision, text in held.values_list("number", "pk", "text"):
        if not in_one_sentence(text, places[number, revision]):
            return False
    return True if set.intersection(*texts.values()) else None


def refuse_other_sentence(prediction: Prediction) -> None:
    """Raise Invalid where a prediction of a compound has moved into another sentence."""
    if prediction.compound_id is None:
        return
    members = Prediction.objects.filter(compound=prediction.compound_id)
    if share_a_sentence(members.values_list("annotation_id", flat=True)) is False:
        raise Invalid(
            {
                "spans.body": [
                    _(
                        "It shares a sentence with other predictions, and these words stand in "
                        "another sentence: take it out of the sentence first."
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
