"""What the pages of one prediction and of one claim tell of how they were judged."""

import datetime
import re

import pytest

from tests import factories as f
from tests.pages.reading import section, text_of
from tests.pages.story.statements import made, page_of
from tests.services.judged import change

pytestmark = pytest.mark.django_db


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
    assert "How sure confidence high, decided 15 January 2024" in told
    assert "version 1 of the sentence judged, worded as above" in told
    assert "Changed since" not in told


def test_a_verdict_tells_its_rule_what_would_change_it_and_how_to_object(get, article):
    row = made(article)
    verdict = f.VerdictFactory(annotation=row.annotation, state="did-not-come-true")
    page = get(page_of(row))
    told = section(page, "evidence")

    assert "By what rule The term ended without the event. The text gives no end date" in told
    assert "What would change it A source that shows otherwise" in told
    assert "a reply of theirs can stand beside the verdict" in told
    assert f'href="/report/?about=verdict:{verdict.uid}"' in page
    assert '<a href="#evidence">How it was judged</a>' in page


def test_what_was_superseded_says_no_more_what_would_change_it(get, article):
    row = made(article, horizon_ground="event", deadline=None)
    first = f.VerdictFactory(annotation=row.annotation)
    f.VerdictFactory(annotation=row.annotation, supersedes=first, state="partly")
    told = section(get(page_of(row)), "evidence")

    assert told.count("By what rule") == told.count("Report a mistake in this verdict") == 2
    assert told.count("What would change it") == 1
    assert "The text gives no end date" not in told


def test_the_year_that_evidence_is_cited_with_is_not_told_twice(get, article):
    row = made(article)
    verdict = f.VerdictFactory(annotation=row.annotation, with_evidence=False)
    source = f.ArticleFactory(
        state="published",
        date=datetime.date(2021, 1, 1),
        authors=[f.AuthorFactory(name="Ann Archer")],
    )
    passage = f.ClaimFactory(article=source, state="published").annotation
    for number, (precision, year) in enumerate((("year", 2021), ("year", 2020), ("day", 2021)), 1):
        f.EvidenceFactory(
            verdict=verdict,
            position=number,
            passage=passage,
            source="",
            reports="",
            words="Tokyo hesitated",
            date=datetime.date(year, 1, 1),
            date_precision=precision,
        )
    told = section(get(page_of(row)), "evidence")

    assert re.findall(r"a passage of this library(.*?)(?= “| Who judged)", told) == [
        "",
        ", 2020",
        ", 1 January 2021",
    ]


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
