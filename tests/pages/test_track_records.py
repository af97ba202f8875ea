"""Track records as pages show them."""

import datetime
import re
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from annotations.charts.reliability import reliability_diagram
from annotations.conditions import said_by
from annotations.models import Annotation
from annotations.scoring.likelihood import Standard, Term
from annotations.scoring.track_record import track_record
from annotations.track_records import RecordView, track_record_of
from tests import factories as f
from tests.scoring.samples import SAMPLE, TODAY, case, several
from tests.services.judged import change

pytestmark = pytest.mark.django_db

STATED = {
    "horizon_ground": "stated",
    "horizon_end": datetime.date(2022, 12, 31),
    "deadline": datetime.date(2022, 12, 31),
}


def text_of(page):
    """What a reader sees of a page, as one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def section_of(page):
    """The track record of a page, as one line."""
    return text_of(page.split('id="record"')[1].split('<section id="sources"')[0])


def record_of(predictions, standard=Standard.ICD_203):
    return track_record_of(predictions, standard, TODAY)


@pytest.fixture
def ann():
    return f.AuthorFactory(slug="ann", name="Ann Archer")


@pytest.fixture
def predict(ann):
    """Make a public prediction of Ann's, with its verdict unless that is None."""
    article = f.ArticleFactory(authors=[ann], state="published")

    def made(verdict="came-true", review="confirmed", **fields):
        fields = {"likelihood_words": "unlikely", **STATED, "article": article} | fields
        row = f.PredictionFactory(state="published", **fields)
        if verdict:
            undated = verdict in {"still-open", "cannot-be-determined"}
            dated = {"event_date": None} if undated else {}
            f.VerdictFactory(annotation=row.annotation, state=verdict, review=review, **dated)
        return row

    return made


@pytest.fixture
def everything():
    return Annotation.objects.public().predictions()


def test_what_is_stored_becomes_the_case_that_is_scored(predict, everything):
    compound = f.CompoundFactory()
    predict(likelihood_polarity="opposite", compound=compound)
    predict("did-not-come-true", likelihood_polarity="opposite", compound=compound)
    predict("partly", probability="0.7")
    predict("partly", likelihood_words="")

    strict = record_of(everything).strict.count

    assert (strict.counted, strict.banded, strict.unbanded) == (4, 3, 1)
    # "unlikely" of the opposite is 55–80 % of the event; the two halves weigh one
    assert [(one.band.low, one.band.high, one.cases, one.n) for one in strict.groups] == [
        (0.55, 0.80, 2, 1),
        (0.7, 0.7, 1, 1),
    ]


def test_the_verdict_that_stands_is_the_one_that_counts(predict, everything):
    first = predict("did-not-come-true").annotation.verdicts.get()
    f.VerdictFactory(annotation=first.annotation, review="confirmed", supersedes=first)
    f.VerdictFactory(annotation=first.annotation, state="partly", review="proposed")

    states = [(one.state, one.count) for one in record_of(everything).states]

    assert states == [("came-true", 1)]


@pytest.mark.parametrize(
    ("condition", "met", "counted"),
    [("if talks go on", "yes", 1), ("if talks go on", "", 0), ("", "", 1)],
)
def test_a_condition_must_be_known_to_be_met(predict, everything, condition, met, counted):
    row = predict(None, condition=condition)
    f.VerdictFactory(annotation=row.annotation, review="confirmed", condition_met=met)

    assert record_of(everything).strict.counted == counted


def test_a_condition_that_only_its_words_mark_must_be_met_too(predict, everything):
    predict(condition="", condition_words="Tokyo")

    record = record_of(everything)
    assert record.strict.counted == 0
    assert "does not say whether its condition was met" in record.ledger[0].reason


def test_what_is_only_inferred_is_never_in_the_record_of_an_actor(ann, predict, everything):
    actor = f.ActorFactory(author=ann)
    predict(attribution="author")
    predict(attribution="inferred", speaker=actor)
    predict(attribution="inferred", speaker=f.ActorFactory(), co_speakers=[actor])
    elsewhere = f.ArticleFactory(state="published")
    predict(attribution="reported", speaker=actor, article=elsewhere)
    predict(
        attribution="reported", speaker=f.ActorFactory(), co_speakers=[actor], article=elsewhere
    )

    record = record_of(everything.filter(said_by([actor])))

    assert (record.total, record.everything, record.strict.counted) == (3, 3, 3)


