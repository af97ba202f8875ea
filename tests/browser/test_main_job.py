"""The main job: a curator tags a passage, an editor publishes it, a reader sees it."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from sourcelib.models import Account, Article
from tests.browser.words import open_annotating, select_words

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("library")]

SLUG = "russia-japan-relations-are-hanging-by-a-thread"
# Begins inside one claim, ends behind it; two mentions and more lie across.
WORDS = "deploy BMD hardware in Poland and the Czech Republic were seen by Russia"


def test_a_passage_is_tagged_reviewed_published_and_read(
    visit: Callable[..., Page], people: dict[str, Account]
) -> None:
    article = Article.objects.get(slug=SLUG)
    address = reverse("admin:annotations_annotate", args=[article.pk])

    # The curator selects words across what is there, says what they are, and submits.
    page = visit(f"/admin/sourcelib/article/{article.pk}/change/", user=people["curator"])
    page.click("a.annotate")
    open_annotating(page)
    select_words(page, WORDS)
    expect(page.locator("#popover")).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator("#f-summary")).to_be_focused()
    page.keyboard.type("Russia saw the deployments as hostile.")
    page.select_option("#f-claim-kind", "interpretive")
    page.fill("#f-about", "Russ")
    page.locator("[data-name=about] [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form-state")).to_contain_text("draft")
    drawn = page.locator("mark.on")
    assert "".join(drawn.all_text_contents()) == WORDS
    page.click("[data-move=submit]")
    expect(page.locator("#form-state")).to_contain_text("in review")

    annotation = Annotation.objects.get(created_by=people["curator"])
    assert annotation.spans.get().exact == WORDS
    assert [actor.slug for actor in annotation.about.all()] == ["russia"]
    reader = f"/sources/{SLUG}/?show=claims,predictions,actors"
    mark = f'mark[data-ann~="{annotation.uid}"]'
    assert visit(reader).locator(mark).count() == 0

    # The editor finds it on the first page of the administration, and publishes it.
    page = visit("/admin/", user=people["editor"])
    page.click(f'.todo a[href="{address}#{annotation.uid}"]')
    open_annotating(page)
    page.click("[data-move=publish]")
    expect(page.locator("#form-state")).to_contain_text("published")
    annotation.refresh_from_db()
    assert (annotation.state, annotation.reviewed_by) == ("published", people["editor"])
    assert [version.action for version in annotation.versions.all()] == [
        "created",
        "submitted",
        "published",
    ]

    # Anybody reads it, with and without scripts.
    for scripts in (True, False):
        page = visit(reader, java_script_enabled=scripts)
        assert "".join(page.locator(mark).all_text_contents()) == WORDS


def test_an_editor_sends_back_with_a_reason_and_the_curator_reads_it(
    visit: Callable[..., Page], people: dict[str, Account]
) -> None:
    article = Article.objects.get(slug=SLUG)
    address = reverse("admin:annotations_annotate", args=[article.pk])
    page = visit(address, user=people["curator"])
    open_annotating(page)
    select_words(page, "the announcement last month")
    page.click("#popover [data-do=claim]")
    page.keyboard.type("There was an announcement.")
    page.select_option("#f-claim-kind", "factual")
    page.click("#save")
    page.click("#submit-all")
    page.click("#ask-yes")
    expect(page.locator("#form-state")).to_contain_text("in review")

    annotation = Annotation.objects.get(created_by=people["curator"])
    page = visit(f"{address}#{annotation.uid}", user=people["editor"])
    page.click("[data-move=return]")
    page.click("#ask-yes")
    expect(page.locator("#ask-error")).to_have_text("Say why.")
    page.fill("#ask-reason", "A noun phrase is no claim.")
    page.click("#ask-yes")
    expect(page.locator("#form-state")).to_contain_text("draft")

    page = visit("/admin/", user=people["curator"])
    expect(page.locator("#todo-returned")).to_be_visible()
    page.goto(f"{address}#{annotation.uid}")
    expect(page.locator("#form-returned")).to_have_text("A noun phrase is no claim.")
