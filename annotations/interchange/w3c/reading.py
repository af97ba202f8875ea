"""Annotations with all that their JSON-LD says, in a constant number of queries."""

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from annotations.models import ActorIdentifier, Annotation, Reanchoring, Span, Verdict
from sourcelib.models import Authorship, Revision

WIKIDATA = ActorIdentifier.Scheme.WIKIDATA


def with_parts(rows: QuerySet[Annotation]) -> QuerySet[Annotation]:
    """Return annotations with all that `annotation_data` reads; nine queries at most.

    `text_is_public` tells whether readers may see the text that they stand on, `waits` whether
    nobody has said yet where they stand in the present one. No text is read, only the spans.
    """
    texts = Revision.objects.public().filter(pk=OuterRef("revision"))
    waiting = Reanchoring.objects.filter(annotation=OuterRef("pk"), state=Reanchoring.State.WAITING)
    verdicts = Verdict.objects.reviewed().standing().order_by("-decided_on", "-id")
    identifiers = ActorIdentifier.objects.filter(scheme=WIKIDATA)
    return (
        rows.select_related(
            *("revision", "article__current_revision", "article__publication"),
            *("mention__actor", "claim__speaker", "prediction__speaker"),
        )
        .defer("revision__text", "article__current_revision__text")
        .annotate(text_is_public=Exists(texts), waits=Exists(waiting))
        .prefetch_related(
            Prefetch("article__authorships", Authorship.objects.select_related("author")),
            Prefetch(
                "spans",
                Span.objects.filter(revision=F("annotation__revision")).order_by("role", "part"),
            ),
            Prefetch("verdicts", verdicts, to_attr="standing_verdicts"),
            Prefetch("mention__actor__identifiers", identifiers, to_attr="wikidata"),
            "prediction__co_speakers",
            "about",
            "topics",
        )
    )
