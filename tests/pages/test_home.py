"""The first page: what a later source answers, who predicted, what is due, by which standard."""

import datetime
import re

import pytest
from django.utils import timezone

from annotations.models import Verdict
from sourcelib.models import Article
from tests import factories as f

pytestmark = pytest.mark.django_db


def source(title, year, **fields):
    day = datetime.date(year, 5, 20)
    return f.ArticleFactory(
        title=title, date=day, date_precision="day", state="published", **fields
    )


def section(page, name):
    return page.split(f'<section id="{name}">')[1].split("</section>")[0]


@pytest.fixture
def told():
    """A prediction of 2015 that a claim of 2021 shows to have come true."""
    author = f.AuthorFactory(name="Ann Archer", slug="ann-archer")
    early = source("Early", 2015, authors=[author])
    late = source("Late", 2021)
    said = f.PredictionFactory(
        article=early, words="Moscow will wait until the spring", state="published"
    )
    claim = f.ClaimFactory(article=late, words="Tokyo", state="published")
    verdict = f.VerdictFactory(annotation=said.annotation, state="came-true")
    f.EvidenceFactory(
        verdict=verdict, passage=claim.annotation, source="", reports="", words="Tokyo"
    )
    return said, claim, verdict


def test_a_prediction_stands_beside_the_later_words_that_show_what_became_of_it(told, get):
    said, claim, _verdict = told
    found = section(get("/"), "answered")

    assert "Moscow will wait until the spring" in found
    assert "Came true" in found
    assert f'href="/predictions/{said.annotation.uid}/"' in found
    assert f'href="/a/{claim.annotation.uid}/"' in found
    assert found.index("Ann Archer") < found.index("Came true") < found.index("Tokyo")


def test_words_that_leave_their_verb_out_stand_with_what_they_were_read_as(told, get):
    said, claim, _verdict = told
    found = section(get("/"), "answered")

    assert f"Read as: {said.summary}" in found
    assert f"Read as: {claim.summary}" in found


def test_a_passage_that_shows_the_outcome_stands_before_other_evidence_of_the_verdict(told, get):
    said, claim, verdict = told
    late = claim.annotation.article
    shows = f.ClaimFactory(article=late, words="Tokyo", state="published")
    f.EvidenceFactory(
        verdict=verdict, passage=shows.annotation, source="", reports="", words="Tokyo"
    )
    f.RelationFactory(source=shows.annotation, target=said.annotation, kind="resolves")
    found = section(get("/"), "answered")

    assert f'href="/a/{shows.annotation.uid}/"' in found
    assert f'href="/a/{claim.annotation.uid}/"' not in found


def test_it_is_not_told_again_among_those_just_decided(told, get):
    said, _claim, _verdict = told

    assert f"/predictions/{said.annotation.uid}/" not in section(get("/"), "decided")


@pytest.mark.parametrize(
    "taken",
    [
        lambda _said, claim, _verdict: (
            type(claim.annotation)
            .objects.filter(pk=claim.annotation_id)
            .update(state="draft", reviewed_at=None, reviewed_by=None)
        ),
        lambda _said, claim, _verdict: Article.objects.filter(
            pk=claim.annotation.article_id
        ).update(state="withdrawn", withdrawn_at="2025-01-01T00:00Z", withdrawal_reason="asked"),
        lambda _said, claim, _verdict: Article.objects.filter(
            pk=claim.annotation.article_id
        ).update(date="2014-01-01", date_earliest="2014-01-01", date_latest="2014-01-01"),
        lambda _said, _claim, verdict: f.VerdictFactory(
            annotation=verdict.annotation,
            state="cannot-be-determined",
            event_date=None,
            supersedes=verdict,
        ),
    ],
    ids=["passage no longer public", "source withdrawn", "source older", "verdict superseded"],
)
def test_nothing_answers_that_is_not_public_later_and_standing(told, get, taken):
    taken(*told)

    assert 'id="answered"' not in get("/")


def test_those_who_predicted_stand_with_what_became_of_it(told, get):
    said, _claim, _verdict = told
    f.PredictionFactory(article=said.annotation.article, state="published")
    f.PredictionFactory(
        article=said.annotation.article,
        attribution="reported",
        speaker=f.ActorFactory(),
        state="published",
    )
    found = section(get("/"), "predictors")

    assert re.search(r'href="/authors/ann-archer/">Ann Archer</a> <small>2 predictions<', found)
    assert re.search(r"<b class=\"num\">1</b> came true", found)
    assert re.search(r"<b class=\"num\">1</b> not decided yet", found)


def due_on(day):
    return f.PredictionFactory(article=source("Dated", 2020), deadline=day, state="published")


def test_what_is_due_soon_comes_first_and_what_is_long_overdue_is_counted(get):
    today = timezone.localdate()
    later, soon = due_on(today + datetime.timedelta(40)), due_on(today + datetime.timedelta(3))
    forgotten = due_on(today - datetime.timedelta(400))
    found = section(get("/"), "due")

    assert found.index(str(soon.annotation.uid)) < found.index(str(later.annotation.uid))
    assert str(forgotten.annotation.uid) not in found
    assert '?state=overdue&amp;sort=due">1 is overdue for review<' in found


def test_likelihood_words_are_read_by_the_standard_asked_for(get):
    row = f.PredictionFactory(
        article=source("Likely", 2020, text="Talks will likely go on."),
        words="Talks will likely go on",
        likelihood_words="likely",
        state="published",
    )
    f.VerdictFactory(annotation=row.annotation)

    assert "55–80% (ICD 203)" in get("/")
    assert "55–75% (PHIA)" in get("/?standard=phia")
    assert "is no standard of likelihood words" in get("/?standard=banana", status=400)


def test_the_first_page_asks_a_constant_number_of_questions(
    small, get, django_assert_max_num_queries
):
    get("/")
    small.grow(4)
    assert Verdict.objects.count() == 6
    with django_assert_max_num_queries(45):
        get("/")
