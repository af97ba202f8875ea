"""Whether this process is up, and whether it can serve: for whoever watches over it."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from sourcelib.models import Article, SearchEntry


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001, a view takes its request
    """Answer that the process is up; asks nothing else of the machine."""
    return JsonResponse({"status": "up"})


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001, a view takes its request
    """Answer 200 if the library can serve, else 503 and what is missing.

    The database must be reached, its migrations applied, and its search index made.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "not ready", "missing": ["database"]}, status=503)
    if plan:
        missing = [f"migration {migration.app_label}.{migration.name}" for migration, _ in plan]
        return JsonResponse({"status": "not ready", "missing": missing}, status=503)
    if not _has_index():
        missing = ["search index: run manage.py reindex"]
        return JsonResponse({"status": "not ready", "missing": missing}, status=503)
    return JsonResponse({"status": "ready"})


def _has_index() -> bool:
    """Whether the search index holds sources, if the library does; check_library proves it all."""
    indexed = SearchEntry.objects.filter(kind=SearchEntry.Kind.SOURCE)
    return indexed.exists() or not Article.objects.exists()
