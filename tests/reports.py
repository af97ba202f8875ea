"""Rows of what readers report and reply, for tests; written without the services."""

import datetime
import uuid
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from annotations import models as a
from annotations.services.checking import check_library
from annotations.services.reporting import ReportInput
from tests import factories as f

DAY = datetime.date(2026, 3, 1)
TEXT = "The date is wrong: it was in March."


def public_prediction(**values: Any) -> Any:
    """A published prediction in a published source."""
    article = f.ArticleFactory(state="published")
    return f.PredictionFactory(article=article, state="published", **values).annotation


def public_verdict(**values: Any) -> Any:
    """A verdict that readers see."""
    return f.VerdictFactory(annotation=public_prediction(), **values)


def said(**values: Any) -> ReportInput:
    """What a reader sends."""
    return ReportInput(**{"kind": "fact", "text": TEXT, **values})


class ReportFactory(DjangoModelFactory):
    """A report that just came in, about nothing that there is unless `about=` a public row."""

    class Meta:
        model = a.Report

    about_kind = a.Report.About.PREDICTION
    about_uid = factory.LazyFunction(uuid.uuid4)
    about_title = "It will rain."
    kind = a.Report.Kind.FACT
    text = TEXT
    settled_at = factory.LazyAttribute(
        lambda row: timezone.now() if row.state in ("changed", "unchanged") else None
    )
    answer = factory.LazyAttribute(lambda row: "Mended." if row.settled_at else "")
    state = a.Report.State.RECEIVED


class ReplyFactory(DjangoModelFactory):
    """A reply to a prediction, unless `annotation=None` and `verdict=` or `article=` is given."""

    class Meta:
        model = a.Reply

    annotation = factory.LazyFunction(public_prediction)
    name = "Ann Archer"
    capacity = a.Reply.Capacity.AUTHOR
    text = "I meant the other treaty."
    date = DAY


def faults():
    """Return what is wrong with reports and replies."""
    found = {fault.name for fault in check_library()}
    return {name for name in found if name.startswith(("report", "reply"))}
