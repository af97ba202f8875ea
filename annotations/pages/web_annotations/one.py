"""One annotation as JSON-LD, and what tells that it was withdrawn."""

import datetime

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from annotations.interchange.w3c import with_context
from annotations.interchange.w3c.vocabulary import iri, utc
from annotations.models import Annotation
from annotations.pages.web_annotations.answering import data, unless_known
from annotations.pages.web_annotations.negotiation import LD_JSON
from annotations.pages.web_annotations.telling import ready, told
from sourcelib.models import Article

RESOURCE = '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
ALTERNATE = f'<%s>; rel="alternate"; type="{LD_JSON}"'
ACTIVITY_STREAMS = "https://www.w3.org/ns/activitystreams"


def answer(request: HttpRequest, row: Annotation) -> HttpResponseBase:
    """Answer with an annotation that is or was public; 410 if it was withdrawn, or its source."""
    article = row.article
    if article.state == Article.State.WITHDRAWN:
        return _tombstone(row, article.withdrawn_at, article.withdrawal_reason)
    if row.state == Annotation.State.WITHDRAWN:
        return _tombstone(row, row.withdrawn_at, row.state_reason)
    found = ready(Annotation.objects.public().filter(pk=row.pk)).first()
    if found is None:  # withdrawn while we looked
        raise Http404
    return unless_known(request, data(with_context(told(found))))


def not_found() -> HttpResponseBase:
    """Answer 404 as JSON."""
    message = _("There is nothing at this address, and nothing public ever was.")
    return data({"errors": {"uid": [message]}}, status=404)


def _tombstone(row: Annotation, at: datetime.datetime | None, reason: str) -> HttpResponseBase:
    """Answer 410: what was here, when it was withdrawn, and why."""
    assert at is not None  # what is withdrawn has its day, by constraint
    document = {
        "@context": ACTIVITY_STREAMS,
        "id": iri(row.get_absolute_url()),
        "type": "Tombstone",
        "formerType": "http://www.w3.org/ns/oa#Annotation",
        "deleted": utc(at),
        "summary": reason,
    }
    return data(document, status=410)
