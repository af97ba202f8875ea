"""What is tagged by hand on the page and the same brought in by an import are equal rows."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils.text import slugify
from playwright.sync_api import Page, expect

from annotations.interchange.sourcelib import load
from annotations.models import Actor, Annotation, Proposition
from sourcelib.models import Account, Article, ImportBatch
from tests.browser.bench import TEXT, opened, registry, saved
from tests.browser.words import click_words, select_words
from tests.factories import ArticleFactory, MentionFactory, TopicFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Everything that an annotation, or what links it, consists of.
TABLES = (
    *("Annotation", "Span", "Mention", "Claim", "Prediction", "Relation"),
    *("Proposition", "PropositionMember"),
)
SENTENCE = "If talks go on, Moscow will probably wait until the spring"
PROPOSITION = "Moscow is patient."


@pytest.fixture
def article(people: dict[str, Account]) -> Article:  # noqa: ARG001
    return ArticleFactory(text=TEXT)


def by_hand(page: Page) -> None:
    """Tag a mention, a claim and a prediction with all they can have, and link them."""
    select_words(page, "Tokyo")
    page.keyboard.press("a")
    page.keyboard.press("Control+Enter")
    saved(page)

    select_words(page, "promised a treaty")
    page.keyboard.press("c")
    page.keyboard.type("Japan promised a treaty.")
    page.select_option("#f-claim-kind", "factual")
    page.keyboard.press("Alt+p")
    page.keyboard.type("Shinzo Abe")
    page.keyboard.press("Tab")
    page.select_option("#f-certainty", "probable")
    page.fill("#f-about", "Japan")
    page.keyboard.press("Tab")
    page.fill("#f-topics", "Treaties")
    page.locator("[data-name=topics] [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.click("#more summary")
    page.fill("#f-note", "He said so twice.")
    page.keyboard.press("Control+Enter")
    saved(page)

    select_words(page, SENTENCE)
    page.keyboard.press("p")
    page.keyboard.type("Moscow will wait.")
    page.keyboard.press("Alt+u")
    expect(page.locator("#words-horizon")).to_have_text("until the spring")
    select_words(page, "Trade grew")
    page.click('#popover [data-do="body+"]')
    expect(page.locator("#words-body")).to_contain_text("Trade grew")
    page.fill("#f-condition", "The talks go on.")
    page.keyboard.press("Control+Enter")
    saved(page)
    page.keyboard.press("Alt+r")
    expect(page.locator("#choosing")).to_be_visible()
    click_words(page, "promised a treaty")
    page.select_option("#link-kind", label="contradicts")
    page.fill("#link-reason", "A treaty does not wait.")
    page.click("#link-add")
    expect(page.locator("#relation-list li")).to_have_count(1)
    page.fill("#link-proposition", PROPOSITION)
    page.locator("#link-proposition-list [role=option]").first.wait_for()
    page.keyboard.press("Shift+Enter")
    page.select_option(".create select", "predictive")
    page.click("[data-create]")
    page.locator("[data-name=link_proposition] .chips li").wait_for()
    page.select_option("#member-position", "supports")
    page.fill("#member-note", "Only if talks go on.")
    page.click("#member-add")
    expect(page.locator("#member-list li")).to_have_count(1)


def records(article: Article, actors: dict[str, Actor], topic: Any) -> list[dict[str, Any]]:
    """The same as somebody else would write it down, who never saw the page."""
    source, revision = str(article.uid), str(article.current_revision.uid)
    uids = {name: str(uuid.uuid4()) for name in ("mention", "claim", "prediction")}

    def span(words: str, **more: Any) -> dict[str, Any]:
        start = TEXT.index(words)
        return {
            "revision": revision,
            "start": start,
            "end": start + len(words),
            "exact": words,
            "placement": "by-hand",
            **more,
        }

    def annotation(kind: str, detail: dict[str, Any], spans: list[Any], **more: Any) -> Any:
        one = {"type": "annotation", "uid": uids[kind], "source": source, "kind": kind}
        return {**one, kind: detail, "spans": spans, **more}

    return [
        {"type": "header", "format": "sourcelib", "version": 1},
        annotation(
            "mention", {"actor": str(actors["Japan"].uid), "how": "metonym"}, [span("Tokyo")]
        ),
        annotation(
            "claim",
            {
                "summary": "Japan promised a treaty.",
                "attribution": "reported",
                "speaker": str(actors["Shinzo Abe"].uid),
                "kind": "factual",
                "certainty": "probable",
            },
            [span("promised a treaty")],
            about=[str(actors["Japan"].uid)],
            topics=[str(topic.uid)],
            note="He said so twice.",
        ),
        annotation(
            "prediction",
            {
                "summary": "Moscow will wait.",
                "attribution": "author",
                "form": "forecast",
                "condition": "The talks go on.",
                "likelihood": "probable",
                "horizon_ground": "default-5y",
                "deadline": "2026-03-05",
                "deadline_basis": (
                    'five years from 2021-03-05; "until the spring" gives no end date'
                ),
            },
            [
                span(SENTENCE),
                span("Trade grew", part=2),
                span("If talks go on", role="condition"),
                span("will probably", role="likelihood"),
                span("until the spring", role="horizon"),
            ],
        ),
        {
            "type": "proposition",
            "uid": str(uuid.uuid4()),
            "slug": slugify(PROPOSITION),
            "text": PROPOSITION,
            "kind": "predictive",
            "members": [
                {
                    "annotation": uids["prediction"],
                    "position": "supports",
                    "note": "Only if talks go on.",
                }
            ],
        },
        {
            "type": "relation",
            "uid": str(uuid.uuid4()),
            "from": uids["prediction"],
            "to": uids["claim"],
            "kind": "contradicts",
            "reason": "A treaty does not wait.",
        },
    ]


def rows() -> dict[str, list[dict[str, Any]]]:
    """All rows of these tables: every column but ids, times, batches and who wrote it."""
    found = {}
    for table in TABLES:
        model = apps.get_model("annotations", table)
        told = [_row(row) for row in model._default_manager.all()]
        found[table] = sorted(told, key=lambda row: json.dumps(row, default=str, sort_keys=True))
    return found


def _row(row: models.Model) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for field in row._meta.get_fields():
        if field.auto_created or isinstance(field, models.DateTimeField | models.AutoField):
            continue
        if field.name == "uid" or field.related_model in (ImportBatch, Account):
            continue
        if field.many_to_many:
            told[field.name] = sorted(str(one.pk) for one in getattr(row, field.name).all())
        elif field.is_relation:
            told[field.name] = _named(getattr(row, field.name))
        else:
            told[field.name] = getattr(row, field.name)
    return told


def _named(other: Any) -> Any:
    """A row that is referred to: an annotation or proposition by what it says, others by key."""
    if isinstance(other, Annotation):
        return other.kind
    if isinstance(other, Proposition):
        return other.text
    return other and other.pk


def test_annotations_made_on_the_page_and_the_same_imported_are_equal_rows(
    visit, people, article, tmp_path: Path
):
    actors, topic = registry(), TopicFactory(name="Treaties")
    by_hand(opened(visit, people["curator"], article))
    made = rows()
    assert [len(made[table]) for table in TABLES] == [3, 7, 1, 1, 1, 1, 1, 1]
    for table in reversed(TABLES):
        apps.get_model("annotations", table)._default_manager.all().delete()
    file = tmp_path / "same.jsonl"
    lines = [json.dumps(record) for record in records(article, actors, topic)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    load(user=None, path=file)
    imported = rows()
    for table in TABLES:
        assert imported[table] == made[table]


@pytest.mark.usefixtures("article")
def test_a_column_that_differs_is_seen():
    MentionFactory(how="name")
    before = rows()
    Annotation.objects.get().mention.__class__.objects.update(how="metonym")
    assert rows() != before
