"""What of a deleted draft cannot come back as it was: what it referred to is gone, or another now.

Actors that were merged meanwhile are followed. Who is gone among the accounts is forgotten, as by
every other row.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext as _

from annotations.models import (
    Actor,
    Annotation,
    Claim,
    Compound,
    Mention,
    Prediction,
    Proposition,
    Relation,
    Topic,
)
from annotations.services.keeping.rows import Data, from_data
from sourcelib.models import ImportBatch
from sourcelib.services.refusals import Invalid

# What an annotation says, without which it says nothing.
_SAYING = (Mention, Claim, Prediction)
_FORGOTTEN = (get_user_model(), ImportBatch)


class Found:
    """The rows that come back of some drafts, and what is left out of each, in sentences."""

    def __init__(self, kept: dict[int, Sequence[Data]]) -> None:
        """Take the rows of each draft by the key of its annotation."""
        self.left_out: dict[int, list[str]] = defaultdict(list)
        self.waiting: list[tuple[int, Data]] = []  # relations, by their other end
        self._owner: dict[tuple[type, Any], int] = {}
        read: dict[tuple[type, Any], tuple[models.Model, Data]] = {}
        for pk, rows in kept.items():
            for data in rows:
                row = from_data(data)
                read.setdefault((type(row), row.pk), (row, data))
                self._owner.setdefault((type(row), row.pk), pk)
        self._data = {key: data for key, (_row, data) in read.items()}
        self._merged: dict[int, int] = {}
        self._there = self._existing([row for row, _data in read.values()])
        self._coming = set(read)
        self.rows = [row for row, _data in read.values() if self._comes(row)]
        self._drop_twins()

    def of(self, *kinds: type[models.Model]) -> list[Any]:
        """Return the rows of these models."""
        return [row for row in self.rows if isinstance(row, kinds)]

    def owner(self, row: models.Model) -> int:
        """Return the key of the annotation that a row belongs to."""
        return self._owner[type(row), row.pk]

    def _existing(self, rows: Iterable[models.Model]) -> dict[type, dict[Any, str]]:
        """Return what there is of all that is referred to: a query for each model, and names."""
        wanted: dict[Any, set[Any]] = defaultdict(set)
        for row in rows:
            for field, value in _references(row):
                wanted[field.related_model].add(value)
        there: dict[type, dict[Any, str]] = {}
        for model, keys in wanted.items():
            if model is Actor:
                keys = self._follow(keys)
            found = model._default_manager.filter(pk__in=keys).values_list("pk", flat=True)
            there[model] = dict.fromkeys(found, "")
        return there

    def _follow(self, keys: set[Any]) -> set[Any]:
        """Note of each actor into which it was merged, however often; return the last ones."""
        known: set[Any] = set()
        waiting = set(keys)
        while waiting:
            known |= waiting
            rows = Actor.objects.filter(pk__in=waiting, merged_into__isnull=False)
            self._merged |= dict(rows.values_list("pk", "merged_into_id"))
            waiting = {self._merged[pk] for pk in waiting if pk in self._merged} - known
        return {self._last(pk) for pk in keys}

    def _last(self, actor: int) -> int:
        while actor in self._merged:
            actor = self._merged[actor]
        return actor

    def _comes(self, row: models.Model) -> bool:
        """Let a row refer to what there is now; whether it can."""
        for field, value in _references(row):
            model = field.related_model
            if model is Actor:
                value = self._last(value)
                setattr(row, field.attname, value)
            if value in self._there[model] or (model, value) in self._coming:
                continue
            if model in _FORGOTTEN and field.null:
                setattr(row, field.attname, None)
                continue
            if model is Compound:  # `restoring` puts it together again
                continue
            self._leave_out(row, model, value)
            return False
        return True

    def _leave_out(self, row: models.Model, model: Any, value: Any) -> None:
        if isinstance(row, _SAYING):
            raise Invalid({"annotation": [_("The actor that it names was deleted meanwhile.")]})
        sentences: dict[Any, str] = {
            Actor: _("An actor that it named was deleted meanwhile."),
            Topic: _("A topic that it had was deleted meanwhile."),
            Proposition: _("A proposition that it belonged to was deleted meanwhile."),
            Annotation: _(
                "What it was related to is deleted too; restored, it brings the relation back."
            ),
        }
        if isinstance(row, Relation):
            self.waiting.append((value, self._data[Relation, row.pk]))
        said = self.left_out[self.owner(row)]
        sentence = sentences.get(model)
        if sentence and sentence not in said:
            said.append(sentence)

    def _drop_twins(self) -> None:
        """Two actors that are one now are named once; and none shares words with itself."""
        speakers = {row.pk: row.speaker_id for row in self.of(Prediction)}
        seen: set[tuple[Any, ...]] = set()
        kept = []
        for row in self.rows:
            if isinstance(row, (Annotation.about.through, Prediction.co_speakers.through)):
                owner = self.owner(row)
                key = type(row), owner, row.actor_id
                shares = isinstance(row, Prediction.co_speakers.through)
                if key in seen or (shares and speakers.get(owner) == key[2]):
                    continue
                seen.add(key)
            kept.append(row)
        self.rows = kept


def _references(row: models.Model) -> Iterable[tuple[Any, Any]]:
    for field in row._meta.concrete_fields:
        if field.is_relation and getattr(row, field.attname) is not None:
            yield field, getattr(row, field.attname)
