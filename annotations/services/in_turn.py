"""Rows of one model are made one after another, where each has to be compared with all others."""

from typing import Any

from django.contrib.contenttypes.models import ContentType


def in_turn(model: Any) -> None:
    """Wait until no other transaction that has called this for `model` is at work.

    It holds the row that stands for the model among the content types, which nobody else locks;
    rows that refer to it can be written meanwhile. SQLite has one writer at a time anyway.
    """
    kinds = ContentType.objects.select_for_update(no_key=True)
    kinds.get(app_label=model._meta.app_label, model=model._meta.model_name)
