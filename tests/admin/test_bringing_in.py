"""A curator brings a source in by the administration."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sourcelib.models import Account, Article
from tests.factories import AccountFactory, ArticleFactory, CuratorFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/sourcelib/article/add/"
TUCKER = Path(__file__).resolve().parents[2] / "fixtures" / "sources" / "tucker-2015.txt"


@pytest.fixture(autouse=True)
def curator(client: Client) -> Account:
    """The one who is signed in, unless a test signs in somebody else."""
    account: Account = CuratorFactory()
    client.force_login(account)
    return account


def test_a_file_becomes_a_draft_with_what_the_reader_found(client: Client, curator):
    upload = SimpleUploadedFile(TUCKER.name, TUCKER.read_bytes(), "text/plain")
    response = client.post(ADDRESS, {"file": upload, "text": "", "title": ""}, follow=True)

    article = Article.objects.get()
    assert response.redirect_chain[-1][0] == f"/admin/sourcelib/article/{article.pk}/change/"
    assert article.title == "Russia-Japan Relations Are Hanging By a Thread (Op-Ed)"
    assert (article.state, article.created_by) == ("draft", curator)
    assert [author.name for author in article.byline] == ["Devon Tucker"]
    assert article.current_revision.text.startswith("As we wait for Russia")
    assert b"Doubt at line 53" in response.content


def test_a_pasted_text_without_a_title_needs_one(client: Client):
    text = "Tokyo hesitated for a decade.\r\n\r\nMoscow will wait."
    refused = client.post(ADDRESS, {"text": text, "title": ""})
    assert b"has no title of its own" in refused.content
    assert b"Moscow will wait." in refused.content  # nothing typed is lost
    assert not Article.objects.exists()

    client.post(ADDRESS, {"text": text, "title": "Waiting"})
    article = Article.objects.get()
    assert (article.title, article.title_supplied) == ("Waiting", True)
    assert article.current_revision.text == "Tokyo hesitated for a decade.\n\nMoscow will wait."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"text": "", "title": "Nothing"}, "Give a file or a text"),
        (
            {"text": "Both.", "file": SimpleUploadedFile("a.txt", b"Both."), "title": "Both"},
            "Give a file or a text",
        ),
        ({"file": SimpleUploadedFile("a.txt", b"\x00\x01\x02" * 50), "title": "Binary"}, "byte"),
        (
            {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7", "application/pdf"), "title": "No"},
            "a.pdf",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(client: Client, data, message):
    response = client.post(ADDRESS, data)

    assert message in response.content.decode()
    assert not Article.objects.exists()


def test_a_text_that_is_here_already_is_refused(client: Client):
    there = ArticleFactory()
    response = client.post(
        ADDRESS, {"text": there.current_revision.text, "title": "The same again"}
    )

    assert "the library has this text already" in response.content.decode()
    assert Article.objects.count() == 1


def test_staff_without_a_role_bring_nothing_in(client: Client):
    client.force_login(AccountFactory(is_staff=True))

    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"text": "Words.", "title": "Title"}).status_code == 403
