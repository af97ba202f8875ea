"""The keys of the annotation page: each listed, none against another, and all of one letter off."""

import re
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from sourcelib.models import Account, Article
from tests.browser.words import click_words, open_annotating, select_words
from tests.factories import ActorFactory, ArticleFactory, ClaimFactory, MentionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "Moscow hesitated for a decade.\n\n"
    "Tokyo will probably wait until the spring.\n\n"
    "The two leaders are unlikely to sign a peace treaty this year."
)
# What the browser or a screen reader keeps for itself, in Windows, Linux or macOS.
RESERVED = {
    *("Mod+n", "Mod+t", "Mod+w", "Mod+Shift+n", "Mod+Shift+t", "Mod+Shift+w", "Mod+q", "Mod+l"),
    *("Mod+r", "Mod+d", "Mod+f", "Mod+p", "Mod+j", "Mod+h", "Mod+Tab", "Alt+F4", "Alt+d", "Alt+e"),
    *("Alt+f", "Alt+ArrowLeft", "Alt+ArrowRight", "Alt+Home", "F5", "F11", "F12", "F7"),
    *("Mod+Alt+ArrowLeft", "Mod+Alt+ArrowRight", "Insert", "CapsLock"),
    *(f"Mod+{digit}" for digit in range(1, 10)),
    *(f"Alt+{digit}" for digit in range(1, 10)),
}
# moved by the caret of the text as everywhere, only while the text has the focus
OF_THE_CARET = {"Alt+ArrowLeft", "Alt+ArrowRight"}


@pytest.fixture
def article(people: dict[str, Account]) -> Article:
    """A source with a published claim, a draft of the curator and a mention."""
    article = ArticleFactory(text=TEXT)
    ClaimFactory(article=article, words="hesitated for a decade", state="published")
    ClaimFactory(article=article, words="will probably wait", created_by=people["curator"])
    leaders = ActorFactory(name="Leaders")
    MentionFactory(article=article, words="The two leaders", actor=leaders, state="published")
    return article


@pytest.fixture
def annotating(visit: Callable[..., Page], people: dict[str, Account], article: Article):
    """The annotation page of the source."""

    def opened(role: str = "curator", **options: Any) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(address, user=people[role], **options)
        open_annotating(page)
        return page

    return opened


def with_entries(page: Page) -> list[dict[str, Any]]:
    """Load the page anew and return every key that its features add, in their order."""

    def told(route: Route) -> None:
        script = route.fetch()
        tail = (
            "\nconst add = Keys.prototype.add; globalThis.added = [];"
            "\nKeys.prototype.add = function (entry) {"
            "\n  added.push({ ...entry, when: Boolean(entry.when), where: entry.where ?? 'text' });"
            "\n  add.call(this, entry);\n};"
        )
        route.fulfill(response=script, body=script.text() + tail)

    page.route(re.compile(r"/keys(\.\w+)?\.js"), told)
    page.reload()
    open_annotating(page)
    return page.evaluate("() => added.map(({ run, ...rest }) => rest)")


def test_no_key_is_barred_by_another(annotating):
    """The first that fits is asked first; what always means something leaves the next no chance.

    Wider ones may follow narrower ones: they have the rest of the page, if they say when.
    """
    clashes = [
        f"{key}: “{one.get('says')}” bars “{other.get('says')}”"
        for role in ("curator", "editor")
        for one, other in combinations(with_entries(annotating(role)), 2)
        for key in set(one["keys"]) & set(other["keys"])
        if not one["when"] and (not other["when"] or one["where"] != "text")
    ]
    assert clashes == []


def test_no_key_is_one_that_a_browser_or_a_screen_reader_keeps(annotating):
    entries = with_entries(annotating("editor"))
    used = {
        key
        for entry in entries
        for key in entry["keys"]
        if not (entry["where"] == "text" and key in OF_THE_CARET)
    }
    assert used & RESERVED == set()


def test_every_key_with_a_sentence_is_listed_in_the_order_of_learning(annotating):
    page = annotating("editor")
    entries = with_entries(page)
    page.click("#help-open")
    told = page.locator("#key-groups dt").all_inner_texts()
    assert {entry["says"] for entry in entries if entry.get("says")} == set(told)
    groups = page.locator("#key-groups h3").all_inner_texts()
    assert groups[:2] == ["In the text", "Say what the selected words are"]
    assert groups[-1] == "Help"
    assert len(groups) == len(set(groups))


