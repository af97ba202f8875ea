"""Whether this process is up, and whether it can serve: for whoever watches over it."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001, a view takes its request
    """Answer that the process is up; asks nothing else of the machine."""
    return JsonResponse({"status": "up"})


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001, a view takes its request
    """Answer 200 if the database is reached and its migrations are applied, else 503 and why."""
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
    return JsonResponse({"status": "ready"})
