"""Who predicted most in their own words, and how it turned out."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from annotations import states
from annotations.models import Annotation
from annotations.models.statement import Attribution
from annotations.verdict_tally import TallyEntry, entries
from sourcelib.models import Author


@dataclass(frozen=True)
class Predictor:
    """An author, how many predictions of their own are public, and what became of them."""

    author: Author
    count: int
    tally: Sequence[TallyEntry]


def predictors(most: int) -> list[Predictor]:
    """Return the authors with most predictions; two queries."""
    own = (
        Annotation.objects.public()
        .predictions()
        .filter(prediction__attribution=Attribution.AUTHOR, article__authors__isnull=False)
    )
    counted = (
        own.order_by()
        .annotate(standing=states.standing_column(timezone.localdate()))
        .values_list("article__authors", "standing")
        .annotate(count=Count("pk"))
    )
    fates: dict[int, Counter[str]] = defaultdict(Counter)
    for author, standing, count in counted:
        fates[author][standing] += count
    first = sorted(fates, key=lambda key: (-fates[key].total(), key))[:most]
    authors = Author.objects.in_bulk(first)
    return [Predictor(authors[key], fates[key].total(), entries(fates[key])) for key in first]
