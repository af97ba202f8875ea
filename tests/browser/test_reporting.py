"""A reader reports a mistake on a phone; an editor answers and publishes a reply; both are read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from annotations.models import Report, Verdict
from annotations.services.checking import check_library
from sourcelib.models import Account

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("library")]

PHONE = {"viewport": {"width": 390, "height": 800}}
SAID = "The verdict overlooks what I wrote in the same article.\n\nSee its last paragraph."


@pytest.fixture(autouse=True)
def _reports_are_counted_anew(settings: Any) -> None:
    cache.clear()
    settings.REPORT_SECONDS = 0  # Chromium types faster than people


@pytest.fixture
def verdict() -> Verdict:
    """The first one of the library."""
    return Verdict.objects.public().order_by("pk")[0]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_reports_an_editor_answers_and_the_reader_sees_it(
    visit: Callable[..., Page], people: dict[str, Account], verdict: Verdict, scripts: bool
) -> None:
    story = f"/{verdict.annotation.kind}s/{verdict.annotation.uid}/"

    # On a phone: the link stands in the verdict; what is missing is said, and nothing is lost.
    reader = visit(story, java_script_enabled=scripts, **PHONE)
    reader.locator(f"#v{verdict.uid}").get_by_role("link", name="Report a mistake").click()
    expect(reader.locator("h1")).to_have_text("Report a mistake")
    reader.get_by_label("Tell us more").fill(SAID)
    reader.get_by_label("Your e-mail address").fill("author@example")
    reader.get_by_role("button", name="Send the report").click()
    faults = reader.get_by_role("alert")
    expect(faults).to_contain_text("Choose what is wrong.")
    reader.get_by_label("The verdict is wrong").check()
    reader.get_by_label("I am the author").check()
    reader.get_by_role("button", name="Send the report").click()
    expect(faults).to_contain_text("This is no e-mail address.")
    expect(reader.get_by_label("Tell us more")).to_have_value(SAID)
    reader.get_by_label("Your e-mail address").fill("author@example.org")
    reader.get_by_role("button", name="Send the report").click()
    expect(reader.locator("h1")).to_contain_text("Thank you")
    report = Report.objects.get()
    expect(reader.locator(".number")).to_have_text(str(report.uid))
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390

    # The editor is told on the first page, and goes from the queue to the report.
    editor = visit("/admin/", user=people["editor"])
    editor.get_by_role("link", name="Reports to settle").click()
    editor.locator("#result_list .field-title a").click()
    expect(editor.locator(".said")).to_contain_text("overlooks what I wrote")
    editor.get_by_role("button", name="Take it up").click()
    expect(editor.locator(".messagelist")).to_contain_text("Taken up")
    reader.goto(f"/report/{report.uid}/")
    expect(reader.locator("main")).to_contain_text("An editor is looking at it.")

    # A reply of the author is published from it, and the report settled with a public answer.
    editor.get_by_role("link", name="Publish a reply of theirs").click()
    editor.get_by_label("Name, as it is shown").fill("The author")
    editor.get_by_label("Answers as").select_option("author")
    editor.get_by_role("button", name="Publish the reply").click()
    expect(editor.locator(".messagelist")).to_contain_text("Published")
    editor.get_by_label("Something was changed").check()
    editor.get_by_label("Answer", exact=True).fill("We publish the author's reply.")
    editor.get_by_role("button", name="Settle it").click()
    expect(editor.locator(".messagelist")).to_contain_text("Settled.")
    editor.get_by_role("button", name="Erase name and e-mail").click()
    expect(editor.locator("main")).not_to_contain_text("author@example.org")

    # The reader sees the answer, and from there the reply beside the verdict; so does the log.
    reader.reload()
    expect(reader.locator("main")).to_contain_text("We publish the author's reply.")
    reader.get_by_role("link", name="The reply of The author").click()
    beside = reader.locator(f"#v{verdict.uid} .replies")
    expect(beside.locator("blockquote p")).to_have_text(SAID.split("\n\n"))
    expect(beside.locator("blockquote p").first).to_be_in_viewport()
    reader.goto("/about/corrections/")
    expect(reader.locator(".fixes")).to_contain_text("Changed after a reader’s report")
    expect(reader.locator(".fixes")).to_contain_text("Reply published")
    assert [fault for fault in check_library() if fault.name.startswith(("report", "reply"))] == []


def test_a_report_is_written_and_sent_by_keyboard_past_the_field_for_robots(
    visit: Callable[..., Page], verdict: Verdict
) -> None:
    page = visit(f"/report/?about=verdict:{verdict.uid}")
    page.get_by_label("A name, date or other fact is wrong").focus()
    page.keyboard.press("Space")
    focused = "document.activeElement.name || document.activeElement.textContent"
    walked = []
    for typed in (SAID, "", "Ann", "ann@example.org"):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(focused))
        if typed:
            page.keyboard.insert_text(typed)
    assert walked == ["text", "from_concerned", "name", "email"]
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Send the report"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Thank you")
    assert Report.objects.get().email == "ann@example.org"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_reporting_pass_axe_and_fit(
    visit: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    people: dict[str, Account],
    verdict: Verdict,
    width: int,
    scheme: str,
) -> None:
    look = {
        "bypass_csp": True,
        "color_scheme": scheme,
        "viewport": {"width": width, "height": 900},
    }

    def seen(page: Page) -> list[str]:
        page.wait_for_load_state()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        return axe(page)

    page = visit(f"/report/?about=verdict:{verdict.uid}", **look)
    assert seen(page) == []
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert seen(page) == []
    page.get_by_label("Something else").check()
    page.get_by_label("Tell us more").fill(SAID)
    page.get_by_role("button", name="Send the report").click()
    expect(page.locator("h1")).to_contain_text("Thank you")
    assert seen(page) == []

    report = Report.objects.get()
    desk = visit(f"/admin/annotations/report/{report.pk}/change/", user=people["editor"], **look)
    assert seen(desk) == []
    desk.get_by_role("link", name="Publish a reply of theirs").click()
    assert seen(desk) == []
    desk.get_by_label("Name, as it is shown").fill("The author")
    desk.get_by_label("Answers as").select_option("author")
    desk.get_by_role("button", name="Publish the reply").click()
    desk.get_by_role("link", name="Reply of The author").click()
    expect(desk.get_by_role("button", name="Withdraw the reply")).to_be_visible()
    assert seen(desk) == []
    page.goto(f"/{verdict.annotation.kind}s/{verdict.annotation.uid}/")
    expect(page.locator(".replies")).to_be_visible()
    assert seen(page) == []
