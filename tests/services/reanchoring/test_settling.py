"""A person says where a passage stands in a corrected text, or that it stands there no more."""

import pytest

from annotations.models import Reanchoring
from annotations.services.annotating import change_annotation, create_annotation
from annotations.services.checking import check_library
from annotations.services.compounds import share_a_sentence
from annotations.services.inputs import ClaimInput, SpanInput
from annotations.services.placing import Duplicate
from annotations.services.reanchoring.queue import corrected, in_order, left_behind, sources, turn
from annotations.services.reanchoring.settling import leave, place, take_back
from annotations.services.versions import Stale
from sourcelib.models import SearchEntry
from sourcelib.search.index import found
from sourcelib.search.query import parse
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    ClaimFactory,
    CompoundFactory,
    CuratorFactory,
    EditorFactory,
    PredictionFactory,
)
from tests.indexed import index_everything
from tests.reanchoring import CORRECTED, TEXT, outcome_of, revise, words_of
from tests.services.reanchoring.words import LEADERS, SUMMER, WAIT, again, span

pytestmark = pytest.mark.django_db


class TestPlacing:
    def test_accepts_what_was_found(self, waiting, curator):
        row = place(user=curator, reanchoring=waiting)
        assert (row.state, row.decided_by) == ("placed", curator)
        assert row.decided_at is not None
        assert words_of(row.annotation) == [SUMMER]
        assert again(row).revision == row.revision
        assert again(row).spans.get(revision=row.revision).placement == "re-anchored"
        assert again(row).spans.get(revision=row.old_revision).exact == WAIT

    def test_is_a_change_that_history_tells_with_who_and_why(self, waiting, curator):
        place(user=curator, reanchoring=waiting, note="The publisher corrected the season.")
        first, second = again(waiting).versions.order_by("number")
        assert (second.number, second.action, second.by) == (2, "reanchored", curator)
        assert second.reason == "The publisher corrected the season."
        assert [one["exact"] for one in first.data["spans"]] == [WAIT]
        assert [one["exact"] for one in second.data["spans"]] == [WAIT, SUMMER]
        assert again(waiting).version == 2

    def test_takes_other_words_by_hand(self, waiting, curator):
        words = "Moscow will wait"
        place(user=curator, reanchoring=waiting, spans=[span(CORRECTED, words)])
        assert words_of(waiting.annotation) == [words]
        assert again(waiting).spans.get(revision=waiting.revision).placement == "by-hand"

    def test_lets_the_search_find_the_new_words(self, waiting, curator):
        def finds(word):
            keys = found(parse(word), "claim")
            return SearchEntry.objects.filter(kind="claim", key__in=keys).exists()

        assert (finds("spring"), finds("summer")) == (True, False)
        place(user=curator, reanchoring=waiting)
        assert (finds("spring"), finds("summer")) == (False, True)
        assert list(check_library()) == []

    def test_refuses_words_that_do_not_stand_there(self, waiting, curator):
        wrong = SpanInput(start=0, end=5, exact="Kyoto")
        with pytest.raises(Invalid, match="the text reads") as caught:
            place(user=curator, reanchoring=waiting, spans=[wrong])
        assert set(caught.value.errors) == {"spans.body"}
        assert again(waiting).version == 1
        assert outcome_of(waiting.annotation).state == "waiting"

    def test_what_was_not_found_cannot_be_accepted(self, article, curator):
        row = ClaimFactory(article=article, words=LEADERS).annotation
        revise(article, CORRECTED)
        with pytest.raises(Invalid, match="Nothing was found"):
            place(user=curator, reanchoring=outcome_of(row))
        words = "Nobody expected the islands to be handed over"
        place(user=curator, reanchoring=outcome_of(row), spans=[span(CORRECTED, words)])
        assert words_of(row) == [words]

    def test_the_same_is_not_said_twice_of_the_same_words(self, waiting, article, curator):
        create_annotation(
            user=curator,
            revision=article.current_revision,
            spans=[span(CORRECTED, SUMMER)],
            detail=ClaimInput(summary="Moscow waits for summer.", kind="factual"),
        )
        with pytest.raises(Duplicate):
            place(user=curator, reanchoring=waiting)
        assert outcome_of(waiting.annotation).state == "waiting"

    def test_one_of_a_compound_does_not_move_to_another_sentence(self, article, curator):
        compound = CompoundFactory(article=article)
        one, other = (
            PredictionFactory(article=article, words=words, compound=compound).annotation
            for words in ("Moscow will wait until the spring", "talks go on")
        )
        revise(article, TEXT.replace(", if talks go on.", ". Perhaps talks go on."))
        place(user=curator, reanchoring=outcome_of(one))
        with pytest.raises(Invalid, match="take it out of the sentence first"):
            place(user=curator, reanchoring=outcome_of(other))
        assert share_a_sentence([one.pk, other.pk])

    def test_two_of_three_do_not_part_while_the_third_waits(self, article, curator):
        compound = CompoundFactory(article=article)
        one, other, third = (
            PredictionFactory(article=article, words=words, compound=compound).annotation
            for words in ("Moscow will wait", "until the spring", "talks go on")
        )
        index_everything()
        parted = TEXT.replace(" until the spring, if", ". Until the summer, if")
        revise(article, parted)
        place(user=curator, reanchoring=outcome_of(one), spans=[span(parted, "Moscow will wait")])
        with pytest.raises(Invalid, match="take it out of the sentence first"):
            place(user=curator, reanchoring=outcome_of(other), spans=[span(parted, "the summer")])
        assert share_a_sentence([one.pk, other.pk, third.pk])
        assert list(check_library()) == []

    def test_likelihood_words_are_read_anew(self, article, curator):
        prediction = PredictionFactory(article=article, words=LEADERS, likelihood_words="unlikely")
        assert prediction.likelihood_term == "unlikely"
        revise(article, TEXT.replace("are unlikely to", "are very unlikely to"))
        given = [
            span(article.current_revision.text, "very unlikely", "likelihood"),
            span(
                article.current_revision.text,
                "The two leaders are very unlikely to sign a peace treaty this year",
            ),
        ]
        place(user=curator, reanchoring=outcome_of(prediction.annotation), spans=given)
        prediction.refresh_from_db()
        assert prediction.likelihood_term == "very-unlikely"

    def test_a_number_that_the_new_words_do_not_print_is_refused(self, article, curator):
        text = TEXT.replace("are unlikely to", "have a 20 per cent chance to")
        article = ArticleFactory(text=text)
        row = PredictionFactory(
            article=article,
            words="The two leaders have a 20 per cent chance to sign",
            likelihood_words="20 per cent",
            probability="0.2",
        ).annotation
        revise(article, text.replace("20 per cent", "small"))
        given = [span(article.current_revision.text, "The two leaders have a small chance to sign")]
        with pytest.raises(Invalid, match="print no such number"):
            place(user=curator, reanchoring=outcome_of(row), spans=given)


