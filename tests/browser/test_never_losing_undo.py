"""Undo and redo of all that is done on the annotation page, across saves and across a reload."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from annotations.services.annotating import change_annotation
from annotations.services.inputs import detail_of
from sourcelib.models import Account, Article
from tests.browser.keeping import TEXT, make_claim, press_in_turn, save
from tests.browser.words import click_words, open_annotating, select_words
from tests.factories import ActorFactory, ArticleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    return ArticleFactory(text=TEXT)


@pytest.fixture
def annotating(visit: Callable[..., Page], people: dict[str, Account], article: Article):
    def opened(role: str = "curator", **options) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(address, user=people[role], **options)
        open_annotating(page)
        return page

    return opened


def next_undone(page: Page, what: str) -> None:
    """The last step is done, and this is what undoing would take back."""
    expect(page.locator("#undo")).to_have_attribute("aria-label", f"Undo: {what}")


def test_making_changing_and_deleting_are_undone_and_done_again_in_order(annotating):
    page = annotating()
    make_claim(page, "Tokyo 😀 hesitated", "It hesitated.")
    made = Annotation.objects.get()
    page.fill("#f-summary", "It waited.")
    save(page)
    page.click("#delete")
    expect(page.locator("#form")).to_be_hidden()
    assert not Annotation.objects.exists()

    next_undone(page, "Claim 1 deleted")
    page.keyboard.press("Control+z")
    expect(page.locator("#form")).to_be_visible()
    expect(page.locator("#f-summary")).to_have_value("It waited.")
    again = Annotation.objects.get()
    assert again.uid == made.uid
    next_undone(page, "Claim 1 changed")
    page.keyboard.press("Control+z")
    expect(page.locator("#f-summary")).to_have_value("It hesitated.")
    assert Annotation.objects.get().claim.summary == "It hesitated."
    page.keyboard.press("Control+z")
    expect(page.locator("mark")).to_have_count(0)
    assert not Annotation.objects.exists()
    expect(page.locator("#undo")).to_be_disabled()

    for summary in ("It hesitated.", "It waited."):
        page.keyboard.press("Control+Shift+z")
        expect(page.locator("#f-summary")).to_have_value(summary)
    assert Annotation.objects.get().claim.summary == "It waited."
    page.keyboard.press("Control+y")
    expect(page.locator("mark")).to_have_count(0)
    expect(page.locator("#redo")).to_be_disabled()
    assert not Annotation.objects.exists()


def test_the_foot_says_what_was_undone_wherever_that_stands(annotating):
    page = annotating()
    make_claim(page, "Tokyo 😀 hesitated", "It hesitated.")
    page.keyboard.press("Escape")
    page.click("#undo")
    expect(page.locator("#saved")).to_have_text("Undone: Claim 1 made")
    page.click("#redo")
    expect(page.locator("#saved")).to_have_text("Done again: Claim 1 made")


def test_typing_and_choices_are_undone_by_words_inside_the_fields(annotating):
    page = annotating()
    select_words(page, "Tokyo 😀 hesitated")
    page.keyboard.press("c")
    page.keyboard.type("It waited long")
    page.select_option("#f-claim-kind", "factual")
    page.focus("#f-summary")
    page.keyboard.press("Control+z")
    expect(page.locator("#f-claim-kind")).to_have_value("")
    expect(page.locator("#f-summary")).to_have_value("It waited long")
    page.keyboard.press("Control+z")
    expect(page.locator("#f-summary")).to_have_value("It waited ")
    page.keyboard.press("Control+z")
    expect(page.locator("#f-summary")).to_have_value("It ")
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#f-summary")).to_have_value("It waited ")
    expect(page.locator("#f-summary")).to_be_focused()


def test_the_kind_and_the_boundaries_are_undone_after_they_were_saved(annotating):
    page = annotating()
    make_claim(page, "Moscow will wait", "Moscow waits.")
    page.click('[data-edge=end][data-step="1"]')
    page.check("[name=kind][value=prediction]", force=True)
    save(page)
    expect(page.locator("#form-title")).to_have_text("Prediction 1")
    saved = Annotation.objects.get()
    assert (saved.kind, saved.spans.get().exact) == ("prediction", "Moscow will wait until")
    page.keyboard.press("Control+z")
    expect(page.locator("#form-title")).to_have_text("Claim 1")
    back = Annotation.objects.get()
    assert (back.uid, back.kind, back.spans.get().exact) == (saved.uid, "claim", "Moscow will wait")
    assert (back.claim.summary, back.claim.kind) == ("Moscow waits.", "factual")


def test_steps_outlive_a_reload_of_the_page(annotating):
    page = annotating()
    make_claim(page, "Tokyo 😀 hesitated", "It hesitated.")
    page.fill("#f-summary", "It waited.")
    save(page)
    page.reload()
    open_annotating(page)
    next_undone(page, "Claim 1 changed")
    page.keyboard.press("Control+z")
    expect(page.locator("#f-summary")).to_have_value("It hesitated.")
    page.keyboard.press("Control+z")
    expect(page.locator("mark")).to_have_count(0)
    page.reload()
    open_annotating(page)
    page.keyboard.press("Control+y")
    expect(page.locator("#f-summary")).to_have_value("It hesitated.")
    assert Annotation.objects.get().claim.summary == "It hesitated."


def test_submitting_one_and_all_is_taken_back(annotating):
    page = annotating()
    make_claim(page, "Tokyo 😀 hesitated", "It hesitated.")
    make_claim(page, "Two leaders met", "They met.")
    page.click("[data-move=submit]")
    expect(page.locator("#form-state")).to_contain_text("in review")
    page.keyboard.press("Control+z")
    expect(page.locator("#form-state")).to_contain_text("draft")
    page.click("#submit-all")
    page.click("#ask-yes")
    expect(page.locator("#submit-all")).to_be_hidden()
    assert set(Annotation.objects.values_list("state", flat=True)) == {"in-review"}
    next_undone(page, "2 drafts submitted")
    page.keyboard.press("Control+z")
    expect(page.locator("#submit-all")).to_be_visible()
    assert set(Annotation.objects.values_list("state", flat=True)) == {"draft"}
    page.keyboard.press("Control+y")
    expect(page.locator("#submit-all")).to_be_hidden()
    assert set(Annotation.objects.values_list("state", flat=True)) == {"in-review"}


def test_what_is_published_is_withdrawn_with_a_reason_and_not_silently(annotating):
    page = annotating("editor")
    make_claim(page, "Tokyo 😀 hesitated", "It hesitated.")
    page.click("[data-move=submit]")
    expect(page.locator("#form-state")).to_contain_text("in review")
    page.click("[data-move=publish]")
    expect(page.locator("#form-state")).to_contain_text("published")
    page.fill("#f-summary", "It waited.")
    page.fill("#f-reason", "More exact.")
    save(page)
    page.keyboard.press("Control+z")
    expect(page.locator("#ask")).to_be_visible()
    page.fill("#ask-reason", "It was right before.")
    page.click("#ask-yes")
    expect(page.locator("#f-summary")).to_have_value("It hesitated.")
    page.keyboard.press("Control+z")
    expect(page.locator("#ask-title")).to_have_text("Withdraw what was published?")
    page.click("#ask-no")
    expect(page.locator("#form-state")).to_contain_text("published")
    expect(page.locator("#saved")).to_have_text("Nothing was changed: Claim 1 published")
    assert Annotation.objects.get().state == "published"
    page.keyboard.press("Control+z")
    page.fill("#ask-reason", "Too early.")
    page.click("#ask-yes")
    expect(page.locator("#form-state")).to_contain_text("withdrawn")
    row = Annotation.objects.get()
    reasons = list(row.versions.order_by("number").values_list("reason", flat=True))
    assert reasons[-3:] == ["More exact.", "It was right before.", "Too early."]


def test_a_step_that_somebody_else_went_over_is_barred_and_passed_over_once_asked_again(
    annotating, people
):
    page = annotating()
    make_claim(page, "Tokyo 😀 hesitated", "It hesitated.")
    page.fill("#f-summary", "It waited.")
    save(page)
    row = Annotation.objects.get()
    detail = detail_of(row)
    changed = change_annotation(
        user=people["editor"], annotation=row, expected_version=2, note="By another."
    )
    page.keyboard.press("Control+z")  # another field: both changes stay
    expect(page.locator("#f-summary")).to_have_value("It hesitated.")
    row.refresh_from_db()
    assert (row.note, row.claim.summary) == ("By another.", "It hesitated.")
    page.keyboard.press("Control+y")
    expect(page.locator("#f-summary")).to_have_value("It waited.")
    row.refresh_from_db()
    change_annotation(
        user=people["editor"],
        annotation=changed,
        expected_version=row.version,
        detail=replace(detail, summary="Theirs."),
    )
    page.keyboard.press("Control+z")
    expect(page.locator("#saved")).to_contain_text("changed by somebody else since")
    next_undone(page, "Claim 1 changed")
    assert Annotation.objects.get().claim.summary == "Theirs."
    page.keyboard.press("Control+z")
    expect(page.locator("#saved")).to_contain_text("It is passed over")
    next_undone(page, "Claim 1 made")
    assert Annotation.objects.get().claim.summary == "Theirs."


def test_discarding_is_undone_also_after_going_elsewhere(annotating):
    page = annotating()
    make_claim(page, "Two leaders met", "They met.")
    select_words(page, "Moscow will wait")
    page.keyboard.press("c")
    page.keyboard.type("Half a thought")
    page.click("#discard")
    expect(page.locator("#form")).to_be_hidden()
    click_words(page, "Two leaders met")
    expect(page.locator("#f-summary")).to_have_value("They met.")
    page.keyboard.press("Control+z")
    expect(page.locator("#f-summary")).to_have_value("Half a thought")
    expect(page.locator("#words-body")).to_have_text("Moscow will wait")
    assert Annotation.objects.count() == 1


def test_keys_that_come_quicker_than_answers_each_undo_the_next_step(annotating):
    page = annotating()
    for words in ("Tokyo 😀 hesitated", "Moscow will wait", "Two leaders met"):
        make_claim(page, words, "It happened.")
    press_in_turn(page, *"zzz")
    expect(page.locator("#undo")).to_be_disabled()
    assert not Annotation.objects.exists()
    press_in_turn(page, *"yyy")
    expect(page.locator("#redo")).to_be_disabled()
    assert Annotation.objects.count() == 3


def test_what_is_typed_beside_the_fields_stays_when_the_fields_are_undone(annotating):
    page = annotating()
    make_claim(page, "Tokyo 😀 hesitated", "It waited.")
    page.fill("#f-summary", "It waited long.")
    page.click("#discussion summary")
    page.fill("#remark-text", "How long?")
    page.click("#undo")
    expect(page.locator("#f-summary")).to_have_value("It waited.")
    expect(page.locator("#remark-text")).to_have_value("How long?")


def test_undo_right_after_a_key_that_saves_waits_for_what_is_saved(annotating):
    page = annotating()
    make_claim(page, "Tokyo 😀 hesitated", "It waited.")
    page.fill("#f-summary", "It waited long.")
    page.focus("#f-summary")
    press_in_turn(page, "Enter", "z")
    next_undone(page, "Claim 1 made")
    expect(page.locator("#f-summary")).to_have_value("It waited.")
    expect(page.locator("#save")).to_be_disabled()
    made = Annotation.objects.get()
    assert (made.claim.summary, made.version) == ("It waited.", 3)
    press_in_turn(page, "y", "z", "z")
    expect(page.locator("#undo")).to_be_disabled()
    assert not Annotation.objects.exists()


def test_what_does_not_come_back_with_what_was_deleted_is_told(annotating):
    page = annotating()
    make_claim(page, "Tokyo 😀 hesitated", "It hesitated.")
    made, actor = Annotation.objects.get(), ActorFactory(name="Tokyo")
    made.about.add(actor)
    page.click("#delete")
    expect(page.locator("#form")).to_be_hidden()
    actor.delete()
    page.keyboard.press("Control+z")
    expect(page.locator("#saved")).to_contain_text("Undone: Claim 1 deleted. What could not come")
    assert Annotation.objects.get().uid == made.uid
