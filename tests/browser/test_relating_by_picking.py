"""Relations drawn by choosing the other passage, propositions made on the spot, and undone."""

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Annotation, Proposition, PropositionMember, Relation
from sourcelib.models import Account, Article
from tests.browser.bench import TEXT, opened, registry
from tests.browser.words import click_words, open_annotating, select_words
from tests.factories import ArticleFactory, ClaimFactory, MentionFactory, PredictionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    return ArticleFactory(text=TEXT)


@pytest.fixture
def drafts(article, people) -> dict[str, Annotation]:
    """A claim, a prediction and a mention that the curator made."""
    mine = {"article": article, "created_by": people["curator"]}
    return {
        "claim": ClaimFactory(words="Trade grew", summary="Trade grew.", **mine).annotation,
        "prediction": PredictionFactory(
            words="Moscow will probably wait", summary="Moscow will wait.", **mine
        ).annotation,
        "mention": MentionFactory(
            words="Shinzo Abe", actor=registry()["Shinzo Abe"], **mine
        ).annotation,
    }


@pytest.fixture
def annotating(visit, people, article, drafts):
    def page_of(name: str, **options) -> Page:
        page = opened(visit, people["curator"], article, str(drafts[name].uid), **options)
        expect(page.locator("#form")).to_be_visible()
        return page

    return page_of


def relate(page: Page, reason: str) -> None:
    expect(page.locator("#link-kind")).to_be_focused()
    page.select_option("#link-kind", label="gives a reason for")
    page.fill("#link-reason", reason)
    page.keyboard.press("Enter")
    expect(page.locator("#relation-list")).to_contain_text(reason)


def test_a_relation_is_drawn_by_a_click_read_from_both_ends_and_undone(annotating, drafts):
    page = annotating("claim")
    page.click("#links summary")
    page.click("#link-pick")
    expect(page.locator("#choosing")).to_contain_text("Choose the other claim or prediction")
    click_words(page, "Shinzo Abe")  # a mention asserts nothing
    expect(page.locator("#choosing")).to_contain_text("Nothing there can be chosen")
    click_words(page, "probably wait")
    expect(page.locator("[data-name=link_other] .chips")).to_contain_text("Moscow will wait.")
    expect(page.locator("#form-title")).to_have_text("Claim 1")  # nothing else was opened
    page.select_option("#link-kind", label="gives a reason for")
    expect(page.locator("#link-reads")).to_have_text(
        "Here: gives a reason for “Prediction 1: Moscow will wait.”. "
        "There: has as a reason this passage."
    )
    page.focus("#link-kind")
    relate(page, "Trade needs calm.")
    relation = Relation.objects.get()
    assert (relation.source, relation.target) == (drafts["claim"], drafts["prediction"])
    page.click("#undo")
    expect(page.locator("#relation-list li")).to_have_count(0)
    assert not Relation.objects.exists()
    page.click("#redo")
    expect(page.locator("#relation-list")).to_contain_text("Trade needs calm.")
    assert Relation.objects.get().reason == "Trade needs calm."
    page.click("#undo")
    expect(page.locator("#relation-list li")).to_have_count(0)


def test_a_relation_is_drawn_by_keys_alone(annotating, drafts):
    page = annotating("claim")
    page.focus("#f-summary")
    page.keyboard.press("Alt+r")
    expect(page.locator("#choosing")).to_be_visible()
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Enter")  # nothing is tagged there
    expect(page.locator("#choosing")).to_contain_text("Nothing there can be chosen")
    page.keyboard.press("Control+ArrowDown")
    for _ in range(6):
        page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Enter")
    relate(page, "So.")
    assert Relation.objects.get().target == drafts["prediction"]


