"""The discussion of an annotation on the annotation page: said, asked, answered, settled, kept."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation, Remark
from sourcelib.models import Account
from tests.browser.words import open_annotating
from tests.factories import ArticleFactory, ClaimFactory, RemarkFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Tokyo hesitated for a decade. Moscow will probably wait until the spring."
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def annotation(people: dict[str, Account]) -> Annotation:
    """A claim of the curator."""
    article = ArticleFactory(text=TEXT)
    return ClaimFactory(
        article=article, words="Tokyo hesitated for a decade", created_by=people["curator"]
    ).annotation


@pytest.fixture
def discussing(visit: Callable[..., Page], people: dict[str, Account], annotation: Annotation):
    """The annotation page with the claim open."""

    def opened(role: str = "curator", **options) -> Page:
        address = reverse("admin:annotations_annotate", args=[annotation.article_id])
        page = visit(f"{address}#{annotation.uid}", user=people[role], **options)
        open_annotating(page)
        expect(page.locator("#form")).to_be_visible()
        return page

    return opened


def test_a_question_is_asked_by_keyboard_answered_and_settled(discussing, people):
    page = discussing("editor")
    page.focus("#form-title")
    page.keyboard.press("d")
    expect(page.locator("#remark-text")).to_be_focused()
    page.keyboard.type("Is this the whole sentence?")
    page.check("#remark-asks")
    page.focus("#remark-text")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".remark")).to_have_count(1)
    expect(page.locator(".remark")).to_contain_text("Eddie Editor")
    expect(page.locator(".remark")).to_contain_text("Open question")
    expect(page.locator("#remark-text")).to_have_value("")
    question = Remark.objects.get()
    assert (question.text, question.asks) == ("Is this the whole sentence?", True)
    assert question.annotation.version == 1  # the annotation itself was not saved

    page = discussing("curator")
    expect(page.locator(".list .talk.open")).to_have_attribute(
        "title", "Remarks: 1, open questions: 1"
    )
    expect(page.locator("#discussion")).to_have_attribute("open", "")
    page.get_by_role("button", name="Reply to Eddie Editor").click()
    expect(page.locator("#remark-answers")).to_contain_text("Answering Eddie Editor")
    expect(page.locator("#remark-asks")).to_be_disabled()
    page.keyboard.type("It is.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread ul .remark")).to_contain_text("It is.")
    page.get_by_role("button", name="Settle", exact=True).click()
    expect(page.locator(".remark").first).to_contain_text("Settled by Anna Curator")
    expect(page.locator(".list .talk.open")).to_have_count(0)
    question.refresh_from_db()
    assert question.settled_by == people["curator"]


def test_what_was_typed_and_not_sent_is_there_again_after_a_reload(discussing):
    page = discussing()
    page.click("#discussion summary")
    page.fill("#remark-text", "Half a thou")
    page.check("#remark-asks")
    page.reload()
    open_annotating(page)
    expect(page.locator("#remark-text")).to_have_value("Half a thou")
    expect(page.locator("#remark-asks")).to_be_checked()
    expect(page.locator("#remark-kept")).to_contain_text("you have not sent it")
    page.click("#remark-say")
    expect(page.locator(".remark")).to_have_count(1)
    page.reload()
    open_annotating(page)
    expect(page.locator("#remark-text")).to_have_value("")


def test_a_remark_that_could_not_be_sent_stays_in_its_field_and_is_said_once(discussing):
    page = discussing()
    page.click("#discussion summary")
    page.fill("#remark-text", "Too wide.")
    page.context.set_offline(True)
    page.click("#remark-say")
    expect(page.locator("#remark-error")).not_to_be_empty()
    expect(page.locator("#remark-text")).to_have_value("Too wide.")
    page.context.set_offline(False)
    page.click("#remark-say")
    expect(page.locator(".remark")).to_have_count(1)
    assert Remark.objects.count() == 1


def test_a_remark_is_undone_and_done_again(discussing):
    page = discussing()
    page.click("#discussion summary")
    page.fill("#remark-text", "Too wide.")
    page.click("#remark-say")
    expect(page.locator(".remark")).to_have_count(1)
    page.click("#undo")
    expect(page.locator(".remark")).to_have_count(0)
    page.click("#redo")
    expect(page.locator(".remark")).to_contain_text("Too wide.")
    assert Remark.objects.get().text == "Too wide."


def test_ones_own_remark_is_taken_back_after_asking(discussing, annotation, people):
    RemarkFactory(annotation=annotation, made_by=people["curator"], text="Mine.")
    RemarkFactory(annotation=annotation, made_by=people["editor"], text="Theirs.")
    page = discussing()
    page.click("#discussion summary")
    expect(page.locator(".remark")).to_have_count(2)
    expect(page.get_by_role("button", name="Take back")).to_have_count(1)
    page.get_by_role("button", name="Take back").click()
    page.click("#ask-yes")
    expect(page.locator(".remark")).to_have_count(1)
    assert Remark.objects.get().text == "Theirs."


def test_the_list_shows_only_those_with_open_questions(discussing, annotation):
    article = annotation.article
    ClaimFactory(article=article, words="Moscow will probably wait")
    RemarkFactory(annotation=annotation, asks=True)
    page = discussing()
    page.select_option("#list-state", "asked")
    expect(page.locator("#list [data-uid]")).to_have_count(1)
    expect(page.locator("#list [data-uid]")).to_have_attribute("data-uid", str(annotation.uid))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_a_discussion(discussing, annotation, people, axe, scheme):
    question = RemarkFactory(annotation=annotation, made_by=people["editor"], asks=True)
    RemarkFactory(annotation=annotation, made_by=people["curator"], answers=question)
    for size in ({"width": 1440, "height": 900}, PHONE):
        page = discussing(bypass_csp=True, color_scheme=scheme, viewport=size)
        expect(page.locator(".remark")).to_have_count(2)
        assert axe(page) == []
