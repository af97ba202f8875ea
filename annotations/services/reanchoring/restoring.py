"""A publisher goes back to an earlier text: its annotations stand there as they stood in it.

What a person placed on other words meanwhile was settled once, and nobody is asked again.
"""

from collections.abc import Sequence
from dataclasses import replace

from annotations.models import Annotation, AnnotationVersion
from annotations.services import detailing
from annotations.services.inputs import SpanInput, detail_of, spans_of
from annotations.services.presenting import loaded
from annotations.services.reanchoring.passages import Place, Standing, standing_in
from sourcelib.models import Article, Revision
from sourcelib.services.refusals import Invalid
from sourcelib.text import sha256

Action = AnnotationVersion.Action
SAYS_ELSE = (Action.CHANGED, Action.CREATED, Action.IMPORTED, Action.RESTORED)


def as_before(
    article: Article, rows: Sequence[Standing], text: str, revision: Revision | None
) -> dict[int, Standing]:
    """Return annotations as they stood in an earlier revision with this very text, by key.

    `rows` are the annotations as they stand now, `revision` is the one whose text it is, if it is
    made already. Those are left out that did not stand there, and those that were changed since by
    more than saying where they stand: for them, it is to be looked anew. One query where no
    earlier revision has the text, else four, and two for each whose words become others.
    """
    same = article.revisions.filter(sha256=sha256(text)).order_by("-number")
    if revision is not None:
        same = same.filter(number__lt=revision.number)
    earlier = same.first()
    if earlier is None:
        return {}
    places = standing_in(earlier)
    since = article.revisions.filter(number__gt=earlier.number).order_by("number").first()
    if since is None:
        return {}
    later = AnnotationVersion.objects.filter(article=article, at__gte=since.created_at)
    done = set(later.values_list("annotation_id", "action"))
    changed = {pk for pk, action in done if action in SAYS_ELSE}
    placed = {pk for pk, action in done if action == Action.REANCHORED}
    found = {}
    for row in rows:
        stood = places.get(row.pk)
        if stood is None or row.revision == earlier.pk or row.pk in changed:
            continue
        returns = _words(stood) != _words(row.places)
        if returns and not (row.pk in placed and _still_holds(row.pk, earlier)):
            continue
        found[row.pk] = replace(row, revision=earlier.pk, places=stood, returns=returns)
    return found


def _words(places: Sequence[Place]) -> list[tuple[str, int, str]]:
    return [(place.role, place.part, place.exact) for place in places]


def _still_holds(pk: int, earlier: Revision) -> bool:
    """Whether what an annotation says can be said of the words that it had then."""
    annotation = loaded(Annotation.objects.all()).get(pk=pk)
    spans: Sequence[SpanInput] = spans_of(annotation, earlier)
    try:
        detailing.columns(detail_of(annotation), article=annotation.article, spans=spans)
    except Invalid:
        return False
    return True
