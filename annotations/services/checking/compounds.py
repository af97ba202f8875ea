"""Every compound has two predictions or more, of one source, one sentence and one predictor."""

from itertools import groupby
from operator import attrgetter

from django.db.models import Count, F

from annotations.models import Compound, Prediction
from annotations.services.checking.fault import Fault, Faults
from annotations.services.compounds import predictor, share_a_sentence


def check() -> Faults:
    """Yield the faults of compounds."""
    small = Compound.objects.annotate(count=Count("predictions")).filter(count__lt=2)
    for uid, count in small.order_by("pk").values_list("uid", "count").iterator():
        yield Fault("compound", f"compound {uid}", f"it has {count} predictions, not two or more")
    joined = Prediction.objects.filter(compound__isnull=False)
    apart = joined.exclude(compound__article=F("annotation__article"))
    for uid in apart.order_by("pk").values_list("annotation__uid", flat=True).iterator():
        yield Fault("compound", f"annotation {uid}", "its compound is of another source")
    rows = joined.select_related("compound").prefetch_related("co_speakers")
    in_order = rows.order_by("compound_id", "annotation_id").iterator(chunk_size=500)
    for compound, group in groupby(in_order, key=attrgetter("compound")):
        members = list(group)
        if len({predictor(member) for member in members}) > 1:
            problem = "its predictions are of different predictors: take those of others out"
            yield Fault("compound-of-two-predictors", f"compound {compound.uid}", problem)
        if share_a_sentence(member.annotation_id for member in members) is False:
            problem = "its predictions stand in different sentences: take those of others out"
            yield Fault("compound-of-two-sentences", f"compound {compound.uid}", problem)