def test_without_single_keys_none_of_one_sign_does_anything(annotating):
    page = annotating("editor")
    single = {key for entry in with_entries(page) for key in entry["keys"] if len(key) == 1}
    page.keyboard.press("F1")
    page.uncheck("#keys-single")
    page.keyboard.press("Escape")
    page.reload()
    open_annotating(page)
    click_words(page, "hesitated")
    expect(page.locator("#form-title")).to_have_text("Claim 1")
    page.focus("#text")
    expect(page.locator("#suggestions-count")).not_to_have_text("–")
    before = page.locator("body").aria_snapshot()
    for key in sorted(single):
        page.keyboard.press(key)
        page.keyboard.press(f"Shift+{key}")
    assert page.locator("body").aria_snapshot() == before
    select_words(page, "peace treaty")
    expect(page.locator("#popover")).to_be_visible()
    expect(page.locator("#popover kbd").first).to_be_hidden()
    page.keyboard.press("c")
    expect(page.locator("#popover")).to_be_visible()
    expect(page.locator("#form-title")).to_have_text("Claim 1")


def test_keys_go_to_the_next_and_the_previous(annotating):
    page = annotating()
    page.focus("#text")
    title = page.locator("#form-title")
    page.keyboard.press("j")
    expect(title).to_have_text("Claim 1")
    page.keyboard.press("j")
    expect(title).to_have_text("Claim 2")
    page.keyboard.press("j")
    expect(page.locator("#live")).to_have_text("Actor 1 opened")
    page.keyboard.press("j")
    expect(page.locator("#live")).to_have_text("There is none further on")
    page.keyboard.press("k")
    expect(title).to_have_text("Claim 2")
    page.keyboard.press("k")
    expect(title).to_have_text("Claim 1")
    page.keyboard.press("Shift+j")
    expect(page.locator("#live")).to_have_text("Claim 2 opened")
    page.keyboard.press("Shift+j")
    expect(page.locator("#live")).to_have_text("There is none further on")
    expect(title).to_have_text("Claim 2")
    page.keyboard.press("Alt+n")
    expect(title).to_have_text("Actor 1")
    page.keyboard.press("Alt+Shift+w")
    expect(title).to_have_text("Claim 2")
    page.keyboard.press("Alt+Shift+n")
    expect(title).to_have_text("Claim 1")
    page.keyboard.press("Alt+w")
    expect(title).to_have_text("Claim 2")


def test_keys_go_from_paragraph_to_paragraph(annotating):
    page = annotating()
    page.focus("#text")
    page.keyboard.press("]")
    expect(page.locator("#live")).to_have_text("Paragraph 2")
    page.keyboard.press("Alt+PageDown")
    expect(page.locator("#live")).to_have_text("Paragraph 3")
    page.keyboard.press("[")
    expect(page.locator("#live")).to_have_text("Paragraph 2")
    page.keyboard.press("Alt+PageUp")
    expect(page.locator("#live")).to_have_text("Paragraph 1")
    page.keyboard.press("[")
    expect(page.locator("#live")).to_have_text("There is none before")


def test_f6_goes_from_pane_to_pane_and_back(annotating):
    page = annotating()
    click_words(page, "hesitated")
    expect(page.locator("#form-title")).to_have_text("Claim 1")
    page.focus("#text")
    page.keyboard.press("F6")
    expect(page.locator("#form-title")).to_be_focused()
    page.keyboard.press("F6")
    expect(page.locator("#list [aria-current]")).to_be_focused()
    page.keyboard.press("F6")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Shift+F6")
    expect(page.locator("#list [aria-current]")).to_be_focused()
    page.keyboard.press("Alt+m")
    expect(page.locator("#form-title")).to_be_focused()
    page.keyboard.press("Alt+a")
    expect(page.locator("#list [aria-current]")).to_be_focused()
    page.keyboard.press("Alt+x")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#list-find")).to_be_focused()
    page.keyboard.type("leaders")
    expect(page.locator("#list [data-uid]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#list-find")).to_have_value("")


def test_the_drawer_of_the_list_opens_and_closes_by_keys(annotating):
    page = annotating(viewport={"width": 1000, "height": 800})
    page.focus("#text")
    page.keyboard.press("/")
    expect(page.locator("#list-find")).to_be_focused()
    expect(page.locator("#list-toggle")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#list-toggle")).to_be_focused()
    expect(page.locator("#list-pane")).to_be_hidden()


def test_keys_show_and_hide_the_kinds(annotating):
    page = annotating()
    page.focus("#text")
    for key, kind in (("1", "claim"), ("2", "prediction"), ("3", "mention")):
        page.keyboard.press(key)
        button = page.locator(f"#kinds-shown [data-show={kind}]")
        expect(button).to_have_attribute("aria-pressed", "false")
        assert kind not in (page.locator("#text").get_attribute("data-show") or "").split()
        page.keyboard.press(key)
        expect(button).to_have_attribute("aria-pressed", "true")


def test_f1_opens_the_list_of_keys_also_from_a_field(annotating):
    page = annotating()
    page.focus("#list-find")
    page.keyboard.press("F1")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    expect(page.locator("#list-find")).to_be_focused()
