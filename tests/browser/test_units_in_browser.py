"""The browser's twin of `spans.units`, held against the same table of cases as the Python one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

CASES = Path(__file__).resolve().parents[1] / "spans" / "unit_cases.json"
RUNNER = CASES.with_suffix(".mjs")

# The table goes over as text: its lone surrogates would not survive as strings.
HOLD = """async ([runner, cases]) => {
  const address = URL.createObjectURL(new Blob([runner], {type: "text/javascript"}));
  const {run} = await import(address);
  return run(JSON.parse(cases), await import("/static/annotations/units.js"));
}"""


@pytest.mark.browser
def test_the_browser_converts_offsets_as_the_shared_table_says(
    visit: Callable[..., Page],
) -> None:
    page = visit("/healthz", bypass_csp=True)

    assert page.evaluate(HOLD, [RUNNER.read_text(), CASES.read_text()]) == []


@pytest.mark.browser
def test_a_wrong_table_is_noticed_in_the_browser(visit: Callable[..., Page]) -> None:
    page = visit("/healthz", bypass_csp=True)
    wrong = '[{"name": "wrong", "text": "ab", "code_points": 3, "utf16": 2, "same": []}]'

    assert page.evaluate(HOLD, [RUNNER.read_text(), wrong]) != []
