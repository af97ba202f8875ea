"""Annotations as anybody reads them: where they stand and in which words, and nothing else."""

import pytest
from rest_framework.test import APIClient

from sourcelib.models import Article
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    MentionFactory,
    PredictionFactory,
    RevisionFactory,
    SpanFactory,
)

pytestmark = pytest.mark.django_db

TEXT = "🗻 Tokyo hesitated. Moscow will wait until the spring, the ministry said."


@pytest.fixture
def source():
    return ArticleFactory(slug="talks", text=TEXT, state="published")


def test_every_span_says_where_its_words_stand_in_code_points(source, answer):
    ClaimFactory(article=source, words="Tokyo hesitated", state="published")
    MentionFactory(article=source, words="Moscow", state="published")
    PredictionFactory(article=source, words="Moscow will wait", state="published")

    text = answer("/api/v1/sources/talks/")["text"]
    told = answer("/api/v1/sources/talks/annotations/")
    assert (told["count"], told["revision"]) == (3, 1)
    assert told["text_sha256"] == source.current_revision.sha256
    spans = [span for one in told["results"] for span in one["spans"]]
    assert [span["exact"] for span in spans] == ["Tokyo hesitated", "Moscow", "Moscow will wait"]
    for span in spans:
        assert text[span["start"] : span["end"]] == span["exact"]


def test_each_stands_alone_as_it_stands_among_the_others(source, answer):
    ClaimFactory(article=source, state="published")
    (one,) = answer("/api/v1/sources/talks/annotations/")["results"]
    assert answer(one["self"].removeprefix("http://127.0.0.1:8000")) == one


def test_drafts_are_for_those_who_curate(source, answer):
    public = ClaimFactory(article=source, state="published").annotation
    ClaimFactory(article=source)

    found = answer("/api/v1/sources/talks/annotations/")["results"]
    assert [one["uid"] for one in found] == [str(public.uid)]
    api = APIClient()
    api.force_login(CuratorFactory())
    assert api.get("/api/v1/sources/talks/annotations/").json()["count"] == 2


def test_what_may_be_done_with_it_is_told_to_those_who_curate_alone(source, answer):
    uid = ClaimFactory(article=source, state="published").annotation.uid
    told = answer(f"/api/v1/annotations/{uid}/")
    assert {"own", "may", "state_reason"}.isdisjoint(told)


def test_words_that_may_not_be_shown_are_none(source, answer):
    prediction = PredictionFactory(
        article=source,
        words="Moscow will wait",
        deadline_basis="“until the spring” ends on 31 May",
        state="published",
    )
    SpanFactory(annotation=prediction.annotation, role="horizon", words="until the spring")
    Article.objects.filter(pk=source.pk).update(display="metadata")

    (one,) = answer("/api/v1/sources/talks/annotations/")["results"]
    assert [(span["exact"], span["start"]) for span in one["spans"]] == [
        (None, TEXT.index("Moscow")),
        (None, TEXT.index("until")),
    ]
    assert one["prediction"]["deadline_basis"] == ""
    assert one["prediction"]["summary"]


def test_excerpts_keep_the_words_of_passages(source, answer):
    ClaimFactory(article=source, words="Tokyo hesitated", state="published")
    Article.objects.filter(pk=source.pk).update(display="excerpts")
    (one,) = answer("/api/v1/sources/talks/annotations/")["results"]
    assert one["spans"][0]["exact"] == "Tokyo hesitated"


def test_only_the_text_on_which_it_stands_is_told_of(source, answer):
    claim = ClaimFactory(article=source, words="Tokyo hesitated", state="published").annotation
    later = RevisionFactory(article=source, text=TEXT.replace("🗻 ", ""), reason="No picture.")
    SpanFactory(annotation=claim, revision=later, words="Tokyo hesitated")
    claim.revision = source.current_revision = later
    claim.save()
    source.save()

    (one,) = answer("/api/v1/sources/talks/annotations/")["results"]
    assert [(span["revision"], span["start"]) for span in one["spans"]] == [(2, 0)]


def test_a_name_that_a_curator_gave_a_passage_is_told_as_its_address(source, answer):
    claim = ClaimFactory(article=source, state="published").annotation
    claim.note = "Compare kashin-2021-c-cannot-end-talks."
    claim.save()
    assert "http://127.0.0.1:8000/a/" in answer(f"/api/v1/annotations/{claim.uid}/")["note"]
