"""What the tests of never losing anything share: a text, a claim made by hand."""

from playwright.sync_api import Page, expect

from tests.browser.words import select_words

TEXT = (
    "Tokyo 😀 hesitated for a decade. Moscow will wait until the spring.\n\n"
    "Two leaders met in Vladivostok. Officials said little."
)


def write_claim(page: Page, words: str, summary: str) -> None:
    """Tag the words as a claim, and type what it says, without saving it."""
    select_words(page, words)
    page.keyboard.press("c")
    expect(page.locator("#f-summary")).to_be_focused()
    page.keyboard.type(summary)
    page.select_option("#f-claim-kind", "factual")


def save(page: Page) -> None:
    """Save by keyboard, and wait until the form has nothing left to save."""
    page.keyboard.press("Control+Enter")
    expect(page.locator("#save")).to_be_disabled()


def make_claim(page: Page, words: str, summary: str) -> None:
    """Tag and save."""
    write_claim(page, words, summary)
    save(page)


def press_at_once(page: Page, key: str, times: int) -> None:
    """Press Ctrl and a key several times, before the server can answer any of them."""
    page.evaluate(
        """([key, times]) => {
          for (let press = 0; press < times; press += 1) {
            const told = { key, ctrlKey: true, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new KeyboardEvent("keydown", told));
          }
        }""",
        [key, times],
    )
