"""Tagging claims and predictions: whose words they are, about whom, how likely and by when."""

import pytest
from playwright.sync_api import expect

from annotations.models import Actor, Annotation
from sourcelib.models import Account, Article
from tests.browser.bench import TEXT, opened, registry, saved
from tests.browser.words import select_words
from tests.factories import ArticleFactory, ClaimFactory, MentionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CONDITIONAL = "If talks go on, Moscow will probably wait until the spring"


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    return ArticleFactory(text=TEXT)


@pytest.fixture
def actors(article) -> dict[str, Actor]:  # noqa: ARG001
    return registry()


@pytest.fixture
def annotating(visit, people, article, actors):  # noqa: ARG001
    return lambda **options: opened(visit, people["curator"], article, **options)


def test_reported_words_lead_on_to_the_speaker_the_nearest_first(
    annotating, article, actors, people
):
    curator = people["curator"]
    MentionFactory(
        article=article, words="Shinzo Abe", actor=actors["Shinzo Abe"], created_by=curator
    )
    MentionFactory(article=article, words="officials", actor=actors["Japan"], created_by=curator)
    page = annotating()
    select_words(page, "promised a treaty")
    page.keyboard.press("c")
    page.keyboard.type("A treaty was promised.")
    page.focus("#f-attribution")
    page.keyboard.press("ArrowDown")  # going through the choices is no choice yet
    expect(page.locator("#f-attribution")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("r")
    expect(page.locator("#f-speaker")).to_be_focused()
    offered = page.locator("[data-name=speaker] [role=option]")
    expect(offered.first).to_contain_text("Shinzo Abe")
    expect(offered.first).to_contain_text("in this sentence")
    expect(offered.nth(1)).to_contain_text("Japan")
    page.keyboard.press("Enter")
    page.select_option("#f-claim-kind", "factual")
    page.keyboard.press("Control+Enter")
    saved(page)
    claim = Annotation.objects.get(kind="claim").claim
    assert (claim.attribution, claim.speaker) == ("reported", actors["Shinzo Abe"])


def test_who_stands_beside_the_reported_words_comes_before_whom_they_are_about(
    annotating, article, actors
):
    MentionFactory(article=article, words="Tokyo", actor=actors["Japan"])
    MentionFactory(article=article, words="Washington", actor=actors["Russia"])
    MentionFactory(article=article, words="Washington said", actor=actors["Shinzo Abe"])
    page = annotating()
    select_words(page, "Washington said little")
    page.keyboard.press("c")
    page.keyboard.press("Alt+p")
    offered = page.locator("[data-name=speaker] [role=option]")
    expect(offered).to_have_count(2)
    expect(offered.first).to_contain_text("Russia")
    expect(offered.first).to_contain_text("in this sentence")
    expect(offered.nth(1)).to_contain_text("Shinzo Abe")
    expect(offered.nth(1)).to_contain_text("in this passage")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-name=speaker] .chips")).to_contain_text("Shinzo Abe")
    page.keyboard.press("Backspace")  # it was another
    expect(offered.first).to_contain_text("Russia")


def test_one_key_goes_to_the_speaker_from_anywhere_in_the_form(annotating):
    page = annotating()
    select_words(page, "promised a treaty")
    page.keyboard.press("c")
    page.keyboard.press("Alt+p")
    expect(page.locator("#f-speaker")).to_be_focused()
    page.keyboard.type("Abe")
    expect(page.locator("[data-name=speaker] [role=option]").first).to_contain_text("Shinzo Abe")
    page.keyboard.press("Tab")
    expect(page.locator("[data-name=speaker] .chips")).to_contain_text("Shinzo Abe")
    assert page.input_value("#f-attribution") == "reported"


