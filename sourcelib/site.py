"""What every template knows of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def context(request: HttpRequest) -> dict[str, Any]:
    """Return `site_name`, `site_url`, and `canonical`: the page’s address without parameters."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "canonical": settings.SITE_URL + request.path,
    }
