"""What is public, and who sees the rest."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from annotations.models import Actor, Annotation, Proposition, Relation, Topic, Verdict
from sourcelib.models import Article
from tests import factories as f

pytestmark = pytest.mark.django_db

STATES = ["draft", "in-review", "published", "withdrawn"]


@pytest.mark.parametrize("state", ["draft", "published", "withdrawn"])
def test_readers_see_published_sources_only_and_curators_all(state: str) -> None:
    article = f.ArticleFactory(state=state)

    assert (article in Article.objects.public()) is (state == "published")
    assert article in Article.objects.visible_to(f.CuratorFactory())
    assert (article in Article.objects.visible_to(AnonymousUser())) is (state == "published")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("source_state", ["draft", "published", "withdrawn"])
def test_an_annotation_is_public_when_it_and_its_source_are(state: str, source_state: str) -> None:
    claim = f.ClaimFactory(article=f.ArticleFactory(state=source_state), state=state)

    public = state == source_state == "published"
    assert (claim.annotation in Annotation.objects.public()) is public
    assert claim.annotation in Annotation.objects.visible_to(f.CuratorFactory())


@pytest.mark.parametrize(("one", "other"), [(a, b) for a in STATES for b in STATES])
def test_a_relation_is_public_when_both_its_ends_are(one: str, other: str) -> None:
    article = f.ArticleFactory(state="published")
    relation = f.RelationFactory(
        source=f.ClaimFactory(article=article, state=one).annotation,
        target=f.ClaimFactory(article=article, state=other).annotation,
    )

    assert (relation in Relation.objects.public()) is (one == other == "published")


@pytest.mark.parametrize("state", STATES)
def test_actors_topics_and_propositions_are_public_when_something_published_refers_to_them(
    state: str,
) -> None:
    mentioned, about, speaker, co_speaker, nobody = f.ActorFactory.create_batch(5)
    topic = f.TopicFactory()
    article = f.ArticleFactory(state="published")
    f.MentionFactory(article=article, actor=mentioned, state=state)
    claim = f.ClaimFactory(
        article=article,
        attribution="reported",
        speaker=speaker,
        about=[about],
        topics=[topic],
        state=state,
    )
    f.PredictionFactory(article=article, co_speakers=[co_speaker], state=state)
    member = f.PropositionMemberFactory(annotation=claim.annotation)

    published = state == "published"
    assert set(Actor.objects.public()) == (
        {mentioned, about, speaker, co_speaker} if published else set()
    )
    assert nobody not in Actor.objects.public()
    assert (topic in Topic.objects.public()) is published
    assert (member.proposition in Proposition.objects.public()) is published


def test_the_author_of_a_published_source_is_a_public_actor() -> None:
    author = f.AuthorFactory()
    actor = f.ActorFactory(author=author)
    stranger = f.ActorFactory()
    f.ArticleFactory(authors=[author], state="published")

    assert list(Actor.objects.public()) == [actor]
    assert stranger not in Actor.objects.public()


def test_a_merged_actor_is_not_public() -> None:
    target = f.ActorFactory()
    mention = f.MentionFactory(
        article=f.ArticleFactory(state="published"),
        state="published",
        actor=f.ActorFactory(merged_into=target),
    )

    assert mention.actor not in Actor.objects.public()


@pytest.mark.parametrize("review", ["proposed", "single-reviewed", "confirmed"])
def test_a_proposed_verdict_is_not_public(review: str) -> None:
    prediction = f.PredictionFactory(article=f.ArticleFactory(state="published"), state="published")
    verdict = f.VerdictFactory(annotation=prediction.annotation, review=review)

    assert (verdict in Verdict.objects.public()) is (review != "proposed")


def test_a_verdict_stands_until_a_reviewed_one_supersedes_it() -> None:
    old = f.VerdictFactory()
    proposed = f.VerdictFactory(annotation=old.annotation, supersedes=old, review="proposed")
    assert old in Verdict.objects.standing()

    proposed.review, proposed.published_at = "single-reviewed", timezone.now()
    proposed.save()
    assert list(Verdict.objects.standing()) == [proposed]


def test_what_is_only_inferred_about_someone_is_not_said_by_them() -> None:
    author, speaker = f.AuthorFactory(), f.ActorFactory()
    writer = f.ActorFactory(author=author)
    article = f.ArticleFactory(authors=[author])
    own = f.ClaimFactory(article=article)
    reported = f.ClaimFactory(article=article, attribution="reported", speaker=speaker)
    inferred = f.PredictionFactory(article=article, attribution="inferred", speaker=speaker)
    shared = f.PredictionFactory(
        article=article, attribution="reported", speaker=f.ActorFactory(), co_speakers=[speaker]
    )

    assert set(Annotation.objects.said_by(writer)) == {own.annotation}
    assert set(Annotation.objects.said_by(speaker)) == {reported.annotation, shared.annotation}
    assert inferred.annotation not in Annotation.objects.said_by(speaker)
