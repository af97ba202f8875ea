"""Tagging actors: who is meant by the words, and how they name them; who is missing is made."""

import pytest
from playwright.sync_api import expect

from annotations.models import Actor, Annotation
from sourcelib.models import Account, Article
from tests.browser.bench import TEXT, opened, put_caret, registry, saved
from tests.browser.words import select_words
from tests.factories import ActorFactory, ArticleFactory, MentionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Keys, each with or without Shift, pressed before the server can answer any of them.
IN_ONE_BREATH = """
keys => keys.forEach(([key, shiftKey]) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true })
))
"""


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    return ArticleFactory(text=TEXT)


@pytest.fixture
def actors(article) -> dict[str, Actor]:  # noqa: ARG001
    return registry()


@pytest.fixture
def annotating(visit, people, article, actors):  # noqa: ARG001
    return lambda **options: opened(visit, people["curator"], article, **options)


def selected(page) -> str:
    return page.locator("[data-name=actor] [role=option][aria-selected=true]").inner_text()


def test_the_actor_and_how_it_is_named_follow_from_the_words(annotating, actors):
    page = annotating()
    select_words(page, "Tokyo")
    page.keyboard.press("a")
    expect(page.locator("[data-name=actor] [role=option]").first).to_contain_text("Japan")
    assert "capital, as a metonym" in selected(page)
    page.keyboard.press("Control+Enter")
    saved(page)
    mention = Annotation.objects.get().mention
    assert (mention.actor, mention.how) == (actors["Japan"], "metonym")
    select_words(page, "Shinzo Abe")
    page.keyboard.press("a")
    page.keyboard.press("Control+Enter")  # quicker than the answer of the server
    expect(page.locator("#form-title")).to_have_text("Actor 2")
    saved(page)
    mention = Annotation.objects.order_by("pk").last().mention
    assert (mention.actor, mention.how) == (actors["Shinzo Abe"], "name")


def test_a_new_actor_is_made_as_quickly_as_one_types(annotating):
    page = annotating()
    select_words(page, "officials")
    page.evaluate(IN_ONE_BREATH, [["a", False], ["Enter", True]])
    kind = page.locator(".create select")
    expect(kind).to_be_focused()
    kind.select_option("group")
    page.keyboard.press("Control+Enter")  # makes and saves
    saved(page)
    actor = Annotation.objects.get().mention.actor
    assert (actor.name, actor.kind) == ("officials", "group")


def test_nobody_is_made_anew_whose_name_is_known_for_sure(annotating, actors):
    page = annotating()
    select_words(page, "Tokyo")
    page.evaluate(
        IN_ONE_BREATH, [["a", False], ["Enter", True]]
    )  # that it is Japan cannot be seen yet
    expect(page.locator("[data-name=actor] [role=option]").first).to_contain_text("Japan")
    expect(page.locator(".create select")).to_have_count(0)
    assert Actor.objects.count() == len(actors)


def test_how_stays_as_somebody_said(annotating):
    page = annotating()
    select_words(page, "Tokyo")
    page.keyboard.press("a")
    page.locator("[data-name=actor] [role=option]").first.wait_for()
    page.select_option("#f-how", "description")
    page.keyboard.press("Tab")
    expect(page.locator("[data-name=actor] .chips")).to_contain_text("Japan")
    page.keyboard.press("Control+Enter")
    saved(page)
    assert Annotation.objects.get().mention.how == "description"


def test_words_without_a_capital_that_no_registry_has_are_a_description(annotating):
    page = annotating()
    select_words(page, "officials")
    page.keyboard.press("a")
    page.keyboard.type("Japan")
    page.locator("[data-name=actor] [aria-selected=true]").filter(has_text="Japan").wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("#f-how")).to_have_value("description")
    select_words(page, "Trade grew")
    page.keyboard.press("a")
    page.keyboard.type("Japan")
    page.locator("[data-name=actor] [aria-selected=true]").filter(has_text="Japan").wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("#f-how")).to_have_value("description")


