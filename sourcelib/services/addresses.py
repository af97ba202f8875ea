"""Slugs: made unique, and never forgotten once they were in use."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from sourcelib.models import FormerSlug
from sourcelib.services.refusals import Invalid

MAX_LENGTH = 120  # of every slug in the library


def unique_slug(model: Any, name: str) -> str:
    """Return a slug for a new row of `model` called `name`, with a number if it is taken.

    A slug that another row had before counts as taken: its address redirects there.
    """
    stem = slugify(name)[: MAX_LENGTH - 5].strip("-") or model._meta.model_name
    if not _is_taken(model, stem):
        return stem
    # Numbers are given without gaps, mostly: where they end is found in few steps, also if very
    # many sources have one title.
    taken, free = 1, 2
    while _is_taken(model, f"{stem}-{free}"):
        taken, free = free, free * 2
    while free - taken > 1:
        middle = (taken + free) // 2
        if _is_taken(model, f"{stem}-{middle}"):
            taken = middle
        else:
            free = middle
    return f"{stem}-{free}"


def keep_former_slug(*, row: Any, before: str) -> None:
    """Note that the address of `row` was `before`, so that it leads to the new one for ever.

    Call it in the transaction that saves the row under its new slug. Raises Invalid if the new
    slug is one that another row had before.
    """
    label = row._meta.label_lower
    former = FormerSlug.objects.filter(model=label)
    if former.filter(slug=row.slug).exclude(uid=row.uid).exists():
        raise Invalid({"slug": [_("Another row had this address before; it still leads there.")]})
    former.filter(slug=row.slug).delete()  # the row goes back to an address of its own
    FormerSlug.objects.update_or_create(model=label, slug=before, defaults={"uid": row.uid})


def _is_taken(model: Any, slug: str) -> bool:
    return (
        model._default_manager.filter(slug=slug).exists()
        or FormerSlug.objects.filter(model=model._meta.label_lower, slug=slug).exists()
    )
