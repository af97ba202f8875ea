"""What there is to do: the sources with drafts of one's own, with what was sent back, in review."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Min

from annotations.models import Annotation

MOST = 8  # sources of each; the rest are in the lists


@dataclass(frozen=True, slots=True)
class Waiting:
    """A source by its key, how many of its annotations wait, and the uid of the first of them."""

    article_id: int
    title: str
    count: int
    first: UUID


def waiting(user: Any) -> dict[str, list[Waiting]]:
    """Return the user's drafts, those of them that were sent back, and what is in review."""
    drafts = Annotation.objects.filter(created_by=user, state=Annotation.State.DRAFT)
    return {
        "returned": _by_source(drafts.exclude(state_reason="")),
        "drafts": _by_source(drafts.filter(state_reason="")),
        "in_review": _by_source(Annotation.objects.filter(state=Annotation.State.IN_REVIEW)),
    }


def _by_source(annotations: Any) -> list[Waiting]:
    rows = (
        annotations.values("article_id", "article__title")
        .annotate(count=Count("pk"), first=Min("pk"))
        .order_by("-count", "article_id")[:MOST]
    )
    uids = dict(
        Annotation.objects.filter(pk__in=[row["first"] for row in rows]).values_list("pk", "uid")
    )
    return [
        Waiting(row["article_id"], row["article__title"], row["count"], uids[row["first"]])
        for row in rows
    ]
