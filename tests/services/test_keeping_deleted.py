"""A deleted draft is kept whole, and comes back as it was; what cannot, is told."""

import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Model

from annotations import models as a
from annotations.models import Annotation, AnnotationVersion, DeletedDraft, Relation
from annotations.records import annotation_record
from annotations.services import memberships, relating
from annotations.services.annotating import change_annotation
from annotations.services.checking import check_library
from annotations.services.creating import create_annotations
from annotations.services.grouping import group
from annotations.services.inputs import ClaimInput, MentionInput, NewAnnotation, PredictionInput
from annotations.services.keeping.deleting import delete_draft, delete_drafts
from annotations.services.keeping.restoring import restore_drafts
from annotations.services.merging.doing import merge
from annotations.services.placing import Duplicate
from annotations.services.presenting import loaded
from annotations.services.reviewing import submit
from annotations.services.versions import Stale
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests.factories import (
    AccountFactory,
    ActorFactory,
    ArticleFactory,
    CuratorFactory,
    EditorFactory,
    ImportBatchFactory,
    PropositionFactory,
    TopicFactory,
)
from tests.indexed import index_everything
from tests.reanchoring import CORRECTED, TEXT, revise
from tests.services.annotating.made import CLAIM, FORECAST, made, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.fixture
def curator():
    return CuratorFactory()


def back(user, *rows: Annotation | DeletedDraft):
    """Restore these, and return what came back."""
    article = rows[0].article
    return restore_drafts(user=user, article=article, uids=[row.uid for row in rows])


def whole(annotation: Annotation) -> dict:
    """All that the database has of an annotation and of what belongs to it, but the version."""
    row = loaded(Annotation.objects.all()).get(uid=annotation.uid)
    record = annotation_record(row)
    for name in ("version", "changed_at"):
        record.pop(name)

    def columns(rows) -> list[dict]:
        return sorted(
            (
                {f.attname: getattr(one, f.attname) for f in one._meta.concrete_fields}
                for one in rows
            ),
            key=repr,
        )

    spans, remarks = row.spans.order_by("pk"), row.remarks.order_by("pk")
    lists: dict[str, list[Model]] = {
        "spans": [*spans],
        "remarks": [*remarks],
        "relations": [*row.relations_in.all(), *row.relations_out.all()],
        "memberships": [*row.proposition_memberships.all()],
        "reanchorings": [*row.reanchorings.all()],
        "detail": [row.detail],
    }
    return {
        "pk": row.pk,
        "record": record,
        "by": (row.created_by_id, row.reviewed_by_id, row.batch_id),
        **{name: columns(rows) for name, rows in lists.items()},
    }


