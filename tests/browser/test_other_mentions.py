"""Every other mention of an actor, ticked in one list, made at once and undone at once."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from sourcelib.models import Account, Article
from tests.browser.words import click_words, open_annotating, select_words
from tests.factories import ActorAliasFactory, ActorFactory, ArticleFactory, MentionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "😀 Japan hesitated. The island nation waited, and so did Tokyo.\n\n"
    "In Tokyo, Japanese officials met; Japan hopes.\n\n"
    "The island nation hopes, too."
)


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    japan = ActorFactory(name="Japan")
    ActorAliasFactory(actor=japan, text="Tokyo", kind="capital-metonym")
    ActorAliasFactory(actor=japan, text="Japanese", kind="demonym")
    source = ArticleFactory(text=TEXT, date=datetime.date(2015, 5, 20), language="en")
    MentionFactory(article=source, words="Japan", actor=japan)
    return source


@pytest.fixture
def annotating(visit: Callable[..., Page], people: dict[str, Account], article: Article):
    """The annotation page of the source, opened by the curator."""

    def opened(**options: Any) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(address, user=people["curator"], **options)
        open_annotating(page)
        return page

    return opened


def listed(page: Page) -> list[tuple[str, bool]]:
    """Which words are in the list, and whether they are ticked."""
    expect(page.locator("#others")).to_be_visible()
    rows = page.locator("#others-list li").all()
    return [(row.locator("mark").inner_text(), row.locator("input").is_checked()) for row in rows]


def test_all_places_are_listed_in_their_sentences_the_doubtful_ones_unticked(annotating):
    page = annotating()
    before = Annotation.objects.count()
    click_words(page, "Japan")
    page.click("#others-open")
    assert listed(page) == [
        ("Tokyo", True),
        ("Tokyo", False),
        ("Japanese", True),
        ("Japan", True),
    ]
    expect(page.locator("#others-title")).to_have_text("Other mentions of Japan")
    expect(page.locator("#others-count")).to_have_text("3 of 4 ticked")
    doubtful = page.locator("#others-list li").nth(1)
    expect(doubtful).to_contain_text("perhaps only where something happens")
    expect(doubtful.locator("q")).to_have_text("In Tokyo, Japanese officials met; Japan hopes.")
    page.keyboard.press("Escape")
    expect(page.locator("#others")).to_be_hidden()
    assert Annotation.objects.count() == before


def test_enter_makes_what_is_ticked_in_one_request_and_one_step_of_undo(annotating):
    page = annotating()
    click_words(page, "Japan")
    page.focus("#text")
    page.keyboard.press("o")
    expect(page.locator("#others-list input").first).to_be_focused()
    asked = []
    page.on(
        "request",
        lambda request: asked.append(request.method) if "/batch/" in request.url else None,
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#others")).to_be_hidden()
    expect(page.locator("#live")).to_have_text("Tagged 4 other mentions of Japan")
    expect(page.locator("#text mark.mention")).to_have_count(5)
    assert asked == ["POST"]
    made = [
        (row.spans.get().exact, row.mention.actor.name, row.mention.how, row.state)
        for row in Annotation.objects.order_by("spans__start")
    ]
    assert made[1:] == [
        ("Tokyo", "Japan", "metonym", "draft"),
        ("Tokyo", "Japan", "metonym", "draft"),
        ("Japanese", "Japan", "adjective", "draft"),
        ("Japan", "Japan", "name", "draft"),
    ]
    page.click("#undo")
    expect(page.locator("#text mark.mention")).to_have_count(1)
    assert Annotation.objects.count() == 1
    page.click("#redo")
    expect(page.locator("#text mark.mention")).to_have_count(5)
    assert Annotation.objects.count() == 5


def test_words_that_no_registry_has_are_found_again_after_the_mention_is_saved(annotating):
    page = annotating()
    select_words(page, "island nation")
    page.keyboard.press("a")
    page.fill("#f-actor", "Japan")
    page.locator("[data-name=actor] [role=option]", has_text="Japan").first.click()
    page.select_option("#f-how", "description")
    page.keyboard.press("Alt+o")
    assert ("island nation", False) in listed(page)
    assert Annotation.objects.filter(mention__how="description").count() == 1
    page.click('#others [data-tick="description"]')
    expect(page.locator("#others-count")).to_have_text("1 of 5 ticked")
    page.click("#others-yes")
    expect(page.locator("#others")).to_be_hidden()
    assert Annotation.objects.filter(mention__how="description").count() == 2


def test_all_none_and_nothing_to_tag(annotating):
    page = annotating()
    click_words(page, "Japan")
    page.click("#others-open")
    page.click('#others [data-tick="none"]')
    expect(page.locator("#others-yes")).to_be_disabled()
    page.click('#others [data-tick="all"]')
    expect(page.locator("#others-yes")).to_have_text("Tag 4 ↵")
    page.click("#others-yes")
    expect(page.locator("#text mark.mention")).to_have_count(5)
    page.click("#others-open")
    expect(page.locator("#others-none")).to_be_visible()
    expect(page.locator("#others-no")).to_be_focused()


def test_what_was_tagged_meanwhile_is_refused_as_a_whole_and_said(annotating, article):
    page = annotating()
    click_words(page, "Japan")
    page.click("#others-open")
    expect(page.locator("#others")).to_be_visible()
    MentionFactory(article=article, words="Japanese", actor__name="Somebody")
    japan = Annotation.objects.get(spans__exact="Japan").mention.actor
    MentionFactory(article=article, words="Tokyo", actor=japan)
    page.click("#others-yes")
    expect(page.locator("#others-error")).to_contain_text("Tokyo")
    expect(page.locator("#others")).to_be_visible()
    assert Annotation.objects.filter(mention__actor=japan).count() == 2


def test_all_that_are_like_a_suggestion_are_taken_from_its_card(annotating):
    page = annotating()
    expect(page.locator("#suggestions-count")).to_have_text("4")
    page.focus("#text")
    page.keyboard.press("f")
    expect(page.locator("#suggestion-words")).to_have_text("Tokyo")
    expect(page.locator("#suggestion-alike")).to_contain_text("All 2 of Japan by metonym…")
    page.keyboard.press("Shift+A")
    assert listed(page) == [
        ("Tokyo", True),
        ("Tokyo", False),
        ("Japanese", False),
        ("Japan", False),
    ]
    page.keyboard.press("Enter")
    expect(page.locator("#others")).to_be_hidden()
    expect(page.locator("#suggestions-count")).to_have_text("3")
    expect(page.locator("#suggestion")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_the_list(annotating, axe, scheme, width):
    size = {"width": width, "height": 844}
    page = annotating(bypass_csp=True, color_scheme=scheme, viewport=size)
    click_words(page, "Japan")
    page.click("#others-open")
    expect(page.locator("#others")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_enter_tags_what_all_has_ticked(annotating):
    page = annotating()
    click_words(page, "Japan")
    page.click("#others-open")
    before = Annotation.objects.count()
    page.click("#others-ticks [data-tick=all]")
    page.keyboard.press("Enter")
    expect(page.locator("#others")).to_be_hidden()
    assert Annotation.objects.count() == before + 4


def test_words_that_the_source_was_tagged_with_are_looked_for_too(annotating, article):
    japan = Annotation.objects.get().mention.actor
    MentionFactory(article=article, words="The island nation", actor=japan, how="description")
    page = annotating()
    click_words(page, "Japan")
    page.click("#others-open")
    assert ("The island nation", False) in listed(page)