def test_the_other_passage_is_chosen_in_the_list_or_not_at_all(annotating, drafts):
    page = annotating("claim")
    page.keyboard.press("Alt+r")
    expect(page.locator("#choosing")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#choosing")).to_be_hidden()
    expect(page.locator("#link-pick")).to_be_focused()
    expect(page.locator("#form")).to_be_visible()
    page.click("#link-pick")
    page.click(f'#list [data-uid="{drafts["prediction"].uid}"]')
    relate(page, "So it is.")
    assert Relation.objects.get().target == drafts["prediction"]


def test_what_is_not_saved_is_saved_before_it_is_related(annotating):
    page = annotating("claim")
    page.keyboard.press("Escape")
    select_words(page, "Tokyo hesitated")
    page.keyboard.press("c")
    page.keyboard.type("Tokyo hesitated.")
    page.keyboard.press("Alt+r")
    expect(page.locator('[data-error="kind"]')).to_contain_text("Choose one of")
    page.select_option("#f-claim-kind", "factual")
    page.keyboard.press("Alt+r")
    expect(page.locator("#choosing")).to_be_visible()
    click_words(page, "probably wait")
    relate(page, "Tokyo shows it.")
    assert Relation.objects.get().source.claim.summary == "Tokyo hesitated."


def test_what_was_begun_and_not_added_is_there_again_after_a_reload(annotating, drafts):
    page = annotating("claim")
    page.keyboard.press("Alt+r")
    expect(page.locator("#choosing")).to_be_visible()
    click_words(page, "probably wait")
    expect(page.locator("#link-kind")).to_be_focused()
    page.fill("#link-reason", "Trade needs")
    click_words(page, "Shinzo Abe")
    expect(page.locator("#form-title")).to_contain_text("Actor")
    expect(page.locator("#saved")).to_have_text("Claim 1: a link was begun and not added")
    page.goto(f"{page.url.partition('#')[0]}#{drafts['claim'].uid}")
    page.reload()
    open_annotating(page)
    expect(page.locator("#links-begun")).to_be_visible()
    expect(page.locator("[data-name=link_other] .chips")).to_contain_text("Moscow will wait.")
    expect(page.locator("#link-reads")).to_contain_text("gives a reason for")
    expect(page.locator("#link-reason")).to_have_value("Trade needs")
    page.fill("#link-reason", "Trade needs calm.")
    page.focus("#link-reason")
    page.keyboard.press("Enter")
    expect(page.locator("#relation-list")).to_contain_text("Trade needs calm.")
    expect(page.locator("#links-begun")).to_be_hidden()
    click_words(page, "Shinzo Abe")
    click_words(page, "Trade grew")
    expect(page.locator("#form-title")).to_have_text("Claim 1")
    expect(page.locator("#link-reason")).to_have_value("")
    expect(page.locator("[data-name=link_other] .chips")).to_be_empty()


def test_a_proposition_is_made_on_the_spot_joined_and_left_again(annotating, drafts):
    page = annotating("prediction")
    page.click("#links summary")
    page.fill("#link-proposition", "Moscow is patient.")
    page.locator("#link-proposition-list [role=option]").first.wait_for()
    page.keyboard.press("Shift+Enter")
    page.select_option(".create select", "predictive")
    page.click("[data-create]")
    expect(page.locator("[data-name=link_proposition] .chips")).to_contain_text("Moscow is patient")
    expect(page.locator("#member-position")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#member-list")).to_contain_text("Moscow is patient.")
    assert Proposition.objects.get().kind == "predictive"
    assert PropositionMember.objects.get().annotation == drafts["prediction"]
    page.click("#undo")
    expect(page.locator("#member-list li")).to_have_count(0)
    page.click("#redo")
    expect(page.locator("#member-list")).to_contain_text("Moscow is patient.")
    page.fill("#link-proposition", "moscow is patient.")  # there is one already: none is made
    option = page.locator("#link-proposition-list [role=option]")
    expect(option).to_have_count(1)
    expect(option).to_contain_text("predictive")


def test_a_compound_is_undone_and_made_again(annotating, article, people):
    other = PredictionFactory(
        article=article,
        words="wait until the spring",
        summary="It will last until spring.",
        created_by=people["curator"],
    ).annotation
    page = annotating("prediction")
    page.click("#compound summary")
    page.select_option("#compound-other", str(other.uid))
    page.click("#compound-add")
    expect(page.locator("#compound-list")).to_contain_text("It will last until spring.")
    page.click("#undo")
    expect(page.locator("#compound-list li")).to_have_count(0)
    other.prediction.refresh_from_db()
    assert other.prediction.compound is None
    page.click("#redo")
    expect(page.locator("#compound-list")).to_contain_text("It will last until spring.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_while_one_chooses(annotating, axe, width, scheme):
    page = annotating(
        "claim",
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )
    page.click("#links summary")
    page.click("#link-pick")
    expect(page.locator("#choosing")).to_be_visible()
    assert axe(page) == []
    click_words(page, "probably wait")
    expect(page.locator("#link-reads")).not_to_be_empty()
    page.fill("#link-proposition", "Moscow is patient.")
    page.locator("#link-proposition-list [role=option]").first.click()
    expect(page.locator(".create")).to_be_visible()
    page.evaluate("() => document.querySelector('.create').scrollIntoView()")
    assert axe(page) == []
