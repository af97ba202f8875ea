"""The first page: what this is, what is new, what falls due, what was decided."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import states
from annotations.counters import Counters
from annotations.filters import PredictionFilters
from annotations.following import ways_of_site
from annotations.models import Actor, Annotation, Mention
from annotations.paging import in_order
from annotations.scoring.standing import Standing
from annotations.source_rows import source_rows, with_texts
from annotations.statements import StatementView, statements, with_statements
from sourcelib.models import Article

NEW_SOURCES = 4
NEW_VERDICTS = 5
DUE = 5
RECENT = 50  # newest sources in which the actors most named are counted
ACTORS = 12


def home(request: HttpRequest) -> HttpResponse:
    """What a reader meets first; a constant number of queries, whatever the library holds."""
    counters = Counters()
    newest = Article.objects.public().newest_first()
    return render(
        request,
        "annotations/home.html",
        {
            "section": "home",
            "sources": source_rows(with_texts(newest)[:NEW_SOURCES]),
            "decided": _shown(counters.kept("home decided", _decided)),
            "due": _shown(counters.kept("home due", _due)),
            "actors": counters.kept("home actors", _most_named),
            "downloads": [
                (_("Sources"), reverse("sources")),
                (_("Claims"), reverse("claims")),
                (_("Predictions"), reverse("predictions")),
                (_("Propositions"), reverse("propositions")),
                (_("Actors"), reverse("actors")),
                (_("Topics"), reverse("topics")),
            ],
            "ways": ways_of_site(),
            "numbers": counters.kept("home numbers", _numbers),
        },
    )


def _decided() -> list[int]:
    """Return the keys of the predictions that were decided last."""
    return _first("decided", [Standing.JUDGED], NEW_VERDICTS)


def _due() -> list[int]:
    """Return the keys of the predictions that wait for their date or for a verdict."""
    return _first("due", [Standing.PENDING, Standing.DUE, Standing.OVERDUE], DUE)


def _first(order: str, standings: list[Standing], most: int) -> list[int]:
    sort = next(sort for sort in PredictionFilters.sorts if sort.value == order)
    rows = Annotation.objects.public().predictions()
    found = rows.filter(states.prediction_condition(standings, timezone.localdate()))
    return list(in_order(found, sort).values_list("pk", flat=True)[:most])


def _shown(keys: list[int]) -> list[StatementView]:
    """Return the predictions with these keys, in their order."""
    rows = with_statements(Annotation.objects.public().filter(pk__in=keys))
    return sorted(statements(rows), key=lambda view: keys.index(view.annotation.pk))


def _most_named() -> list[tuple[str, str, int]]:
    """Return slug, name and number of sources of the actors most named in the newest sources."""
    recent = Article.objects.public().newest_first().values_list("pk", flat=True)[:RECENT]
    counted = (
        Mention.objects.filter(
            annotation__article__in=list(recent),
            annotation__state="published",
            actor__merged_into__isnull=True,
        )
        .order_by()
        .values_list("actor__slug", "actor__name")
        .annotate(count=Count("pk"))
        .order_by("-count", "actor__name")
    )
    return list(counted[:ACTORS])


def _numbers() -> list[tuple[str, int, str]]:
    """Return what there is, how many of it, and where to see it."""
    public = Annotation.objects.public()
    return [
        (_("sources"), Article.objects.public().count(), "sources"),
        (_("claims"), public.claims().count(), "claims"),
        (_("predictions"), public.predictions().count(), "predictions"),
        (_("actors"), Actor.objects.public().count(), "actors"),
    ]
