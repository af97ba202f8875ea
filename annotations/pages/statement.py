"""What the pages of one claim and of one prediction have in common."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from annotations.contexts import in_context, legend
from annotations.judgements import judgements
from annotations.models import Annotation, PropositionMember, Relation
from annotations.pages.history import history
from annotations.scoring.likelihood import Standard
from annotations.standards import DEFAULT
from annotations.standing_on import standing_on
from annotations.statements import StatementView, statements, with_statements
from sourcelib.models import Article


@dataclass(frozen=True)
class Bearing:
    """A relation read from one of its ends: how it reads, to what, and why."""

    reads: str
    other: StatementView
    reason: str
    elsewhere: bool  # the other end stands in another source


def find_statement(
    kind: str, uid: uuid.UUID, standard: Standard = DEFAULT
) -> StatementView | HttpResponse:
    """Return the public claim or prediction with this id.

    Of a withdrawn one return the redirect to its permanent address, which says when and why.
    Raises Http404 for what never was public.
    """
    rows = Annotation.objects.filter(kind=kind, uid=uid)
    public = with_statements(rows.public()).select_related("revision", "batch")
    found = public.first()
    if found is not None:
        return StatementView(found, standard=standard)
    withdrawn = Q(state=Annotation.State.WITHDRAWN) | Q(
        state=Annotation.State.PUBLISHED, article__state=Article.State.WITHDRAWN
    )
    gone = rows.filter(withdrawn).first()
    if gone is None:
        raise Http404(_("Nothing has this id."))
    return HttpResponseRedirect(gone.get_absolute_url())


def story(view: StatementView) -> dict[str, Any]:
    """Return all that a page tells of one claim or prediction; a constant number of queries."""
    annotation = view.annotation
    context = in_context(annotation, view.spans)
    return {
        "view": view,
        "context": context,
        "legend": legend(context),
        "about": annotation.about.filter(merged_into__isnull=True),
        "topics": annotation.topics.all(),
        "bearings": bearings(annotation),
        "memberships": PropositionMember.objects.filter(annotation=annotation)
        .select_related("proposition")
        .order_by("proposition__text", "pk"),
        "judgements": judgements(annotation),
        "history": history(annotation),
        "standing": standing_on(annotation),
    }


def siblings(view: StatementView) -> list[StatementView]:
    """Return the other predictions of the same compound sentence."""
    if view.detail.compound_id is None:
        return []
    rows = Annotation.objects.public().filter(prediction__compound=view.detail.compound_id)
    others = with_statements(rows.exclude(pk=view.annotation.pk).order_by("pk"))
    return statements(others, view.standard)


def bearings(annotation: Annotation) -> list[Bearing]:
    """Return the public relations from and to `annotation`, other sources first."""
    relations = list(
        Relation.objects.public()
        .filter(Q(source=annotation) | Q(target=annotation))
        .exclude(source__kind=Annotation.Kind.MENTION)
        .exclude(target__kind=Annotation.Kind.MENTION)
        .order_by("kind", "pk")
    )
    ends = {relation.source_id for relation in relations}
    ends |= {relation.target_id for relation in relations}
    others = {
        view.annotation.pk: view
        for view in statements(
            with_statements(Annotation.objects.filter(pk__in=ends - {annotation.pk}))
        )
    }
    found = []
    for relation in relations:
        forward = relation.source_id == annotation.pk
        other = others[relation.target_id if forward else relation.source_id]
        found.append(
            Bearing(
                reads=str(relation.get_kind_display()) if forward else relation.backward(),
                other=other,
                reason=relation.reason,
                elsewhere=other.article != annotation.article,
            )
        )
    return sorted(found, key=lambda bearing: not bearing.elsewhere)
