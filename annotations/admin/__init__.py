"""The administration of annotations, actors and verdicts, and the annotation page."""

from annotations.admin import (
    actor,
    annotation,
    merging,
    proposition,
    relation,
    source,
    topic,
    verdict,
    version,
)

__all__ = [
    "actor",
    "annotation",
    "merging",
    "proposition",
    "relation",
    "source",
    "topic",
    "verdict",
    "version",
]
