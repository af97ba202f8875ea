"""Relations and propositions link claims and predictions, and no condition hangs on itself."""

from collections import defaultdict
from uuid import UUID

from django.db.models import F, Q

from annotations.models import Annotation, PropositionMember, Relation
from annotations.services.checking.fault import Fault, Faults


def check() -> Faults:
    """Yield the faults of relations and of members of propositions."""
    relations = Relation.objects.order_by("pk")
    mention = Annotation.Kind.MENTION
    on_mentions = relations.filter(Q(source__kind=mention) | Q(target__kind=mention))
    for uid in on_mentions.values_list("uid", flat=True).iterator():
        yield Fault("relation-on-mention", f"relation {uid}", "a mention asserts nothing")
    for uid in relations.filter(source=F("target")).values_list("uid", flat=True).iterator():
        yield Fault("relation-to-itself", f"relation {uid}", "its two ends are one")
    conditions = relations.filter(kind=Relation.Kind.CONDITION_OF)
    to_others = conditions.exclude(target__kind=Annotation.Kind.PREDICTION)
    for uid in to_others.values_list("uid", flat=True).iterator():
        yield Fault("condition-of-no-prediction", f"relation {uid}", "only predictions have some")
    yield from _cycles()
    members = PropositionMember.objects.filter(annotation__kind=mention).order_by("pk")
    for slug, uid in members.values_list("proposition__slug", "annotation__uid").iterator():
        yield Fault("member-mention", f"proposition {slug}", f"{uid} is a mention")
    silent = PropositionMember.objects.filter(position="neutral", note="").order_by("pk")
    for slug, uid in silent.values_list("proposition__slug", "annotation__uid").iterator():
        yield Fault("member-neutral", f"proposition {slug}", f"{uid} is neutral, and no note why")


def _cycles() -> Faults:
    """Yield one fault for each relation that closes a circle of conditions."""
    ahead: dict[int, set[int]] = defaultdict(set)
    rows = Relation.objects.filter(kind=Relation.Kind.CONDITION_OF).order_by("pk")
    for uid, source, target in rows.values_list("uid", "source_id", "target_id").iterator():
        if _leads(ahead, target, source):
            yield _circle(uid)
        ahead[source].add(target)


def _circle(uid: UUID) -> Fault:
    return Fault("condition-circle", f"relation {uid}", "its condition hangs on what it conditions")


def _leads(ahead: dict[int, set[int]], start: int, goal: int) -> bool:
    reached: set[int] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        if here not in reached:
            reached.add(here)
            waiting += ahead.get(here, ())
    return False
