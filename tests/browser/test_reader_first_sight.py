"""What one sees of the reader at first: the text, on a telephone too, and nothing that jumps."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.public_pages import KASHIN, TUCKER
from tests.browser.test_reader_page import frozen

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("library")]

ADDRESS = f"/sources/{TUCKER}/"
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}
LINES = 3  # of the first paragraph, at least

Visit = Callable[..., Page]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("slug", [TUCKER, KASHIN])
def test_a_telephone_shows_the_first_lines_of_the_text(
    visit: Visit, slug: str, script: bool
) -> None:
    page = visit(f"/sources/{slug}/", viewport=NARROW, java_script_enabled=script)
    box = page.locator("#p1 > p").bounding_box()
    assert box
    assert box["y"] + LINES * 30 < NARROW["height"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_what_is_folded_on_a_telephone_unfolds(visit: Visit, script: bool) -> None:
    page = visit(ADDRESS, viewport=NARROW, java_script_enabled=script, has_touch=True)
    cell = page.locator(".ledger .cell").first
    expect(cell).to_be_hidden()
    page.locator(".ledger summary").tap()
    expect(cell).to_be_visible()
    claims = page.get_by_role("link", name="Claims 43")
    expect(claims).to_be_hidden()
    page.get_by_text("Shown:").tap()
    claims.tap()
    expect(page.locator("main")).to_have_attribute("data-show", "claims")
    expect(page.locator(".now")).to_have_text("Claims")


def test_the_actor_who_is_lit_keeps_a_bar_at_the_foot_of_a_telephone(visit: Visit) -> None:
    page = visit(f"{ADDRESS}?actor=japan", viewport=NARROW, has_touch=True)
    expect(page.locator(".now")).to_have_text("Japan")
    page.get_by_role("button", name="Next mention").tap()
    expect(page.locator(".who .num:visible")).to_have_text("1 of 27")
    page.get_by_role("link", name="Show all again").tap()
    expect(page.locator("main")).to_have_attribute("data-show", "predictions")
    expect(page.locator(".who:visible")).to_have_count(0)


def test_the_whole_rail_is_seen_beside_the_text(visit: Visit) -> None:
    page = visit(ADDRESS, viewport=WIDE)
    expect(page.locator(".keys summary")).to_be_in_viewport()
    rail = "rail => rail.scrollHeight - rail.clientHeight"
    assert page.locator(".rail").evaluate(rail) <= 0
    page.keyboard.press("?")
    expect(page.get_by_label("Keys on")).to_be_in_viewport()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("settings", [{}, {"size": "large", "theme": "dark", "numbers": "on"}])
def test_nothing_moves_while_the_page_is_loaded(
    visit: Visit, viewport: dict[str, int], settings: dict[str, str]
) -> None:
    page = visit(ADDRESS, viewport=viewport)
    for name, value in settings.items():
        page.evaluate("([name, value]) => localStorage.setItem(name, value)", [name, value])
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => {"
        " for (const shift of list.getEntries()) window.moved += shift.value;"
        "}).observe({ type: 'layout-shift', buffered: true });"
    )
    for address in (ADDRESS, f"{ADDRESS}?actor=russia", f"/a/{frozen()}/"):
        page.goto(address)
        expect(page.locator("main.js")).to_have_count(1)
        page.wait_for_function("() => new Promise((done) => requestIdleCallback(() => done(1)))")
        assert page.evaluate("moved") == 0


def test_what_not_every_reader_uses_is_fetched_when_it_is_first_wanted(visit: Visit) -> None:
    page = visit(ADDRESS, viewport=WIDE)
    fetched = "performance.getEntriesByType('resource').map(e => e.name.match(/(\\w+)[^/]*$/)[1])"
    rare = {"modes", "keys", "walk", "copy"}
    assert not rare & set(page.evaluate(fetched))
    page.keyboard.press("j")
    expect(page.locator(".card.on")).to_have_count(1)
    page.get_by_role("link", name="Claims 43").click()
    expect(page.locator("main")).to_have_attribute("data-show", "claims")
    assert rare & set(page.evaluate(fetched)) == {"keys", "copy", "modes"}


def test_no_two_ways_out_of_cards_have_the_same_name(visit: Visit) -> None:
    page = visit(ADDRESS, viewport=WIDE)
    alike = page.evaluate(
        """() => {
          const led = new Map();
          for (const way of document.querySelectorAll(".card :is(a[href], summary)")) {
            const name = (way.getAttribute("aria-label") ?? way.textContent).trim();
            const to = way.href ?? way.closest(".card").id;
            led.set(name, (led.get(name) ?? new Set()).add(to));
          }
          return [...led].filter(([, to]) => to.size > 1).map(([name]) => name);
        }"""
    )
    assert alike == []
