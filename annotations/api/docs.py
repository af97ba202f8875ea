"""The docs of the API, drawn by the server from its description."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from annotations.api.describing.examples import examples
from annotations.api.describing.schema import description, operations
from annotations.api.describing.wording import in_words, told

TITLES: Mapping[str, Any] = {
    "about": _("Where to begin"),
    "sources": _("Sources"),
    "claims": _("Claims"),
    "predictions": _("Predictions"),
    "propositions": _("Propositions"),
    "actors": _("Actors"),
    "topics": _("Topics"),
    "publications": _("Publications"),
    "authors": _("Authors"),
    "annotations": _("Annotations"),
    "curating": _("For curators"),
}


@dataclass(frozen=True)
class Field:
    """A parameter of an address, or a field of a shape."""

    name: str
    form: SafeString | str
    says: SafeString
    required: bool
    several: bool = False


@dataclass(frozen=True)
class Answer:
    """What is answered with a status: in which shape, and when."""

    status: str
    says: SafeString
    form: SafeString | str


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked."""

    id: str
    method: str
    path: str
    does: str
    says: SafeString
    fields: Sequence[Field]
    takes: SafeString | str
    answers: Sequence[Answer]
    example: str


@dataclass(frozen=True)
class Group:
    """What belongs together."""

    id: str
    title: str
    operations: Sequence[Operation]


@dataclass(frozen=True)
class Shape:
    """What an answer or a body looks like."""

    name: str
    fields: Sequence[Field]


def docs(request: HttpRequest) -> HttpResponse:
    """All that can be asked, what is answered, and requests that can be made as they stand."""
    made = description()
    asked = examples()
    groups = list(_groups(made, asked))
    return render(
        request,
        "annotations/api_docs.html",
        {
            "section": "about",
            "groups": groups,
            "shapes": list(_shapes(made)),
            "site": settings.SITE_URL,
            "schema": made["openapi"],
            "source_example": asked.get("sources/{slug}/", ""),
        },
    )


def _groups(made: Mapping[str, Any], asked: Mapping[str, str]) -> Iterator[Group]:
    found: dict[str, list[Operation]] = {name: [] for name in TITLES}
    index = reverse("api:index")
    for key, operation in operations().items():
        method, _space, below = key.partition(" ")
        one = made["paths"][index + below][method.lower()]
        example = asked.get(below, "") if method == "GET" else ""
        found[operation.group].append(_operation(method, index + below, one, example))
    for name, ones in found.items():
        yield Group(name, str(TITLES[name]), ones)


def _operation(method: str, path: str, one: Mapping[str, Any], example: str) -> Operation:
    queried = [name for name in one.get("parameters", ()) if name["in"] == "query"]
    return Operation(
        id=one["operationId"],
        method=method,
        path=path,
        does=one["summary"],
        says=told(one.get("description", "")),
        fields=[_parameter(name) for name in queried],
        takes=_form(one.get("requestBody", {})),
        answers=[
            Answer(status, told(answer["description"]), _form(answer))
            for status, answer in one["responses"].items()
        ],
        example=example,
    )


def _parameter(one: Mapping[str, Any]) -> Field:
    form = one["schema"]
    several = form.get("type") == "array"
    return Field(
        one["name"],
        in_words(form["items"] if several else form),
        told(one.get("description", "")),
        required=one.get("required", False),
        several=several,
    )


def _form(body: Mapping[str, Any]) -> SafeString | str:
    """Return the form of a body in words; all media types have the same."""
    for content in body.get("content", {}).values():
        return in_words(content["schema"])
    return ""


def _shapes(made: Mapping[str, Any]) -> Iterator[Shape]:
    for name, shape in sorted(made["components"]["schemas"].items()):
        required = shape.get("required", ())
        yield Shape(
            name,
            [
                Field(field, in_words(form), told(form.get("description", "")), field in required)
                for field, form in shape.get("properties", {}).items()
            ],
        )
