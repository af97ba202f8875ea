"""What the reader's page depends on, in few and cheap queries: the key of its ETag.

Whatever is written to the library moves one of the counters read here: the rows of one table by
their history, annotations by their versions, the rest by its ids. What is changed without such a
trace is read whole, as far as it is of the source: the review of verdicts, relations, memberships
of propositions, the offices of those that it names, and replies. The page also depends on the day
(a prediction falls due), the language, and the code that writes it.

Times stand beside the counters, because a library that was restored from a copy counts again.

A change elsewhere in the library moves the counters too, and the page is then built again for
nothing: that is the price of a key that never calls a stale page fresh.
"""

import datetime
import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language

from annotations.models import (
    Actor,
    ActorRole,
    Annotation,
    AnnotationVersion,
    Claim,
    Evidence,
    Mention,
    Prediction,
    Proposition,
    PropositionMember,
    Relation,
    Reply,
    Span,
    Topic,
    Verdict,
)
from sourcelib.models import Article, Author, Publication

_WITH_HISTORY = (Article, Author, Publication, Actor, Topic, Proposition, PropositionMember)
# Members twice: a change writes history, an import does not.
_GROWING = (Annotation, AnnotationVersion, Span, Verdict, Evidence, PropositionMember)


def fingerprint(article: Article, asked: str) -> str:
    """Return the ETag of the reader's page of `article`; `asked` is what the address adds to it."""
    parts = (
        article.pk,
        article.published_at,
        article.current_revision_id,
        asked,
        datetime.date.today(),
        get_language(),
        settings.SITE_NAME,
        settings.SITE_URL,
        _code(),
        _counters(),
        _unversioned(article),
    )
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


@cache
def _counters_query() -> str:
    tables = [(model.history.model._meta.db_table, "history_id") for model in _WITH_HISTORY]
    tables += [(model._meta.db_table, "id") for model in _GROWING]
    quote = connection.ops.quote_name
    columns = [
        f"(SELECT MAX({quote(column)}) FROM {quote(table)})"  # names of our own tables
        for table, column in tables
    ]
    return f"SELECT {', '.join(columns)}"


def _counters() -> tuple[int | None, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_counters_query())
        return tuple(cursor.fetchone())


@cache
def _unversioned_query() -> str:
    """What a source's page shows that has no counter; every `%s` is the key of the source."""
    quote = connection.ops.quote_name
    models = (Annotation, Relation, PropositionMember, Verdict, ActorRole, Reply)
    table = {model: quote(model._meta.db_table) for model in models}
    own = f"SELECT id FROM {table[Annotation]} WHERE article_id = %s"
    named = " UNION ".join(
        f"SELECT {actor} FROM {quote(model._meta.db_table)} WHERE {annotation} IN ({own})"
        for model, actor, annotation in (
            (Mention, "actor_id", "annotation_id"),
            (Claim, "speaker_id", "annotation_id"),
            (Prediction, "speaker_id", "annotation_id"),
            (Prediction.co_speakers.through, "actor_id", "prediction_id"),
            (Annotation.about.through, "actor_id", "annotation_id"),
        )
    )
    # What has times comes first: PostgreSQL takes the types of the columns from there.
    return f"""
        SELECT 1, COUNT(*), SUM(version), '', '', MAX(changed_at) FROM {table[Annotation]}
        WHERE article_id = %s
        UNION ALL
        SELECT 2, id, 0, review, reason, confirmed_at FROM {table[Verdict]}
        WHERE annotation_id IN ({own})
        UNION ALL
        SELECT 3, id, 0, kind, reason, NULL FROM {table[Relation]} WHERE source_id IN ({own})
        UNION ALL
        SELECT 4, id, 0, kind, reason, NULL FROM {table[Relation]} WHERE target_id IN ({own})
        UNION ALL
        SELECT 5, id, proposition_id, position, note, NULL FROM {table[PropositionMember]}
        WHERE annotation_id IN ({own})
        UNION ALL
        SELECT 6, id, organisation_id, title,
            COALESCE(CAST(valid_from AS text), '') || '/' || COALESCE(CAST(valid_to AS text), ''),
            NULL
        FROM {table[ActorRole]} WHERE actor_id IN ({named})
        UNION ALL
        SELECT 7, id, 0, '', '', withdrawn_at FROM {table[Reply]} WHERE article_id = %s
        ORDER BY 1, 2
    """


def _unversioned(article: Article) -> list[tuple[object, ...]]:
    query = _unversioned_query()
    with connection.cursor() as cursor:
        cursor.execute(query, [article.pk] * query.count("%s"))
        return list(cursor.fetchall())


@cache
def _code() -> str:
    """A hash of what writes the page: another release writes another page."""
    root = Path(__file__).resolve().parents[3]
    files = [
        *sorted((root / "annotations").rglob("*.py")),
        *sorted((root / "sourcelib").rglob("*.py")),
        *sorted((root / "templates").glob("*.html")),
        *sorted((root / "templates").glob("*.svg")),
        *sorted((root / "templates" / "annotations").glob("*.html")),
        *sorted((root / "staticfiles").glob("staticfiles.json")),
    ]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
