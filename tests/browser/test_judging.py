"""An editor judges, a second one confirms, a reader sees it: with and without scripts, by key."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Annotation, Verdict
from sourcelib.models import Account
from tests.browser.conftest import AXE
from tests.factories import EditorFactory, VerdictFactory

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("library")]

# A prediction of 2015 with a condition, and words of the source of 2021 that bear on it.
SUMMARY = "As long as the territorial dispute is open, Russia and Japan will sign no peace treaty."
WORDS = "Japan still holds the position"
FIRST = "No treaty was signed, and the islands stayed in dispute throughout."
SECOND = "No treaty was signed; that the dispute was the cause is not shown."


@pytest.fixture
def prediction() -> Annotation:
    """The prediction of 2015; the library brings it in with a single-reviewed verdict."""
    return Annotation.objects.get(prediction__summary=SUMMARY)


@pytest.fixture
def second(people: dict[str, Account]) -> Account:  # noqa: ARG001
    """The second editor, beside those of `people`."""
    return EditorFactory(username="edda", first_name="Edda", last_name="Editor")


def judging_page(annotation: Annotation) -> str:
    return f"/admin/annotations/verdict/judging/{annotation.uid}/"


def fill_in(page: Page, state: str, reason: str, date: str = "2020-05-20") -> None:
    page.check(f"[name=state][value={state}]")
    page.fill("#id_event_date", date)
    page.check("[name=condition_met][value=yes]")
    page.fill("#id_reason", reason)
    page.check("[name=confidence][value=high]")


def use_candidate(page: Page, words: str) -> None:
    page.locator(".candidates > li", has_text=words).first.locator("button[value^='use:']").click()


def propose(page: Page) -> None:
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview-head")).to_be_focused()
    page.get_by_role("button", name="Propose it").click()
    expect(page.locator(".told")).to_contain_text("once a second person has confirmed it")


def confirm(page: Page, reason: str) -> None:
    """Look at each piece of the proposal with this reason, and confirm it."""
    section = page.locator(".review", has_text=reason)
    for box in section.locator("[name=looked]").all():
        box.check()
    section.get_by_role("button", name="Confirm").click()
    expect(page.locator(".told")).to_contain_text("It is public now")


def test_a_verdict_is_proposed_confirmed_read_and_superseded(
    visit: Callable[..., Page],
    people: dict[str, Account],
    second: Account,
    prediction: Annotation,
) -> None:
    public = f"/predictions/{prediction.uid}/"

    # The first editor comes by the queue, and finds the passage of 2021 among the candidates.
    page = visit("/admin/", user=people["editor"])
    page.click(".todo a[href$='show=single_reviewed']")
    page.click(f"text={SUMMARY}")
    expect(page.locator("h1")).to_have_text(SUMMARY)
    fill_in(page, "came-true", FIRST, date="May 2020")
    use_candidate(page, WORDS)
    expect(page.locator("#e0")).to_contain_text("Kashin 2021")
    expect(page.locator("#id_reason")).to_have_value(FIRST)
    expect(page.locator("output.understood").first).to_have_text("May 2020")
    page.get_by_role("button", name="Preview").click()
    preview = page.locator(".preview")
    expect(preview).to_contain_text("Hindsight")
    expect(preview).to_contain_text("not public until a second person confirms it")
    page.get_by_role("button", name="Go back and change it").click()
    page.fill("#id_event_date", "2020-05-20")
    propose(page)
    expect(page.locator(".review")).to_contain_text("Nobody confirms their own proposal")
    assert visit(public).locator(f"text={FIRST}").count() == 0

    # The second one looks at the passage, and confirms.
    page = visit("/admin/", user=second)
    page.click(".todo a[href$='show=to_confirm']")
    page.click(f"text={SUMMARY}")
    link = page.locator(".looked a").first
    passage = Annotation.objects.get(evidence_in__verdict__reason=FIRST)
    expect(link).to_have_attribute("href", f"/a/{passage.uid}/")
    confirm(page, FIRST)

    page = visit(public)
    told = page.locator(".verdict", has_text=FIRST)
    expect(told).to_contain_text(WORDS)
    told.get_by_role("link", name="Kashin 2021").click()
    page.wait_for_url(f"**/a/{passage.uid}/")
    lit = page.locator(f'mark[data-ann~="{passage.uid}"]')
    assert WORDS in "".join(lit.all_text_contents())

    # The second one comes to doubt it, and supersedes it; the first one confirms that.
    page = visit(judging_page(prediction), user=second)
    expect(page.locator("#judge")).to_contain_text("This will supersede “came true”")
    page.locator("#judge").get_by_role("link", name="Start from a copy of it").click()
    expect(page.locator("#e0")).to_contain_text("Kashin 2021")
    page.check("[name=state][value=partly]")
    page.fill("#id_reason", SECOND)
    page.fill("#known", "Wire report, 20 May 2020")
    page.press("#known", "Enter")
    expect(page.locator("#id_e1-date")).to_be_focused()
    page.fill("#id_e1-date", "2020")
    page.fill("#id_e1-reports", "The two sides have not agreed.")
    propose(page)
    page = visit(judging_page(prediction), user=people["editor"])
    confirm(page, SECOND)

    page = visit(public)
    now, before = (page.locator(".verdict", has_text=reason) for reason in (SECOND, FIRST))
    expect(now).to_contain_text("Supersedes")
    expect(before).to_contain_text("superseded")
    expect(before).to_contain_text(WORDS)
    verdicts = Verdict.objects.filter(annotation=prediction, review="confirmed").order_by("pk")
    assert [verdict.reason for verdict in verdicts] == [FIRST, SECOND]
    assert verdicts[1].supersedes == verdicts[0]


def test_it_works_without_scripts(
    visit: Callable[..., Page],
    people: dict[str, Account],
    second: Account,
    prediction: Annotation,
) -> None:
    page = visit(judging_page(prediction), user=people["editor"], java_script_enabled=False)
    fill_in(page, "came-true", FIRST)
    page.fill("#words", "peace treaty")
    page.press("#words", "Enter")
    expect(page.locator("#results")).to_contain_text("passages")
    use_candidate(page, WORDS)
    page.fill("#known", "Wire report")
    page.get_by_role("button", name="Add outside source").click()
    page.fill("#id_e1-date", "2021-13")
    page.fill("#id_e1-reports", "Nothing was signed.")
    page.get_by_role("button", name="Up").click()
    expect(page.locator("#e0")).to_contain_text("Outside source")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#e0 .errorlist")).to_contain_text("is not understood as a date")
    expect(page.locator("#id_e0-date")).to_be_focused()
    expect(page.locator("#id_reason")).to_have_value(FIRST)
    expect(page.locator("#words")).to_have_value("peace treaty")
    page.fill("#id_e0-date", "2021")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Propose it").click()
    expect(page.locator(".told")).to_contain_text("Proposed")

    page = visit(judging_page(prediction), user=second, java_script_enabled=False)
    confirm(page, FIRST)
    assert Verdict.objects.get(reason=FIRST).confirmed_by == second


def test_what_was_typed_is_kept_when_another_verdict_overtakes_the_page(
    visit: Callable[..., Page],
    people: dict[str, Account],
    second: Account,
    prediction: Annotation,
) -> None:
    page = visit(judging_page(prediction), user=people["editor"])
    fill_in(page, "came-true", FIRST)
    use_candidate(page, WORDS)
    expect(page.locator("#e0")).to_be_visible()
    before = Verdict.objects.get(annotation=prediction)
    VerdictFactory(annotation=prediction, state="partly", supersedes=before, proposed_by=second)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".notices")).to_be_focused()
    expect(page.locator(".notices")).to_contain_text("Another verdict stands meanwhile")
    expect(page.locator("#id_reason")).to_have_value(FIRST)
    expect(page.locator("#e0")).to_contain_text("Kashin 2021")
    propose(page)


def test_every_control_of_the_form_is_reached_and_used_by_key(
    visit: Callable[..., Page], people: dict[str, Account], prediction: Annotation
) -> None:
    page = visit(judging_page(prediction), user=people["editor"])
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    reached = set()
    for _ in range(150):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("`${document.activeElement.name} ${document.activeElement.id}`"))
        if page.evaluate("document.activeElement.value") == "preview":
            break
    assert {name.split()[0] for name in reached if name.strip()} >= {
        *("state", "event_date", "condition_met", "condition_met_on", "reason", "confidence"),
        *("known", "words", "earlier", "do"),
    }

    page.focus("[name=state]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("2020")
    page.focus("#words")
    page.keyboard.type("peace treaty")
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    use = page.locator("#results ~ .candidates button[value^='use:']").first
    use.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".candidates .in").first).to_be_focused()
    page.locator("#e0").get_by_role("button", name="Remove").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence-head")).to_be_focused()
    expect(page.locator(".piece")).to_have_count(0)
    assert page.locator("[name=state]:checked").get_attribute("value") == "partly"
    page.focus("#id_event_date")
    page.keyboard.press("Enter")
    expect(page.locator(".notices")).to_contain_text("at least one piece of evidence")
    expect(page.locator("[name=condition_met]").first).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(
    visit: Callable[..., Page],
    people: dict[str, Account],
    second: Account,
    prediction: Annotation,
    scheme: str,
    width: int,
) -> None:
    page = visit(
        "/admin/annotations/verdict/judging/",
        user=people["editor"],
        bypass_csp=True,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
    )
    faults: list[str] = []

    def look(what: str) -> None:
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{what}: wider than {width}")
        page.add_script_tag(path=str(AXE))
        faults.extend(
            f"{what}: {fault['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
            for fault in page.evaluate("() => axe.run(document).then(found => found.violations)")
            for node in fault["nodes"]
        )

    look("queue")
    page.goto("/admin/annotations/verdict/judging/?show=due")
    look("empty queue")
    page.goto(judging_page(prediction))
    look("judging")
    use_candidate(page, WORDS)
    expect(page.locator("#e0")).to_be_visible()
    page.fill("#known", "Wire report")
    page.press("#known", "Enter")
    expect(page.locator("#e1")).to_be_visible()
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#e1 .errorlist").first).to_be_visible()
    look("judging, with errors")
    fill_in(page, "came-true", FIRST)
    page.fill("#id_e1-date", "2020")
    page.fill("#id_e1-reports", "Nothing was signed.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview-head")).to_be_visible()
    look("preview")
    VerdictFactory(annotation=prediction, review="proposed", proposed_by=second, reason="It is so.")
    page.goto(judging_page(prediction))
    page.get_by_text("Decline it").click()
    look("confirming")

    assert faults == []
