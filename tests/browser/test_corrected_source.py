"""A web page comes in, is annotated and published; its publisher corrects it; readers see both."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation, Reanchoring
from annotations.services.checking import check_library
from sourcelib.models import Account, Article
from tests.browser.words import open_annotating, select_words

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

STAYS = "Its diplomats say that they have learned patience from the winters in Moscow"
REWORDED = "Moscow will wait until the spring, and perhaps for longer than that"
DELETED = "Neither side has moved on the question that divides them"
MOVED = "The fishing fleets of both countries left their harbours before the storms of November"
NOW = "Moscow will wait until the autumn, and perhaps for longer than that"
HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tokyo waits | The Northern Review</title>
<meta name="author" content="Ann Able"><meta property="og:site_name" content="The Northern Review">
<meta property="article:published_time" content="2019-03-05T10:00:00Z">
<link rel="canonical" href="https://northern.example/2019/03/05/tokyo-waits/"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Tokyo waits</h1>
"""
FOOT = "</article><footer>© The Northern Review</footer></body></html>\n"
FIRST = f"""{HEAD}
<p>Tokyo hesitated for a decade before it spoke of the islands again.
{STAYS}, where they come from. In the capital itself nothing was said of it for a long time, for
nobody there expected that anything would come of more talks about four small islands.</p>
<p>{REWORDED}, its officials said,
if the talks go on as they did in the last months of the year.</p>
<p>{MOVED}, and nobody was sorry to see them go.
Their owners had asked for nothing else all year.</p>
<p>The two leaders are unlikely to sign a peace treaty this year. {DELETED},
and neither has a reason to move first.</p>
{FOOT}"""
SECOND = f"""{HEAD}
<p>{MOVED}, and nobody was sorry to see them go.
Their owners had asked for nothing else all year.</p>
<p>Tokyo hesitated for a decade before it spoke of the islands again.
{STAYS}, where they come from. In the capital itself nothing was said of it for a long time, for
nobody there expected that anything would come of more talks about four small islands.</p>
<p>{NOW}, its officials said,
if the talks go on as they did in the last months of the year.</p>
<p>The two leaders are unlikely to sign a peace treaty this year.</p>
{FOOT}"""
REASON = "The Review corrected what the officials had said."


def bring_in(page: Page, path: Path, html: str) -> None:
    """Give the page as a curator has saved it."""
    path.write_text(html)
    page.set_input_files("#id_file", path)
    page.locator("button[data-reading]").click()
    page.wait_for_url("**/importbatch/items/*/")  # loaded whole, so that its keys are listened to


def tag(page: Page, words: str) -> None:
    """Say that words are a factual claim, and save it."""
    select_words(page, words)
    page.click("#popover [data-do=claim]")
    page.keyboard.type(f"On: {words}.")
    page.select_option("#f-claim-kind", "factual")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form-state")).to_contain_text("draft")
    page.keyboard.press("Escape")


def claim(words: str) -> Annotation:
    return Annotation.objects.get(claim__summary=f"On: {words}.")


def marked(page: Page, words: str) -> str:
    """What is marked as the passage of a claim, without the numbers in between."""
    return "".join(page.locator(f'mark[data-ann~="{claim(words).uid}"]').all_text_contents())


def test_a_corrected_source_keeps_every_passage(
    visit: Callable[..., Page], people: dict[str, Account], tmp_path: Path
) -> None:
    file = tmp_path / "tokyo-waits.html"

    # The curator brings the page in and corrects its date; the editor publishes it.
    page = visit("/admin/sourcelib/article/add/", user=people["curator"])
    bring_in(page, file, FIRST)
    expect(page.locator("#id_date")).to_have_value("2019-03-05")
    page.fill("#id_date", "2019-03-06")
    page.locator("#id_title").press("Control+Enter")
    page.wait_for_url("**/article/*/change/")
    article = Article.objects.get()
    own_page = reverse("admin:sourcelib_article_change", args=[article.pk])
    annotating = reverse("admin:annotations_annotate", args=[article.pk])
    page = visit(own_page, user=people["editor"])
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_contain_text("published")

    # Four passages are tagged, submitted, published.
    page = visit(annotating, user=people["curator"])
    open_annotating(page)
    for words in (STAYS, REWORDED, MOVED, DELETED):
        tag(page, words)
    page.click("#submit-all")
    page.click("#ask-yes")
    expect(page.locator("#submit-all")).to_be_hidden()
    page = visit(annotating, user=people["editor"])
    open_annotating(page)
    page.click("#publish-all")
    page.click("#ask-yes")
    expect(page.locator("#publish-all")).to_be_hidden()
    assert Annotation.objects.public().count() == 4

    # The publisher rewords one of them, takes one out, moves one.
    page = visit(own_page, user=people["editor"])
    page.get_by_role("link", name="Bring in a corrected text…").click()
    bring_in(page, file, SECOND)
    expect(page.locator(".would")).to_contain_text("its words were edited")
    page.get_by_label("What was corrected").fill(REASON)
    page.get_by_label("What was corrected").press("Control+Enter")
    page.wait_for_url("**/reanchoring/**")
    outcomes = {
        row.annotation.claim.summary: (row.outcome, row.state) for row in Reanchoring.objects.all()
    }
    assert outcomes == {
        f"On: {STAYS}.": ("unchanged", "carried"),
        f"On: {MOVED}.": ("moved", "carried"),
        f"On: {REWORDED}.": ("edited", "waiting"),
        f"On: {DELETED}.": ("lost", "waiting"),
    }

    # The curator settles what is doubtful, by keys alone.
    page = visit("/admin/", user=people["curator"])
    page.get_by_role("link", name="Passages that wait for their place").click()
    page.get_by_role("link", name="Tokyo waits").first.click()
    page.get_by_role("link", name="Settle them one by one").click()
    expect(page.locator("#keys[data-ready]")).to_be_attached()
    expect(page.locator("ins")).to_have_text("autumn")
    page.keyboard.press("y")
    expect(page.locator("h1")).to_have_text(f"On: {DELETED}.")
    expect(page.locator("#keys[data-ready]")).to_be_attached()
    page.keyboard.press("l")
    expect(page.locator(".done")).to_contain_text("Everything is settled.")
    # Who signed it is known by name alone as yet; nothing else is wrong.
    assert [fault.name for fault in check_library()] == ["author-without-actor"]

    # A reader sees the present text, the first one, what changed, and what became of each passage.
    page = visit(f"{article.get_absolute_url()}?show=claims")
    assert [marked(page, words) for words in (STAYS, REWORDED, MOVED, DELETED)] == [
        *(STAYS, NOW, MOVED, ""),
    ]
    expect(page.locator("#left")).to_contain_text(f"On: {DELETED}.")
    expect(page.locator("#texts")).to_contain_text(REASON)
    page.locator("#texts").get_by_role("link", name="what changed").click()
    expect(page.locator(".difference del", has_text="spring")).to_be_visible()
    expect(page.locator(".difference ins", has_text="autumn")).to_be_visible()
    expect(page.locator("#passages")).to_contain_text("1 stands as it did, 1 moved with its words.")
    page.locator("#passages").get_by_role("link", name=f"On: {DELETED}.").click()
    expect(page.locator(".superseded")).to_contain_text("Revision 1 of 2")
    assert marked(page, DELETED) == DELETED
    page = visit(f"/claims/{claim(REWORDED).uid}/", java_script_enabled=False)
    expect(page.locator("#history")).to_contain_text("Found again in a corrected text")
    expect(page.locator(".facts")).to_contain_text(
        "Tagged on revision 1; found again in revision 2"
    )
