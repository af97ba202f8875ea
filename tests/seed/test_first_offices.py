"""What the first library says of offices: the pages of the op-ed of 2015 say "then" and mean it."""

import re

import pytest
from django.test import Client

from annotations.models import Annotation

pytestmark = pytest.mark.usefixtures("library")

KASHIN = "the-russo-japanese-security-dialogue-after-2020"
TUCKER = "russia-japan-relations-are-hanging-by-a-thread"
THEN = "hen Prime Minister of Japan"  # capital or not


def page(client: Client, address: str) -> str:
    """The words of a page, as one line."""
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(re.sub(r"<[^>]+>", "", response.content.decode()).split())


def test_the_cast_of_2015_calls_abe_the_prime_minister_of_the_time(client: Client) -> None:
    html = client.get(f"/sources/{TUCKER}/").content.decode()
    [member] = re.findall(r'<li><a href="[^"]*\?actor=shinzo-abe".*?</li>', html, re.S)

    assert "<p>Then Prime Minister of Japan</p>" in member


def test_the_cards_of_2015_call_abe_the_prime_minister_of_the_time(client: Client) -> None:
    html = client.get(f"/sources/{TUCKER}/").content.decode()
    cards = re.sub(r'<p class="pcast">.*?</p>', "", html)  # these lines are bare counts
    named = re.findall(r">Shinzo Abe</a>(, then Prime Minister of Japan)?", cards)

    assert named
    assert all(named)


def test_every_page_of_what_is_said_of_abe_in_2015_tells_his_office(client: Client) -> None:
    about = Annotation.objects.public().filter(about__slug="shinzo-abe", article__slug=TUCKER)

    assert about.count() > 0
    for annotation in about:
        assert f"Shinzo Abe, t{THEN}" in page(client, f"/{annotation.kind}s/{annotation.uid}/")


def test_putin_is_president_in_2015_without_a_then(client: Client) -> None:
    html = page(client, f"/sources/{TUCKER}/?actor=vladimir-putin")

    assert "President of Russia" in html
    assert "hen President of Russia" not in html


def test_lists_name_the_office_of_a_speaker_of_2021(client: Client) -> None:
    words = page(client, "/claims/?speaker=katsunobu-kato")

    assert (
        "Katsunobu Kato, then Chief Cabinet Secretary (Suga cabinet), as reported by Vassily Kashin"
        in words
    )


def test_no_page_of_the_article_of_2021_calls_anybody_prime_minister_of_japan(
    client: Client,
) -> None:
    assert THEN not in page(client, f"/sources/{KASHIN}/?show=claims,predictions,actors")
    assert THEN not in page(client, f"/claims/?source={KASHIN}")
    assert THEN not in page(client, f"/predictions/?source={KASHIN}")
    for annotation in Annotation.objects.public().filter(article__slug=KASHIN).claims():
        words = page(client, f"/claims/{annotation.uid}/")
        assert THEN not in words.split("What bears on it")[0], annotation.uid
