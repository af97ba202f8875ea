"""The first page: what this is, what became of what was predicted, what is new and what is due."""

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
from annotations.pages.answered import answered, first_answered, views_of
from annotations.pages.predictors import predictors
from annotations.paging import first_keys
from annotations.scoring.likelihood import Standard
from annotations.scoring.standing import GRACE, Standing
from annotations.source_rows import source_rows, with_texts
from annotations.standards import choices, reads_standard
from sourcelib.models import Article

NEW_SOURCES = 4
ANSWERED = 3
NEW_VERDICTS = 5
DUE = 5
PREDICTORS = 4
RECENT = 50  # newest sources in which the actors most named are counted
ACTORS = 12


@reads_standard
def home(request: HttpRequest, standard: Standard) -> HttpResponse:
    """What a reader meets first; a constant number of queries, whatever the library holds."""
    counters = Counters()
    newest = Article.objects.public().newest_first()
    pairs = counters.kept("home answered", lambda: first_answered(ANSWERED), lasting=True)
    decided = counters.kept("home decided", lambda: _decided(pairs))
    due = counters.kept("home due", _due)
    views = views_of([*(key for pair in pairs for key in pair), *decided, *due], standard)
    return render(
        request,
        "annotations/home.html",
        {
            "section": "home",
            "answered": answered(pairs, views),
            "sources": source_rows(with_texts(newest)[:NEW_SOURCES]),
            "decided": [views[key] for key in decided if key in views],
            "due": [views[key] for key in due if key in views],
            "overdue": counters.kept("home overdue", _overdue, lasting=True),
            "predictors": counters.kept(
                "home predictors", lambda: predictors(PREDICTORS), lasting=True
            ),
            "actors": counters.kept("home actors", _most_named),
            "standards": choices(request, standard),
            "downloads": [
                (_("Sources"), reverse("sources")),
                (_("Claims"), reverse("claims")),
                (_("Predictions"), reverse("predictions")),
                (_("Propositions"), reverse("propositions")),
                (_("Actors"), reverse("actors")),
                (_("Topics"), reverse("topics")),
                (_("Publications"), reverse("publications")),
                (_("Authors"), reverse("authors")),
            ],
            "ways": ways_of_site(),
            "numbers": counters.kept("home numbers", _numbers),
        },
    )


def _decided(pairs: list[tuple[int, int]]) -> list[int]:
    """Return the keys of the predictions that were decided last, but for those shown answered."""
    shown = {prediction for prediction, _passage in pairs}
    keys = _first("decided", [Standing.JUDGED], NEW_VERDICTS + ANSWERED)
    return [key for key in keys if key not in shown][:NEW_VERDICTS]


def _due() -> list[int]:
    """Return the keys of the predictions whose date comes next, or came within the last days."""
    since = timezone.localdate() - GRACE
    return _first("due", [Standing.PENDING, Standing.DUE], DUE, start=since)


def _overdue() -> int:
    """Return how many predictions have waited long for a verdict."""
    overdue = states.prediction_condition([Standing.OVERDUE], timezone.localdate())
    return Annotation.objects.public().predictions().filter(overdue).count()


def _first(
    order: str, standings: list[Standing], most: int, *, start: object | None = None
) -> list[int]:
    sort = next(sort for sort in PredictionFilters.sorts if sort.value == order)
    rows = Annotation.objects.public().predictions()
    found = rows.filter(states.prediction_condition(standings, timezone.localdate()))
    return first_keys(found, sort, most, start=start)


def _most_named() -> list[tuple[str, str, int]]:
    """Return slug, name and number of mentions of the actors most named in the newest sources."""
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
