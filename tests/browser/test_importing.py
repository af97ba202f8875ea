"""A curator brings a web page in: sees it beside what was read, corrects it, saves a draft."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from sourcelib.models import Account, Article, ImportItem, Revision
from sourcelib.services.importing import parse_partial_date

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

GIVE = "/admin/sourcelib/article/add/"
WIDTHS = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tokyo waits | The Northern Review</title>
<meta name="author" content="Ann Able">
<meta property="article:published_time" content="2019-03-05T10:00:00Z">
<link rel="canonical" href="https://northern.example/2019/03/05/tokyo-waits/">
</head>
<body><nav><a href="/">Home</a> <a href="/politics">Politics</a></nav>
<article><h1>Tokyo waits</h1>
<p>By Ann Able</p>
<p>Tokyo hesitated for a decade before it spoke of the islands again. Its diplomats say that they
have learned patience from the winters in Moscow, where they come from.</p>
<p>Moscow will wait until the spring, and perhaps for longer than that, its officials said,</p>
<p>if the talks go on as they did in the last months of the year, which nobody can promise.</p>
<p>The two leaders are unlikely to sign a peace treaty this year. Neither side has moved on the
question that divides them, and neither of them has a reason to move first.</p>
</article><script>document.querySelector("h1").textContent = "changed"</script>
<footer>© The Northern Review</footer></body></html>
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The page as a curator has saved it."""
    path = tmp_path / "tokyo-waits.html"
    path.write_text(PAGE)
    return path


def give(page: Page, *files: Path) -> None:
    page.set_input_files("#id_file", list(files))
    page.get_by_role("button", name="Read them").click()


def area(page: Page, words: str) -> Locator:
    """The paragraph that begins with these words."""
    areas = page.locator(".one textarea")
    for number in range(areas.count()):
        if areas.nth(number).input_value().startswith(words):
            return areas.nth(number)
    raise AssertionError(f"no paragraph begins with {words!r}")


def caret(one: Locator, at: int) -> None:
    one.evaluate("(field, at) => { field.focus(); field.setSelectionRange(at, at); }", at)


def text_of(page: Page) -> str:
    return page.locator("[name=text]").input_value()


def test_a_page_is_brought_in_corrected_and_saved(
    visit: Callable[..., Page], people: dict[str, Account], file: Path
) -> None:
    page = visit(GIVE, user=people["curator"])
    give(page, file)
    expect(page.locator("h1")).to_have_text("Tokyo waits")

    # The original is there, and what acts in it does not.
    frame = page.frame_locator("iframe.frame")
    expect(frame.locator("h1")).to_have_text("Tokyo waits")
    page.get_by_text("Its source", exact=True).click()
    expect(page.locator("#line-9")).to_contain_text("Ann Able")

    page.fill("#id_date", "6 March 2019")
    page.fill("#id_publication", "The Northern Review")
    caret(area(page, "if the talks"), 0)
    page.keyboard.press("Backspace")
    expect(page.locator(".breaks [role=status]")).to_have_text("Joined.")
    page.keyboard.type("words")
    expect(page.locator(".breaks [role=status]")).to_have_text("Words cannot be changed here.")
    first = area(page, "Tokyo hesitated")
    caret(first, first.input_value().index(" Its"))
    page.keyboard.press("Enter")
    expect(area(page, "Its diplomats")).to_be_focused()
    page.keyboard.press("Control+z")
    assert "again. Its diplomats" in text_of(page)
    page.locator("#id_title").press("Control+Enter")
    page.wait_for_url("**/article/*/change/")
    expect(page.locator(".messagelist")).to_contain_text("is here as a draft")

    article = Article.objects.get()
    date = parse_partial_date("2019-03-06")
    assert (article.date, article.date_precision) == (date.first_day, date.precision)
    assert (article.language, article.created_by) == ("en", people["curator"])
    assert article.current_revision is not None
    assert "officials said, if the talks" in article.current_revision.text
    changes = [change["what"] for change in article.current_revision.report["changes"]]
    assert any("joined to" in change for change in changes)
    expect(page.get_by_role("link", name="Annotate", exact=True)).to_be_visible()


