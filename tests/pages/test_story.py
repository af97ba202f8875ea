"""What the pages of one prediction and of one claim tell."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as f
from tests.pages.reading import section, text_of
from tests.services.judged import change

pytestmark = pytest.mark.django_db

TREATY = {
    "words": "The two leaders are unlikely to sign a peace treaty this year",
    "likelihood_words": "unlikely",
}


@pytest.fixture
def article():
    return f.ArticleFactory(
        slug="piece",
        title="A piece",
        state="published",
        date=datetime.date(2015, 5, 20),
        authors=[f.AuthorFactory(slug="kashin", name="Vassily Kashin")],
    )


def made(article, **fields):
    return f.PredictionFactory(article=article, state="published", **fields)


def page_of(row):
    kind = "claims" if row.annotation.kind == "claim" else "predictions"
    return f"/{kind}/{row.annotation.uid}/"


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


# Verdicts ------------------------------------------------------------------------------------


def test_a_chain_of_verdicts_is_told_newest_first_and_both_ways(get, article):
    row = made(article)
    first = f.VerdictFactory(annotation=row.annotation, reason="At first it looked so.")
    second = f.VerdictFactory(
        annotation=row.annotation,
        state="partly",
        supersedes=first,
        reason="Then it did not.",
        decided_on=datetime.date(2025, 1, 1),
    )
    f.VerdictFactory(
        annotation=row.annotation,
        state="did-not-come-true",
        supersedes=second,
        reason="In the end it never did.",
        decided_on=datetime.date(2025, 6, 1),
    )
    page = get(page_of(row))
    told = section(page, "evidence")
    places = [
        told.index(words)
        for words in (
            "Did not come true",
            "Supersedes the verdict of 1 January 2025.",
            "In the end it never did.",
            "Came true in part",
            "superseded: a later verdict stands instead, that of 1 June 2025",
            "Supersedes the verdict of 15 January 2024.",
            "Then it did not.",
            "superseded: a later verdict stands instead, that of 1 January 2025",
            "At first it looked so.",
        )
    ]

    assert places == sorted(places)
    assert f'href="#v{first.uid}"' in page
    assert f'id="v{first.uid}"' in page


def test_a_waiting_and_a_declined_proposal_never_show(get, article):
    row = made(article)
    f.VerdictFactory(annotation=row.annotation, review="proposed", reason="Nobody agreed yet.")
    f.VerdictFactory(
        annotation=row.annotation,
        review="proposed",
        reason="Nobody agreed ever.",
        declined_at="2025-01-01T00:00Z",
        declined_reason="The source says no such thing.",
        declined_by=f.EditorFactory(),
    )
    for address in (page_of(row), f"/a/{row.annotation.uid}/"):
        page = get(address)
        assert "Nobody agreed" not in page, address
        assert "no such thing" not in page, address
    assert "Nobody has judged it yet." in get(page_of(row))


def test_who_proposed_and_who_confirmed_is_told_by_role_or_by_the_name_they_show(get, article):
    row = made(article)
    shy = f.EditorFactory(username="secretname", first_name="Secret", last_name="Name")
    shown = f.EditorFactory(first_name="Vera", last_name="Open", show_name=True)
    f.VerdictFactory(
        annotation=row.annotation,
        review="confirmed",
        proposed_by=shy,
        confirmed_by=shown,
        confirmed_at="2025-02-03T12:00Z",
    )
    page = get(page_of(row))
    told = section(page, "evidence")

    assert "Confirmed by a second person. Proposed by an editor on" in told
    assert "Confirmed by Vera Open on 3 February 2025." in told
    assert "ecret" not in page


def test_a_single_reviewed_verdict_is_explained(get, article):
    row = made(article)
    f.VerdictFactory(annotation=row.annotation, proposed_by=f.CuratorFactory())
    told = section(get(page_of(row)), "evidence")

    assert "Single-reviewed: one person judged this; a second has not confirmed it yet." in told
    assert "Proposed by a curator on" in told


def test_a_verdict_tells_its_manner_its_condition_and_the_wording_it_judged(get, article):
    row = made(article, condition="Talks go on.")
    f.VerdictFactory(
        annotation=row.annotation,
        event_date=datetime.date(2022, 3, 1),
        event_date_precision="month",
        condition_met="yes",
        condition_met_on=datetime.date(2021, 4, 5),
    )
    told = section(get(page_of(row)), "evidence")

    assert "Came true March 2022" in told
    assert "Its condition was met on 5 April 2021." in told
    assert "confidence high decided 15 January 2024" in told
    assert "version 1 of the sentence judged, worded as above" in told
    assert "Changed since" not in told


def test_a_verdict_tells_what_of_its_terms_was_changed_since(get, article):
    row = made(article, condition="Talks go on.", summary="They sign.")
    f.VerdictFactory(annotation=row.annotation, review="confirmed", condition_met="yes")
    change(row.annotation, condition="Talks stop.", likelihood_polarity="opposite")
    told = section(get(page_of(row)), "evidence")

    assert "Changed since What it judged was changed since" in told
    assert "Condition before: “Talks go on.”; now: “Talks stop.”" in told
    assert (
        "The likelihood words speak before: of the event as summarised; now: of its opposite"
        in told
    )
    assert "worded as above" not in told


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"proposed_by", "confirmed_by"}, "Confirmed by a second person. Proposed by"),
        ({"confirmed_by"}, "Confirmed by a second person. Proposed by an account that no longer"),
        ({"proposed_by"}, "Confirmed by an account that no longer exists. Proposed by"),
        ({"batch"}, "Confirmed where it came from (imported). Brought in with a collection"),
        ({"batch", "proposed_by"}, "Confirmed where it came from (imported). Proposed by"),
        ({"batch", "confirmed_by"}, "Judged where it came from (imported), and confirmed here."),
        ({"batch", "proposed_by", "confirmed_by"}, "Confirmed by a second person. Proposed by"),
    ],
)
def test_two_people_are_said_to_agree_only_where_two_accounts_did(get, article, known, told):
    row = made(article)
    make = {
        "proposed_by": f.CuratorFactory,
        "confirmed_by": f.EditorFactory,
        "batch": f.ImportBatchFactory,
    }
    f.VerdictFactory(
        annotation=row.annotation, review="confirmed", **{name: make[name]() for name in known}
    )

    assert told in section(get(page_of(row)), "evidence")


def test_evidence_on_the_condition_stands_apart(get, article):
    row = made(article)
    verdict = f.VerdictFactory(annotation=row.annotation, with_evidence=False)
    f.EvidenceFactory(verdict=verdict, bears="condition", reports="The talks went on.")
    f.EvidenceFactory(verdict=verdict, reports="They signed.")
    told = section(get(page_of(row)), "evidence")
    places = [
        told.index(words)
        for words in (
            "Evidence They signed.",
            "Evidence on the condition The talks went on.",
        )
    ]

    assert places == sorted(places)


def test_evidence_of_a_withdrawn_passage_keeps_words_source_and_date(get, article):
    row = made(article)
    passage = f.ClaimFactory(article=article, state="withdrawn").annotation
    verdict = f.VerdictFactory(annotation=row.annotation, with_evidence=False)
    f.EvidenceFactory(
        verdict=verdict,
        passage=passage,
        source="",
        reports="",
        words="It is so.",
        date=datetime.date(2015, 5, 1),
        date_precision="month",
    )
    page = get(page_of(row))

    kept = "“It is so.” Kashin 2015, a passage that has since been withdrawn, May 2015"
    assert kept in section(page, "evidence")
    assert f'href="/a/{passage.uid}/"' not in page


def test_evidence_of_a_source_that_withholds_its_words_is_told_in_ours(get, article):
    closed = f.ArticleFactory(state="published", display="metadata", text="Secret words here.")
    passage = f.ClaimFactory(article=closed, state="published", summary="It says no.").annotation
    row = made(article)
    verdict = f.VerdictFactory(annotation=row.annotation, with_evidence=False)
    f.EvidenceFactory(verdict=verdict, passage=passage, source="", reports="", words="Secret words")
    page = get(page_of(row))

    assert "Secret" not in page
    assert "It says no." in section(page, "evidence")
    assert "in our words: the terms of the source withhold its own" in text_of(page)


def test_a_claim_tells_its_check_as_a_prediction_its_verdict(get, article):
    claim = f.ClaimFactory(article=article, state="published")
    assert "Not checked yet." in get(page_of(claim))

    f.VerdictFactory(
        annotation=claim.annotation, state="contradicted", reason="The record says no."
    )
    page = get(page_of(claim))

    assert "How it was checked Contradicted 21 March 2022 The record says no." in section(
        page, "evidence"
    )
    assert "single-reviewed" in page
    assert "Not checked yet." not in page


def test_a_claim_that_records_cannot_settle_says_so(get, article):
    claim = f.ClaimFactory(article=article, state="published", kind="normative")

    assert "Not of a kind that records could settle." in get(page_of(claim))


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
