"""Compounds whose sentence a correction joined or parted go out and come back."""

from pathlib import Path

import pytest

from annotations.interchange.report import ImportRefused
from annotations.interchange.sourcelib import load
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


def grouped(first: str, second: str) -> None:
    """Make a source that had one text and has another, with a compound that stands in both."""
    article = ArticleFactory(text=first, state="published")
    article.current_revision = RevisionFactory(article=article, text=second)
    article.save()
    compound = CompoundFactory(article=article)
    for words in ("alks will come", "rade will grow"):
        row = PredictionFactory(
            article=article, compound=compound, words=words, state="published"
        ).annotation
        SpanFactory(annotation=row, revision=article.revisions.get(number=1), words=words)


def gone_out(folder: Path, first: str, second: str) -> Path:
    """Write such a library into a file, and leave none in the database."""
    file = folder / "library.jsonl"
    with undone():
        grouped(first, second)
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
