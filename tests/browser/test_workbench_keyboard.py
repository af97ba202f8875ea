"""The whole job on the annotation page without a mouse: select, tag, relate, submit, review."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from annotations.models import Actor, Annotation, Relation
from sourcelib.models import Account, Article
from tests.browser.words import open_annotating
from tests.factories import ActorFactory, ArticleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "Moscow hesitated for a decade.\n\n"
    "Tokyo will probably wait until the spring.\n\n"
    "Both leaders promised a treaty this year."
)
WHERE = "document.activeElement.closest('#list-pane, #sheet, #side, dialog, .popover, .head')?.id"


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    """A source that nobody tagged yet, and an actor that it names."""
    japan = ActorFactory(name="Japan", kind="state")
    japan.aliases.create(text="Tokyo", kind="capital-metonym")
    return ArticleFactory(text=TEXT)


@pytest.fixture
def annotating(visit: Callable[..., Page], people: dict[str, Account], article: Article):
    """The annotation page of the source."""

    def opened(role: str = "curator", **options: Any) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(address, user=people[role], **options)
        open_annotating(page)
        return page

    return opened


def press(page: Page, *keys: str) -> None:
    """Press keys one after another."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, there: Locator) -> None:
    """Press Tab until the focus is there."""
    for _ in range(60):
        if there.evaluate("one => one === document.activeElement"):
            break
        press(page, "Tab")
    expect(there).to_be_focused()


def saved(page: Page) -> None:
    """Wait until what is open is a draft on the server, and the focus is back in the text."""
    expect(page.locator("#form-state")).to_contain_text("draft")
    expect(page.locator("#save")).to_be_disabled()
    expect(page.locator("#text")).to_be_focused()


def tag_all_kinds(page: Page) -> None:
    """A claim of the first paragraph, an actor and a prediction of the second."""
    page.focus("#text")
    press(page, "Control+Home", "s")
    expect(page.locator("#popover")).to_be_visible()
    press(page, "c")
    expect(page.locator("#f-summary")).to_be_focused()
    page.keyboard.type("Moscow hesitated for ten years.")
    page.focus("#f-claim-kind")
    press(page, "f", "Control+Enter")
    saved(page)

    press(page, "Escape", "]", "Control+Shift+ArrowRight")
    expect(page.locator("#popover")).to_be_visible()
    press(page, "a")
    expect(page.locator("#f-actor")).to_be_focused()
    expect(page.locator("[data-name=actor]")).to_contain_text("Japan")
    press(page, "Control+Enter")
    saved(page)

    press(page, "Escape", "[", "]", "s")
    expect(page.locator("#popover")).to_be_visible()
    press(page, "p")
    expect(page.locator("#f-summary")).to_be_focused()
    page.keyboard.type("Japan will wait until the spring.")
    press(page, "Control+Enter")
    saved(page)


def test_all_three_kinds_are_tagged(annotating):
    page = annotating()
    tag_all_kinds(page)
    made = {one.kind: one for one in Annotation.objects.all()}
    assert set(made) == {"claim", "mention", "prediction"}
    assert made["claim"].claim.summary == "Moscow hesitated for ten years."
    assert made["mention"].mention.actor == Actor.objects.get(name="Japan")
    assert made["prediction"].spans.get(role="body").exact.startswith("Tokyo will probably wait")


def test_a_passage_is_moved_undone_and_done_again(annotating):
    page = annotating()
    tag_all_kinds(page)
    press(page, "Escape", "Control+Home", "j")
    expect(page.locator("#form-title")).to_have_text("Claim 1")
    before = page.locator("#words-body").inner_text()
    press(page, "F6")
    expect(page.locator("#form-title")).to_be_focused()
    button = page.get_by_role("button", name="End one word earlier")
    tab_to(page, button)
    press(page, "Enter")
    expect(page.locator("#words-body")).not_to_have_text(before)
    shorter = page.locator("#words-body").inner_text()
    press(page, "Control+Enter")
    saved(page)
    press(page, "Control+z")
    expect(page.locator("#words-body")).to_have_text(before)
    press(page, "Control+Shift+z")
    expect(page.locator("#words-body")).to_have_text(shorter)
    expect(page.locator("#saved")).not_to_contain_text("Not saved")
    assert Annotation.objects.get(kind="claim").spans.get().exact == shorter


