"""One correction as readers are told of it, and one kind of change as the log reads it."""

import datetime
import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import F, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from annotations.models import Annotation
from sourcelib.models import Article

_NO_ID = uuid.UUID(int=0)


class Kind(TextChoices):
    """What a correction is about, as the filter of the log names it."""

    PASSAGE = "passage", _("passages")
    VERDICT = "verdict", _("verdicts")
    SOURCE = "source", _("sources and their texts")
    LINK = "link", _("relations and propositions")
    ACTOR = "actor", _("merged actors")
    REPORT = "report", _("after readers’ reports")
    REPLY = "reply", _("replies of those concerned")


@dataclass(frozen=True)
class Correction:
    """One change of something published: what happened, to what, when, why and by whom.

    `source` is the source that it happened in, where it is one. `uid` is the permanent id of the
    correction, which `log.corrections` gives.
    """

    at: datetime.datetime
    what: str
    title: str
    address: str
    source: Article | None = None
    reason: str = ""
    before: str = ""  # what stood in its place, where that fits in a phrase
    by: str = ""  # who did it, as readers are told; empty where nobody knows
    uid: uuid.UUID = _NO_ID

    @property
    def is_of_source(self) -> bool:
        """Whether its title is that of the source, and in the language of the source."""
        return self.source is not None and self.title == self.source.title


@dataclass(frozen=True)
class Trace:
    """One kind of change: its rows, when each happened, and how many of them are told.

    `rows` come with all that `told` reads of them. `articles` are the columns that name the source
    of a row; a row may be of two, or of none. `of` returns the permanent id of what a row is about,
    which with the name of the trace and the key of the row makes that of the correction.
    """

    name: str
    kind: Kind
    rows: Callable[[], QuerySet[Any]]
    at: str
    told: Callable[[Sequence[Any]], list[Correction]]
    articles: Sequence[str] = ()
    of: Callable[[Any], uuid.UUID] = attrgetter("uid")

    def uid(self, row: Any) -> uuid.UUID:
        """Return the permanent id of the correction that a row is told as."""
        return uuid.uuid5(self.of(row), f"{self.name} {row.pk}")

    def of_sources(self, keys: Collection[int]) -> QuerySet[Any]:
        """Return the rows that are of any of these sources; all rows if none is named."""
        if not keys:
            return self.rows()
        if not self.articles:
            return self.rows().none()
        any_of = Q()
        for column in self.articles:
            any_of |= Q(**{f"{column}__in": keys})
        return self.rows().filter(any_of)


def once_public(path: str, at: str) -> Q:
    """Return the condition that readers had seen an annotation when a row of the log was written.

    `path` leads from the row to the annotation, `at` to the moment.
    """
    return Q(
        **{
            f"{path}__state__in": [Annotation.State.PUBLISHED, Annotation.State.WITHDRAWN],
            f"{path}__article__state__in": [Article.State.PUBLISHED, Article.State.WITHDRAWN],
            f"{path}__published_at__lte": F(at),
        }
    )


def title_of(annotation: Annotation) -> str:
    """Return what an annotation says, in one sentence."""
    if annotation.kind == Annotation.Kind.MENTION:
        return _("A mention of %(actor)s") % {"actor": annotation.mention.actor.name}
    return str(annotation.detail.summary)


def page_of(annotation: Annotation, section: str = "") -> str:
    """Return the page that tells what became of an annotation; of a withdrawn one when and why.

    `section` is the part of the page of a claim or prediction. The annotation comes with its
    source.
    """
    withdrawn = "withdrawn" in (annotation.state, annotation.article.state)
    if withdrawn or annotation.kind == Annotation.Kind.MENTION:
        return str(annotation.get_absolute_url())
    fragment = f"#{section}" if section else ""
    return f"/{annotation.kind}s/{annotation.uid}/{fragment}"
