"""JSON in, plain input values out. What the fields mean, and whether they fit, services decide."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from annotations.models import Actor, Annotation, Mention, Prediction, Span, Topic
from annotations.models.statement import Attribution
from annotations.services.inputs import INPUT_OF, DetailInput, SpanInput, detail_of


class ByUid(serializers.SlugRelatedField):  # type: ignore[type-arg]
    """A row by its permanent id; looked up once where `known` rows are in the context."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="uid", **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        """Return the row."""
        known = self.context.get("known")
        if known is None or not isinstance(data, str):
            return super().to_internal_value(data)
        rows = self.get_queryset()
        assert rows is not None
        key = rows.model, data.lower()
        if key not in known:
            known[key] = super().to_internal_value(data)
        return known[key]


class Words(serializers.CharField):
    """Text that may be empty; the service says where it may not."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_blank=True, **kwargs)


class SpanSerializer(serializers.Serializer[Any]):
    """One stretch of text."""

    role = serializers.ChoiceField(choices=Span.Role.choices, default=Span.Role.BODY)
    part = serializers.IntegerField(min_value=1, max_value=999, default=1)
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)
    exact = serializers.CharField(trim_whitespace=False)


class MentionSerializer(serializers.Serializer[Any]):
    """This passage refers to this actor."""

    actor = ByUid(queryset=Actor.objects.all(), allow_null=True, default=None)
    how = Words(default=Mention.How.NAME)
    locative = serializers.BooleanField(default=False)
    part = Words(default="")


class StatementSerializer(serializers.Serializer[Any]):
    """What a claim and a prediction share."""

    summary = Words(default="")
    attribution = Words(default=Attribution.AUTHOR)
    attribution_note = Words(default="")
    speaker = ByUid(queryset=Actor.objects.all(), allow_null=True, default=None)


class ClaimSerializer(StatementSerializer):
    """An assertion."""

    kind = Words(default="")
    certainty = Words(default="asserted")


class PredictionSerializer(StatementSerializer):
    """An event to come."""

    co_speakers = ByUid(queryset=Actor.objects.all(), many=True, default=list)
    form = Words(default=Prediction.Form.FORECAST)
    condition = Words(default="")
    likelihood = Words(default=Prediction.Likelihood.UNSTATED)
    likelihood_polarity = Words(default=Prediction.Polarity.EVENT)
    probability = serializers.DecimalField(
        max_digits=5, decimal_places=4, allow_null=True, default=None
    )
    horizon_ground = Words(default=Prediction.Ground.DEFAULT_5Y)
    horizon_start = serializers.DateField(allow_null=True, default=None)
    horizon_end = serializers.DateField(allow_null=True, default=None)
    deadline = serializers.DateField(allow_null=True, default=None)
    deadline_basis = Words(default="")


DETAIL: dict[str, type[serializers.Serializer[Any]]] = {
    Annotation.Kind.MENTION: MentionSerializer,
    Annotation.Kind.CLAIM: ClaimSerializer,
    Annotation.Kind.PREDICTION: PredictionSerializer,
}


class AnnotationSerializer(serializers.Serializer[Any]):
    """A new annotation, or the changed fields of one; a detail that is given counts field by field.

    `validated_data` holds `kind`, and of `spans`, `detail`, `about`, `topics`, `note`, `reason`,
    `version`, `revision` (a number) and `uid` (of a new one, as the page chose it) those that were
    given.
    """

    uid = serializers.UUIDField(required=False)
    kind = serializers.ChoiceField(choices=Annotation.Kind.choices)
    revision = serializers.IntegerField(min_value=1, required=False)
    version = serializers.IntegerField(min_value=1, required=False)
    spans = SpanSerializer(many=True, required=False)
    about = ByUid(queryset=Actor.objects.all(), many=True, required=False)
    topics = ByUid(queryset=Topic.objects.all(), many=True, required=False)
    note = Words(required=False)
    reason = Words(required=False)

    def to_internal_value(self, data: Any) -> Any:
        """Read the detail by the serializer of its kind, and make input values of it all."""
        if not isinstance(data, dict):
            raise serializers.ValidationError({"detail": ["Send a JSON object."]})
        before: Annotation | None = self.instance
        if before is not None and "kind" not in data:
            data = {**data, "kind": before.kind}
        values = super().to_internal_value(data)
        kind = values["kind"]
        if "spans" in values:
            values["spans"] = tuple(SpanInput(**span) for span in values["spans"])
        if kind in data or before is None or before.kind != kind:
            values["detail"] = _detail(kind, data.get(kind) or {}, before, self.context)
        return values


class ActorSerializer(serializers.Serializer[Any]):
    """A new actor."""

    name = Words(default="")
    kind = Words(default="")
    note = Words(default="")
    alias = Words(default="")
    alias_kind = Words(default="")


class TopicSerializer(serializers.Serializer[Any]):
    """A new topic."""

    name = Words(default="")


class MoveSerializer(serializers.Serializer[Any]):
    """A step of the workflow: from which version, and why."""

    version = serializers.IntegerField(min_value=1)
    reason = Words(default="")


class BatchSerializer(serializers.Serializer[Any]):
    """Many new annotations of one source, each as one alone is sent."""

    annotations = serializers.ListField(child=serializers.JSONField())


class UidsSerializer(serializers.Serializer[Any]):
    """Many annotations, by their permanent ids."""

    uids = serializers.ListField(child=serializers.UUIDField())


def _detail(
    kind: str, data: Any, before: Annotation | None, context: Mapping[str, Any]
) -> DetailInput:
    """Return the detail with `data` in it, over what `before` has if it is of the same kind."""
    same_kind = before is not None and before.kind == kind
    serializer = DETAIL[kind](data=data, partial=same_kind, context=context)
    if not serializer.is_valid():
        raise serializers.ValidationError({kind: serializer.errors})
    values: dict[str, Any] = dict(serializer.validated_data)
    if "co_speakers" in values:
        values["co_speakers"] = frozenset(values["co_speakers"])
    if before is not None and same_kind:
        return dataclasses.replace(detail_of(before), **values)
    detail: DetailInput = INPUT_OF[kind](**values)
    return detail
