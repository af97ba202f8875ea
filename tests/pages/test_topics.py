"""The page of one topic, and the list of topics."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.pages import topic as topic_page
from tests import factories as f
from tests.pages.reading import section, text_of
from tests.pages.test_proposition_page import source

pytestmark = pytest.mark.django_db
PAGE = "/topics/trade/"


@pytest.fixture
def trade():
    return f.TopicFactory(slug="trade", name="Trade", description="Goods across borders.")


def claim(article, *topics, **kwargs):
    kwargs.setdefault("state", "published")
    return f.ClaimFactory(article=article, topics=topics, **kwargs).annotation


def prediction(article, *topics, **kwargs):
    return f.PredictionFactory(
        article=article, topics=topics, state="published", **kwargs
    ).annotation


def test_predictions_stand_with_how_they_turned_out_and_a_count_of_it(get, trade):
    article = source(2015, "Early")
    f.VerdictFactory(annotation=prediction(article, trade), reason="It came so.")
    prediction(article, trade, deadline=None, horizon_ground="none")
    found = section(get(PAGE), "predictions")

    assert found.startswith("Predictions 2 1 came true 1 not decided yet")
    assert "It came so." in found
    assert "Open, no end" in found


def test_likelihoods_are_read_by_the_standard_asked_for(get, trade):
    prediction(
        source(2015, "Early"),
        trade,
        words="The two leaders are unlikely to sign a peace treaty this year",
        likelihood_words="unlikely",
    )

    assert "20–45% (ICD 203)" in section(get(PAGE), "predictions")
    assert "0–33% (IPCC AR5)" in section(get(f"{PAGE}?standard=ipcc-ar5"), "predictions")
    assert "atlantis" in get(f"{PAGE}?standard=atlantis", status=400)


def test_propositions_say_who_is_for_and_who_is_against(get, trade):
    grows = f.PropositionFactory(text="Trade grows.")
    lone = f.PropositionFactory(text="Trade helps.")
    for row in (grows, lone):
        row.topics.add(trade)
    unspoken = f.PropositionFactory(text="Nobody speaks of it.")
    unspoken.topics.add(trade)
    early, late = source(2015, "Early"), source(2021, "Late")
    for article, row, position in (
        (early, grows, "supports"),
        (late, grows, "opposes"),
        (early, lone, "supports"),
    ):
        f.PropositionMemberFactory(
            proposition=row, annotation=claim(article, trade), position=position
        )
    found = section(get(PAGE), "propositions")

    assert found == (
        "Who is for, who is against 2 propositions"
        " Trade grows. Asserted by 1 source, 2015: Early 2015 Denied by 1 source: Late 2021"
        " Trade helps. Asserted by 1 source, 2015: Early 2015"
    )


def test_the_years_of_its_sources_are_drawn_and_stand_in_a_table(get, trade):
    early, late = source(2015, "Early"), source(2021, "Late")
    claim(early, trade)
    claim(early, trade)
    prediction(early, trade)
    claim(late, trade)
    claim(source(None, "Undated"), trade)
    claim(source(2018, "Draft"), trade, state="draft")
    page = get(PAGE)

    assert section(page, "over-time") == (
        "Over the years 3 sources 2015 2021 As a table"
        " Year of the source Sources Claims Predictions"
        " 2015 1 2 1 2021 1 1 0 without a date 1 1 0"
    )
    assert page.count("<rect") == 2
    assert 'href="/sources/?topic=trade&amp;from=2015&amp;to=2015"' in page
    assert early.title in get("/sources/?topic=trade&from=2015&to=2015")


def test_topics_that_the_same_passages_are_tagged_with_are_counted(get, trade):
    war, law = f.TopicFactory(slug="war", name="War"), f.TopicFactory(slug="law", name="Law")
    article = source(2015, "Early")
    claim(article, trade, war)
    claim(article, trade, war, law)
    claim(article, f.TopicFactory(name="Elsewhere"))
    page = text_of(get(PAGE))

    assert "Often tagged together with War 2 Law 1" in page
    assert "Elsewhere" not in page


def test_actors_are_those_most_spoken_of_under_it(get, trade):
    japan, china = f.ActorFactory(name="Japan"), f.ActorFactory(name="China")
    article = source(2015, "Early")
    claim(article, trade, about=[japan])
    claim(article, trade, about=[japan, china])
    claim(article, about=[china])

    assert "Actors most spoken of Japan 2 China 1" in text_of(get(PAGE))


def test_two_sources_can_be_compared_at_once_of_more_two_are_chosen(get, trade):
    early, late = source(2015, "Early"), source(2021, "Late")
    claim(late, trade)
    assert "/compare/" not in re.search(r"<main.*</main>", get(PAGE), re.S)[0]

    claim(early, trade)
    assert f'href="/compare/?a={early.slug}&amp;b={late.slug}"' in get(PAGE)

    claim(source(2018, "Third"), trade)
    assert '<a href="/compare/">Compare two sources</a>' in get(PAGE)


def test_what_a_topic_has_nothing_of_is_not_named(get, trade):
    claim(source(None, "Undated"), trade)
    page = get(PAGE)

    assert section(page, "claims")
    for part in ("predictions", "propositions"):
        assert f'id="{part}"' not in page
    words = text_of(page)
    for title in ("Actors most spoken of", "Often tagged together", "came true", "Likelihood"):
        assert title not in words
    assert "<svg class=" not in section(page, "over-time")


def test_long_parts_lead_to_the_lists_under_the_topic(get, trade):
    article = source(2015, "Early")
    for _number in range(topic_page.SHOWN + 1):
        claim(article, trade)
        prediction(article, trade)
    page = get(PAGE)

    assert f'href="/claims/?topic=trade">All {topic_page.SHOWN + 1} claims' in page
    assert f'href="/predictions/?topic=trade">All {topic_page.SHOWN + 1} predictions' in page
    assert page.count('class="crow"') == page.count('class="prow"') == topic_page.SHOWN
    assert 'href="/claims/?topic=trade&amp;group=proposition"' in page


def test_a_source_that_shows_no_words_lends_none(get, trade):
    article = source(2015, "Early")
    article.display = "metadata"
    article.save()
    claim(article, trade, words="Tokyo hesitated", summary="Tokyo waited.")
    page = get(PAGE)

    assert "Tokyo waited." in page
    assert "Tokyo hesitated" not in page


def test_a_topic_of_drafts_alone_is_not_found(client, trade):
    claim(source(2015, "Early"), trade, state="draft")

    assert client.get(PAGE).status_code == 404


def test_a_former_slug_leads_to_the_topic_as_it_is_called_now(client, trade):
    claim(source(2015, "Early"), trade)
    f.FormerSlugFactory(model="annotations.topic", slug="commerce", uid=trade.uid)
    response = client.get("/topics/commerce/?standard=phia")

    assert response.status_code == 301
    assert response.headers["Location"] == "/topics/trade/?standard=phia"


def test_the_list_counts_what_is_public(get, trade):
    article = source(2015, "Early")
    claim(article, trade)
    prediction(article, trade)
    claim(source(2016, "Other"), trade)
    claim(article, trade, state="draft")

    assert "Trade 2 1 2" in text_of(get("/topics/"))


def test_the_page_costs_a_constant_number_of_queries(small, client):
    small.proposition.topics.add(small.topic)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/topics/trade/").status_code == 200
        return len(captured)

    few = cost()
    small.grow(5)
    for _number in range(5):
        other = f.PropositionFactory()
        other.topics.add(small.topic)
        f.PropositionMemberFactory(proposition=other, annotation=small.claims[0].annotation)

    assert cost() == few


def test_what_is_said_and_decided_under_a_topic_can_be_followed(get, client):
    f.ClaimFactory(
        article=source(2015, "Early"),
        topics=[f.TopicFactory(slug="law", name="Law")],
        state="published",
    )
    page = get("/topics/law/")

    for kind in ("claims", "predictions", "verdicts"):
        address = f"/feeds/{kind}.atom?topic=law"
        assert page.count(f'href="{address}"') == 2  # for readers of feeds, and for people
        assert client.get(address).status_code == 200
