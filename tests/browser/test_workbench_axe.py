"""axe finds nothing on the annotation page (WCAG 2.2 A and AA), in each of its states."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from annotations.services.annotating import change_annotation
from annotations.services.discussing import say
from annotations.services.inputs import detail_of
from sourcelib.models import Account, Article
from tests.browser.words import click_words, open_annotating, select_words
from tests.factories import ActorFactory, ArticleFactory, ClaimFactory, MentionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "Moscow hesitated for a decade. Japan waited, and Tokyo will probably wait again.\n\n"
    "The two leaders are unlikely to sign a peace treaty this year, officials said."
)
SIZES = [(1440, 900), (390, 844)]
# In how many rows the tools stand, by their middles.
ROWS = """
() => {
  const shown = [...document.querySelectorAll(".tools > *")].filter((tool) => tool.offsetHeight);
  const boxes = shown.map((tool) => tool.getBoundingClientRect());
  const middles = boxes.map((box) => box.top + box.bottom);
  return new Set(middles.map((middle) => Math.round(middle / 8))).size;
}
"""


@pytest.fixture
def article(people: dict[str, Account]) -> Article:
    """A source with drafts of the curator, something in review, and an actor to be suggested."""
    article = ArticleFactory(text=TEXT)
    ClaimFactory(article=article, words="hesitated for a decade", created_by=people["curator"])
    ClaimFactory(article=article, words="officials said", state="in-review")
    MentionFactory(article=article, words="Moscow", actor=ActorFactory(name="Russia"))
    ActorFactory(name="Japan", kind="state")
    return article


def opened(visit: Any, account: Account, article: Article, **options: Any) -> Page:
    """The annotation page; axe is put into it as a script."""
    address = reverse("admin:annotations_annotate", args=[article.pk])
    page = visit(address, user=account, bypass_csp=True, reduced_motion="reduce", **options)
    open_annotating(page)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_while_tagging(visit, people, article, axe, width, height, scheme):
    size = {"width": width, "height": height}
    page = opened(visit, people["curator"], article, viewport=size, color_scheme=scheme)
    faults = {"nothing open": axe(page)}
    for key, kind in (("c", "claim"), ("p", "prediction"), ("a", "actor")):
        select_words(page, "sign a peace treaty")
        expect(page.locator("#popover")).to_be_visible()
        if key == "c":
            faults["the bar at the selection"] = axe(page)
        page.keyboard.press(key)
        expect(page.locator("#form")).to_be_visible()
        page.evaluate(
            "() => document.querySelectorAll('#form details').forEach((d) => (d.open = true))"
        )
        faults[f"the form of a new {kind}"] = axe(page)
        page.click("#form-close")
        leave = page.locator("#leave")
        if leave.is_visible():
            page.click("#leave [value=discard]")
        expect(page.locator("#form")).to_be_hidden()
    click_words(page, "hesitated")
    expect(page.locator("#form-title")).to_have_text("Claim 1")
    page.evaluate(
        "() => document.querySelectorAll('#form details').forEach((d) => (d.open = true))"
    )
    faults["a draft, with every panel open"] = axe(page)
    page.click("#form-close")
    page.click("#help-open")
    expect(page.locator("#help")).to_be_visible()
    faults["the list of keys"] = axe(page)
    page.keyboard.press("Escape")
    page.click("#account summary")
    faults["the menu"] = axe(page)
    page.keyboard.press("Escape")
    expect(page.locator("#account summary")).to_be_focused()
    page.focus("#text")
    page.keyboard.press("Alt+s")
    expect(page.locator(".suggestion")).to_be_visible()
    faults["a suggestion"] = axe(page)
    page.keyboard.press("Escape")
    if width < 1000:
        page.click("#kinds-open")
        faults["the kinds"] = axe(page)
        page.click("#list-toggle")
        expect(page.locator("#list-find")).to_be_focused()
        faults["the list"] = axe(page)
    assert {state: found for state, found in faults.items() if found} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_while_reviewing(visit, people, article, axe, width, height, scheme):
    size = {"width": width, "height": height}
    page = opened(visit, people["editor"], article, viewport=size, color_scheme=scheme)
    page.click("#review-open")
    expect(page.locator("#review-panel")).to_be_visible()
    faults = {"the card": axe(page)}
    page.click("#review-return")
    expect(page.locator("#returning")).to_be_visible()
    faults["sending back"] = axe(page)
    assert {state: found for state, found in faults.items() if found} == {}


@pytest.mark.parametrize("width", [320, 390, 720, 1024, 1440])
def test_nothing_is_wider_than_the_window_and_the_tools_keep_one_row(visit, people, article, width):
    """720 is 1440 at twice the size of its letters."""
    page = opened(visit, people["editor"], article, viewport={"width": width, "height": 800})
    click_words(page, "hesitated")
    expect(page.locator("#form-title")).to_have_text("Claim 1")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    rows = page.evaluate(ROWS)
    assert rows == 1
    assert page.locator(".head").bounding_box()["height"] <= 52


def test_on_a_phone_the_passage_in_hand_stays_above_the_form(visit, people, article):
    page = opened(visit, people["curator"], article, viewport={"width": 390, "height": 844})
    click_words(page, "hesitated")
    expect(page.locator("#form-title")).to_have_text("Claim 1")
    side, passage = page.locator("#side"), page.locator("mark.on").first
    assert passage.bounding_box()["y"] < side.bounding_box()["y"]
    part = side.bounding_box()["height"]
    grip = page.locator("#side-grip")
    grip.focus()
    page.keyboard.press("ArrowUp")
    tall = side.bounding_box()["height"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(grip).to_have_attribute("aria-expanded", "false")
    folded = side.bounding_box()["height"]
    assert folded < part < tall
    box = grip.bounding_box()
    page.mouse.move(box["x"] + 50, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 50, box["y"] - 300, steps=4)
    page.mouse.up()
    expect(grip).to_have_attribute("aria-expanded", "true")
    assert abs(side.bounding_box()["height"] - part) < 2


def found(faults: dict[str, list[str]]) -> dict[str, list[str]]:
    """The states in which there are faults."""
    return {state: lines for state, lines in faults.items() if lines}


@pytest.mark.parametrize(
    ("width", "height", "scheme"), [(1440, 900, "light"), (390, 844, "dark")], ids=["desk", "phone"]
)
def test_while_filling_in_a_prediction(visit, people, article, axe, width, height, scheme):
    size = {"width": width, "height": height}
    page = opened(visit, people["curator"], article, viewport=size, color_scheme=scheme)
    select_words(page, "Tokyo will probably wait")
    page.keyboard.press("p")
    expect(page.locator("#f-summary")).to_be_focused()
    page.keyboard.press("Alt+u")
    expect(page.locator("#form [data-words=likelihood] q")).to_contain_text("probably")
    page.locator("#f-about").press_sequentially("Nobody yet")
    expect(page.locator("#f-about-list")).to_be_visible()
    faults = {"words taken, and a list of actors": axe(page)}
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#form .create")).to_be_visible()
    faults["an actor made in place"] = axe(page)
    page.click("#form [data-cancel]")
    page.fill("#f-about", "")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form [aria-invalid=true]").first).to_be_visible()
    faults["a sentence missing"] = axe(page)
    page.fill("#f-summary", "Japan will wait.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form-state")).to_contain_text("draft")
    page.keyboard.press("Alt+r")
    expect(page.locator("#choosing")).to_be_visible()
    faults["choosing the other passage"] = axe(page)
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    page.fill("#f-summary", "Japan will wait again.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#outbox")).to_be_visible()
    faults["waiting on the device"] = axe(page)
    page.context.set_offline(False)
    expect(page.locator("#outbox")).to_be_hidden()
    assert found(faults) == {}


@pytest.mark.parametrize(
    ("width", "height", "scheme"), [(1440, 900, "dark"), (390, 844, "light")], ids=["desk", "phone"]
)
def test_while_two_work_on_the_same(visit, people, article, axe, width, height, scheme):
    row = Annotation.objects.get(claim__isnull=False, state="draft", article=article)
    asked, _new = say(user=people["editor"], annotation=row, text="Which decade?", asks=True)
    say(user=people["curator"], annotation=row, text="The last one.", answers=asked)
    size = {"width": width, "height": height}
    page = opened(visit, people["curator"], article, viewport=size, color_scheme=scheme)
    click_words(page, "hesitated")
    page.click("#discussion > summary")
    expect(page.locator("#remark-list")).to_contain_text("The last one.")
    faults = {"a discussion": axe(page)}
    page.fill("#f-summary", "Russia hesitated long.")
    change_annotation(
        user=people["editor"],
        annotation=row,
        expected_version=row.version,
        detail=replace(detail_of(row), summary="Russia wavered."),
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator("#conflict")).to_be_visible()
    faults["two versions to put together"] = axe(page)
    page.click("#conflict button[value=theirs]")
    expect(page.locator("#conflict")).to_be_hidden()
    page.click("#versions > summary")
    page.click("#version-compare > summary")
    page.click("#version-show")
    expect(page.locator("#version-between")).not_to_be_empty()
    faults["two versions compared"] = axe(page)
    page.click("#guide-open")
    expect(page.locator("#guide")).to_be_visible()
    faults["the guidelines"] = axe(page)
    assert found(faults) == {}


def test_in_a_text_from_right_to_left(visit, people, axe):
    text = "ישראל שתקה. ירדן צפויה לפתוח את הגבול.\n\nישראל חזרה ושתקה."
    article = ArticleFactory(text=text, language="he")
    ActorFactory(name="ישראל", kind="state", slug="israel")
    ClaimFactory(article=article, words="חזרה ושתקה", created_by=people["curator"])
    page = opened(visit, people["curator"], article)
    faults = {"the text": axe(page)}
    page.focus("#text")
    page.keyboard.press("Alt+s")
    expect(page.locator(".suggestion")).to_be_visible()
    faults["a suggestion"] = axe(page)
    page.click("#suggestion-alike")
    expect(page.locator("#others")).to_be_visible()
    faults["every other mention"] = axe(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    click_words(page, "חזרה")
    expect(page.locator("#form-title")).to_have_text("Claim 1")
    faults["a claim"] = axe(page)
    assert found(faults) == {}
