"""What the pages of one prediction and of one claim tell of their words and terms."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as f
from tests.pages.reading import section, text_of
from tests.pages.story.statements import TREATY, made, page_of

pytestmark = pytest.mark.django_db


# Words ---------------------------------------------------------------------------------------


def test_condition_likelihood_and_horizon_are_set_apart_and_named(get, article):
    row = made(
        article,
        words="Moscow will wait until the spring, if talks go on",
        condition_words="if talks go on",
        likelihood_words="will",
        horizon_words="until the spring",
    )
    page = get(page_of(row))

    assert '<mark class="pas prediction">Moscow </mark>' in page
    assert '<mark class="pas prediction like">will</mark>' in page
    assert '<mark class="pas prediction when">until the spring</mark>' in page
    assert '<mark class="pas prediction cond">if talks go on</mark>' in page
    assert "Passage Condition Likelihood words Horizon words" in section(page, "words")


def test_a_passage_without_parts_needs_no_legend(get, article):
    claim = f.ClaimFactory(article=article, state="published")

    assert "What the marks mean" not in get(page_of(claim))


# Terms ---------------------------------------------------------------------------------------


def test_the_band_stands_under_all_four_standards_the_chosen_one_first(get, article):
    row = made(article, **TREATY)
    usual = section(get(page_of(row)), "terms")
    chosen = section(get(page_of(row) + "?standard=kent-1964"), "terms")

    assert "ICD 203 chosen 20–45% PHIA 25–35% IPCC AR5 0–33% Kent 1964 20–40%" in usual
    assert "Kent 1964 chosen 20–40% ICD 203 20–45% PHIA 25–35% IPCC AR5 0–33%" in chosen


def test_bands_are_turned_round_where_the_words_speak_of_the_opposite(get, article):
    row = made(article, likelihood_polarity="opposite", **TREATY)
    terms = section(get(page_of(row) + "?standard=phia"), "terms")

    assert "speak of the opposite of the sentence above" in terms
    assert "PHIA chosen 25–35% 65–75%" in terms
    assert "ICD 203 20–45% 55–80%" in terms


def test_a_standard_without_the_word_says_so(get):
    text = "It is very likely that they meet."
    source = f.ArticleFactory(state="published", text=text)
    row = made(source, words="very likely that they meet", likelihood_words="very likely")

    assert "Kent 1964 has no such word" in section(get(page_of(row)), "terms")


def test_a_flat_will_has_no_number_in_any_standard(get, article):
    row = made(article, words="Moscow will wait", likelihood_words="will")
    terms = section(get(page_of(row)), "terms")

    assert "will no number in any standard" in terms
    assert "%" not in terms


def test_a_printed_probability_is_told_as_printed(get, article):
    row = made(article, words="Moscow will wait", probability="0.3000")

    assert "30%, as printed in the source" in section(get(page_of(row)), "terms")


def test_an_unknown_standard_is_refused_by_name(get, article):
    row = made(article, **TREATY)
    page = get(page_of(row) + "?standard=guessing", status=400)

    assert "“guessing” is no standard of likelihood words" in text_of(page)
    assert f'href="{page_of(row)}?standard=phia"' in page


def test_a_default_horizon_is_marked_wherever_it_is_shown(get, article):
    row = made(article, deadline_basis="five years from 2015-05-20")
    page = get(page_of(row))

    assert "Overdue for review" in text_of(page)
    assert "5 March 2026, 5-year rule" in text_of(page)
    terms = section(page, "terms")
    assert "5 March 2026 5-year rule" in terms
    assert "Five-year rule: the text gives no end date. Basis: five years from 2015" in terms


def test_a_stated_horizon_gives_its_words_its_days_and_its_basis(get, article):
    row = made(
        article,
        horizon_words="this year",
        horizon_ground="stated",
        horizon_start=datetime.date(2015, 5, 20),
        horizon_end=datetime.date(2015, 12, 31),
        deadline=datetime.date(2015, 12, 31),
        deadline_basis="the year of publication",
        **TREATY,
    )
    terms = section(get(page_of(row)), "terms")

    assert "this year 31 December 2015" in terms
    assert "the words allow 20 May 2015 to 31 December 2015" in terms
    assert "Stated in the text. Basis: the year of publication." in terms
    assert "5-year rule" not in terms


def test_the_line_in_time_is_drawn_where_the_source_has_a_date(get, article):
    row = made(article)
    f.VerdictFactory(annotation=row.annotation)

    course = section(get(page_of(row)), "course")
    assert "Said 20 May 2015, due 5 March 2026 by the 5-year rule" in course
    assert "came true 21 March 2022" in course


# Neighbours ----------------------------------------------------------------------------------


def test_the_predictions_of_one_sentence_share_a_weight(get, article):
    compound = f.CompoundFactory(article=article)
    rows = [
        made(article, words=words, compound=compound, summary=f"{words}.")
        for words in ("Moscow will wait", "talks go on", "a peace treaty")
    ]
    told = section(get(page_of(rows[0])), "siblings")

    assert "One sentence, 3 predictions: they share one weight in a record." in told
    assert "talks go on" in told
    assert "a peace treaty" in told


def test_the_address_of_a_passage_leads_to_its_whole_story(get, article):
    row = made(article)
    claim = f.ClaimFactory(article=article, state="published")
    mention = f.MentionFactory(article=article, state="published")

    assert f'<a href="{page_of(row)}">Its whole story</a>' in get(f"/a/{row.annotation.uid}/")
    assert f'<a href="{page_of(claim)}">Its whole story</a>' in get(f"/a/{claim.annotation.uid}/")
    assert "Its whole story" not in get(f"/a/{mention.annotation.uid}/")


# Terms of sources ----------------------------------------------------------------------------


@pytest.mark.parametrize("display", ["metadata", "excerpts"])
def test_the_terms_of_the_source_are_obeyed(get, article, display):
    article.display = display
    article.save()
    row = made(
        article,
        horizon_words="this year",
        horizon_ground="event",
        deadline_basis="“this year” names it",
        summary="No treaty comes.",
        **TREATY,
    )
    page = get(page_of(row))

    assert "No treaty comes." in page
    assert "officials said" not in page  # around the passage
    if display == "metadata":
        assert "this year" not in page
        assert "unlikely" not in page
        assert "The terms of the source withhold its words." in section(page, "terms")
    else:
        assert "unlikely" in section(page, "words")
        assert "this year" in section(page, "terms")


# Queries -------------------------------------------------------------------------------------


def test_a_long_story_costs_no_more_queries_than_a_short_one(client, article):
    compound = f.CompoundFactory(article=article)
    row = made(article, compound=compound, about=[f.ActorFactory()])
    editor = f.EditorFactory()

    def grow(times):
        last = row.annotation.verdicts.order_by("pk").last()
        for _time in range(times):
            passage = f.ClaimFactory(
                article=f.ArticleFactory(state="published", authors=[f.AuthorFactory()]),
                state="published",
            ).annotation
            last = f.VerdictFactory(
                annotation=row.annotation,
                supersedes=last,
                review="confirmed",
                proposed_by=editor,
                confirmed_by=f.EditorFactory(),
            )
            f.EvidenceFactory(verdict=last, passage=passage, source="", reports="", words="Yes.")
            f.RelationFactory(source=passage, target=row.annotation)
            f.PropositionMemberFactory(annotation=row.annotation)
            made(article, compound=compound)
            row.annotation.version += 1
            f.AnnotationVersionFactory(
                annotation=row.annotation,
                action="changed",
                by=f.EditorFactory(),
                data={
                    "kind": "prediction",
                    "state": "published",
                    "about": [str(f.ActorFactory().uid)],
                    "topics": [str(f.TopicFactory().uid)],
                },
            )

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page_of(row)).status_code == 200
        return len(captured)

    grow(2)
    few = cost()
    grow(5)

    assert cost() == few


def test_words_that_name_an_event_are_not_said_to_have_no_end(get, article):
    row = made(article, horizon_ground="event", deadline=None, horizon_words="until the spring")
    terms = section(get(page_of(row)), "terms")

    assert "No day: it ends when the event it names happens" in terms
    assert "never due" not in terms


def test_a_curator_that_reads_no_likelihood_is_not_quoted(get, article):
    unread = made(article, words="Moscow will wait", likelihood="unstated")
    read = made(article, words="Moscow will wait", likelihood="probable")

    assert "A curator reads it" not in section(get(page_of(unread)), "terms")
    assert "A curator reads it as “probable”." in section(get(page_of(read)), "terms")
