"""What search engines are told, held against the vocabulary of schema.org and what engines ask for.

The tables are those of https://schema.org/docs/full.html, as far as used here, and of
https://developers.google.com/search/docs/appearance/structured-data.
"""

import json
import re

import pytest

from tests.factories import ActorFactory, ClaimFactory, PredictionFactory, VerdictFactory
from tests.pages.sharing.told import SITE

pytestmark = pytest.mark.django_db

CREATIVE = {
    "author": {"Person", "Organization"},
    "datePublished": set(),
    "publisher": {"Person", "Organization"},
    "headline": set(),
    "inLanguage": set(),
    "version": set(),
    "isAccessibleForFree": set(),
}
THING = {
    "name": set(),
    "url": set(),
    "sameAs": set(),
    "identifier": {"PropertyValue"},
    "mainEntityOfPage": {"CreativeWork"},
    "potentialAction": {"SearchAction"},
}
ARTICLES = {"Article", "NewsArticle", "OpinionNewsArticle", "AnalysisNewsArticle", "Report"}
PROPERTIES = {
    **dict.fromkeys(ARTICLES, CREATIVE),
    "Person": {},
    "Organization": {},
    "PropertyValue": {"propertyID": set(), "value": set()},
    "Claim": {
        **CREATIVE,
        "text": set(),
        "appearance": ARTICLES,
        "claimInterpreter": {"Person", "Organization"},
    },
    "ClaimReview": {
        **CREATIVE,
        "claimReviewed": set(),
        "reviewBody": set(),
        "reviewRating": {"Rating"},
        "itemReviewed": {"Claim"},
    },
    "Rating": {"alternateName": set()},
    "BreadcrumbList": {"itemListElement": {"ListItem"}},
    "ListItem": {"position": set(), "item": set()},
    "WebSite": CREATIVE,
    "SearchAction": {"target": {"EntryPoint"}, "query-input": set()},
    "EntryPoint": {"urlTemplate": set()},
}
# What a search engine asks of each before it shows anything of it.
ASKED = {
    "ClaimReview": {"claimReviewed", "reviewRating", "url"},
    "Rating": {"alternateName"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "WebSite": {"name", "url", "potentialAction"},
    "SearchAction": {"target", "query-input"},
    "Claim": {"text"},
    **{one: {"headline", "url"} for one in ARTICLES},
    **{one: {"name", "url"} for one in ("Person", "Organization")},
}


def objects(value):
    """Every object in some data, with the type of the one around it and the property between."""
    found = []

    def look(one, around, name):
        if isinstance(one, dict):
            found.append((one, around, name))
            for key, inner in one.items():
                look(inner, one["@type"], key)
        elif isinstance(one, list):
            for inner in one:
                look(inner, around, name)

    look(value, None, None)
    return found


@pytest.fixture
def told(get, article, claim):
    """All that pages of every kind tell, by address."""
    VerdictFactory(annotation=claim, state="contradicted", event_date=None, review="confirmed")
    inferred = ClaimFactory(
        article=article,
        words="Moscow",
        attribution="inferred",
        speaker=ActorFactory(),
        state="published",
    ).annotation
    prediction = PredictionFactory(article=article, state="published").annotation
    addresses = [
        *("/", "/sources/", "/sources/thread/", f"/a/{claim.uid}/", f"/claims/{claim.uid}/"),
        *(f"/claims/{inferred.uid}/", f"/predictions/{prediction.uid}/", "/about/corrections/"),
    ]
    return {
        address: [
            json.loads(text)
            for text in re.findall(
                r'<script type="application/ld\+json">(.*?)</script>', get(address), re.S
            )
        ]
        for address in addresses
    }


def test_every_page_tells_something(told):
    assert all(told.values())
    types = {one["@type"] for data in told.values() for one in data}
    assert types == {"WebSite", "BreadcrumbList", "OpinionNewsArticle", "Claim", "ClaimReview"}


def test_every_property_belongs_to_its_type_and_has_a_value_of_an_expected_one(told):
    for address, data in told.items():
        for one, around, name in objects(data):
            own = one.keys() - {"@type", "@id", "@context"}
            assert own <= {*PROPERTIES[one["@type"]], *THING}, (address, one)
            if around is not None:
                expected = {**THING, **PROPERTIES[around]}[name]
                assert one["@type"] in expected, (address, name, one)


def test_nothing_is_missing_that_engines_ask_for(told):
    for address, data in told.items():
        for one, _around, _name in objects(data):
            missing = ASKED.get(one["@type"], set()) - one.keys()
            assert not missing, (address, one["@type"])
            assert all(value not in ("", [], None) for value in one.values()), (address, one)


def test_addresses_are_told_in_full(told):
    for data in told.values():
        for one, _around, _name in objects(data):
            for name in ("@id", "url", "item", "mainEntityOfPage"):
                assert one.get(name, SITE).startswith((SITE, "https://times.example/"))
