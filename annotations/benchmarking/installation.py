"""A database for one benchmark, and the site on it as readers and curators would ask for it."""

import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import override_settings

from annotations.services.roles import CURATOR
from sourcelib.models import Account

BACKEND = "django.contrib.auth.backends.ModelBackend"
HOST = "127.0.0.1"


@contextmanager
def temporary_database(folder: Path) -> Iterator[None]:
    """Work on an empty, migrated database of our own; the library of the installation rests.

    With SQLite it is a file in `folder`, with PostgreSQL a database beside the installation's
    whose name begins with "benchmark_"; both are gone afterwards.
    """
    before = connection.settings_dict["NAME"]
    unique = f"benchmark_{uuid.uuid4().hex[:12]}"
    sqlite = connection.vendor == "sqlite"
    name = str(folder / "library.sqlite3") if sqlite else unique
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


@contextmanager
def serving_settings() -> Iterator[None]:
    """Work with DEBUG off and without HTTPS, as behind a proxy; static files need no collecting."""
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        DEBUG=False,
        ALLOWED_HOSTS=[HOST],
        SECURE_SSL_REDIRECT=False,
        STORAGES=storages,
        WHITENOISE_AUTOREFRESH=True,
    ):
        yield


def reader() -> Client:
    """Return a client without an account."""
    return Client(SERVER_NAME=HOST)


def new_curator() -> Account:
    """Return a new account with the role of a curator."""
    account = Account.objects.create(username=f"benchmark-{secrets.token_hex(6)}", is_staff=True)
    account.groups.add(Group.objects.get(name=CURATOR))
    return account


def sign_in(account: Account) -> dict[str, str]:
    """Return the cookies of a browser where `account` is signed in; the CSRF token is one."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return {
        settings.SESSION_COOKIE_NAME: str(session.session_key),
        settings.CSRF_COOKIE_NAME: secrets.token_hex(16),
    }


def headers(cookies: dict[str, str]) -> dict[str, str]:
    """Return the headers of a request of that browser."""
    return {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": cookies[settings.CSRF_COOKIE_NAME],
        "Content-Type": "application/json",
    }


def new_claim(text: str, number: int) -> dict[str, Any]:
    """Return what a curator sends to tag some 60 characters of `text` as a claim."""
    start = number * 7 % max(1, len(text) - 70)
    while text[start].isspace():
        start += 1
    exact = text[start : start + 60].rstrip()
    return {
        "kind": "claim",
        "spans": [{"start": start, "end": start + len(exact), "exact": exact}],
        "claim": {"summary": f"Claim {number} of the benchmark holds.", "kind": "factual"},
    }
