"""The list of what is tagged in a source, beside its text."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sourcelib.models import Account
from tests.browser.bench import TEXT, opened, registry
from tests.browser.words import click_words
from tests.factories import ArticleFactory, MentionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(visit: Any, people: dict[str, Account]) -> Page:
    """A source with mentions in two paragraphs."""
    article = ArticleFactory(text=TEXT)
    actors = registry()
    for words, name in {"Tokyo": "Japan", "Moscow": "Russia", "Shinzo Abe": "Shinzo Abe"}.items():
        MentionFactory(article=article, words=words, actor=actors[name])
    return opened(visit, people["curator"], article)


def test_mentions_unfold_while_one_is_open_and_fold_again_unless_somebody_unfolded_them(page):
    lines = page.locator("#list .within [data-uid] .t")
    expect(lines).to_have_count(0)
    click_words(page, "Tokyo")
    expect(lines).to_have_text(["Tokyo – Japan", "Moscow – Russia"])
    click_words(page, "Shinzo Abe")
    expect(lines).to_have_text(["Shinzo Abe"])
    page.click("#list [data-unfold='0']")
    expect(lines).to_have_count(3)
    page.keyboard.press("Escape")
    expect(lines).to_have_count(2)
    page.click("#list [data-unfold='0']")
    expect(lines).to_have_count(0)


def test_the_window_itself_does_not_scroll_beside_the_panes(page):
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") == 0
