"""Sources that are written from right to left, among words that are not."""

import re

import pytest
from django.core.cache import cache

from tests.factories import (
    ActorFactory,
    ArticleFactory,
    AuthorFactory,
    ClaimFactory,
    MentionFactory,
    PublicationFactory,
)
from tests.pages.sharing.told import SITE

pytestmark = pytest.mark.django_db

TEXT = "ترددت طوكيو عقداً كاملاً، وفق تقرير NATO 2021. ستنتظر موسكو."
TITLE = "اليابان وروسيا (2021)"
FIRST_STRONG, END = "\u2068", "\u2069"


@pytest.fixture
def arabic():
    cache.clear()
    return ArticleFactory(
        slug="arabic",
        title=TITLE,
        text=TEXT,
        language="ar",
        authors=[AuthorFactory(name="نجيب محفوظ"), AuthorFactory(name="Lina Haddad")],
        publication=PublicationFactory(name="الشرق الأوسط"),
        state="published",
    )


@pytest.fixture
def claim(arabic):
    return ClaimFactory(
        article=arabic, words="وفق تقرير NATO 2021", summary="A report says so.", state="published"
    ).annotation


@pytest.mark.parametrize("page", ["cite/", "embed/"])
def test_the_words_stand_in_their_own_direction(get, claim, page):
    assert '<blockquote lang="ar" dir="rtl">' in get(f"/a/{claim.uid}/{page}")


def test_a_framed_passage_keeps_each_name_apart(get, claim):
    line = re.search(r'<p class="from">(.*)</p>', get(f"/a/{claim.uid}/embed/"))[1]

    assert line == (
        '<bdi dir="ltr">نجيب محفوظ, Lina Haddad</bdi>, '
        f'<span lang="ar" dir="rtl">{TITLE}</span>, <bdi>الشرق الأوسط</bdi>, 5 March 2021'
    )


@pytest.mark.usefixtures("claim")
def test_a_list_of_claims_keeps_words_and_names_apart(get):
    page = get("/claims/")

    assert '<blockquote lang="ar" dir="rtl">' in page
    assert "<bdi>نجيب محفوظ</bdi></a>, <a" in page
    assert ">Lina Haddad</a>" in page


def test_what_other_sites_are_told_keeps_them_apart_without_elements(client, arabic):
    mention = MentionFactory(
        article=arabic, actor=ActorFactory(name="طوكيو (2021)"), state="published"
    ).annotation
    found = client.get("/oembed", {"url": f"{SITE}/a/{mention.uid}/"}).json()

    assert found["title"] == f"Mention: {FIRST_STRONG}طوكيو (2021){END}"
    assert found["author_name"] == f"{FIRST_STRONG}نجيب محفوظ{END}, Lina Haddad"


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json"])
def test_data_holds_no_signs_that_its_source_does_not(client, claim, form):
    text = client.get(f"/a/{claim.uid}/cite/?format={form}").content.decode()

    assert TITLE in text
    assert not {FIRST_STRONG, END} & {*text}
