"""Reading in a browser: with a pointer, with keys, without a script, on a narrow screen."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Annotation, Prediction

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("library")]

ADDRESS = "/sources/russia-japan-relations-are-hanging-by-a-thread/"
OTHER = "/sources/the-russo-japanese-security-dialogue-after-2020/"
EVERYTHING = f"{ADDRESS}?show=claims,predictions,actors"
WIDE = {"width": 1440, "height": 1000}
NARROW = {"width": 390, "height": 844}

Visit = Callable[..., Page]


def frozen() -> str:
    """The prediction that lies in no other: "If Russia chooses to close ranks…"."""
    return str(Prediction.objects.get(summary__startswith="If Russia joins").annotation.uid)


def nested() -> tuple[str, str]:
    """A prediction (number 11) inside a claim (number 40)."""
    inner = Prediction.objects.get(summary__startswith="Russia will take part in the ceremonies")
    outer = Annotation.objects.get(claim__summary__startswith="Russia's decision to join")
    return str(inner.annotation.uid), str(outer.uid)


def ending(tail: str) -> re.Pattern[str]:
    """Addresses that end so; what a script first fetches its part for needs a moment."""
    return re.compile(re.escape(tail) + "$")


def open_card(page: Page) -> str | None:
    """The uid of the card that is open."""
    cards = page.locator(".card.on")
    return (cards.get_attribute("id") or "")[1:] if cards.count() else None


def test_all_published_spans_of_the_op_ed_are_in_the_text(visit: Visit) -> None:
    page = visit(EVERYTHING, viewport=WIDE)
    named = page.eval_on_selector_all(
        ".art mark[data-ann]", "marks => marks.flatMap(mark => mark.dataset.ann.split(' '))"
    )
    assert len(set(named)) == 156
    assert set(named) == {
        str(uid)
        for uid in Annotation.objects.filter(article__slug=ADDRESS.split("/")[2]).values_list(
            "uid", flat=True
        )
    }


def test_a_press_opens_the_innermost_passage_and_a_second_press_the_next(visit: Visit) -> None:
    inner, outer = nested()
    page = visit(EVERYTHING, viewport=WIDE)
    words = page.locator(f'mark[data-ann*="{inner}"]', has_text="decision to participate").first
    words.click()
    assert open_card(page) == inner
    words.click()
    assert open_card(page) == outer
    expect(page).to_have_url(ending(f"#c{outer}"))
    page.keyboard.press("Escape")
    assert open_card(page) is None


def test_modes_change_in_place_and_the_address_follows(visit: Visit) -> None:
    page = visit(ADDRESS, viewport=WIDE)
    main = page.locator("main")
    page.get_by_role("link", name="Claims 43").click()
    expect(main).to_have_attribute("data-show", "claims")
    expect(page).to_have_url(ending("?show=claims"))
    page.locator(".cast a[href*='actor=russia']").first.click()
    expect(main).to_have_attribute("data-actor", "russia")
    expect(page).to_have_url(ending("?actor=russia"))
    assert page.locator("mark.lit").count() >= 30
    page.get_by_text("Topics", exact=False).locator("visible=true").last.click()
    page.locator(".topics a").first.click()
    expect(page).to_have_url(re.compile(r"\?topic="))
    assert page.locator("mark.lit").count() == 0
    page.reload()
    assert page.locator(".card.names:visible").count() > 0


def test_modes_that_change_in_place_keep_the_standard_and_its_switch_the_mode(
    visit: Visit,
) -> None:
    page = visit(f"{ADDRESS}?standard=phia", viewport=WIDE)
    page.get_by_role("link", name="Claims 43").click()
    expect(page).to_have_url(ending("?show=claims&standard=phia"))
    page.locator(".modes a[data-show=predictions]").click()
    expect(page).to_have_url(ending(f"{ADDRESS}?standard=phia"))
    page.locator(".cast a[href*='actor=russia']").first.click()
    expect(page).to_have_url(ending("?actor=russia&standard=phia"))

    page.locator("#standards").get_by_role("link", name="Kent 1964").click()
    expect(page.locator("#standards b[aria-current]")).to_have_text("Kent 1964")
    expect(page).to_have_url(ending("?actor=russia&standard=kent-1964"))
    page.locator("#standards").get_by_role("link", name="ICD 203").click()
    expect(page.locator("#standards b[aria-current]")).to_have_text("ICD 203")
    expect(page).to_have_url(ending(f"{ADDRESS}?actor=russia"))


@pytest.mark.parametrize(
    ("key", "shown"),
    [("c", "claims predictions"), ("p", "none"), ("0", "none"), ("a", "predictions actors")],
)
def test_a_key_shows_or_hides_a_kind(visit: Visit, key: str, shown: str) -> None:
    page = visit(ADDRESS, viewport=WIDE)
    page.keyboard.press(key)
    expect(page.locator("main")).to_have_attribute("data-show", shown)


@pytest.mark.parametrize(
    ("key", "focused"), [("c", ".ref.prediction"), ("0", ".modes a[data-show=none]")]
)
def test_a_key_that_closes_a_card_does_not_lose_the_focus(
    visit: Visit, key: str, focused: str
) -> None:
    page = visit(ADDRESS, viewport=WIDE)
    page.locator(".ref.prediction").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card.on")).to_be_focused()
    page.keyboard.press(key)
    expect(page.locator(focused).first).to_be_focused()


def test_keys_walk_through_cards_and_through_an_actors_passages(visit: Visit) -> None:
    page = visit(ADDRESS, viewport=WIDE)
    opened = page.locator(".card.on")
    page.keyboard.press("j")
    expect(opened).to_have_count(1)
    first = open_card(page)
    page.keyboard.press("j")
    expect(opened).not_to_have_id(f"c{first}")
    page.keyboard.press("k")
    expect(opened).to_have_id(f"c{first}")
    assert page.evaluate("document.activeElement.id") == f"c{first}"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == f"a{first}"
    page.locator(".cast a[href*='actor=japan']").first.click()
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page.locator(".cast [aria-current] + .who [aria-live]")).to_have_text("2 of 27")


def test_keys_that_are_switched_off_stay_off(visit: Visit) -> None:
    page = visit(ADDRESS, viewport=WIDE)
    page.get_by_text("Keys", exact=True).click()
    page.locator("#keys-on").uncheck()
    page.reload()
    page.keyboard.press("e")
    expect(page.locator("main")).to_have_attribute("data-show", "predictions")


def test_cards_beside_the_text_do_not_overlap_and_do_not_move_it(visit: Visit) -> None:
    page = visit(ADDRESS, viewport=WIDE)
    paragraph = page.locator("#p20 > p")
    before = paragraph.bounding_box()
    page.locator(f"#a{frozen()}").click()
    assert open_card(page) == frozen()
    after = paragraph.bounding_box()
    assert before
    assert after
    assert after["y"] + page.evaluate("scrollY") == pytest.approx(before["y"], abs=1)
    boxes = page.eval_on_selector_all(
        ".card",
        "cards => cards.map(card => card.getBoundingClientRect()).filter(b => b.height)"
        ".map(b => [b.top, b.bottom])",
    )
    assert all(above[1] <= below[0] + 1 for above, below in pairwise(boxes))
    foot = page.locator(".aft").bounding_box()
    assert foot
    assert foot["y"] >= max(bottom for _, bottom in boxes)


def test_the_address_of_a_passage_brings_it_into_view(visit: Visit) -> None:
    page = visit(f"/a/{frozen()}/", viewport=WIDE)
    expect(page.locator(f'mark[data-ann*="{frozen()}"]').first).to_be_in_viewport()
    expect(page.locator(f"#c{frozen()} .more")).to_be_visible()


def test_without_a_script_everything_is_reachable(visit: Visit) -> None:
    page = visit(ADDRESS, viewport=WIDE, java_script_enabled=False)
    page.locator(f"#a{frozen()}").click()
    card = page.locator(f"#c{frozen()}")
    expect(card.get_by_text("Medium confidence")).to_be_visible()
    card.locator("summary").click()
    expect(card.get_by_text("Shanghai Daily", exact=False)).to_be_visible()
    page.locator(".cast a[href*='actor=russia']").first.click()
    expect(page).to_have_url(ending("?actor=russia"))
    assert page.locator("mark.lit").count() >= 30
    page.get_by_role("link", name="Text only").click()
    expect(page.locator(f"#a{frozen()}")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_on_a_narrow_screen_a_card_is_a_sheet_at_the_foot(visit: Visit, script: bool) -> None:
    page = visit(ADDRESS, viewport=NARROW, java_script_enabled=script)
    page.locator(f'.pip[href="#c{frozen()}"]').click()
    page.wait_for_timeout(300)  # it slides in
    box = page.locator(f"#c{frozen()}").bounding_box()
    assert box
    assert box["y"] + box["height"] == pytest.approx(NARROW["height"], abs=2)
    assert box["height"] <= NARROW["height"] * 0.62 + 1
    close = page.locator(f"#c{frozen()} .x")
    size = close.bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 44
    close.click()
    expect(page.locator(f"#c{frozen()}")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing(
    visit: Visit, axe: Callable[[Page], list[str]], scheme: str, viewport: dict[str, int]
) -> None:
    for address in (
        ADDRESS,
        EVERYTHING,
        f"{ADDRESS}?actor=russia",
        f"{ADDRESS}#c{frozen()}",
        f"/a/{frozen()}/",
        OTHER,
    ):
        page = visit(address, viewport=viewport, color_scheme=scheme, bypass_csp=True)
        assert axe(page) == []
        page.close()
