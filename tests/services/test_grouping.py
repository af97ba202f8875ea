"""Compounds: predictions of one sentence, by one predictor, at least two of them."""

from dataclasses import replace

import pytest

from annotations.models import Annotation, Compound
from annotations.services.annotating import change_annotation
from annotations.services.grouping import group, take_out, ungroup
from annotations.services.inputs import ClaimInput, SpanInput, detail_of
from annotations.services.keeping.deleting import delete_draft
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    ClaimFactory,
    CompoundFactory,
    CuratorFactory,
    EditorFactory,
    PredictionFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.fixture
def curator():
    return CuratorFactory()


@pytest.fixture
def editor():
    return EditorFactory()


def predictions(article, *words: str, **more) -> list[Annotation]:
    return [PredictionFactory(article=article, words=one, **more).annotation for one in words]


def compound_of(annotation: Annotation) -> Compound | None:
    return Annotation.objects.get(pk=annotation.pk).prediction.compound


def problem_of(call, **values) -> str:
    with pytest.raises(Invalid) as caught:
        call(**values)
    (problem,) = caught.value.errors["compound"]
    return problem


def test_predictions_of_one_sentence_share_a_compound_and_each_gets_a_version(article, curator):
    both = predictions(article, "Moscow will wait", "if talks go on", created_by=curator)
    compound = group(user=curator, annotations=both)
    assert compound.article == article
    for annotation in both:
        assert compound_of(annotation) == compound
        assert annotation.versions.count() == 2
        last = annotation.versions.last()
        assert (last.number, last.by) == (2, curator)
        assert last.data["prediction"]["compound"] == str(compound.uid)


def test_another_one_joins_a_compound_and_the_others_stay_as_they_are(article, curator):
    one, two, three = predictions(article, "Moscow", "will wait", "talks go on", created_by=curator)
    compound = group(user=curator, annotations=[one, two])
    assert group(user=curator, annotations=[one, three]) == compound
    assert compound_of(three) == compound
    assert Annotation.objects.get(pk=one.pk).version == 2
    assert group(user=curator, annotations=[one, two, three]) == compound
    assert Annotation.objects.get(pk=three.pk).version == 2


def test_one_prediction_is_no_compound(article, curator):
    (one,) = predictions(article, "Moscow will wait", created_by=curator)
    assert "One prediction" in problem_of(group, user=curator, annotations=[one])
    assert "One prediction" in problem_of(group, user=curator, annotations=[one, one])
    assert "One prediction" in problem_of(group, user=curator, annotations=[])
    assert not Compound.objects.exists()


def test_predictions_of_two_sources_are_no_compound(article, curator):
    one, other = (
        *predictions(article, "Moscow", created_by=curator),
        *predictions(ArticleFactory(), "Moscow", created_by=curator),
    )
    assert "different sources" in problem_of(group, user=curator, annotations=[one, other])
    assert compound_of(one) is None


def test_claims_are_in_no_compound(article, curator):
    one = predictions(article, "Moscow", created_by=curator)[0]
    claim = ClaimFactory(article=article, created_by=curator).annotation
    assert "Only predictions" in problem_of(group, user=curator, annotations=[one, claim])
    assert "in no compound" in problem_of(take_out, user=curator, annotation=claim)


def test_predictions_of_two_predictors_are_no_compound_and_both_are_named(article, curator):
    russia = ActorFactory(name="Russia")
    (one,) = predictions(article, "Moscow", summary="Moscow will wait.", created_by=curator)
    (other,) = predictions(
        article, "talks", attribution="reported", speaker=russia, created_by=curator
    )
    problem = problem_of(group, user=curator, annotations=[one, other])
    assert "“Moscow will wait.” is by the author's own" in problem
    assert "by Russia" in problem
    assert not Compound.objects.exists()


