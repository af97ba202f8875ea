"""`manage.py import_sources` fetches what it is given as an address."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core.management import CommandError

from sourcelib.models import Article, ImportItem
from tests.commands.importing import imported

pytestmark = pytest.mark.django_db

PAGES = {
    "/article.md": ("text/markdown", b"# Fetched\n\nThe words of an article.\n"),
    "/addressed.md": (
        "text/markdown",
        b"# Addressed\n\nOther words here.\n\nOriginal url: https://example.org/own\n",
    ),
    "/several.jsonl": (
        "application/x-ndjson",
        b'{"title": "One", "text": "The first of two."}\n'
        b'{"title": "Two", "text": "And the second."}\n',
    ),
    "/picture": ("image/png", b"\x89PNG"),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        media_type, data = PAGES.get(self.path, ("", b""))
        self.send_response(200 if data else 404)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002


@pytest.fixture
def site(settings: Any) -> Iterator[str]:
    """A site on this machine, which may be asked here; its address."""
    settings.FETCH_PRIVATE_ADDRESSES = True
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_an_address_is_fetched_and_kept(site: str):
    address = f"{site}/article.md"
    said = imported(address)
    article = Article.objects.get()
    assert (article.title, article.original_url) == ("Fetched", address)
    assert f"found  original_url at the address, read off: {address}" in said
    assert ImportItem.objects.get().origin == address
    assert "1 there already" in imported(address)


def test_an_address_that_the_page_gives_itself_is_taken_rather(site: str):
    imported(f"{site}/addressed.md")
    assert Article.objects.get().original_url == "https://example.org/own"


def test_what_holds_several_sources_is_the_address_of_none(site: str):
    imported(f"{site}/several.jsonl")
    found = Article.objects.order_by("pk").values_list("title", "original_url")
    assert list(found) == [("One", ""), ("Two", "")]


@pytest.mark.parametrize("page", ["/nothing", "/picture"])
def test_what_cannot_be_fetched_is_refused_by_its_address(site: str, page: str):
    with pytest.raises(CommandError, match="1 of 2 came in, 1 refused"):
        imported(f"{site}{page}", f"{site}/article.md", skip_invalid=True)
    refused = ImportItem.objects.get(state="refused")
    assert refused.origin == f"{site}{page}"
    assert refused.problem["remedy"]


def test_a_private_address_is_refused(site: str, settings: Any):
    settings.FETCH_PRIVATE_ADDRESSES = False
    with pytest.raises(CommandError, match="1 refused"):
        imported(f"{site}/article.md")
    assert not Article.objects.exists()
