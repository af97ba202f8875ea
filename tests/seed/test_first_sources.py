"""The two first sources as they were received, given to `import_sources`."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from sourcelib.models import Article

pytestmark = pytest.mark.django_db

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


@pytest.fixture
def brought(db):  # noqa: ARG001
    """The sources by the name of their file, and what the command said of them."""
    said = StringIO()
    call_command("import_sources", str(FIXTURES / "sources"), stdout=said, stderr=said)
    rows = Article.objects.select_related("current_revision", "publication").with_heads()
    return {row.current_revision.file_name: row for row in rows}, said.getvalue()


def test_their_texts_are_the_canonical_ones(brought):
    sources, _said = brought
    lines = (FIXTURES / "library.jsonl").read_text(encoding="utf-8").strip().split("\n")
    records = [json.loads(line) for line in lines]
    wanted = {
        Path(record["file"]).name: record["sha256"]
        for record in records
        if record["type"] == "revision"
    }

    assert {name: row.current_revision.sha256 for name, row in sources.items()} == wanted


def test_all_that_the_first_says_of_itself_is_found(brought):
    row = brought[0]["tucker-2015.txt"]

    assert (row.title, row.title_supplied) == (
        "Russia-Japan Relations Are Hanging By a Thread (Op-Ed)",
        False,
    )
    assert [author.name for author in row.byline] == ["Devon Tucker"]
    assert (str(row.date), row.date_precision, row.genre) == ("2015-05-20", "day", "op-ed")
    assert row.publication.name == "The Moscow Times"
    assert row.original_url.startswith("https://www.themoscowtimes.com/2015/05/20/")
    assert "not necessarily reflect" in row.disclaimer
    assert "University College London" in row.author_note


def test_what_the_second_does_not_say_is_told_to_be_missing(brought):
    sources, said = brought
    row = sources["kashin-2021.txt"]

    assert [author.name for author in row.byline] == ["Vassily Kashin"]
    assert (row.title_supplied, row.date, row.publication, row.original_url) == (
        *(True, None, None),
        "",
    )
    assert "no title found" in said
    assert "no date found" in said