class TestWhole:
    def test_everything_comes_back_and_a_version_more(self, article, curator):
        speaker, other, subject = ActorFactory(), ActorFactory(), ActorFactory()
        topic, proposition = TopicFactory(), PropositionFactory()
        index_everything()
        detail = PredictionInput(
            summary="Moscow will wait.",
            attribution="reported",
            speaker=speaker,
            co_speakers=frozenset([other]),
            likelihood="probable",
        )
        row = made(article, curator, "Moscow will wait", detail, about=[subject], topics=[topic])
        claim = made(article, curator)
        relating.relate(user=curator, source=claim, target=row, kind="supports", reason="It does.")
        memberships.add(user=curator, proposition=proposition, annotation=row, position="supports")
        a.Remark.objects.create(annotation=row, text="Is it?", made_by=curator, asks=True)
        row = change_annotation(
            user=curator, annotation=row, expected_version=1, note="Look again."
        )
        before, history = whole(row), [*row.versions.order_by("pk")]

        delete_draft(user=curator, annotation=row)
        assert not Annotation.objects.filter(uid=row.uid).exists()
        assert not Relation.objects.exists()
        assert list(check_library()) == []

        (found,) = back(curator, DeletedDraft.objects.get())
        assert found.left_out == []
        assert whole(found.annotation) == before
        assert found.annotation.version == 3
        *kept, last = found.annotation.versions.order_by("number")
        assert kept == history
        assert [one.data for one in kept] == [one.data for one in history]
        assert (last.action, last.by, last.number) == ("restored", curator, 3)
        assert last.reason.endswith(f"by {curator.get_full_name() or curator.username}.")
        assert not DeletedDraft.objects.exists()
        assert list(check_library()) == []

    def test_what_was_imported_gets_its_batch_as_its_first_version(self, article):
        editor, batch = EditorFactory(), ImportBatchFactory()
        row = made(article, CuratorFactory())
        row.versions.all().delete()
        Annotation.objects.update(batch=batch)
        delete_draft(user=editor, annotation=row)
        (found,) = back(editor, DeletedDraft.objects.get())
        actions = found.annotation.versions.order_by("number").values_list("action", flat=True)
        assert [*actions] == ["imported", "restored"]

    def test_it_says_in_its_history_and_in_that_of_its_links_who_did_it(self, article, curator):
        one, other = made(article, curator), made(article, curator, "Moscow")
        relating.relate(user=curator, source=one, target=other, kind="supports", reason="So.")
        editor = EditorFactory()
        delete_draft(user=editor, annotation=one)
        gone = Relation.history.first()
        assert (gone.history_type, gone.history_user) == ("-", editor)
        back(curator, DeletedDraft.objects.get())
        there = Relation.history.first()
        assert (there.history_type, there.history_user) == ("+", curator)

    def test_many_go_and_come_back_together(self, article, curator):
        index_everything()
        one, other = made(article, curator), made(article, curator, "Moscow")
        third = made(article, curator, "wait")
        relating.relate(user=curator, source=one, target=other, kind="supports", reason="So.")
        relating.relate(user=curator, source=third, target=one, kind="restates", reason="So.")
        before = [whole(row) for row in (one, other, third)]
        seen = {row.uid: 1 for row in (one, other, third)}
        assert delete_drafts(user=curator, article=article, seen=seen) == 3
        assert delete_drafts(user=curator, article=article, seen=seen) == 0
        found = back(curator, *DeletedDraft.objects.order_by("data__pk"))
        assert [whole(one.annotation) for one in found] == before
        assert list(check_library()) == []

    def test_a_hundred_take_about_as_many_queries_as_ten(
        self, curator, django_assert_max_num_queries
    ):
        article = ArticleFactory(text=" ".join(f"Word{n:03}" for n in range(110)))
        new = [
            NewAnnotation(spans=[words(article, f"Word{n:03}")], detail=CLAIM) for n in range(110)
        ]
        text = article.current_revision
        rows, _new = create_annotations(user=curator, revision=text, new=new)
        for row in rows:
            a.Remark.objects.create(annotation=row, text="Is it?", made_by=curator)
        few, many = ({row.uid: 1 for row in some} for some in (rows[:10], rows[10:]))
        with django_assert_max_num_queries(60) as deleting:
            delete_drafts(user=curator, article=article, seen=few)
        with django_assert_max_num_queries(len(deleting)):
            delete_drafts(user=curator, article=article, seen=many)
        with django_assert_max_num_queries(60) as restoring:
            restore_drafts(user=curator, article=article, uids=[*few])
        # SQLite takes so many values in a statement, and rows in a few more statements
        with django_assert_max_num_queries(len(restoring) + 5):
            restore_drafts(user=curator, article=article, uids=[*many])


