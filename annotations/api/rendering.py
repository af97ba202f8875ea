"""How answers are written: as the lists write their JSON, and readable where a person looks."""

from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from rest_framework import renderers


class JSONRenderer(renderers.JSONRenderer):
    """JSON; on lines of its own for browsers, which ask for a page and get this."""

    encoder_class = DjangoJSONEncoder  # as `list_data` has it

    def get_indent(
        self, accepted_media_type: str, renderer_context: Mapping[str, Any] | None
    ) -> int | None:
        """Return how far to indent: what was asked for, or two spaces for a browser."""
        request = (renderer_context or {}).get("request")
        if request is not None and "text/html" in request.headers.get("Accept", ""):
            return 2
        indent: int | None = super().get_indent(accepted_media_type, renderer_context or {})
        return indent
