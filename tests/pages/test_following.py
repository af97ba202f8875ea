"""Where pages lead those who want to follow them."""

import re

import pytest

pytestmark = pytest.mark.django_db


def discovered(page):
    return re.findall(
        r'<link rel="alternate" type="(?:application/atom\+xml|text/calendar)"'
        r' title="[^"]+" href="([^"]+)"',
        page,
    )


@pytest.mark.usefixtures("small")
def test_pages_lead_to_feeds_under_the_filters_of_the_list(get):
    assert discovered(get("/")) == [
        "/feeds/sources.atom",
        "/feeds/predictions.atom",
        "/feeds/verdicts.atom",
        "/feeds/changes.atom",
    ]
    page = get("/predictions/?topic=trade&sort=due&standard=phia")
    followed = [
        "/feeds/predictions.atom?topic=trade",
        "/feeds/due.atom?topic=trade",
        "/feeds/verdicts.atom?topic=trade",
        "/predictions/due.ics?topic=trade",
    ]
    assert discovered(page) == followed
    assert all(f'<a href="{address}"' in page for address in followed)
    assert discovered(get("/claims/?topic=trade")) == ["/feeds/claims.atom?topic=trade"]
    assert discovered(get("/sources/")) == ["/feeds/sources.atom"]
    for kind in ("topics", "actors", "propositions", "publications", "authors"):
        assert discovered(get(f"/{kind}/")) == [f"/feeds/{kind}.atom"]
    assert discovered(get("/actors/?kind=person&sort=mentions")) == [
        "/feeds/actors.atom?kind=person"
    ]
    assert discovered(get("/about/method/")) == discovered(get("/"))


def test_a_filter_that_was_left_out_of_the_list_is_left_out_of_its_feeds(get):
    assert discovered(get("/claims/?topic=nothing&q=a")) == ["/feeds/claims.atom?q=a"]
