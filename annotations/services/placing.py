"""Where an annotation stands: its spans, checked against the text to the character."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.models import Annotation, Reanchoring, Span
from annotations.services.inputs import KIND_OF, DetailInput, MentionInput, SpanInput
from annotations.spans import QuoteMismatch, SpanError, check, context, trim
from sourcelib.models import Revision
from sourcelib.services.refusals import Invalid

# Mentions are their passage; what bears on likelihood, condition and time belongs to predictions.
ROLES = {
    Annotation.Kind.MENTION: {Span.Role.BODY},
    Annotation.Kind.CLAIM: {Span.Role.BODY, Span.Role.CUE},
    Annotation.Kind.PREDICTION: set(Span.Role),
}

# Of what kind an annotation is, of whom a mention is, and where its passage stands.
Key = tuple[str, int | None, tuple[tuple[int, int], ...]]


class Duplicate(Invalid):
    """The same passage already carries the same: `existing`."""

    def __init__(self, existing: Annotation) -> None:
        self.existing = existing
        super().__init__(
            {
                "spans.body": [
                    _("These words are already tagged as this: %(what)s (%(kind)s, %(state)s).")
                    % {
                        "what": existing.detail,
                        "kind": existing.get_kind_display(),
                        "state": existing.get_state_display(),
                    }
                ]
            }
        )


def checked(text: str, spans: Sequence[SpanInput], kind: str) -> tuple[SpanInput, ...]:
    """Return the spans without white space at their edges.

    Raises Invalid, naming the span by its role (`spans.body`): words that are not the text's
    (with both strings), no passage, a role that the kind does not have, parts that overlap.
    """
    errors: dict[str, list[str]] = defaultdict(list)
    sound: list[SpanInput] = []
    for span in spans:
        field = f"spans.{span.role}"
        if span.role not in ROLES[Annotation.Kind(kind)]:
            errors[field].append(_("Only predictions have such words."))
            continue
        try:
            check(text, span.start, span.end, span.exact)
            extent = trim(text, span.start, span.end)
        except QuoteMismatch as mismatch:
            errors[field].append(
                _(
                    "The words sent are “%(sent)s”, but the text reads “%(text)s” there. "
                    "Load the page again and select the words anew."
                )
                % {"sent": mismatch.expected, "text": mismatch.actual}
            )
        except SpanError as error:
            errors[field].append(str(error))
        else:
            words = text[extent.start : extent.end]
            sound.append(replace(span, start=extent.start, end=extent.end, exact=words))
    if not errors and not any(span.role == Span.Role.BODY for span in sound):
        errors["spans.body"].append(_("Select the words that this is about."))
    for role, problem in _clashes(sound):
        errors[f"spans.{role}"].append(problem)
    if errors:
        raise Invalid(errors)
    return tuple(sorted(sound, key=lambda span: (span.role != "body", span.role, span.part)))


def _clashes(spans: Sequence[SpanInput]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    of_role: dict[str, list[SpanInput]] = defaultdict(list)
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        of_role[span.role].append(span)
    for role, parts in of_role.items():
        if sorted(span.part for span in parts) != list(range(1, len(parts) + 1)):
            found.append((role, _("Number the parts of a passage 1, 2, 3 and so on.")))
        if any(before.end > after.start for before, after in pairwise(parts)):
            found.append((role, _("Two parts of the same passage overlap.")))
    return found


def refuse_duplicate(
    *,
    revision: Revision,
    detail: DetailInput,
    spans: Sequence[SpanInput],
    besides: Annotation | None = None,
) -> None:
    """Raise Duplicate if the very same passage already carries this kind (and actor)."""
    key = same_key(detail, spans)
    found = there_already(revision, [key], besides=besides)
    if key in found:
        raise Duplicate(found[key])


def same_key(detail: DetailInput, spans: Sequence[SpanInput]) -> Key:
    """Return what two annotations of one text have in common that say the same."""
    actor = detail.actor if isinstance(detail, MentionInput) else None
    return KIND_OF[type(detail)], actor.pk if actor else None, _body(spans)


def there_already(
    revision: Revision, keys: Collection[Key], *, besides: Annotation | None = None
) -> dict[Key, Annotation]:
    """Return the annotations that have one of these keys in a revision; at most two queries."""
    if not keys:
        return {}
    near = Annotation.objects.filter(
        kind__in={kind for kind, _actor, _places in keys},
        spans__revision=revision,
        spans__role=Span.Role.BODY,
        spans__start__in={places[0][0] for _kind, _actor, places in keys},
    ).exclude(state=Annotation.State.WITHDRAWN)
    if besides is not None:
        near = near.exclude(pk=besides.pk)
    found: dict[Key, Annotation] = {}
    details = ("mention__actor", "claim", "prediction")
    bodies = Span.objects.filter(revision=revision, role=Span.Role.BODY)
    for row in near.select_related(*details).prefetch_related(Prefetch("spans", bodies)).distinct():
        actor = row.mention.actor_id if row.kind == Annotation.Kind.MENTION else None
        found.setdefault((row.kind, actor, _body(row.spans.all())), row)
    return {key: found[key] for key in keys if key in found}


def _body(spans: Iterable[SpanInput] | Iterable[Span]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((span.start, span.end) for span in spans if span.role == Span.Role.BODY))


def place(
    annotation: Annotation,
    revision: Revision,
    spans: Sequence[SpanInput],
    placement: Span.Placement = Span.Placement.BY_HAND,
) -> None:
    """Make the annotation stand on exactly these spans in this revision.

    What stays where it was keeps its row, and with it how it was placed.
    """
    wanted = {(span.role, span.part, span.start, span.end): span for span in spans}
    for row in annotation.spans.filter(revision=revision):
        if wanted.pop((row.role, row.part, row.start, row.end), None) is None:
            row.delete()
    Span.objects.bulk_create(
        _row(annotation, revision, span, placement) for span in wanted.values()
    )


def place_new(
    revision: Revision, annotations: Iterable[tuple[Annotation, Sequence[SpanInput]]]
) -> None:
    """Write the spans of new annotations, in one query."""
    Span.objects.bulk_create(
        _row(annotation, revision, span, Span.Placement.BY_HAND)
        for annotation, spans in annotations
        for span in spans
    )


def settle_by_hand(annotation: Annotation, *, by: Any, note: str) -> None:
    """Note that whoever placed an annotation in its text has said where it stands there."""
    open_or_left = (Reanchoring.State.WAITING, Reanchoring.State.LEFT)
    Reanchoring.objects.filter(
        annotation=annotation, revision=annotation.revision_id, state__in=open_or_left
    ).update(state=Reanchoring.State.PLACED, decided_at=timezone.now(), decided_by=by, note=note)


def _row(
    annotation: Annotation, revision: Revision, span: SpanInput, placement: Span.Placement
) -> Span:
    prefix, suffix = context(revision.text, span.start, span.end)
    return Span(
        annotation=annotation,
        revision=revision,
        role=span.role,
        part=span.part,
        start=span.start,
        end=span.end,
        exact=span.exact,
        prefix=prefix,
        suffix=suffix,
        placement=placement,
    )
