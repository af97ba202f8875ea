"""The log of a source in a browser: found from the annotation page, and read without scripts."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.services.keeping.deleting import delete_draft
from sourcelib.models import Account, Article
from tests.factories import ArticleFactory
from tests.services.annotating.made import made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def article(people: dict[str, Account]) -> Article:
    """A source in which a claim was made and another deleted."""
    article, curator = ArticleFactory(), people["curator"]
    made(article, curator)
    delete_draft(user=curator, annotation=made(article, curator, "Moscow"))
    return article


def log_of(article: Article) -> str:
    return reverse("admin:annotations_source_log", args=[article.pk])


def test_it_is_filtered_without_scripts(
    visit: Callable[..., Page], people: dict[str, Account], article: Article
):
    page = visit(log_of(article), user=people["curator"], java_script_enabled=False)
    expect(page.locator(".log-entry").first).to_contain_text("Deleted by Anna Curator")
    page.select_option("#log-step", "created")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".log-entry")).to_have_count(1)
    expect(page.locator("#log-step")).to_have_value("created")
    link = page.locator(".log-entry a")
    expect(link).to_have_attribute("href", f"{annotate(article)}#{article.annotations.get().uid}")
    page.select_option("#log-step", "verdict-proposed")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("main")).to_contain_text("Nothing like this happened")


def annotate(article: Article) -> str:
    return reverse("admin:annotations_annotate", args=[article.pk])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [None, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(
    visit: Callable[..., Page],
    people: dict[str, Account],
    article: Article,
    axe: Callable[[Page], list[str]],
    scheme: str,
    size: dict[str, int] | None,
):
    options = {"viewport": size} if size else {}
    page = visit(
        log_of(article), user=people["editor"], bypass_csp=True, color_scheme=scheme, **options
    )
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
