"""Review mode on the annotation page: walked through, decided by key, undone, together."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from annotations.services import reviewing
from annotations.services.annotating import change_annotation
from sourcelib.models import Account, Article
from tests.browser.words import click_words, open_annotating
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    ClaimFactory,
    MentionFactory,
    PredictionFactory,
    RemarkFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "Tokyo hesitated for a decade. Moscow will probably wait until the spring.\n\n"
    "Moscow said nothing. Tokyo was surprised. Moscow went home."
)
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    return ArticleFactory(text=TEXT)


@pytest.fixture
def claims(article: Article, people: dict[str, Account]) -> list[Annotation]:
    """Three claims of the curator, in review."""
    words = ("Tokyo hesitated for a decade", "Moscow said nothing", "Tokyo was surprised")
    return [
        ClaimFactory(
            article=article,
            words=one,
            summary=f"{one}.",
            state="in-review",
            created_by=people["curator"],
        ).annotation
        for one in words
    ]


@pytest.fixture
def opened(visit: Callable[..., Page], people: dict[str, Account], article: Article):
    """The annotation page with something in its address."""

    def open_page(query: str = "?review", role: str = "editor", **options) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(f"{address}{query}", user=people[role], **options)
        open_annotating(page)
        return page

    return open_page


def state(annotation: Annotation) -> str:
    annotation.refresh_from_db()
    return annotation.state


def test_an_editor_decides_one_after_the_other_by_key(opened, claims):
    page = opened("")
    expect(page.locator("#review-open")).to_contain_text("3")
    page.click("#review-open")
    expect(page.locator("#review-title")).to_be_focused()
    expect(page.locator("#review-at")).to_have_text("1 of 3")
    expect(page.locator("#review-name")).to_have_text("Claim 1")
    expect(page.locator("#review-words b")).to_have_text("Tokyo hesitated for a decade")
    expect(page.locator("#review-facts")).to_contain_text("Tokyo hesitated for a decade.")
    expect(page.locator("#review-by")).to_contain_text("by Anna Curator")
    page.keyboard.press("y")
    expect(page.locator("#review-name")).to_have_text("Claim 2")
    assert state(claims[0]) == "published"

    page.keyboard.press("r")
    expect(page.locator("#returning-reason")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#returning-error")).not_to_be_empty()
    page.keyboard.type("Too short.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#review-name")).to_have_text("Claim 3")
    expect(page.locator("#review-at")).to_have_text("3 of 3")
    assert (state(claims[1]), claims[1].state_reason) == ("draft", "Too short.")

    page.keyboard.press("j")
    expect(page.locator("#review-done-text")).to_have_text(
        "You have been through all: 1 published, 1 sent back, 1 skipped."
    )
    page.click("#review-rest")
    expect(page.locator("#review-done-text")).to_contain_text("2 published")
    assert state(claims[2]) == "published"
    page.keyboard.press("Escape")
    expect(page.locator("#review-panel")).to_be_hidden()


def test_reasons_given_before_are_offered_again(opened, claims, people):
    reviewing.send_back(user=people["editor"], annotation=claims[0], reason="Leave out the verb.")
    page = opened()
    page.keyboard.press("r")
    expect(page.locator("#returning-used")).to_contain_text("Leave out the verb.")
    page.keyboard.press("Alt+1")
    expect(page.locator("#returning-reason")).to_have_value("Leave out the verb.")
    page.click("#returning-yes")
    expect(page.locator("#review-name")).to_have_text("Claim 3")
    assert state(claims[1]) == "draft"


def test_sending_back_is_undone_and_what_is_published_is_not_silently(opened, claims):
    page = opened()
    page.keyboard.press("r")
    page.keyboard.type("Too short.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#review-name")).to_have_text("Claim 2")
    page.click("#undo")
    expect(page.locator("#review-name")).to_have_text("Claim 1")  # back at what was undone
    assert state(claims[0]) == "in-review"

    page.focus("#review-title")
    page.keyboard.press("y")
    expect(page.locator("#review-name")).to_have_text("Claim 2")
    page.click("#undo")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    assert state(claims[0]) == "published"


def test_what_was_mended_is_shown_before_and_after_beside_the_reason(opened, claims, people):
    claim = reviewing.send_back(
        user=people["editor"], annotation=claims[0], reason="Say who hesitated."
    )
    claim = change_annotation(
        user=people["curator"], annotation=claim, expected_version=claim.version, note="Tokyo did."
    )
    reviewing.submit(user=people["curator"], annotation=claim)
    page = opened()
    expect(page.locator("#review-since-what")).to_contain_text("Sent back by Eddie Editor")
    expect(page.locator("#review-since-why")).to_have_text("Say who hesitated.")
    row = page.locator("#review-changes tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Note")
    expect(row.locator("ins")).to_have_text("Tokyo did.")


def test_what_came_back_unchanged_says_so(opened, claims, people):
    claim = reviewing.send_back(user=people["editor"], annotation=claims[0], reason="Too wide.")
    reviewing.submit(user=people["curator"], annotation=claim)
    page = opened()
    expect(page.locator("#review-checks")).to_contain_text("Nothing was changed")
    expect(page.locator("#review-same")).to_be_visible()


def test_what_is_worth_a_second_look_is_said(opened, article, people):
    common = {"article": article, "state": "in-review", "created_by": people["curator"]}
    words = "Moscow will probably wait until the spring"
    PredictionFactory(**common, words=words, summary="Moscow may wait.", horizon_ground="stated")
    ClaimFactory(**common, words="Moscow said nothing. Tokyo was surprised.", kind="")
    ClaimFactory(article=article, words="Moscow said nothing. Tokyo was surprised", summary="Other")
    page = opened()
    checks = page.locator("#review-checks")
    expect(checks).to_contain_text("no horizon words are marked")
    expect(checks).to_contain_text("not stated flatly: “may”")
    page.keyboard.press("j")
    expect(checks).to_contain_text("ends with the full stop")
    expect(checks).to_contain_text("It has no kind of claim.")
    expect(checks).to_contain_text("stands on nearly the same words")
    page.get_by_role("button", name="Show Claim").click()
    expect(page.locator("#form")).to_be_visible()
    page.click("#review-resume")
    expect(page.locator("#review-words b")).to_have_text(
        "Moscow said nothing. Tokyo was surprised."
    )


def test_the_plain_mentions_of_an_actor_are_published_together_after_they_were_listed(
    opened, article, people
):
    russia = ActorFactory(name="Russia")
    common = {"article": article, "state": "in-review", "created_by": people["curator"]}
    plain = [
        MentionFactory(**common, words="Moscow", occurrence=place, actor=russia).annotation
        for place in (1, 2, 3)
    ]
    asked = MentionFactory(**common, words="Tokyo", actor=russia).annotation
    RemarkFactory(annotation=asked, asks=True)
    page = opened()
    page.keyboard.press("t")
    expect(page.locator("#together-title")).to_have_text("3 plain mentions of Russia")
    expect(page.locator("#together-list li")).to_have_count(3)
    page.locator("#together-list input").nth(1).uncheck()
    expect(page.locator("#together-yes")).to_contain_text("Publish 2")
    page.click("#together-yes")
    expect(page.locator("#review-open")).to_contain_text("2")
    assert [state(one) for one in [*plain, asked]] == [
        "published",
        "in-review",
        "published",
        "in-review",
    ]


@pytest.mark.usefixtures("claims")
def test_clicking_another_passage_goes_there_and_the_form_leads_back(opened):
    page = opened()
    click_words(page, "Tokyo was surprised")
    expect(page.locator("#review-name")).to_have_text("Claim 3")
    page.focus("#review-title")
    page.keyboard.press("e")
    expect(page.locator("#form")).to_be_visible()
    expect(page.locator("#review-panel")).to_be_hidden()
    page.click("#review-resume")
    expect(page.locator("#review-name")).to_have_text("Claim 3")
    page.keyboard.press("k")
    expect(page.locator("#review-name")).to_have_text("Claim 2")


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_decided(opened, claims, people):
    page = opened()
    expect(page.locator("#review-name")).to_have_text("Claim 1")
    reviewing.send_back(user=people["administrator"], annotation=claims[0], reason="Mine.")
    page.keyboard.press("y")
    expect(page.locator("#review-error")).not_to_be_empty()
    assert state(claims[0]) == "draft"


def test_the_discussion_is_held_in_review_too(opened, claims):
    page = opened()
    page.keyboard.press("d")
    expect(page.locator("#review-card #remark-text")).to_be_focused()
    page.keyboard.type("Is it so?")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#review-card .remark")).to_have_count(1)
    assert claims[0].remarks.get().text == "Is it so?"
    assert state(claims[0]) == "in-review"


def test_a_curator_reviews_nothing(opened, claims):
    page = opened("?review", "curator")
    expect(page.locator("#review-open")).to_have_count(0)
    expect(page.locator("#review-panel")).to_be_hidden()
    assert state(claims[0]) == "in-review"


class TestMending:
    @pytest.fixture
    def returned(self, claims, people):
        for claim in claims[:2]:
            reviewing.send_back(user=people["editor"], annotation=claim, reason="Too wide.")
        return claims[:2]

    @pytest.mark.usefixtures("returned")
    def test_what_was_sent_back_is_first_in_the_list_with_its_reason(self, opened):
        page = opened("", "curator")
        expect(page.locator("#sent-back li")).to_have_count(2)
        expect(page.locator("#sent-back li").first).to_contain_text("Too wide.")
        page.locator("#sent-back button").first.click()
        expect(page.locator("#form-title")).to_have_text("Claim 1")

    def test_it_is_mended_and_handed_in_again_one_after_the_other(self, opened, returned):
        page = opened("", "curator")
        page.click("#mend-open")
        expect(page.locator("#review-since-why")).to_have_text("Too wide.")
        expect(page.locator("#review-approve")).to_contain_text("Mended, submit again")
        page.keyboard.press("e")
        page.fill("#f-summary", "Tokyo waited.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#review-changes ins").first).to_have_text("Tokyo waited.")
        page.keyboard.press("y")
        expect(page.locator("#review-name")).to_have_text("Claim 2")
        assert state(returned[0]) == "in-review"
        assert returned[0].claim.summary == "Tokyo waited."

        page.keyboard.press("e")
        page.fill("#f-summary", "Moscow was silent.")
        page.keyboard.press("Alt+y")
        expect(page.locator("#review-done-text")).to_contain_text("2 submitted again")
        assert state(returned[1]) == "in-review"
        assert returned[1].claim.summary == "Moscow was silent."
        expect(page.locator("#sent-back")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_a_review(opened, claims, people, axe, scheme):
    claim = reviewing.send_back(user=people["editor"], annotation=claims[0], reason="Too wide.")
    claim = change_annotation(
        user=people["curator"], annotation=claim, expected_version=claim.version, note="Mended."
    )
    reviewing.submit(user=people["curator"], annotation=claim)
    for size in ({"width": 1440, "height": 900}, PHONE):
        page = opened(bypass_csp=True, color_scheme=scheme, viewport=size)
        expect(page.locator("#review-changes tbody tr")).to_have_count(1)
        assert axe(page) == []
        page.click("#review-return")
        expect(page.locator("#returning")).to_be_visible()
        assert axe(page) == []
