"""`manage.py demo` prepares a library to try things out in."""

import hashlib
import socket
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from annotations.interchange.sourcelib.writing.links import LinkWriter
from annotations.models import Annotation, Verdict
from sourcelib.models import Account, Article, ImportBatch, SearchEntry, SketchValue
from sourcelib.search import index
from tests.interchange.records import exported

pytestmark = pytest.mark.django_db

PASSWORDS = {
    "curator": "curator-demo-1",
    "editor": "editor-demo-1",
    "editor2": "editor-demo-2",
    "admin": "admin-demo-1",
}


def _demo(**options: Any) -> str:
    out = StringIO()
    call_command("demo", no_serve=True, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def _state() -> str:
    accounts = Account.objects.order_by("pk").values_list(
        "uid", "username", "password", "is_staff", "is_superuser", "groups__name"
    )
    return hashlib.sha256(f"{exported()}{list(accounts)}".encode()).hexdigest()


def test_the_first_run_brings_the_library_and_the_accounts_and_says_what_to_try():
    said = _demo()
    assert Annotation.objects.public().count() == 333
    assert set(Account.objects.values_list("username", flat=True)) == set(PASSWORDS)
    for name, password in PASSWORDS.items():
        account = Account.objects.get(username=name)
        assert account.check_password(password)
        assert account.is_staff
        assert account.is_superuser is (name == "admin")
        assert password in said
    assert "http://127.0.0.1:8000/admin/" in said
    assert "/sources/the-russo-japanese-security-dialogue-after-2020/" in said


def test_a_second_run_changes_nothing():
    _demo()
    before = _state()
    said = _demo()
    assert _state() == before
    assert "left as they are" in said
    assert ImportBatch.objects.count() == 1


def test_a_run_that_was_killed_half_way_is_completed_by_the_next(monkeypatch: pytest.MonkeyPatch):
    def stop(*_args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(LinkWriter, "write", stop)
        with pytest.raises(KeyboardInterrupt):
            _demo()
    assert Article.objects.count() == 2
    assert not Verdict.objects.exists()
    _demo()
    assert Verdict.objects.count() == 32
    assert ImportBatch.objects.get().state == "done"
    assert Account.objects.count() == 4


def test_a_library_with_sources_of_its_own_is_left_as_it_is():
    Article.objects.create(slug="mine", title="Mine")
    _demo()
    assert list(Article.objects.values_list("slug", flat=True)) == ["mine"]


@pytest.mark.parametrize("clear", [index.clear, lambda: SketchValue.objects.all().delete()])
def test_a_library_from_before_there_was_an_index_gets_one(clear):
    _demo()
    clear()
    _demo()
    assert SketchValue.objects.values("revision").distinct().count() == 2
    assert SearchEntry.objects.filter(kind="source").count() == 2
    assert SearchEntry.objects.filter(kind="prediction").count() == 32


def test_an_account_that_exists_keeps_its_password():
    _demo()
    curator = Account.objects.get(username="curator")
    curator.set_password("changed since")
    curator.save()
    _demo()
    curator.refresh_from_db()
    assert curator.check_password("changed since")


def test_a_port_that_is_taken_is_named_before_anything_is_done():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=rf"Port {port} is in use.*--port"):
            call_command("demo", port=port, stdout=StringIO())
    assert not Article.objects.exists()


def test_a_number_that_is_no_port_is_refused():
    with pytest.raises(CommandError, match="no port"):
        call_command("demo", port=0, stdout=StringIO())
