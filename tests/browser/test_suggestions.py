"""Suggestions beside the text: taken, turned down, undone, and never saved by themselves."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from annotations.models import Annotation, RejectedSuggestion
from sourcelib.models import Account, Article
from tests.browser.words import open_annotating
from tests.factories import ActorAliasFactory, ActorFactory, ArticleFactory, ClaimFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "🎌 Japan hesitated for a decade, and Moscow hesitated too.\n\n"
    "If talks go on, Tokyo will sign the treaty this July.\n\n"
    "Japan waits."
)
PREDICTION = "If talks go on, Tokyo will sign the treaty this July"


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    """Four mentions, one of two candidates, and a prediction."""
    japan = ActorFactory(name="Japan")
    ActorAliasFactory(actor=japan, text="Tokyo", kind="capital-metonym")
    for name in ("Russia", "Soviet Union"):
        ActorAliasFactory(actor=ActorFactory(name=name), text="Moscow", kind="capital-metonym")
    return ArticleFactory(text=TEXT, date=datetime.date(2015, 5, 20), language="en")


@pytest.fixture
def annotating(visit: Callable[..., Page], people: dict[str, Account], article: Article):
    """The annotation page of the source, with its suggestions drawn."""

    def opened(role: str = "curator", *, count: int = 5, **options: Any) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(address, user=people[role], **options)
        open_annotating(page)
        expect(page.locator("#suggestions-count")).to_have_text(str(count))
        return page

    return opened


def go_through(page: Page) -> None:
    """Enter the suggestions by their key."""
    page.focus("#text")
    page.keyboard.press("f")
    expect(page.locator("#suggestion")).to_be_focused()


def mentions() -> list[tuple[str, str, str]]:
    rows = Annotation.objects.filter(kind="mention").order_by("pk")
    return [(row.spans.get().exact, row.mention.actor.name, row.mention.how) for row in rows]


def test_looking_and_moving_saves_nothing(annotating):
    page = annotating()
    marks = page.locator(".suggest")
    expect(marks).to_have_count(3)
    expect(marks.nth(0)).to_have_attribute(
        "aria-label",
        "2 suggestions. Suggested: actor “Japan”, Japan; "
        "Suggested: actor “Moscow”, Russia or Soviet Union",
    )
    marks.nth(2).hover()
    expect(page.locator("#suggestion-words")).to_have_text("Japan")
    go_through(page)
    for key in ("j", "ArrowDown", "j", "k", "ArrowUp", "j", "j", "j"):
        page.keyboard.press(key)
    expect(page.locator("#suggestion-at")).to_have_text("5 of 5")
    page.keyboard.press("j")
    expect(page.locator("#live")).to_have_text("This is the last suggestion")
    page.keyboard.press("Escape")
    expect(page.locator("#suggestion")).to_be_hidden()
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("y")
    page.keyboard.press("n")
    assert not Annotation.objects.exists()
    assert not RejectedSuggestion.objects.exists()


def test_asked_for_before_they_are_known_they_come_by_themselves(annotating):
    page = annotating()
    requests: list[Route] = []
    page.route("**/suggestions/", lambda route: requests.append(route))
    with page.expect_request("**/suggestions/"):
        page.reload()
        open_annotating(page)
    page.keyboard.press("f")
    expect(page.locator("#live")).not_to_be_empty()
    expect(page.locator("#suggestion")).to_be_hidden()
    requests[0].continue_()
    expect(page.locator("#suggestion")).to_be_focused()


def test_y_saves_a_mention_as_a_draft_moves_on_and_can_be_undone(annotating):
    page = annotating()
    go_through(page)
    page.keyboard.press("y")
    expect(page.locator("#suggestion-words")).to_have_text("Moscow")
    expect(page.locator("#suggestion")).to_be_focused()
    expect(page.locator("#live")).to_contain_text("Tagged: “Japan” as Japan. Suggested: actor")
    expect(page.locator("#text mark.mention")).to_have_text("Japan")
    expect(page.locator("#suggestions-count")).to_have_text("4")
    annotation = Annotation.objects.get()
    assert annotation.state == "draft"
    span = annotation.spans.get()
    assert (span.exact, TEXT[span.start : span.end]) == ("Japan", "Japan")
    page.keyboard.press("Control+z")
    expect(page.locator("#text mark.mention")).to_have_count(0)
    expect(page.locator("#suggestions-count")).to_have_text("5")
    expect(page.locator("#suggestion-words")).to_have_text("Japan")
    assert not Annotation.objects.exists()
    page.keyboard.press("Control+y")
    expect(page.locator("#text mark.mention")).to_have_count(1)
    expect(page.locator("#suggestions-count")).to_have_text("4")
    assert mentions() == [("Japan", "Japan", "name")]


def test_y_again_and_again_takes_one_mention_after_the_other(annotating):
    page = annotating()
    page.click('[data-suggest="prediction"]')
    go_through(page)
    for _ in range(4):
        page.keyboard.press("y")
    expect(page.locator("#live")).to_contain_text("No suggestions left")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#text mark.mention")).to_have_count(4)
    assert mentions() == [
        ("Japan", "Japan", "name"),
        ("Moscow", "Russia", "metonym"),
        ("Tokyo", "Japan", "metonym"),
        ("Japan", "Japan", "name"),
    ]


def test_a_digit_chooses_among_several_candidates(annotating):
    page = annotating()
    go_through(page)
    page.keyboard.press("j")
    who = page.locator("#suggestion-who label")
    expect(who).to_have_count(2)
    expect(page.locator("#suggestion-why")).to_contain_text("others go by the same words")
    page.keyboard.press("2")
    expect(who.nth(1).locator("input")).to_be_checked()
    expect(page.locator("#suggestion")).to_be_focused()
    page.keyboard.press("y")
    expect(page.locator("#text mark.mention")).to_have_text("Moscow")
    assert mentions() == [("Moscow", "Soviet Union", "metonym")]


def test_n_is_remembered_for_everybody_and_can_be_undone(annotating):
    page = annotating()
    go_through(page)
    page.keyboard.press("j")
    page.keyboard.press("n")
    expect(page.locator("#live")).to_contain_text("Turned down: “Moscow”")
    expect(page.locator("#suggestions-count")).to_have_text("4")
    expect(page.locator("#saved")).to_contain_text("saved")
    assert RejectedSuggestion.objects.count() == 2  # of each candidate
    page.reload()
    open_annotating(page)
    expect(page.locator("#suggestions-count")).to_have_text("4")
    annotating("editor", count=4)
    page.keyboard.press("Control+z")
    expect(page.locator("#suggestions-count")).to_have_text("5")
    assert not RejectedSuggestion.objects.exists()
    page.keyboard.press("Control+y")
    expect(page.locator("#suggestions-count")).to_have_text("4")
    assert RejectedSuggestion.objects.count() == 2


def test_y_on_a_prediction_opens_its_form_filled_in_and_saves_nothing_by_itself(annotating):
    page = annotating()
    page.click('[data-suggest="mention"]')
    go_through(page)
    expect(page.locator("#suggestion-fields")).to_contain_text("If talks go on")
    page.keyboard.press("y")
    expect(page.locator("#f-summary")).to_be_focused()
    expect(page.locator("#words-body")).to_have_text(PREDICTION)
    expect(page.locator("#words-condition")).to_have_text("If talks go on")
    expect(page.locator("#words-likelihood")).to_have_text("will")
    expect(page.locator("#words-horizon")).to_have_text("this July")
    assert page.input_value("#f-likelihood") == "near-certain"
    assert page.input_value("#f-end") == "2015-07-31"
    assert not Annotation.objects.exists()
    page.keyboard.press("Escape")
    expect(page.locator("#suggestion")).to_be_focused()  # at the same one
    page.keyboard.press("y")
    page.keyboard.type("Japan will sign the treaty.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#suggestions-count")).to_have_text("4")
    annotation = Annotation.objects.get()
    assert annotation.prediction.summary == "Japan will sign the treaty."
    assert {span.role: span.exact for span in annotation.spans.all()} == {
        "body": PREDICTION,
        "condition": "If talks go on",
        "likelihood": "will",
        "horizon": "this July",
    }


def test_after_a_prediction_is_saved_the_next_suggestion_is_in_hand(annotating):
    page = annotating()
    page.locator(".suggest").nth(1).click()
    expect(page.locator("#suggestion")).to_be_focused()
    page.keyboard.press("y")
    page.keyboard.type("Japan will sign the treaty.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#suggestion")).to_be_focused()
    expect(page.locator("#suggestion-words")).to_have_text("Tokyo")


def test_a_form_can_be_opened_before_a_mention_is_saved(annotating):
    page = annotating()
    go_through(page)
    page.keyboard.press("e")
    expect(page.locator("[data-name=actor] .chips")).to_contain_text("Japan")
    page.select_option("#f-part", index=1)
    assert not Annotation.objects.exists()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#suggestion-words")).to_have_text("Moscow")
    assert Annotation.objects.get().mention.part


def test_hidden_they_stay_hidden_on_this_device_and_their_key_brings_them_back(annotating):
    page = annotating()
    page.click("#suggestions-show")
    expect(page.locator("#suggestions-show")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".suggest")).to_have_count(0)
    page.reload()
    open_annotating(page)
    expect(page.locator("#suggestions-count")).to_have_text("5")
    expect(page.locator(".suggest")).to_have_count(0)
    go_through(page)
    expect(page.locator(".suggest")).to_have_count(3)


def test_what_is_tagged_by_hand_is_suggested_no_more(annotating, article, people):
    page = annotating()
    page.locator(".suggest").nth(2).hover()
    expect(page.locator("#suggestion-words")).to_have_text("Japan")
    ClaimFactory(article=article, words="hesitated", created_by=people["curator"])
    page.reload()
    open_annotating(page)
    expect(page.locator("#suggestions-count")).to_have_text("5")
    go_through(page)
    page.keyboard.press("e")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#suggestions-count")).to_have_text("4")


def test_marks_leave_the_words_of_the_text_alone(annotating):
    page = annotating()
    words = page.eval_on_selector_all("#text > p", "all => all.map(p => p.textContent)")
    assert words == TEXT.split("\n\n")
    page.focus("#text")
    page.keyboard.press("Control+a")
    marks = page.locator(".gutter")
    expect(marks).to_have_count(3)
    assert marks.evaluate_all("all => all.every(one => one === one.parentElement.lastChild)")


def test_a_mark_is_reached_by_tab_shows_its_card_and_is_entered_by_enter(annotating):
    page = annotating()
    page.focus("#text")
    page.keyboard.press("Tab")
    expect(page.locator(".suggest").first).to_be_focused()
    expect(page.locator("#suggestion-words")).to_have_text("Japan")
    page.keyboard.press("Enter")
    expect(page.locator("#suggestion")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#suggestion")).to_be_hidden()


def test_without_a_connection_what_is_turned_down_comes_back_and_what_is_taken_waits(annotating):
    page = annotating()
    go_through(page)
    page.context.set_offline(True)
    page.keyboard.press("n")
    expect(page.locator("#saved")).to_contain_text("Not saved")
    expect(page.locator("#suggestions-count")).to_have_text("5")
    page.keyboard.press("y")
    expect(page.locator("#text mark.mention")).to_have_count(1)
    assert not Annotation.objects.exists()
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text("saved", timeout=15_000)
    expect(page.locator("#suggestions-count")).to_have_text("4")
    assert len(mentions()) == 1
    assert not RejectedSuggestion.objects.exists()


def test_single_keys_switched_off_leave_the_buttons(annotating):
    page = annotating()
    page.evaluate("localStorage.setItem('keys', 'off')")
    page.focus("#text")
    page.keyboard.press("f")
    expect(page.locator("#suggestion")).to_be_hidden()
    page.keyboard.press("Alt+s")
    expect(page.locator("#suggestion")).to_be_focused()
    page.keyboard.press("y")
    page.click("#suggestion [data-do=accept]")
    expect(page.locator("#text mark.mention")).to_have_count(1)
    assert mentions() == [("Japan", "Japan", "name")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_the_margin_and_the_card(annotating, axe, scheme):
    page = annotating(bypass_csp=True, color_scheme=scheme)
    go_through(page)
    page.keyboard.press("j")
    expect(page.locator("#suggestion-who label")).to_have_count(2)
    assert axe(page) == []
    page.keyboard.press("j")
    expect(page.locator("#suggestion-fields")).to_be_visible()
    assert axe(page) == []


def test_on_a_phone_a_chip_under_the_paragraph_opens_the_card(annotating, axe):
    size = {"width": 390, "height": 844}
    page = annotating(viewport=size, has_touch=True, bypass_csp=True)
    chips = page.locator(".suggest")
    expect(chips).to_have_count(3)
    box = chips.nth(1).bounding_box()
    assert box is not None
    assert box["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    chips.nth(0).tap()
    card = page.locator("#suggestion")
    expect(card).to_be_visible()
    edge = card.bounding_box()
    assert edge is not None
    assert 0 <= edge["x"] <= 390 - edge["width"]
    assert axe(page) == []
    page.locator("#suggestion [data-do=accept]").tap()
    expect(page.locator("#text mark.mention")).to_have_text("Japan")
    page.locator("#suggestion [data-do=reject]").tap()
    expect(page.locator("#suggestions-count")).to_have_text("3")
    expect(page.locator("#saved")).to_contain_text("saved")
    assert RejectedSuggestion.objects.count() == 2
