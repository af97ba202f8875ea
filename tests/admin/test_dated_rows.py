"""The dated rows of an actor in the administration: what is wrong is told at its field."""

import html
import re
from typing import Any

import pytest
from django.urls import reverse

from annotations.models import Actor, ActorAlias, ActorMembership, ActorRole
from tests import factories as f

pytestmark = pytest.mark.django_db

INLINES = ("aliases", "memberships", "roles", "identifiers")
LATE_EARLY = {"valid_from": "2020-09-16", "valid_to": "2012-12-26"}


@pytest.fixture(autouse=True)
def _signed_in(client: Any) -> None:
    client.force_login(f.CuratorFactory())


@pytest.fixture
def japan() -> Actor:
    return f.ActorFactory(name="Japan")


@pytest.fixture
def abe() -> Actor:
    return f.ActorFactory(name="Abe", kind="person")


def send(client: Any, actor: Actor, **rows: list[dict[str, Any]]) -> Any:
    """Send the change form of an actor with new rows in its inlines."""
    body: dict[str, Any] = {"name": actor.name, "slug": actor.slug, "kind": actor.kind}
    for name in INLINES:
        new = rows.get(name, [])
        body |= {f"{name}-TOTAL_FORMS": len(new), f"{name}-INITIAL_FORMS": 0}
        for number, row in enumerate(new):
            body |= {f"{name}-{number}-{key}": value for key, value in row.items()}
    return client.post(reverse("admin:annotations_actor_change", args=[actor.pk]), body)


def errors_at(response: Any, field: str) -> str:
    """Return the messages that stand in the cells of a field."""
    assert response.status_code == 200
    page = response.content.decode()
    cells = re.findall(rf'<td[^>]*class="field-{field}">(.*?)</td>', page, re.DOTALL)
    assert cells
    assert "Constraint" not in page
    return html.unescape(" ".join(re.findall(r"<li>(.*?)</li>", " ".join(cells), re.DOTALL)))


def role(organisation: Actor, title: str = "Prime Minister", **days: str) -> dict[str, Any]:
    return {"organisation": organisation.pk, "title": title} | days


def test_a_role_with_oneself_is_refused_at_the_organisation(client, abe):
    assert "no role with itself" in errors_at(send(client, abe, roles=[role(abe)]), "organisation")
    assert not ActorRole.objects.exists()


def test_a_member_of_oneself_is_refused_at_the_member(client, japan):
    response = send(client, japan, memberships=[{"member": japan.pk}])
    assert "cannot be a member of itself" in errors_at(response, "member")
    assert not ActorMembership.objects.exists()


def test_days_that_are_reversed_are_refused_at_the_last_day(client, abe, japan):
    message = "The last day comes before the first."
    response = send(client, abe, roles=[role(japan, **LATE_EARLY)])
    assert errors_at(response, "valid_to") == message
    response = send(client, japan, memberships=[{"member": abe.pk} | LATE_EARLY])
    assert errors_at(response, "valid_to") == message
    alias = {"text": "Nippon", "kind": "short", "language": "ja"} | LATE_EARLY
    response = send(client, japan, aliases=[alias])
    assert errors_at(response, "valid_to") == message
    for model in (ActorRole, ActorMembership, ActorAlias):
        assert not model._default_manager.exists()


def test_a_day_as_first_and_last_is_kept(client, abe, japan):
    day = {"valid_from": "2012-12-26", "valid_to": "2012-12-26"}
    assert send(client, abe, roles=[role(japan, **day)]).status_code == 302
    assert abe.roles.count() == 1


def test_a_role_in_other_letters_and_spaces_overlaps(client, abe, japan):
    roles = [role(japan), role(japan, "PRIME  minister", valid_from="2012-12-26")]
    page = html.unescape(send(client, abe, roles=roles).content.decode())
    assert "is given twice for the same days" in page
    assert not ActorRole.objects.exists()
    other = [role(japan), role(japan, "Minister")]
    assert send(client, abe, roles=other).status_code == 302
    assert abe.roles.count() == 2
