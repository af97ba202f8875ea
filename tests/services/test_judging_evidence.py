"""What evidence must be: each rule, the piece and field that its breach is named by."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
import time_machine

from annotations.models import Evidence, Verdict
from annotations.services.judging import EvidenceInput
from sourcelib.models.dates import Precision
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    CuratorFactory,
    MentionFactory,
    PredictionFactory,
    RevisionFactory,
    SpanFactory,
)
from tests.services.judged import REPORT, errors, fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_a_day_in_2024")]

D = datetime.date
DATED = {"event_date": D(2022, 3, 21), "event_date_precision": Precision.DAY}
UNDATED = {"event_date": None, "event_date_precision": Precision.UNKNOWN}


@pytest.fixture
def _a_day_in_2024() -> Any:
    with time_machine.travel(datetime.datetime(2024, 6, 15, 12, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def article() -> Any:
    return ArticleFactory(state="published")


@pytest.fixture
def curator() -> Any:
    return CuratorFactory()


@pytest.fixture
def prediction(article: Any) -> Any:
    return PredictionFactory(article=article, state="published").annotation


@pytest.fixture
def conditional(article: Any) -> Any:
    condition = "If talks go on."
    return PredictionFactory(article=article, state="published", condition=condition).annotation


@pytest.fixture
def claim(article: Any) -> Any:
    return ClaimFactory(article=article, state="published", words="Moscow will wait").annotation


@pytest.fixture
def passage() -> Any:
    later = ArticleFactory(
        text="The talks ended. So it goes.", state="published", date=D(2023, 1, 1)
    )
    return ClaimFactory(article=later, state="published", words="The talks ended").annotation


class TestOutsideEvidence:
    @pytest.mark.parametrize(
        ("state", "needed"),
        [
            ("did-not-come-true", True),
            ("withdrawn-by-author", True),
            ("cannot-be-determined", False),
        ],
    )
    def test_a_decision_rests_on_evidence(self, curator, prediction, state, needed):
        event = DATED if state == "did-not-come-true" else UNDATED
        found = fields(curator, prediction, state=state, evidence=(), **event)
        assert found == (["evidence"] if needed else [])

    @pytest.mark.parametrize(("state", "needed"), [("supported", True), ("unverifiable", False)])
    def test_so_does_a_check(self, curator, claim, state, needed):
        found = fields(curator, claim, state=state, evidence=())
        assert found == (["evidence"] if needed else [])

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"source": " "}, "source"),
            ({"date": None, "date_precision": Precision.UNKNOWN}, "date"),
            ({"date": None}, "date"),
            ({"date_precision": Precision.UNKNOWN}, "date_precision"),
            ({"date": D(2024, 6, 16)}, "date"),
            ({"date": D(2024, 7, 1), "date_precision": Precision.MONTH}, "date"),
            ({"reports": ""}, "reports"),
            ({"url": "javascript:alert(1)"}, "url"),
            ({"url": "ftp://example.org/report"}, "url"),
            ({"url": "example.org"}, "url"),
            ({"bears": "nothing"}, "bears"),
            ({"bears": "condition"}, "bears"),
            ({"source": "s" * 501}, "source"),
            ({"key": "k" * 121}, "key"),
        ],
    )
    def test_what_is_wrong_is_named_by_its_piece(self, curator, prediction, changes, field):
        bad = replace(REPORT, **changes)
        found = fields(curator, prediction, evidence=(REPORT, bad))
        assert found == [f"evidence.1.{field}"]

    @pytest.mark.parametrize(
        "changes",
        [
            {"words": "The talks are over.", "reports": ""},
            {"url": "https://example.org/report?id=1"},
            {"url": "http://example.org/"},
            {"date": D(2024, 6, 30), "date_precision": Precision.MONTH},
            {"date": D(2021, 1, 1), "date_precision": Precision.YEAR},
            {"key": "mfa-2022"},
        ],
    )
    def test_what_is_right_is_taken(self, curator, prediction, changes):
        assert errors(curator, prediction, evidence=(replace(REPORT, **changes),)) == {}

    def test_evidence_may_bear_on_the_condition(self, curator, conditional):
        found = errors(
            curator,
            conditional,
            condition_met="yes",
            evidence=(replace(REPORT, bears="condition"),),
        )
        assert found == {}


class TestOlderEvidence:
    """The source is of 5 March 2021, or what the factory says of it."""

    @pytest.fixture
    def older(self, article: Any) -> Any:
        day = article.date_earliest - datetime.timedelta(days=1)
        source = ArticleFactory(state="published", date=day, date_earliest=day, date_latest=day)
        return (
            replace(REPORT, date=day),
            EvidenceInput(passage=ClaimFactory(article=source, state="published").annotation),
        )

    def test_nothing_older_than_a_prediction_shows_how_it_turned_out(
        self, curator, prediction, older
    ):
        for evidence in (older, older[:1], older[1:]):
            found = errors(curator, prediction, evidence=evidence)
            assert list(found) == ["evidence"]
            assert "Nothing older than the prediction" in found["evidence"][0]

    def test_beside_a_later_piece_it_may_say_what_was_known_before(
        self, curator, prediction, older
    ):
        assert errors(curator, prediction, evidence=(*older, REPORT)) == {}

    def test_what_needs_no_evidence_may_rest_on_it(self, curator, prediction, older):
        found = errors(curator, prediction, state="cannot-be-determined", evidence=older, **UNDATED)
        assert found == {}

    def test_a_condition_may_have_been_settled_by_it(self, curator, conditional, older):
        evidence = (REPORT, replace(older[0], bears="condition"))
        assert errors(curator, conditional, condition_met="yes", evidence=evidence) == {}

    def test_so_may_a_claim(self, curator, claim, older):
        assert errors(curator, claim, state="supported", evidence=older) == {}


class TestPassages:
    def test_its_words_are_quoted_to_the_character(self, curator, prediction, passage):
        for words, sound in (("talks ended", True), ("talks  ended", False), ("Talks", False)):
            given = EvidenceInput(passage=passage, words=words)
            found = errors(curator, prediction, evidence=(given,))
            assert list(found) == ([] if sound else ["evidence.0.words"])
            if not sound:
                assert "The talks ended" in found["evidence.0.words"][0]
            Evidence.objects.all().delete()
            Verdict.objects.all().delete()

    def test_a_passage_of_parts_is_quoted_in_part_or_whole(self, curator, prediction, passage):
        SpanFactory(annotation=passage, words="So it goes", part=2)
        given = EvidenceInput(passage=passage)
        assert errors(curator, prediction, evidence=(given,)) == {}
        assert Evidence.objects.get().words == "The talks ended … So it goes"

    def test_a_passage_is_quoted_as_the_last_text_has_it(self, curator, prediction, passage):
        text = "The talks have ended. So it goes."
        revision = RevisionFactory(article=passage.article, text=text)
        SpanFactory(annotation=passage, revision=revision, words="The talks have ended")
        passage.revision = revision
        passage.save()
        old = EvidenceInput(passage=passage, words="The talks ended")
        assert fields(curator, prediction, evidence=(old,)) == ["evidence.0.words"]
        new = EvidenceInput(passage=passage)
        assert errors(curator, prediction, evidence=(new,)) == {}
        assert Evidence.objects.get().words == "The talks have ended"

    @pytest.mark.parametrize("field", ["source", "key", "url", "reports"])
    def test_a_passage_is_its_own_source(self, curator, prediction, passage, field):
        given = EvidenceInput(passage=passage, **{field: "https://example.org"})
        found = fields(curator, prediction, evidence=(given,))
        assert found == [f"evidence.0.{field}"]

    def test_a_passage_has_the_date_of_its_source(self, curator, prediction, passage):
        given = EvidenceInput(passage=passage, date=D(2022, 1, 1), date_precision="day")
        assert fields(curator, prediction, evidence=(given,)) == ["evidence.0.date"]

    def test_nothing_is_evidence_of_itself(self, curator, prediction):
        given = EvidenceInput(passage=prediction)
        found = errors(curator, prediction, evidence=(given,))
        assert list(found) == ["evidence.0.passage"]
        assert "itself" in found["evidence.0.passage"][0]

    @pytest.mark.parametrize("judged", ["prediction", "claim"])
    def test_a_source_does_not_prove_itself(self, curator, article, judged, request):
        other = ClaimFactory(article=article, state="published").annotation
        given = EvidenceInput(passage=other)
        outcome = {"state": "supported"} if judged == "claim" else {}
        found = errors(curator, request.getfixturevalue(judged), evidence=(given,), **outcome)
        assert list(found) == ["evidence.0.passage"]
        assert "cannot prove itself" in found["evidence.0.passage"][0]

    @pytest.mark.parametrize("state", ["draft", "in-review", "withdrawn"])
    def test_a_passage_is_published(self, curator, prediction, passage, state):
        hidden = ClaimFactory(article=passage.article, state=state).annotation
        given = EvidenceInput(passage=hidden)
        assert fields(curator, prediction, evidence=(given,)) == ["evidence.0.passage"]

    def test_so_is_its_source(self, curator, prediction):
        hidden = ClaimFactory(article=ArticleFactory(), state="published").annotation
        given = EvidenceInput(passage=hidden)
        assert fields(curator, prediction, evidence=(given,)) == ["evidence.0.passage"]

    def test_a_mention_says_nothing(self, curator, prediction, passage):
        mention = MentionFactory(article=passage.article, state="published").annotation
        given = EvidenceInput(passage=mention)
        assert fields(curator, prediction, evidence=(given,)) == ["evidence.0.passage"]

    def test_a_passage_without_a_date_is_refused(self, curator, prediction):
        undated = ArticleFactory(
            state="published",
            date=None,
            date_precision=Precision.UNKNOWN,
            date_earliest=None,
            date_latest=None,
        )
        given = EvidenceInput(passage=ClaimFactory(article=undated, state="published").annotation)
        found = errors(curator, prediction, evidence=(given,))
        assert list(found) == ["evidence.0.passage"]
        assert "no date" in found["evidence.0.passage"][0]

    def test_a_passage_of_which_readers_see_the_title_alone_is_evidence(self, curator, prediction):
        source = ArticleFactory(state="published", display="metadata")
        given = EvidenceInput(passage=ClaimFactory(article=source, state="published").annotation)
        assert errors(curator, prediction, evidence=(given,)) == {}
