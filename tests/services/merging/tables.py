"""All tables as they stand, to be compared."""

import datetime
from typing import Any

from django.apps import apps

from annotations import models as a
from tests import factories as f

DAY = datetime.date


def rows() -> dict[str, list[Any]]:
    """Every row of every table that readers or curators see, by table; the logs apart.

    The search index is proven by `check_library`: its entries are made anew, under other ids.
    """
    logs = ("annotations.actormerge", "annotations.historicalactor")
    index = ("sourcelib.searchentry", "sourcelib.searchword")
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ("annotations", "sourcelib")
        and model._meta.label_lower not in (*logs, *index)
    }


def state(name: str) -> a.Actor:
    return f.ActorFactory(name=name, slug=name.lower())
