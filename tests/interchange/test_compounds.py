"""Compounds whose sentence a correction joined or parted go out and come back."""

from pathlib import Path

import pytest

from annotations.interchange.report import ImportRefused
from annotations.interchange.sourcelib import load
from annotations.services.checking import compounds
from tests.factories import (
    ArticleFactory,
    CompoundFactory,
    PredictionFactory,
    RevisionFactory,
    SpanFactory,
)
from tests.interchange.records import exported, undone

pytestmark = pytest.mark.django_db

APART = "Talks will come. Trade will grow."
TOGETHER = "Talks will come; trade will grow."


def grouped(first: str, second: str, left: str = "") -> None:
    """Make a source that had one text and has another, with a compound that stands in both.

    A third prediction of the compound, on the words `left`, stands in the first text only.
    """
    article = ArticleFactory(text=first, state="published")
    article.current_revision = RevisionFactory(article=article, text=second)
    article.save()
    compound = CompoundFactory(article=article)
    for words in ("alks will come", "rade will grow"):
        row = PredictionFactory(
            article=article, compound=compound, words=words, state="published"
        ).annotation
        SpanFactory(annotation=row, revision=article.revisions.get(number=1), words=words)
    if left:
        row = PredictionFactory(
            article=article, compound=compound, words=left, state="published"
        ).annotation
        row.spans.all().delete()
        row.revision = article.revisions.get(number=1)
        row.save()
        SpanFactory(annotation=row, revision=row.revision, words=left)


def gone_out(folder: Path, first: str, second: str, left: str = "") -> Path:
    """Write such a library into a file, and leave none in the database."""
    file = folder / "library.jsonl"
    with undone():
        grouped(first, second, left)
        file.write_text(exported(), encoding="utf-8", newline="\n")
    return file


def test_a_sentence_that_a_correction_joined_comes_back(tmp_path: Path) -> None:
    file = gone_out(tmp_path, APART, TOGETHER)
    load(user=None, path=file)
    assert exported() == file.read_text(encoding="utf-8")


def test_a_sentence_that_the_last_text_parts_is_refused(tmp_path: Path) -> None:
    file = gone_out(tmp_path, TOGETHER, APART)
    with pytest.raises(ImportRefused) as refused:
        load(user=None, path=file)
    assert "in another sentence" in str(refused.value.faults[0])


def test_two_that_a_text_parts_are_refused_though_the_third_is_not_in_it(tmp_path: Path) -> None:
    file = gone_out(tmp_path, TOGETHER, APART, left="grow")
    with undone():
        grouped(TOGETHER, APART, left="grow")
        assert [fault.name for fault in compounds.check()] == ["compound-of-two-sentences"]
    with pytest.raises(ImportRefused) as refused:
        load(user=None, path=file)
    (fault,) = refused.value.faults
    assert "in another sentence each in revision 2" in str(fault)


def test_a_third_that_was_left_on_the_earlier_text_comes_back(tmp_path: Path) -> None:
    file = gone_out(tmp_path, TOGETHER, f"{TOGETHER} So it is.", left="grow")
    load(user=None, path=file)
    assert exported() == file.read_text(encoding="utf-8")
