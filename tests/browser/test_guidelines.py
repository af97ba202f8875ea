"""The guidelines, one key away at the kind and field in hand, and on a page of their own."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from sourcelib.models import Account, Article
from tests.browser.words import click_words, open_annotating
from tests.factories import ArticleFactory, ClaimFactory, PredictionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def tagging(visit: Callable[..., Page], people: dict[str, Account]):
    """The annotation page with a prediction of the curator open."""
    article = ArticleFactory(text="Moscow will wait until the spring. Tokyo hesitated.")
    common = {"article": article, "created_by": people["curator"]}
    ClaimFactory(**common, words="Tokyo hesitated")
    row = PredictionFactory(**common, words="Moscow will wait until the spring").annotation

    def opened(**options) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(f"{address}#{row.uid}", user=people["curator"], **options)
        open_annotating(page)
        expect(page.locator("#form")).to_be_visible()
        return page

    return opened


def test_they_open_at_the_kind_and_field_and_follow_the_focus(tagging):
    page = tagging()
    page.focus("#f-summary")
    page.keyboard.press("Alt+g")
    expect(page.locator("#guide [data-now] h3")).to_have_text("The event")
    expect(page.locator("#f-summary")).to_be_focused()
    expect(page.locator("#live")).to_have_text("Guidelines: The event")
    page.focus("#f-ground")
    expect(page.locator("#guide [data-now] h3")).to_have_text("Horizon")
    page.keyboard.press("Alt+g")
    expect(page.locator("#guide [data-now] h3")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#guide")).to_be_hidden()
    expect(page.locator("#f-ground")).to_be_focused()
    expect(page.locator("#form")).to_be_visible()


def test_they_follow_the_annotation_and_show_another_kind_when_asked(tagging):
    page = tagging()
    page.click("#guide-open")
    expect(page.locator("[data-guide-of=prediction]")).to_be_visible()
    page.click("[data-guide-kind=mention]")
    expect(page.locator("[data-guide-of=mention]")).to_be_visible()
    expect(page.locator("[data-guide-of=prediction]")).to_be_hidden()
    click_words(page, "Tokyo hesitated")
    expect(page.locator("[data-guide-of=claim]")).to_be_visible()
    page.focus("#form-title")
    page.keyboard.press("g")
    expect(page.locator("#guide-title")).to_be_focused()
    page.keyboard.press("g")
    expect(page.locator("#guide")).to_be_hidden()


@pytest.mark.usefixtures("library")
def test_examples_lead_to_their_passages_where_the_library_has_them(visit, people):
    page = visit(reverse("annotation-guidelines"), user=people["curator"])
    article = Article.objects.get(slug="the-russo-japanese-security-dialogue-after-2020")
    link = page.get_by_role("link", name="Open in the text: negotiations on it will likely drag on")
    expect(link).to_have_attribute(
        "href",
        f"{reverse('admin:annotations_annotate', args=[article.pk])}"
        "#76023743-7fcf-535b-b6f2-b7a047221c5c",
    )
    expect(page.locator(".examples a")).to_have_count(page.locator(".examples li").count())
    link.click()
    open_annotating(page)
    expect(page.locator("#form-title")).to_contain_text("Prediction")


def test_without_those_sources_the_examples_stand_without_links(visit, people):
    page = visit(reverse("annotation-guidelines"), user=people["curator"])
    expect(page.locator(".examples li").first).to_contain_text("Beltway")
    expect(page.locator(".examples a")).to_have_count(0)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_them(tagging, visit, people, axe, scheme):
    for size in ({"width": 1440, "height": 900}, PHONE):
        options = {"bypass_csp": True, "color_scheme": scheme, "viewport": size}
        page = tagging(**options)
        page.click("#guide-open")
        expect(page.locator("#guide")).to_be_visible()
        assert axe(page) == []
        page = visit(reverse("annotation-guidelines"), user=people["curator"], **options)
        assert axe(page) == []
