"""From the first page: what was predicted, whether it came true, and the words that show it.

Whoever has never seen the site finds what Devon Tucker predicted in 2015, what became of it and
the sentence of 2021 that shows it, in three clicks at most; in two, as it is.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("library")]

PREDICTED = "a peace treaty between the two countries"
SHOWN = "No matter how bleak the prospects of a peace treaty"
MOST = 3

Visit = Callable[..., Page]


class Reader:
    """Somebody who clicks on links that can be seen, and counts how often."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, link: Locator) -> None:
        """Follow one link."""
        expect(link).to_be_visible()
        link.click()
        self.page.wait_for_load_state()
        self.clicks += 1


def row_of(page: Page, words: str) -> Locator:
    """The prediction with these words."""
    return page.locator(".prow", has_text=words)


def expect_sentence_of_2021(page: Page, *, scripts: bool) -> None:
    """The page is that of the source of 2021, its sentence lit, and read without scrolling.

    A script goes to the passage; without one its words stand at the head of the page, too.
    """
    expect(page.locator("h1")).to_contain_text("security dialogue after 2020")
    lit = page.locator("mark.on-claim", has_text=SHOWN).first
    expect(lit).to_be_visible()
    expect(lit if scripts else page.get_by_text(SHOWN).first).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("width", [1440, 390])
class TestFromTheFirstPage:
    """At both widths, with scripts and without them."""

    def arrive(self, visit: Visit, width: int, scripts: bool) -> Reader:
        viewport = {"width": width, "height": 900}
        return Reader(visit("/", viewport=viewport, java_script_enabled=scripts))

    def test_by_the_name_of_who_predicted(self, visit: Visit, width: int, scripts: bool) -> None:
        reader = self.arrive(visit, width, scripts)
        page = reader.page
        reader.click(page.locator("#predictors").get_by_role("link", name="Devon Tucker"))

        expect(page.locator("h1")).to_have_text("Devon Tucker")
        prediction = row_of(page, PREDICTED).filter(has_text="Without resolving the dispute")
        expect(prediction).to_contain_text("Came true")
        reader.click(prediction.get_by_role("link", name="Kashin 2021").last)

        expect_sentence_of_2021(page, scripts=scripts)
        assert reader.clicks <= MOST

    def test_by_the_page_of_one_prediction(self, visit: Visit, width: int, scripts: bool) -> None:
        reader = self.arrive(visit, width, scripts)
        page = reader.page
        told = page.locator("#answered .then", has_text=PREDICTED)
        expect(told).to_contain_text("Devon Tucker, 20 May 2015")
        expect(told).to_contain_text("Came true")
        reader.click(told.get_by_role("link", name=PREDICTED))

        expect(page.locator("#evidence")).to_contain_text(SHOWN)
        reader.click(page.locator("#evidence a[href^='/a/']", has_text="Kashin").last)

        expect_sentence_of_2021(page, scripts=scripts)
        assert reader.clicks <= MOST

    def test_by_the_answer_beside_a_prediction(
        self, visit: Visit, width: int, scripts: bool
    ) -> None:
        reader = self.arrive(visit, width, scripts)
        page = reader.page
        told = page.locator("#answered .then", has_text=SHOWN).first
        expect(told).to_contain_text("Devon Tucker, 20 May 2015")
        expect(told).to_contain_text("Came true in part")
        reader.click(told.get_by_role("link", name=SHOWN))

        expect_sentence_of_2021(page, scripts=scripts)
        assert reader.clicks == 1


@pytest.mark.parametrize("width", [1440, 390])
def test_the_first_answer_begins_on_the_first_screen(visit: Visit, width: int) -> None:
    page = visit("/", viewport={"width": width, "height": 900})

    expect(page.locator("#answered .then").first).to_be_in_viewport()
