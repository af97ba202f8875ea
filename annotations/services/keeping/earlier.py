"""What an earlier version of an annotation said is said again: a change like any other."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from annotations.models import Actor, Annotation, AnnotationVersion, Topic
from annotations.services import versions
from annotations.services.annotating import change_annotation
from annotations.services.inputs import (
    INPUT_OF,
    DetailInput,
    PredictionInput,
    SpanInput,
)
from annotations.services.keeping.restoring import Restored
from annotations.services.presenting import loaded
from sourcelib.services.refusals import Invalid

_DAYS = ("horizon_start", "horizon_end", "deadline")


@transaction.atomic
def restore_version(
    *,
    user: Any,
    annotation: Annotation,
    number: int,
    expected_version: int,
    reason: str = "",
) -> Restored:
    """Let an annotation say again what it said in a version, of the words that it stood on.

    Its words come back where the version has them in the present text. Actors that were merged
    meanwhile are followed, what is gone is left out. In which sentence a prediction is grouped
    stays. Raises what `change_annotation` raises, and Invalid where there is no such version.
    """
    row = loaded(Annotation.objects.all()).get(pk=annotation.pk)
    found = {version.number: version.data for version in versions.history(row)}
    if number not in found:
        raise Invalid({"version": [_("There is no version %(n)s of it.") % {"n": number}]})
    data, told = found[number], _Told()
    # Of what stood in another text, it keeps the words that it has.
    spans = _spans(row, data)
    if spans is None and _words(data, "body") != _words(found[row.version], "body"):
        told.left_out.append(_("The words that it stood on then are not in the present text."))
    detail = told.detail(row, data)
    is_mention = row.kind == Annotation.Kind.MENTION == data["kind"]
    as_then = _("as in version %(n)s") % {"n": number}
    given = reason.strip()
    needed = row.state == Annotation.State.PUBLISHED and not given
    changed = change_annotation(
        user=user,
        annotation=row,
        expected_version=expected_version,
        spans=spans,
        detail=detail,
        about=None if is_mention else told.actors(data["about"]),
        topics=told.topics(data["topics"]),
        note=data["note"],
        reason="" if needed else f"{given} ({as_then})" if given else as_then,
        action=AnnotationVersion.Action.RESTORED,
    )
    return Restored(changed, told.left_out)


def _spans(row: Annotation, data: Mapping[str, Any]) -> tuple[SpanInput, ...] | None:
    """Return the spans of a version in the present text; None where it stood in another."""
    text = row.article.current_revision
    here = [span for span in data["spans"] if text and span["revision"] == str(text.uid)]
    if not here:
        return None
    names = ("role", "part", "start", "end", "exact")
    return tuple(SpanInput(**{name: span[name] for name in names}) for span in here)


def _words(data: Mapping[str, Any], role: str) -> list[str]:
    """Return the words of the last text that a version stands in."""
    spans = [span for span in data["spans"] if span["role"] == role]
    return [span["exact"] for span in spans if span["revision"] == spans[-1]["revision"]]


class _Told:
    """What a version said, with the rows that it named; and what it named that is gone."""

    def __init__(self) -> None:
        self.left_out: list[str] = []

    def detail(self, row: Annotation, data: Mapping[str, Any]) -> DetailInput:
        """Return the detail as it could be given again."""
        kind = data["kind"]
        values = dict(data[kind])
        input_type = INPUT_OF[kind]
        for name in ("actor", "speaker"):
            if values.get(name):
                values[name] = next(iter(self.actors([values[name]])), None)
        if input_type is PredictionInput:
            shared = self.actors(values["co_speakers"]) - {values["speaker"]}
            values["co_speakers"] = frozenset(shared)
            values |= {name: parse_date(values[name] or "") for name in _DAYS}
            values["probability"] = (
                Decimal(values["probability"]) if values["probability"] else None
            )
            is_prediction = row.kind == Annotation.Kind.PREDICTION
            values["compound"] = row.prediction.compound if is_prediction else None
            if values["horizon_ground"] != "event":
                values["deadline"] = None  # it follows from the ground
        known = input_type.__dataclass_fields__  # type: ignore[attr-defined]
        detail: DetailInput = input_type(
            **{name: value for name, value in values.items() if name in known}
        )
        return detail

    def actors(self, uids: Iterable[str]) -> set[Actor]:
        """Return the actors, or those that they were merged into."""
        found = set()
        rows = list(Actor.objects.filter(uid__in=uids))
        if len(rows) < len(set(uids)):
            self._gone(_("An actor that it named was deleted meanwhile."))
        for actor in rows:
            while actor.merged_into is not None:
                actor = actor.merged_into
            found.add(actor)
        return found

    def topics(self, uids: Iterable[str]) -> list[Topic]:
        """Return the topics that there still are."""
        rows = list(Topic.objects.filter(uid__in=uids))
        if len(rows) < len(set(uids)):
            self._gone(_("A topic that it had was deleted meanwhile."))
        return rows

    def _gone(self, sentence: str) -> None:
        if sentence not in self.left_out:
            self.left_out.append(sentence)
