"""What annotations were linked with, and are no more: relations, places in propositions."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.admin.source_log.entry import Entry, Trace, details, named, once_deleted, person
from annotations.models import Annotation, Proposition, PropositionMember, Relation
from sourcelib.models import Article

# By the letters that histories have for what happened.
_RELATION = {
    "+": ("related", gettext_lazy("related")),
    "~": ("relation-changed", gettext_lazy("relation changed")),
    "-": ("unrelated", gettext_lazy("relation taken away")),
}
_MEMBER = {
    "+": ("joined", gettext_lazy("put into a proposition")),
    "~": ("place-changed", gettext_lazy("place in a proposition changed")),
    "-": ("left", gettext_lazy("taken out of a proposition")),
}


def _letter(steps: dict[str, tuple[str, Any]], step: str) -> Q:
    return Q(history_type__in=[letter for letter, (code, _label) in steps.items() if code == step])


def _relations(article: Article) -> QuerySet[Any]:
    rows: QuerySet[Any] = Relation.history.filter(
        Q(source__article=article) | Q(target__article=article)
    )
    return rows.select_related("history_user", *details("source"), *details("target"))


def _tell_relations(rows: Sequence[Any]) -> list[Entry]:
    entries = []
    for row in rows:
        step, label = _RELATION[row.history_type]
        ends = [named(end)["what"] if end else once_deleted() for end in (row.source, row.target)]
        of = named(row.source or row.target)
        what = f"{ends[0]} · {row.get_kind_display()} · {ends[1]}"
        by, why = person(row.history_user), row.history_change_reason or row.reason
        entries.append(
            Entry(
                row.history_date,
                step,
                str(label).capitalize(),
                **of | {"what": what},
                by=by,
                why=why,
            )
        )
    return entries


def _members(article: Article) -> QuerySet[Any]:
    rows: QuerySet[Any] = PropositionMember.history.filter(annotation__article=article)
    return rows.select_related("history_user", *details("annotation"))


def _tell_members(rows: Sequence[Any]) -> list[Entry]:
    # of one that was deleted since, its history knows the sentence
    texts = dict(
        Proposition.history.filter(id__in={row.proposition_id for row in rows})
        .order_by("history_id")
        .values_list("id", "text")
    ) | dict(
        Proposition.objects.filter(pk__in={row.proposition_id for row in rows}).values_list(
            "pk", "text"
        )
    )
    entries = []
    for row in rows:
        step, label = _MEMBER[row.history_type]
        annotation: Annotation = row.annotation
        of = named(annotation)
        said = texts.get(row.proposition_id) or _("a proposition that was deleted since")
        what = f"{of['what']} · {row.get_position_display()} · {said}"
        by, why = person(row.history_user), row.history_change_reason or row.note
        entries.append(
            Entry(
                row.history_date,
                step,
                str(label).capitalize(),
                **of | {"what": what},
                by=by,
                why=why,
            )
        )
    return entries


def _told(row: Any, step: str, label: Any, of: dict[str, str], why: str) -> Entry:
    return Entry(
        at=row.history_date,
        step=step,
        label=str(capfirst(label)),
        by=person(row.history_user),
        why=row.history_change_reason or why,
        **of,
    )


TRACES = (
    Trace(
        steps=dict(_RELATION.values()),
        rows=_relations,
        at="history_date",
        tell=_tell_relations,
        by="history_user",
        kind="source__kind",
        of=lambda step: _letter(_RELATION, step),
    ),
    Trace(
        steps=dict(_MEMBER.values()),
        rows=_members,
        at="history_date",
        tell=_tell_members,
        by="history_user",
        kind="annotation__kind",
        of=lambda step: _letter(_MEMBER, step),
    ),
)
