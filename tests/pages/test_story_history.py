"""What the page of a claim or prediction tells of how it was edited."""

import dataclasses
import datetime

import pytest

from annotations.pages.history import MOST
from annotations.services.annotating import change_annotation
from annotations.services.inputs import detail_of
from annotations.services.reviewing import publish, submit, withdraw
from tests import factories as f
from tests.pages.reading import section

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return f.EditorFactory(username="nameless")


def reworded(annotation, editor, summary, reason):
    annotation.refresh_from_db()
    return change_annotation(
        user=editor,
        annotation=annotation,
        expected_version=annotation.version,
        detail=dataclasses.replace(detail_of(annotation), summary=summary),
        reason=reason,
    )


def told(get, annotation):
    return section(get(f"/claims/{annotation.uid}/"), "history")


def claim_of(**fields):
    article = f.ArticleFactory(state="published")
    return f.ClaimFactory(article=article, summary="It was so.", **fields).annotation


def test_what_came_by_import_and_was_never_changed_says_when_it_came(get):
    annotation = claim_of(state="published", batch=f.ImportBatchFactory(name="private.jsonl"))
    page = get(f"/claims/{annotation.uid}/")
    day = annotation.batch.created_at.date()

    assert f"Brought in with a collection {day.day} " in section(page, "history")
    assert "private.jsonl" not in page


def test_an_edit_tells_what_changed_when_by_whom_and_why(get, editor):
    annotation = claim_of(state="published", batch=f.ImportBatchFactory())
    reworded(annotation, editor, "It was not so.", "The words deny it.")
    history = told(get, annotation)
    today = datetime.date.today()

    assert "Changed" in history
    assert f"{today.day} {today:%B} {today.year} by an editor version 2" in history
    assert "The words deny it." in history
    change = "In one plain sentence Before: It was so. After: It was not so."
    assert change in history
    assert history.index("Changed") < history.index("Brought in with a collection")
    assert "nameless" not in history


def test_an_editor_who_shows_a_name_is_named(get, editor):
    editor.show_name, editor.first_name, editor.last_name = True, "Vera", "Open"
    editor.save()
    annotation = claim_of(state="published")
    reworded(annotation, editor, "It was not so.", "The words deny it.")

    assert "by Vera Open" in told(get, annotation)


def test_the_time_as_a_draft_is_nobodys_business(get, editor):
    curator = f.CuratorFactory()
    annotation = claim_of(created_by=curator)
    annotation = reworded(annotation, curator, "A first guess.", "")
    annotation = reworded(annotation, curator, "It was rather so.", "")
    annotation = submit(user=curator, annotation=annotation)
    publish(user=editor, annotation=annotation)
    history = told(get, annotation)

    assert "Published" in history
    assert "by an editor" in history
    assert "first guess" not in history
    assert "curator" not in history
    assert "submitted" not in history.lower()


def test_what_was_withdrawn_and_published_again_tells_both(get, editor):
    annotation = claim_of(state="published")
    annotation = withdraw(user=editor, annotation=annotation, reason="The page was misread.")
    publish(user=editor, annotation=annotation)
    history = told(get, annotation)
    places = [
        history.index(words)
        for words in ("Published again", "Withdrawn", "The page was misread.", "version 1")
    ]

    assert places == sorted(places)


def test_actors_are_named_in_the_history(get, editor):
    annotation = claim_of(state="published")
    change_annotation(
        user=editor,
        annotation=annotation,
        expected_version=1,
        about=[f.ActorFactory(name="Japan")],
        reason="It speaks of Japan.",
    )

    assert "About After: Japan" in told(get, annotation)


def test_the_history_of_a_source_that_withholds_its_words_quotes_none(get, editor):
    article = f.ArticleFactory(state="published", display="metadata", text="Secret words here.")
    annotation = f.ClaimFactory(article=article, words="Secret words", state="published").annotation
    f.AnnotationVersionFactory(
        annotation=annotation,
        data={"kind": "claim", "state": "published", "spans": [], "claim": {}},
    )
    reworded(annotation, editor, "In our words.", "Plainer.")
    page = get(f"/claims/{annotation.uid}/")

    assert "the terms of the source withhold the words" in section(page, "history")
    assert "Secret" not in page


def test_of_a_long_history_the_newest_is_told_and_the_rest_counted(get):
    annotation = claim_of(state="published")
    for number in range(1, MOST + 4):
        data = {"kind": "claim", "state": "published", "claim": {"summary": f"Wording {number}."}}
        f.AnnotationVersionFactory(
            annotation=annotation, number=number, action="changed", data=data
        )
    history = told(get, annotation)

    assert f"Wording {MOST + 3}." in history
    assert "Before: Wording 3." in history
    assert "Wording 2." not in history
    assert "3 older changes are not shown here." in history
