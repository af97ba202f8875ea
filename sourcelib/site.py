"""What every template knows of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def context(request: HttpRequest) -> dict[str, Any]:
    """Return `site_name` and `canonical`, the address of this page without its parameters."""
    return {"site_name": settings.SITE_NAME, "canonical": settings.SITE_URL + request.path}
