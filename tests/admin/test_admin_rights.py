"""What the administration refuses to those who may open it."""

import pytest
from django.urls import reverse

from tests import factories as f

pytestmark = pytest.mark.django_db


def page(model, name: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


class TestAccounts:
    def test_an_administrator_cannot_take_the_account_of_a_superuser(self, client):
        client.force_login(f.AdministratorFactory())
        superuser = f.AccountFactory(is_superuser=True)
        address = reverse("admin:auth_user_password_change", args=[superuser.pk])
        body = {"password1": "taken-over-9", "password2": "taken-over-9", "usable_password": "true"}
        assert client.post(address, body).status_code == 403
        change = page(type(superuser), "change", superuser.pk)
        assert client.get(change).status_code == 200
        assert client.post(change, {"username": "taken"}).status_code == 403
        superuser.refresh_from_db()
        assert superuser.check_password(f.PASSWORD)

    def test_an_administrator_sets_the_password_of_a_curator_and_makes_no_superuser(self, client):
        client.force_login(f.AdministratorFactory())
        curator = f.CuratorFactory()
        address = reverse("admin:auth_user_password_change", args=[curator.pk])
        body = {"password1": "set-anew-9", "password2": "set-anew-9", "usable_password": "true"}
        assert client.post(address, body).status_code == 302
        body = {"username": "cura", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
        assert client.post(page(type(curator), "change", curator.pk), body).status_code == 302
        curator.refresh_from_db()
        assert (curator.username, curator.is_superuser) == ("cura", False)
