"""Passages in frames on other sites."""

import pytest
from django.utils import timezone

from annotations.models import Annotation
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    MentionFactory,
    PredictionFactory,
    VerdictFactory,
)
from tests.pages.sharing.told import SITE, canonical, metas

pytestmark = pytest.mark.django_db


def test_a_passage_can_be_framed_by_every_site(client, claim):
    response = client.get(f"/a/{claim.uid}/embed/")
    policy = dict(
        part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";")
    )

    assert response.status_code == 200
    assert "X-Frame-Options" not in response
    assert policy["frame-ancestors"] == "*"
    assert policy["script-src"] == "'none'"
    assert policy["default-src"] == "'self'"
    assert "<script" not in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/sources/thread/", "/sources/thread/cite/"])
@pytest.mark.usefixtures("article")
def test_no_other_page_can_be_framed(client, address):
    response = client.get(address)

    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_a_framed_passage_tells_its_words_who_says_them_and_where(get, claim):
    page = get(f"/a/{claim.uid}/embed/")

    assert "“Tokyo hesitated for a decade.”" in page
    assert "Tokyo waited." in page
    assert "Devon Tucker" in page
    assert "5 March 2021" in page
    assert f'href="{SITE}/a/{claim.uid}/" target="_blank" rel="noopener"' in page
    assert canonical(page) == f"{SITE}/claims/{claim.uid}/"
    assert metas(page)["robots"] == "noindex"


def test_a_framed_prediction_tells_what_became_of_it(get, article):
    row = PredictionFactory(article=article, state="published").annotation
    VerdictFactory(annotation=row)

    page = get(f"/a/{row.uid}/embed/")

    assert "Came true" in page
    assert "single-reviewed" in page


def test_a_framed_mention_tells_whom_it_names(get, article):
    row = MentionFactory(article=article, actor__name="Japan", state="published").annotation

    assert "This passage names Japan." in get(f"/a/{row.uid}/embed/")


def test_a_frame_shows_no_words_that_may_not_be_shown(get, article, claim):
    article.display = "metadata"
    article.save()

    page = get(f"/a/{claim.uid}/embed/")

    assert "hesitated" not in page
    assert "Tokyo waited." in page


def test_a_frame_of_what_was_withdrawn_says_so(client, claim):
    Annotation.objects.filter(pk=claim.pk).update(
        state="withdrawn", state_reason="Misread.", withdrawn_at=timezone.now()
    )

    response = client.get(f"/a/{claim.uid}/embed/")

    assert response.status_code == 410
    assert "X-Frame-Options" not in response
    assert "This passage was withdrawn" in response.content.decode()
    assert "Misread." in response.content.decode()


def test_a_frame_of_a_withdrawn_source_says_so(client):
    article = ArticleFactory(state="withdrawn")
    row = ClaimFactory(article=article, state="published").annotation

    response = client.get(f"/a/{row.uid}/embed/")

    assert response.status_code == 410
    assert "The source of this passage was withdrawn" in response.content.decode()
    assert "Asked for by its publisher." in response.content.decode()


def test_what_never_was_public_is_not_framed(client, article):
    row = ClaimFactory(article=article).annotation

    response = client.get(f"/a/{row.uid}/embed/")

    assert response.status_code == 404
    assert response["X-Frame-Options"] == "DENY"