def test_the_letter_of_a_kind_of_actor_leads_to_that_of_which_there_are_most(annotating):
    page = annotating()
    select_words(page, "officials")
    page.keyboard.press("a")
    page.keyboard.press("Shift+Enter")
    page.locator(".create select").press("p")
    expect(page.locator(".create select")).to_have_value("person")


def test_the_words_are_kept_as_an_alias_of_an_actor_that_is_made_under_a_longer_name(annotating):
    page = annotating()
    select_words(page, "Shinzo Abe")
    page.keyboard.press("a")
    expect(page.locator("#f-actor")).to_be_focused()
    page.fill("#f-actor", "Cabinet of Shinzo Abe")
    page.get_by_role("option", name="Cabinet of Shinzo Abe").wait_for()
    page.keyboard.press("Shift+Enter")
    page.get_by_label("Kind of actor").select_option("government-body")
    alias = page.get_by_label("“Shinzo Abe” is kept as its")
    expect(alias).to_have_value("short")  # its words are among those of the name
    alias.press("Enter")
    expect(page.locator("[data-name=actor] .chips")).to_contain_text("Cabinet of Shinzo Abe")
    made = Actor.objects.get(name="Cabinet of Shinzo Abe").aliases.get()
    assert (made.text, made.kind) == ("Shinzo Abe", "short")
    select_words(page, "Trade grew")
    page.keyboard.press("a")
    page.fill("#f-actor", "Trade union")
    page.get_by_role("option", name="Trade union").wait_for()
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_label("“Trade grew” is kept as its")).to_have_value("")
    page.get_by_label("Kind of actor").press("Enter")
    expect(page.locator("[data-name=actor] .chips")).to_contain_text("Trade union")
    assert not Actor.objects.get(name="Trade union").aliases.exists()


def test_what_the_words_were_tagged_as_before_comes_first(annotating, article, people):
    city = ActorFactory(name="City of Moscow", kind="government-body")
    MentionFactory(article=article, words="Moscow", actor=city, created_by=people["curator"])
    page = annotating()
    put_caret(page, "Moscow will")  # the second one
    page.keyboard.press("Control+Shift+ArrowRight")
    expect(page.locator("#popover")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator("[data-name=actor] [role=option]").first).to_contain_text("City of Moscow")
    assert "tagged so before in this source" in selected(page)


def test_words_that_name_two_choose_nobody(annotating):
    for name, kind in (("United States", "state"), ("State of Washington", "polity")):
        ActorFactory(name=name, kind=kind).aliases.create(text="Washington", kind="capital-metonym")
    page = annotating()
    select_words(page, "Washington")
    page.keyboard.press("a")
    expect(page.locator("[data-name=actor] [role=option]")).to_have_count(3)
    page.keyboard.press("Control+Enter")
    error = page.locator("[data-name=actor] .error")
    expect(error).to_contain_text("“Washington” is not chosen yet")
    expect(page.locator("#f-actor")).to_be_focused()
    assert not Annotation.objects.exists()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+Enter")
    saved(page)
    assert Annotation.objects.get().mention.actor.name == "United States"


def test_a_mistyped_name_is_found_and_half_a_name_is_not_lost(annotating, actors):
    page = annotating()
    select_words(page, "Trade grew")
    page.keyboard.press("c")
    page.keyboard.type("Trade grew.")
    page.select_option("#f-claim-kind", "factual")
    page.fill("#f-about", "Shinzo Aeb")
    expect(page.locator("[data-name=about] [role=option]").first).to_contain_text("Shinzo Abe")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-name=about] .error")).to_contain_text("“Shinzo Aeb”")
    expect(page.locator("#f-about")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    saved(page)
    assert list(Annotation.objects.get().about.all()) == [actors["Shinzo Abe"]]
