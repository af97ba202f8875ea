"""The annotation page as tests of it begin: a source tagged by nobody yet, and a registry."""

from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Actor
from sourcelib.models import Account, Article
from tests.browser.words import FIND, open_annotating
from tests.factories import ActorFactory

TEXT = (
    "Tokyo hesitated for a decade. Moscow waited.\n\n"
    "If talks go on, Moscow will probably wait until the spring, officials said. "
    "Shinzo Abe promised a treaty.\n\n"
    "Washington watched both, and Washington said little. Trade grew."
)


def registry() -> dict[str, Actor]:
    """Actors that the text names, by name."""
    japan = ActorFactory(name="Japan", kind="state")
    japan.aliases.create(text="Tokyo", kind="capital-metonym")
    russia = ActorFactory(name="Russia", kind="state")
    russia.aliases.create(text="Moscow", kind="capital-metonym")
    abe = ActorFactory(name="Shinzo Abe", kind="person")
    return {actor.name: actor for actor in (japan, russia, abe)}


def opened(visit: Any, user: Account, article: Article, uid: str = "", **options: Any) -> Page:
    """The annotation page of a source."""
    address = reverse("admin:annotations_annotate", args=[article.pk])
    page = visit(f"{address}#{uid}" if uid else address, user=user, **options)
    open_annotating(page)
    return page


def saved(page: Page) -> None:
    """Wait until what is open was saved as a draft."""
    expect(page.locator("#form-state")).to_contain_text("draft")
    expect(page.locator("#save")).to_be_disabled()


def put_caret(page: Page, words: str) -> None:
    """Click where some words begin, so that the keyboard goes on from there."""
    left, top, _right, _bottom = page.evaluate(FIND, words)
    page.mouse.click(left, top)
