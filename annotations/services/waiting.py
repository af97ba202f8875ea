"""What there is to do: the sources with drafts of one's own, with what was sent back, in review."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from annotations.models import Annotation

MOST = 8  # sources of each; the rest are in the lists


@dataclass(frozen=True, slots=True)
class Waiting:
    """A source by its key, and how many of its annotations wait."""

    article_id: int
    title: str
    count: int


def waiting(user: Any) -> dict[str, list[Waiting]]:
    """Return the user's drafts, those of them that were sent back, and what is in review."""
    drafts = Annotation.objects.filter(created_by=user, state=Annotation.State.DRAFT)
    return {
        "returned": _by_source(drafts.exclude(state_reason="")),
        "drafts": _by_source(drafts.filter(state_reason="")),
        "in_review": _by_source(Annotation.objects.filter(state=Annotation.State.IN_REVIEW)),
    }


def _by_source(annotations: Any) -> list[Waiting]:
    rows = annotations.values("article_id", "article__title").annotate(n=Count("pk"))
    return [
        Waiting(row["article_id"], row["article__title"], row["n"])
        for row in rows.order_by("-n", "article_id")[:MOST]
    ]