class TestLeaving:
    def test_stays_readable_where_it_stood(self, article, curator):
        row = ClaimFactory(article=article, words=LEADERS, state="published").annotation
        revise(article, CORRECTED)
        left = leave(user=curator, reanchoring=outcome_of(row))
        assert (left.state, left.decided_by) == ("left", curator)
        assert words_of(row) == [LEADERS]
        assert again(left).revision.number == 1
        assert again(left).version == 1

    def test_says_why_where_words_were_found(self, waiting, curator):
        with pytest.raises(Invalid) as caught:
            leave(user=curator, reanchoring=waiting, note=" ")
        assert set(caught.value.errors) == {"note"}
        assert leave(user=curator, reanchoring=waiting, note="Another claim.").note == (
            "Another claim."
        )


class TestTakingBack:
    def test_a_placing(self, waiting, curator, article):
        place(user=curator, reanchoring=waiting)
        row = take_back(user=curator, reanchoring=waiting)
        assert (row.state, row.decided_at, row.decided_by) == ("waiting", None, None)
        assert words_of(row.annotation) == [WAIT]
        assert not again(row).spans.filter(revision=article.current_revision).exists()
        assert [one.action for one in again(row).versions.order_by("number")] == [
            *("created", "reanchored", "reanchored")
        ]
        assert place(user=curator, reanchoring=row).state == "placed"
        assert list(check_library()) == []

    def test_a_leaving(self, waiting, curator):
        leave(user=curator, reanchoring=waiting, note="Another claim.")
        row = take_back(user=curator, reanchoring=waiting)
        assert (row.state, row.note, row.decided_by) == ("waiting", "", None)

    def test_not_once_it_was_changed(self, waiting, curator):
        place(user=curator, reanchoring=waiting)
        change_annotation(
            user=EditorFactory(),
            annotation=waiting.annotation,
            expected_version=2,
            note="Look at the season.",
            reason="A note.",
        )
        with pytest.raises(WrongState, match="changed since"):
            take_back(user=curator, reanchoring=waiting)

    def test_not_once_the_text_was_corrected_again(self, waiting, curator, article):
        place(user=curator, reanchoring=waiting)
        revise(article, CORRECTED.replace("Nobody", "No one"))
        with pytest.raises(WrongState, match="corrected again"):
            take_back(user=curator, reanchoring=waiting)

    def test_not_what_waits(self, waiting, curator):
        with pytest.raises(WrongState):
            take_back(user=curator, reanchoring=waiting)


