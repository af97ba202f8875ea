"""The administration of annotations, actors and verdicts, and the annotation page."""

from annotations.admin import (
    actor,
    annotation,
    assignment,
    author,
    deleted,
    merging,
    proposition,
    relation,
    remark,
    replies,
    reports,
    source,
    suggestion,
    topic,
    verdict,
    version,
)
from annotations.admin.reanchoring import rows as reanchoring

__all__ = [
    "actor",
    "annotation",
    "assignment",
    "author",
    "deleted",
    "merging",
    "proposition",
    "reanchoring",
    "relation",
    "remark",
    "replies",
    "reports",
    "source",
    "suggestion",
    "topic",
    "verdict",
    "version",
]
