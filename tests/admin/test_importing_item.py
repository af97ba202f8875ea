"""The page of one source that waits: what was read beside the original, corrected, saved."""

import pytest
from django.test import Client
from django.urls import reverse

from sourcelib.admin.importing import item_form
from sourcelib.models import Article, ImportItem
from sourcelib.services import staging
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
)

pytestmark = pytest.mark.django_db

TEXT = """# Waiting

By Ann Able

5 March 2019

Tokyo hesitated for a decade.

Moscow will wait,

if talks go on.

Read also: Ten things

The end is not in sight.

Bea Baker
"""
PAGE = """<!doctype html><html lang="en"><meta charset="windows-1252"><title>Waiting</title>
<script>alert(1)</script><body><article><h1>Waiting</h1><p>Tokyo hesitated – for a decade, it is
said, and then for another one, until nobody remembered why.</p></article></body></html>"""


@pytest.fixture(autouse=True)
def curator(client: Client):
    account = CuratorFactory()
    client.force_login(account)
    return account


@pytest.fixture
def item(curator) -> ImportItem:
    (row,) = staging.stage(user=curator, given=[staging.Given(TEXT.encode(), "waiting.md")])
    return row


def page(item: ImportItem) -> str:
    return reverse("admin:sourcelib_import_item", args=[item.pk])


def filled(client: Client, item: ImportItem, **changes: str) -> dict[str, str]:
    """What the form would send."""
    form = client.get(page(item)).context["form"]
    values = {field.name: str(field.value() or "") for field in form} | changes
    return {name: value for name, value in values.items() if name != "supplied" or value}


def file_of(client: Client, curator, data: bytes, name: str, query: str = ""):
    (item,) = staging.stage(user=curator, given=[staging.Given(data, name)])
    address = reverse("admin:sourcelib_import_file", args=[item.pk])
    return item, client.get(address + query)


def test_it_shows_what_was_found_where_and_what_is_doubtful(client: Client, item):
    html = client.get(page(item)).content.decode()

    assert 'value="Waiting"' in html
    assert "Ann Able\nBea Baker" in html
    assert '<a href="#line-3">line 3</a>' in html
    assert "Doubtful:" in html
    assert "The source does not say. Please say: nothing is assumed." in html
    assert 'id="line-17" value="17" class="found doubt"' in html
    assert html.count('<li id="line-') == len(TEXT.split("\n"))