def test_who_joins_has_the_predictor_of_those_that_are_there(article, curator):
    one, two = predictions(article, "Moscow", "will wait", created_by=curator)
    group(user=curator, annotations=[one, two])
    (other,) = predictions(article, "talks", attribution="unattributed", created_by=curator)
    assert "one predictor" in problem_of(group, user=curator, annotations=[two, other])


@pytest.mark.parametrize(
    "words", ["Tokyo hesitated", "The two leaders are unlikely to sign a peace treaty this year"]
)
def test_predictions_of_two_sentences_are_no_compound(article, curator, words):
    one, other = predictions(article, "Moscow will wait", words, created_by=curator)
    problem = problem_of(group, user=curator, annotations=[one, other])
    assert "another sentence" in problem
    assert not Compound.objects.exists()


def test_who_joins_stands_in_the_sentence_of_those_that_are_there(article, curator):
    one, two = predictions(article, "Moscow", "will wait", created_by=curator)
    compound = group(user=curator, annotations=[one, two])
    (other,) = predictions(article, "Tokyo hesitated", created_by=curator)
    assert "another sentence" in problem_of(group, user=curator, annotations=[two, other])
    assert compound.predictions.count() == 2


def test_predictions_that_stand_in_no_common_text_are_no_compound(article, curator):
    (one,) = predictions(article, "Moscow will wait", created_by=curator)
    article.current_revision = RevisionFactory(article=article, number=2)
    article.save()
    (other,) = predictions(article, "if talks go on", created_by=curator)
    assert "no text of the source" in problem_of(group, user=curator, annotations=[one, other])


def test_one_of_a_compound_does_not_move_to_another_sentence(article, curator):
    one, other = predictions(article, "Moscow", "will wait", created_by=curator)
    group(user=curator, annotations=[one, other])
    row = Annotation.objects.get(pk=one.pk)
    values = {"user": curator, "annotation": row, "expected_version": 2}
    with pytest.raises(Invalid, match="another sentence") as caught:
        change_annotation(**values, spans=[SpanInput(start=0, end=5, exact="Tokyo")])
    assert set(caught.value.errors) == {"spans.body"}
    assert row.spans.get().exact == "Moscow"
    start = article.current_revision.text.index("Moscow will")
    there = SpanInput(start=start, end=start + 11, exact="Moscow will")
    assert change_annotation(**values, spans=[there]).version == 3


def test_two_compounds_are_not_thrown_together(article, curator):
    first = predictions(article, "Moscow", "will", created_by=curator)
    second = predictions(article, "talks", "spring", created_by=curator)
    for both in (first, second):
        group(user=curator, annotations=both)
    problem = problem_of(group, user=curator, annotations=[first[0], second[0]])
    assert "two compounds" in problem


def test_what_is_published_changes_by_editors_for_a_reason(article, curator, editor):
    both = predictions(article, "Moscow", "will wait", state="published")
    with pytest.raises(NotAllowed):
        group(user=curator, annotations=both, reason="One sentence.")
    with pytest.raises(Invalid) as caught:
        group(user=editor, annotations=both)
    assert set(caught.value.errors) == {"reason"}
    assert not Compound.objects.exists()
    group(user=editor, annotations=both, reason="One sentence.")
    assert {row.versions.last().reason for row in both} == {"One sentence."}


def test_what_is_in_review_cannot_be_grouped(article, editor):
    both = predictions(article, "Moscow", "will wait", state="in-review")
    with pytest.raises(WrongState):
        group(user=editor, annotations=both)


def test_taking_one_of_two_out_dissolves_the_compound(article, curator):
    one, other = predictions(article, "Moscow", "will wait", created_by=curator)
    group(user=curator, annotations=[one, other])
    changed = take_out(user=curator, annotation=one)
    assert {row.pk for row in changed} == {one.pk, other.pk}
    assert {row.version for row in changed} == {3}
    assert (compound_of(one), compound_of(other)) == (None, None)
    assert not Compound.objects.exists()
    assert other.versions.last().data["prediction"]["compound"] is None
    assert "in no compound" in problem_of(take_out, user=curator, annotation=one)


