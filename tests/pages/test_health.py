"""What watches over the site is told the truth."""

import pytest
from django.db import DatabaseError

from tests.factories import ArticleFactory
from tests.indexed import index_everything


def test_the_process_is_up_without_any_database(client):
    assert client.get("/healthz").json() == {"status": "up"}


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_is_migrated(client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"status": "ready"})


@pytest.mark.django_db
def test_a_missing_migration_is_named(client, monkeypatch):
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    migration = loader.graph.nodes["annotations", "0002_initial"]
    monkeypatch.setattr(
        MigrationExecutor, "migration_plan", lambda _self, _targets: [(migration, False)]
    )
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["missing"] == ["migration annotations.0002_initial"]


@pytest.mark.django_db
def test_an_index_that_was_never_made_is_named(client):
    ArticleFactory()
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["missing"] == ["search index: run manage.py reindex"]
    index_everything()
    assert client.get("/readyz").status_code == 200


def test_a_database_that_is_gone_is_named(client, monkeypatch):
    def gone(*_arguments):
        raise DatabaseError("no such file")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", gone)
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["missing"] == ["database"]
