"""Parts and boundaries of the passage in hand: by handles, buttons and keys, by mouse and touch."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from annotations.models import Annotation
from sourcelib.models import Account, Article
from tests.browser.words import FIND, click_words, open_annotating, select_words
from tests.factories import ArticleFactory, ClaimFactory, PredictionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "\n\n".join(
    [
        "😀 Moscow will probably wait, if talks go on, until the spring comes.",
        "Tokyo 👩‍👩‍👧 hopes for a treaty. Nobody else does.",
        "ستنتظر موسكو حتى الربيع على الأرجح.",
        *[f"Paragraph {number} is here to be scrolled over." for number in range(30)],
    ]
)


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    """A source long enough to scroll."""
    return ArticleFactory(text=TEXT)


@pytest.fixture
def opened(visit: Callable[..., Page], people: dict[str, Account], article: Article):
    """The annotation page with a claim of some words of the source open."""

    def opening(words: str, made: type = ClaimFactory, **options) -> Page:
        made(article=article, words=words, created_by=people["curator"])
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(address, user=people["curator"], **options)
        open_annotating(page)
        click_words(page, words.split()[0])
        expect(page.locator("#form")).to_be_visible()
        return page

    return opening


def saved(page: Page, role: str = "body") -> list[str]:
    """Save what is open; the words of its parts in order, which are those of the text."""
    page.click("#save")
    expect(page.locator("#save")).to_be_disabled()
    spans = Annotation.objects.get().spans.filter(role=role).order_by("part")
    assert [span.part for span in spans] == list(range(1, len(spans) + 1))
    for span in spans:
        assert TEXT[span.start : span.end] == span.exact
    return [span.exact for span in spans]


def handle(page: Page, edge: str, part: int = 0) -> Locator:
    """The handle at one end of a part."""
    return page.locator(f'#handles .handle.{edge}[data-part="{part}"]')


def drag(page: Page, edge: str, words: str, part: int = 0) -> None:
    """Drag a handle to the start or the end of some words."""
    left, top, right, bottom = page.evaluate(FIND, words)
    grip = handle(page, edge, part).locator(".grip").bounding_box()
    bar = handle(page, edge, part).bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    down = y - (bar["y"] + bar["height"] / 2)  # the grip lies beside its line
    page.mouse.move(x, y)
    page.mouse.down()
    to = (left, top + 4) if edge == "start" else (right + 1, bottom + 4)
    page.mouse.move(x + 3, y + 1)
    page.mouse.move(to[0], to[1] + down, steps=4)
    page.mouse.up()


def test_handles_are_dragged_by_mouse_over_paragraphs_and_back(opened):
    page = opened("wait")
    drag(page, "end", "Tokyo 👩‍👩‍👧")
    expect(page.locator("#words-body")).to_contain_text("👩‍👩‍👧")
    drag(page, "start", "will")
    expect(page.locator("#words-body")).to_contain_text("will probably wait")
    words = saved(page)
    assert words == [TEXT[TEXT.index("will") : TEXT.index(" hopes")]]
    drag(page, "end", "will probably")
    expect(page.locator("#words-body")).to_have_text("will probably")
    assert saved(page) == ["will probably"]


def test_a_dragged_handle_takes_whole_words_where_that_is_chosen_and_esc_takes_it_back(opened):
    page = opened("wait")
    page.check("#select-by [value=word]", force=True)
    drag(page, "end", "talks g")
    expect(page.locator("#words-body")).to_have_text("wait, if talks go")
    grip = handle(page, "start").locator(".grip").bounding_box()
    page.mouse.move(grip["x"] + 12, grip["y"] + 12)
    page.mouse.down()
    page.mouse.move(grip["x"] - 90, grip["y"] + 12, steps=3)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator("#words-body")).to_have_text("wait, if talks go")
    expect(page.locator("#form")).to_be_visible()


def test_handles_are_sliders_that_keys_move_and_that_say_where_they_are(opened):
    page = opened("wait")
    end, start = handle(page, "end"), handle(page, "start")
    expect(end).to_have_attribute("aria-label", "End of Passage")
    expect(end).to_have_attribute("aria-valuetext", "ends with “wait”")
    end.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(end).to_have_attribute("aria-valuetext", "ends with “wait, if talks”")
    page.keyboard.press("Alt+ArrowLeft")
    expect(end).to_have_attribute("aria-valuetext", "ends with “wait, if talk”")
    expect(page.locator("#live")).to_have_text("Now: wait, if talk")
    start.focus()
    page.keyboard.press("Home")
    expect(page.locator("#words-body")).to_have_text("😀 Moscow will probably wait, if talk")
    page.keyboard.press("End")
    expect(page.locator("#words-body")).to_have_text("talk")
    page.keyboard.press("Escape")
    expect(page.locator("#text")).to_be_focused()
    assert saved(page) == ["talk"]


def test_in_text_that_runs_leftward_an_arrow_moves_a_handle_the_way_it_points(opened):
    page = opened("موسكو")
    handle(page, "end").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#words-body")).to_have_text("موسكو حتى")
    start, end = handle(page, "start").bounding_box(), handle(page, "end").bounding_box()
    assert end["x"] < start["x"]
    assert saved(page) == ["موسكو حتى"]


def test_boundaries_move_by_keys_in_the_text(opened):
    page = opened("probably wait")
    page.focus("#text")
    page.keyboard.press(".")
    page.keyboard.press(".")
    page.keyboard.press(",")
    page.keyboard.press("<")
    expect(page.locator("#words-body")).to_have_text("will probably wait, if")
    page.keyboard.press(">")
    expect(page.locator("#words-body")).to_have_text("probably wait, if")
    for _ in range(4):
        page.keyboard.press(">")
    expect(page.locator("#live")).to_have_text("It cannot be shorter.")
    assert saved(page) == ["if"]


def test_handles_stay_at_their_words_when_the_page_is_scrolled_narrowed_and_drawn_anew(opened):
    page = opened("Moscow will")

    def off() -> float:
        left = page.evaluate(FIND, "Moscow will")[0]
        return abs(handle(page, "start").bounding_box()["x"] + 1 - (left - 1))

    assert off() <= 2
    page.evaluate("() => document.getElementById('sheet').scrollBy(0, 40)")
    assert off() <= 2
    page.set_viewport_size({"width": 900, "height": 700})
    expect(handle(page, "start")).to_have_count(1)
    page.wait_for_function(
        """words => {
          const marks = [...document.querySelectorAll("#p1 mark")];
          const node = marks.find(mark => mark.textContent === words);
          const {left, top} = node.getClientRects()[0];
          const handle = document.querySelector(".handle.start").getBoundingClientRect();
          return Math.abs(handle.left + 1 - left) <= 2 && Math.abs(handle.top - top) <= 8;
        }""",
        arg="Moscow will",
    )


def test_a_passage_takes_further_parts_that_are_moved_removed_and_joined(opened):
    page = opened("Moscow will")
    select_words(page, "until the spring")
    page.keyboard.press("+")
    expect(page.locator("#part-list li")).to_have_count(2)
    expect(page.locator("#words-body")).to_have_text("Moscow will … until the spring")
    expect(page.locator("#handles .handle")).to_have_count(4)
    select_words(page, "if talks")
    page.keyboard.press("+")
    assert saved(page) == ["Moscow will", "if talks", "until the spring"]

    page.get_by_role("button", name="End of Passage, part 2, one word later").click()
    page.get_by_role("button", name="Remove Passage, part 1").click()
    expect(page.locator("#words-body")).to_have_text("if talks go … until the spring")
    drag(page, "end", "comes", part=1)
    expect(page.locator("#words-body")).to_have_text("if talks go … until the spring comes")
    assert saved(page) == ["if talks go", "until the spring comes"]

    select_words(page, "on, until")
    page.keyboard.press("+")
    expect(page.locator("#words-body")).to_have_text("if talks go on, until the spring comes")
    expect(page.locator("#live")).to_contain_text("Joined with the part that it touches")
    assert saved(page) == ["if talks go on, until the spring comes"]


def test_a_condition_takes_parts_and_has_handles_while_its_field_is_in_hand(opened):
    page = opened("Moscow will probably wait", PredictionFactory)
    select_words(page, "if talks")
    page.keyboard.press("i")
    select_words(page, "Nobody else")
    page.keyboard.press("Shift+I")
    expect(page.locator("#words-condition")).to_have_text("if talks … Nobody else")
    select_words(page, "probably")
    page.keyboard.press("u")
    page.click("#parts summary")
    page.get_by_role("button", name="End of Condition, part 1, one word later").click()
    expect(page.locator("#words-condition")).to_have_text("if talks go … Nobody else")
    expect(handle(page, "start", 1)).to_have_attribute("aria-label", "Start of Condition, part 2")
    expect(page.get_by_role("button", name="Remove Cue")).to_be_visible()
    page.fill("#f-condition", "Talks go on.")
    assert saved(page, "condition") == ["if talks go", "Nobody else"]
    assert Annotation.objects.get().spans.get(role="cue").exact == "probably"


def test_a_finger_drags_a_handle(opened):
    page = opened("Moscow will", viewport={"width": 390, "height": 800}, has_touch=True)
    _left, _top, right, bottom = page.evaluate(FIND, "probably wait")
    grip = handle(page, "end").locator(".grip").bounding_box()
    bar = handle(page, "end").bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    down = y - (bar["y"] + bar["height"] / 2)
    assert grip["width"] >= 24
    assert grip["height"] >= 24
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *point: float) -> None:
        points = [{"x": point[0], "y": point[1]}] if point else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", x, y)
    for step in (0.3, 0.6, 1):
        touch("touchMove", x + (right + 1 - x) * step, y + (bottom + 4 + down - y) * step)
    touch("touchEnd")
    expect(page.locator("#words-body")).to_have_text("Moscow will probably wait")
    assert saved(page) == ["Moscow will probably wait"]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (390, "light")])
def test_axe_finds_nothing_with_parts_handles_and_the_bar(opened, axe, width, scheme):
    page = opened(
        "Moscow will",
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )
    select_words(page, "if talks")
    page.keyboard.press("+")
    expect(page.locator("#part-list li")).to_have_count(2)
    assert axe(page) == []
    select_words(page, "Moscow")
    expect(page.locator("#popover")).to_be_visible()
    assert axe(page) == []
