"""Namesakes are curated in the administration, and what was turned down is allowed again there."""

import pytest
from django.urls import reverse

from annotations.models import Namesake, RejectedSuggestion
from annotations.services import suggesting
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    user = f.CuratorFactory()
    client.force_login(user)
    return user


def test_a_curator_adds_a_namesake_and_its_history_says_who(client, curator):
    address = reverse("admin:annotations_namesake_add")
    response = client.post(address, {"text": "Sea of Japan", "note": "a sea"})
    assert response.status_code == 302
    row = Namesake.objects.get()
    assert row.history.get().history_user == curator
    history = reverse("admin:annotations_namesake_history", args=[row.pk])
    assert curator.get_username() in client.get(history).content.decode()
    found = client.get(reverse("admin:annotations_namesake_changelist"), {"q": "japan"})
    assert "Sea of Japan" in found.content.decode()


def test_the_same_namesake_twice_is_refused(client, curator):
    assert curator
    f.NamesakeFactory(text="Sea of Japan")
    response = client.post(reverse("admin:annotations_namesake_add"), {"text": "Sea of Japan"})
    assert response.status_code == 200
    assert "already exists" in response.content.decode()


def test_who_deletes_what_was_turned_down_is_suggested_it_again(client, curator):
    article = f.ArticleFactory(text="Japan waits.", language="en")
    japan = f.ActorFactory(name="Japan")

    def offered():
        return [
            one.exact for one in suggesting.suggestions(user=curator, article=article).suggestions
        ]

    suggesting.reject(
        user=curator,
        article=article,
        revision=article.current_revision,
        kind="mention",
        start=0,
        end=5,
        exact="Japan",
        actors=[japan],
    )
    assert offered() == []
    row = RejectedSuggestion.objects.get()
    page = reverse("admin:annotations_rejectedsuggestion_change", args=[row.pk])
    assert client.post(page, {"exact": "Kyoto"}).status_code == 403
    delete = reverse("admin:annotations_rejectedsuggestion_delete", args=[row.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 302
    assert offered() == ["Japan"]
