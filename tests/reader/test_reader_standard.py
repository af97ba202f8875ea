"""Likelihood words in the reader, as the standard of its address reads them."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from sourcelib.models import Article
from tests.factories import ActorFactory, MentionFactory, PredictionFactory, TopicFactory

pytestmark = pytest.mark.django_db
Read = Callable[..., str]


@pytest.fixture
def told(article: Article) -> Article:
    """The source with something to light in every mode, and a word that all standards have."""
    MentionFactory(article=article, state="published", actor=ActorFactory(slug="tokyo"))
    PredictionFactory(
        article=article,
        state="published",
        words="The two leaders are unlikely to sign a peace treaty this year",
        likelihood_words="unlikely",
        likelihood_polarity="opposite",
        topics=[TopicFactory(slug="treaty")],
    )
    return article


@pytest.mark.parametrize(
    ("query", "band"),
    [
        ("", "55–80 % by ICD 203"),
        ("?standard=icd-203", "55–80 % by ICD 203"),
        ("?standard=phia", "65–75 % by PHIA"),
        ("?standard=ipcc-ar5", "67–100 % by IPCC AR5"),
        ("?standard=kent-1964&show=claims", "60–80 % by Kent 1964"),
    ],
)
def test_cards_read_likelihood_words_by_the_standard_of_the_address(
    told: Article, read: Read, query: str, band: str
) -> None:
    for address in (told.get_absolute_url(), f"/a/{told.annotations.get(kind='prediction').uid}/"):
        assert f"said of the opposite; so {band} for the statement" in read(query, address=address)


def test_every_mode_keeps_the_standard(told: Article, read: Read) -> None:
    html = read("?standard=phia")
    address = told.get_absolute_url()
    links = set(re.findall(rf'href="({address}(?:\?[^"#]*)?)["#]', html))

    assert 'data-kept="standard=phia"' in html
    for query in ("show=none", "show=claims", "actor=tokyo", "topic=treaty"):
        assert f"{address}?{query}&amp;standard=phia" in links
    elsewhere = {link for link in links if "standard=phia" not in link}
    # What leads to another standard, in this mode.
    assert elsewhere == {f"{address}?standard=ipcc-ar5", f"{address}?standard=kent-1964", address}


def test_the_switch_keeps_the_mode_and_names_the_present_standard(
    told: Article, read: Read
) -> None:
    html = read("?show=claims&standard=phia")
    address = told.get_absolute_url()

    assert '<b aria-current="true">PHIA</b>' in html
    assert f'href="{address}?show=claims&amp;standard=kent-1964"' in html
    assert f'href="{address}?show=claims" rel="nofollow">ICD 203</a>' in html


def test_a_source_without_predictions_offers_no_switch(article: Article, read: Read) -> None:
    assert article.annotations.count() == 0
    assert "Likelihood words read by" not in read()


def test_a_standard_that_there_is_not_is_refused_by_name(client: Client, told: Article) -> None:
    for address in (told.get_absolute_url(), f"/a/{told.annotations.first().uid}/"):
        response = client.get(f"{address}?standard=guess&show=claims")
        html = response.content.decode()
        assert response.status_code == 400
        assert "“guess” is no standard of likelihood words" in html
        assert f'href="{address}?show=claims&amp;standard=phia"' in html


def test_the_etag_knows_the_standard(client: Client, told: Article) -> None:
    address = told.get_absolute_url()
    etags = {client.get(address + query)["ETag"] for query in ("", "?standard=phia", "?show=none")}
    assert len(etags) == 3


def test_words_that_are_withheld_are_not_called_missing(told: Article, read: Read) -> None:
    told.display = Article.Display.METADATA
    told.save()
    html = read()

    assert "unlikely" not in html
    assert "in words that the terms of the source withhold" in html
    assert "not stated" not in html
