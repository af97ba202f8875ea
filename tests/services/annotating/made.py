"""Annotations as the services make them, and why they do not."""

import pytest

from annotations.services.annotating import create_annotation
from annotations.services.inputs import (
    ClaimInput,
    PredictionInput,
    SpanInput,
)
from sourcelib.models import Article
from sourcelib.services.refusals import Invalid

CLAIM = ClaimInput(summary="Tokyo hesitated.", kind="factual")
FORECAST = PredictionInput(summary="Moscow will wait.")


def words(article: Article, exact: str, **more) -> SpanInput:
    start = article.current_revision.text.index(exact)
    return SpanInput(start=start, end=start + len(exact), exact=exact, **more)


def made(article: Article, user, exact: str = "Tokyo hesitated", detail=CLAIM, **more):
    return create_annotation(
        user=user,
        revision=article.current_revision,
        spans=[words(article, exact)],
        detail=detail,
        **more,
    )


def errors_of(call, *args, **kwargs) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as caught:
        call(*args, **kwargs)
    return caught.value.errors
