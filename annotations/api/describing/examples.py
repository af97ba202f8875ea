"""Requests that can be made as they stand, with ids of this very library."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse

from annotations.api.lists import COLLECTIONS
from annotations.list_data import Collection

# What is asked of each list, so that its filters are seen at work in any library.
_ASKED: Mapping[str, str] = {
    "sources": "genre=op-ed&sort=oldest",
    "claims": "kind=factual&sort=added",
    "predictions": "state=judged&sort=decided",
    "propositions": "kind=causal&kind=factual",
    "actors": "kind=state&sort=mentions",
    "topics": "q=peace",
    "publications": "sort=name",
    "authors": "sort=name",
}


def examples() -> Mapping[str, str]:
    """Return a full address for everything that can be read, by its address with gaps.

    What an empty library has nothing of is left out; one query for each list.
    """
    index = f"{settings.SITE_URL}{reverse('api:index')}"
    found = {"": index, "schema/": f"{index}schema/?format=yaml"}
    ids = {name: _first(collection) for name, collection in COLLECTIONS.items()}
    for name, one in ids.items():
        found[f"{name}/"] = f"{index}{name}/?{_ASKED[name]}"
        if one:
            key = "uid" if name in ("claims", "predictions") else "slug"
            found[f"{name}/{{{key}}}/"] = f"{index}{name}/{one}/"
    if slug := ids["sources"]:
        found["sources/{slug}/v/{number}/"] = f"{index}sources/{slug}/v/{_number(slug)}/"
        found["sources/{slug}/annotations/"] = f"{index}sources/{slug}/annotations/"
    if uid := ids["predictions"] or ids["claims"]:
        found["annotations/{uid}/"] = f"{index}annotations/{uid}/"
        found["annotations/{uid}/links/"] = f"{index}annotations/{uid}/links/"
    return found


def _first(collection: Collection) -> str:
    """Return the slug or uid of a row that a reader may see; empty if there is none."""
    rows = collection.rows().order_by("pk")
    key = "slug" if hasattr(rows.model, "slug") else "uid"
    found = rows.values_list(key, flat=True).first()
    return str(found) if found else ""


def _number(slug: str) -> int:
    rows = COLLECTIONS["sources"].rows().filter(slug=slug)
    number: int = rows.values_list("current_revision__number", flat=True)[0]
    return number
