"""Steps that many take at once leave the rows that they would leave one by one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Annotation, AnnotationVersion
from annotations.services import reviewing
from annotations.services.keeping import steps
from tests import factories as f
from tests.services.annotating.made import FORECAST, made

pytestmark = pytest.mark.django_db

TEXT = "Tokyo hesitated over the islands. Moscow will wait this year. The talks go on."
# What differs between two sources that are alike in all else.
OWN = {"uid", "article_id", "batch_id", "id", "annotation_id", "revision_id", "data"}
TIMES = {"created_at", "changed_at", "reviewed_at", "published_at", "withdrawn_at", "at"}
OF_RECORD = {"uid", "source", "batch", "revision", "spans", *TIMES}


def source(curator, editor):
    """A source with drafts of every kind and past: new, sent back twice, once public, imported."""
    article = f.ArticleFactory(text=TEXT)
    actor, topic = f.ActorFactory(), f.TopicFactory()
    one = made(article, curator, about=[actor], topics=[topic], note="Noted.")
    forecast = made(article, curator, "Moscow will wait", FORECAST)
    for reason in ("Too wide.", "Still too wide."):
        row = reviewing.submit(user=curator, annotation=forecast)
        reviewing.send_back(user=editor, annotation=row, reason=reason)
    f.MentionFactory(article=article, words="Tokyo", created_by=curator)
    f.PredictionFactory(
        article=article,
        words="Moscow will wait this year",
        summary="Moscow waits.",
        likelihood_words="will",
        created_by=curator,
        batch=f.ImportBatchFactory(name="Essays.jsonl"),
    )
    first = reviewing.publish(
        user=editor, annotation=reviewing.submit(user=curator, annotation=one)
    )
    Annotation.objects.filter(pk=first.pk).update(state="draft", state_reason="Seen again.")
    return article


def rows(article) -> list[tuple[dict, list[dict]]]:
    """All columns of the annotations and of their versions, which times are set, and not when."""

    def columns(row) -> dict:
        found = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        return {
            name: value is not None if name in TIMES else value
            for name, value in found.items()
            if name not in OWN
        }

    def record(data: dict) -> dict:
        kept = {name: value for name, value in data.items() if name not in OF_RECORD}
        for link in ("about", "topics", "mention"):
            kept[link] = bool(kept.get(link))
        spans = [{**one, "revision": None} for one in data["spans"]]
        return kept | {"spans": spans} | {name: bool(data.get(name)) for name in TIMES}

    return [
        (
            columns(row),
            [{**columns(one), "data": record(one.data)} for one in row.versions.order_by("number")],
        )
        for row in Annotation.objects.filter(article=article).order_by("pk")
    ]


def one_by_one(step, article, **values) -> None:
    for row in Annotation.objects.filter(article=article).order_by("pk"):
        step(annotation=row, **values)


def test_many_steps_at_once_leave_the_rows_of_as_many_steps():
    curator, editor = f.CuratorFactory(), f.EditorFactory()
    together, singly = source(curator, editor), source(curator, editor)
    assert rows(together) == rows(singly)

    sent = reviewing.submit_drafts(user=curator, article=together)
    one_by_one(reviewing.submit, singly, user=curator)
    assert rows(together) == rows(singly)
    assert {row.state for row in sent} == {"in-review"}

    steps.retract_all(user=curator, article=together, uids=[row.uid for row in sent])
    one_by_one(steps.retract, singly, user=curator)
    assert rows(together) == rows(singly)

    reviewing.submit_drafts(user=curator, article=together)
    reviewing.publish_reviewed(user=editor, article=together)
    one_by_one(reviewing.submit, singly, user=curator)
    one_by_one(reviewing.publish, singly, user=editor)
    assert rows(together) == rows(singly)
    moved = Annotation.objects.filter(article=together)
    for row in moved:
        last = row.versions.last()
        assert (last.number, last.by, last.data["state"]) == (row.version, editor, "published")
    assert AnnotationVersion.objects.filter(article=together, action="published").count() == 5


def test_more_of_them_take_no_more_queries():
    curator, editor = f.CuratorFactory(), f.EditorFactory()

    def asked(count: int) -> int:
        article = f.ArticleFactory()
        for _ in range(count):
            f.ClaimFactory(article=article, created_by=curator)
        with CaptureQueriesContext(connection) as queries:
            reviewing.submit_drafts(user=curator, article=article)
            reviewing.publish_reviewed(user=editor, article=article)
        return len(queries)

    asked(1)  # what accounts may do is known from here on
    assert asked(40) == asked(4)
