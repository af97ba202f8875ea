"""The masthead at every width: nothing lies upon anything else, and the name is seen whole."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = [390, 700, 900, 1000, 1024, 1060, 1100, 1153, 1160, 1200, 1440]

# The name is measured by its words, which may stand out of its box. What of the navigation
# is scrolled out of sight lies on nothing.
COLLISIONS = """() => {
  const edge = document.querySelector(".mast nav").getBoundingClientRect().right;
  const boxes = [...document.querySelectorAll(".brand, .mast nav a, .find, .tog")].map((one) => {
    const words = new Range();
    words.selectNodeContents(one);
    const { left, right, top, bottom } =
      (one.matches(".brand") ? words : one).getBoundingClientRect();
    const seen = one.matches("nav a") ? Math.min(right, edge) : right;
    return { name: one.className || one.textContent, left, right: seen - 0.5, top, bottom };
  });
  const meet = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return boxes.flatMap((a, i) =>
    boxes.slice(i + 1).filter((b) => meet(a, b)).map((b) => `${a.name} on ${b.name}`));
}"""


def test_nothing_in_the_masthead_lies_on_anything_else(visit: Callable[..., Page]) -> None:
    page = visit("/")
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate(COLLISIONS)

    assert found == {width: [] for width in WIDTHS}
