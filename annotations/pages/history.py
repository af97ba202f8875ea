"""What readers are told of how a claim or prediction was edited since it was published."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.edits import Change, changes, names_in
from annotations.models import Annotation, AnnotationVersion
from annotations.services.crediting import credited
from sourcelib.models import Article

# So many versions are told, the newest; who wants more has the export.
MOST = 50

# What was public before is not published but published again.
_AGAIN = {AnnotationVersion.Action.PUBLISHED: gettext_lazy("published again")}
_PUBLIC = (Annotation.State.PUBLISHED, Annotation.State.WITHDRAWN)


@dataclass(frozen=True)
class Edit:
    """One change that readers may know of: what was done, when, by whom, why, and to which field.

    `number` is the version that it made, None where the library keeps none of that day.
    """

    done: str
    on: datetime.date
    by: str = ""
    reason: str = ""
    number: int | None = None
    changes: Sequence[Change] = ()


@dataclass(frozen=True)
class History:
    """The edits, the newest first, and how many older ones are not told."""

    edits: Sequence[Edit]
    older: int = 0


def history(annotation: Annotation) -> History:
    """Return what became of a public annotation since it was first public; at most five queries.

    The draft before it is nobody's business. What came by import has no version until it is
    changed: the day of its batch stands for the first.
    """
    public = annotation.versions.filter(data__state__in=_PUBLIC)
    newest = public.select_related("by").prefetch_related("by__groups").order_by("-number")
    versions = list(newest[: MOST + 1])
    if not versions:
        return History([_arrival(annotation)])
    older = public.count() - MOST if len(versions) > MOST else 0
    names = names_in(version.data for version in versions)
    may_quote = annotation.article.display != Article.Display.METADATA
    edits = [
        _edit(version, _AGAIN, changes(before.data, version.data, names, may_quote=may_quote))
        for version, before in pairwise(versions)
    ]
    if not older:
        edits.append(_first(annotation, versions[-1]))
    return History(edits, older)


def _arrival(annotation: Annotation) -> Edit:
    """Tell how something without versions became public."""
    if annotation.batch:
        return Edit(_("Brought in with a collection"), annotation.batch.created_at.date())
    return Edit(_("Published"), (annotation.published_at or annotation.created_at).date())


def _first(annotation: Annotation, version: AnnotationVersion) -> Edit:
    if version.action == AnnotationVersion.Action.PUBLISHED:
        return _edit(version, {})
    first = _arrival(annotation)
    return Edit(first.done, first.on, number=version.number)


def _edit(
    version: AnnotationVersion,
    wording: Mapping[Any, Any],
    changed: Sequence[Change] = (),
) -> Edit:
    """Tell one version; `wording` says what its action is called where not by its own label."""
    action = AnnotationVersion.Action(version.action)
    return Edit(
        done=str(capfirst(str(wording.get(action, action.label)))),
        on=version.at.date(),
        by=credited(version.by),
        reason=version.reason,
        number=version.number,
        changes=changed,
    )