class TestLeftOut:
    def test_a_relation_waits_for_its_other_end(self, article, curator):
        one, other = made(article, curator), made(article, curator, "Moscow")
        relating.relate(user=curator, source=one, target=other, kind="supports", reason="So.")
        for row in (one, other):
            delete_draft(user=curator, annotation=row)
        first, second = DeletedDraft.objects.order_by("pk")
        (found,) = back(curator, first)
        assert "deleted too" in found.left_out[0]
        assert not Relation.objects.exists()
        (found,) = back(curator, second)
        assert found.left_out == []
        assert Relation.objects.get().source.uid == one.uid

    def test_a_relation_that_makes_no_sense_any_more_is_told(self, article, curator):
        one, other = made(article, curator), made(article, curator, "Moscow")
        relating.relate(user=curator, source=one, target=other, kind="supports", reason="So.")
        delete_draft(user=curator, annotation=one)
        change_annotation(
            user=curator,
            annotation=other,
            expected_version=1,
            detail=MentionInput(actor=ActorFactory()),
        )
        (found,) = back(curator, DeletedDraft.objects.get())
        assert "mention asserts nothing" in found.left_out[0]
        assert not Relation.objects.exists()

    def test_topics_and_propositions_that_are_gone_are_named(self, article, curator):
        topic, proposition = TopicFactory(), PropositionFactory()
        row = made(article, curator, topics=[topic])
        memberships.add(user=curator, proposition=proposition, annotation=row, position="opposes")
        delete_draft(user=curator, annotation=row)
        topic.delete()
        proposition.delete()
        (found,) = back(curator, DeletedDraft.objects.get())
        assert len(found.left_out) == 2
        assert not found.annotation.topics.exists()

    def test_a_merged_actor_is_followed(self, article, curator):
        old, now, subject = ActorFactory(), ActorFactory(), ActorFactory()
        mention = made(article, curator, "Tokyo", MentionInput(actor=old))
        claim = made(
            article,
            curator,
            detail=ClaimInput(summary="So.", kind="factual", attribution="reported", speaker=old),
            about=[old, now, subject],
        )
        shared = made(
            article,
            curator,
            "Moscow",
            PredictionInput(
                summary="So.",
                attribution="reported",
                speaker=now,
                co_speakers=frozenset([old]),
            ),
        )
        for row in (mention, claim, shared):
            delete_draft(user=curator, annotation=row)
        merge(user=EditorFactory(), source=old, target=now, reason="The same.")
        found = back(curator, *DeletedDraft.objects.order_by("pk"))
        rows = [one.annotation for one in found]
        assert rows[0].mention.actor == now
        assert rows[1].claim.speaker == now
        assert {*rows[1].about.all()} == {now, subject}
        assert not rows[2].prediction.co_speakers.exists()
        assert [one.left_out for one in found] == [[], [], []]

    def test_without_the_actor_that_it_names_it_stays_deleted(self, article, curator):
        actor = ActorFactory()
        row = made(article, curator, "Tokyo", MentionInput(actor=actor))
        delete_draft(user=curator, annotation=row)
        actor.delete()
        with pytest.raises(Invalid, match="actor"):
            back(curator, DeletedDraft.objects.get())
        assert DeletedDraft.objects.exists()
        assert not Annotation.objects.exists()

    def test_predictions_of_one_sentence_are_together_again(self, article, curator):
        one = made(article, curator, "Moscow will wait", FORECAST)
        other = made(article, curator, "talks", FORECAST)
        group(user=curator, annotations=[one, other])
        delete_draft(user=curator, annotation=one)
        assert Annotation.objects.get(pk=other.pk).prediction.compound is None
        (found,) = back(curator, DeletedDraft.objects.get())
        assert found.left_out == []
        together = Annotation.objects.get(pk=other.pk).prediction.compound
        assert found.annotation.prediction.compound == together is not None
        index_everything()
        assert list(check_library()) == []

    def test_both_predictions_of_a_sentence_go_and_come_back(self, article, curator):
        rows = [made(article, curator, exact, FORECAST) for exact in ("Moscow", "talks")]
        compound = group(user=curator, annotations=rows)
        delete_drafts(user=curator, article=article, seen={row.uid: 2 for row in rows})
        assert not a.Compound.objects.exists()
        found = back(curator, *DeletedDraft.objects.order_by("pk"))
        assert {one.annotation.prediction.compound.uid for one in found} == {compound.uid}
        assert [one.annotation.version for one in found] == [3, 3]

    def test_those_of_a_sentence_that_went_one_by_one_come_back_at_once(self, article, curator):
        rows = [made(article, curator, exact, FORECAST) for exact in ("Moscow", "talks")]
        compound = group(user=curator, annotations=rows)
        for row in rows:
            delete_draft(user=curator, annotation=row)
        found = back(curator, *DeletedDraft.objects.order_by("-pk"))
        assert [one.left_out for one in found] == [[], []]
        assert {one.annotation.prediction.compound.uid for one in found} == {compound.uid}
        index_everything()
        assert list(check_library()) == []

    def test_those_of_a_sentence_come_back_one_by_one_in_whichever_order(self, article, curator):
        rows = [made(article, curator, exact, FORECAST) for exact in ("Moscow", "talks")]
        compound = group(user=curator, annotations=rows)
        for row in rows:
            delete_draft(user=curator, annotation=row)
        first, second = DeletedDraft.objects.order_by("pk")
        (found,) = back(curator, first)
        assert "no other any more" in found.left_out[0]
        (found,) = back(curator, DeletedDraft.objects.get(pk=second.pk))
        assert found.left_out == []
        assert {row.compound.uid for row in a.Prediction.objects.all()} == {compound.uid}

    def test_a_sentence_that_others_left_or_may_not_be_changed_is_told(self, article, curator):
        rows = [made(article, curator, exact, FORECAST) for exact in ("Moscow", "talks")]
        group(user=curator, annotations=rows)
        delete_draft(user=curator, annotation=rows[0])
        other = Annotation.objects.get(pk=rows[1].pk)
        submit(user=curator, annotation=other)
        (found,) = back(curator, DeletedDraft.objects.get())
        assert "in review" in found.left_out[0]
        assert found.annotation.prediction.compound is None
        assert not a.Compound.objects.exists()

    def test_in_a_corrected_text_it_stands_or_waits_as_all_others(self, curator):
        article = ArticleFactory(text=TEXT, state="published")
        moved = made(article, curator, "Tokyo hesitated")
        lost = made(article, curator, "Moscow will wait until the spring")
        index_everything()
        for row in (moved, lost):
            delete_draft(user=curator, annotation=row)
        revise(article, CORRECTED)
        found = back(curator, *DeletedDraft.objects.order_by("pk"))
        article.refresh_from_db()
        assert found[0].annotation.revision == article.current_revision
        assert found[0].left_out == []
        assert found[1].annotation.revision.number == 1
        assert "corrected" in found[1].left_out[0]
        assert found[1].annotation.reanchorings.get().state == "waiting"
        index_everything()
        assert list(check_library()) == []


