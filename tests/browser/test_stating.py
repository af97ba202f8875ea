"""On the annotation page a basis goes with its ground, and what readers see is said so."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from sourcelib.models import Account, Article
from tests.browser.words import open_annotating, select_words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(visit, library, people: dict[str, Account]) -> Page:  # noqa: ARG001
    """The annotation page of the op-ed of 2015, where a prediction is begun."""
    article = Article.objects.get(slug__startswith="russia-japan")
    page = visit(reverse("admin:annotations_annotate", args=[article.pk]), user=people["curator"])
    open_annotating(page)
    select_words(page, "close attention to discussions")
    page.keyboard.press("p")
    page.keyboard.type("Japan will watch the talks.")
    return page


def save(page: Page) -> Annotation:
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form-state")).to_contain_text("draft")
    expect(page.locator("#save")).to_be_disabled()
    return Annotation.objects.get(prediction__summary="Japan will watch the talks.")


def basis(page: Page) -> str:
    return page.input_value("#f-basis")


def test_another_ground_clears_the_basis_that_came_with_the_last_and_going_back_restores_it(page):
    row = save(page)
    assert row.prediction.deadline_basis == "five years from 2015-05-20"
    page.select_option("#f-ground", "none")
    assert basis(page) == ""
    page.select_option("#f-ground", "default-5y")
    assert basis(page) == "five years from 2015-05-20"
    page.select_option("#f-ground", "stated")
    page.fill("#f-end", "2015-07-31")
    row = save(page)
    assert row.prediction.deadline_basis == "stated in the text"
    for ground in ("event", "none", "default-5y"):
        page.select_option("#f-ground", ground)
        assert basis(page) == ""
    page.select_option("#f-ground", "event")
    page.fill("#f-basis", "the end of the talks")
    page.select_option("#f-ground", "none")
    assert basis(page) == "the end of the talks"  # typed by hand
    assert save(page).prediction.deadline_basis == "the end of the talks"


def test_what_readers_see_and_what_a_probability_needs_is_said_and_refused_at_its_field(page):
    page.click("#more summary")
    expect(page.get_by_label("Note Readers see it.", exact=True)).to_be_visible()
    page.fill("#f-probability", "0.9")
    page.keyboard.press("Control+Enter")
    expect(page.locator('[data-error="probability"]')).to_contain_text("print no such number")
    expect(page.locator("#f-probability")).to_be_focused()
    assert not Annotation.objects.filter(prediction__summary="Japan will watch the talks.").exists()