def test_what_is_typed_is_not_left_behind_unasked(
    visit: Callable[..., Page], people: dict[str, Account], file: Path
) -> None:
    page = visit(GIVE, user=people["curator"])
    give(page, file)
    page.fill("#id_title", "")
    page.locator("#id_title").press_sequentially("Mine")  # as by hand: else a browser asks nothing
    page.on("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as asked:
        page.locator(".trail a").first.click()
    assert asked.value.type == "beforeunload"
    page.get_by_role("button", name="Keep for later").locator("visible=true").click()
    expect(page.locator("#id_title")).to_have_value("Mine")
    page.locator(".trail a").first.click()
    page.wait_for_url("**/admin/")
    page.get_by_role("link", name="tokyo-waits.html").click()
    page.get_by_role("link", name="tokyo-waits.html").click()
    expect(page.locator("#id_title")).to_have_value("Mine")


def test_it_works_without_scripts(
    visit: Callable[..., Page], people: dict[str, Account], file: Path
) -> None:
    page = visit(GIVE, user=people["curator"], java_script_enabled=False)
    give(page, file)
    page.fill("[name=text]", text_of(page).replace("said,\n\nif", "said, when"))
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator(".wrong")).to_contain_text("stands where the source has")
    assert "said, when" in text_of(page)
    page.fill("[name=text]", text_of(page).replace("said, when", "said, if"))
    page.get_by_role("button", name="Save as a draft").click()
    page.wait_for_url("**/article/*/change/")
    assert "officials said, if the talks" in Revision.objects.get().text


def test_many_files_are_read_one_by_one_and_come_in_together(
    visit: Callable[..., Page], people: dict[str, Account], tmp_path: Path
) -> None:
    page = visit(GIVE, user=people["curator"])
    files = []
    for number in range(1, 5):
        file = tmp_path / f"{number}.md"
        words = f"These are the words of source {number}."
        file.write_text(f"# Source {number}\n\nBy Ann Able\n\n{number} May 2020\n\n{words}\n")
        files.append(file)
    page.fill("#id_language", "en")
    give(page, *files)
    page.wait_for_url("**/importbatch/*/change/")
    page.get_by_role("button", name="Bring in all 4 that have no doubts").click()
    expect(page.locator(".told")).to_contain_text("All that has no doubts is here.")
    assert Article.objects.count() == 4
    assert ImportItem.objects.filter(state="done").count() == 4


def test_what_is_copied_from_a_page_keeps_its_structure(
    visit: Callable[..., Page], people: dict[str, Account]
) -> None:
    page = visit(GIVE, user=people["curator"])
    paste = """field => {
        const data = new DataTransfer();
        data.setData("text/html", "<h1>Waiting</h1><p>Tokyo <b>waits</b> for the spring.</p>");
        data.setData("text/plain", "Waiting Tokyo waits for the spring.");
        field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
    }"""
    page.locator("#id_text").evaluate(paste)
    expect(page.locator("#taken")).to_be_visible()
    page.get_by_role("button", name="Take the plain text instead").click()
    expect(page.locator("#taken")).to_be_hidden()
    page.locator("#id_text").evaluate(paste)
    page.get_by_role("button", name="Read them").click()
    expect(page.locator("#id_title")).to_have_value("Waiting")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(
    visit: Callable[..., Page],
    people: dict[str, Account],
    axe: Callable[[Page], list[str]],
    file: Path,
    tmp_path: Path,
    width: str,
    scheme: str,
) -> None:
    page = visit(
        GIVE,
        user=people["curator"],
        viewport=WIDTHS[width],
        color_scheme=scheme,
        bypass_csp=True,
    )
    assert axe(page) == []
    other = tmp_path / "bare.txt"
    other.write_text("Words without anything else.\n\nAnd more.\n\nAnn Able\n")
    give(page, file, other)
    page.wait_for_url("**/importbatch/*/change/")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for name in (file.name, other.name):
        page.get_by_role("link", name=name).click()
        page.wait_for_url("**/items/*/")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.go_back()
