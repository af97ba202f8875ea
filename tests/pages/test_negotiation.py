"""Which form of an answer an `Accept` header prefers."""

import pytest

from annotations.pages.web_annotations.negotiation import preferred

LD, JSON, HTML = "application/ld+json", "application/json", "text/html"
PROFILE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", HTML),
        ("*/*", HTML),
        (BROWSER, HTML),
        (LD, LD),
        (PROFILE, LD),
        (f"{PROFILE};q=0.9, text/html;q=0.8", LD),
        (f"{PROFILE};q=0.7, text/html;q=0.8", HTML),
        ('application/ld+json;profile="http://www.w3.org/ns/anno.jsonld a:b";charset=utf-8', LD),
        ("application/json, text/plain, */*", JSON),
        ("application/ld+json, */*", LD),
        ("application/*", LD),
        ("text/html;q=0, */*", LD),
        ("application/ld+json;q=0, application/json;q=0, */*;q=0.1", HTML),
        ("image/png", HTML),
        ("text/turtle, application/ld+json;q=0.5", LD),
        ("application/ld+json;q=banana", LD),
        (";;;,,/,", HTML),
        ("*", HTML),
    ],
)
def test_it_is_weighed_by_quality_then_by_how_exactly_it_is_named(accept, wanted):
    assert preferred(accept, (HTML, LD, JSON)) == wanted


def test_who_takes_anything_gets_what_is_offered_first():
    for accept in ("", "*/*", "image/png"):
        assert preferred(accept, (LD, JSON, HTML)) == LD
    assert preferred(BROWSER, (LD, JSON, HTML)) == HTML
