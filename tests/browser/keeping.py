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


def press_in_turn(page: Page, *keys: str) -> None:
    """Press Ctrl with each of the keys, before the server can answer any of them."""
    page.evaluate(
        """keys => {
          for (const key of keys) {
            const told = { key, ctrlKey: true, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new KeyboardEvent("keydown", told));
          }
        }""",
        keys,
    )