class TestRefused:
    def test_who_does_not_curate_is_told_nothing_of_what_there_is(self, article, curator):
        row, gone = made(article, curator), made(article, curator, "Moscow")
        delete_draft(user=curator, annotation=gone)
        for uid in (row.uid, gone.uid, uuid4()):
            with pytest.raises(NotAllowed):
                restore_drafts(user=AccountFactory(), article=article, uids=[uid])
            with pytest.raises(NotAllowed):
                delete_drafts(user=AccountFactory(), article=article, seen={uid: 1})

    def test_only_who_deleted_it_its_curator_and_editors_restore_it(self, article, curator):
        editor = EditorFactory()
        for who in (curator, editor, EditorFactory()):
            row = made(article, curator)
            delete_draft(user=editor, annotation=row)
            with pytest.raises(NotAllowed):
                back(CuratorFactory(), DeletedDraft.objects.get())
            (found,) = back(who, DeletedDraft.objects.get())
            delete_draft(user=editor, annotation=found.annotation)
            DeletedDraft.objects.all().delete()

    def test_words_that_were_tagged_as_the_same_meanwhile_stay_tagged_once(self, article, curator):
        delete_draft(user=curator, annotation=made(article, curator))
        again = made(article, curator)
        with pytest.raises(Duplicate) as caught:
            back(curator, DeletedDraft.objects.get())
        assert caught.value.existing == again
        assert DeletedDraft.objects.exists()

    def test_not_in_a_withdrawn_source(self, article, curator):
        delete_draft(user=curator, annotation=made(article, curator))
        type(article).objects.update(
            state="withdrawn", withdrawn_at=article.created_at, withdrawal_reason="Wrong."
        )
        with pytest.raises(WrongState):
            back(curator, DeletedDraft.objects.get())

    def test_what_is_there_is_given_back_and_what_never_was_is_named(self, article, curator):
        row = made(article, curator)
        (found,) = back(curator, row)
        assert (found.annotation, found.annotation.version) == (row, 1)
        with pytest.raises(Invalid, match="No annotation"):
            restore_drafts(user=curator, article=article, uids=[uuid4()])

    def test_many_are_deleted_all_or_none(self, article, curator):
        own, of_another = made(article, curator), made(article, CuratorFactory(), "Moscow")
        for seen, refusal in (
            ({own.uid: 1, of_another.uid: 1}, NotAllowed),
            ({own.uid: 2}, Stale),
            ({own.uid: 1, uuid4(): 1}, Invalid),
            ({}, Invalid),
        ):
            with pytest.raises(refusal):
                delete_drafts(user=curator, article=article, seen=seen)
        assert Annotation.objects.count() == 2
        assert not DeletedDraft.objects.exists()
        assert AnnotationVersion.objects.count() == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_what_many_delete_and_restore_at_once_goes_once_and_comes_back_once() -> None:
    article, curator = ArticleFactory(), CuratorFactory()
    row = made(article, curator)
    faults: list[Exception] = []

    def at_once(work) -> None:
        begin = threading.Barrier(5)

        def run() -> None:
            begin.wait()
            try:
                work()
            except Exception as fault:  # whatever a thread raises fails the test
                faults.append(fault)
            finally:
                connection.close()

        threads = [threading.Thread(target=run) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    at_once(lambda: delete_drafts(user=curator, article=article, seen={row.uid: 1}))
    assert DeletedDraft.objects.count() == 1
    at_once(lambda: restore_drafts(user=curator, article=article, uids=[row.uid]))
    assert faults == []
    assert not DeletedDraft.objects.exists()
    assert [one.version for one in Annotation.objects.all()] == [2]
