"""Annotations follow their source into a corrected text; what is doubtful waits for a person."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Annotation, AnnotationVersion, Reanchoring, Span
from annotations.services.annotating import change_annotation
from annotations.services.checking import check_library
from annotations.services.inputs import ClaimInput
from annotations.services.reanchoring.following import reanchor
from annotations.services.reanchoring.settling import leave
from sourcelib.services.importing import read_bytes
from sourcelib.services.revising import preview_revision
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    ClaimFactory,
    CompoundFactory,
    CuratorFactory,
    EditorFactory,
    MentionFactory,
    PredictionFactory,
    RevisionFactory,
    SpanFactory,
)
from tests.indexed import index_everything
from tests.reanchoring import CORRECTED, TEXT, outcome_of, revise, words_of

pytestmark = pytest.mark.django_db

DECADE = "Tokyo hesitated for a decade"
WAIT = "Moscow will wait until the spring, if talks go on"
LEADERS = "The two leaders are unlikely to sign a peace treaty this year"
ISLANDS = "Nobody expected the islands to be handed over"


@pytest.fixture
def article():
    return ArticleFactory(text=TEXT, state="published")


@pytest.fixture
def curator():
    return CuratorFactory()


def claim(article, words, **fields):
    return ClaimFactory(article=article, words=words, **fields).annotation


def state_of(annotation):
    row = outcome_of(annotation)
    return row.outcome, row.state


def stands_on(annotation):
    return Annotation.objects.get(pk=annotation.pk).revision.number


class TestFollowing:
    def test_each_comes_out_as_it_was_corrected(self, article):
        decade, wait = claim(article, DECADE), claim(article, WAIT)
        leaders, islands = claim(article, LEADERS), claim(article, ISLANDS)
        told = revise(article, CORRECTED).told
        assert state_of(decade)[1] == state_of(islands)[1] == "carried"
        assert state_of(wait) == ("edited", "waiting")
        assert state_of(leaders) == ("lost", "waiting")
        assert [stands_on(row) for row in (decade, wait, leaders, islands)] == [2, 1, 1, 2]
        assert words_of(decade) == [DECADE]
        assert words_of(wait) == [WAIT]
        assert any("words were edited" in sentence for sentence in told)
        assert any("words were not found" in sentence for sentence in told)

    def test_paragraphs_that_change_places_take_what_is_said_of_them_along(self, article):
        rows = [claim(article, words) for words in (DECADE, WAIT, LEADERS, ISLANDS)]
        revise(article, "\n\n".join(reversed(TEXT.split("\n\n"))))
        assert {outcome_of(row).state for row in rows} == {"carried"}
        assert "moved" in {outcome_of(row).outcome for row in rows}
        assert [words_of(row) for row in rows] == [[DECADE], [WAIT], [LEADERS], [ISLANDS]]

    def test_what_is_carried_quotes_the_new_text_and_what_stands_around(self, article):
        islands = claim(article, ISLANDS)
        revise(article, CORRECTED)
        span = islands.spans.get(revision=article.current_revision)
        assert CORRECTED[span.start : span.end] == span.exact == ISLANDS
        assert CORRECTED[: span.start].endswith(span.prefix)
        assert CORRECTED[span.end :].startswith(span.suffix)
        assert span.placement in ("carried", "re-anchored")
        assert islands.spans.get(revision__number=1).exact == ISLANDS

    def test_what_was_found_is_proposed_and_nothing_stands_there_yet(self, article):
        wait = claim(article, WAIT)
        revise(article, CORRECTED)
        (found,) = outcome_of(wait).proposed
        assert CORRECTED[found["start"] : found["end"]] == found["exact"]
        assert "wait until the summer" in found["exact"]
        assert (found["role"], found["part"]) == ("body", 1)
        assert not wait.spans.filter(revision=article.current_revision).exists()

    @pytest.mark.parametrize("state", ["draft", "in-review", "published", "withdrawn"])
    def test_in_whatever_state_they_are(self, article, state):
        row = claim(article, DECADE, state=state)
        revise(article, CORRECTED)
        assert stands_on(row) == 2
        assert Annotation.objects.get(pk=row.pk).state == state

    def test_a_carried_annotation_keeps_its_version_and_its_history(self, article, curator):
        row = claim(article, DECADE, created_by=curator)
        revise(article, CORRECTED)
        row.refresh_from_db()
        assert row.version == 1
        assert not row.versions.exists()
        detail = ClaimInput(summary="Tokyo was slow.", kind="factual")
        change_annotation(user=curator, annotation=row, expected_version=1, detail=detail)
        first, second = row.versions.order_by("number")
        assert [span["revision"] for span in first.data["spans"]] == [
            str(article.revisions.get(number=1).uid)
        ]
        assert [span["exact"] for span in second.data["spans"]] == [DECADE, DECADE]

    def test_the_library_is_sound_after_it(self, article):
        for words in (DECADE, WAIT, LEADERS, ISLANDS):
            claim(article, words, state="published")
        PredictionFactory(
            article=article, words=LEADERS, likelihood_words="unlikely", state="published"
        )
        MentionFactory(article=article, words="Moscow", state="published")
        index_everything()
        revise(article, CORRECTED)
        assert list(check_library()) == []
        revise(article, TEXT)
        assert list(check_library()) == []

    def test_what_waited_is_looked_for_again_from_where_it_stands(self, article):
        leaders, wait = claim(article, LEADERS), claim(article, WAIT)
        revise(article, CORRECTED)
        revise(article, TEXT)
        assert state_of(leaders)[1] == state_of(wait)[1] == "carried"
        assert stands_on(leaders) == stands_on(wait) == 3
        assert [
            (row.revision.number, row.state)
            for row in Reanchoring.objects.filter(annotation=leaders)
        ] == [(2, "overtaken"), (3, "carried")]

    def test_what_was_left_with_the_same_to_choose_from_is_not_asked_again(self, article, curator):
        leaders = claim(article, LEADERS)
        revise(article, CORRECTED)
        before = leave(user=curator, reanchoring=outcome_of(leaders), note="Taken out.")
        revise(article, CORRECTED.replace("Nobody expected", "No one expected"))
        row = outcome_of(leaders)
        assert (row.revision.number, row.outcome, row.state) == (3, "lost", "left")
        assert (row.note, row.decided_by, row.decided_at) == (
            *("Taken out.", curator, before.decided_at),
        )
        revise(article, TEXT + "\n\nSo it goes.")
        assert state_of(leaders)[1] == "carried"
        assert stands_on(leaders) == 4

    def test_what_was_left_is_asked_again_where_something_else_is_found(self, article, curator):
        wait = claim(article, WAIT)
        revise(article, CORRECTED)
        leave(user=curator, reanchoring=outcome_of(wait), note="It says something else.")
        revise(article, CORRECTED.replace("the summer", "the autumn"))
        assert state_of(wait)[1] == "waiting"


class TestAllOfItTogether:
    def test_parts_are_carried_with_the_passage(self, article):
        row = claim(article, "Tokyo hesitated")
        SpanFactory(annotation=row, words="for a decade", part=2)
        revise(article, CORRECTED)
        assert words_of(row) == ["Tokyo hesitated", "for a decade"]

    def test_a_part_that_is_lost_is_not_dropped_in_silence(self, article):
        row = claim(article, "Tokyo hesitated for a decade")
        SpanFactory(annotation=row, words="officials said", part=2)
        revise(article, CORRECTED)
        found = outcome_of(row)
        assert found.state == "waiting"
        assert [(span["part"], span["exact"]) for span in found.proposed] == [
            (1, "Tokyo hesitated for a decade")
        ]

    def test_words_within_a_passage_go_along_with_it(self, article):
        text = f"Moscow waited in the spring. {TEXT}"
        article = ArticleFactory(text=text)
        row = PredictionFactory(
            article=article,
            words="Moscow will wait until the spring, if talks go on",
            condition_words="if talks go on",
        ).annotation
        start = text.index("the spring, if")
        SpanFactory(annotation=row, role="horizon", start=start, end=start + 10)
        revise(article, f"In the spring it snowed. {text}")
        assert words_of(row, "horizon") == ["the spring"]
        span = row.spans.get(revision=article.current_revision, role="horizon")
        body = row.spans.get(revision=article.current_revision, role="body")
        assert body.start < span.start < body.end

    def test_words_that_are_lost_within_a_passage_that_is_not_make_it_wait(self, article):
        row = PredictionFactory(
            article=article, words=LEADERS, likelihood_words="unlikely", horizon_words="this year"
        ).annotation
        revise(article, TEXT.replace("this year", "before the next summit"))
        found = outcome_of(row)
        assert (found.state, stands_on(row)) == ("waiting", 1)
        roles = {span["role"]: span["exact"] for span in found.proposed}
        assert roles["likelihood"] == "unlikely"
        assert roles["body"].startswith("The two leaders are unlikely to sign a peace treaty")

    def test_two_that_were_apart_do_not_stand_on_the_same_words(self):
        twice = f"{DECADE}. So it goes on and on.\n\nMuch later: {DECADE}. And that was that."
        article = ArticleFactory(text=twice)
        one, other = claim(article, DECADE), claim(article, DECADE, occurrence=2)
        revise(article, f"{DECADE}. So it goes on and on.\n\nMuch later it was over.")
        states = [state_of(one), state_of(other)]
        assert states[0][1] == "carried"
        assert states[1][1] == "waiting"

    def test_two_that_stood_on_the_same_words_still_do(self, article):
        tokyo, cabinet = ActorFactory(), ActorFactory()
        rows = [
            MentionFactory(article=article, words="Tokyo", actor=actor).annotation
            for actor in (tokyo, cabinet)
        ]
        rows += [claim(article, DECADE), claim(article, DECADE)]
        revise(article, CORRECTED)
        assert {outcome_of(row).state for row in rows} == {"carried"}

    def test_predictions_of_one_sentence_that_was_split_wait_for_a_person(self, article):
        compound = CompoundFactory(article=article)
        both = [
            PredictionFactory(article=article, words=words, compound=compound).annotation
            for words in ("Moscow will wait until the spring", "talks go on")
        ]
        index_everything()
        revise(article, TEXT.replace(", if talks go on.", ". Perhaps talks go on."))
        assert {state_of(row) for row in both} == {("uncertain", "waiting")}
        assert {stands_on(row) for row in both} == {1}
        assert list(check_library()) == []


class TestReanchor:
    def test_finds_what_an_import_left_on_an_earlier_text_and_nothing_twice(self, article):
        rows = [claim(article, DECADE), claim(article, LEADERS)]
        article.current_revision = RevisionFactory(article=article, text=CORRECTED)
        article.save()
        assert sum(reanchor(article.current_revision, dry_run=True).values()) == 2
        assert not Reanchoring.objects.exists()
        counts = reanchor(article.current_revision)
        assert counts["lost"] == 1
        assert [stands_on(row) for row in rows] == [2, 1]
        assert reanchor(article.current_revision) == Counter()
        assert Reanchoring.objects.count() == 2

    def test_leaves_alone_what_stands_there(self, article):
        revise(article, CORRECTED)
        row = claim(article, DECADE)
        assert reanchor(article.current_revision) == Counter()
        assert words_of(row) == [DECADE]

    def test_what_stands_there_keeps_its_words(self, article):
        old = claim(article, DECADE)
        article.current_revision = RevisionFactory(article=article, text=CORRECTED)
        article.save()
        claim(article, DECADE)
        reanchor(article.current_revision)
        assert state_of(old) == ("uncertain", "waiting")


def test_a_preview_says_what_would_become_of_them_and_writes_nothing(article):
    for words in (DECADE, WAIT, LEADERS, ISLANDS):
        claim(article, words)
    source = read_bytes(CORRECTED.encode(), "corrected.txt")
    told = preview_revision(user=EditorFactory(), article=article, source=source, text=CORRECTED)
    assert not Reanchoring.objects.exists()
    assert Span.objects.count() == 4
    assert list(revise(article, CORRECTED).told) == list(told)


def test_it_takes_as_many_queries_for_many_as_for_few():
    def queries(count):
        source = ArticleFactory(text=f"{count} things.\n\n{TEXT}")
        for _ in range(count):
            for words in (DECADE, WAIT, LEADERS, ISLANDS):
                claim(source, words)
        with CaptureQueriesContext(connection) as asked:
            revise(source, f"{count} things.\n\n{CORRECTED}")
        return len(asked)

    few = queries(1)
    assert queries(12) == few


def test_only_a_person_makes_a_version(article):
    for words in (DECADE, WAIT, LEADERS, ISLANDS):
        claim(article, words, state="published")
    revise(article, CORRECTED)
    assert not AnnotationVersion.objects.exists()
