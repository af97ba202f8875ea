"""What a script adds to the reader: quoting a passage, setting the text; and colours forced."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Annotation, Prediction, Span
from tests.browser.public_pages import KASHIN, TUCKER
from tests.browser.test_reader_page import ending

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("library")]

ADDRESS = f"/sources/{TUCKER}/"
WIDE = {"width": 1440, "height": 1000}
NARROW = {"width": 390, "height": 844}

Visit = Callable[..., Page]


def words_of(annotation: Annotation) -> str:
    spans = Span.objects.filter(annotation=annotation, role=Span.Role.BODY).order_by("start")
    return " … ".join(span.exact for span in spans)


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_y_copies_the_open_passage_with_its_source_and_address(visit: Visit) -> None:
    page = visit(ADDRESS, viewport=WIDE, permissions=["clipboard-read", "clipboard-write"])
    page.keyboard.press("y")
    expect(page.get_by_role("status").filter(has_text="Nothing is open")).to_be_visible()
    for prediction in Prediction.objects.filter(annotation__article__slug=TUCKER).order_by("pk"):
        uid = str(prediction.annotation.uid)
        page.evaluate("uid => { location.hash = `#c${uid}`; }", uid)
        expect(page.locator(f"#c{uid}")).to_be_focused()
        page.keyboard.press("y")
        expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
        expected = (
            f"“{words_of(prediction.annotation)}” [read as: {prediction.summary}] — "
            "Devon Tucker, “Russia-Japan Relations Are Hanging By a Thread (Op-Ed)”, "
            "The Moscow Times, 20 May 2015, "
            f"{page.evaluate('location.origin')}/a/{uid}/"
        )
        page.wait_for_function(f"navigator.clipboard.readText().then(t => t === {expected!r})")


def test_a_button_of_the_open_card_copies_too(visit: Visit) -> None:
    page = visit(ADDRESS, viewport=NARROW, permissions=["clipboard-read", "clipboard-write"])
    page.locator(".pip").first.click()
    page.get_by_role("button", name="Copy with its words").click()
    assert clipboard(page).startswith("“Japan now expected to play a more active role")


def test_the_size_of_the_text_is_kept_on_the_device_and_set_before_the_page_is_drawn(
    visit: Visit,
) -> None:
    page = visit(ADDRESS, viewport=WIDE)
    size = "parseFloat(getComputedStyle(document.querySelector('#p1 > p')).fontSize)"
    usual = page.evaluate(size)
    page.get_by_role("button", name="Large letters").click()
    assert page.evaluate(size) > usual
    # Long before the reader's own script runs, which would make the text jump.
    page.route("**/reader/main*.js", lambda route: route.abort())
    page.goto(f"/sources/{KASHIN}/")
    assert page.evaluate(size) > usual
    page.unroute("**/reader/main*.js")
    page.reload()
    pressed = page.locator(".setting [aria-pressed=true]")
    expect(pressed).to_have_accessible_name("Large letters")
    page.get_by_role("button", name="Letters of the usual size").click()
    page.reload()
    assert page.evaluate(size) == usual


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_paragraphs_are_numbered_on_demand_and_their_numbers_are_not_part_of_the_text(
    visit: Visit, viewport: dict[str, int]
) -> None:
    page = visit(ADDRESS, viewport=viewport)
    number = page.locator("#p3 .pn")
    shown = "one => one.checkVisibility({opacityProperty: true})"
    assert not number.evaluate(shown)
    if viewport == NARROW:
        page.get_by_role("button", name="How the text is set").click()
    page.get_by_role("button", name="Numbers of paragraphs").click()
    page.reload()
    assert number.evaluate(shown)
    assert number.get_attribute("href") == "#p3"
    assert number.evaluate("one => getComputedStyle(one).userSelect") == "none"


def test_a_kind_is_shown_beside_the_others_by_its_sign(visit: Visit) -> None:
    for script in (True, False):
        page = visit(ADDRESS, viewport=WIDE, java_script_enabled=script)
        page.get_by_role("link", name="Claims too").click()
        expect(page.locator("main")).to_have_attribute("data-show", "claims predictions")
        expect(page).to_have_url(ending("?show=claims,predictions"))
        page.get_by_role("link", name="Without Predictions").click()
        expect(page).to_have_url(ending("?show=claims"))
        page.get_by_role("link", name="Without Claims").click()
        expect(page).to_have_url(ending("?show=none"))


def test_who_says_it_changes_in_place_and_is_the_same_from_the_server(visit: Visit) -> None:
    page = visit(ADDRESS, viewport=WIDE)
    page.get_by_text("Who says it").click()
    page.locator(".voices").get_by_role("link", name="Devon Tucker").click()
    expect(page).to_have_url(ending("?speaker=devon-tucker"))
    cards = "[...document.querySelectorAll('.card.names')].map(card => card.id).sort()"
    tinted = "document.querySelectorAll('mark.of-claim, mark.of-prediction').length"
    here = page.evaluate(cards), page.evaluate(tinted)
    assert len(here[0]) == 49
    page.reload()
    assert (page.evaluate(cards), page.evaluate(tinted)) == here
    expect(page.locator(".voices [aria-current]")).to_contain_text("Devon Tucker")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_every_word_stands_out_from_its_ground(
    visit: Visit, scheme: str
) -> None:
    page = visit(
        f"{ADDRESS}?show=claims,predictions,actors",
        viewport=WIDE,
        color_scheme=scheme,
        forced_colors="active",
    )
    page.locator(".ref").first.click()
    faint = page.evaluate(
        """() => [...document.querySelectorAll("mark")].filter((mark) => {
          const own = getComputedStyle(mark).color;
          let ground = mark;
          while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") {
            ground = ground.parentElement;
            if (!ground) return false;
          }
          return getComputedStyle(ground).backgroundColor === own;
        }).map((mark) => mark.outerHTML.slice(0, 80))"""
    )
    assert faint == []


# A person who has never seen the site ---------------------------------------------------------


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_three_clicks_lead_to_what_tucker_predicted_its_fate_and_the_sentence_of_2021(
    visit: Visit, viewport: dict[str, int], script: bool
) -> None:
    page = visit("/", viewport=viewport, java_script_enabled=script)
    page.get_by_role("link", name="Devon Tucker").first.click()  # who signed a source

    predicted = page.get_by_role("listitem").filter(has_text="a peace treaty between").first
    expect(page.get_by_role("heading", name="What they predicted")).to_be_visible()
    expect(predicted).to_contain_text("is unlikely")
    expect(predicted).to_contain_text("Came true")
    predicted.get_by_role("link", name="Without resolving the dispute").click()

    evidence = page.locator("#evidence, .verdict").first
    sentence = evidence.locator("blockquote").first
    expect(sentence).to_be_visible()
    said = sentence.inner_text().strip("“”")
    evidence.get_by_role("link", name="Kashin 2021").first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("after 2020")
    expect(page.locator(".opened blockquote")).to_have_text(said)
    # A script goes on to where it stands in the text.
    shown = page.locator("mark.on-first" if script else ".opened blockquote").first
    expect(shown).to_be_in_viewport()
