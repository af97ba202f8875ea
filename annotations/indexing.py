"""What the search index says of claims, predictions and actors, made from their rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from annotations.models import Actor, ActorAlias, Annotation, Claim, Prediction, Span
from annotations.models.statement import Attribution
from sourcelib.models import Article
from sourcelib.search.entry import Entry, entry
from sourcelib.services.indexing import SOURCES, Indexed, Kind, batches, names_of_authors


def index_statements_of(articles: Iterable[int]) -> None:
    """Let the index say anew whose words the claims and predictions of some sources are."""
    for some in batches(articles):
        rows = _all_statements().filter(article__in=some)
        STATEMENTS.index(list(rows.order_by().values_list("pk", flat=True)))


def index_named(actors: Collection[Actor]) -> None:
    """Let the index say anew what these actors are called, and what they are reported to say."""
    ACTORS.index(actor.pk for actor in actors)
    said = Annotation.objects.filter(
        Q(claim__speaker__in=actors)
        | Q(prediction__speaker__in=actors)
        | Q(prediction__co_speakers__in=actors)
    )
    STATEMENTS.index(list(said.order_by().values_list("pk", flat=True).distinct()))


def _statements(keys: Sequence[int]) -> Iterator[Entry]:
    """Yield the entries of claims and predictions; words not to be shown are in none."""
    rows = [
        (kind, *row)
        for kind, model in ((Kind.CLAIM, Claim), (Kind.PREDICTION, Prediction))
        for row in _summaries(model, keys)
    ]
    authors = names_of_authors(list({row[2] for row in rows}))
    quoted = _quoted(keys)
    sharing = _sharing(keys)
    for kind, pk, article, summary, attribution, speaker in rows:
        # What is only inferred about someone is never said by them.
        speakers = [speaker or "", *sharing[pk]] if attribution == Attribution.REPORTED else []
        yield entry(
            kind,
            pk,
            article=article,
            title=summary,
            body="\n".join(quoted[pk]),
            people="\n".join([*speakers, *authors[article]]),
        )


def _summaries(model: Any, keys: Sequence[int]) -> QuerySet[Any, tuple[Any, ...]]:
    rows = model.objects.filter(annotation__in=keys).order_by("pk")
    found: QuerySet[Any, tuple[Any, ...]] = rows.values_list(
        "pk", "annotation__article", "summary", "attribution", "speaker__name"
    )
    return found


def _quoted(keys: Sequence[int]) -> dict[int, list[str]]:
    """Return the words of each statement, as the text has them that readers see."""
    spans = Span.objects.filter(
        annotation__in=keys,
        role=Span.Role.BODY,
        revision=F("annotation__revision"),
    ).exclude(annotation__article__display=Article.Display.METADATA)
    words: dict[int, list[str]] = defaultdict(list)
    for annotation, exact in spans.order_by("annotation", "part").values_list(
        "annotation", "exact"
    ):
        words[annotation].append(exact)
    return words


def _sharing(keys: Sequence[int]) -> dict[int, list[str]]:
    """Return the names of those who say a prediction together with its speaker."""
    names: dict[int, list[str]] = defaultdict(list)
    rows = Prediction.co_speakers.through.objects.filter(prediction__in=keys).order_by("pk")
    for prediction, name in rows.values_list("prediction", "actor__name"):
        names[prediction].append(name)
    return names


def _actors(keys: Sequence[int]) -> Iterator[Entry]:
    """Yield the entries of actors, under all their names."""
    aliases: dict[int, list[str]] = defaultdict(list)
    rows = ActorAlias.objects.filter(actor__in=keys).order_by("actor", "pk")
    for actor, text in rows.values_list("actor", "text"):
        aliases[actor].append(text)
    for pk, name in Actor.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "name"):
        yield entry(Kind.ACTOR, pk, title=name, body="\n".join(aliases[pk]))


def _all_statements() -> QuerySet[Annotation]:
    return Annotation.objects.filter(kind__in=[Annotation.Kind.CLAIM, Annotation.Kind.PREDICTION])


STATEMENTS = Indexed(
    "claims and predictions", (Kind.CLAIM, Kind.PREDICTION), _all_statements, _statements
)
ACTORS = Indexed("actors", (Kind.ACTOR,), Actor.objects.all, _actors)
EVERYTHING = (SOURCES, STATEMENTS, ACTORS)
