"""Whether what a program fetched before is still what it would get: ETag and Last-Modified.

Both are told of the whole library: any write makes everything worth fetching again, and so does a
new day, on which predictions fall due. That costs a few looks at ends of indexes, and spares all
the rest of an answer to those who ask every hour.
"""

import datetime
import hashlib
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.http import condition

from annotations.counters import Counters
from annotations.models import (
    Actor,
    Annotation,
    AnnotationVersion,
    Proposition,
    PropositionMember,
    Relation,
    Reply,
    ReportStep,
    Topic,
    Verdict,
)
from sourcelib.models import Article, Author, ImportBatch, Publication

_RECORDED: tuple[Any, ...] = (
    *(Article, Author, Publication, Actor, Topic, Proposition),
    *(PropositionMember, Relation),
)


def last_change() -> datetime.datetime:
    """Return when the library last changed, or the beginning of today if that is later."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    newest = (
        Annotation.objects.order_by("-pk").values_list("created_at"),
        AnnotationVersion.objects.order_by("-pk").values_list("at"),
        *(model.history.order_by("-history_id").values_list("history_date") for model in _RECORDED),
        Reply.objects.order_by("-pk").values_list("published_at"),
        ReportStep.objects.order_by("-pk").values_list("at"),
    )
    moments = [row[0] for rows in newest if (row := rows.first())]
    moments += [
        *Verdict.objects.aggregate(Max("published_at"), Max("confirmed_at")).values(),
        ImportBatch.objects.aggregate(at=Max("finished_at"))["at"],
        Reply.objects.aggregate(at=Max("withdrawn_at"))["at"],
    ]
    latest: datetime.datetime = max([midnight, *(moment for moment in moments if moment)])
    return latest


def etag(request: HttpRequest, *besides: str) -> str:
    """Return the tag of what a request gets; `besides` tells more than its address of what."""
    asked = f"{settings.SITE_URL} {settings.SITE_NAME} {request.get_full_path()} {besides}"
    digest = hashlib.sha256(f"{asked} {Counters().mark}".encode()).hexdigest()
    return f'W/"{digest[:32]}"'


def _etag(request: HttpRequest, *_args: Any, **_kwargs: Any) -> str:
    return etag(request)


def _last_modified(_request: HttpRequest, *_args: Any, **_kwargs: Any) -> datetime.datetime:
    return last_change()


# Lets a view answer 304 to who has what it would give.
answers_conditionally = condition(etag_func=_etag, last_modified_func=_last_modified)
