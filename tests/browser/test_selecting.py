"""Selecting words on the annotation page: by mouse, touch and keyboard, in every kind of script."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from sourcelib.models import Account, Article
from tests.browser.words import click_words, open_annotating, select_words
from tests.factories import ActorFactory, ArticleFactory, ClaimFactory, MentionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "\n\n".join(
    [
        "👩‍👩‍👧 Tokyo 😀 waits. The U.S. Navy sails soon. Does it? Nobody knows.",
        "قال الوزير إن روسيا ستوقع المعاهدة غدا. ولن تعود.",
        "שָׁלוֹם עוֹלָם, אמר השר. הוא יחזור.",
        "क्षत्रिय हिन्दी में लिखता है। वह जाएगा।",
        "รัฐบาลไทยจะลงนามในสนธิสัญญาปีหน้า",
        "東京は条約に署名しない。ロシアは待つ。",
        "The cafe\u0301’s co\u00adoperation\u00a0goes on.\u00a0 🇷🇺🇯🇵 agreed\u2028today.",
    ]
)


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    """A source in many scripts."""
    return ArticleFactory(text=TEXT)


@pytest.fixture
def selecting(visit: Callable[..., Page], people: dict[str, Account], article: Article):
    """The annotation page of the source, opened by the curator."""

    def opened(**options) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(address, user=people["curator"], **options)
        open_annotating(page)
        return page

    return opened


def save_claim(page: Page, key: str = "c") -> None:
    """Make a claim of the selected words and save it."""
    page.keyboard.press(key)
    expect(page.locator("#f-summary")).to_be_focused()
    page.keyboard.type("Said.")
    page.select_option("#f-claim-kind", "factual")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form-state")).to_contain_text("draft")
    expect(page.locator("#text")).to_be_focused()


def stored() -> list[str]:
    """The words of every claim, which are those of the text at its offsets."""
    found = []
    for annotation in Annotation.objects.order_by("pk"):
        for span in annotation.spans.all():
            assert TEXT[span.start : span.end] == span.exact
            found.append(span.exact)
    return found


def selected(page: Page, words: str) -> None:
    """Wait until these words are offered."""
    expect(page.locator("#popover")).to_be_visible()
    page.wait_for_function("words => getSelection().toString() === words", arg=words)


def go_to(page: Page, paragraph: int) -> None:
    """Put the caret at the start of a paragraph, by keys."""
    page.focus("#text")
    page.keyboard.press("Control+Home")
    for _ in range(paragraph):
        page.keyboard.press("Control+ArrowDown")


def test_words_of_every_script_selected_by_mouse_are_stored_as_they_stand(selecting):
    page = selecting()
    samples = [
        "👩‍👩‍👧 Tokyo 😀",
        "روسيا ستوقع المعاهدة",
        "עוֹלָם, אמר",
        "हिन्दी में",
        "รัฐบาลไทย",
        "条約に署名",
        "cafe\u0301’s co\u00adoperation\u00a0goes",
        "🇷🇺🇯🇵 agreed",
    ]
    for words in samples:
        select_words(page, words)
        save_claim(page)
    assert stored() == samples


@pytest.mark.parametrize(
    ("paragraph", "key", "steps", "words"),
    [
        (0, "ArrowRight", 3, "👩‍👩‍👧 T"),
        (1, "ArrowLeft", 4, "قال"),  # it runs leftward, and the space is left out
        (2, "ArrowLeft", 4, "שָׁלוֹם"),
        (3, "ArrowRight", 2, "क्षत्रि"),
        (3, "Control+ArrowRight", 2, "क्षत्रिय हिन्दी"),
        (4, "Control+ArrowRight", 2, "รัฐบาลไทย"),
        (5, "Control+ArrowRight", 3, "東京は条約"),
        (5, "Alt+ArrowDown", 1, "東京は条約に署名しない"),
        (0, "Alt+ArrowDown", 2, "👩‍👩‍👧 Tokyo 😀 waits. The U.S. Navy sails soon"),
        (6, "Control+ArrowRight", 4, "The cafe\u0301’s co\u00adoperation\u00a0goes"),
        (5, "Control+ArrowDown", 1, "東京は条約に署名しない。ロシアは待つ。"),
    ],
)
def test_words_are_selected_by_keys_alone_and_stored_as_they_stand(
    selecting, paragraph, key, steps, words
):
    page = selecting()
    go_to(page, paragraph)
    *held, arrow = key.split("+")
    for _ in range(steps):
        page.keyboard.press("+".join([*held, "Shift", arrow]))
    expect(page.locator("#popover")).to_be_visible()
    expect(page.locator("#caret")).to_be_in_viewport()
    save_claim(page)
    assert stored() == [words]


def test_the_caret_goes_by_letter_word_sentence_and_line_and_says_what_it_came_to(selecting):
    page = selecting()
    live = page.locator("#live")
    go_to(page, 0)
    page.keyboard.press("ArrowRight")
    expect(live).to_have_text("👩‍👩‍👧")
    page.keyboard.press("Control+ArrowRight")
    expect(live).to_have_text("Tokyo")
    page.keyboard.press("Alt+ArrowDown")
    expect(live).to_have_text("The U.S. Navy sails soon")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowUp")
    expect(live).to_have_text("The U.S. Navy sails soon")
    page.keyboard.press("Control+ArrowDown")
    expect(live).to_have_text(TEXT.split("\n\n")[1])
    page.keyboard.press("ArrowLeft")  # onward: it runs leftward
    expect(live).to_have_text("ق")
    page.keyboard.press("ArrowLeft")
    expect(live).to_have_text("ا")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(live).to_have_text(".")
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowLeft")
    expect(live).to_have_text(".")


def test_a_selection_grows_and_shrinks_and_a_sentence_takes_one_key(selecting):
    page = selecting()
    go_to(page, 0)
    for _ in range(3):
        page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("w")
    selected(page, "The")
    page.keyboard.press("w")
    selected(page, "The U.S. Navy sails soon")
    page.keyboard.press("Alt+Shift+ArrowRight")
    selected(page, TEXT.split("\n\n")[0])
    page.keyboard.press("Shift+W")
    page.keyboard.press("Alt+Shift+ArrowLeft")
    selected(page, "The")
    page.keyboard.press("s")
    selected(page, "The U.S. Navy sails soon")
    page.keyboard.press("Shift+S")
    selected(page, TEXT.split("\n\n")[0])
    page.keyboard.press("Escape")
    expect(page.locator("#popover")).to_be_hidden()
    expect(page.locator("#caret")).to_be_visible()
    assert page.evaluate("getSelection().isCollapsed")


def test_two_clicks_take_the_word_three_the_sentence_four_the_paragraph(selecting):
    page = selecting()
    for count, words in [(2, "Navy"), (3, "The U.S. Navy sails soon"), (4, TEXT.split("\n\n")[0])]:
        left, top, right, _bottom = page.evaluate(FIND_WORD, "Navy")
        page.mouse.click((left + right) / 2, top, click_count=1)
        expect(page.locator("#popover")).to_be_hidden()
        for clicks in range(2, count + 1):
            page.mouse.down(click_count=clicks)
            page.mouse.up(click_count=clicks)
        selected(page, words)
        page.keyboard.press("Escape")


FIND_WORD = """words => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const {left, top, right, bottom} = range.getBoundingClientRect();
    return [left, top + (bottom - top) / 3, right, bottom];
  }
}"""


def test_the_mouse_selects_whole_words_or_sentences_where_that_is_chosen_and_remembered(selecting):
    page = selecting()
    page.check("#select-by [value=word]", force=True)
    select_words(page, "vy sai")
    selected(page, "Navy sails")
    page.keyboard.press("b")
    selected(page, "The U.S. Navy sails soon")
    page.reload()
    open_annotating(page)
    expect(page.locator("#select-by [value=sentence]")).to_be_checked()
    select_words(page, "avy sai")
    selected(page, "The U.S. Navy sails soon")
    page.focus("#text")
    page.keyboard.press("b")
    expect(page.locator("#select-by [value=letter]")).to_be_checked()
    expect(page.locator("#live")).to_contain_text("letters")
    select_words(page, "vy sai")
    selected(page, "vy sai")


def test_white_space_at_the_ends_of_what_is_drawn_over_is_not_taken(selecting):
    page = selecting()
    select_words(page, " Navy sails ")
    selected(page, "Navy sails")


def test_words_that_are_tagged_already_are_opened_and_not_tagged_twice(selecting, article, people):
    claim = ClaimFactory(article=article, words="Navy sails", created_by=people["curator"])
    page = selecting()
    select_words(page, "Navy sails")
    expect(page.locator("#popover [data-do=claim]")).to_contain_text("Open Claim 1")
    expect(page.locator("#popover [data-do=prediction]")).to_contain_text("Prediction")
    expect(page.locator("#live")).to_contain_text("Tagged already as Claim 1")
    page.keyboard.press("c")
    expect(page.locator("#form-title")).to_have_text("Claim 1")
    assert Annotation.objects.get() == claim.annotation


def test_words_that_name_one_actor_may_name_another_too(selecting, article):
    MentionFactory(article=article, words="Tokyo", actor=ActorFactory(name="Japan"))
    page = selecting()
    select_words(page, "Tokyo")
    expect(page.locator("#popover [data-do=mention]")).to_contain_text("Open Actor 1")
    page.keyboard.press("Shift+A")
    expect(page.locator("#f-actor")).to_be_focused()
    expect(page.locator("#form-state")).to_have_text("not saved yet")


def test_overlapping_nested_and_crossing_passages_are_selected_as_any_others(
    selecting, article, people
):
    ClaimFactory(article=article, words="Navy sails soon", created_by=people["curator"])
    page = selecting()
    samples = ["sails soon. Does it", "sails", "The U.S. Navy sails soon", "U.S. Navy"]
    for words in samples:
        select_words(page, words)
        save_claim(page)
    assert stored() == ["Navy sails soon", *samples]


def test_the_bar_at_the_selection_is_reached_and_left_by_keys(selecting):
    page = selecting()
    go_to(page, 0)
    page.keyboard.press("s")
    page.keyboard.press("Tab")
    expect(page.locator("#popover [data-do=claim]")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#popover [data-do=prediction]")).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("#popover [data-do=cancel]")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#popover")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#f-summary")).to_be_focused()
    expect(page.locator("#form-title")).to_contain_text("Claim")


@pytest.mark.parametrize("viewport", [(1440, 420), (1000, 700), (390, 700)])
def test_the_bar_stays_on_the_screen_and_off_the_words(selecting, viewport):
    width, height = viewport
    page = selecting(viewport={"width": width, "height": height})
    go_to(page, 0)
    for paragraph in TEXT.split("\n\n"):
        page.keyboard.press("Shift+S")
        selected(page, paragraph)
        bar = page.locator("#popover").bounding_box()
        assert bar["x"] >= 0
        assert bar["y"] >= 0
        assert bar["x"] + bar["width"] <= width
        assert bar["y"] + bar["height"] <= height
        words = page.evaluate("() => getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
        assert bar["y"] >= words["bottom"] or bar["y"] + bar["height"] <= words["top"]
        page.keyboard.press("Escape")
        page.keyboard.press("Control+ArrowDown")


def test_the_selection_outlasts_that_the_text_is_drawn_anew(selecting, article, people):
    claim = ClaimFactory(article=article, words="Navy sails", created_by=people["curator"])
    page = selecting()
    click_words(page, "Navy")
    expect(page.locator("#form")).to_be_visible()
    page.fill("#f-summary", "Another sentence.")
    select_words(page, "U.S. Navy sails soon")
    page.keyboard.press("m")
    page.click("#save")
    expect(page.locator("#save")).to_be_disabled()
    assert claim.annotation.spans.get().exact == "U.S. Navy sails soon"
    # the caret is where the passage ends, in the text as it is drawn by now
    page.keyboard.press("Shift+ArrowLeft")
    selected(page, "n")
    page.keyboard.press("Shift+Control+ArrowLeft")
    selected(page, "soon")


def test_a_finger_selects_and_taps_what_the_words_are(selecting):
    page = selecting(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    left, top, right, bottom = page.evaluate(FIND_WORD, "Navy")
    page.touchscreen.tap((left + right) / 2, (top + bottom) / 2)
    # what a phone does after a long press, and while its handles are drawn
    page.evaluate("""() => {
      const node = document.getElementById("p1").firstChild;
      const at = node.data.indexOf("Navy");
      getSelection().setBaseAndExtent(node, at, node, at + 4);
      document.dispatchEvent(new PointerEvent("pointercancel"));
    }""")
    expect(page.locator("#popover")).to_be_visible()
    page.evaluate("""() => {
      const node = document.getElementById("p1").firstChild;
      getSelection().extend(node, node.data.indexOf("sails") + 5);
    }""")
    page.wait_for_function("() => document.getElementById('live').textContent.includes('sails')")
    words = page.evaluate("() => getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
    bar = page.locator("#popover").bounding_box()
    assert bar["y"] >= words["bottom"] or bar["y"] + bar["height"] <= words["top"]
    page.tap("#popover [data-do=claim]")
    page.fill("#f-summary", "Said.")
    page.select_option("#f-claim-kind", "factual")
    page.tap("#save")
    expect(page.locator("#form-state")).to_contain_text("draft")
    assert stored() == ["Navy sails"]


def test_a_finger_takes_whole_sentences_where_that_is_chosen_and_its_handles_are_left_alone(
    selecting,
):
    page = selecting(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.tap("#select-by label:has([value=sentence])")
    left, top, right, bottom = page.evaluate(FIND_WORD, "Navy")
    page.touchscreen.tap((left + right) / 2, (top + bottom) / 2)
    page.evaluate("""() => {
      const node = document.getElementById("p1").firstChild;
      const at = node.data.indexOf("Navy");
      getSelection().setBaseAndExtent(node, at, node, at + 4);
    }""")
    expect(page.locator("#live")).to_contain_text("The U.S. Navy sails soon")
    assert page.evaluate("getSelection().toString()") == "Navy"
    assert page.evaluate("CSS.highlights.has('selected')")
    page.tap("#popover [data-do=claim]")
    expect(page.locator("#words-body")).to_have_text("The U.S. Navy sails soon")


def test_the_keys_of_selecting_are_listed(selecting):
    page = selecting()
    page.focus("#text")
    page.keyboard.press("?")
    listed = page.locator("#key-groups")
    for says in [
        "Move by sentence",
        "Select the sentence at the caret",
        "Select more",
        "another part",
    ]:
        expect(listed).to_contain_text(says)
