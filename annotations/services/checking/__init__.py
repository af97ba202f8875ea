"""Proving that the library is sound: rules that no constraint of one table can keep.

Each check reads the library once, a part at a time, and yields its faults.
"""

from collections.abc import Callable, Iterator

from annotations.services.checking import (
    actors,
    annotations,
    compounds,
    deleted,
    judged,
    links,
    reported,
    search,
    sketches,
    sources,
    standing,
    texts,
    verdicts,
)
from annotations.services.checking.fault import Fault, Faults

CHECKS: dict[str, Callable[[], Faults]] = {
    "texts and spans": texts.check,
    "sources": sources.check,
    "annotations": annotations.check,
    "where annotations stand": standing.check,
    "compounds": compounds.check,
    "deleted drafts": deleted.check,
    "relations and propositions": links.check,
    "verdicts": verdicts.check,
    "what stands of them": judged.check,
    "actors": actors.check,
    "reports and replies": reported.check,
    "search index": search.check,
    "sketches of texts": sketches.check,
}

__all__ = ["CHECKS", "Fault", "check_library"]


def check_library(on_check: Callable[[str], None] = lambda _name: None) -> Iterator[Fault]:
    """Yield every fault of the library; `on_check` is told which check begins."""
    for name, check in CHECKS.items():
        on_check(name)
        yield from check()
