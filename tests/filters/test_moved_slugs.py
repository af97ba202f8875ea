"""Filters by slugs that changed, and of actors that were merged."""

import pytest
from django.http import QueryDict

from annotations.filters import PredictionFilters, SourceFilters
from annotations.models import Annotation
from sourcelib.models import Article
from tests import factories as f

pytestmark = pytest.mark.django_db


def predictions(query):
    filters = PredictionFilters(QueryDict(query), Annotation.objects.public().predictions())
    return filters, sorted(
        filters.restrict(filters.queryset).values_list("prediction__summary", flat=True)
    )


@pytest.fixture
def japan():
    actor = f.ActorFactory(slug="japan", name="Japan")
    article = f.ArticleFactory(slug="piece", state="published")
    f.PredictionFactory(article=article, summary="one", about=[actor], state="published")
    f.PredictionFactory(article=article, summary="two", state="published")
    return actor


def test_a_former_slug_leads_to_the_row_as_it_is_now(japan):
    f.FormerSlugFactory(model="annotations.actor", slug="nippon", uid=japan.uid)

    filters, found = predictions("actor=nippon")

    assert not filters.errors
    assert found == ["one"]
    assert filters.cleaned["actor"] == [japan]


def test_a_former_slug_of_another_table_leads_nowhere(japan):
    f.FormerSlugFactory(model="annotations.topic", slug="nippon", uid=japan.uid)

    filters, _found = predictions("actor=nippon")

    assert "nippon" in filters.errors["actor"][0]


def test_a_merged_actor_leads_to_the_one_it_is_now_however_often_merged(japan):
    middle = f.ActorFactory(slug="state-of-japan", merged_into=japan)
    first = f.ActorFactory(slug="tokyo", merged_into=middle)
    f.FormerSlugFactory(model="annotations.actor", slug="edo", uid=first.uid)

    for query in ("actor=tokyo", "actor=state-of-japan", "actor=edo", "speaker=tokyo"):
        filters, _found = predictions(query)
        assert not filters.errors
    assert predictions("actor=tokyo")[1] == ["one"]
    both, found = predictions("actor=tokyo&actor=state-of-japan&actor=japan&actor=edo")
    assert both.cleaned["actor"] == [japan]  # one row, once
    assert found == ["one"]


def test_an_actor_that_nothing_public_names_is_unknown_by_any_slug():
    hidden = f.ActorFactory(slug="hidden")
    f.ActorFactory(slug="older", merged_into=hidden)
    f.FormerSlugFactory(model="annotations.actor", slug="oldest", uid=hidden.uid)

    for slug in ("hidden", "older", "oldest", "never"):
        filters, _found = predictions(f"actor={slug}")
        assert slug in filters.errors["actor"][0]


def test_two_actors_that_lead_to_each_other_are_unknown_and_nothing_hangs():
    one, two = f.ActorFactory(slug="one"), f.ActorFactory(slug="two")
    one.merged_into, two.merged_into = two, one
    one.save()
    two.save()

    assert "one" in predictions("actor=one")[0].errors["actor"][0]


def test_sources_publications_authors_topics_and_propositions_too():
    author, publication = f.AuthorFactory(slug="ann"), f.PublicationFactory(slug="times")
    article = f.ArticleFactory(
        slug="other", authors=[author], publication=publication, state="published"
    )
    topic = f.TopicFactory(slug="trade")
    made = f.PredictionFactory(article=article, summary="three", topics=[topic], state="published")
    member = f.PropositionMemberFactory(annotation=made.annotation)
    moved = {
        "source": article,
        "author": author,
        "publication": publication,
        "topic": topic,
        "proposition": member.proposition,
    }
    for name, row in moved.items():
        f.FormerSlugFactory(model=row._meta.label_lower, slug=f"old-{name}", uid=row.uid)
        assert predictions(f"{name}=old-{name}")[1] == ["three"], name

    sources = SourceFilters(QueryDict("publication=old-publication"), Article.objects.public())
    assert list(sources.restrict(sources.queryset)) == [article]


def test_a_page_asked_by_a_former_slug_names_the_row_and_can_drop_it(japan, client):
    f.ActorFactory(slug="tokyo", merged_into=japan)

    page = client.get("/predictions/?actor=tokyo&q=one").content.decode()

    assert 'href="/predictions/?q=one" aria-label="Remove About: Japan"' in page
    assert page.count("Remove About") == 1
    assert 'role="alert"' not in page
