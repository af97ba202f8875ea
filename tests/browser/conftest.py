"""A real browser against a live server, on the first library as its importer brings it in.

The Chromium is the system's, and so is a library that Playwright's driver is linked to. Without
them these tests are skipped by name on a person's machine, and fail where `CI` is set.
"""

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from sourcelib.models import Account
from tests.factories import AdministratorFactory, CuratorFactory, EditorFactory

LIBRARY = Path(__file__).resolve().parents[2] / "fixtures" / "library.jsonl"
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# Playwright keeps an event loop in the thread of the tests, which Django takes for asynchronous
# code; the database is asked from here only between the steps of the browser.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a failed browser test once more, and say so: a loaded machine may starve the browser."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


def chromium() -> str | None:
    """Where the system's Chromium is, if it has one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def missing() -> list[str]:
    """Debian's packages that a browser test needs and that are not installed."""
    packages = [] if chromium() else ["chromium"]
    if sys.platform == "linux" and find_library("atomic") is None:
        packages.append("libatomic1")
    return packages


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """Playwright, started once."""
    if packages := missing():
        reason = f"No browser to test with: apt-get install {' '.join(packages)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chrome(playwright_driver: Playwright) -> Iterator[Browser]:
    """The system's Chromium, started once."""
    browser = playwright_driver.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def library(transactional_db: None) -> None:  # noqa: ARG001
    """The two first sources with all their annotations, and nobody's account."""
    call_command("import_annotations", str(LIBRARY), format="sourcelib", verbosity=0)


@pytest.fixture
def people(transactional_db: None) -> dict[str, Account]:  # noqa: ARG001
    """One account for each role."""
    return {
        "curator": CuratorFactory(username="anna", first_name="Anna", last_name="Curator"),
        "editor": EditorFactory(username="eddie", first_name="Eddie", last_name="Editor"),
        "administrator": AdministratorFactory(username="root"),
    }


@pytest.fixture
def visit(chrome: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Open a page in a context of its own; errors of its scripts and of the policy fail the test.

    `visit(path, user=account)` signs in first; other arguments go to the context.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(path: str, user: Account | None = None, **options: Any) -> Page:
        context = chrome.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda message: (
                faults.append(message.text)
                if message.type == "error" and "Content Security Policy" in message.text
                else None
            ),
        )
        if user is not None:
            context.add_cookies([session_of(user, live_server.url)])
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.set_offline(True)  # a page that is closed has a last word for the server
        context.close()
    await_answers()
    assert faults == []


def session_of(user: Account, url: str) -> Any:
    """The cookie of somebody who has signed in."""
    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }


def await_answers() -> None:
    """Wait until the live server has answered all, before the test's rows are removed."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What axe finds on a page (WCAG 2.2 A and AA), one line a fault.

    The page's context needs `bypass_csp=True`: axe is put into the page as a script.
    """

    def faults(page: Page) -> list[str]:
        page.add_script_tag(path=str(AXE))
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG
        )
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return faults
