"""In the colours that a reader's system forces on pages, no word and no choice is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from annotations.models import Annotation
from sourcelib.models import Account, Article
from tests.browser.public_pages import TUCKER

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("library")]

Visit = Callable[..., Page]

# How far apart the colours of an element's words and of its ground are, from 0 to 255.
APART = """(one) => {
  const grey = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number);
    return 0.3 * red + 0.59 * green + 0.11 * blue;
  };
  let ground = one;
  const isClear = (of) => /, 0\\)$|transparent/.test(getComputedStyle(of).backgroundColor);
  while (ground.parentElement && isClear(ground)) ground = ground.parentElement;
  return Math.abs(
    grey(getComputedStyle(one).color) - grey(getComputedStyle(ground).backgroundColor));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_of_passages_are_seen_where_they_are_tagged(
    visit: Visit, people: dict[str, Account], scheme: str
) -> None:
    source = Article.objects.get(slug=TUCKER)
    address = f"/admin/sourcelib/article/{source.pk}/annotate/"
    page = visit(address, user=people["editor"], forced_colors="active", color_scheme=scheme)
    mark = page.locator("mark.prediction").first
    assert mark.evaluate(APART) > 100

    mark.click()
    chosen = page.locator("mark[class*=on-]").first
    assert chosen.evaluate(APART) > 60
    assert page.locator("[data-kind=''][aria-pressed=true]").evaluate(APART) > 60
    # a switch that is on: the sign on it is drawn in the colour of its words
    switch = page.locator(".kinds-shown [aria-pressed=true]").first
    sign = switch.locator(".g")
    assert switch.evaluate(APART) > 60
    drawn = sign.evaluate("one => getComputedStyle(one).backgroundColor")
    assert drawn == switch.evaluate("one => getComputedStyle(one).color")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_in_time_are_drawn_in_the_colour_of_words(visit: Visit, scheme: str) -> None:
    told = Annotation.objects.predictions().filter(prediction__deadline__isnull=False)[0]
    page = visit(f"/predictions/{told.uid}/", forced_colors="active", color_scheme=scheme)
    said = page.locator("#course .tl .s")

    drawn = said.evaluate("one => getComputedStyle(one).fill")
    assert drawn == page.locator("h1").evaluate("one => getComputedStyle(one).color")


def test_paper_is_light_whatever_the_screen_is(visit: Visit) -> None:
    told = Annotation.objects.predictions()[0]
    page = visit(f"/predictions/{told.uid}/", color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) != "rgb(255, 255, 255)"

    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
