"""An import is not undone once people work together on what it brought in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.interchange.sourcelib import load
from annotations.interchange.undoing import UndoRefused, undo
from annotations.models import Annotation, DeletedDraft
from annotations.services.keeping.deleting import delete_draft
from sourcelib.models import Article
from tests.factories import (
    AssignmentFactory,
    ClaimFactory,
    EditorFactory,
    ParagraphReadFactory,
    RemarkFactory,
)
from tests.interchange.records import library, write

pytestmark = pytest.mark.django_db


def deleted_draft() -> DeletedDraft:
    claim = ClaimFactory(article=Article.objects.get(), state="draft")
    delete_draft(user=EditorFactory(), annotation=claim.annotation)
    return DeletedDraft.objects.get()


@pytest.mark.parametrize(
    ("work", "named"),
    [
        (lambda: RemarkFactory(annotation=Annotation.objects.earliest("pk")), "discussed"),
        (deleted_draft, "deleted"),
        (lambda: AssignmentFactory(article=Article.objects.get()), "given to somebody"),
        (
            lambda: ParagraphReadFactory(revision=Article.objects.get().current_revision),
            "somebody has read",
        ),
    ],
    ids=["remark", "deleted", "assignment", "read"],
)
def test_what_people_did_is_named(tmp_path: Path, work: Callable[[], object], named: str) -> None:
    batch = str(load(user=None, path=write(tmp_path / "a.jsonl", library())).batch)
    made = work()
    with pytest.raises(UndoRefused, match=named):
        undo(user=None, uid=batch, published=True)
    assert type(made).objects.exists()