def test_of_any_predictions_what_is_inferred_or_unattributed_is_in_the_ledger_alone(
    predict, everything
):
    predict(attribution="inferred", speaker=f.ActorFactory())
    predict(attribution="unattributed")
    record = record_of(everything)

    assert record.is_empty
    assert [(row.strict, row.wide) for row in record.ledger] == [(1, 1), (1, 1)]


def test_a_prediction_found_in_two_ways_is_one(ann, predict, everything):
    actor = f.ActorFactory(author=ann)
    predict(attribution="reported", speaker=actor, co_speakers=[actor, f.ActorFactory()])

    assert record_of(everything.said_by(actor)).total == 1


def test_it_takes_two_queries_whatever_the_number(predict, everything, django_assert_num_queries):
    for verdict in (*["came-true"] * 5, "partly", None):
        predict(verdict)

    with django_assert_num_queries(2):
        record_of(everything)


def test_what_was_changed_since_two_people_judged_it_is_not_counted_strictly(
    ann, get, predict, everything
):
    judged, noted, alone = (
        predict(article=f.ArticleFactory(authors=[ann], state="published")).annotation
        for _ in range(3)
    )
    change(judged, likelihood_polarity="opposite")
    change(noted, attribution_note="In his own name.")
    alone.verdicts.update(review="single-reviewed", confirmed_at=None)
    change(alone, likelihood_polarity="opposite")
    record = record_of(everything)

    assert [(row.strict, row.wide) for row in record.ledger] == [(1, 0), (1, 0)]
    assert "Changed since two people judged it: its words, term or speaker 1 0" in section_of(
        get("/authors/ann/")
    )


def test_a_page_without_anything_strict_says_why_in_place_of_a_score(get, predict):
    predict("cannot-be-determined", "single-reviewed")
    for _number in range(2):
        predict(
            review="single-reviewed",
            horizon_ground="default-5y",
            horizon_end=None,
            deadline=datetime.date(2024, 1, 1),
        )
    record = section_of(get("/authors/ann/"))

    assert (
        "Nothing here can be scored strictly: 2 rest on the five-year rule, "
        "1 cannot be determined." in record
    )
    assert "Counted 0 2" in record
    assert "Hit rate no rate 2 of 2 Brier" in record  # below five no percentage
    assert "Left out 3 1" in record
    assert "All predictions 3 3" in record


def test_a_page_shows_rates_scores_words_and_ledger_side_by_side(get, predict):
    for verdict in ("came-true", "did-not-come-true", "partly"):
        predict(verdict)
    for _number in range(3):
        predict("did-not-come-true", "single-reviewed")
    predict("did-not-come-true", likelihood_words="will")
    record = section_of(get("/authors/ann/"))

    # strict: unlikely 3 and a hedge; wide: three more that did not happen
    assert "1 came true , 1 came true in part , 2 did not come true" in record
    assert "Hit rate 1 of 4 with what came true in part: 2 of 4 1 of 7, 14% (3–51%)" in record
    # strict (0.3025 + 0.04 + 0.04) / 3, (0.64 + 0.2025 + 0.64) / 3
    assert "0.128–0.494 , not distinguishable from guessing" in record
    assert "unlikely, improbable 20–45% 1 of 3 1 in part" in record
    assert "Judged by one person alone 3 0" in record
    assert "without a band in ICD 203 1 1" in record
    assert "No diagram: it takes 10 predictions with a band; this count has 3." in record


def test_the_standard_of_a_record_can_be_switched(get, predict):
    for _number in range(5):
        predict("did-not-come-true")

    assert "20–45%" in section_of(get("/authors/ann/"))
    assert "0–33%" in section_of(get("/authors/ann/?standard=ipcc-ar5"))
    assert "Brier score by IPCC AR5" in section_of(get("/authors/ann/?standard=ipcc-ar5"))
    assert "is no standard" in get("/authors/ann/?standard=guess", 400)


def test_states_lead_to_the_board_that_lists_exactly_these(ann, get, predict):
    f.ActorFactory(slug="ann-archer", author=ann)
    predict("cannot-be-determined")
    predict()
    predict(attribution="reported", speaker=f.ActorFactory())
    page = get("/authors/ann/")
    address = "/predictions/?speaker=ann-archer&state=cannot-be-determined"

    assert address.replace("&", "&amp;") in page
    assert get(address).count('class="prow"') == 1