class TestWho:
    def test_curators_settle_what_is_published_too_and_nobody_else(self, waiting):
        for user in (AccountFactory(), AccountFactory(is_staff=True)):
            for service in (place, leave, take_back):
                with pytest.raises(NotAllowed):
                    service(user=user, reanchoring=waiting)
        assert outcome_of(waiting.annotation).state == "waiting"
        assert place(user=CuratorFactory(), reanchoring=waiting).state == "placed"

    def test_two_do_not_both_win(self, waiting, curator):
        other = Reanchoring.objects.get(pk=waiting.pk)
        place(user=curator, reanchoring=waiting)
        with pytest.raises(WrongState, match=curator.username):
            leave(user=EditorFactory(), reanchoring=other, note="No.")
        with pytest.raises(WrongState, match="placed already"):
            place(user=EditorFactory(), reanchoring=other)

    def test_what_was_changed_meanwhile_is_looked_at_again(self, waiting, curator):
        with pytest.raises(Stale):
            place(user=curator, reanchoring=waiting, expected_version=7)

    def test_what_was_overtaken_is_not_settled(self, waiting, curator, article):
        revise(article, CORRECTED.replace("Nobody", "No one"))
        with pytest.raises(WrongState, match="corrected again"):
            place(user=curator, reanchoring=waiting)


class TestQueue:
    def test_tells_what_became_of_the_annotations_of_a_source(self, article, curator):
        rows = [
            ClaimFactory(article=article, words=words).annotation
            for words in (LEADERS, "Tokyo hesitated", WAIT)
        ]
        revise(article, CORRECTED)
        (of_source,) = sources(corrected())
        assert of_source.article == article
        assert (of_source.waiting, of_source.settled) == (2, 0)
        assert of_source.outcomes.total() == 3
        assert of_source.outcomes["lost"] == of_source.outcomes["edited"] == 1
        assert left_behind(article) == 2
        in_text = [row.annotation for row in in_order(article)]
        assert in_text == [rows[2], rows[0]]
        leave(user=curator, reanchoring=outcome_of(rows[0]))
        (of_source,) = sources([article.pk])
        assert (of_source.waiting, of_source.settled) == (1, 1)
        assert left_behind(article) == 2

    def test_goes_on_to_what_waits_next_and_round_again(self, article, curator):
        rows = [
            ClaimFactory(article=article, words=words).annotation
            for words in (WAIT, LEADERS, "officials said")
        ]
        revise(article, CORRECTED)
        first, second, third = (outcome_of(row) for row in rows)
        now = turn(second)
        assert (now.number, now.of, now.waiting) == (2, 3, 3)
        assert (now.before, now.after) == (first.uid, third.uid)
        assert turn(third).after == first.uid
        leave(user=curator, reanchoring=third)
        assert turn(second).after == first.uid
        assert turn(second).waiting == 2
        revise(article, TEXT)
        assert turn(second) is None
