"""axe finds nothing (WCAG 2.2 A and AA, best practice) on the public pages, and they fit."""

import pytest

from annotations.models import Claim, Prediction
from tests.browser.conftest import AXE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/about/",
    "/sources/",
    "/sources/?q=peace+treaty&genre=op-ed&from=banana",
    "/sources/?q=zebra&genre=op-ed",
    "/claims/",
    "/predictions/",
    "/predictions/?state=judged",
    "/propositions/",
    "/propositions/peace-treaty-unlikely/",
    "/actors/",
    "/actors/russia/",
    "/topics/",
    "/topics/peace-treaty/",
    "/publications/",
    "/publications/the-moscow-times/",
    "/authors/",
    "/authors/devon-tucker/",
    "/nowhere/",
]
EVERYTHING = "() => axe.run(document).then(found => found.violations)"


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(visit, scheme, width):
    claim = Claim.objects.filter(attribution="reported").order_by("pk")[0].annotation
    told = Prediction.objects.filter(compound__isnull=False).order_by("pk")[0].annotation
    page = visit(
        "/", bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    faults = []
    for path in [*PAGES, f"/claims/{claim.uid}/", f"/predictions/{told.uid}/"]:
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
