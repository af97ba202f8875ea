"""The list of claims, as passages and by proposition."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.pages import claim_groups
from tests import factories as f
from tests.pages.reading import text_of
from tests.pages.test_proposition_page import member, source

pytestmark = pytest.mark.django_db
GROUPED = "/claims/?group=proposition"


def groups(page):
    """The words of each group of a page, the ungrouped rest the last."""
    found = re.findall(r'<section class="group">.*?</section>', page, re.S)
    return [text_of(one) for one in found]


@pytest.fixture
def trade():
    return f.PropositionFactory(slug="trade", text="Trade grows.")


def test_each_way_to_read_the_list_leads_to_the_other_under_the_same_filters(get, trade):
    member(trade, source(2015, "Early"))
    page = get("/claims/?kind=factual")
    assert 'href="/claims/?kind=factual&amp;group=proposition"' in page
    assert re.search(r'href="/claims/\?kind=factual" aria-current="page">Passages', page)

    page = get("/claims/?kind=factual&group=proposition")
    assert re.search(r'group=proposition" aria-current="page">By proposition', page)
    assert 'href="/claims/?kind=factual">Passages' in page
    assert '<input type="hidden" name="group" value="proposition">' in page


def test_the_claims_by_proposition_are_a_page_of_their_own(get, trade):
    member(trade, source(2015, "Early"))
    page = get("/claims/?kind=factual&group=proposition")

    assert "<title>Claims by proposition · Kind: factual ·" in page
    assert re.search(r'canonical" href="[^"]*/claims/\?kind=factual&amp;group=proposition"', page)
    assert re.search(r'canonical" href="[^"]*/claims/\?group=proposition"', get(GROUPED))


def test_a_group_says_how_many_sources_hold_it_since_when_and_which(get, trade):
    early, late = source(2015, "Early"), source(2021, "Late")
    for article in (late, early, early):
        member(trade, article, summary="It grows.")
    member(trade, source(2018, "Other"), "opposes", summary="It shrinks.")
    f.PropositionMemberFactory(
        proposition=trade,
        annotation=f.PredictionFactory(
            article=source(2019, "Oracle"), state="published"
        ).annotation,
    )
    (found,) = groups(get(GROUPED))

    assert found.startswith(
        "Trade grows. Asserted by 3 sources, 2015–2021: Early 2015, Oracle 2019, Late 2021"
        " Denied by 1 source: Other 2018"
    )
    assert found.count("It grows.") == 3
    assert "Denies it It shrinks." in found


def test_a_group_tells_of_the_predictions_that_speak_to_it_too(get, trade):
    article = source(2015, "Early")
    member(trade, article)
    for state in ("published", "published", "draft"):
        said = f.PredictionFactory(article=article, state=state)
        f.PropositionMemberFactory(proposition=trade, annotation=said.annotation)
    page = get(GROUPED)

    assert 'href="/predictions/?proposition=trade">2 predictions speak to it, too<' in page
    assert '<b class="num">2</b> of 2 match' in get("/predictions/?proposition=trade")


def test_more_sources_than_are_cited_are_counted(get, trade):
    for year in range(2010, 2015):
        member(trade, source(year, f"Of{year}"))
    (found,) = groups(get(GROUPED))

    assert "Asserted by 5 sources, 2010–2014: Of2010 2010, Of2011 2011, Of2012 2012 and 2" in found


def test_filters_leave_only_what_they_allow_in_each_group(get, trade):
    other = f.PropositionFactory(text="War comes.")
    member(trade, source(2015, "Early"), summary="It grows.", kind="causal")
    member(trade, source(2016, "Other"), summary="It thrives.", kind="factual")
    member(other, source(2017, "Third"), kind="factual")
    page = get(f"{GROUPED}&kind=causal")
    (found,) = groups(page)

    assert "It grows." in found
    assert "It thrives." not in found
    assert "Asserted by 2 sources" in found
    assert "War comes." not in page
    assert "Nothing matches all of this." in get(f"{GROUPED}&q=zebra")


def test_a_long_group_leads_to_all_its_claims_under_the_same_filters(get, trade):
    article = source(2015, "Early")
    for _number in range(claim_groups.EACH + 1):
        member(trade, article)
    page = get(f"{GROUPED}&kind=factual")

    assert page.count('class="crow"') == claim_groups.EACH
    assert 'href="/claims/?kind=factual&amp;proposition=trade">All 6 claims' in page
    assert get("/claims/?kind=factual&proposition=trade").count('class="crow"') == 6


def test_the_order_asked_for_orders_the_claims_of_a_group(get, trade):
    for year in (2015, 2021):
        member(trade, source(year, f"Of{year}"), summary=f"Said in {year}.")
    (newest,) = groups(get(GROUPED))
    (oldest,) = groups(get(f"{GROUPED}&sort=oldest"))

    assert newest.index("Said in 2021.") < newest.index("Said in 2015.")
    assert oldest.index("Said in 2015.") < oldest.index("Said in 2021.")


def test_pages_hold_each_proposition_once_those_of_most_sources_first(get):
    articles = [source(2010 + number, f"Of{number}") for number in range(3)]
    lone = f.ClaimFactory(article=articles[0], state="published", summary="Alone.")
    for number in range(2 * claim_groups.GROUPS + 1):
        one = f.PropositionFactory(text=f"Sentence {number:02}.")
        for article in articles[: 1 + number % 3]:
            member(one, article)
    address, seen, pages = GROUPED, [], []
    while address:
        page = get(address)
        pages.append(page)
        seen += [re.match(r"Sentence \d\d", group)[0] for group in groups(page) if "Sent" in group]
        onward = re.search(r'rel="next" href="(/[^"]*)">Next', page)
        address = onward[1].replace("&amp;", "&") if onward else ""

    assert len(pages) == 3
    assert seen == sorted(set(seen), key=lambda one: (-(int(one[-2:]) % 3), one))
    assert len(seen) == 21
    assert [lone.summary in page for page in pages] == [False, False, True]
    assert "Under no proposition 1 Alone." in groups(pages[2])[-1]
    back = re.search(r'rel="prev" href="(/[^"]*)"', pages[2])[1].replace("&amp;", "&")
    assert groups(get(back)) == groups(pages[1])
    assert "21 propositions" in text_of(pages[0])


def test_a_page_that_never_was_gives_way_to_the_first_and_says_so(get, trade):
    member(trade, source(2015, "Early"))
    page = get(f"{GROUPED}&after=6f4b2d8e-0000-4000-8000-000000000000")

    assert "This page of the list does not exist" in page
    assert groups(page)[0].startswith("Trade grows.")


def test_a_grouping_that_there_is_not_is_named_and_left_out(get, trade):
    member(trade, source(2015, "Early"))
    page = get("/claims/?group=banana")

    assert "Claims can be grouped by “proposition”, not by “banana”." in page
    assert not groups(page)
    assert page.count('class="crow"') == 1


def test_a_library_without_propositions_shows_all_claims_in_the_rest(get):
    f.ClaimFactory(article=source(2015, "Early"), state="published", summary="Alone.")

    (rest,) = groups(get(GROUPED))
    assert rest.startswith("Under no proposition 1 Alone.")


def test_what_is_not_public_neither_stands_in_a_group_nor_counts(get, trade):
    early, hidden = source(2015, "Early"), source(2016, "Hidden")
    member(trade, early)
    draft = f.ClaimFactory(article=early, state="draft", summary="A draft.")
    f.PropositionMemberFactory(proposition=trade, annotation=draft.annotation)
    member(trade, hidden, "opposes", summary="Never shown.")
    hidden.state = "draft"
    hidden.save()
    page = get(GROUPED)

    assert "A draft." not in page
    assert "Never shown." not in page
    assert "Denied by" not in page


def test_data_is_the_same_whatever_the_grouping(get, trade):
    member(trade, source(2015, "Early"))
    f.ClaimFactory(article=source(2016, "Other"), state="published")

    assert get(f"{GROUPED}&format=csv") == get("/claims/?format=csv")
    assert json.loads(get(f"{GROUPED}&format=json")) == json.loads(get("/claims/?format=json"))


def test_a_source_that_shows_no_words_lends_none(get, trade):
    article = source(2015, "Early")
    article.display = "metadata"
    article.save()
    member(trade, article, words="Tokyo hesitated", summary="Tokyo waited.")
    page = get(GROUPED)

    assert "Tokyo waited." in page
    assert "Tokyo hesitated" not in page


def test_groups_cost_a_constant_number_of_queries(small, client):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(GROUPED).status_code == 200
        return len(captured)

    few = cost()
    small.grow(5)

    assert cost() == few
