"""A curator settles what waits in a corrected text: all by keys, by mouse, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Annotation, Reanchoring
from annotations.services.checking import check_library
from sourcelib.models import Account, Article
from tests.factories import ArticleFactory, ClaimFactory
from tests.indexed import index_everything
from tests.reanchoring import outcome_of, revise, words_of

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

QUEUE = "/admin/annotations/reanchoring/settling/"
REWORDED = "Moscow will wait until the spring, if talks go on"
NOW = "Moscow will wait until the summer, if talks go on"
GONE = "The two leaders are unlikely to sign a peace treaty this year"
ELSEWHERE = "officials said 🗻 that"
PLACE = "diplomats 🗻 reported"
AFTER = ", it came to nothing."
TEXT = (
    f"Tokyo hesitated for a decade 🗻. {REWORDED}.\n\n"
    "Nobody expected the islands to be handed over before the end of the century.\n\n"
    f"{GONE}, whatever else they may agree upon in their long talks.\n\n"
    f"Of all this {ELSEWHERE} it was news to them."
)
CORRECTED = (
    f"Tokyo hesitated for a decade 🗻. {NOW}.\n\n"
    "Nobody expected the islands to be handed over before the end of the century.\n\n"
    f"In the end, 🗻 so {PLACE}{AFTER}"
)


@pytest.fixture
def article() -> Article:
    """A corrected source with three passages that wait."""
    row: Article = ArticleFactory(text=TEXT, state="published", title="Winter talks")
    for words in (REWORDED, GONE, ELSEWHERE):
        ClaimFactory(article=row, words=words, summary=f"On: {words}", state="published")
    index_everything()
    revise(row, CORRECTED)
    return row


def claim(words: str) -> Annotation:
    return Annotation.objects.get(claim__summary=f"On: {words}")


def settling(words: str) -> str:
    return f"{QUEUE}{outcome_of(claim(words)).uid}/"


def ready(page: Page) -> None:
    """Wait until the page listens to keys."""
    expect(page.locator("#keys[data-ready]")).to_be_attached()


def arrived(page: Page, words: str) -> None:
    """Wait until the page of a passage listens to keys."""
    expect(page.locator("h1")).to_have_text(f"On: {words}")
    ready(page)


def test_all_is_settled_by_keys(
    visit: Callable[..., Page], people: dict[str, Account], article: Article
) -> None:
    page = visit(f"{QUEUE}{article.pk}/", user=people["curator"])
    page.get_by_role("link", name="Settle them one by one").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(f"On: {REWORDED}")
    expect(page.locator(".progress")).to_contain_text("1 of 3")
    expect(page.locator("del")).to_have_text("spring")
    expect(page.locator("ins")).to_have_text("summer")

    # back and forth, then accept
    ready(page)
    page.keyboard.press("n")
    arrived(page, GONE)
    page.keyboard.press("k")
    arrived(page, REWORDED)
    page.keyboard.press("Enter")
    arrived(page, GONE)
    assert words_of(claim(REWORDED)) == [NOW]

    # taken back, and accepted again
    page.keyboard.press("u")
    arrived(page, REWORDED)
    assert outcome_of(claim(REWORDED)).state == "waiting"
    page.keyboard.press("y")
    arrived(page, GONE)

    # nothing was found: it is left where it stood
    expect(page.locator(".gone")).to_be_visible()
    page.keyboard.press("l")
    if page.locator("#note[required]").count():
        page.keyboard.type("Taken out.")
        page.keyboard.press("Enter")
    arrived(page, ELSEWHERE)
    assert outcome_of(claim(GONE)).state == "left"

    # other words are selected, among characters that scripts count as two
    page.keyboard.press("s")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Control+End")
    for _ in AFTER:
        page.keyboard.press("ArrowLeft")
    for _ in PLACE:
        page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#picked")).to_contain_text(f"Selected: {PLACE}")
    page.keyboard.press("Enter")
    expect(page.locator("#place")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_contain_text("Everything is settled.")
    assert words_of(claim(ELSEWHERE)) == [PLACE]
    assert list(check_library()) == []


def test_words_are_selected_by_mouse_and_single_keys_are_switched_off(
    visit: Callable[..., Page], people: dict[str, Account], article: Article
) -> None:
    assert article.current_revision
    page = visit(settling(GONE), user=people["curator"])
    page.locator("#keys summary").click()
    page.get_by_label("Single keys do something").uncheck()
    page.reload()
    ready(page)
    page.locator("body").press("n")
    page.locator("body").press("Enter")
    expect(page.locator("h1")).to_have_text(f"On: {GONE}")
    page.locator("#text p", has_text="Nobody").dblclick(position={"x": 20, "y": 10})
    expect(page.locator("#picked")).to_contain_text("Selected: Nobody")
    page.get_by_role("button", name="Take these words").click()
    expect(page.locator(".seat label", has_text="selected by you").locator("b")).to_have_text(
        "Nobody"
    )
    page.get_by_role("button", name="Place it there").click()
    expect(page.locator(".told")).to_contain_text("Placed")
    assert words_of(claim(GONE)) == ["Nobody"]


def test_without_scripts_words_are_typed_or_accepted(
    visit: Callable[..., Page], people: dict[str, Account], article: Article
) -> None:
    page = visit(f"{QUEUE}{article.pk}/", user=people["curator"], java_script_enabled=False)
    page.get_by_role("link", name="Settle them one by one").click()
    page.get_by_role("button", name="It stands there").click()
    expect(page.locator("h1")).to_have_text(f"On: {GONE}")
    page.get_by_role("radio", name="Typed:").check()
    page.get_by_label("Words of the new text: passage").fill("the islands")
    page.get_by_role("button", name="Place it there").click()
    expect(page.locator("h1")).to_have_text(f"On: {ELSEWHERE}")
    assert words_of(claim(GONE)) == ["the islands"]
    page.get_by_role("button", name="Take the last one back").click()
    expect(page.locator("h1")).to_have_text(f"On: {GONE}")
    assert words_of(claim(GONE)) == [GONE]


def test_the_annotation_page_keeps_what_does_not_stand_in_its_text(
    visit: Callable[..., Page], people: dict[str, Account], article: Article
) -> None:
    page = visit(f"/admin/sourcelib/article/{article.pk}/annotate/", user=people["editor"])
    expect(page.locator(".behind")).to_contain_text("3 annotations do not stand in this text")
    expect(page.locator("#list")).to_contain_text(GONE)
    expect(page.locator("#list h3").last).to_have_text("Not in this text")

    # its sentence is mended where it stands, and nobody says by that where it stands now
    page.locator("#list button", has_text=GONE).click()
    expect(page.locator("#words-body")).to_have_text(GONE)
    expect(page.locator("#words-elsewhere")).to_have_text(
        "In revision 1 of the text, not in this one."
    )
    page.get_by_label("In one plain sentence").fill(f"On: {GONE}, once more")
    page.locator("#reason-field textarea, #reason-field input").fill("Clearer.")
    page.locator("#save").click()
    expect(page.locator("#saved")).to_contain_text("All changes saved")
    row = Annotation.objects.get(claim__summary__endswith="once more")
    assert words_of(row) == [GONE]
    assert outcome_of(row).state == "waiting"
    page.get_by_role("link", name="3 passages wait for their place").click()
    expect(page.locator("h1")).to_have_text("Winter talks")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(
    visit: Callable[..., Page],
    people: dict[str, Account],
    axe: Callable[[Page], list[str]],
    article: Article,
    scheme: str,
    width: int,
) -> None:
    page = visit(
        QUEUE,
        user=people["curator"],
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        bypass_csp=True,
    )
    paths = [QUEUE, f"{QUEUE}{article.pk}/", settling(REWORDED), settling(GONE)]
    for path in paths:
        page.goto(path)
        for details in page.locator("details").all():
            details.evaluate("one => one.open = true")
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.goto(settling(REWORDED))
    page.get_by_role("button", name="It stands there").click()
    assert axe(page) == []
    assert Reanchoring.objects.filter(state="placed").count() == 1
