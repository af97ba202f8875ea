"""Merging actors: everything follows, and an undone merge leaves no trace but its log."""

import threading

import pytest
from django.apps import apps
from django.db import connection, transaction

from annotations import models as a
from annotations.interchange.sourcelib import load
from annotations.services.checking import check_library
from annotations.services.merging import merge, unmerge
from annotations.services.merging.links import LINKS, TAKEN_OVER
from sourcelib.services.refusals import Invalid
from tests import factories as f
from tests.indexed import index_everything
from tests.interchange.records import exported, undone
from tests.services.merging.tables import DAY, rows, state

pytestmark = pytest.mark.django_db


def test_every_column_that_leads_to_an_actor_is_followed():
    known = {link.name for link in LINKS}
    known |= {"annotations.actormerge.source", "annotations.actormerge.target"}
    # Stays, and is read as of the actor it became (tests/services/suggesting).
    known.add("annotations.rejectedsuggestion.actor")
    found = set()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.model_name.startswith("historical"):
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is a.Actor:
                found.add(f"{model._meta.label_lower}.{field.name}")
    assert found == known
    own = {field.name for field in a.Actor._meta.concrete_fields if field.is_relation}
    assert own == {*TAKEN_OVER, "merged_into"}


def test_all_that_refers_to_the_one_refers_to_the_other(two, editor):
    nippon, japan = two
    author, publication = nippon.author, nippon.publication
    merge(user=editor, source=nippon, target=japan, reason="Two names of one state.")
    nippon.refresh_from_db()
    japan.refresh_from_db()
    assert nippon.merged_into == japan
    assert [link.name for link in LINKS if link.to(nippon).exists()] == []
    assert a.Mention.objects.filter(actor=japan).count() == 4
    assert japan.annotations_about.count() == 2
    assert (japan.author, japan.publication) == (author, publication)
    assert (nippon.author, nippon.publication, japan.part_of.name) == (None, None, "Asia")
    assert sorted(japan.identifiers.values_list("value", flat=True)) == ["JPN", "Q17"]
    assert sorted(japan.aliases.values_list("text", flat=True)) == ["Dai Nippon", "Tokyo"]
    assert japan.member_in.get().valid_from is None
    assert japan.role_holders.get().valid_from == DAY(2013, 1, 1)
    assert japan.roles.get().title == "Chair"
    assert {prediction.speaker.name for prediction in a.Prediction.objects.all()} == {
        "Japan",
        "Person",
    }
    assert list(check_library()) == []


def test_nobody_shares_a_prediction_of_their_own(two, editor):
    nippon, japan = two
    merge(user=editor, source=nippon, target=japan, reason="One state.")
    shared = {
        (row.speaker.name, tuple(sorted(actor.name for actor in row.co_speakers.all())))
        for row in a.Prediction.objects.all()
    }
    assert shared == {("Japan", ("Person",)), ("Japan", ()), ("Person", ("Japan",))}


def test_an_undone_merge_leaves_every_table_as_it_was(two, editor):
    before = rows()
    done = merge(user=editor, source=two[0], target=two[1], reason="One state.")
    assert rows() != before
    undone = unmerge(user=editor, merge=done)
    assert rows() == before
    assert undone.moved["left"] == []
    assert (undone.undone_by, undone.reason) == (editor, "One state.")
    assert list(check_library()) == []


def test_it_can_be_merged_and_undone_again_and_the_other_way_round(two, editor):
    before = rows()
    for source, target in (two, two, two[::-1]):
        unmerge(
            user=editor, merge=merge(user=editor, source=source, target=target, reason="One state.")
        )
    assert rows() == before
    assert a.ActorMerge.objects.count() == 3


def test_the_number_of_queries_does_not_grow_with_the_rows(
    two, editor, django_assert_max_num_queries
):
    nippon, japan = two
    article = f.ArticleFactory(text="Tokyo " * 60)
    for number in range(40):
        f.MentionFactory(article=article, actor=nippon, words="Tokyo", occurrence=number + 1)
        f.ClaimFactory(article=article, about=[nippon], words="Tokyo", occurrence=number + 1)
    with django_assert_max_num_queries(130):
        done = merge(user=editor, source=nippon, target=japan, reason="One state.")
    with django_assert_max_num_queries(110):
        unmerge(user=editor, merge=done)


def test_the_versions_of_annotations_are_left_alone_and_pages_know_of_the_change(two, editor):
    nippon, japan = two
    before = list(a.Annotation.objects.order_by("pk").values_list("version", "changed_at"))
    merge(user=editor, source=nippon, target=japan, reason="One state.")
    assert list(a.Annotation.objects.order_by("pk").values_list("version", "changed_at")) == before
    for actor in two:
        entry = actor.history.latest()
        assert (entry.history_user, entry.history_change_reason) == (
            editor,
            "Nippon merged into Japan",
        )
    assert a.Actor.objects.get(name="Party").history.latest().part_of == japan


def test_a_merged_library_goes_out_and_comes_in_again(editor, tmp_path):
    path = tmp_path / "library.jsonl"
    with undone():
        nippon, japan = state("Nippon"), state("Japan")
        f.MentionFactory(actor=nippon, state="published")
        f.ActorAliasFactory(actor=nippon)
        merge(user=editor, source=nippon, target=japan, reason="One.")
        path.write_text(exported(), encoding="utf-8")
    load(user=None, path=path)
    assert exported() == path.read_text(encoding="utf-8")
    assert a.Actor.objects.get(uid=nippon.uid).merged_into.uid == japan.uid
    assert list(check_library()) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_who_merge_two_actors_into_each_other_at_once_do_it_once() -> None:
    editor, one, other = f.EditorFactory(), state("One"), state("Other")
    for actor in (one, other):
        f.MentionFactory(actor=actor)
    index_everything()
    begin, outcomes = threading.Barrier(2), []

    def do(source: a.Actor, target: a.Actor) -> None:
        begin.wait()
        try:
            with transaction.atomic():
                merge(user=editor, source=source, target=target, reason="One.")
            outcomes.append("merged")
        except Invalid:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["merged", "refused"]
    assert list(check_library()) == []
