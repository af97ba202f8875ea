"""The history of the open annotation on the annotation page: read, compared, restored."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from annotations.services.annotating import change_annotation
from annotations.services.reviewing import publish, submit
from sourcelib.models import Account
from tests.browser.words import open_annotating
from tests.factories import ArticleFactory, ClaimFactory, ImportBatchFactory
from tests.services.annotating.made import CLAIM, made, words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Tokyo hesitated for a decade. Moscow will probably wait until the spring."
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def annotation(people: dict[str, Account]) -> Annotation:
    """A claim that its curator changed twice."""
    article, curator = ArticleFactory(text=TEXT), people["curator"]
    row = made(article, curator, "Tokyo hesitated for a decade", CLAIM)
    for version, given in (
        (1, {"note": "A decade is <ten> years."}),
        (2, {"note": "A decade is eleven years.", "spans": [words(article, "Tokyo hesitated")]}),
    ):
        change_annotation(user=curator, annotation=row, expected_version=version, **given)
    return row


@pytest.fixture
def opened(visit: Callable[..., Page], people: dict[str, Account]):
    """The annotation page with an annotation open."""

    def opened(annotation: Annotation, role: str = "curator", **options) -> Page:
        address = reverse("admin:annotations_annotate", args=[annotation.article_id])
        page = visit(f"{address}#{annotation.uid}", user=people[role], **options)
        open_annotating(page)
        expect(page.locator("#form")).to_be_visible()
        return page

    return opened


def test_each_version_tells_who_changed_which_words_when(opened, annotation):
    page = opened(annotation)
    page.focus("#form-title")
    page.keyboard.press("v")
    expect(page.locator("#versions > summary")).to_be_focused()
    rows = page.locator(".version")
    expect(rows).to_have_count(3)
    expect(page.locator("#version-count")).to_have_text("3 versions")
    expect(rows.nth(0)).to_contain_text("3. Changed")
    expect(rows.nth(0)).to_contain_text("by Anna Curator")
    expect(rows.nth(0).locator("del")).to_contain_text(["<ten>", "for a decade"])
    expect(rows.nth(0).locator("ins")).to_contain_text(["eleven"])
    expect(rows.nth(0).locator("del .vh").first).to_contain_text("removed")
    expect(rows.nth(2)).to_contain_text("1. Created")
    expect(rows.nth(2)).to_contain_text("How it began.")
    expect(rows.nth(0).get_by_role("button")).to_have_count(0)


def test_any_two_are_compared(opened, annotation):
    page = opened(annotation)
    page.click("#versions > summary")
    page.click("#version-compare summary")
    page.select_option("#version-from", "1")
    page.select_option("#version-to", "2")
    page.click("#version-show")
    between = page.locator("#version-between")
    expect(between).to_contain_text("From version 1 to 2: 1 change")
    expect(between.locator("ins")).to_contain_text("A decade is <ten> years.")
    page.select_option("#version-to", "1")
    page.click("#version-show")
    expect(between).to_contain_text("Versions 1 and 1 say the same.")


def test_an_earlier_one_is_restored_and_that_is_undone_and_done_again(opened, annotation):
    page = opened(annotation)
    page.click("#versions > summary")
    page.get_by_role("button", name="Restore version 1", exact=True).click()
    page.locator("#ask").get_by_role("button", name="Restore version 1").click()
    expect(page.locator(".version")).to_have_count(4)
    expect(page.locator(".version").first).to_contain_text("4. Restored")
    expect(page.locator("#words-body")).to_have_text("Tokyo hesitated for a decade")
    expect(page.locator("#f-note")).to_have_value("")
    expect(page.locator("#versions > summary")).to_be_focused()
    annotation.refresh_from_db()
    assert annotation.version == 4

    page.keyboard.press("Control+z")
    expect(page.locator(".version")).to_have_count(5)
    expect(page.locator("#f-note")).to_have_value("A decade is eleven years.")
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(".version")).to_have_count(6)
    expect(page.locator("#f-note")).to_have_value("")


def test_it_follows_what_is_saved_and_what_is_opened(opened, annotation):
    other = ClaimFactory(
        article=annotation.article, words="Moscow", batch=ImportBatchFactory(name="Two essays")
    ).annotation
    page = opened(annotation, "editor")
    page.click("#versions > summary")
    expect(page.locator(".version")).to_have_count(3)
    page.fill("#f-summary", "Tokyo waited.")
    page.get_by_role("button", name="Restore version 1", exact=True).click()
    expect(page.locator("#version-error")).to_contain_text("Save or discard")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".version")).to_have_count(4)
    expect(page.locator(".version").first).to_contain_text("by Eddie Editor")
    page.locator(f"#list [data-uid='{other.uid}']").click()
    expect(page.locator(".version")).to_have_count(1)
    expect(page.locator(".version")).to_contain_text("1. Imported")
    expect(page.locator(".version")).to_contain_text("Two essays")
    expect(page.locator("#version-compare")).to_be_hidden()


def test_what_is_published_is_restored_for_a_reason(opened, annotation, people):
    submit(user=people["curator"], annotation=annotation)
    publish(user=people["editor"], annotation=annotation)
    page = opened(annotation)
    page.click("#versions > summary")
    expect(page.locator(".version")).to_have_count(5)
    expect(page.locator("[data-version]")).to_have_count(0)

    page = opened(annotation, "editor")
    page.click("#versions > summary")
    page.get_by_role("button", name="Restore version 2", exact=True).click()
    yes = page.locator("#ask-yes")
    yes.click()
    expect(page.locator("#ask-error")).to_have_text("Say why.")
    page.fill("#ask-reason", "It was right.")
    yes.click()
    expect(page.locator(".version").first).to_contain_text("It was right. (as in version 2)")
    annotation.refresh_from_db()
    assert (annotation.state, annotation.note) == ("published", "A decade is <ten> years.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [None, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(opened, annotation, axe, scheme, size):
    options = {"viewport": size} if size else {}
    page = opened(annotation, bypass_csp=True, color_scheme=scheme, **options)
    page.focus("#form-title")
    page.keyboard.press("v")
    expect(page.locator(".version")).to_have_count(3)
    page.click("#version-compare summary")
    page.click("#version-show")
    expect(page.locator("#version-between")).to_contain_text("From version 2 to 3")
    # to the end, where nothing else is half below what stays on top
    page.locator("#side").evaluate("pane => { pane.scrollTop = pane.scrollHeight; }")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
