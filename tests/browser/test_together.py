"""Two people, or one person's two windows, on the annotation page of one source at once."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation, Presence
from annotations.services.annotating import change_annotation
from annotations.services.inputs import detail_of
from annotations.services.keeping.deleting import delete_draft
from sourcelib.models import Account, Article
from tests.browser.words import click_words, open_annotating, select_words
from tests.factories import ArticleFactory, ClaimFactory, RevisionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "Tokyo hesitated for a decade. Moscow will probably wait until the spring.\n\n"
    "The two leaders are unlikely to sign a peace treaty this year, officials said.\n\n"
    "Talks go on in Geneva."
)
LOOK = "document.dispatchEvent(new Event('visibilitychange'))"  # as one does who comes back to it


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    return ArticleFactory(text=TEXT)


@pytest.fixture
def claim(people: dict[str, Account], article: Article) -> Annotation:
    words = "Tokyo hesitated for a decade"
    return ClaimFactory(
        article=article, words=words, created_by=people["curator"], summary="Tokyo hesitated."
    ).annotation


@pytest.fixture
def annotating(visit: Callable[..., Page], people: dict[str, Account], article: Article):
    def opened(role: str = "curator", **options: Any) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(address, user=people[role], **options)
        open_annotating(page)
        return page

    return opened


def test_each_sees_that_the_other_is_here_where_and_with_what_open(annotating, claim):
    assert claim
    curator, editor = annotating(), annotating("editor")
    click_words(editor, "hesitated for")
    expect(editor.locator("#form-title")).to_have_text("Claim 1")
    expect(editor.locator("#people")).to_have_text("Anna Curator is here, at ¶ 1")
    curator.evaluate(LOOK)
    expect(curator.locator("#people")).to_have_text(
        "Eddie Editor is here, at ¶ 1, with Claim 1 open"
    )
    cell = curator.locator('#grid [data-paragraph="0"]')
    expect(cell).to_have_attribute("data-here", "E")
    expect(cell).to_have_attribute("aria-label", re.compile("here: Eddie Editor"))
    # and who closes the window is gone
    editor.close()
    curator.evaluate(LOOK)
    expect(curator.locator("#people")).to_be_hidden()
    expect(cell).not_to_have_attribute("data-here", "E")


def test_who_opens_what_another_has_open_is_warned_and_so_is_the_other(annotating, claim):
    assert claim
    curator, editor = annotating(), annotating("editor")
    click_words(editor, "hesitated for")
    expect(editor.locator("#form")).to_be_visible()
    click_words(curator, "hesitated for")
    expect(curator.locator("#same-open")).to_have_text("Eddie Editor has this open too.")
    editor.evaluate(LOOK)
    expect(editor.locator("#same-open")).to_have_text("Anna Curator has this open too.")
    editor.keyboard.press("Escape")
    expect(editor.locator("#form")).to_be_hidden()
    curator.evaluate(LOOK)
    expect(curator.locator("#same-open")).to_be_hidden()


def test_what_another_tags_appears_by_itself_and_is_told(annotating):
    curator, editor = annotating(), annotating("editor")
    select_words(editor, "Talks go on in Geneva")
    editor.keyboard.press("c")
    editor.keyboard.type("There are talks.")
    editor.select_option("#f-claim-kind", "factual")
    editor.keyboard.press("Control+Enter")
    expect(editor.locator("#form-state")).to_contain_text("draft")
    curator.evaluate(LOOK)
    uid = str(Annotation.objects.get().uid)
    expect(curator.locator(f'#text [data-ann~="{uid}"]').first).to_be_visible()
    expect(curator.locator(f'#list [data-uid="{uid}"]')).to_have_count(1)
    expect(curator.locator("#news")).to_contain_text("Eddie Editor changed Claim 1")
    curator.click("#news")
    expect(curator.locator("#form-title")).to_have_text("Claim 1")
    # who made it is told nothing of it
    editor.evaluate(LOOK)
    expect(editor.locator("#people")).to_contain_text("Anna Curator")
    expect(editor.locator("#news")).to_be_hidden()


def test_what_is_being_typed_stays_when_another_changes_the_same(annotating, people, claim):
    page = annotating()
    click_words(page, "hesitated for")
    page.fill("#f-summary", "Tokyo hesitated for ten years.")
    change_annotation(
        user=people["editor"], annotation=claim, expected_version=1, note="By an editor."
    )
    page.evaluate(LOOK)
    expect(page.locator("#news")).to_contain_text("Eddie Editor changed Claim 1")
    expect(page.locator("#f-summary")).to_have_value("Tokyo hesitated for ten years.")


def test_a_clean_form_follows_what_another_changes(annotating, people, claim):
    page = annotating()
    click_words(page, "hesitated for")
    expect(page.locator("#f-summary")).to_have_value("Tokyo hesitated.")
    detail = replace(detail_of(claim), summary="Tokyo waited.")
    change_annotation(user=people["editor"], annotation=claim, expected_version=1, detail=detail)
    page.evaluate(LOOK)
    expect(page.locator("#f-summary")).to_have_value("Tokyo waited.")


def test_what_another_deletes_goes(annotating, people, claim):
    page = annotating()
    mark = page.locator(f'#text [data-ann~="{claim.uid}"]').first
    expect(mark).to_be_visible()
    delete_draft(user=people["curator"], annotation=claim)
    # by the totals alone, if no more is known of it: after two answers that differ
    page.evaluate(LOOK)
    expect(mark).to_have_count(0, timeout=30_000)
    expect(page.locator("#news")).to_contain_text("Claim 1 was deleted")


def test_what_is_too_much_to_be_told_is_read_anew_at_once(annotating, people, claim, monkeypatch):
    page = annotating()
    click_words(page, "hesitated for")
    expect(page.locator("#f-summary")).to_have_value("Tokyo hesitated.")
    monkeypatch.setattr("annotations.services.presence.MOST", 0)
    detail = replace(detail_of(claim), summary="Tokyo waited.")
    change_annotation(user=people["editor"], annotation=claim, expected_version=1, detail=detail)
    with page.expect_response(lambda answer: answer.url.endswith("/presence/")) as beat:
        page.evaluate(LOOK)
    assert (beat.value.json()["changes"], beat.value.json()["anew"]) == ([], True)
    expect(page.locator("#f-summary")).to_have_value("Tokyo waited.")


def test_another_window_of_ones_own_is_told_as_such_and_follows(annotating, claim):
    assert claim
    one = annotating()
    other = one.context.new_page()
    other.goto(one.url)
    open_annotating(other)
    expect(other.locator("#people")).to_contain_text("Another window of yours")
    click_words(one, "hesitated for")
    one.fill("#f-summary", "Tokyo waited.")
    one.keyboard.press("Control+Enter")
    expect(one.locator("#saved")).to_contain_text("saved")
    other.evaluate(LOOK)
    click_words(other, "hesitated for")
    expect(other.locator("#f-summary")).to_have_value("Tokyo waited.")
    expect(other.locator("#same-open")).to_have_text("You have this open in another window too.")


def test_a_text_that_is_corrected_meanwhile_is_told_with_the_way_to_it(annotating, article):
    page = annotating()
    article.current_revision = RevisionFactory(article=article, text="Tokyo acted at last.")
    article.save()
    page.evaluate(LOOK)
    expect(page.locator("#corrected")).to_contain_text("revision 2")
    page.click("#corrected-load")
    open_annotating(page)
    expect(page.locator("#text")).to_contain_text("Tokyo acted at last.")


def test_a_tab_that_is_not_in_sight_asks_nothing(annotating, people):
    page = annotating()
    expect(page.locator("#bench")).to_be_visible()
    page.evaluate(
        "Object.defineProperty(document, 'hidden', {get: () => true, configurable: true})"
    )
    page.evaluate(LOOK)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("dispatchEvent(new Event('online'))")  # what else makes it ask
    Presence.objects.all().delete()
    page.evaluate(
        "Object.defineProperty(document, 'hidden', {get: () => false, configurable: true})"
    )
    assert not [url for url in asked if "/presence/" in url]
    with page.expect_response("**/presence/"):
        page.evaluate(LOOK)
    assert Presence.objects.get().person == people["curator"]


def test_a_server_that_is_away_stops_nothing_and_is_heard_again(annotating, claim, people):
    page = annotating()
    page.context.set_offline(True)
    page.evaluate(LOOK)
    click_words(page, "hesitated for")
    expect(page.locator("#form")).to_be_visible()
    change_annotation(user=people["editor"], annotation=claim, expected_version=1, note="Away.")
    page.context.set_offline(False)
    page.evaluate(LOOK)
    expect(page.locator("#news")).to_contain_text("Eddie Editor changed Claim 1")


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_with_two_people_on_one_annotation(annotating, claim, axe, width):
    assert claim
    editor = annotating("editor")
    click_words(editor, "hesitated for")
    expect(editor.locator("#form")).to_be_visible()
    size = {"width": width, "height": 844}
    page = annotating(bypass_csp=True, viewport=size)
    click_words(page, "hesitated for")
    expect(page.locator("#same-open")).to_be_visible()
    assert axe(page) == []
