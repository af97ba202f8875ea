"""By its sketch the current text of a source is found again, and no other."""

from collections import defaultdict

from django.db.models import F

from annotations.services.checking.fault import Fault, Faults
from annotations.services.checking.search import REMEDY
from sourcelib.models import Article, SketchValue
from sourcelib.services.duplicates import sketch_of
from sourcelib.services.indexing import SOURCES, batches


def check() -> Faults:
    """Yield the faults of sketches."""
    for keys in batches(SOURCES.keys()):
        held: dict[int, set[int]] = defaultdict(set)
        values = SketchValue.objects.filter(revision__article__in=keys)
        for revision, value in values.order_by().values_list("revision", "value"):
            held[revision].add(value)
        current = Article.objects.filter(pk__in=keys, current_revision__isnull=False)
        for revision, uid, text in current.order_by("pk").values_list(
            "current_revision", "current_revision__uid", "current_revision__text"
        ):
            if held.get(revision or 0, set()) != set(sketch_of(text or "")):
                problem = f"its sketch is not that of its text; {REMEDY}"
                yield Fault("sketch-values", f"revision {uid}", problem)
    earlier = SketchValue.objects.exclude(revision__article__current_revision=F("revision"))
    for uid in earlier.order_by().values_list("revision__uid", flat=True).distinct():
        problem = f"it has a sketch, and is not the current text of its source; {REMEDY}"
        yield Fault("sketch-superfluous", f"revision {uid}", problem)
