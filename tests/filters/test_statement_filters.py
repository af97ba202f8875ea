"""What the filters of claims and predictions find."""

import datetime

import pytest
from django.http import QueryDict

from annotations.filters import ClaimFilters, PredictionFilters
from annotations.models import Annotation
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    AuthorFactory,
    ClaimFactory,
    PredictionFactory,
    PropositionMemberFactory,
    TopicFactory,
    VerdictFactory,
)
from tests.indexed import index_everything

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 6, 1)


def claims(query):
    filters = ClaimFilters(QueryDict(query), Annotation.objects.public().claims())
    return sorted(filters.restrict(filters.queryset).values_list("claim__summary", flat=True))


def predictions(query):
    filters = PredictionFilters(QueryDict(query), Annotation.objects.public().predictions())
    assert not filters.errors
    return sorted(filters.restrict(filters.queryset).values_list("prediction__summary", flat=True))


@pytest.fixture
def article():
    return ArticleFactory(
        slug="piece", authors=[AuthorFactory(slug="ann", name="Ann")], state="published"
    )


def test_said_by_is_own_or_reported_and_never_inferred(article):
    ann = ActorFactory(slug="ann-actor", kind="person", author=article.authors.get())
    kato = ActorFactory(slug="kato", kind="person")
    public = {"article": article, "state": "published"}
    ClaimFactory(summary="own", **public)
    ClaimFactory(summary="reported", attribution="reported", speaker=kato, **public)
    ClaimFactory(summary="inferred", attribution="inferred", speaker=kato, **public)
    ClaimFactory(summary="unattributed", attribution="unattributed", **public)
    ClaimFactory(
        summary="own elsewhere",
        state="published",
        article=ArticleFactory(authors=[AuthorFactory()], state="published"),
    )
    for actor in (ann, kato):  # public only once something refers to them
        ClaimFactory(summary="about", about=[actor], **public)

    assert claims("speaker=kato") == ["reported"]
    assert claims("speaker=ann-actor") == ["about", "about", "own"]
    assert claims("speaker=kato&speaker=ann-actor") == ["about", "about", "own", "reported"]


def test_co_speakers_of_a_prediction_speak_it(article):
    abe, putin = ActorFactory(slug="abe"), ActorFactory(slug="putin")
    PredictionFactory(
        article=article,
        state="published",
        summary="both",
        attribution="reported",
        speaker=abe,
        co_speakers=[putin],
    )

    assert predictions("speaker=putin") == ["both"]


def test_by_actor_topic_proposition_kind_and_source(article):
    actor, topic = ActorFactory(slug="japan"), TopicFactory(slug="trade")
    one = ClaimFactory(
        summary="one",
        kind="causal",
        about=[actor],
        topics=[topic],
        article=article,
        state="published",
    )
    ClaimFactory(summary="two", article=article, state="published")
    ClaimFactory(summary="elsewhere", article=ArticleFactory(state="published"), state="published")
    member = PropositionMemberFactory(annotation=one.annotation)

    assert claims("actor=japan") == claims("topic=trade") == claims("kind=causal") == ["one"]
    assert claims(f"proposition={member.proposition.slug}") == ["one"]
    assert claims("source=piece") == claims("author=ann") == ["one", "two"]


def test_words_are_looked_for_in_the_sentence_and_in_the_passage(article):
    ClaimFactory(
        summary="Capital was slow.", words="Tokyo hesitated", article=article, state="published"
    )
    index_everything()

    assert (
        claims("q=slow") == claims("q=hesitated") == claims("q=slow+tokyo") == ["Capital was slow."]
    )
    assert claims("q=quick") == []


def test_a_state_is_a_verdict_or_a_standing(article, time_machine):
    time_machine.move_to(TODAY)

    def prediction(summary, deadline, **more):
        ground = {"horizon_ground": "none"} if deadline is None else {}
        return PredictionFactory(
            article=article, state="published", summary=summary, deadline=deadline, **ground, **more
        ).annotation

    day = datetime.timedelta(days=1)
    prediction("pending", TODAY + day)
    prediction("due today", TODAY)
    prediction("due", TODAY - day)
    prediction("overdue", TODAY - 91 * day)
    prediction("open", None)
    true = prediction("true", TODAY - day)
    VerdictFactory(annotation=true)
    looked_at = prediction("looked at", None)
    VerdictFactory(annotation=looked_at, state="still-open", event_date=None)
    proposed = prediction("proposed", TODAY + day)
    VerdictFactory(annotation=proposed, review="proposed")
    changed = prediction("changed", TODAY - day)
    first = VerdictFactory(annotation=changed)
    VerdictFactory(annotation=changed, supersedes=first, state="did-not-come-true")

    assert predictions("state=pending") == ["due today", "pending", "proposed"]
    assert predictions("state=due") == ["due"]
    assert predictions("state=overdue") == ["overdue"]
    assert predictions("state=open") == ["looked at", "open"]
    assert predictions("state=judged") == ["changed", "true"]
    assert predictions("state=came-true") == ["true"]
    assert predictions("state=still-open") == ["looked at"]
    assert predictions("state=came-true&state=overdue") == ["overdue", "true"]


def test_a_proposed_verdict_moves_no_claim(article):
    claim = ClaimFactory(article=article, state="published", summary="checked")
    VerdictFactory(annotation=claim.annotation, state="supported", review="proposed")
    assert claims("state=supported") == []
    VerdictFactory(annotation=claim.annotation, state="supported")
    assert claims("state=supported") == ["checked"]


def test_by_likelihood_term_and_by_what_the_end_is_known_by(article):
    public = {"article": article, "state": "published"}
    PredictionFactory(summary="unlikely", likelihood_words="unlikely", **public)
    PredictionFactory(summary="flat", likelihood_words="will", **public)
    PredictionFactory(
        summary="silent",
        horizon_ground="none",
        deadline=None,
        deadline_basis="a rule without an end",
        **public,
    )

    assert predictions("term=unlikely") == ["unlikely"]
    assert predictions("term=none") == ["flat", "silent"]
    assert predictions("term=none&term=unlikely") == ["flat", "silent", "unlikely"]
    assert predictions("term=likely") == []
    assert predictions("horizon=none") == ["silent"]
    assert predictions("horizon=default-5y&term=none") == ["flat"]


@pytest.mark.parametrize("query", ["term=maybe", "horizon=soon"])
def test_a_term_or_horizon_there_is_not_is_refused_with_those_there_are(query):
    filters = PredictionFilters(QueryDict(query), Annotation.objects.public())
    name, value = query.split("=")

    (message,) = filters.errors[name]
    assert value in message
    assert "none" in message
