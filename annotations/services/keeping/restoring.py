"""Deleted drafts come back: with their permanent ids, their history and all that they had.

What cannot come back any more is told in sentences, and the rest comes back without it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from annotations.indexing import STATEMENTS
from annotations.models import (
    Annotation,
    AnnotationVersion,
    Compound,
    DeletedDraft,
    Mention,
    Prediction,
    PropositionMember,
    Relation,
    Span,
)
from annotations.models.annotation import AnnotationQuerySet
from annotations.services import (
    grouping,
    linking,
    memberships,
    permissions,
    placing,
    relating,
    versions,
)
from annotations.services.annotating import change_annotation
from annotations.services.creating import refuse_too_many
from annotations.services.inputs import PredictionInput, detail_of
from annotations.services.keeping.missing import Found
from annotations.services.keeping.rows import write
from annotations.services.presenting import loaded
from annotations.services.reanchoring.following import reanchor
from sourcelib.models import Article, Revision
from sourcelib.services.refusals import Invalid, NotAllowed, Refused, WrongState

Action = AnnotationVersion.Action


@dataclass
class Restored:
    """An annotation that is there again, and what of it is not, in sentences."""

    annotation: Annotation
    left_out: list[str] = field(default_factory=list)


@transaction.atomic
def restore_drafts(*, user: Any, article: Article, uids: Sequence[UUID]) -> list[Restored]:
    """Bring deleted drafts of a source back, all or none, in the order of `uids`.

    What was not deleted stands in the answer as it is. Raises NotAllowed, WrongState (the source
    is withdrawn), Invalid (there never was such a one, or it named an actor that is gone),
    Duplicate (the same words were tagged as the same meanwhile).
    """
    refuse_too_many(uids)
    if not user.has_perm("annotations.delete_annotation"):
        raise NotAllowed(_("Only those who curate restore what was deleted."))
    uids = list(dict.fromkeys(uids))
    # As whoever tags a passage: two at once could not see that they are the same.
    there = Article.objects.select_for_update().get(pk=article.pk)
    kept = DeletedDraft.objects.select_for_update(of=("self",)).select_related("deleted_by")
    drafts = list(kept.filter(article=there, uid__in=uids))
    _refuse(user, there, drafts)
    present = there.annotations.exclude(uid__in=[draft.uid for draft in drafts])
    known = {*present.filter(uid__in=uids).values_list("uid", flat=True)}
    if unknown := {*uids} - known - {draft.uid for draft in drafts}:
        problem = _("No annotation %(uid)s of this source was deleted.")
        raise Invalid({"annotations": [problem % {"uid": uid} for uid in unknown]})
    left_out = _bring_back(user, there, drafts) if drafts else {}
    rows = {row.uid: row for row in loaded(there.annotations.filter(uid__in=uids))}
    return [Restored(rows[uid], left_out.get(rows[uid].pk, [])) for uid in uids]


def _refuse(user: Any, article: Article, drafts: Sequence[DeletedDraft]) -> None:
    if drafts and article.state == Article.State.WITHDRAWN:
        raise WrongState(_("The source is withdrawn: publish it again first."))
    for draft in drafts:
        draft.article = article
        if not permissions.may_restore(user, draft):
            raise NotAllowed(
                _("Who deleted a draft, its curator and editors restore it, and nobody else.")
            )


def _bring_back(
    user: Any, article: Article, drafts: Sequence[DeletedDraft]
) -> Mapping[int, list[str]]:
    """Write everything again, and return what is left out of each, by key."""
    found = Found({draft.data["pk"]: draft.data["rows"] for draft in drafts})
    _refuse_twins(found)
    for prediction in found.of(Prediction):
        prediction.compound_id = None
    links = found.of(Relation, PropositionMember)
    write(row for row in found.rows if row not in links)
    DeletedDraft.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()
    _remember(found)
    for row in links:
        _link_again(user, row, found)
    _compounds(user, article, drafts, found.left_out)
    keys = [draft.data["pk"] for draft in drafts]
    _record(user, drafts)
    STATEMENTS.index(keys, new=True)
    _stand(user, article, keys, found.left_out)
    return found.left_out


def _refuse_twins(found: Found) -> None:
    """Raise Duplicate where the same words have been tagged as the same meanwhile."""
    mentioned = {row.pk: row.actor_id for row in found.of(Mention)}
    bodies: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for span in found.of(Span):
        if span.role == Span.Role.BODY:
            bodies[span.annotation_id, span.revision_id].append((span.start, span.end))
    keys: dict[int, dict[placing.Key, int]] = defaultdict(dict)
    rows = found.of(Annotation)
    revisions = Revision.objects.defer("text").in_bulk({row.revision_id for row in rows})
    for row in rows:
        body = tuple(sorted(bodies[row.pk, row.revision_id]))
        keys[row.revision_id][row.kind, mentioned.get(row.pk), body] = row.pk
    for pk, of_text in keys.items():
        for twin in placing.there_already(revisions[pk], of_text.keys()).values():
            raise placing.Duplicate(twin)


def _remember(found: Found) -> None:
    """Let a relation come back with its other end, where that one is still deleted."""
    for other, data in found.waiting:
        for draft in DeletedDraft.objects.select_for_update().filter(data__pk=other):
            draft.data["rows"].append(data)
            draft.save(update_fields=["data"])


def _link_again(user: Any, row: Relation | PropositionMember, found: Found) -> None:
    """Link again what was linked, unless that makes no sense any more."""
    why = _("The draft was restored.")
    if isinstance(row, Relation):
        problems = relating.problems(
            source=row.source, target=row.target, kind=row.kind, reason=row.reason
        )
    else:
        problems = memberships.problems(
            proposition=row.proposition,
            annotation=row.annotation,
            position=row.position,
            note=row.note,
        )
    for messages in problems.values():
        found.left_out[found.owner(row)].extend(messages)
    if problems:
        return
    made = getattr(row, "created_at", None)
    linking.save(row, user, why)
    if made is not None:
        Relation.objects.filter(pk=row.pk).update(created_at=made)


def _compounds(
    user: Any, article: Article, drafts: Sequence[DeletedDraft], left_out: dict[int, list[str]]
) -> None:
    """Put predictions of one sentence together again, as far as the others are still free.

    Of those that come back together, one may have been left alone when another was deleted: it is
    put to that one again.
    """
    sentences: dict[str, list[DeletedDraft]] = defaultdict(list)
    for draft in drafts:
        if draft.data["compound"]:
            sentences[draft.data["compound"]["uid"]].append(draft)
    alone = {str(draft.uid): draft.data["pk"] for draft in drafts if not draft.data["compound"]}
    coming = {draft.data["pk"] for draft in drafts}
    for uid, of_one in sentences.items():
        others = {other for draft in of_one for other in draft.data["compound"]["others"]}
        left = {alone[other] for other in others & alone.keys()}
        back = {draft.data["pk"] for draft in of_one} | left
        free = _free(article, others).exclude(pk__in=coming)
        try:
            with transaction.atomic():
                _put_together(user, article, uid, back, free)
        except Refused as refused:
            _remember_sentence(article, uid, [str(draft.uid) for draft in of_one], others)
            for draft in of_one:
                said = _("It stands alone, and no longer with others of its sentence: %(why)s")
                left_out[draft.data["pk"]].append(said % {"why": refused})
        else:
            alone = {other: pk for other, pk in alone.items() if pk not in left}


def _remember_sentence(article: Article, uid: str, back: list[str], others: set[str]) -> None:
    """Let those of a sentence that are still deleted come back into it."""
    deleted = DeletedDraft.objects.select_for_update().filter(article=article, uid__in=others)
    for draft in deleted:
        if draft.data["compound"] is None:
            draft.data["compound"] = {"uid": uid, "others": back}
            draft.save(update_fields=["data"])


def _free(article: Article, uids: Iterable[str]) -> AnnotationQuerySet:
    """Return those of these annotations that are predictions and in no sentence with others."""
    return article.annotations.filter(
        uid__in=uids, kind=Annotation.Kind.PREDICTION, prediction__compound=None
    )


def _put_together(
    user: Any, article: Article, uid: str, back: set[int], free: AnnotationQuerySet
) -> None:
    compound = Compound.objects.filter(uid=uid).first()
    members = grouping.members(compound) if compound else set()
    free_keys = set() if compound else {*free.values_list("pk", flat=True)}
    rows = grouping.held({*back, *free_keys})
    joined = grouping.held(members)
    if len(rows) + len(joined) < 2:
        raise Invalid({"compound": [_("there is no other any more.")]})
    if problem := grouping.problem([*joined, *rows], [], several=False):
        raise Invalid({"compound": [problem]})
    compound = compound or Compound.objects.create(uid=UUID(uid), article=article)
    Prediction.objects.filter(pk__in=back).update(compound=compound)
    for row in rows:
        if row.pk in free_keys:
            detail = detail_of(row)
            assert isinstance(detail, PredictionInput)
            change_annotation(
                user=user,
                annotation=row,
                expected_version=row.version,
                detail=replace(detail, compound=compound),
                reason=_("The other prediction of its sentence is restored."),
            )


def _record(user: Any, drafts: Sequence[DeletedDraft]) -> None:
    """Record a version of each, which tells when it was deleted and by whom."""
    rows = Annotation.objects.filter(pk__in=[draft.data["pk"] for draft in drafts]).order_by("pk")
    changed = list(rows)
    versions.keep_first(changed)
    now = timezone.now()
    for row in changed:
        row.version += 1
        row.changed_at = now
    Annotation.objects.bulk_update(changed, ["version", "changed_at"], batch_size=200)
    why = {draft.data["pk"]: _deletion(draft) for draft in drafts}
    of_reason: dict[str, list[Annotation]] = defaultdict(list)
    for row in loaded(rows):
        of_reason[why[row.pk]].append(row)
    for reason, some in of_reason.items():
        versions.record(some, action=Action.RESTORED, by=user, reason=reason)


def _deletion(draft: DeletedDraft) -> str:
    who = draft.deleted_by
    name = who.working_name() if who else _("somebody")
    day = date_format(timezone.localtime(draft.deleted_at), "j F Y")
    return _("It was deleted on %(day)s by %(who)s.") % {"day": day, "who": name}


def _stand(
    user: Any, article: Article, keys: Sequence[int], left_out: dict[int, list[str]]
) -> None:
    """Look for those in the current text that was corrected meanwhile, and tell who waits."""
    current = article.current_revision
    behind = Annotation.objects.filter(pk__in=keys).exclude(revision=current)
    if current is None or not behind.exists():
        return
    reanchor(current, user=user)
    for pk in behind.order_by("pk").values_list("pk", flat=True):
        left_out[pk].append(
            _(
                "The text was corrected meanwhile: it stands on its earlier revision, and waits "
                "for its place in the new one."
            )
        )