def test_reasons_of_the_ledger_lead_to_the_board_where_a_filter_speaks_of_them(ann, get, predict):
    f.ActorFactory(slug="ann-archer", author=ann)
    day = datetime.date(2024, 1, 1)
    predict(horizon_ground="default-5y", horizon_end=None, deadline=day)
    predict(review="single-reviewed")
    page = get("/authors/ann/")
    address = "/predictions/?speaker=ann-archer&horizon=default-5y"

    assert address.replace("&", "&amp;") in page
    assert get(address).count('class="prow"') == 1


def test_an_author_who_is_an_actor_has_one_record_with_what_others_report(ann, get, predict):
    actor = f.ActorFactory(slug="ann-archer", author=ann)
    elsewhere = f.ArticleFactory(state="published")
    predict(attribution="reported", speaker=actor, article=elsewhere)

    assert "of 1 prediction" in section_of(get("/authors/ann/"))


def sample_view(cases, standard=Standard.ICD_203):
    return RecordView(track_record(cases, standard, TODAY), standard)


def test_from_ten_predictions_a_diagram_says_in_words_what_it_draws():
    strict = sample_view(SAMPLE).strict
    label = re.search(r'role="img" aria-label="([^"]*)"', strict.diagram)[1]

    assert "likely, probable (55–80%): 4 of 8 (50%) happened, interval 22–78%" in label
    assert strict.diagram.count('class="dot"') == strict.diagram.count('class="band"') == 4
    assert "style=" not in strict.diagram
    assert [row.curve for row in strict.groups] == ["20%", "50%", "86%", "86%"]
    assert sample_view(SAMPLE[:9]).strict.diagram == ""


# Under PHIA "unlikely" of the opposite is 65–75 %, inside the 55–75 % of "likely".
OVERLAPPING = [case("did-not-come-true")] * 8 + [case(term=Term.UNLIKELY, opposite=True)] * 8


@pytest.mark.parametrize("cases", [SAMPLE, OVERLAPPING])
def test_the_curve_of_the_diagram_rises_and_its_boxes_lie_on_the_diagonal(cases):
    count = sample_view(cases, Standard.PHIA).strict.count
    drawn = reliability_diagram(count.groups, count.curve, "")
    points = [
        tuple(map(float, point.split()))
        for point in re.search(r'class="corp" d="M([^"]*)"', drawn)[1].split("L")
    ]
    boxes = re.findall(r'class="band" x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"', drawn)

    assert all(x <= u and y >= v for (x, y), (u, v) in pairwise(points))
    for x, y, width, height in (map(float, box) for box in boxes):
        # the plot goes from 34 to 274 along and from 250 up to 10
        assert x - 34 == pytest.approx(250 - y - height, abs=0.2)
        assert width == height


def test_murphys_parts_are_told_from_thirty_on():
    strict = sample_view(SAMPLE + several(Term.LIKELY, 5, of=10)).strict

    assert [name for name, _value, _meaning in strict.parts] == [
        "reliability",
        "resolution",
        "uncertainty",
    ]
    assert sample_view(SAMPLE).strict.parts == []


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        ([case("did-not-come-true")] * 5, "worse than saying 50% each time"),
        ([case()] * 5, "better than saying 50% each time"),
        ([case()] * 4, "too few to tell from guessing"),
        ([case()] * 4 + [case("did-not-come-true")] * 4, "not distinguishable from guessing"),
    ],
)
def test_what_a_score_says_is_put_in_words(cases, said):
    assert sample_view(cases).strict.judgement == said


def test_what_gave_a_band_is_named():
    printed = [case(probability=0.2), case(probability=0.2, opposite=True)]
    rows = sample_view([*printed, case(term=Term.UNLIKELY, opposite=True)]).strict.groups

    assert [(row.words, row.band) for row in rows] == [
        ("printed: 20%", "20%"),
        ("unlikely, improbable (said of the opposite)", "55–80%"),
        ("printed: 20% (said of the opposite)", "80%"),
    ]


def test_too_strong_words_are_marked_beside_their_band():
    row = sample_view(several(Term.VERY_LIKELY, 2, of=10)).strict.groups[0]

    assert (row.band, row.happened, row.interval) == ("80–95%", "2 of 10 (20%)", "6–51%")
    assert row.fit == "too strong"


def test_in_brief_a_record_has_its_numbers_and_leads_to_the_whole():
    drawn = render_to_string(
        "annotations/_track_record_brief.html",
        {"record": sample_view(SAMPLE), "more": "/authors/ann/#record"},
        RequestFactory().get("/"),
    )

    assert "11 of 20, 55% came true (34–74%)" in text_of(drawn)
    assert "Brier score by ICD 203 0.137–0.296" in text_of(drawn)
    assert 'href="/authors/ann/#record"' in drawn
