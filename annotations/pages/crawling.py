"""What programs ask of the whole site: robots.txt, and how a browser searches here."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# OpenSearch 1.1 allows no longer ones.
_SHORT, _LONG = 16, 48


@require_safe
@cache_control(public=True, max_age=3600)
def robots(_request: HttpRequest) -> HttpResponse:
    """Everything may be read but what is for curators, and lists under more than one parameter.

    Of those there is no end, and every row of theirs is in the sitemap. Two sources side by side
    are a page of their own.
    """
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('api:index')}",
        f"Allow: {reverse('api:docs')}",
        "Disallow: /*?*&",
        f"Allow: {reverse('oembed')}",
        f"Allow: {reverse('compare')}?",
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser adds this library to its search engines."""
    context = {
        "short_name": _shortened(settings.SITE_NAME, _SHORT),
        "long_name": _shortened(settings.SITE_NAME, _LONG),
        "site_url": settings.SITE_URL,
    }
    media_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "annotations/opensearch.xml", context, content_type=media_type)


def _shortened(name: str, most: int) -> str:
    """Return as many whole words of a name as fit; of a first one that is longer, what fits."""
    if len(name) <= most:
        return name
    whole = name[: most + 1].rpartition(" ")[0].strip()
    return whole or name[:most]
