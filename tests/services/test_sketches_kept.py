"""The sketch of every current text is there, however the text came, and a fault in it is named."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from annotations.interchange.sourcelib import load
from annotations.services.checking import sketches
from sourcelib.models import Article, SketchValue
from sourcelib.services.duplicates import find_twins, sketch_of
from sourcelib.services.importing import import_source, read_bytes
from sourcelib.services.revising import add_revision
from tests.import_factories import SketchValueFactory
from tests.interchange.records import library, write

pytestmark = pytest.mark.django_db

FIRST = read_bytes(b"# A\n\nThe first words of a text.\n", "a.md")
SECOND = read_bytes(b"# A\n\nThe second words of a text.\n", "a.md")


def _faults() -> set[str]:
    return {fault.name for fault in sketches.check()}


@pytest.fixture
def article() -> Article:
    return import_source(user=None, source=FIRST).article


@pytest.mark.usefixtures("article")
def test_a_source_that_is_brought_in_has_its_sketch():
    assert _faults() == set()
    assert SketchValue.objects.exists()


def test_a_corrected_text_takes_the_place_of_the_earlier_one(article: Article):
    revised = add_revision(user=None, article=article, source=SECOND, reason="A word.")
    assert _faults() == set()
    assert set(SketchValue.objects.values_list("revision", flat=True)) == {revised.revision.pk}


def test_an_import_of_annotations_brings_sketches(tmp_path: Path):
    load(user=None, path=write(tmp_path / "a.jsonl", list(library().values())))
    assert _faults() == set()
    text = Article.objects.get().current_revision.text
    assert set(SketchValue.objects.values_list("value", flat=True)) == set(sketch_of(text))


@pytest.mark.usefixtures("article")
def test_missing_values_are_a_fault_that_reindex_mends():
    SketchValue.objects.all().delete()
    assert _faults() == {"sketch-values"}
    call_command("reindex", stdout=StringIO(), stderr=StringIO())
    assert _faults() == set()


@pytest.mark.usefixtures("article")
def test_other_values_are_a_fault():
    value = SketchValue.objects.first()
    SketchValue.objects.filter(pk=value.pk).update(value=value.value + 1)
    assert _faults() == {"sketch-values"}


def test_values_of_an_earlier_text_are_a_fault_that_reindex_mends(article: Article):
    earlier = article.current_revision
    add_revision(user=None, article=article, source=SECOND, reason="A word.")
    SketchValueFactory(revision=earlier)
    assert _faults() == {"sketch-superfluous"}
    call_command("reindex", stdout=StringIO(), stderr=StringIO())
    assert _faults() == set()


def test_after_an_upgrade_reindex_lets_old_sources_be_found():
    words = " ".join(f"word{number}" for number in range(200))
    old = import_source(user=None, source=read_bytes(words.encode(), "a.txt")).article
    corrected = read_bytes(words.replace("word50 ", "other ").encode(), "a.txt").document
    SketchValue.objects.all().delete()
    assert find_twins(corrected) == []
    call_command("reindex", stdout=StringIO(), stderr=StringIO())
    assert [twin.article for twin in find_twins(corrected)] == [old]