def test_it_is_saved_as_a_draft_with_what_was_corrected(client: Client, item):
    text = staging.reading(item).document.text
    data = filled(
        client,
        item,
        do="save",
        date="6 March 2019",
        language="English",
        text=text.replace("wait,\n\nif", "wait, if").replace("\n", "\r\n"),
    )
    response = client.post(page(item), data, follow=True)
    article = Article.objects.get()

    assert response.redirect_chain == [(f"/admin/sourcelib/article/{article.pk}/change/", 302)]
    assert "“Waiting” is here as a draft." in response.content.decode()
    assert (article.date.isoformat(), article.language) == ("2019-03-06", "en")
    assert "Moscow will wait, if talks go on." in article.current_revision.text
    assert "It is here" in client.get(page(item)).content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"language": ""}, "Say which language it is in"),
        ({"title": ""}, "Give it a title"),
        ({"date": "soon"}, "is not understood as a date"),
        ({"text": "Tokyo hesitated for a year."}, "paragraph 1: “…esitated for a year.”"),
        ({"original_url": "nowhere at all"}, "valid URL"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_that_was_typed_is_lost(
    client: Client, item, changes, message
):
    data = filled(client, item, do="save", **{"language": "en", "publication": "Mine"} | changes)
    html = client.post(page(item), data).content.decode()

    assert message in html.replace("&#x27;", "'")
    assert 'value="Mine"' in html
    assert not Article.objects.exists()


def test_a_finding_is_left_in_the_text_and_taken_again(client: Client, item):
    data = filled(client, item, do="keep:byline at line 17", title="Mine")
    html = client.post(page(item), data, follow=True).content.decode()
    assert 'value="Mine"' in html
    assert "Left where it stands: byline at line 17" in html
    assert html.count("Bea Baker") > 1

    html = client.post(
        page(item), filled(client, item, do="take:byline at line 17"), follow=True
    ).content.decode()
    assert "Left where it stands" not in html
    item.refresh_from_db()
    assert (item.keep, staging.reading(item).typed) == ([], {"title": "Mine"})


def test_corrections_are_kept_for_later(client: Client, item):
    text = staging.reading(item).document.text.replace("Read also: Ten things\n\n", "")
    client.post(page(item), filled(client, item, do="later", text=text, title="Mine"))
    response = client.get(page(item))

    assert 'value="Mine"' in response.content.decode()
    assert [piece["of"] for piece in response.context["pieces"] if piece["out"]] == [[4]]
    assert not Article.objects.exists()


def test_it_is_read_with_another_reader(client: Client, item):
    data = filled(client, item, do="reader", reader="plain")
    html = client.post(page(item), data, follow=True).content.decode()
    assert "read as plain" in html
    html = client.post(page(item), data | {"reader": "pdf"}).content.decode()
    assert "waiting.md" in html
    item.refresh_from_db()
    assert item.reader == "plain"


def test_a_near_twin_is_offered_as_what_it_corrects(client: Client, curator):
    article = ArticleFactory(created_by=curator, original_url="https://northern.example/waiting")
    text = f"{article.current_revision.text}\n\nOriginal url:\n\n<https://northern.example/waiting>"
    given = staging.Given(text.replace("hesitated", "waited").encode(), "new.txt")
    (item,) = staging.stage(user=curator, given=[given])
    assert "has the same address" in client.get(page(item)).content.decode()

    client.post(page(item), filled(client, item, do=f"revise:{article.pk}"))
    html = client.get(page(item)).content.decode()
    assert "<del>hesitated</del>" in html
    assert "<ins>waited</ins>" in html
    assert 'name="title"' not in html

    client.post(page(item), filled(client, item, do="save", reason="A wrong word."))
    article.refresh_from_db()
    assert (article.current_revision.number, article.current_revision.reason) == (
        2,
        "A wrong word.",
    )


def test_a_correction_of_what_is_published_needs_a_reason_and_an_editor(client: Client, curator):
    article = ArticleFactory(created_by=curator, state="published")
    text = article.current_revision.text.replace("hesitated", "waited")
    given = staging.Given(text.encode(), "new.txt")
    (item,) = staging.stage(user=curator, given=[given], revises=article)
    data = filled(client, item, do="save", reason="A wrong word.")
    assert "A curator corrects the text of their own drafts" in (
        client.get(page(item)).content.decode()
    )
    assert client.post(page(item), data).status_code == 403

    client.force_login(EditorFactory())
    html = client.post(page(item), data | {"reason": " "}).content.decode()
    assert "Say what was corrected, and why" in html
    assert client.post(page(item), data).status_code == 302


def test_it_is_discarded_and_taken_up_again(client: Client, item):
    client.post(page(item), {"do": "discard"})
    assert "It was put aside" in client.get(page(item)).content.decode()
    client.post(page(item), {"do": "restore"})
    item.refresh_from_db()
    assert item.state == "waiting"


def test_what_was_refused_says_why_and_can_be_read_otherwise(client: Client, curator):
    given = staging.Given(b"Words enough for a text.", "notes.unknown")
    (item,) = staging.stage(user=curator, given=[given])
    html = client.get(page(item)).content.decode()
    assert item.problem["remedy"].split()[0] in html
    client.post(page(item), {"do": "reader", "reader": "plain"})
    item.refresh_from_db()
    assert item.state == "waiting"


def test_other_curators_look_and_do_not_settle(client: Client, item):
    client.force_login(CuratorFactory())
    html = client.get(page(item)).content.decode()
    assert "It is settled by whoever brought it in, or by an editor." in html
    assert client.post(page(item), {"do": "discard"}).status_code == 403
    client.force_login(AccountFactory(is_staff=True))
    assert client.get(page(item)).status_code == 403


def test_a_web_page_is_shown_without_scripts_and_network(client: Client, curator):
    item, response = file_of(client, curator, PAGE.encode("cp1252"), "waiting.html")
    policy = response["Content-Security-Policy"]

    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "hesitated – for" in response.content.decode()
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script" not in policy
    assert "allow-" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["X-Content-Type-Options"] == "nosniff"
    html = client.get(page(item)).content.decode()
    assert f'src="{reverse("admin:sourcelib_import_file", args=[item.pk])}" sandbox' in html


@pytest.mark.parametrize("query", ["", "?download"])
def test_other_files_are_downloaded_and_never_shown(client: Client, curator, query):
    data = PAGE.encode() if query else b"<script>alert(1)</script> Words."
    _item, response = file_of(client, curator, data, "a.html" if query else "a.txt", query)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"].startswith("sandbox")


def test_a_pdf_is_shown_by_the_browser(client: Client, curator):
    _item, response = file_of(client, curator, b"%PDF-1.4 and no more", "a.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_the_original_is_not_for_those_who_bring_nothing_in(client: Client, item):
    address = reverse("admin:sourcelib_import_file", args=[item.pk])
    client.force_login(AccountFactory(is_staff=True))
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_a_correction_leads_to_the_passages_that_wait_because_of_it(client: Client, curator):
    article = ArticleFactory(created_by=curator)
    ClaimFactory(article=article, words="Tokyo hesitated for a decade", state="draft")
    text = article.current_revision.text.replace("Tokyo hesitated for a decade. ", "")
    given = staging.Given(text.encode(), "new.txt")
    (item,) = staging.stage(user=curator, given=[given], revises=article)
    assert "1 annotation waits for a look" in client.get(page(item)).content.decode()
    response = client.post(page(item), filled(client, item, do="save", reason="Taken out."))
    assert response.url == reverse("admin:annotations_reanchoring_source", args=[article.pk])


def test_a_text_too_long_for_a_form_comes_in_as_it_was_read(client: Client, curator, monkeypatch):
    monkeypatch.setattr(item_form, "LONGEST_TEXT", 50)
    (item,) = staging.stage(user=curator, given=[staging.Given(TEXT.encode(), "long.md")])
    assert "too long to have its paragraphs corrected" in client.get(page(item)).content.decode()
    client.post(page(item), filled(client, item, do="save", language="en"))
    article = Article.objects.get()
    assert article.current_revision.text == staging.reading(item).document.text
