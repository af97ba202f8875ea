"""An earlier version comes back as a change like any other."""

import pytest

from annotations.services.annotating import change_annotation
from annotations.services.checking import check_library
from annotations.services.inputs import (
    ClaimInput,
    MentionInput,
    PredictionInput,
    detail_of,
    spans_of,
)
from annotations.services.keeping.earlier import restore_version
from annotations.services.merging.doing import merge
from annotations.services.reviewing import publish, submit
from annotations.services.versions import Stale, history
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    ImportBatchFactory,
    TopicFactory,
)
from tests.indexed import index_everything
from tests.reanchoring import CORRECTED, TEXT, revise
from tests.services.annotating.made import CLAIM, made, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.fixture
def curator():
    return CuratorFactory()


def again(user, row, number, **more):
    row.refresh_from_db()
    return restore_version(
        user=user,
        annotation=row,
        number=number,
        expected_version=more.pop("seen", row.version),
        **more,
    )


def test_all_that_it_said_and_its_words_come_back(article, curator):
    speaker, shared, topic, subject = ActorFactory(), ActorFactory(), TopicFactory(), ActorFactory()
    index_everything()
    detail = PredictionInput(
        summary="Moscow will wait.",
        attribution="reported",
        speaker=speaker,
        co_speakers=frozenset([shared]),
        likelihood="probable",
        horizon_ground="default-5y",
    )
    row = made(article, curator, "Moscow will wait", detail, about=[subject], topics=[topic])
    then, where = detail_of(row), spans_of(row, article.current_revision)
    change_annotation(
        user=curator,
        annotation=row,
        expected_version=1,
        spans=[words(article, "Moscow")],
        detail=PredictionInput(
            summary="Else.", form="plan", horizon_ground="none", deadline_basis="open"
        ),
        about=[],
        topics=[],
        note="Noted.",
    )
    found = again(curator, row, 1)
    back = found.annotation
    assert detail_of(back) == then
    assert spans_of(back, article.current_revision) == where
    assert ([*back.about.all()], [*back.topics.all()], back.note) == ([subject], [topic], "")
    last = back.versions.order_by("number").last()
    assert (last.number, last.action, last.reason) == (3, "restored", "as in version 1")
    assert found.left_out == []
    assert list(check_library()) == []


def test_a_draft_is_of_its_earlier_kind_again(article, curator):
    row = made(article, curator)
    change_annotation(
        user=curator, annotation=row, expected_version=1, detail=MentionInput(actor=ActorFactory())
    )
    assert again(curator, row, 1).annotation.kind == "claim"
    assert again(curator, row, 2).annotation.kind == "mention"


def test_what_is_published_needs_a_reason_and_an_editor(article, curator):
    editor, row = EditorFactory(), made(article, curator)
    submit(user=curator, annotation=row)
    with pytest.raises(WrongState):
        again(editor, row, 1)
    publish(user=editor, annotation=row)
    change_annotation(
        user=editor, annotation=row, expected_version=3, note="Wrong.", reason="A note."
    )
    with pytest.raises(NotAllowed):
        again(curator, row, 3)
    with pytest.raises(Invalid, match="Say why"):
        again(editor, row, 3, reason=" ")
    back = again(editor, row, 3, reason="It was right.").annotation
    assert (back.note, back.state) == ("", "published")
    assert back.versions.order_by("number").last().reason == "It was right. (as in version 3)"


def test_a_stale_one_an_unknown_one_and_the_present_one(article, curator):
    row = made(article, curator)
    change_annotation(user=curator, annotation=row, expected_version=1, note="Noted.")
    with pytest.raises(Stale):
        again(curator, row, 1, seen=1)
    with pytest.raises(Invalid, match="no version 7"):
        again(curator, row, 7)
    assert again(curator, row, 2).annotation.version == 2


def test_what_was_imported_begins_with_its_batch(article):
    editor, batch = EditorFactory(), ImportBatchFactory()
    row = ClaimFactory(article=article, batch=batch).annotation
    (first,) = history(row)
    assert (first.number, first.action, first.reason, first.pk) == (1, "imported", batch.name, None)
    change_annotation(user=editor, annotation=row, expected_version=1, note="Noted.")
    assert [one.number for one in history(row)] == [2, 1]
    assert again(editor, row, 1).annotation.note == ""


def test_a_merged_actor_is_followed_and_what_is_gone_is_told(article, curator):
    old, now, gone, topic = ActorFactory(), ActorFactory(), ActorFactory(), TopicFactory()
    said = ClaimInput(summary="So.", kind="factual", attribution="reported", speaker=old)
    row = made(article, curator, detail=said, about=[gone], topics=[topic])
    change_annotation(
        user=curator, annotation=row, expected_version=1, detail=CLAIM, about=[], topics=[]
    )
    merge(user=EditorFactory(), source=old, target=now, reason="The same.")
    gone.delete()
    topic.delete()
    found = again(curator, row, 1)
    assert found.annotation.claim.speaker == now
    assert len(found.left_out) == 2


def test_words_of_an_earlier_text_are_not_guessed(curator):
    article = ArticleFactory(text=TEXT, state="published")
    row = made(article, curator, "Tokyo hesitated")
    change_annotation(
        user=curator, annotation=row, expected_version=1, spans=[words(article, "hesitated")]
    )
    index_everything()
    revise(article, CORRECTED)
    found = again(curator, row, 1)
    (now,) = spans_of(found.annotation, article.current_revision)
    assert now.exact == "hesitated"
    assert "words" in found.left_out[0]
