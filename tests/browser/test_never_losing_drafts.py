"""What is typed and not saved is kept on the device, and offered to the one who typed it."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from annotations.services.annotating import change_annotation
from sourcelib.models import Account, Article
from tests.browser.keeping import TEXT, make_claim, save, write_claim
from tests.browser.words import click_words, open_annotating, select_words
from tests.factories import ActorFactory, ArticleFactory, ClaimFactory, EditorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    return ArticleFactory(text=TEXT)


@pytest.fixture
def address(article: Article) -> str:
    return reverse("admin:annotations_annotate", args=[article.pk])


@pytest.fixture
def annotating(visit: Callable[..., Page], people: dict[str, Account], address: str):
    def opened(**options) -> Page:
        page = visit(address, user=people["curator"], **options)
        open_annotating(page)
        return page

    return opened


def kept(page: Page, count: int) -> None:
    """Wait until so many drafts are on the device."""
    page.wait_for_function(
        "count => count === Object.keys(localStorage).filter(key => /:draft:/.test(key)).length",
        arg=count,
    )


def come_back(page: Page, address: str) -> Page:
    """Close the tab as a crash would, and open the page anew in the same browser."""
    context = page.context
    page.close(run_before_unload=False)
    again = context.new_page()
    again.goto(address)
    open_annotating(again)
    return again


def test_a_closed_tab_loses_nothing_that_was_typed(annotating, address):
    ActorFactory(name="Russia")
    page = annotating()
    write_claim(page, "Moscow will wait", "Moscow will wait for")
    page.fill("#f-about", "Rus")
    page.locator("[data-name=about] [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.focus("#f-summary")
    page.keyboard.press("End")
    page.keyboard.type(" long.")
    kept(page, 1)
    page.wait_for_function("() => JSON.stringify({...localStorage}).includes('for long.')")
    page = come_back(page, address)
    offer = page.locator("#unsaved li")
    expect(offer).to_contain_text(re.compile(r"You were writing Claim at \d+:\d\d"))
    expect(offer).to_contain_text("Moscow will wait")
    page.click("#unsaved [data-way=go]")
    expect(page.locator("#f-summary")).to_have_value("Moscow will wait for long.")
    expect(page.locator("#words-body")).to_have_text("Moscow will wait")
    expect(page.locator("[data-name=about] .chips")).to_contain_text("Russia")
    expect(page.locator("#unsaved")).to_be_hidden()
    save(page)
    row = Annotation.objects.get()
    assert (row.claim.summary, row.claim.kind) == ("Moscow will wait for long.", "factual")
    assert [actor.name for actor in row.about.all()] == ["Russia"]
    kept(page, 0)


def test_several_are_listed_and_one_that_is_discarded_can_be_brought_back(annotating, address):
    page = annotating()
    make_claim(page, "Officials said little", "Little was said.")
    write_claim(page, "Moscow will wait", "First half")
    write_claim(page, "Two leaders met", "Second half")
    expect(page.locator("#leave")).to_be_hidden()  # going on asks nothing
    expect(page.locator("#unsaved li")).to_have_count(1)
    expect(page.locator("#unsaved-go")).to_have_text("1 annotation not saved")
    page.click("#unsaved-go")
    expect(page.locator("#unsaved [data-way=go]")).to_be_focused()
    click_words(page, "Officials")
    page.fill("#f-summary", "Third half")
    kept(page, 3)
    page = come_back(page, address)
    expect(page.locator("#unsaved li")).to_have_count(3)
    expect(page.locator("#saved")).to_be_empty()  # for not everything is saved
    page.locator("#unsaved li", has_text="First half").locator("[data-way=drop]").click()
    expect(page.locator("#unsaved li")).to_have_count(2)
    kept(page, 2)
    page.keyboard.press("Control+z")
    expect(page.locator("#form")).to_be_visible()
    expect(page.locator("#f-summary")).to_have_value("First half")
    save(page)
    # an annotation that is opened shows what was typed of it
    click_words(page, "Officials")
    expect(page.locator("#f-summary")).to_have_value("Third half")
    save(page)
    page.click("#unsaved [data-way=go]")
    save(page)
    found = {row.spans.get().exact: row.claim.summary for row in Annotation.objects.all()}
    assert found == {
        "Moscow will wait": "First half",
        "Two leaders met": "Second half",
        "Officials said little": "Third half",
    }
    kept(page, 0)


def test_another_person_on_the_same_device_sees_nothing_of_it(annotating, address):
    page = annotating()
    write_claim(page, "Moscow will wait", "Mine alone")
    kept(page, 1)
    context = page.context
    page.close(run_before_unload=False)
    context.clear_cookies()
    EditorFactory(username="other")
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("#id_username", "other")
    page.fill("#id_password", "correct horse battery staple")
    page.press("#id_password", "Enter")
    page.wait_for_url("**/admin/")
    page.goto(address)
    open_annotating(page)
    expect(page.locator("#unsaved")).to_be_hidden()
    expect(page.locator("body")).not_to_contain_text("Mine alone")
    kept(page, 1)


def test_another_window_is_not_offered_what_is_being_written_in_this_one(annotating, address):
    page = annotating()
    write_claim(page, "Moscow will wait", "Still writing")
    kept(page, 1)
    other = page.context.new_page()
    other.goto(address)
    open_annotating(other)
    make_claim(other, "Two leaders met", "They met.")
    expect(other.locator("#unsaved")).to_be_hidden()
    expect(page.locator("mark")).to_have_count(1)  # what is saved there is drawn here
    assert page.input_value("#f-summary") == "Still writing"
    page.close(run_before_unload=False)
    expect(other.locator("#unsaved li")).to_contain_text("Still writing")


def test_closing_asks_and_what_is_kept_for_later_is_listed(annotating):
    page = annotating()
    write_claim(page, "Moscow will wait", "Half a thought")
    page.keyboard.press("Escape")
    page.click("#leave [value=stay]")
    assert page.input_value("#f-summary") == "Half a thought"
    page.keyboard.press("Escape")
    page.click("#leave [value=keep]")
    expect(page.locator("#form")).to_be_hidden()
    expect(page.locator("#unsaved li")).to_contain_text("Half a thought")
    page.click("#unsaved [data-way=go]")
    expect(page.locator("#f-summary")).to_have_value("Half a thought")


def test_leaving_the_page_with_unsaved_work_is_asked_by_the_browser(annotating):
    page = annotating()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    write_claim(page, "Moscow will wait", "Half a thought")
    page.close(run_before_unload=True)
    expect(page.locator("#f-summary")).to_have_value("Half a thought")
    assert asked == ["beforeunload"]


def test_a_draft_of_what_changed_since_says_so_when_it_is_gone_on_with(
    annotating, address, article, people
):
    row = ClaimFactory(
        article=article, words="Moscow will wait", summary="Old.", created_by=people["curator"]
    ).annotation
    page = annotating()
    click_words(page, "Moscow")
    page.fill("#f-summary", "Mine.")
    kept(page, 1)
    context = page.context
    page.close(run_before_unload=False)
    change_annotation(user=people["editor"], annotation=row, expected_version=1, note="Theirs.")
    page = context.new_page()
    page.goto(address)
    open_annotating(page)
    page.click("#unsaved [data-way=go]")
    expect(page.locator("#elsewhere")).to_contain_text("while you were writing")
    page.click("#elsewhere-compare")
    page.click("#conflict-save")
    expect(page.locator("#live")).to_have_text("Claim 1 saved")
    row.refresh_from_db()
    assert (row.note, row.claim.summary) == ("Theirs.", "Mine.")


def test_a_device_without_room_keeps_what_is_typed_until_the_page_is_left(annotating):
    page = annotating()
    page.evaluate(
        """() => {
          const full = () => { throw new DOMException("", "QuotaExceededError"); };
          Storage.prototype.setItem = full;
        }"""
    )
    write_claim(page, "Tokyo 😀 hesitated", "It hesitated.")
    select_words(page, "Two leaders met")
    page.keyboard.press("c")
    expect(page.locator("#unsaved")).to_contain_text("It hesitated.")
    page.keyboard.press("Escape")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.click("#unsaved-list [data-way=go]")
    expect(page.locator("#f-summary")).to_have_value("It hesitated.")
    assert asked == ["beforeunload"]


def test_a_tab_closed_while_it_saves_loses_nothing(annotating, address):
    page = annotating()
    write_claim(page, "Tokyo 😀 hesitated", "It hesitated.")
    page.evaluate("() => { window.fetch = () => new Promise(() => {}); }")  # no answer ever comes
    page.fill("#f-summary", "It hesitated long.")
    page.keyboard.press("Control+Enter")
    page = come_back(page, address)
    expect(page.locator("#unsaved")).to_contain_text("It hesitated long.")
