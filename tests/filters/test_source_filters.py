"""What the filters of the list of sources find."""

import datetime

import pytest
from django.http import QueryDict

from annotations.filters import SourceFilters
from sourcelib.models import Article
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    AuthorFactory,
    ClaimFactory,
    MentionFactory,
    PredictionFactory,
    PublicationFactory,
    TopicFactory,
)
from tests.indexed import index_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def found(query):
    """The slugs of the sources under a query, and the errors of the query."""
    filters = SourceFilters(QueryDict(query), Article.objects.public())
    return sorted(filters.restrict(filters.queryset).values_list("slug", flat=True))


def errors(query):
    """The names of what could not be understood."""
    return sorted(SourceFilters(QueryDict(query), Article.objects.public()).errors)


@pytest.fixture
def library():
    """Two published sources that differ in everything, and a draft."""
    times = PublicationFactory(slug="times", name="The Times")
    ArticleFactory(
        slug="old",
        title="Ships at sea",
        text="The harbour is closed.\n\nNobody knows why.",
        publication=times,
        authors=[AuthorFactory(slug="ann", name="Ann Archer")],
        genre="op-ed",
        language="en",
        date=datetime.date(2015, 5, 20),
        state="published",
    )
    ArticleFactory(
        slug="new",
        title="Rails",
        text="The station is open, the harbour too.",
        publication=PublicationFactory(slug="post", name="The Post"),
        authors=[AuthorFactory(slug="bob", name="Bob Baker")],
        genre="news",
        language="ja",
        date=datetime.date(2021, 3, 1),
        state="published",
    )
    ArticleFactory(slug="draft", title="Harbour draft")
    index_everything()


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["new", "old"]),
        ("q=harbour", ["new", "old"]),
        ("q=harbour+closed", ["old"]),
        ("q=HARBOUR+station", ["new"]),
        ("q=archer", ["old"]),
        ("q=times", ["old"]),
        ("q=rails", ["new"]),
        ("q=harbour+-%22the+station%22", ["old"]),
        ("q=by:archer", ["old"]),
        ("q=harb*", ["new", "old"]),
        ("q=harb", []),
        ("q=archer+station", []),
        ("q=100%25", []),
        ("publication=times", ["old"]),
        ("publication=times&publication=post", ["new", "old"]),
        ("author=bob", ["new"]),
        ("genre=op-ed&genre=news", ["new", "old"]),
        ("genre=op-ed&author=bob", []),
        ("language=ja", ["new"]),
        ("from=2016", ["new"]),
        ("to=2015", ["old"]),
        ("from=2015-05-20&to=2015-05-20", ["old"]),
        ("from=2015-05-21&to=2021-02", []),
    ],
)
def test_filters_find(query, slugs):
    assert found(query) == slugs


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("from=banana", ["from"]),
        ("from=2015-02-30", ["from"]),
        ("to=99999", ["to"]),
        ("author=nobody", ["author"]),
        ("actor=nobody&topic=nothing", ["actor", "topic"]),
        ("genre=opera", ["genre"]),
        ("language=%3Cscript%3E", ["language"]),
        ("kind=poem", ["kind"]),
        ("sort=best", ["sort"]),
        ("after=12", ["after"]),
        ("q=%00", ["q"]),
        ("author=%00", ["author"]),
        ("q=" + "+".join(f"w{number}" for number in range(25)), ["q"]),
        ("q=-harbour", ["q"]),
        ("q=" + "x" * 10_000, ["q"]),
    ],
)
def test_what_cannot_be_understood_is_named_and_left_out(query, names):
    assert errors(query) == names
    assert found(query) == ["new", "old"]


def test_of_a_range_turned_round_the_first_day_is_left_out():
    assert errors("from=2020&to=2019") == ["from"]
    assert found("from=2020&to=2019") == ["old"]


def test_by_what_is_tagged_in_them_once_it_is_published():
    old, new = Article.objects.get(slug="old"), Article.objects.get(slug="new")
    actor, topic = ActorFactory(slug="japan"), TopicFactory(slug="trade")
    MentionFactory(article=old, actor=actor, state="published")
    MentionFactory(article=old, actor=actor, state="published", occurrence=1)
    MentionFactory(article=new, actor=actor)
    ClaimFactory(article=old, topics=[topic], state="published")
    PredictionFactory(article=new, topics=[topic], state="published")

    assert found("actor=japan") == ["old"]
    assert found("topic=trade") == ["new", "old"]
    assert found("kind=prediction") == ["new"]
    assert found("kind=prediction&kind=claim") == ["new", "old"]


def test_words_of_a_text_that_may_not_be_shown_do_not_lead_to_it():
    Article.objects.filter(slug="old").update(display="metadata")
    index_everything()

    assert found("q=harbour") == ["new"]
    assert found("q=ships") == ["old"]
