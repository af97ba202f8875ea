"""Two sources side by side."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as f
from tests.pages.reading import section, text_of
from tests.pages.test_proposition_page import member, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def early():
    return named(source(2015, "Early"), "early")


@pytest.fixture
def late():
    return named(source(2021, "Late"), "late")


@pytest.fixture
def treaty():
    return f.PropositionFactory(slug="treaty", text="There will be a treaty.")


def named(article, slug):
    article.slug = slug
    article.save()
    return article


def related(source, target, kind="supports", reason="Because of that."):
    return f.RelationFactory(source=source, target=target, kind=kind, reason=reason)


def claim(article, **kwargs):
    return f.ClaimFactory(article=article, state="published", **kwargs).annotation


def prediction(article, **kwargs):
    return f.PredictionFactory(article=article, state="published", **kwargs).annotation


PAIR = "/compare/?a=early&b=late"


# Choosing what to compare ----------------------------------------------------------------------


def test_without_sources_the_most_closely_tied_are_offered_older_first(get, early, late, treaty):
    for article in (late, early):
        member(treaty, article)
    related(claim(late), claim(early))
    page = get("/compare/")

    assert section(page, "suggested") == (
        "Most closely tied Early 2015 and Late 2021 Piece of Early · Piece of Late"
        " 1 proposition that both speak to, 1 relation between them"
    )
    assert 'href="/compare/?a=early&amp;b=late"' in page


def test_with_one_source_the_other_is_chosen_among_those_it_shares_most_with(
    get, early, late, treaty
):
    stranger = named(source(2018, "Stranger"), "stranger")
    for article in (late, early):
        member(treaty, article)
    page = get("/compare/?a=late")

    assert section(page, "suggested").startswith("It shares most with Early 2015 Piece of Early")
    assert 'href="/compare/?a=early&amp;b=late"' in page
    assert stranger.title not in section(page, "suggested")
    assert stranger.title in section(page, "choose")
    assert "Piece of Late" not in section(page, "choose")
    assert get("/compare/?b=late") == page


def test_a_source_is_found_by_its_words_and_what_is_not_found_is_said(get, early, late):
    found = section(get("/compare/?q=Early"), "choose")
    assert early.title in found
    assert late.title not in found
    assert "No source has these words." in get("/compare/?q=zebra")
    words = "+".join(f"word{number}" for number in range(20))
    assert "More than 12 words" in get(f"/compare/?q={words}")


def test_an_empty_library_has_the_page(get):
    assert "There is no other source here yet." in get("/compare/")


@pytest.mark.usefixtures("early")
def test_an_unknown_source_is_named_and_the_choice_offered(get):
    for address in ("/compare/?a=early&b=nobody", "/compare/?a=nobody&b=early"):
        page = get(address, status=404)
        assert "No source here is called “nobody”." in page
        assert "Compare Early 2015 with another source" in page
    assert "called “no body”" in get("/compare/?a=no+body", status=404)
    assert "called" in get("/compare/?a=%00", status=404)


@pytest.mark.usefixtures("early")
def test_what_is_not_published_is_unknown(get, late):
    late.state = "draft"
    late.save()

    assert late.title not in get(PAIR, status=404)


@pytest.mark.usefixtures("early")
def test_the_same_source_twice_is_said_to_be_so(get):
    page = get("/compare/?a=early&b=early", status=400)

    assert "That is the same source twice." in page


@pytest.mark.usefixtures("late")
def test_former_addresses_lead_to_those_of_today_with_all_else_that_was_asked(client, early):
    f.FormerSlugFactory(model="sourcelib.article", slug="soon", uid=early.uid)
    response = client.get("/compare/?a=soon&b=late&standard=phia")

    assert response.status_code == 301
    assert response.headers["Location"] == "/compare/?a=early&b=late&standard=phia"
    assert "no-cache" in response.headers["Cache-Control"]


@pytest.mark.usefixtures("early", "late")
def test_an_unknown_standard_is_refused(get):
    assert "atlantis" in get(f"{PAIR}&standard=atlantis", status=400)


# What faces what -------------------------------------------------------------------------------


def test_each_stands_in_the_column_asked_for_and_can_be_swapped(get, early, late, treaty):
    for article in (early, late):
        member(treaty, article)
    page, swapped = get(PAIR), get("/compare/?a=late&b=early")

    agree = section(page, "agree")
    assert agree.index("Early 2015 asserts it") < agree.index("Late 2021 asserts it")
    agree = section(swapped, "agree")
    assert agree.index("Late 2021 asserts it") < agree.index("Early 2015 asserts it")
    assert 'href="/compare/?a=late&amp;b=early"' in page
    for one in (page, swapped):
        assert re.search(r'rel="canonical" href="[^"]*/compare/\?a=early&amp;b=late"', one)


def test_a_proposition_stands_by_who_asserts_and_who_denies_it(get, early, late, treaty):
    member(treaty, early)
    member(treaty, late, "opposes", summary="No treaty.")
    page = get(PAIR)

    assert section(page, "disagree").startswith(
        "Where they disagree 1 There will be a treaty. Early 2015 asserts it"
    )
    assert "Late 2021 denies it Claim: No treaty." in section(page, "disagree")
    assert section(page, "agree") == ""
    assert "Both speak to 1 proposition, disagree on 1." in text_of(page)


def test_two_that_both_deny_agree_and_one_that_only_speaks_to_it_does_neither(get, early, late):
    denied, spoken = f.PropositionFactory(text="War comes."), f.PropositionFactory(text="It rains.")
    for article in (early, late):
        member(denied, article, "opposes")
    member(spoken, early)
    f.PropositionMemberFactory(
        proposition=spoken, annotation=claim(late), position="neutral", note="Leaves it open."
    )
    page = get(PAIR)

    assert "War comes." in section(page, "agree")
    assert "It rains." in section(page, "speak")
    assert "Late 2021 speaks to it" in section(page, "speak")
    assert "Leaves it open." in section(page, "speak")
    assert section(page, "disagree") == ""


def test_a_source_that_both_asserts_and_denies_is_read_statement_by_statement(
    get, early, late, treaty
):
    member(treaty, early)
    member(treaty, early, "opposes")
    member(treaty, late)
    found = section(get(PAIR), "disagree")

    assert "Early 2015 Asserts it" in found
    assert "Denies it" in found


def test_relations_stand_with_their_reason_each_once(get, early, late, treaty):
    mine, theirs = claim(early), claim(late)
    for one in (mine, theirs):
        f.PropositionMemberFactory(proposition=treaty, annotation=one)
    related(theirs, mine, "restates", "The same in other words.")
    related(claim(late), claim(early), "contradicts", "Both cannot hold.")
    related(claim(late), claim(early), "evidence-for", "It shows as much.")
    page = get(PAIR)

    assert "Late 2021 says again Early 2015: The same in other words." in section(page, "agree")
    assert "Late 2021 contradicts Early 2015 Both cannot hold." in section(page, "disagree")
    assert "Late 2021 is evidence for Early 2015 It shows as much." in section(page, "bear")
    for reason in ("The same in other words.", "Both cannot hold.", "It shows as much."):
        assert text_of(page).count(reason) == 1
    assert "3 relations lead from one to the other." in text_of(page)


def test_relations_within_one_source_and_to_what_is_not_public_show_nowhere(get, early, late):
    related(claim(early), claim(early), reason="Within.")
    hidden = f.ClaimFactory(article=late, state="draft", summary="A draft.").annotation
    related(hidden, claim(early), reason="Unseen.")
    page = get(PAIR)

    assert "Within." not in page
    assert "Unseen." not in page
    assert "Nothing in this library ties these two together yet" in page


def test_a_prediction_of_the_older_stands_with_its_verdict_and_what_the_later_says(
    get, early, late
):
    told = prediction(early, summary="Talks will end.")
    shown, cited = claim(late, summary="Talks ended."), claim(late, summary="Nobody met.")
    related(shown, told, "resolves", "They were broken off.")
    verdict = f.VerdictFactory(annotation=told, reason="They ended in March.")
    f.EvidenceFactory(verdict=verdict, passage=cited, source="", reports="", words="Nobody")
    prediction(early, summary="It will snow.")
    prediction(late, summary="Talks will resume.")
    page = get(PAIR)
    found = section(page, "outcome")

    assert found.startswith("What became of what Early 2015 predicted Late 2021 speaks of 1 of 2")
    assert "Came true 21 March 2022 · single-reviewed They ended in March." in found
    assert "Shows how it turned out Claim: Talks ended." in found
    assert "They were broken off." in found
    assert "Evidence of the verdict Claim: Nobody met." in found
    assert "It will snow." not in found
    assert "All 2 predictions of Early 2015" in found
    assert section(get("/compare/?a=late&b=early"), "outcome").startswith(
        "What became of what Early 2015 predicted"
    )


def test_where_no_source_is_surely_older_nothing_is_said_to_have_become_of_anything(get):
    one, other = named(source(None, "One"), "one"), named(source(2021, "Other"), "other")
    told = prediction(one)
    related(claim(other), told, "resolves", "It came so.")
    page = get("/compare/?a=one&b=other")

    assert section(page, "outcome") == ""
    assert "It came so." in section(page, "bear")


def test_likelihoods_are_read_by_the_standard_asked_for(get, early, late):
    told = prediction(
        early,
        words="The two leaders are unlikely to sign a peace treaty this year",
        likelihood_words="unlikely",
    )
    related(claim(late), told, "resolves")

    assert "20–45% (ICD 203)" in section(get(PAIR), "outcome")
    assert "0–33% (IPCC AR5)" in section(get(f"{PAIR}&standard=ipcc-ar5"), "outcome")


# Whom and what both speak of -------------------------------------------------------------------


def test_actors_stand_with_their_counts_and_the_words_that_name_them(get, early, late):
    both, alone = f.ActorFactory(name="Japan", slug="japan"), f.ActorFactory(name="Osaka")
    for article, words in ((early, "Tokyo"), (early, "Moscow"), (late, "Tokyo")):
        f.MentionFactory(article=article, actor=both, words=words, state="published")
    f.MentionFactory(article=late, actor=alone, words="talks", state="published")
    f.MentionFactory(article=early, actor=alone, words="talks", state="draft")
    page = get(PAIR)

    assert section(page, "actors") == (
        "Whom both name 1 Actor Early 2015 Late 2021 Japan"
        " 2 times: Japan, Early 2015“Moscow”, “Tokyo” 1 time: Japan, Late 2021“Tokyo”"
    )
    assert 'href="/sources/early/?actor=japan"' in page
    assert "Only Late 2021 names 1 actor Osaka 1" in section(page, "only")


def test_topics_stand_with_what_faces_nothing_above(get, early, late, treaty):
    trade, war = f.TopicFactory(name="Trade", slug="trade"), f.TopicFactory(name="War")
    for article in (early, late):
        faced = claim(article, summary=f"Faced in {article.slug}.", topics=[trade])
        f.PropositionMemberFactory(proposition=treaty, annotation=faced)
    for number in range(6):
        claim(early, summary=f"Lone {number}.", topics=[trade])
    claim(late, topics=[war])
    page = get(PAIR)
    found = section(page, "topics")

    assert "Trade Early 2015: 7 claims Late 2021: 1 claim" in found
    assert "Faced in" not in found
    assert "1 passage stands above. 2 more, all in its text" in found
    assert found.count("Lone") == 4 * 2  # the sentence, and the name of the link to its text
    assert 'href="/sources/early/?topic=trade"' in page
    assert "touches 1 topic War" in section(page, "only")


@pytest.mark.usefixtures("late")
def test_what_only_one_speaks_to_is_counted_and_folded(get, early, treaty):
    member(treaty, early)
    found = section(get(PAIR), "only")

    assert "Only Early 2015 speaks to 1 proposition There will be a treaty." in found


# Terms, bounds, costs --------------------------------------------------------------------------


def test_a_source_that_shows_no_words_lends_none(get, early, late, treaty):
    late.display = "metadata"
    late.save()
    actor = f.ActorFactory(name="Japan")
    for article in (early, late):
        member(treaty, article, words="Tokyo hesitated")
        f.MentionFactory(article=article, actor=actor, words="Moscow", state="published")
        claim(article, words="if talks go on", topics=[f.TopicFactory(name=article.slug)])
    page = text_of(get(PAIR))

    assert page.count("Tokyo hesitated") == 1
    assert page.count("“Moscow”") == 1
    assert "Its terms allow none of its words to be shown" in page


def test_many_shared_things_fold_and_the_rest_is_counted(get, early, late):
    for number in range(70):
        shared = f.PropositionFactory(text=f"Proposition number {number:03} holds.")
        actor = f.ActorFactory()
        for article in (early, late):
            member(shared, article)
            f.MentionFactory(article=article, actor=actor, state="published")
    page = get(PAIR)
    agree = re.search(r'<section id="agree".*?</section>', page, re.S)[0]

    assert "agree on 70" in text_of(page)
    assert agree.count("<article") == 60
    assert agree.partition("<details")[0].count("<article") == 8
    assert "52 more" in agree
    assert "10 further are not on this page." in agree
    assert "30 further actors are named by both." in section(page, "actors")


def test_the_number_of_queries_does_not_depend_on_what_is_shared(client, early, late, small):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PAIR).status_code == 200
        return len(captured)

    def tie():
        told = prediction(early, topics=[small.topic], about=[small.speaker])
        verdict = f.VerdictFactory(annotation=told)
        seen = claim(late, topics=[small.topic], attribution="reported", speaker=small.speaker)
        f.EvidenceFactory(verdict=verdict, passage=seen, source="", reports="", words="Tokyo")
        related(claim(late), told, "resolves")
        related(claim(late), claim(early), "contradicts")
        shared = f.PropositionFactory()
        for article in (early, late):
            member(shared, article, topics=[small.topic])
            claim(article, topics=[small.topic])
            f.MentionFactory(article=article, actor=small.speaker, state="published")
            f.PropositionMemberFactory(annotation=claim(article))

    tie()
    few = cost()
    for _number in range(6):
        tie()

    assert cost() == few
    assert few <= 40


def test_choosing_costs_a_constant_number_of_queries(client, early, late, treaty):
    def cost(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    addresses = ["/compare/", "/compare/?a=early"]
    for article in (early, late):
        member(treaty, article)
    few = [cost(address) for address in addresses]
    for number in range(5):
        article = named(source(2016, f"Other{number}"), f"other-{number}")
        member(treaty, article)
        related(claim(article), claim(early))

    assert [cost(address) for address in addresses] == few
