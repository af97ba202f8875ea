"""One line of the log, and one table as the log reads it."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from annotations.models import Annotation
from sourcelib.models import Article

LONGEST = 160  # characters of what an annotation says


@dataclass(frozen=True)
class Entry:
    """What happened: when, which step, of what, by whom, why, and where it is to be seen."""

    at: datetime.datetime
    step: str
    label: str
    what: str = ""
    by: str = ""
    why: str = ""
    kind: str = ""  # of the annotation
    address: str = ""

    @property
    def kind_label(self) -> str:
        """The kind of the annotation in words; empty where it is of none."""
        return str(Annotation.Kind(self.kind).label) if self.kind else ""


@dataclass(frozen=True)
class Trace:
    """One table: its rows of a source, when each happened and who did it, and how it is told.

    `steps` are the labels of what its rows tell of, by their code; `of` is the condition of a row
    of one step, where there are several. `kind` is the column with the kind of the annotation.
    """

    steps: Mapping[str, Any]
    rows: Callable[[Article], QuerySet[Any]]
    at: str
    tell: Callable[[Sequence[Any]], list[Entry]]
    by: str = ""
    kind: str = ""
    of: Callable[[str], Q] = field(default=lambda _step: Q())


def details(path: str) -> tuple[str, ...]:
    """Return what is fetched with an annotation for `named`."""
    return (path, *(f"{path}__{name}" for name in ("claim", "prediction", "mention__actor")))


def named(annotation: Annotation) -> dict[str, str]:
    """Return of an annotation what an entry tells: what it says, its kind, its page."""
    page = reverse("admin:annotations_annotate", args=[annotation.article_id])
    return {
        "what": Truncator(str(annotation.detail)).chars(LONGEST),
        "kind": annotation.kind,
        "address": f"{page}#{annotation.uid}",
    }


def person(account: Any) -> str:
    """Return how those who curate know an account; empty where nobody is known."""
    return str(account.working_name()) if account else ""


def once_deleted() -> str:
    """Return how something that is gone is called."""
    return _("an annotation that was deleted since")
