"""The connection is pulled, the server restarts, the session ends: nothing is lost or doubled."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from annotations.services.annotating import change_annotation
from annotations.services.inputs import detail_of
from sourcelib.models import Account, Article
from tests.browser.keeping import TEXT, make_claim, save, write_claim
from tests.browser.words import click_words, open_annotating
from tests.factories import PASSWORD, ArticleFactory, ClaimFactory, EditorFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    return ArticleFactory(text=TEXT)


@pytest.fixture
def annotating(visit: Callable[..., Page], people: dict[str, Account], article: Article):
    def opened(**options) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(address, user=people["curator"], **options)
        open_annotating(page)
        return page

    return opened


def summaries() -> dict[str, str]:
    """What the database has: words and summary of each claim."""
    return {row.spans.get().exact: row.claim.summary for row in Annotation.objects.order_by("pk")}


def test_with_the_cable_pulled_work_goes_on_and_is_sent_in_order_when_it_is_back(annotating):
    page = annotating()
    make_claim(page, "Tokyo 😀 hesitated", "Before.")
    page.context.set_offline(True)
    make_claim(page, "Moscow will wait", "First.")
    expect(page.locator("#form-state")).to_contain_text("waiting to be sent")
    expect(page.locator("#outbox-count")).to_have_text("1 change waits on this device:")
    page.fill("#f-summary", "Second.")
    save(page)
    make_claim(page, "Two leaders met", "They met.")
    click_words(page, "Tokyo")
    expect(page.locator("#form-title")).to_have_text("Claim 1")
    page.click("#delete")
    expect(page.locator("#outbox-count")).to_have_text("4 changes wait on this device:")
    assert summaries() == {"Tokyo 😀 hesitated": "Before."}

    page.context.set_offline(False)
    expect(page.locator("#outbox")).to_be_hidden()
    expect(page.locator("#saved")).to_contain_text("saved")
    assert summaries() == {"Moscow will wait": "Second.", "Two leaders met": "They met."}
    made = Annotation.objects.get(claim__summary="Second.")
    assert [version.data["claim"]["summary"] for version in made.versions.order_by("number")] == [
        "First.",
        "Second.",
    ]
    # and it goes on from there
    click_words(page, "Moscow")
    page.fill("#f-summary", "Third.")
    save(page)
    assert summaries()["Moscow will wait"] == "Third."


def test_undo_works_while_the_cable_is_pulled(annotating):
    page = annotating()
    make_claim(page, "Moscow will wait", "First.")
    page.context.set_offline(True)
    page.fill("#f-summary", "Second.")
    save(page)
    page.keyboard.press("Control+z")
    expect(page.locator("#f-summary")).to_have_value("First.")
    page.keyboard.press("Control+z")
    expect(page.locator("mark")).to_have_count(0)
    page.keyboard.press("Control+y")
    expect(page.locator("#f-summary")).to_have_value("First.")
    page.context.set_offline(False)
    expect(page.locator("#outbox")).to_be_hidden()
    assert summaries() == {"Moscow will wait": "First."}


def test_what_waits_outlives_the_page_and_is_sent_once_by_two_windows(annotating, article):
    page = annotating()
    page.context.set_offline(True)
    make_claim(page, "Moscow will wait", "First.")
    make_claim(page, "Two leaders met", "They met.")
    page.close(run_before_unload=False)
    address = reverse("admin:annotations_annotate", args=[article.pk])
    windows = [page.context.new_page(), page.context.new_page()]
    page.context.set_offline(False)
    for window in windows:
        window.goto(address, wait_until="commit")
    for window in windows:
        open_annotating(window)
        expect(window.locator("#outbox")).to_be_hidden()
        expect(window.locator("mark")).to_have_count(2)
    assert summaries() == {"Moscow will wait": "First.", "Two leaders met": "They met."}
    assert Annotation.objects.count() == 2


def test_an_answer_that_was_lost_on_its_way_doubles_nothing(annotating):
    page = annotating()
    lost = []

    def answer_is_lost(route):
        route.fetch()  # the server has done it
        lost.append(route.request.method)
        route.abort("connectionreset")

    page.route("**/api/v1/sources/*/annotations/", answer_is_lost, times=1)
    make_claim(page, "Moscow will wait", "First.")
    expect(page.locator("#outbox")).to_be_hidden()
    page.route("**/api/v1/annotations/*/", answer_is_lost, times=1)
    page.fill("#f-summary", "Second.")
    save(page)
    expect(page.locator("#outbox")).to_be_hidden()
    assert lost == ["POST", "PATCH"]
    assert summaries() == {"Moscow will wait": "Second."}
    assert Annotation.objects.get().version == 2


def test_what_the_server_refuses_later_is_told_at_its_annotation_and_its_values_stay(
    annotating, people, article
):
    row = ClaimFactory(
        article=article, words="Moscow will wait", summary="Old.", created_by=people["curator"]
    ).annotation
    page = annotating()
    page.context.set_offline(True)
    click_words(page, "Moscow")
    page.fill("#f-summary", "Mine.")
    save(page)
    make_claim(page, "Two leaders met", "They met.")
    change_annotation(
        user=EditorFactory(), annotation=row, expected_version=1, note="Changed meanwhile."
    )
    page.context.set_offline(False)
    expect(page.locator("#outbox")).to_be_hidden()
    expect(page.locator("#unsaved")).to_contain_text("was not taken by the server")
    assert summaries() == {"Moscow will wait": "Old.", "Two leaders met": "They met."}
    page.click("#unsaved [data-way=go]")
    expect(page.locator("#f-summary")).to_have_value("Mine.")
    page.click("#elsewhere-compare")
    expect(page.locator("#conflict")).to_contain_text("Changed meanwhile.")
    page.click("#conflict-save")
    expect(page.locator("#live")).to_have_text("Claim 1 saved")
    row.refresh_from_db()
    assert (row.note, row.claim.summary) == ("Changed meanwhile.", "Mine.")
    expect(page.locator("#unsaved")).to_be_hidden()


def test_an_ended_session_keeps_the_work_until_one_has_signed_in_again(annotating, people, article):
    page = annotating()
    Session.objects.all().delete()
    make_claim(page, "Moscow will wait", "First.")
    expect(page.locator("#outbox-why")).to_have_text("you were signed out.")
    assert not Annotation.objects.exists()
    with page.context.expect_page() as opened:
        page.click("#outbox-sign-in")
    other = opened.value
    # somebody else signs in: nothing goes out under their name, and they see nothing of it
    EditorFactory(username="other")
    sign_in(other, "other")
    page.bring_to_front()
    page.click("#outbox-now")
    expect(page.locator("#outbox-why")).to_contain_text("is signed in in this browser now")
    other.goto(reverse("admin:annotations_annotate", args=[article.pk]))
    open_annotating(other)
    expect(other.locator("#outbox")).to_be_hidden()
    expect(other.locator("mark")).to_have_count(0)
    assert not Annotation.objects.exists()
    other.context.clear_cookies(name="sessionid")
    other.goto("/admin/login/")
    sign_in(other, people["curator"].username)
    page.bring_to_front()
    page.click("#outbox-now")
    expect(page.locator("#outbox")).to_be_hidden()
    assert Annotation.objects.get().created_by == people["curator"]
    assert summaries() == {"Moscow will wait": "First."}


def sign_in(page: Page, username: str) -> None:
    page.fill("#id_username", username)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/admin/")


class Server:
    """A server on a copy of the test's database, stopped and started by its process id."""

    def __init__(self, database: Path) -> None:
        self.database = database
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{self.port}"],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "DATABASE_URL": f"sqlite:///{self.database}",
                "SECRET_KEY": "only for this test",
                "DEBUG": "on",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(300):
            try:
                with urlopen(f"{self.url}/admin/login/", timeout=10):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("The server did not start.")

    def kill(self) -> None:
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def rows(self) -> list[tuple[str, int]]:
        with closing(sqlite3.connect(self.database)) as copy:
            return copy.execute(
                "select c.summary, a.version from annotations_claim c"
                " join annotations_annotation a on a.id = c.annotation_id order by a.id"
            ).fetchall()