def test_the_words_found_in_a_passage_are_offered_and_taken_by_one_key(annotating):
    page = annotating()
    select_words(page, CONDITIONAL)
    page.keyboard.press("p")
    expect(page.locator("#found-likelihood")).to_contain_text("“will probably” use")
    expect(page.locator("#found-condition")).to_contain_text("“If talks go on”")
    expect(page.locator("#found-horizon")).to_contain_text("“until the spring”")
    expect(page.locator("#words-likelihood")).to_be_hidden()  # nothing is taken unasked
    page.keyboard.type("Moscow will wait.")
    page.keyboard.press("Alt+u")
    expect(page.locator("#words-likelihood")).to_have_text("will probably")
    expect(page.locator(".found")).to_have_count(0)
    assert page.input_value("#f-likelihood") == "probable"
    assert page.input_value("#f-condition") == "If talks go on"
    page.keyboard.press("Control+Enter")
    saved(page)
    assert {span.role: span.exact for span in Annotation.objects.get().spans.all()} == {
        "body": CONDITIONAL,
        "condition": "If talks go on",
        "likelihood": "will probably",
        "horizon": "until the spring",
    }


def test_one_of_the_words_found_is_taken_by_a_click_and_the_others_are_left(annotating):
    page = annotating()
    select_words(page, CONDITIONAL)
    page.keyboard.press("p")
    page.keyboard.type("Moscow will wait.")
    page.click("#found-likelihood .found")
    expect(page.locator("#words-likelihood")).to_have_text("will probably")
    page.keyboard.press("Control+Enter")
    saved(page)
    roles = {span.role for span in Annotation.objects.get().spans.all()}
    assert roles == {"body", "likelihood"}


