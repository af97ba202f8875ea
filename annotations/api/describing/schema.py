"""The description of the API (OpenAPI 3.1), made by drf-spectacular from what is told of each part.

Every operation stands in the tables of `reading` and `writing`; one that does not is an error, and
so is one that is described and not there (tests/api/test_schema.py).
"""

from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse

from annotations.api.describing import reading, writing
from annotations.api.describing.operation import SAYS, Operation, refers_to
from annotations.api.describing.shapes import shapes


class Schema(AutoSchema):
    """Describes a view by what the tables say of its address."""

    @cached_property
    def _operation(self) -> Operation:
        return operations()[f"{self.method} {self.path.removeprefix(reverse('api:index'))}"]

    def get_operation_id(self) -> str:
        """Return a name for it: its method and the words of its address."""
        path = self.path.removeprefix(reverse("api:index")).replace("{", "").replace("}", "")
        return "_".join([self.method.lower(), *(path or "index").strip("/").split("/")])

    def get_summary(self) -> str:
        """Return what it does."""
        return str(self._operation.does)

    def get_description(self) -> str:  # type: ignore[override]  # drf-spectacular has it so
        """Return that at length."""
        return str(self._operation.says)

    def get_tags(self) -> list[str]:
        """Return what it belongs to."""
        return [self._operation.group]

    def get_override_parameters(self) -> list[Any]:
        """Return what its address may say."""
        return list(self._operation.parameters)

    def get_request_serializer(self) -> Any:
        """Return what it takes."""
        return self._operation.takes

    def get_response_serializers(self) -> Any:
        """Return what it answers, by status."""
        return {
            status: OpenApiResponse(
                response=refers_to(shape) if isinstance(shape, str) else shape,
                description=str(SAYS[status]),
            )
            for status, shape in self._operation.answers.items()
        }


def operations() -> dict[str, Operation]:
    """Return everything that can be asked, by method and address below the API."""
    return {**reading.operations(), **writing.operations()}


def with_shapes(result: dict[str, Any], **_more: Any) -> dict[str, Any]:
    """Add the shapes that answers refer to; drf-spectacular calls this when all else is done."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    for name, shape in shapes().items():
        if name in schemas:
            raise ValueError(f"Two shapes of the API are called {name}.")
        schemas[name] = shape
    order = list(operations())
    prefix = reverse("api:index")
    firsts = {key.partition(" ")[2]: place for place, key in reversed([*enumerate(order)])}
    result["paths"] = dict(
        sorted(result["paths"].items(), key=lambda path: firsts[path[0].removeprefix(prefix)])
    )
    return result


def description() -> dict[str, Any]:
    """Return the description in the language of the reader."""
    return _made(get_language(), settings.SITE_URL)


@cache
def _made(_language: str | None, _site: str) -> dict[str, Any]:
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    made: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return made
