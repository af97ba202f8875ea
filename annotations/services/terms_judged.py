"""What a verdict judged is a version of its annotation: has what binds it been changed since?

A verdict is on more than a sentence. Who moves the deadline, turns the likelihood round, adds a
condition or gives the words to another speaker changes what was judged, and nobody has judged that.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import (
    Actor,
    Annotation,
    AnnotationVersion,
    Claim,
    Prediction,
    Span,
    Verdict,
)
from annotations.models.statement import Attribution
from sourcelib.citing import written_date

AT_ONCE = 500  # verdicts in memory, each with a version of what it judged

Terms = Mapping[str, str]  # what binds a verdict, by its name; empty where there is none

_LABELS = {
    "summary": gettext_lazy("sentence"),
    "kind": gettext_lazy("kind"),
    "condition": gettext_lazy("condition"),
    "horizon_ground": gettext_lazy("horizon"),
    "deadline": gettext_lazy("deadline"),
    "likelihood": gettext_lazy("likelihood words"),
    "likelihood_polarity": gettext_lazy("the likelihood words speak"),
    "probability": gettext_lazy("probability printed"),
    "attribution": gettext_lazy("attribution"),
    "speaker": gettext_lazy("speaker"),
}
_STATEMENT = ("summary", "attribution")
_COLUMNS = {
    Annotation.Kind.CLAIM: (*_STATEMENT, "kind"),
    Annotation.Kind.PREDICTION: (
        *_STATEMENT,
        *("condition", "horizon_ground", "deadline", "likelihood_polarity", "probability"),
    ),
}
_CHOICES: Mapping[str, Any] = {
    "kind": Claim.Kind,
    "horizon_ground": Prediction.Ground,
    "likelihood_polarity": Prediction.Polarity,
    "attribution": Attribution,
}
_QUOTED = frozenset({"summary", "condition", "likelihood"})


@dataclass(frozen=True, slots=True)
class Change:
    """One term that is not any more as it was judged: what it is called, and both in words."""

    label: str
    before: str
    now: str

    def __str__(self) -> str:
        return _("%(label)s before: %(before)s; now: %(now)s") % {
            "label": self.label,
            "before": self.before,
            "now": self.now,
        }


@dataclass(frozen=True, slots=True)
class Both:
    """The terms that a verdict judged, as far as they are known, and those that stand now."""

    judged: Terms
    now: Terms


def changes_since(verdicts: Collection[Verdict]) -> dict[int, list[Change]]:
    """Return what was changed of the terms of each verdict since it was judged, by its key.

    A verdict whose terms are as they were is left out. Fetch the verdicts with what they judge and
    its detail. Five queries at most, and none where nothing was changed since.
    """
    suspects = [row for row in verdicts if row.pk and _may_differ(row)]
    both = terms_of(suspects)
    names = _names(chain.from_iterable((one.judged, one.now) for one in both.values()))
    found = {pk: _changes(one, names) for pk, one in both.items()}
    return {pk: changes for pk, changes in found.items() if changes}


def on_other_terms(verdicts: QuerySet[Verdict]) -> list[int]:
    """Return the keys of those of `verdicts` whose terms were changed since they were judged.

    What was never changed after it was judged is not read.
    """
    rows = _with_terms(verdicts.filter(changed_later())).iterator(chunk_size=AT_ONCE)
    found: list[int] = []
    while some := list(islice(rows, AT_ONCE)):
        found += changes_since(some)
    return found


def terms_of(verdicts: Collection[Verdict]) -> dict[int, Both]:
    """Return the terms of each verdict as they were judged and as they are, by its key.

    What has no version by that number was judged as it is, if it was never changed; else no more
    is known than the sentence, which the verdict itself keeps.
    """
    if not verdicts:
        return {}
    annotations = {row.annotation_id: row.annotation for row in verdicts}
    now = _as_they_stand(annotations.values())
    versions = _versions(verdicts)
    changed = {
        row.annotation_id for row in verdicts if row.judged_version != row.annotation.version
    }
    found = {}
    for row in verdicts:
        key = row.annotation_id
        data = versions.get((key, row.judged_version))
        judged: Terms = _recorded(row.annotation.kind, data) if data else {}
        if not judged and key not in changed:
            judged = now[key]
        found[row.pk] = Both({**judged, "summary": row.judged_summary}, now[key])
    return _followed(found)


def told(changes: Iterable[Change]) -> str:
    """Return what was changed as one phrase."""
    return "; ".join(str(change) for change in changes)


def _with_terms(rows: QuerySet[Verdict]) -> QuerySet[Verdict]:
    return rows.select_related("annotation__claim", "annotation__prediction")


def _may_differ(verdict: Verdict) -> bool:
    annotation = verdict.annotation
    return (
        verdict.judged_version != annotation.version
        or verdict.judged_summary != annotation.detail.summary
    )


def changed_later() -> Q:
    """Return the condition that what a verdict judged was changed since, whatever was changed."""
    later = AnnotationVersion.objects.filter(
        annotation=OuterRef("annotation"),
        number__gt=OuterRef("judged_version"),
        # What was only carried over into another text says the same, and has no version for it.
        action__in=(AnnotationVersion.Action.CHANGED, AnnotationVersion.Action.REANCHORED),
    )
    prediction = Q(annotation__prediction__isnull=False)
    same = Q(annotation__prediction__summary=F("judged_summary"))
    claim = Q(annotation__claim__isnull=False)
    same_claim = Q(annotation__claim__summary=F("judged_summary"))
    return Q(Exists(later)) | Q(prediction, ~same) | Q(claim, ~same_claim)


def _versions(verdicts: Collection[Verdict]) -> dict[tuple[int, int], Any]:
    rows = AnnotationVersion.objects.filter(
        annotation__in={row.annotation_id for row in verdicts},
        number__in={row.judged_version for row in verdicts},
    )
    return {
        (annotation, number): data
        for annotation, number, data in rows.values_list("annotation_id", "number", "data")
    }


def _as_they_stand(annotations: Collection[Annotation]) -> dict[int, dict[str, str]]:
    keys = [row.pk for row in annotations]
    marked: defaultdict[int, list[tuple[Any, str, str]]] = defaultdict(list)
    here = Span.objects.filter(annotation__in=keys, revision=F("annotation__revision"))
    spans = here.order_by("annotation_id", "role", "part")
    columns = ("annotation_id", "revision_id", "role", "exact")
    for key, revision, role, exact in spans.values_list(*columns):
        marked[key].append((revision, role, exact))
    said_by: defaultdict[int, set[str]] = defaultdict(set)
    for path in ("claims_made", "predictions_made", "predictions_shared"):
        rows = Actor.objects.filter(**{f"{path}__in": keys}).values_list(path, "uid")
        for key, uid in rows:
            said_by[key].add(str(uid))
    return {
        row.pk: _terms(
            row.kind,
            {name: getattr(row.detail, name) for name in _COLUMNS[Annotation.Kind(row.kind)]},
            marked[row.pk],
            said_by[row.pk],
        )
        for row in annotations
    }


def _recorded(kind: str, data: Any) -> dict[str, str]:
    """Return the terms that a version tells; it may hold any object, or tell of a part only."""
    detail = data.get(kind) if isinstance(data, dict) else None
    if not isinstance(detail, dict):
        return {}
    values = {
        name: detail[name]
        for name in _COLUMNS[Annotation.Kind(kind)]
        if isinstance(detail.get(name, 0), str | None) and _is_sound(name, detail[name])
    }
    spans = data.get("spans")
    told = isinstance(spans, list) and all(isinstance(one, dict) for one in spans)
    marked = (
        [(one.get("revision"), str(one.get("role")), str(one.get("exact"))) for one in spans]
        if told
        else None
    )
    speakers = {detail.get("speaker"), *(detail.get("co_speakers") or ())} - {None}
    return _terms(kind, values, marked, speakers if "speaker" in detail else None)


def _is_sound(name: str, value: str | None) -> bool:
    """Whether a day is a day and a number a number."""
    try:
        if value and name == "deadline":
            date.fromisoformat(value)
        if value and name == "probability":
            float(value)
    except ValueError:
        return False
    return True


def _terms(
    kind: str,
    values: Mapping[str, Any],
    spans: Sequence[tuple[Any, str, str]] | None,
    speakers: Collection[str] | None,
) -> dict[str, str]:
    """Return terms, those of a record and those of a row in the same words.

    None is what is not told; what is not told is no term.
    """
    terms = {name: "" if value is None else str(value) for name, value in values.items()}
    if terms.get("probability"):
        terms["probability"] = f"{float(terms['probability']):g}"
    if kind == Annotation.Kind.PREDICTION and spans is not None:
        terms["likelihood"] = _marked(spans, Span.Role.LIKELIHOOD)
        terms["condition"] = terms.get("condition") or _marked(spans, Span.Role.CONDITION)
    if speakers is not None:
        terms["speaker"] = " ".join(sorted(speakers))
    return terms


def _marked(spans: Sequence[tuple[Any, str, str]], role: str) -> str:
    """Return the words marked for something in the last text that these spans stand in."""
    return " … ".join(
        exact for revision, of, exact in spans if of == role and revision == spans[-1][0]
    )


def _followed(both: dict[int, Both]) -> dict[int, Both]:
    """Name speakers that were merged with another by that one: it is still who spoke."""
    uids = {
        uid
        for one in both.values()
        for terms in (one.judged, one.now)
        if one.judged.get("speaker") != one.now["speaker"]
        for uid in terms.get("speaker", "").split()
    }
    into: dict[str, str] = {}
    while uids:
        merged = Actor.objects.filter(uid__in=uids, merged_into__isnull=False)
        rows = {
            str(uid): str(other) for uid, other in merged.values_list("uid", "merged_into__uid")
        }
        into |= rows
        uids = set(rows.values()) - into.keys()

    def now(uid: str) -> str:
        while uid in into:
            uid = into[uid]
        return uid

    def followed(terms: Terms) -> Terms:
        if "speaker" not in terms:
            return terms
        return {**terms, "speaker": " ".join(sorted({now(u) for u in terms["speaker"].split()}))}

    return {pk: Both(followed(one.judged), followed(one.now)) for pk, one in both.items()}


def _changes(both: Both, names: Mapping[str, str]) -> list[Change]:
    return [
        Change(
            str(label),
            _written(name, both.judged[name], names),
            _written(name, both.now[name], names),
        )
        for name, label in _LABELS.items()
        if name in both.judged and both.judged[name] != both.now[name]
    ]


def _names(terms: Iterable[Terms]) -> dict[str, str]:
    uids = {uid for one in terms for uid in one.get("speaker", "").split()}
    if not uids:
        return {}
    rows = Actor.objects.filter(uid__in=uids).values_list("uid", "name")
    return {str(uid): name for uid, name in rows}


def _written(name: str, value: str, names: Mapping[str, str]) -> str:
    """Return a term in words."""
    if not value:
        return _("none")
    if name in _QUOTED:
        return _("“%(words)s”") % {"words": value}
    if name == "deadline":
        return written_date(date.fromisoformat(value), "day")
    if name == "speaker":
        return ", ".join(names.get(uid, uid) for uid in value.split())
    labels = _CHOICES.get(name)
    return str(labels(value).label) if labels and value in labels.values else value
