"""A curator gives sources to the administration: files, pasted text, addresses."""

import http.server
import threading
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sourcelib.admin.importing import giving
from sourcelib.models import Account, Article, ImportItem
from sourcelib.services import staging
from tests.factories import AccountFactory, ArticleFactory, CuratorFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/sourcelib/article/add/"
TUCKER = Path(__file__).resolve().parents[2] / "fixtures" / "sources" / "tucker-2015.txt"
PAGE = "<h1>Waiting</h1><p>By Ann Able</p><p>Tokyo <b>hesitated</b> for a decade.</p>"


@pytest.fixture(autouse=True)
def curator(client: Client) -> Account:
    """The one who is signed in, unless a test signs in somebody else."""
    account: Account = CuratorFactory()
    client.force_login(account)
    return account


def upload(name: str, data: bytes, kind: str = "text/plain") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, kind)


def test_one_file_leads_to_its_page(client: Client, curator):
    response = client.post(ADDRESS, {"file": upload(TUCKER.name, TUCKER.read_bytes())})
    item = ImportItem.objects.get()

    assert response.url == f"/admin/sourcelib/importbatch/items/{item.pk}/"
    assert (item.state, item.batch.created_by) == ("waiting", curator)
    assert not Article.objects.exists()


def test_several_files_lead_to_the_page_of_the_import(client: Client):
    files = [upload("a.txt", b"One text."), upload("b.txt", b"\x00\x01\x02" * 50)]
    response = client.post(ADDRESS, {"file": files, "language": "English"}, follow=True)
    good, bad = ImportItem.objects.all()

    assert response.redirect_chain[-1][0] == (
        f"/admin/sourcelib/importbatch/{good.batch_id}/change/"
    )
    assert (good.state, bad.state) == ("waiting", "refused")
    assert good.batch.options == {"language": "en"}
    assert "NUL byte" in response.content.decode()


def test_a_script_sends_files_one_by_one_into_one_import(client: Client):
    headers = {"Accept": "application/json"}
    first = client.post(ADDRESS, {"file": upload("a.txt", b"One.")}, headers=headers).json()
    assert "/items/" in first["address"]
    more = {"file": upload("b.txt", b"Two."), "batch": first["batch"]}
    second = client.post(ADDRESS, more, headers=headers).json()
    assert second["batch"] == first["batch"]
    assert second["address"].endswith(f"/importbatch/{first['batch']}/change/")
    refused = client.post(ADDRESS, {}, headers=headers)
    assert refused.status_code == 400
    assert "Choose files" in refused.json()["error"]


@pytest.mark.parametrize(
    ("data", "reader", "text"),
    [
        ({"text": "Tokyo hesitated.\r\n\r\nMoscow waits."}, "plain", "Tokyo hesitated."),
        ({"text": "# Waiting\n\nTokyo hesitated."}, "markdown", "Tokyo hesitated."),
        ({"text": "Tokyo *hesitated*.", "kind": "md"}, "markdown", "Tokyo hesitated."),
        ({"text": PAGE, "kind": "html"}, "html", "Tokyo hesitated for a decade."),
        ({"text": "Waiting By Ann Able", "html": PAGE}, "html", "Tokyo hesitated for a decade."),
    ],
)
def test_a_text_is_pasted_plain_or_marked_up(client: Client, data, reader, text):
    client.post(ADDRESS, data)
    item = ImportItem.objects.get()
    document = staging.reading(item).document

    assert (item.origin, document.reader) == ("pasted text", reader)
    assert text in document.text


def test_nothing_given_is_asked_for(client: Client):
    response = client.post(ADDRESS, {"text": "  "})
    assert "Choose files, paste a text, or give an address." in response.content.decode()
    assert not ImportItem.objects.exists()


def test_what_was_pasted_is_not_lost_when_something_is_wrong(client: Client):
    response = client.post(ADDRESS, {"text": "Moscow will wait.", "language": "no language!"})
    assert b"is no language tag" in response.content
    assert b"Moscow will wait." in response.content


