"""One annotation as the annotation page and the API show it: plain values, ready for JSON."""

from typing import Any

from django.db.models import Prefetch

from annotations.models import Actor, Annotation, Span, Topic
from annotations.models.annotation import AnnotationQuerySet
from annotations.services.permissions import rights
from sourcelib.models import Revision


def loaded(annotations: AnnotationQuerySet) -> AnnotationQuerySet:
    """Fetch all that `presented` reads, in a number of queries that does not grow."""
    return annotations.select_related(
        "article",
        "batch",
        "created_by",
        "mention__actor",
        "claim__speaker",
        "prediction__speaker",
        "prediction__compound",
    ).prefetch_related(
        "about",
        "topics",
        "prediction__co_speakers",
        Prefetch("spans", Span.objects.select_related("revision").defer("revision__text")),
    )


def loaded_together(annotations: AnnotationQuerySet) -> AnnotationQuerySet:
    """Fetch the same for all annotations of a source.

    What many of them share, as the source, its revision and a few actors, is made once and not
    with every row: of a thousand annotations that saves a third of the time.
    """
    revisions = Prefetch("revision", Revision.objects.defer("text"))
    return annotations.select_related("mention", "claim", "prediction").prefetch_related(
        "article",
        "batch",
        "created_by",
        "mention__actor",
        "claim__speaker",
        "prediction__speaker",
        "prediction__compound",
        "about",
        "topics",
        "prediction__co_speakers",
        Prefetch("spans", Span.objects.prefetch_related(revisions)),
    )


def presented(annotation: Annotation, user: Any) -> dict[str, Any]:
    """Return the annotation, its detail, its spans, and what `user` may do with it."""
    return {
        "uid": str(annotation.uid),
        "source": annotation.article.slug,
        "kind": annotation.kind,
        "state": annotation.state,
        "state_reason": annotation.state_reason,
        "version": annotation.version,
        "created_by": _made_by(annotation, user),
        "own": annotation.created_by_id is not None and annotation.created_by_id == user.pk,
        "created_at": annotation.created_at,
        "changed_at": annotation.changed_at,
        "spans": [_span(span) for span in annotation.spans.all()],
        "about": [actor_chip(actor) for actor in annotation.about.all()],
        "topics": [topic_chip(topic) for topic in annotation.topics.all()],
        "note": annotation.note,
        annotation.kind: _detail(annotation),
        "may": rights(user, annotation),
    }


def _made_by(annotation: Annotation, user: Any) -> str | None:
    """Who made it: by name among those who curate, to others only if they chose so."""
    account = annotation.created_by
    if account is None:
        return None
    if user.has_perm("annotations.view_annotation"):
        return account.working_name()
    return account.public_name() or None


def actor_chip(actor: Actor) -> dict[str, str]:
    """An actor as a field names it."""
    return {
        "uid": str(actor.uid),
        "slug": actor.slug,
        "name": actor.name,
        "kind": actor.kind,
    }


def topic_chip(topic: Topic) -> dict[str, str]:
    """A topic as a field names it."""
    return {"uid": str(topic.uid), "slug": topic.slug, "name": topic.name}


def _span(span: Span) -> dict[str, Any]:
    return {
        "role": span.role,
        "part": span.part,
        "start": span.start,
        "end": span.end,
        "exact": span.exact,
        "revision": span.revision.number,
        "placement": span.placement,
    }


def _detail(annotation: Annotation) -> dict[str, Any]:
    row = annotation.detail
    if annotation.kind == Annotation.Kind.MENTION:
        return {
            "actor": actor_chip(row.actor),
            "how": row.how,
            "locative": row.locative,
            "part": row.part,
        }
    statement = {
        "summary": row.summary,
        "attribution": row.attribution,
        "attribution_note": row.attribution_note,
        "speaker": actor_chip(row.speaker) if row.speaker else None,
    }
    if annotation.kind == Annotation.Kind.CLAIM:
        return statement | {"kind": row.kind, "certainty": row.certainty}
    return statement | {
        "co_speakers": [actor_chip(actor) for actor in row.co_speakers.all()],
        "form": row.form,
        "compound": str(row.compound.uid) if row.compound else None,
        "condition": row.condition,
        "likelihood": row.likelihood,
        "likelihood_polarity": row.likelihood_polarity,
        "probability": str(row.probability) if row.probability is not None else None,
        "horizon_ground": row.horizon_ground,
        "horizon_start": row.horizon_start,
        "horizon_end": row.horizon_end,
        "deadline": row.deadline,
        "deadline_basis": row.deadline_basis,
    }
