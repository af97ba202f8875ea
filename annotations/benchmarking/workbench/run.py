"""A long source that is tagged all over, a server and a browser: measured, beside the aims."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.test.utils import override_settings
from django.urls import reverse

from annotations.benchmarking import installation
from annotations.benchmarking.live import Live
from annotations.benchmarking.workbench.browser import Measured, Visitor
from annotations.generation import generate
from annotations.generation.library import to_line
from annotations.interchange import sourcelib
from annotations.models import Annotation
from sourcelib.models import Article

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SEED = 7
WORDS = 10_000
ANNOTATIONS = 1_000
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


class NoBrowserError(Exception):
    """There is nothing to measure with; the message says what to install."""


def run(folder: Path, repeat: int) -> tuple[str, dict[str, Any]]:
    """Measure in a temporary database below `folder`; return a table and the data.

    Raises NoBrowserError where Playwright or Chromium is missing.
    """
    with _browser() as start, installation.temporary_database(folder):
        article = _source(folder / "library.jsonl")
        curator = installation.new_curator()
        cookies = installation.sign_in(curator)
        text = article.current_revision.text if article.current_revision else ""
        size = {
            "words": len(text.split()),
            "paragraphs": text.count("\n\n") + 1,
            "annotations": Annotation.objects.filter(article=article).count(),
        }
        static = folder / "static"
        with override_settings(STATIC_ROOT=static):
            call_command("collectstatic", verbosity=0, interactive=False)
        path = reverse("admin:annotations_annotate", args=[article.pk])
        with Live(folder, STATIC_ROOT=str(static)) as live, start() as browser:
            address = f"http://{installation.HOST}:{live.port}{path}"
            measured = Visitor(browser, address, cookies).measure(repeat, size["paragraphs"])
    return _told(measured, size), {"size": size, "measured": vars(measured)}


def _source(file: Path) -> Article:
    """Make up one long source, tagged all over, and bring it in."""
    with file.open("wb") as out:
        records = generate(sources=1, per_source=ANNOTATIONS, seed=SEED, words=WORDS)
        out.writelines(to_line(record) for record in records)
    sourcelib.load(user=None, path=file)
    return Article.objects.get()


@contextmanager
def _browser() -> Iterator[Any]:
    """Yield what starts the browser, later: while it runs, the database cannot be asked."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise NoBrowserError(
            "Playwright is not installed: pip install --require-hashes -r requirements/dev.txt"
        ) from None
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise NoBrowserError("There is no Chromium: apt-get install chromium")

    @contextmanager
    def start() -> Iterator["Browser"]:
        with sync_playwright() as driver:
            try:
                browser = driver.chromium.launch(executable_path=found, args=ARGUMENTS)
            except Error as failed:
                raise NoBrowserError(f"Chromium does not start: {failed.message}") from failed
            yield browser
            browser.close()

    yield start


def _told(measured: Measured, size: dict[str, int]) -> str:
    rows = [
        ("usable", measured.ready, 1500),
        ("selected to the bar beside it", measured.popover, 50),
        ("saved to drawn", measured.save, 150),
    ]
    lines = [
        f"{size['words']:,} words in {size['paragraphs']} paragraphs, "
        f"{size['annotations']:,} annotations",
        "",
        "| what | median | worst | aim | runs |",
        "|---|---|---|---|---|",
        *(_row(what, took, aim) for what, took, aim in rows),
        _scrolled(measured),
    ]
    return "\n".join(lines)


def _row(what: str, took: Sequence[float], aim: int) -> str:
    return f"| {what} | {median(took):.0f} ms | {max(took):.0f} ms | {aim} ms | {len(took)} |"


def _scrolled(measured: Measured) -> str:
    tasks = measured.scrolling
    long = f"{median(tasks):.0f} ms | {max(tasks):.0f} ms" if tasks else "none over 50 ms | –"
    return f"| {len(tasks)} long tasks while scrolling | {long} | 100 ms | {measured.turns} turns |"