class TestTextsThatAreTooLongForAForm:
    TEXT = "東京は待つ。" * 150_000  # 2.7 MB

    @pytest.mark.parametrize("checks", [True, False])
    def test_are_told_the_way_with_the_form(self, curator, checks):
        client = Client(enforce_csrf_checks=checks)
        client.force_login(curator)
        client.get(ADDRESS)  # the cookie that Django looks for first
        response = client.post(ADDRESS, {"text": self.TEXT})
        page = response.content.decode()
        assert response.status_code == 413
        assert "longer than the 2.5 MB that a form may send" in page
        assert "a file may have 20 MB" in page
        assert '<textarea name="text"' in page
        assert not ImportItem.objects.exists()

    def test_of_a_correction_are_asked_for_again_as_that(self, client, curator):
        article = ArticleFactory(created_by=curator, title="Waiting")
        response = client.post(
            f"{ADDRESS}?revises={article.pk}", {"text": self.TEXT, "revises": article.pk}
        )
        assert f'name="revises" value="{article.pk}"' in response.content.decode()

    def test_are_told_to_a_script_too(self, client):
        headers = {"Accept": "application/json"}
        response = client.post(ADDRESS, {"text": self.TEXT}, headers=headers)
        assert response.status_code == 400
        assert "Save it as a file" in response.json()["error"]

    def test_elsewhere_and_of_strangers_are_not_understood(self, client):
        form = {"name": self.TEXT}
        assert client.post("/admin/sourcelib/author/add/", form).status_code in (400, 403)
        stranger = Client(enforce_csrf_checks=True)
        stranger.get("/admin/login/")
        response = stranger.post(ADDRESS, {"text": self.TEXT})
        assert (response.status_code, b"<textarea" in response.content) == (400, False)


def test_files_that_are_too_large_are_named(client: Client, monkeypatch):
    monkeypatch.setattr(giving, "LARGEST_FILE", 10)
    files = [upload("small.txt", b"Words."), upload("large.txt", b"Many words, too many.")]
    client.post(ADDRESS, {"file": files})
    small, large = ImportItem.objects.all()
    assert (small.state, large.state, large.data) == ("waiting", "refused", None)
    assert "import_sources" in large.problem["remedy"]

    monkeypatch.setattr(giving, "MOST_BYTES", 20)
    response = client.post(ADDRESS, {"file": [upload("a.txt", b"x" * 30)]})
    assert "fewer at a time" in response.content.decode()


def test_an_address_is_fetched_where_the_settings_allow_it(client: Client, settings):
    assert b'name="address"' not in client.get(ADDRESS).content

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, *_args: object) -> None:
            pass

    settings.FETCH_IN_ADMIN = True
    server = http.server.HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/waiting"
    try:
        refused = client.post(ADDRESS, {"address": address})
        assert not ImportItem.objects.exists()
        assert address in refused.content.decode()
        settings.FETCH_PRIVATE_ADDRESSES = True
        client.post(ADDRESS, {"address": address})
    finally:
        server.shutdown()
        server.server_close()
    assert staging.reading(ImportItem.objects.get()).document.title == "Waiting"


def test_a_corrected_text_is_given_for_its_source(client: Client, curator):
    article = ArticleFactory(created_by=curator, title="Waiting")
    page = client.get(ADDRESS, {"revises": article.pk}).content.decode()
    assert "A corrected text of “Waiting”" in page
    client.post(ADDRESS, {"text": "Other words.", "revises": article.pk})
    assert ImportItem.objects.get().revises == article


@pytest.mark.parametrize("name", ["revises", "batch"])
def test_a_row_that_is_not_there_is_not_found(client: Client, name):
    assert client.get(ADDRESS, {name: "999"}).status_code == 404
    assert client.get(ADDRESS, {name: "nonsense"}).status_code == 404


def test_staff_without_a_role_bring_nothing_in(client: Client):
    client.force_login(AccountFactory(is_staff=True))

    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"text": "Words."}).status_code == 403


def test_another_curator_does_not_add_to_an_import(client: Client):
    client.post(ADDRESS, {"text": "Words of one."})
    batch = ImportItem.objects.get().batch_id
    client.force_login(CuratorFactory())
    assert client.post(ADDRESS, {"text": "Words of two.", "batch": batch}).status_code == 403
