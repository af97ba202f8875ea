"""Two people, or two windows of one, change the same annotation: nobody overwrites anybody."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from annotations.services.annotating import change_annotation
from annotations.services.inputs import detail_of, spans_of
from annotations.services.keeping.deleting import delete_draft
from sourcelib.models import Account, Article
from tests.browser.keeping import TEXT, press_in_turn, save
from tests.browser.words import click_words, open_annotating
from tests.factories import ActorFactory, ArticleFactory, ClaimFactory, TopicFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    return ArticleFactory(text=TEXT)


@pytest.fixture
def row(article: Article, people: dict[str, Account]) -> Annotation:
    made: Annotation = ClaimFactory(
        article=article,
        words="Moscow will wait",
        summary="Moscow waits for spring.",
        kind="factual",
        created_by=people["curator"],
    ).annotation
    return made


@pytest.fixture
def annotating(visit: Callable[..., Page], people: dict[str, Account], article: Article):
    def opened(**options) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(address, user=people["curator"], **options)
        open_annotating(page)
        return page

    return opened


def changed_by(person: Account, row: Annotation, **values: str) -> None:
    """Somebody else changes fields of the claim, on the server."""
    row = Annotation.objects.get(pk=row.pk)
    note = values.pop("note", None)
    change_annotation(
        user=person,
        annotation=row,
        expected_version=row.version,
        detail=replace(detail_of(row), **values),
        note=note,
    )


def test_fields_that_one_side_changed_go_together_and_the_rest_is_chosen(annotating, row, people):
    page = annotating()
    click_words(page, "Moscow")
    page.fill("#f-summary", "Moscow waits for the thaw.")
    page.select_option("#f-claim-kind", "causal")
    changed_by(people["editor"], row, summary="Moscow waits for late spring.", certainty="probable")
    page.keyboard.press("Control+Enter")
    dialog = page.locator("#conflict")
    expect(dialog).to_be_visible()
    expect(page.locator("#conflict-who")).to_contain_text("Eddie Editor changed this at")
    expect(dialog.locator(".clash")).to_have_count(1)
    expect(dialog.locator(".clash ins").first).to_contain_text("late")
    expect(dialog.locator(".merged")).to_have_count(2)
    expect(dialog.locator(".merged", has_text="Kind of claim")).to_contain_text("only you")
    expect(dialog.locator(".merged", has_text="How certain")).to_contain_text("only Eddie Editor")
    page.click("#conflict-save")  # nothing is chosen yet
    expect(page.locator("#conflict-error")).to_have_text("Choose which it shall be.")
    expect(dialog.locator("input[value=theirs]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(dialog.locator("input[value=mine]")).to_be_checked()
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator("#save")).to_be_disabled()
    claim = Annotation.objects.get().claim
    assert (claim.summary, claim.kind, claim.certainty) == (
        "Moscow waits for the thaw.",
        "causal",
        "probable",
    )
    assert Annotation.objects.get().version == 3


def test_lists_and_words_are_put_together_too(annotating, row, people, article):
    moscow, tokyo = ActorFactory(name="Moscow"), ActorFactory(name="Tokyo")
    old, new = TopicFactory(name="old"), TopicFactory(name="new")
    change_annotation(
        user=people["curator"], annotation=row, expected_version=1, topics=[old], about=[moscow]
    )
    page = annotating()
    click_words(page, "Moscow")
    page.click("[data-name=topics] .chips button")
    page.click('[data-edge=end][data-step="1"]')
    again = Annotation.objects.get()
    change_annotation(
        user=people["editor"],
        annotation=again,
        expected_version=2,
        topics=[old, new],
        about=[moscow, tokyo],
        note="Seen.",
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator("#conflict")).to_be_visible()
    expect(page.locator("#conflict .clash")).to_have_count(0)
    page.click("#conflict [value=edit]")
    expect(page.locator("#words-body")).to_have_text("Moscow will wait until")
    expect(page.locator("#f-note")).to_have_value("Seen.")
    assert Annotation.objects.get().version == 3
    save(page)
    merged = Annotation.objects.get()
    assert [topic.name for topic in merged.topics.all()] == ["new"]
    assert {actor.name for actor in merged.about.all()} == {"Moscow", "Tokyo"}
    assert merged.spans.get().exact == "Moscow will wait until"
    assert spans_of(merged, article.current_revision)


def test_theirs_is_taken_or_the_question_left_open_and_nothing_typed_is_lost(
    annotating, row, people
):
    page = annotating()
    click_words(page, "Moscow")
    page.fill("#f-summary", "Mine.")
    changed_by(people["editor"], row, summary="Theirs.")
    page.click("#save")
    expect(page.locator("#conflict")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#conflict")).to_be_hidden()
    assert page.input_value("#f-summary") == "Mine."
    page.click("#save")
    page.click("#conflict button[value=theirs]")
    expect(page.locator("#f-summary")).to_have_value("Theirs.")
    expect(page.locator("#save")).to_be_disabled()
    assert Annotation.objects.get().claim.summary == "Theirs."


def test_a_second_window_follows_where_it_is_clean_and_says_so_where_it_is_not(
    annotating, row, article
):
    page = annotating()
    other = page.context.new_page()
    other.goto(reverse("admin:annotations_annotate", args=[article.pk]))
    open_annotating(other)
    for window in (page, other):
        window.bring_to_front()
        click_words(window, "Moscow")
    other.fill("#f-summary", "From the other window.")
    save(other)
    expect(page.locator("#f-summary")).to_have_value("From the other window.")
    expect(page.locator("#elsewhere")).to_be_hidden()

    page.bring_to_front()
    page.fill("#f-summary", "From this window.")
    other.bring_to_front()
    other.fill("#f-summary", "From the other window again.")
    save(other)
    page.bring_to_front()
    expect(page.locator("#elsewhere")).to_be_visible()
    assert page.input_value("#f-summary") == "From this window."
    page.click("#elsewhere-compare")
    page.check("#conflict input[value=mine]")
    page.click("#conflict-save")
    expect(page.locator("#live")).to_have_text("Claim 1 saved")
    row.refresh_from_db()
    assert (row.claim.summary, row.version) == ("From this window.", 4)
    expect(other.locator("#f-summary")).to_have_value("From this window.")


def test_what_was_deleted_meanwhile_is_made_anew_from_what_was_typed(annotating, row, people):
    page = annotating()
    click_words(page, "Moscow")
    page.fill("#f-summary", "Still worth saying.")
    delete_draft(user=people["editor"], annotation=row)
    page.click("#save")
    expect(page.locator("#elsewhere")).to_contain_text("Saving makes it anew")
    save(page)
    again = Annotation.objects.get()
    assert (again.claim.summary, again.spans.get().exact) == (
        "Still worth saying.",
        "Moscow will wait",
    )
    assert again.uid != row.uid


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_the_difference_and_among_what_waits(
    annotating, row, people, axe, width, scheme
):
    page = annotating(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    click_words(page, "Moscow")
    page.fill("#f-summary", "Mine is another.")
    changed_by(people["editor"], row, summary="Theirs is this.", note="And a note.")
    page.click("#save")
    expect(page.locator("#conflict")).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    page.click("#form-close")
    page.click("#leave [value=keep]")
    expect(page.locator("#unsaved")).to_be_visible()
    assert axe(page) == []


def test_a_key_held_down_saves_once_and_is_no_conflict_with_oneself(annotating, row):
    page = annotating()
    page.locator(f"#list [data-uid='{row.uid}']").click()
    page.fill("#f-summary", "They talked long.")
    press_in_turn(page, "Enter", "Enter", "Enter")
    expect(page.locator("#save")).to_be_disabled()
    expect(page.locator("#saved")).to_contain_text("All changes saved")
    expect(page.locator("#conflict")).to_be_hidden()
    saved = Annotation.objects.get(pk=row.pk)
    assert (saved.version, saved.claim.summary) == (row.version + 1, "They talked long.")


def test_a_button_pressed_twice_takes_one_step(annotating, row):
    page = annotating()
    page.locator(f"#list [data-uid='{row.uid}']").click()
    page.evaluate("const b = document.querySelector('[data-move=submit]'); b.click(); b.click()")
    expect(page.locator("#form-state")).to_contain_text("in review")
    expect(page.locator("#saved")).to_contain_text("All changes saved")
    page.click("#undo")
    expect(page.locator("#form-state")).to_contain_text("draft")
    page.evaluate("const b = document.getElementById('delete'); b.click(); b.click()")
    expect(page.locator("#form")).to_be_hidden()
    expect(page.locator("#saved")).to_contain_text("All changes saved")
    assert not Annotation.objects.exists()
