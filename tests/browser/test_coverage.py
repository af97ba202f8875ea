"""What was read, on the annotation page; what one was given, and that it is done."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from annotations.models import Assignment, ParagraphRead
from sourcelib.models import Account, Article
from tests.browser.words import click_words, open_annotating
from tests.factories import (
    ArticleFactory,
    AssignmentFactory,
    ClaimFactory,
    ParagraphReadFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "\n\n".join(f"This is paragraph {number}, and it says something." for number in range(1, 6))


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    return ArticleFactory(text=TEXT)


@pytest.fixture
def annotating(visit: Callable[..., Page], people: dict[str, Account], article: Article):
    def opened(role: str = "curator", place: str = "", **options: Any) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(f"{address}{place}", user=people[role], **options)
        open_annotating(page)
        return page

    return opened


def read_by(person: Account) -> list[int]:
    rows = ParagraphRead.objects.filter(reader=person).order_by("paragraph")
    return list(rows.values_list("paragraph", flat=True))


def test_x_marks_the_paragraph_at_the_caret_and_goes_to_the_next_that_is_not_read(
    annotating, people, article
):
    ParagraphReadFactory(revision=article.current_revision, paragraph=3, reader=people["curator"])
    page = annotating()
    expect(page.locator("#read-count")).to_have_text("1 of 5 paragraphs read")
    click_words(page, "This is paragraph 2")
    page.keyboard.press("x")
    expect(page.locator("#read-count")).to_have_text("2 of 5 paragraphs read")
    expect(page.locator("#live")).to_contain_text("Paragraph 4, not read yet")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("#live")).to_contain_text("Paragraph 5, not read yet")
    expect(page.locator("#read-count")).to_have_text("3 of 5 paragraphs read")
    page.keyboard.press("x")
    expect(page.locator("#live")).to_contain_text("Paragraph 1, not read yet")
    page.keyboard.press("x")
    expect(page.locator("#live")).to_have_text("All 5 paragraphs are read")
    # it shows in the margin and in the grid, not by colour alone
    expect(page.locator("#p2")).to_have_attribute("data-read", "own")
    sign = page.evaluate("getComputedStyle(document.getElementById('p2'), '::before').content")
    assert "✓" in sign
    cell = page.locator('#grid [data-paragraph="1"]')
    expect(cell).to_have_attribute("aria-label", re.compile("read$"))
    # and is kept
    page.reload()
    open_annotating(page)
    expect(page.locator("#read-count")).to_have_text("5 of 5 paragraphs read")
    assert read_by(people["curator"]) == [1, 2, 3, 4, 5]


def test_what_was_marked_is_undone_and_done_again(annotating, people):
    page = annotating()
    click_words(page, "This is paragraph 4")
    with page.expect_response("**/coverage/"):
        page.click("#read-all")
    expect(page.locator("#read-count")).to_have_text("4 of 5 paragraphs read")
    page.focus("#text")
    with page.expect_response("**/coverage/"):
        page.keyboard.press("Control+z")
    expect(page.locator("#read-count")).to_have_text("0 of 5 paragraphs read")
    assert read_by(people["curator"]) == []
    with page.expect_response("**/coverage/"):
        page.keyboard.press("Control+Shift+z")
    expect(page.locator("#read-count")).to_have_text("4 of 5 paragraphs read")
    assert read_by(people["curator"]) == [1, 2, 3, 4]
    click_words(page, "This is paragraph 2")
    with page.expect_response("**/coverage/"):
        page.keyboard.press("Shift+X")
    expect(page.locator("#read-count")).to_have_text("3 of 5 paragraphs read")
    assert read_by(people["curator"]) == [1, 3, 4]


def test_what_others_have_read_is_told_apart(annotating, people, article):
    ParagraphReadFactory(revision=article.current_revision, paragraph=1, reader=people["editor"])
    page = annotating()
    expect(page.locator("#read-count")).to_have_text("0 of 5 paragraphs read")
    expect(page.locator("#p1")).to_have_attribute("data-read", "others")
    cell = page.locator('#grid [data-paragraph="0"]')
    expect(cell).to_have_attribute("aria-label", re.compile("read by others"))


def test_a_mark_made_without_a_connection_is_sent_when_it_returns(annotating, people):
    page = annotating()
    click_words(page, "This is paragraph 1")
    page.context.set_offline(True)
    page.keyboard.press("x")
    expect(page.locator("#read-count")).to_have_text("1 of 5 paragraphs read")
    page.wait_for_function("Object.keys(localStorage).some((key) => key.includes(':read:'))")
    assert read_by(people["curator"]) == []
    page.context.set_offline(False)
    with page.expect_response("**/coverage/"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert read_by(people["curator"]) == [1]
    expect(page.locator("#read-count")).to_have_text("1 of 5 paragraphs read")


def test_the_first_page_leads_to_what_is_not_read(annotating, people, article):
    for number in (1, 2):
        ParagraphReadFactory(
            revision=article.current_revision, paragraph=number, reader=people["curator"]
        )
    page = annotating(place="#unread")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#live")).to_contain_text("Paragraph 3, not read yet")
    page.keyboard.press("x")
    expect(page.locator("#p3")).to_have_attribute("data-read", "own")


def test_what_one_was_given_is_done_after_being_told_what_is_left(annotating, people, article):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    AssignmentFactory(
        article=article,
        assignee=people["curator"],
        assigned_by=people["editor"],
        due_on=yesterday,
        note="Mind the names.",
    )
    ClaimFactory(article=article, words="paragraph 1", created_by=people["curator"])
    page = annotating()
    given = page.locator("#given")
    expect(given).to_contain_text("Given to you to annotate by Eddie Editor")
    expect(given).to_contain_text("overdue since")
    expect(given).to_contain_text("Mind the names.")
    page.click("#given [data-done]")
    expect(page.locator("#ask-text")).to_have_text(
        "5 paragraphs are not marked as read. 1 of your drafts are not submitted for review."
    )
    page.keyboard.press("Escape")
    expect(given).to_be_visible()
    page.click("#given [data-done]")
    page.click("#ask-yes")
    expect(given).to_be_hidden()
    row = Assignment.objects.get()
    assert (row.outcome, row.ended_by) == ("done", people["curator"])
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(given).to_be_visible()
    assert Assignment.objects.open().exists()


def test_reading_is_marked_on_a_phone_and_axe_finds_nothing(annotating, people, article, axe):
    AssignmentFactory(article=article, assignee=people["curator"])
    page = annotating(viewport={"width": 390, "height": 844}, has_touch=True, bypass_csp=True)
    page.click("#list-toggle")
    page.click("#read-this")
    expect(page.locator("#read-count")).to_have_text("1 of 5 paragraphs read")
    assert axe(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_first_page(visit, people, article, axe, theme):
    AssignmentFactory(article=article, assignee=people["curator"], due_on="2020-01-01")
    ClaimFactory(
        article=article,
        words="paragraph 1",
        created_by=people["curator"],
        state_reason="Too long.",
    )
    page = visit("/admin/", user=people["curator"], bypass_csp=True, color_scheme=theme)
    expect(page.locator(".desk")).to_contain_text("overdue since")
    assert axe(page) == []
    page.click('.counts a[href="#todo-returned"]')
    page.click("#todo-returned + ul a")
    open_annotating(page)
    expect(page.locator("#form-returned")).to_have_text("Too long.")
