"""Whatever is typed, the page answers: with hits, or with plain words, on every tab and as data."""

import json
from urllib.parse import urlencode

import pytest

from tests.search.cases import CASES

pytestmark = pytest.mark.django_db

KINDS = ("", "sources", "passages", "claims", "predictions", "actors", "poems", "\x00")
TYPED = sorted({typed for typed, _found in CASES})


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_is_typed_is_an_error_on_any_tab(get, kind):
    for typed in TYPED:
        page = get(f"/search/?{urlencode({'q': typed, 'kind': kind})}")
        assert '<form class="seek"' in page


@pytest.mark.usefixtures("source")
def test_nothing_that_is_typed_is_an_error_as_data(get):
    for typed in TYPED:
        address = f"/search/?{urlencode({'q': typed, 'format': 'json'})}"
        assert isinstance(json.loads(get(address))["results"], list)


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize(
    "name", ["from", "to", "source", "publication", "author", "actor", "topic"]
)
def test_nothing_in_a_filter_is_an_error(get, name):
    for value in ("", "\x00", "x" * 5_000, "日本", "-1", "9999999999", "0000-00-00", "../..", "'"):
        assert '<form class="seek"' in get(f"/search/?{urlencode({'q': 'treaty', name: value})}")
