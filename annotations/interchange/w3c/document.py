"""One annotation as a W3C Web Annotation: JSON-LD as plain dicts.

A mention is there to say who is meant: its motivation is `identifying`. A claim or prediction says
in one plain sentence what the passage asserts: `describing`. What it is classed as, tagged with and
how it was judged are bodies with purposes of their own; the standard allows one motivation each.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings

from annotations.interchange.w3c.bodies import bodies, remarks
from annotations.interchange.w3c.targets import target
from annotations.interchange.w3c.vocabulary import ANNO, Data, contexts, iri, own, utc
from annotations.models import Annotation

MOTIVATIONS = {
    Annotation.Kind.MENTION: "identifying",
    Annotation.Kind.CLAIM: "describing",
    Annotation.Kind.PREDICTION: "describing",
}

Credit = Callable[[Any], str]


def annotation_data(row: Annotation, credit: Credit | None = None) -> Data:
    """Return an annotation of `with_parts`, without its context.

    `credit` returns what readers are told of an account: a name, or a role. Without it nobody is
    named: what leaves an installation names no accounts.
    """
    present = row.article.current_revision
    assert present is not None  # a published source has its text, by constraint
    told = credit(row.created_by) if credit else ""
    creator = {"type": "Person", "name": told} if told else _library()
    return {
        "id": iri(row.get_absolute_url()),
        "type": "Annotation",
        "motivation": MOTIVATIONS[Annotation.Kind(row.kind)],
        "created": utc(row.created_at),
        "modified": utc(row.changed_at),
        "creator": creator,
        "generator": {"id": iri("/"), "type": "Software", "name": settings.SITE_NAME},
        "rights": iri("/about/#sources"),
        "canonical": f"urn:uuid:{row.uid}",
        "body": [*bodies(row), *remarks(row, present.number)],
        "target": target(row),
        **own(version=row.version),
    }


def with_context(data: Data, *further: str) -> Data:
    """Return a document that stands alone: with the contexts that its words come from."""
    return {"@context": contexts(ANNO, *further), **data}


def _library() -> Data:
    return {"id": iri("/about/"), "type": "Organization", "name": settings.SITE_NAME}
