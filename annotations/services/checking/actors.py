"""Actors are merged and linked consistently, and no two of their roles hold at once."""

from collections import defaultdict
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q

from annotations.models import (
    Actor,
    ActorAlias,
    ActorMembership,
    ActorMerge,
    ActorRole,
    Annotation,
    Mention,
)
from annotations.services.checking.fault import Fault, Faults
from annotations.services.dated import overlapping
from annotations.tenure import on_circles
from sourcelib.models import Author


def check() -> Faults:
    """Yield the faults of actors."""
    actors = Actor.objects.order_by("pk")
    chains = actors.filter(merged_into__merged_into__isnull=False)
    for slug in chains.values_list("slug", flat=True).iterator():
        yield Fault("merge-chain", f"actor {slug}", "merged into one that is itself merged")
    used = actors.filter(merged_into__isnull=False).filter(
        Q(Exists(Mention.objects.filter(actor=OuterRef("pk"))))
        | Q(Exists(Annotation.objects.filter(about=OuterRef("pk"))))
        | Q(Exists(Annotation.objects.filter(claim__speaker=OuterRef("pk"))))
        | Q(Exists(Annotation.objects.filter(prediction__speaker=OuterRef("pk"))))
        | Q(Exists(Annotation.objects.filter(prediction__co_speakers=OuterRef("pk"))))
    )
    for slug in used.values_list("slug", flat=True).iterator():
        yield Fault("merge-left-behind", f"actor {slug}", "merged, and annotations still name it")
    yield from _records_of_merges()
    own_words = Annotation.objects.filter(
        Q(claim__attribution="author") | Q(prediction__attribution="author"),
        article__authors=OuterRef("pk"),
        state=Annotation.State.PUBLISHED,
    )
    unlinked = Author.objects.filter(Exists(own_words), actor__isnull=True)
    for slug in unlinked.order_by("pk").values_list("slug", flat=True).iterator():
        problem = "claims or predicts in published sources, and is linked to no actor"
        yield Fault("author-without-actor", f"author {slug}", problem)
    yield from _overlaps()
    yield from _circles()


def _records_of_merges() -> Faults:
    """Yield actors that were not merged into what stands at the end of their recorded merges."""
    rows = ActorMerge.objects.filter(undone_at__isnull=True).order_by("pk")
    into = dict(rows.values_list("source_id", "target_id"))
    found = rows.values_list("source_id", "source__slug", "source__merged_into_id")
    for source, slug, merged_into in found.iterator():
        passed: set[int] = set()
        end = source
        while end in into and end not in passed:
            passed.add(end)
            end = into[end]
        if merged_into != end:
            yield Fault("merge-record", f"actor {slug}", "its merge is recorded, and not in force")


def _overlaps() -> Faults:
    """Yield what is told of an actor twice for the same days."""
    for model, whose, names in (
        (ActorAlias, "actor", ()),
        (ActorMembership, "whole", ("member",)),
        (ActorRole, "actor", ("organisation",)),
    ):
        rows: Any = model._default_manager.select_related(whose, *names).order_by(whose, "pk")
        for actor, of_actor in groupby(rows.iterator(), key=attrgetter(whose)):
            for problem in overlapping(list(of_actor)):
                name = f"{model._meta.verbose_name}-overlap"
                yield Fault(name, f"actor {actor.slug}", problem)


def _circles() -> Faults:
    """Yield actors that are, through others, a part or a member of themselves."""
    parts = Actor.objects.filter(part_of__isnull=False).order_by("pk")
    memberships = ActorMembership.objects.order_by("pk")
    for name, steps, problem in (
        ("part-of-itself", parts.values_list("pk", "part_of_id"), "a part"),
        ("member-of-itself", memberships.values_list("member_id", "whole_id"), "a member"),
    ):
        above: dict[int, list[Any]] = defaultdict(list)
        for lower, upper in steps.iterator():
            above[lower].append(upper)
        for key in on_circles(above):
            slug = Actor.objects.values_list("slug", flat=True).get(pk=key)
            yield Fault(name, f"actor {slug}", f"through others it is {problem} of itself")
