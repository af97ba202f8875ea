"""A page says for whom it was made, and nothing is done under another name."""

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation
from annotations.services.acting import key_of
from tests.factories import ArticleFactory, CuratorFactory, EditorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    article = ArticleFactory(text="Tokyo hesitated.")
    return reverse("api:source-annotations", args=[article.slug]), {
        "kind": "claim",
        "revision": 1,
        "spans": [{"role": "body", "part": 1, "start": 0, "end": 5, "exact": "Tokyo"}],
        "claim": {"summary": "It is a city.", "kind": "factual"},
    }


def post(client: Client, claim, acting: str):
    address, body = claim
    return client.post(
        address, body, content_type="application/json", headers={"X-Acting-As": acting}
    )


def test_whoever_the_page_was_made_for_may_write(client, claim):
    user = CuratorFactory()
    client.force_login(user)
    assert post(client, claim, key_of(user)).status_code == 201


def test_somebody_else_who_signed_in_since_writes_nothing_of_it(client, claim):
    client.force_login(EditorFactory(first_name="Eddie", last_name="Editor"))
    response = post(client, claim, key_of(CuratorFactory()))
    assert response.status_code == 403
    assert response.json()["signed_in"] == "Eddie Editor"
    assert not Annotation.objects.exists()


def test_whoever_is_signed_out_is_told_so(client, claim):
    response = post(client, claim, key_of(CuratorFactory()))
    assert response.status_code == 403
    assert response.json()["signed_in"] is None
    assert not Annotation.objects.exists()


def test_a_program_says_nothing_of_it(client, claim):
    address, body = claim
    client.force_login(CuratorFactory())
    assert client.post(address, body, content_type="application/json").status_code == 201


def test_the_key_of_an_account_tells_nothing_of_it():
    one, other = CuratorFactory(), CuratorFactory()
    assert key_of(one) == key_of(one) != key_of(other)
    assert str(one.pk) != key_of(one)
