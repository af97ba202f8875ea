"""axe finds nothing (WCAG 2.2 A and AA, best practice) on any public page, and they fit."""

import pytest

from tests.browser.conftest import AXE
from tests.browser.public_pages import addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EVERYTHING = "() => axe.run(document).then(found => found.violations)"


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(visit, scheme, width):
    page = visit(
        "/", bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    faults = []
    for path in addresses():
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{path}: wider than {width}")
        page.add_script_tag(path=str(AXE))
        faults += [
            f"{path}: {fault['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for fault in page.evaluate(EVERYTHING)
            for node in fault["nodes"]
        ]

    assert faults == []
