"""The table of keystrokes is true: exactly these keys are pressed, and the row is there."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from sourcelib.models import Account, Article
from tests.browser.bench import TEXT, opened, registry
from tests.browser.words import select_words
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    ClaimFactory,
    MentionFactory,
    TopicFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = Path(settings.BASE_DIR) / "docs" / "keystrokes.md"
SENTENCE = "It is so."
MOST = {"actor": 3, "claim": 4}  # of a plain mention and a claim in the author's voice


def table() -> dict[str, tuple[list[str], int]]:
    """What the table says: by what is done, the keys and how many they are said to be."""
    found = {}
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[2].isdigit():
            keys = re.findall(r"`([^`]+)`|\*(sentence)\*", cells[1])
            found[cells[0]] = [key or word for key, word in keys], int(cells[2])
    return found


def mention(name: str, **detail: Any) -> Callable[[Annotation], None]:
    """Say what a mention is to be."""

    def check(annotation: Annotation) -> None:
        assert annotation.mention.actor.name == name
        for column, value in detail.items():
            assert getattr(annotation.mention, column) == value

    return check


def claim(**detail: Any) -> Callable[[Annotation], None]:
    """Say what a claim is to be."""

    def check(annotation: Annotation) -> None:
        assert annotation.claim.summary == SENTENCE
        topics = detail.pop("topics", [])
        assert [topic.name for topic in annotation.topics.all()] == topics
        for column, value in detail.items():
            assert str(getattr(annotation.claim, column)) == value

    return check


def prediction(annotation: Annotation) -> None:
    """Look for all words of its terms."""
    assert annotation.prediction.likelihood == "probable"
    roles = {span.role for span in annotation.spans.all()}
    assert roles == {"body", "condition", "likelihood", "horizon"}


CASES: dict[str, tuple[str, Callable[[Annotation], None]]] = {
    "an actor whom the words name": ("Tokyo", mention("Japan", how="metonym")),
    "an actor, where the words name two": ("Washington", mention("United States")),
    "an actor that the registry lacks": ("officials", mention("officials")),
    "a claim in the author's voice, of the kind that the last one had": (
        "Tokyo hesitated",
        claim(kind="factual", attribution="author"),
    ),
    "a claim in the author's voice, of another kind": (
        "Tokyo hesitated",
        claim(kind="evaluative", attribution="author"),
    ),
    "a claim reported of somebody tagged in its sentence": (
        "promised a treaty",
        claim(attribution="reported", speaker="Shinzo Abe"),
    ),
    "a claim with the topics of the last one": ("Tokyo hesitated", claim(topics=["Trade"])),
    "a claim with all fields of the last one": (
        "Tokyo hesitated",
        claim(certainty="possible", kind="causal", topics=["Trade"]),
    ),
    "a prediction with the condition, likelihood and horizon words found in it": (
        "If talks go on, Moscow will probably wait until the spring",
        prediction,
    ),
}


@pytest.fixture
def article(people: dict[str, Account]) -> Article:
    """A source with one claim of the curator's, and actors for what stands in it."""
    article = ArticleFactory(text=TEXT)
    actors = registry()
    for name in ("United States", "State of Washington"):
        ActorFactory(name=name, kind="state").aliases.create(text="Washington", kind="short")
    curator = people["curator"]
    MentionFactory(
        article=article, words="Shinzo Abe", actor=actors["Shinzo Abe"], created_by=curator
    )
    last = ClaimFactory(
        article=article,
        words="Trade grew",
        kind="causal",
        certainty="possible",
        created_by=curator,
    )
    last.annotation.topics.add(TopicFactory(name="Trade"))
    return article


def a_claim_before(page: Page) -> None:
    """Make one claim, so that there is a last one on this device."""
    select_words(page, "Washington watched")
    page.keyboard.press("c")
    page.keyboard.type("Washington watched.")
    page.select_option("#f-claim-kind", "factual")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form-state")).to_contain_text("draft")
    Annotation.objects.filter(claim__summary="Washington watched.").delete()
    page.reload()
    page.wait_for_selector("[data-ready=yes]")


def test_the_table_counts_what_it_names_and_keeps_what_was_promised():
    told = table()
    assert told.keys() == CASES.keys()
    for keys, count in told.values():
        assert len([key for key in keys if key != "sentence"]) == count
    assert told["an actor whom the words name"][1] <= MOST["actor"]
    assert told["a claim in the author's voice, of another kind"][1] <= MOST["claim"]


@pytest.mark.parametrize("what", CASES)
def test_exactly_these_keys_do_it(visit, people, article, what):
    keys, _count = table()[what]
    words, check = CASES[what]
    page = opened(visit, people["curator"], article)
    a_claim_before(page)
    before = set(Annotation.objects.values_list("pk", flat=True))
    select_words(page, words)
    expect(page.locator("#popover")).to_be_visible()
    for key in keys:
        if key == "sentence":
            page.keyboard.type(SENTENCE)
        elif key in ("ArrowDown", "Shift+Enter") or (key == "Enter" and "Alt+p" in keys):
            page.locator("[role=option]:visible").first.wait_for()  # as one who reads does
            page.keyboard.press(key)
        else:
            if key == "g":
                expect(page.locator(".create select")).to_be_focused()
            page.keyboard.press(key.replace("Ctrl", "Control"))
            if key == "Enter" and "g" in keys:
                expect(page.locator("[data-name=actor] .chips li")).to_have_count(1)
    expect(page.locator("#form-state")).to_contain_text("draft")
    expect(page.locator("#save")).to_be_disabled()
    check(Annotation.objects.exclude(pk__in=before).get())
