"""Every public page is walked with the Tab key, from the skip link to the last link of its foot."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.public_pages import TUCKER, addresses

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("library")]

Visit = Callable[..., Page]

# What can be focused and seen, numbered in the order of the page.
NUMBER = """() => {
  const focusable = "a[href], button, input, select, textarea, summary, [tabindex]";
  const all = [...document.querySelectorAll(focusable)].filter((one) =>
    one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" &&
    one.checkVisibility({visibilityProperty: true}) &&
    !(one.type === "radio" && one.name && !one.checked));
  all.forEach((one, number) => { one.dataset.walked = number; });
  return all.length;
}"""
# Which it is, whether a frame shows its focus (its own, or that of what stands around it or for
# it, as with a search box and a box to tick), and whether it is on the screen.
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const isFramed = [one, one.parentElement, one.nextElementSibling].filter(Boolean)
    .map((of) => getComputedStyle(of))
    .some((of) => of.outlineStyle !== "none" && parseFloat(of.outlineWidth) > 0);
  const box = one.getBoundingClientRect();
  const isInView = box.bottom > 0 && box.top < innerHeight;
  const number = one.dataset.walked === undefined ? -1 : Number(one.dataset.walked);
  return {number, html: one.outerHTML.slice(0, 120), isFramed, isInView};
}"""


def walk(page: Page, steps: int) -> list[dict[str, Any]]:
    """Press Tab until the focus has left the page or is where it was, at most `steps` times."""
    stops: list[dict[str, Any]] = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or focused["number"] in {stop["number"] for stop in stops}:
            break
        stops.append(focused)
    return stops


@pytest.mark.parametrize("width", [1440, 390])
def test_tab_reaches_everything_once_and_its_focus_is_seen(visit: Visit, width: int) -> None:
    page = visit("/", viewport={"width": width, "height": 900})
    faults = []
    for path in addresses():
        page.goto(path)
        count = page.evaluate(NUMBER)
        first = int(page.evaluate("document.activeElement.dataset.walked ?? -1")) + 1  # autofocus
        stops = walk(page, count + 10)
        missed = set(range(first, count)) - {stop["number"] for stop in stops}
        faults += [
            f"{path}: not reached: "
            + page.locator(f"[data-walked='{number}']").evaluate("one => one.outerHTML")[:160]
            for number in sorted(missed)[:5]
        ]
        faults += [f"{path}: no focus to see: {s['html']}" for s in stops if not s["isFramed"]][:5]
        faults += [f"{path}: out of view: {s['html']}" for s in stops if not s["isInView"]][:5]
    assert faults == []


def test_the_first_stop_skips_to_the_content_of_every_page(visit: Visit) -> None:
    page = visit("/", viewport={"width": 1440, "height": 900})
    faults = []
    for path in addresses():
        page.goto(path)
        page.keyboard.press("Tab")
        link = page.locator(".skip")
        if path.endswith("/embed/") or page.locator("[autofocus]").count():
            continue  # it is all content; it begins within the content
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        inside = page.evaluate("() => document.activeElement.closest('main, .foot') !== null")
        if not inside:
            faults.append(f"{path}: {page.evaluate('document.activeElement.outerHTML')[:120]}")
    assert faults == []


@pytest.mark.parametrize("width", [1440, 390])
def test_a_card_that_was_opened_by_key_gives_the_focus_back(visit: Visit, width: int) -> None:
    page = visit(f"/sources/{TUCKER}/", viewport={"width": width, "height": 900})
    number = page.locator(".ref.prediction").first
    number.focus()
    page.keyboard.press("Enter")
    uid = (number.get_attribute("id") or "")[1:]
    expect(page.locator(f"#c{uid}")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.card')?.id") == f"c{uid}"
    page.keyboard.press("Escape")
    expect(number).to_be_focused()
    expect(page.locator(".card.on")).to_have_count(0)
