"""The annotation page, by mouse, by keyboard and to a screen reader."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Actor, Annotation
from sourcelib.models import Account, Article
from tests.browser.words import click_words, open_annotating, select_words
from tests.factories import ActorFactory, ArticleFactory, ClaimFactory, MentionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "👩‍👩‍👧 Tokyo 😀 hesitated for a decade. "
    "Moscow will probably wait until the spring, if talks go on.\n\n"
    "The café’s two leaders are unlikely to sign a peace treaty this year, officials said."
)


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    """A source with an emoji of several code points before everything."""
    return ArticleFactory(text=TEXT)


@pytest.fixture
def annotating(visit: Callable[..., Page], people: dict[str, Account], article: Article):
    """The annotation page of the source, opened by the curator."""

    def opened(role: str = "curator", **options) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(address, user=people[role], **options)
        open_annotating(page)
        return page

    return opened


def test_offsets_after_emoji_count_code_points(annotating):
    page = annotating()
    select_words(page, "hesitated for a decade")
    page.keyboard.press("c")
    page.keyboard.type("Tokyo hesitated.")
    page.select_option("#f-claim-kind", "factual")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form-state")).to_contain_text("draft")
    span = Annotation.objects.get().spans.get()
    assert span.exact == "hesitated for a decade"
    assert TEXT[span.start : span.end] == span.exact


def test_a_passage_is_selected_tagged_and_saved_by_keyboard_alone(annotating):
    page = annotating()
    page.focus("#text")
    page.keyboard.press("Control+Home")
    for _ in range(2):
        page.keyboard.press("Control+ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("Control+Shift+ArrowRight")
    expect(page.locator("#popover")).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator("#f-summary")).to_be_focused()
    page.keyboard.type("There are two leaders.")
    page.focus("#f-claim-kind")
    page.keyboard.press("f")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form-state")).to_contain_text("draft")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#caret")).to_be_visible()
    assert Annotation.objects.get().claim.kind == "factual"
    # and opened again from the caret
    page.keyboard.press("Escape")
    expect(page.locator("#form")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#form")).to_be_visible()


def test_an_actor_is_found_by_its_alias_or_made_on_the_spot(annotating):
    japan = ActorFactory(name="Japan")
    japan.aliases.create(text="Tokyo", kind="capital-metonym")
    page = annotating()
    select_words(page, "Tokyo")
    page.keyboard.press("a")
    expect(page.locator("[data-name=actor] [role=option]").first).to_contain_text("Japan")
    page.keyboard.press("Enter")
    page.select_option("#f-how", "metonym")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form-state")).to_contain_text("draft")
    assert Annotation.objects.get().mention.actor == japan

    select_words(page, "officials")
    page.keyboard.press("a")
    page.locator("[data-name=actor] [role=option]").first.wait_for()
    page.keyboard.press("Shift+Enter")
    page.select_option(".create select", "group")
    page.click("[data-create]")
    expect(page.locator("[data-name=actor] .chips")).to_contain_text("officials")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form-title")).to_have_text("Actor 2")
    assert Actor.objects.get(name="officials").kind == "group"


def test_the_words_of_a_prediction_are_picked_in_the_text(annotating):
    page = annotating()
    select_words(page, "Moscow will probably wait until the spring, if talks go on")
    page.keyboard.press("p")
    page.keyboard.type("Moscow will wait.")
    page.click("[data-pick=likelihood]")
    select_words(page, "probably")
    expect(page.locator("#words-likelihood")).to_have_text("probably")
    select_words(page, "if talks go on")
    page.keyboard.press("i")
    select_words(page, "until the spring")
    page.keyboard.press("h")
    expect(page.locator("#words-horizon")).to_have_text("until the spring")
    page.select_option("#f-likelihood", "probable")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form-state")).to_contain_text("draft")
    annotation = Annotation.objects.get()
    assert {span.role: span.exact for span in annotation.spans.all()} == {
        "body": "Moscow will probably wait until the spring, if talks go on",
        "condition": "if talks go on",
        "likelihood": "probably",
        "horizon": "until the spring",
    }
    assert str(annotation.prediction.deadline) == "2026-03-05"


def test_errors_of_the_server_stand_at_their_fields_and_nothing_typed_is_lost(annotating):
    page = annotating()
    select_words(page, "Moscow")
    page.keyboard.press("c")
    page.select_option("#f-attribution", "reported")
    page.click("#more summary")
    page.fill("#f-note", "typed")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-error=summary]")).to_have_text("Say it in one plain sentence.")
    expect(page.locator("[data-error=speaker]")).to_have_text("Say whose words these are.")
    expect(page.locator("#f-summary")).to_be_focused()
    assert page.input_value("#f-note") == "typed"
    expect(page.locator("#saved")).to_contain_text("Not saved")


def test_boundaries_move_by_word_and_letter_and_by_selecting_anew(annotating, article, people):
    claim = ClaimFactory(article=article, words="hesitated for", created_by=people["curator"])
    page = annotating()
    click_words(page, "hesitated")
    page.click('[data-edge=end][data-step="1"]')
    expect(page.locator("#words-body")).to_have_text("hesitated for a")
    page.click('[data-edge=start][data-step="-1"]')
    expect(page.locator("#words-body")).to_have_text("Tokyo 😀 hesitated for a")
    page.check("#by-letter")
    page.click('[data-edge=start][data-step="-1"]')
    page.click('[data-edge=start][data-step="-1"]')
    expect(page.locator("#words-body")).to_have_text("👩‍👩‍👧 Tokyo 😀 hesitated for a")
    page.click("#save")
    expect(page.locator("#saved")).to_contain_text("saved")
    assert claim.annotation.spans.get().exact == "👩‍👩‍👧 Tokyo 😀 hesitated for a"

    select_words(page, "hesitated for a decade")
    page.keyboard.press("m")
    page.click("#save")
    expect(page.locator("#save")).to_be_disabled()
    assert claim.annotation.spans.get().exact == "hesitated for a decade"


def test_a_click_opens_the_innermost_passage_and_again_the_next_larger(annotating, article):
    ClaimFactory(article=article, words="Moscow will probably wait until the spring")
    MentionFactory(article=article, words="Moscow", actor=ActorFactory(name="Russia"))
    page = annotating()
    click_words(page, "Moscow")
    expect(page.locator("#form-title")).to_have_text("Actor 1")
    click_words(page, "Moscow")
    expect(page.locator("#form-title")).to_have_text("Claim 1")
    click_words(page, "Moscow")
    expect(page.locator("#form-title")).to_have_text("Actor 1")


def test_an_address_opens_the_annotation_that_it_names(annotating, article):
    first = ClaimFactory(article=article, words="Moscow will").annotation
    second = ClaimFactory(article=article, words="a peace treaty").annotation
    page = annotating()
    page.evaluate("uid => { location.hash = uid; }", str(second.uid))
    expect(page.locator("#form-title")).to_have_text("Claim 2")
    page.evaluate("uid => { location.hash = uid; }", str(first.uid))
    expect(page.locator("#form-title")).to_have_text("Claim 1")


def test_a_draft_is_deleted_without_a_question_for_it_can_be_undone(annotating, article, people):
    ClaimFactory(article=article, words="Moscow will", created_by=people["curator"])
    page = annotating()
    click_words(page, "Moscow will")
    page.click("#delete")
    expect(page.locator("#form")).to_be_hidden()
    expect(page.locator("mark")).to_have_count(0)
    assert not Annotation.objects.exists()
    page.click("#undo")
    expect(page.locator("#form")).to_be_visible()
    assert Annotation.objects.count() == 1


def test_closing_unsaved_work_asks_first_and_going_elsewhere_keeps_it(annotating, article, people):
    ClaimFactory(article=article, words="Moscow will", created_by=people["curator"])
    page = annotating()
    select_words(page, "peace treaty")
    page.keyboard.press("c")
    page.keyboard.type("Half a thought")
    click_words(page, "Moscow will")
    expect(page.locator("#form-title")).to_have_text("Claim 1")
    page.click("#unsaved [data-way=go]")
    expect(page.locator("#f-summary")).to_have_value("Half a thought")
    page.keyboard.press("Escape")
    expect(page.locator("#leave")).to_be_visible()
    page.click("#leave [value=stay]")
    assert page.input_value("#f-summary") == "Half a thought"
    page.keyboard.press("Escape")
    page.click("#leave [value=discard]")
    expect(page.locator("#form")).to_be_hidden()


def test_the_same_passage_twice_leads_to_the_first(annotating, article, people):
    ClaimFactory(article=article, words="peace treaty", created_by=people["curator"])
    page = annotating()
    select_words(page, "a peace treaty")
    page.keyboard.press("c")
    page.keyboard.type("Again.")
    page.select_option("#f-claim-kind", "factual")
    page.click('[data-edge=start][data-step="1"]')
    page.keyboard.press("Control+Enter")
    page.click('[data-error="spans.body"] button')
    expect(page.locator("#form-title")).to_have_text("Claim 1")


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(visit, people, axe, width, scheme):
    article = Article.objects.get(slug__startswith="russia-japan")
    page = visit(
        reverse("admin:annotations_annotate", args=[article.pk]),
        user=people["editor"],
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )
    open_annotating(page)
    assert axe(page) == []
    select_words(page, "last two decades")
    expect(page.locator("#popover")).to_be_visible()
    assert axe(page) == []
    page.click("#popover [data-do=prediction]")
    page.select_option("#f-attribution", "reported")
    page.click("#save")
    expect(page.locator("[data-error=summary]")).not_to_be_empty()
    page.fill("#f-about", "Rus")
    page.locator("[data-name=about] [role=option]").first.wait_for()
    assert axe(page) == []
    page.click("#form-close")
    expect(page.locator("#leave")).to_be_visible()
    assert axe(page) == []
    page.click("#leave [value=discard]")
    page.evaluate("() => document.querySelector('.ref.prediction').click()")
    expect(page.locator("#form-title")).to_have_text("Prediction 1")
    assert axe(page) == []
    if width == 390:
        page.click("#form-close")
        page.click("#list-toggle")
        expect(page.locator("#list-find")).to_be_focused()
        page.wait_for_timeout(250)  # the drawer slides in
        assert axe(page) == []


def test_axe_finds_nothing_on_the_first_page_and_the_lists(visit, people, axe):
    ClaimFactory(state="in-review", created_by=people["curator"])
    page = visit("/admin/", user=people["editor"], bypass_csp=True)
    assert axe(page) == []