def test_a_claim_is_about_the_actors_tagged_in_its_passage(annotating, article, actors, people):
    curator = people["curator"]
    for words, name, place in (
        ("Shinzo Abe", "Shinzo Abe", False),
        ("Tokyo", "Japan", False),
        ("Moscow", "Russia", True),
    ):
        MentionFactory(
            article=article, words=words, actor=actors[name], locative=place, created_by=curator
        )
    page = annotating()
    select_words(page, "Tokyo hesitated for a decade. Moscow waited")
    page.keyboard.press("c")
    page.keyboard.type("Japan hesitated.")
    page.keyboard.press("Alt+b")
    expect(page.locator("[data-name=about] .chips li")).to_have_count(1)  # not what is a place
    expect(page.locator("#f-summary")).to_be_focused()
    page.select_option("#f-claim-kind", "factual")
    page.keyboard.press("Control+Enter")
    saved(page)
    assert [actor.name for actor in Annotation.objects.get(claim__isnull=False).about.all()] == [
        "Japan"
    ]
    select_words(page, "Shinzo Abe promised a treaty")
    page.keyboard.press("c")
    page.keyboard.press("Alt+p")
    page.locator("[data-name=speaker] [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.click("#about-passage")  # the speaker is not what it is about
    expect(page.locator("[data-name=about] .chips li")).to_have_count(0)


def test_parts_of_a_passage_hold_what_is_inside_them_and_not_what_is_between(
    annotating, article, actors, people
):
    for words, name in (("Tokyo", "Japan"), ("Moscow", "Russia"), ("Shinzo Abe", "Shinzo Abe")):
        MentionFactory(
            article=article, words=words, actor=actors[name], created_by=people["curator"]
        )
    page = annotating()
    select_words(page, "Tokyo hesitated")
    page.keyboard.press("c")
    expect(page.locator("#f-summary")).to_be_focused()
    select_words(page, "Shinzo Abe promised a treaty")
    page.keyboard.press("+")
    expect(page.locator("#inside")).to_have_text("Japan, Shinzo Abe")
    page.keyboard.press("Alt+b")
    expect(page.locator("[data-name=about] .chips li")).to_contain_text(["Japan", "Shinzo Abe"])


def test_each_kind_of_claim_is_chosen_by_its_first_letter(annotating):
    page = annotating()
    select_words(page, "Trade grew")
    page.keyboard.press("c")
    page.keyboard.press("Tab")
    for kind in ("factual", "evaluative", "interpretive", "normative", "causal"):
        page.keyboard.press(kind[0])
        expect(page.locator("#f-claim-kind")).to_have_value(kind)
        page.locator("#f-summary").focus()  # a letter soon after another one is a word begun
        page.keyboard.press("Tab")


def test_words_are_picked_and_cleared_by_keys_alone(annotating):
    page = annotating()
    select_words(page, CONDITIONAL)
    page.keyboard.press("p")
    page.keyboard.type("Moscow will wait.")
    page.keyboard.press("Alt+i")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#picking")).to_be_visible()
    for _ in range(4):
        page.keyboard.press("Control+Shift+ArrowRight")
    expect(page.locator("#picking")).to_be_visible()  # the words may still grow
    page.keyboard.press("Enter")
    expect(page.locator("#words-condition")).to_contain_text("If talks go on")
    expect(page.locator("#pick-condition")).to_be_focused()
    page.keyboard.press("Alt+Shift+i")
    expect(page.locator("#words-condition")).to_be_hidden()
    page.keyboard.press("Alt+h")
    page.keyboard.press("Escape")
    expect(page.locator("#picking")).to_be_hidden()
    expect(page.locator("#pick-horizon")).to_be_focused()
    expect(page.locator("#form")).to_be_visible()


def test_horizon_words_lead_on_to_the_term_that_is_proposed(annotating):
    page = annotating()
    select_words(page, CONDITIONAL)
    page.keyboard.press("p")
    page.keyboard.press("Alt+h")
    select_words(page, "until the spring")
    expect(page.locator("#horizon-use")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#f-ground")).to_be_focused()


def test_mention_and_claim_fit_a_small_screen(annotating):
    page = annotating(viewport={"width": 1440, "height": 900})
    hidden = (
        "() => { const { scrollHeight, clientHeight } = side; return scrollHeight - clientHeight }"
    )
    select_words(page, "Tokyo hesitated for a decade")
    page.keyboard.press("c")
    expect(page.locator("#f-summary")).to_be_focused()
    assert page.evaluate(hidden) <= 0
    page.keyboard.press("Escape")
    expect(page.locator("#form")).to_be_hidden()
    select_words(page, "Tokyo")
    page.keyboard.press("a")
    page.locator("[data-name=actor] [role=option]").first.wait_for()
    assert page.evaluate(hidden) <= 0


def test_what_is_rarely_needed_opens_where_it_has_content_or_an_error(annotating, article, people):
    claim = ClaimFactory(article=article, words="Trade grew", created_by=people["curator"])
    Annotation.objects.filter(pk=claim.pk).update(note="So the statistics of the year have it.")
    page = annotating(uid=str(claim.annotation.uid))
    expect(page.locator("#f-note")).to_be_visible()
    page.click("#form-close")
    select_words(page, CONDITIONAL)
    page.keyboard.press("p")
    page.keyboard.type("Moscow will wait.")
    expect(page.locator("#f-probability")).to_be_hidden()
    page.click("#more summary")
    page.fill("#f-probability", "0.9")
    page.click("#more summary")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-error=probability]")).to_contain_text("print no such number")
    expect(page.locator("#f-probability")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_the_form(annotating, axe, width, scheme):
    page = annotating(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    select_words(page, CONDITIONAL)
    page.click("#popover [data-do=prediction]")
    page.locator(".found").first.wait_for()
    assert axe(page) == []
    page.select_option("#f-attribution", "reported")
    page.fill("#f-speaker", "Abe")
    page.locator("[data-name=speaker] [role=option]").first.wait_for()
    assert axe(page) == []
    page.click("#copying summary")
    page.click("#found-all")
    assert axe(page) == []


def test_a_key_that_belongs_to_composing_a_word_does_nothing_else(annotating):
    page = annotating()
    select_words(page, "officials")
    page.keyboard.press("a")
    page.fill("#f-actor", "")
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "Ja", "selectionStart": 2, "selectionEnd": 2})
    expect(page.locator("[data-name=actor] [role=option]").first).to_contain_text("Japan")
    for key in ("Enter", "Escape"):
        page.evaluate(
            """key => document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
              { key, isComposing: true, bubbles: true, cancelable: true }))""",
            key,
        )
    expect(page.locator("[data-name=actor] [role=option]").first).to_contain_text("Japan")
    expect(page.locator("[data-name=actor] .chips")).to_be_empty()
    keyboard.send("Input.insertText", {"text": "Japan"})
    expect(page.locator("#f-actor")).to_have_value("Japan")
    page.keyboard.press("Enter")
    expect(page.locator("[data-name=actor] .chips")).to_contain_text("Japan")
