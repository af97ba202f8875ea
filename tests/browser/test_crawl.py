"""Every kind of page, with and without scripts, narrow and wide: nothing it asks for fails."""

import pytest

from tests.browser.public_pages import addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_asks_for_what_is_gone_or_elsewhere_and_each_shows_its_heading(
    visit, live_server, scripts, width
):
    page = visit("/", java_script_enabled=scripts, viewport={"width": width, "height": 900})
    faults = []

    def look(response):
        if not response.url.startswith((live_server.url, "data:")):
            faults.append(f"{page.url} asks for {response.url}")
        elif response.status >= 400 and not response.request.is_navigation_request():
            faults.append(f"{page.url} asks for {response.url}: {response.status}")

    def fail(request):
        if request.failure != "net::ERR_ABORTED":  # left for the next page before it came
            faults.append(f"{page.url}: failed {request.url}: {request.failure}")

    page.on("response", look)
    page.on("requestfailed", fail)
    for path in addresses():
        page.goto(path)
        heading = page.locator("h1, blockquote").first  # a framed passage has no heading
        if not heading.is_visible() or not heading.inner_text().strip():
            faults.append(f"{path}: no heading in sight")

    assert faults == []
