"""What an annotation is connected with, as the annotation page and the API show it."""

from typing import Any

from django.db.models import Q
from django.utils.text import Truncator

from annotations.models import Annotation, Proposition, PropositionMember, Relation
from annotations.services import linking, permissions


def related(annotation: Annotation, user: Any) -> list[dict[str, Any]]:
    """Return the relations from and to an annotation, each read from this end."""
    rows = (
        Relation.objects.visible_to(user)
        .filter(Q(source=annotation) | Q(target=annotation))
        .select_related(
            *(
                f"{end}__{detail}"
                for end in ("source", "target")
                for detail in ("claim", "prediction", "mention__actor", "article")
            )
        )
        .order_by("kind", "pk")
    )
    return [relation_of(row, annotation, user) for row in rows]


def relation_of(row: Relation, annotation: Annotation, user: Any) -> dict[str, Any]:
    """Return one relation as it reads from one of its ends."""
    forward = row.source_id == annotation.pk
    return {
        "uid": str(row.uid),
        "kind": row.kind,
        "forward": forward,
        "reads": str(row.get_kind_display()) if forward else row.backward(),
        "other": passage(row.target if forward else row.source),
        "reason": row.reason,
        "needs_reason": linking.was_public(row.source, row.target),
        "may": _rights(user, "relation", row.source, row.target),
    }


def passage(annotation: Annotation) -> dict[str, str]:
    """Return an annotation as a field names it: what it says, and where."""
    return {
        "uid": str(annotation.uid),
        "name": Truncator(str(annotation.detail)).chars(160),
        "kind": annotation.kind,
        "kind_label": f"{annotation.get_kind_display()} · {annotation.article}",
        "source": annotation.article.slug,
        "state": annotation.state,
    }


def memberships(annotation: Annotation, user: Any) -> list[dict[str, Any]]:
    """Return the propositions that an annotation is a member of, and where it stands."""
    rows = annotation.proposition_memberships.select_related("proposition", "annotation")
    return [membership_of(row, user) for row in rows.order_by("proposition__text", "pk")]


def membership_of(row: PropositionMember, user: Any) -> dict[str, Any]:
    """Return one membership."""
    return {
        "proposition": proposition_chip(row.proposition),
        "position": row.position,
        "position_label": str(row.get_position_display()),
        "note": row.note,
        "needs_reason": linking.was_public(row.annotation),
        "may": _rights(user, "propositionmember", row.annotation),
    }


def proposition_chip(proposition: Proposition) -> dict[str, str]:
    """Return a proposition as a field names it."""
    return {
        "uid": str(proposition.uid),
        "slug": proposition.slug,
        "name": proposition.text,
        "kind_label": str(proposition.get_kind_display()),
    }


def _rights(user: Any, model: str, *ends: Annotation) -> dict[str, bool]:
    may_link = permissions.may_link(user, *ends)
    return {
        verb: may_link and user.has_perm(f"annotations.{verb}_{model}")
        for verb in ("change", "delete")
    }
