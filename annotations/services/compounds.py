"""A compound needs two predictions: one that is left alone is none, and its compound goes."""

from typing import Any

from annotations.models import Annotation, AnnotationVersion, Compound, Prediction
from annotations.services import versions
from annotations.services.presenting import loaded


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
