"""What was said once is not typed again: fields copied, values kept, the next one opened."""

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from sourcelib.models import Account, Article
from tests.browser.bench import TEXT, opened, registry, saved
from tests.browser.words import click_words, select_words
from tests.factories import ArticleFactory, ClaimFactory, MentionFactory, TopicFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    return ArticleFactory(text=TEXT)


@pytest.fixture
def first(article, people) -> Annotation:
    """A reported claim with everything that can be copied."""
    actors = registry()
    claim = ClaimFactory(
        article=article,
        words="Trade grew",
        summary="Trade grew.",
        kind="causal",
        certainty="probable",
        attribution="reported",
        speaker=actors["Shinzo Abe"],
        created_by=people["curator"],
    )
    claim.annotation.about.add(actors["Japan"])
    claim.annotation.topics.add(TopicFactory(name="Trade"))
    return claim.annotation


@pytest.fixture
def annotating(visit, people, article, first):  # noqa: ARG001
    return lambda **options: opened(visit, people["curator"], article, **options)


def claim(page: Page, words: str, sentence: str) -> None:
    select_words(page, words)
    page.keyboard.press("c")
    expect(page.locator("#f-summary")).to_be_focused()
    page.keyboard.type(sentence)


def made(summary: str) -> Annotation:
    return Annotation.objects.get(claim__summary=summary)


def test_the_fields_of_the_last_one_are_copied_those_that_are_ticked(annotating, first):
    page = annotating()
    claim(page, "Tokyo hesitated", "Tokyo hesitated.")
    page.keyboard.press("Alt+c")
    expect(page.locator("#copy-from")).to_contain_text("Of Claim 1, “Trade grew”")
    box = page.locator("#copy-fields")
    expect(box.get_by_label("Sentence")).not_to_be_checked()
    box.get_by_label("Certainty").uncheck()
    page.keyboard.press("Enter")
    expect(page.locator("#f-summary")).to_be_focused()
    page.keyboard.press("Control+Enter")
    saved(page)
    copied = made("Tokyo hesitated.")
    assert (copied.claim.kind, copied.claim.certainty) == ("causal", "asserted")
    assert (copied.claim.attribution, copied.claim.speaker) == ("reported", first.claim.speaker)
    assert list(copied.about.all()) == list(first.about.all())
    assert list(copied.topics.all()) == list(first.topics.all())


def test_the_one_to_copy_from_is_chosen_in_the_text(annotating, article, people):
    ClaimFactory(
        article=article, words="Shinzo Abe promised", kind="normative", created_by=people["curator"]
    )
    page = annotating()
    claim(page, "Tokyo hesitated", "Tokyo hesitated.")
    page.click("#copying summary")
    expect(page.locator("#copy-from")).to_contain_text("Shinzo Abe promised")  # the last one
    page.click("#copy-choose")
    expect(page.locator("#choosing")).to_be_visible()
    click_words(page, "Trade grew")
    expect(page.locator("#copy-from")).to_contain_text("Trade grew")
    assert page.input_value("#f-summary") == "Tokyo hesitated."
    page.click("#copy-take")
    assert page.input_value("#f-claim-kind") == "causal"


def test_topics_of_the_last_one_are_one_key_away(annotating):
    page = annotating()
    claim(page, "Tokyo hesitated", "Tokyo hesitated.")
    page.keyboard.press("Alt+t")
    expect(page.locator("[data-name=topics] .chips")).to_contain_text("Trade")
    assert page.input_value("#f-claim-kind") == ""


def test_the_kind_chosen_last_is_there_again_and_said_to_be_so(annotating):
    page = annotating()
    claim(page, "Tokyo hesitated", "Tokyo hesitated.")
    expect(page.locator("#last-claim_kind")).to_be_hidden()
    page.select_option("#f-claim-kind", "evaluative")
    page.keyboard.press("Control+Enter")
    saved(page)
    claim(page, "Moscow waited", "Moscow waited.")
    assert page.input_value("#f-claim-kind") == "evaluative"
    expect(page.locator("#last-claim_kind")).to_have_text("as last time")
    page.keyboard.press("Escape")  # nothing was typed in but the sentence
    expect(page.locator("#leave")).to_be_visible()
    page.click("#leave [value=discard]")
    select_words(page, "Moscow waited")
    page.keyboard.press("c")
    page.select_option("#f-claim-kind", "factual")
    expect(page.locator("#last-claim_kind")).to_be_hidden()
    page.reload()
    page.wait_for_selector("[data-ready=yes]")
    select_words(page, "Washington watched")
    page.keyboard.press("c")
    assert (
        page.input_value("#f-claim-kind") == "evaluative"
    )  # on this device, until another is saved


def test_the_next_one_begins_like_this(annotating, first):
    page = annotating()
    click_words(page, "Trade grew")
    page.keyboard.press("Alt+Enter")
    expect(page.locator("#like")).to_contain_text("begins like Claim 1")
    select_words(page, "Tokyo hesitated")
    page.keyboard.press("c")
    expect(page.locator("#like")).to_be_hidden()
    assert page.input_value("#f-summary") == ""
    page.keyboard.type("Tokyo hesitated.")
    page.keyboard.press("Control+Enter")
    saved(page)
    like = made("Tokyo hesitated.")
    assert (like.claim.kind, like.claim.speaker) == ("causal", first.claim.speaker)
    assert list(like.topics.all()) == list(first.topics.all())
    select_words(page, "Moscow waited")
    page.keyboard.press("c")
    assert page.input_value("#f-attribution") == "author"  # for one, and no more


def test_the_same_words_are_tagged_as_another_kind(annotating, first):
    page = annotating()
    click_words(page, "Trade grew")
    page.click("#copying summary")
    page.click("[data-as=prediction]")
    expect(page.locator("#form-state")).to_have_text("not saved yet")
    assert page.input_value("#f-summary") == "Trade grew."
    page.keyboard.press("Control+Enter")
    saved(page)
    prediction = Annotation.objects.get(kind="prediction")
    assert prediction.spans.get().exact == "Trade grew"
    assert prediction.prediction.speaker == first.claim.speaker
    assert list(prediction.topics.all()) == list(first.topics.all())


def test_save_next_opens_the_next_draft_in_the_order_of_the_text(annotating, article, people):
    mine = {"article": article, "created_by": people["curator"]}
    ClaimFactory(words="Moscow waited", summary="Moscow waited.", **mine)
    ClaimFactory(words="Tokyo hesitated", state="published", **mine)
    MentionFactory(words="Shinzo Abe", created_by=people["editor"], article=article)
    page = annotating()
    click_words(page, "Moscow waited")
    page.fill("#f-summary", "Moscow waited long.")
    page.click("#save-next")
    expect(page.locator("#words-body")).to_have_text("Trade grew")
    expect(page.locator("#form-title")).to_be_focused()
    assert Annotation.objects.filter(claim__summary="Moscow waited long.").exists()
    page.keyboard.press("Control+Shift+Enter")  # and from the last one to the first
    expect(page.locator("#words-body")).to_have_text("Moscow waited")
