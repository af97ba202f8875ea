"""One browser at the annotation page: what it measures itself while somebody works there.

The durations are the page's own (`static/annotations/workbench/timing.js`) and the browser's long
tasks; nothing here holds a watch.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotations.benchmarking.installation import HOST

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTH, HEIGHT = 1440, 900
PATIENCE = 60_000  # milliseconds that anything may take at all
READING_OVER = 800  # milliseconds that somebody looks at a filled form before saving it
SCROLLED = 240  # pixels of one turn of the wheel

# Long tasks from the first on; the browser tells of those over 50 ms.
OBSERVE = """
() => {
  window.longTasks = [];
  const keep = (list) => longTasks.push(...list.getEntries().map((task) => task.duration));
  new PerformanceObserver(keep).observe({ type: "longtask", buffered: true });
}
"""
# The ends of some words in the middle of a paragraph, which begin and end inside a word: nobody
# tagged exactly these.
PLACE = """
(number) => {
  const paragraph = document.querySelectorAll("#text > [data-paragraph]")[number];
  paragraph.scrollIntoView({ block: "center" });
  const at = (offset) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (offset < node.length) return [node, offset];
      offset -= node.length;
    }
  };
  const words = paragraph.textContent;
  const start = words.search(/\\w{4}/) + 1;
  const end = start + words.slice(start + 30).search(/\\w{3}/) + 31;
  const range = document.createRange();
  const boxes = [start, end].map((offset) => {
    const [node, within] = at(offset);
    range.setStart(node, within);
    range.setEnd(node, within + 1);
    return range.getBoundingClientRect();
  });
  return boxes.map((box) => [box.left + 0.5, box.top + box.height / 3]).flat();
}
"""
# By a promise, not by Playwright's own polling, which the page's content policy forbids.
WAIT = """
([name, patience]) => new Promise((done, fail) => {
  const until = performance.now() + patience;
  const look = () => {
    const found = performance.getEntriesByName(`workbench:${name}`, "measure").at(-1);
    if (found) done(found.duration);
    else if (performance.now() > until) fail(new Error(`The page never measured "${name}"`));
    else setTimeout(look, 20);
  };
  look();
})
"""
FORGET = "() => performance.clearMeasures()"
AT_END = """
() => {
  const [page, sheet] = [document.scrollingElement, document.getElementById("sheet")];
  const box = sheet.scrollHeight > sheet.clientHeight + 1 ? sheet : page;
  return box.scrollTop + box.clientHeight >= box.scrollHeight - 2;
}
"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


@dataclass
class Measured:
    """What was measured, in milliseconds; a list holds one number a try."""

    ready: list[float] = field(default_factory=list)
    popover: list[float] = field(default_factory=list)
    save: list[float] = field(default_factory=list)
    scrolling: list[float] = field(default_factory=list)  # each long task
    turns: int = 0  # of the wheel, from the first word to the last


@dataclass
class Visitor:
    """A browser in which a curator is signed in, and the address of the page."""

    browser: "Browser"
    address: str
    cookies: dict[str, str]

    @contextmanager
    def page(self) -> Iterator["Page"]:
        """Open the page with nothing kept from an earlier visit."""
        context = self.browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
        context.set_default_timeout(PATIENCE)
        context.add_cookies(
            [
                {"name": name, "value": value, "domain": HOST, "path": "/"}
                for name, value in self.cookies.items()
            ]
        )
        page = context.new_page()
        page.goto(self.address)
        self.wait_for(page, "ready")
        try:
            yield page
        finally:
            context.close()

    def measure(self, repeat: int, paragraphs: int) -> Measured:
        """Open the page, select, save and scroll, each `repeat` times; scrolling once."""
        found = Measured()
        for _ in range(repeat):
            with self.page() as page:
                found.ready.append(self.wait_for(page, "ready"))
        with self.page() as page:
            step = max(1, paragraphs // repeat)
            chosen = [number * step % paragraphs for number in range(repeat)]
            for number in chosen:
                found.popover.append(self.select(page, number))
                page.keyboard.press("Escape")
            for number in chosen:
                found.save.append(self.save(page, number))
        with self.page() as page:
            found.scrolling, found.turns = scroll(page)
        return found

    def select(self, page: "Page", number: int) -> float:
        """Drag over words of a paragraph; return how long the bar took to stand beside them."""
        page.evaluate(FORGET)
        page.evaluate(PLACE, number)
        page.evaluate(PAINTED)  # what comes into sight is drawn, and may move a little
        left, top, right, bottom = page.evaluate(PLACE, number)
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move((left + right) / 2, (top + bottom) / 2)
        page.mouse.move(right, bottom)
        page.mouse.up()
        return self.wait_for(page, "popover")

    def save(self, page: "Page", number: int) -> float:
        """Tag words of a paragraph as a claim; return how long saving and drawing it took."""
        self.select(page, number)
        page.keyboard.press("c")
        page.fill("#f-summary", f"Claim {number} of the benchmark holds.")
        page.select_option("#f-claim-kind", "factual")
        page.wait_for_timeout(READING_OVER)  # what the page asks meanwhile is answered
        page.evaluate(FORGET)
        page.keyboard.press("Control+Enter")
        took = self.wait_for(page, "save")
        page.keyboard.press("Escape")
        page.wait_for_selector("#form", state="hidden")
        return took

    def wait_for(self, page: "Page", name: str) -> float:
        """Wait until the page has measured something; return how long that took."""
        took: float = page.evaluate(WAIT, [name, PATIENCE])
        return took


def scroll(page: "Page") -> tuple[list[float], int]:
    """Turn the wheel through the whole text; return the long tasks meanwhile, and the turns."""
    page.wait_for_load_state("networkidle")
    page.evaluate(OBSERVE)
    page.evaluate(PAINTED)
    page.evaluate("() => { longTasks.length = 0; }")
    page.mouse.move(WIDTH / 2, HEIGHT / 2)
    turns = 0
    while not page.evaluate(AT_END) and turns < 10_000:
        page.mouse.wheel(0, SCROLLED)
        page.evaluate(PAINTED)
        turns += 1
    page.evaluate(PAINTED)
    tasks: list[float] = page.evaluate("() => longTasks")
    return tasks, turns
