"""Selecting words on the annotation page with the mouse, as a person would."""

from playwright.sync_api import Page

FIND = """
words => {
  for (const paragraph of document.getElementById("text").children) {
    const start = paragraph.textContent.indexOf(words);
    if (start < 0) continue;
    const place = (offset, atEnd) => {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (offset < node.length || (atEnd && offset === node.length)) return [node, offset];
        offset -= node.length;
      }
    };
    paragraph.scrollIntoView({ block: "center" });
    const range = document.createRange();
    range.setStart(...place(start, false));
    range.setEnd(...place(start + words.length, true));
    const boxes = [...range.getClientRects()];
    const [first, last] = [boxes[0], boxes[boxes.length - 1]];
    const third = first.height / 3;
    return [first.left + 1, first.top + third, last.right - 1, last.top + third];
  }
  throw new Error(`"${words}" is not on the page`);
}
"""


def open_annotating(page: Page) -> None:
    """Wait until the annotation page has drawn its text."""
    page.wait_for_selector("[data-ready=yes]")


def select_words(page: Page, words: str) -> None:
    """Drag over the words."""
    left, top, right, bottom = page.evaluate(FIND, words)
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=3)
    page.mouse.move(right, bottom, steps=3)
    page.mouse.up()
    page.wait_for_timeout(50)  # quicker than a hand on its way to the keyboard


def click_words(page: Page, words: str) -> None:
    """Click into the middle of words that stand on one line."""
    left, top, right, _bottom = page.evaluate(FIND, words)
    page.mouse.click((left + right) / 2, top)
