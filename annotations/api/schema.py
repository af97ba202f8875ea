"""The address of the description of the API."""

from drf_spectacular import renderers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.describing.schema import description
from annotations.api.public import PublicView


class Description(PublicView):
    """The API as OpenAPI 3.1: JSON, or YAML for `?format=yaml` or by the Accept header."""

    renderer_classes = (
        renderers.OpenApiJsonRenderer2,
        renderers.OpenApiJsonRenderer,
        renderers.OpenApiYamlRenderer2,
        renderers.OpenApiYamlRenderer,
    )

    def get(self, request: Request) -> Response:  # noqa: ARG002, a view takes its request
        """Return it."""
        return Response(description())