def test_two_passages_are_related(annotating):
    page = annotating()
    tag_all_kinds(page)
    press(page, "Escape", "Control+Home", "j", "F6")
    expect(page.locator("#form-title")).to_be_focused()
    panel = page.locator("#links summary")
    tab_to(page, panel)
    press(page, "Enter")
    field = page.locator("#link-other")
    tab_to(page, field)
    page.keyboard.type("Japan will")
    page.locator("[data-name=link_other] [role=option]").first.wait_for()
    press(page, "Enter")
    expect(page.locator("[data-name=link_other] .chips")).to_contain_text("wait")
    reason = page.locator("#link-reason")
    tab_to(page, reason)
    press(page, "Enter")
    expect(page.locator("#links .add .error:not(:empty)")).to_have_count(1)
    expect(reason).to_be_focused()
    page.keyboard.type("Who hesitated once will wait.")
    press(page, "Enter")
    expect(page.locator("#relation-list li")).to_have_count(1)
    assert page.evaluate(WHERE) == "side"
    relation = Relation.objects.get()
    assert {relation.source.kind, relation.target.kind} == {"claim", "prediction"}
    assert relation.reason == "Who hesitated once will wait."


def test_drafts_are_submitted_and_reviewed(annotating, visit, people, article):
    page = annotating()
    tag_all_kinds(page)
    press(page, "Escape")
    submit = page.locator("#submit-all")
    page.locator(".brand").focus()
    tab_to(page, submit)
    press(page, "Enter")
    expect(page.locator("#ask-yes")).to_be_visible()
    page.focus("#ask-yes")
    press(page, "Enter")
    expect(page.locator("#submit-all")).to_be_hidden()
    expect(page.locator("body")).not_to_be_focused()
    assert set(Annotation.objects.values_list("state", flat=True)) == {"in-review"}

    address = reverse("admin:annotations_annotate", args=[article.pk])
    page = visit(address, user=people["editor"])
    open_annotating(page)
    review = page.locator("#review-open")
    expect(review).to_be_visible()
    review.focus()
    press(page, "Enter")
    expect(page.locator("#review-title")).to_be_focused()
    for left in (2, 1, 0):
        press(page, "y")
        expect(page.locator("#review-open .num")).to_have_text(str(left))
    assert page.evaluate(WHERE) == "side"
    assert set(Annotation.objects.values_list("state", flat=True)) == {"published"}


def test_the_focus_is_never_lost_when_what_had_it_goes(annotating):
    page = annotating()
    tag_all_kinds(page)
    press(page, "Escape")
    assert page.evaluate(WHERE) == "sheet"
    press(page, "j", "F6", "Escape")
    expect(page.locator("#form")).to_be_hidden()
    assert page.evaluate(WHERE) == "sheet"
    press(page, "Alt+a", "Enter")
    expect(page.locator("#form")).to_be_visible()
    assert page.evaluate(WHERE) == "side"
    press(page, "F1", "Escape")
    assert page.evaluate(WHERE) == "side"
    press(page, "?")
    expect(page.locator("#help")).to_be_visible()
    press(page, "Escape")
    assert page.evaluate(WHERE) == "side"


def test_the_page_has_landmarks_one_heading_of_the_first_level_and_one_polite_region(annotating):
    page = annotating()
    for role, name in (
        ("banner", None),
        ("navigation", "Annotations of this source"),
        ("main", None),
        ("region", "Annotation"),
        ("contentinfo", None),
    ):
        assert page.get_by_role(role, name=name).count() == 1, role
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.locator("[aria-live=polite]").count() == 1
