"""What a verdict must be: each rule, the field that its breach is named by, and nothing written."""

import datetime
from typing import Any

import pytest
import time_machine

from annotations.models import Evidence, Verdict
from sourcelib.models.dates import Precision
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    PredictionFactory,
)
from tests.services.judged import errors, fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_a_day_in_2024")]

D = datetime.date
TODAY = D(2024, 6, 15)
DEADLINE = D(2024, 3, 31)
# The source is known to the year; its text allows no day before 15 February.
KASHIN = {
    "date": D(2021, 1, 1),
    "date_precision": Precision.YEAR,
    "date_earliest": D(2021, 2, 15),
    "date_latest": D(2021, 3, 31),
}


@pytest.fixture
def _a_day_in_2024() -> Any:
    with time_machine.travel(datetime.datetime(2024, 6, 15, 12, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def article() -> Any:
    return ArticleFactory(state="published", **KASHIN)


@pytest.fixture
def curator() -> Any:
    return CuratorFactory()


def stated(article: Any, **more: Any) -> Any:
    """A prediction that was due on 31 March 2024."""
    horizon = {"horizon_ground": "stated", "horizon_end": DEADLINE, "deadline": DEADLINE}
    return PredictionFactory(article=article, state="published", **horizon | more).annotation


@pytest.fixture
def prediction(article: Any) -> Any:
    return stated(article)


@pytest.fixture
def conditional(article: Any) -> Any:
    return stated(article, condition="If talks go on.")


@pytest.fixture
def claim(article: Any) -> Any:
    return ClaimFactory(article=article, state="published", words="Moscow will wait").annotation


DATED = {"event_date": D(2022, 3, 21), "event_date_precision": Precision.DAY}
UNDATED = {"event_date": None, "event_date_precision": Precision.UNKNOWN}


class TestState:
    @pytest.mark.parametrize("state", ["supported", "mixed", "pending", "due", ""])
    def test_a_prediction_gets_no_other_state(self, curator, prediction, state):
        found = errors(curator, prediction, state=state)
        assert list(found) == ["state"]
        assert "came true" in found["state"][0]

    @pytest.mark.parametrize("state", ["came-true", "still-open", "true"])
    def test_a_claim_gets_no_other_state(self, curator, claim, state):
        found = errors(curator, claim, state=state, **UNDATED)
        assert "state" in found
        assert "contradicted" in found["state"][0]

    @pytest.mark.parametrize("state", ["supported", "contradicted", "mixed", "unverifiable"])
    @pytest.mark.parametrize("event", [DATED, UNDATED])
    def test_a_check_may_have_a_day(self, curator, claim, state, event):
        assert errors(curator, claim, state=state, **event) == {}

    def test_a_reason_is_given(self, curator, prediction):
        assert fields(curator, prediction, reason=" \n") == ["reason"]

    @pytest.mark.parametrize("confidence", ["", "certain"])
    def test_a_confidence_is_given(self, curator, prediction, confidence):
        assert fields(curator, prediction, confidence=confidence) == ["confidence"]

    def test_all_that_is_wrong_is_said_at_once(self, curator, prediction):
        found = fields(curator, prediction, reason="", confidence="", evidence=(), **UNDATED)
        assert sorted(found) == ["confidence", "event_date", "evidence", "reason"]


class TestEvent:
    @pytest.mark.parametrize("state", ["came-true", "partly", "did-not-come-true"])
    def test_what_happened_has_its_day(self, curator, prediction, state):
        assert fields(curator, prediction, state=state, **UNDATED) == ["event_date"]

    @pytest.mark.parametrize("state", ["cannot-be-determined", "still-open"])
    def test_what_says_of_no_event_has_none(self, curator, article, state):
        open_yet = PredictionFactory(article=article, state="published").annotation
        assert fields(curator, open_yet, state=state) == ["event_date"]
        precise = {"event_date": None, "event_date_precision": Precision.DAY}
        assert fields(curator, open_yet, state=state, **precise) == ["event_date"]
        assert errors(curator, open_yet, state=state, **UNDATED) == {}

    @pytest.mark.parametrize("precision", ["unknown", "", "hour"])
    def test_how_exactly_the_day_is_known_is_said(self, curator, prediction, precision):
        found = fields(curator, prediction, event_date_precision=precision)
        assert found == ["event_date_precision"]

    @pytest.mark.parametrize(
        ("day", "precision", "before"),
        [
            (D(2021, 2, 14), "day", True),
            (D(2021, 2, 15), "day", False),
            (D(2021, 1, 1), "month", True),
            (D(2021, 2, 1), "month", False),
            (D(2020, 1, 1), "year", True),
            (D(2021, 1, 1), "year", False),
        ],
    )
    def test_an_event_before_publication_is_refused(
        self, curator, prediction, day, precision, before
    ):
        found = errors(curator, prediction, event_date=day, event_date_precision=precision)
        assert list(found) == (["event_date"] if before else [])
        if before:
            assert "before publication" in found["event_date"][0]
            assert "15 February 2021" in found["event_date"][0]

    def test_a_claim_is_checked_by_what_was_before_it(self, curator, claim):
        past = {"event_date": D(2010, 1, 1), "event_date_precision": Precision.YEAR}
        assert errors(curator, claim, state="supported", **past) == {}

    def test_in_a_source_without_a_date_every_day_is_possible(self, curator):
        undated = ArticleFactory(
            state="published",
            date=None,
            date_precision=Precision.UNKNOWN,
            date_earliest=None,
            date_latest=None,
        )
        found = errors(curator, stated(undated), event_date=D(1990, 1, 1))
        assert found == {}

    @pytest.mark.parametrize(
        ("day", "precision", "future"),
        [
            (D(2024, 6, 16), "day", True),
            (D(2024, 6, 15), "day", False),
            (D(2024, 7, 1), "month", True),
            (D(2024, 6, 30), "month", False),
            (D(2025, 1, 1), "year", True),
        ],
    )
    def test_an_event_to_come_is_refused(self, curator, article, day, precision, future):
        later = PredictionFactory(article=article, state="published").annotation  # due in 2026
        found = fields(curator, later, event_date=day, event_date_precision=precision)
        assert found == (["event_date"] if future else [])

    @pytest.mark.parametrize("state", ["came-true", "partly"])
    @pytest.mark.parametrize(
        ("day", "precision", "late"),
        [
            (D(2024, 4, 1), "day", True),
            (D(2024, 3, 31), "day", False),
            (D(2024, 4, 1), "month", True),
            (D(2024, 3, 1), "month", False),
            (D(2024, 1, 1), "year", False),
        ],
    )
    def test_an_event_counts_only_up_to_the_deadline(
        self, curator, prediction, state, day, precision, late
    ):
        changes = {"state": state, "event_date": day, "event_date_precision": precision}
        found = errors(curator, prediction, **changes)
        assert list(found) == (["event_date"] if late else [])
        if late:
            assert "31 March 2024" in found["event_date"][0]

    def test_without_a_deadline_it_counts_whenever_it_was(self, curator, article):
        endless = PredictionFactory(
            article=article, state="published", horizon_ground="none", deadline=None
        ).annotation
        assert errors(curator, endless, event_date=TODAY) == {}

    @pytest.mark.parametrize(("today", "open_yet"), [(DEADLINE, True), (D(2024, 4, 1), False)])
    def test_nothing_is_open_after_its_deadline(self, curator, prediction, today, open_yet):
        with time_machine.travel(
            datetime.datetime(*today.timetuple()[:3], 12, tzinfo=datetime.UTC)
        ):
            found = errors(curator, prediction, state="still-open", **UNDATED)
        assert list(found) == ([] if open_yet else ["state"])

    def test_what_never_falls_due_may_be_open_for_ever(self, curator, article):
        endless = PredictionFactory(
            article=article, state="published", horizon_ground="none", deadline=None
        ).annotation
        assert errors(curator, endless, state="still-open", **UNDATED) == {}

    def test_an_author_may_withdraw_a_prediction_on_a_day_not_known(self, curator, prediction):
        assert errors(curator, prediction, state="withdrawn-by-author", **UNDATED) == {}


class TestCondition:
    @pytest.mark.parametrize("met", ["yes", "no", "unknown"])
    def test_what_has_no_condition_says_nothing_of_it(self, curator, prediction, met):
        assert "condition_met" in errors(curator, prediction, condition_met=met)

    def test_what_has_no_condition_cannot_fail_by_it(self, curator, prediction):
        assert fields(curator, prediction, state="condition-not-met") == ["state"]

    def test_a_claim_says_nothing_of_a_condition(self, curator, claim):
        found = fields(curator, claim, state="supported", condition_met="yes")
        assert found == ["condition_met"]

    @pytest.mark.parametrize("state", ["came-true", "partly", "did-not-come-true"])
    @pytest.mark.parametrize(
        ("met", "sound"), [("", False), ("yes", True), ("unknown", True), ("no", False)]
    )
    def test_a_decided_one_says_whether_it_was_met(self, curator, conditional, state, met, sound):
        found = fields(curator, conditional, state=state, condition_met=met)
        assert found == ([] if sound else ["condition_met"])

    @pytest.mark.parametrize(
        ("met", "sound"), [("no", True), ("", False), ("yes", False), ("unknown", False)]
    )
    def test_condition_not_met_says_that_it_was_not(self, curator, conditional, met, sound):
        found = fields(curator, conditional, state="condition-not-met", condition_met=met)
        assert found == ([] if sound else ["condition_met"])

    @pytest.mark.parametrize(
        ("met", "sound"), [("", True), ("unknown", True), ("yes", True), ("no", False)]
    )
    def test_what_cannot_be_told_may_leave_it_open(self, curator, conditional, met, sound):
        changes = {"state": "cannot-be-determined", "condition_met": met, **UNDATED}
        assert fields(curator, conditional, **changes) == ([] if sound else ["condition_met"])

    def test_it_is_met_or_not_or_not_known(self, curator, conditional):
        assert fields(curator, conditional, condition_met="perhaps") == ["condition_met"]

    def test_marked_words_are_a_condition_too(self, curator, article):
        marked = stated(article, condition_words="if talks go on", words="Moscow will wait")
        assert fields(curator, marked) == ["condition_met"]
        assert errors(curator, marked, condition_met="yes") == {}

    @pytest.mark.parametrize("met", ["no", "unknown", ""])
    def test_only_what_was_met_has_a_day(self, curator, conditional, met):
        found = errors(curator, conditional, condition_met=met, condition_met_on=D(2022, 1, 1))
        assert "condition_met_on" in found

    @pytest.mark.parametrize(
        ("day", "sound"),
        [
            (D(2021, 2, 14), False),
            (D(2021, 2, 15), True),
            (D(2022, 3, 21), True),
            (D(2022, 3, 22), False),
        ],
    )
    def test_its_day_is_between_source_and_event(self, curator, conditional, day, sound):
        found = fields(curator, conditional, condition_met="yes", condition_met_on=day)
        assert found == ([] if sound else ["condition_met_on"])

    def test_an_event_known_to_the_month_may_have_come_after_it(self, curator, conditional):
        event = {"event_date": D(2022, 3, 1), "event_date_precision": Precision.MONTH}
        for day, sound in ((D(2022, 3, 31), True), (D(2022, 4, 1), False)):
            found = fields(curator, conditional, condition_met="yes", condition_met_on=day, **event)
            assert found == ([] if sound else ["condition_met_on"])
            Evidence.objects.all().delete()
            Verdict.objects.all().delete()

    @pytest.mark.parametrize(
        ("day", "sound"), [(DEADLINE, True), (D(2024, 4, 1), False), (D(2024, 6, 16), False)]
    )
    def test_its_day_is_not_after_the_deadline(self, curator, conditional, day, sound):
        found = errors(
            curator,
            conditional,
            state="cannot-be-determined",
            condition_met="yes",
            condition_met_on=day,
            **UNDATED,
        )
        assert list(found) == ([] if sound else ["condition_met_on"])