@pytest.fixture
def server(tmp_path: Path, article: Article) -> Iterator[Server]:  # noqa: ARG001
    if connection.vendor != "sqlite":
        pytest.skip("the copy is one of SQLite's")
    path = tmp_path / "copy.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    own = Server(path)
    own.start()
    yield own
    own.kill()


def test_a_server_that_is_killed_and_started_again_loses_and_doubles_nothing(
    chrome, server, people, article
):
    context = chrome.new_context(base_url=server.url)
    page = context.new_page()
    page.goto("/admin/login/")
    sign_in(page, people["curator"].username)
    page.goto(reverse("admin:annotations_annotate", args=[article.pk]))
    open_annotating(page)
    make_claim(page, "Moscow will wait", "First.")
    expect(page.locator("#saved")).to_contain_text("saved")
    server.kill()
    page.fill("#f-summary", "Second.")
    save(page)
    make_claim(page, "Two leaders met", "They met.")
    write_claim(page, "Officials said little", "Half a")
    expect(page.locator("#outbox-count")).to_have_text("2 changes wait on this device:")
    assert server.rows() == [("First.", 1)]
    server.start()
    page.click("#outbox-now")
    expect(page.locator("#outbox")).to_be_hidden()
    assert server.rows() == [("Second.", 2), ("They met.", 1)]
    assert page.input_value("#f-summary") == "Half a"
    page.click("#save")
    expect(page.locator("#save")).to_be_disabled()
    assert server.rows() == [("Second.", 2), ("They met.", 1), ("Half a", 1)]
    context.close()


def test_a_clock_that_was_put_back_changes_nothing_about_the_order(annotating):
    page = annotating()
    page.context.set_offline(True)
    make_claim(page, "Tokyo 😀 hesitated", "First.")
    page.evaluate("{ const now = Date.now; Date.now = () => now() - 3_600_000; }")
    page.fill("#f-summary", "Second.")
    save(page)
    page.context.set_offline(False)
    expect(page.locator("#outbox")).to_be_hidden()
    assert summaries() == {"Tokyo 😀 hesitated": "Second."}


def test_what_is_refused_while_another_source_is_open_waits_at_its_own(annotating, people, article):
    page = annotating()
    make_claim(page, "Tokyo 😀 hesitated", "First.")
    page.context.set_offline(True)
    page.fill("#f-summary", "What I wrote.")
    save(page)
    page.close(run_before_unload=False)
    row = Annotation.objects.get()
    detail = replace(detail_of(row), summary="Theirs.")
    change_annotation(
        user=people["editor"], annotation=row, expected_version=row.version, detail=detail
    )
    page.context.set_offline(False)
    other = page.context.new_page()
    other.goto(reverse("admin:annotations_annotate", args=[ArticleFactory(text=TEXT).pk]))
    open_annotating(other)
    expect(other.locator("#saved")).to_contain_text("In another source a change was not taken")
    expect(other.locator("#live")).not_to_contain_text("everything is saved")
    again = page.context.new_page()
    again.goto(reverse("admin:annotations_annotate", args=[article.pk]))
    open_annotating(again)
    again.click("#unsaved-list [data-way=go]")
    expect(again.locator("#f-summary")).to_have_value("What I wrote.")
    assert summaries() == {"Tokyo 😀 hesitated": "Theirs."}
