"""What this library is, and who stands behind it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def about(request: HttpRequest) -> HttpResponse:
    """The page; how things are done stands on the page of the method."""
    return render(request, "annotations/about.html", {"section": "about"})
