"""The docs of the API, drawn by the server from its description."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def docs(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "annotations/api_docs.html", {"section": "about"})
