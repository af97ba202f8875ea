"""Actors are merged and linked consistently."""

from django.db.models import Exists, F, OuterRef, Q

from annotations.models import Actor, ActorMerge, Annotation, Mention
from annotations.services.checking.fault import Fault, Faults
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
    standing = ActorMerge.objects.filter(undone_at__isnull=True).exclude(
        source__merged_into=F("target")
    )
    for slug in standing.order_by("pk").values_list("source__slug", flat=True).iterator():
        yield Fault("merge-record", f"actor {slug}", "its merge is recorded, and not in force")
    own_words = Annotation.objects.filter(
        Q(claim__attribution="author") | Q(prediction__attribution="author"),
        article__authors=OuterRef("pk"),
        state=Annotation.State.PUBLISHED,
    )
    unlinked = Author.objects.filter(Exists(own_words), actor__isnull=True)
    for slug in unlinked.order_by("pk").values_list("slug", flat=True).iterator():
        problem = "claims or predicts in published sources, and is linked to no actor"
        yield Fault("author-without-actor", f"author {slug}", problem)
    yield from _circles()


def _circles() -> Faults:
    """Yield actors that are, through others, a part of themselves."""
    above = dict(
        Actor.objects.filter(part_of__isnull=False).order_by("pk").values_list("pk", "part_of_id")
    )
    sound: set[int] = set()
    for start in above:
        path: list[int] = []
        here: int | None = start
        while here is not None and here not in sound and here not in path:
            path.append(here)
            here = above.get(here)
        if here is not None and here in path:
            slug = Actor.objects.values_list("slug", flat=True).get(pk=here)
            yield Fault("part-of-itself", f"actor {slug}", "through others it is a part of itself")
        sound.update(path)