def test_taking_one_of_three_out_leaves_the_others_together(article, curator):
    one, two, three = predictions(article, "Moscow", "will", "talks", created_by=curator)
    compound = group(user=curator, annotations=[one, two, three])
    assert [row.pk for row in take_out(user=curator, annotation=two)] == [two.pk]
    assert compound_of(one) == compound_of(three) == compound


def test_the_one_left_alone_must_be_the_users_to_change(article, curator, editor):
    mine, other = predictions(article, "Moscow", "will wait", created_by=curator)
    group(user=curator, annotations=[mine, other])
    Annotation.objects.filter(pk=other.pk).update(created_by=CuratorFactory())
    with pytest.raises(NotAllowed, match="left alone"):
        take_out(user=curator, annotation=mine)
    assert compound_of(mine) is not None
    assert len(take_out(user=editor, annotation=mine)) == 2


def test_a_compound_is_dissolved_as_a_whole(article, editor):
    rows = predictions(article, "Moscow", "will", "talks", state="published")
    compound = group(user=editor, annotations=rows, reason="One sentence.")
    with pytest.raises(Invalid):
        ungroup(user=editor, compound=compound)
    assert [row.version for row in ungroup(user=editor, compound=compound, reason="Three.")] == [
        *(3, 3, 3),
    ]
    assert not Compound.objects.exists()


def test_a_draft_that_is_deleted_or_becomes_a_claim_dissolves_a_compound_of_two(article, curator):
    one, other = predictions(article, "Moscow", "will wait", created_by=curator)
    for gone in ("deleted", "claim"):
        group(user=curator, annotations=[one, other])
        if gone == "deleted":
            delete_draft(user=curator, annotation=one)
            assert "deleted" in other.versions.last().reason
            (one,) = predictions(article, "talks", created_by=curator)
        else:
            row = Annotation.objects.get(pk=one.pk)
            change_annotation(
                user=curator,
                annotation=row,
                expected_version=row.version,
                detail=ClaimInput(summary="Moscow waits.", kind="factual"),
            )
        assert compound_of(other) is None
        assert not Compound.objects.exists()


def test_predictions_that_stand_in_an_earlier_revision_are_grouped_where_they_stand(
    article, curator
):
    both = predictions(article, "Moscow", "will wait", created_by=curator)
    article.current_revision = RevisionFactory(article=article, number=2, text="Another text.")
    article.save()
    group(user=curator, annotations=both)
    assert {row.spans.get().revision.number for row in both} == {1}


def test_a_compound_with_others_of_its_source_is_made_anew_only_where_there_is_none(
    article, curator
):
    compound = CompoundFactory(article=article)
    one, two = predictions(article, "Moscow", "will", created_by=curator, compound=compound)
    (three,) = predictions(article, "talks", created_by=curator)
    assert group(user=curator, annotations=[three, two, one]) == compound


def test_one_of_a_compound_does_not_become_somebody_elses(article, curator):
    russia = ActorFactory(name="Russia")
    one, other = predictions(article, "Moscow", "will wait", created_by=curator)
    group(user=curator, annotations=[one, other])
    row = Annotation.objects.get(pk=one.pk)
    theirs = replace(detail_of(row), attribution="reported", speaker=russia)
    values = {"user": curator, "annotation": row, "detail": theirs}
    with pytest.raises(Invalid, match="one predictor") as caught:
        change_annotation(**values, expected_version=row.version)
    assert set(caught.value.errors) == {"attribution"}
    row.refresh_from_db()
    assert (row.version, row.prediction.speaker) == (2, None)
    take_out(user=curator, annotation=row)
    alone = values | {"detail": replace(theirs, compound=None)}
    assert change_annotation(**alone, expected_version=3).prediction.speaker == russia
