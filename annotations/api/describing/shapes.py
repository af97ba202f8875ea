"""What answers look like: JSON Schema made of the columns that answers are made of."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from annotations.api import passages, verdicts
from annotations.api.describing import curated, discussing, keeping, suggesting, together
from annotations.api.details import DETAILS, SHAPES
from annotations.api.lists import COLLECTIONS, SELF
from annotations.api.passages import refers_to, several
from annotations.list_data import Column
from annotations.lists import forms

Shape = dict[str, Any]

_PARTS: Mapping[str, Sequence[Column]] = {
    "ActorName": passages.ACTOR,
    "TopicName": passages.TOPIC,
    "Span": passages.SPAN,
    "MentionDetail": passages.MENTION,
    "ClaimDetail": passages.CLAIM,
    "PredictionDetail": passages.PREDICTION,
    "Passage": passages.PASSAGE,
    "Relation": passages.RELATION,
    "Membership": passages.MEMBERSHIP,
    "Verdict": verdicts.VERDICT,
    "Evidence": verdicts.EVIDENCE,
    "Reply": verdicts.REPLY,
    **SHAPES,
    **curated.SHAPES,
    **keeping.SHAPES,
    **suggesting.SHAPES,
    **together.SHAPES,
    **discussing.SHAPES,
}


def row_name(collection: str) -> str:
    """Return the name of the shape of a row of a list."""
    return collection.removesuffix("s").capitalize()


def one_name(collection: str) -> str:
    """Return the name of the shape of one of a collection."""
    return f"{row_name(collection)}InFull" if collection in DETAILS else row_name(collection)


def shapes() -> dict[str, Shape]:
    """Return every shape that an answer refers to, by name."""
    found: dict[str, Shape] = {}
    for name, collection in COLLECTIONS.items():
        row = (SELF, *collection.columns)
        found[row_name(name)] = _object(row)
        found[name.capitalize()] = _page(row_name(name))
        if name in DETAILS:
            found[one_name(name)] = _object((*row, *DETAILS[name]))
    found |= {name: _object(columns) for name, columns in _PARTS.items()}
    found["Annotation"] = _with_detail(passages.ANNOTATION)
    found["CuratedAnnotation"] = _with_detail(curated.ANNOTATION)
    found["RestoredAnnotation"] = _with_detail(keeping.RESTORED)
    return found | _others() | _refusals()


def _object(columns: Sequence[Column]) -> Shape:
    properties = {one.name: {**one.form, "description": str(one.says)} for one in columns}
    return _exactly(properties)


def _exactly(properties: Mapping[str, Any], optional: Sequence[str] = ()) -> Shape:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _with_detail(columns: Sequence[Column]) -> Shape:
    """Return the shape of an annotation, which has one of three details."""
    details = {
        "mention": (refers_to("MentionDetail"), _("What a mention says; only of a mention.")),
        "claim": (refers_to("ClaimDetail"), _("What a claim says; only of a claim.")),
        "prediction": (
            refers_to("PredictionDetail"),
            _("What a prediction says; only of a prediction."),
        ),
    }
    properties = dict(_object(columns)["properties"])
    properties |= {name: {**form, "description": says} for name, (form, says) in details.items()}
    return _exactly(properties, [*details])


def _page(row: str) -> Shape:
    address = {"type": ["string", "null"], "format": "uri"}
    return _exactly(
        {
            "count": {
                **forms.COUNT,
                "description": _("How many rows there are; 10001 means more than 10000."),
            },
            "next": {**address, "description": _("The next page, in full; none after the last.")},
            "previous": {**address, "description": _("The page before; none before the first.")},
            "results": {**several(row), "description": _("The rows of this page.")},
        }
    )


def _others() -> dict[str, Shape]:
    number = {"type": ["integer", "null"]}
    return {
        "Index": _exactly(
            {
                "name": {**forms.TEXT, "description": _("The name of the library.")},
                "docs": {**forms.ADDRESS, "description": _("How to use this API.")},
                "schema": {**forms.ADDRESS, "description": _("Its description (OpenAPI).")},
                "collections": {
                    "type": "array",
                    "description": _("What there is, with its address and what it holds."),
                    "items": _exactly(
                        {"name": forms.TEXT, "address": forms.ADDRESS, "says": forms.TEXT}
                    ),
                },
            }
        ),
        "AnnotationsOfSource": _exactly(
            {
                "source": {**forms.SLUG, "description": _("The slug of the source.")},
                "revision": {**number, "description": _("The number of its current text.")},
                "text_sha256": {
                    **forms.TEXT_OR_NONE,
                    "description": _("SHA-256 of that text in UTF-8."),
                },
                "count": {**forms.COUNT, "description": _("How many annotations there are.")},
                "results": {
                    "type": "array",
                    "items": ANNOTATION,
                    "description": _("All of them, in the order in which they were made."),
                },
            }
        ),
        "Links": _exactly(
            {
                "relations": {"anyOf": [several("Relation"), several("CuratedRelation")]},
                "memberships": {"anyOf": [several("Membership"), several("CuratedMembership")]},
            }
        ),
        "Count": _exactly({"count": {**forms.COUNT, "description": _("How many were moved.")}}),
    }


def _refusals() -> dict[str, Shape]:
    detail = {**forms.TEXT, "description": _("What is wrong, in words.")}
    errors = {
        "type": "object",
        "additionalProperties": forms.TEXTS,
        "description": _("What is wrong with each name or field."),
    }
    existing = {**forms.UID, "description": _("The annotation that says the same already.")}
    return {
        "Refusal": _exactly(
            {"detail": detail, "errors": errors, "existing": existing}, ["errors", "existing"]
        ),
        "Fault": _exactly({"detail": detail}),
        "Moved": _exactly(
            {
                "detail": detail,
                "address": {**forms.ADDRESS, "description": _("Where it is now.")},
            }
        ),
        "Withdrawn": _exactly(
            {
                "detail": detail,
                "withdrawn_at": {
                    **forms.TIME_OR_NONE,
                    "description": _("When it was withdrawn."),
                },
                "reason": {**forms.TEXT, "description": _("Why it was withdrawn.")},
            }
        ),
        "Conflict": _exactly(
            {
                "detail": detail,
                "current": {
                    **refers_to("CuratedAnnotation"),
                    "description": _("The annotation as it stands now."),
                },
                "sent": {"type": "object", "description": _("What was sent.")},
            },
            ["current", "sent"],
        ),
    }


ANNOTATION: Shape = {"anyOf": [refers_to("Annotation"), refers_to("CuratedAnnotation")]}
