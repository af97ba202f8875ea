"""Passages of the source that is corrected, and how they are named."""

from annotations.models import Annotation
from annotations.services.inputs import SpanInput
from tests.reanchoring import TEXT

WAIT = "Moscow will wait until the spring, if talks go on"
SUMMER = "Moscow will wait until the summer, if talks go on"
LEADERS = "The two leaders are unlikely to sign a peace treaty this year"
SURE = TEXT.replace("are unlikely to sign", "will certainly not sign")


def span(text, words, role="body", part=1):
    start = text.index(words)
    return SpanInput(role=role, part=part, start=start, end=start + len(words), exact=words)


def again(row):
    return Annotation.objects.get(pk=row.annotation_id)
