"""A reader searches: by keyboard, on a phone, without JavaScript."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/search/",
    "/search/?q=peace+treaty",
    "/search/?q=%E2%80%9Csecurity+dialogue%E2%80%9D+-moscow",
    "/search/?q=russ*&kind=actors",
    "/search/?q=treaty&kind=passages&from=banana",
    "/search/?q=jpan",
    "/search/?q=%E6%97%A5%E6%9C%AC",
    "/search/?q=-moscow",
    "/search/?q=missile+defence",
    "/search/?q=what+did+Russia+experts+predict+about+the+islands",
    "/search/?q=treaty+moscow&kind=actors&from=2019",
    "/search/?q=japan+AND+russia&kind=predictions",
    "/search/?q=" + "peace%20" * 1_250,
]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(visit, axe, scheme, width):
    page = visit(
        "/search/", bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    faults = []
    for path in PAGES:
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{path}: wider than {width}")
        faults += [f"{path}: {fault}" for fault in axe(page)]

    assert faults == []


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("java_script", [True, False])
def test_from_a_misspelled_word_to_the_very_paragraph(visit, java_script):
    page = visit("/", java_script_enabled=java_script)
    box = page.locator(".find input")
    box.fill("treatty thread")
    box.press("Enter")
    page.wait_for_url("**/search/?q=treatty+thread")
    page.get_by_role("link", name="treaty thread").click()
    page.wait_for_url("**/search/?q=treaty+thread")
    page.locator(".found h3 a").first.click()

    page.wait_for_url("**/sources/russia-japan-relations-are-hanging-by-a-thread/#p*")
    assert "treaty" in page.locator(":target").inner_text()


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("java_script", [True, False])
def test_page_after_page_to_a_passage_and_back(visit, java_script):
    page = visit("/search/?q=russ*&kind=passages", java_script_enabled=java_script)
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**after=**")
    assert page.locator(".pager .num").inner_text().startswith("26–")
    page.get_by_role("link", name="Previous").click()
    page.wait_for_url("**kind=passages")
    place = page.locator(".found .place").nth(4)
    words = page.locator(".found .snip").nth(4).locator(".hit").first.inner_text()
    place.click()

    page.wait_for_url("**#p*")
    assert words in page.locator(":target").inner_text()


@pytest.mark.usefixtures("library")
def test_the_key_for_searching_leads_to_the_box_that_keeps_kind_and_filters(visit):
    page = visit("/search/?q=japan&kind=claims&from=2016")
    page.locator("h1").click()
    page.keyboard.press("/")
    page.keyboard.type("russ*/")
    page.keyboard.press("Enter")

    page.wait_for_url("**/search/?kind=claims&q=russ*%2F&from=2016*")


@pytest.mark.usefixtures("library")
def test_by_keyboard_alone(visit):
    page = visit("/about/")
    page.keyboard.press("/")
    page.keyboard.type("security dialogue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=security+dialogue")
    reached = []
    for _step in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
        if reached[-1].startswith("Predictions") and "/search/" in page.evaluate(
            "document.activeElement.href || ''"
        ):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=predictions")

    assert page.locator(".tabs a[aria-current=page]").inner_text().startswith("Predictions")
    assert page.locator(".found li").count() > 0
