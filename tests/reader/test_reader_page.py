"""What a reader sees of a source: its passages, and a card for each."""

import datetime

import pytest

from annotations.models import Prediction
from sourcelib.models import Article
from tests.factories import (
    ActorFactory,
    AnnotationVersionFactory,
    ArticleFactory,
    AuthorFactory,
    ClaimFactory,
    CompoundFactory,
    CuratorFactory,
    EditorFactory,
    EvidenceFactory,
    MentionFactory,
    PredictionFactory,
    PropositionFactory,
    PropositionMemberFactory,
    RelationFactory,
    VerdictFactory,
)
from tests.reader.cards import Read, card, plain
from tests.services.judged import change

pytestmark = pytest.mark.django_db


def test_every_published_passage_is_marked_in_the_text(article: Article, read: Read) -> None:
    moscow = MentionFactory(article=article, state="published", words="Moscow").annotation
    waits = PredictionFactory(
        article=article, state="published", words="Moscow will wait until the spring"
    ).annotation
    html = read()
    assert f'data-ann="{waits.uid} {moscow.uid}"' in html
    assert f'href="#c{waits.uid}" aria-label="Prediction 1"' in html


def test_drafts_are_not_shown(article: Article, read: Read) -> None:
    for state in ("draft", "in-review", "withdrawn"):
        claim = ClaimFactory(article=article, state=state, summary="Not for the public.")
        assert str(claim.annotation.uid) not in read()
    assert "Not for the public." not in read()


def test_a_title_supplied_by_a_curator_stands_in_brackets_and_is_said_to_be(
    article: Article, read: Read
) -> None:
    Article.objects.filter(pk=article.pk).update(title_supplied=True)
    html = read()
    assert "[A source]</h1>" in html
    assert "the one in brackets is a curator’s" in html


def test_the_byline_leads_to_the_actor_where_there_is_one(read: Read) -> None:
    known, unknown = AuthorFactory(name="Ada"), AuthorFactory(name="Ben", slug="ben")
    ActorFactory(author=known, slug="ada")
    ArticleFactory(slug="a-source", state="published", authors=[known, unknown])
    assert 'By <a href="/actors/ada/">Ada</a>, <a href="/authors/ben/">Ben</a>' in read()


def test_a_card_gives_the_terms_of_a_prediction(article: Article, read: Read) -> None:
    PredictionFactory(
        article=article,
        state="published",
        words="The two leaders are unlikely to sign a peace treaty this year",
        summary="The two leaders will sign no treaty in 2021.",
        likelihood_words="unlikely",
        likelihood_polarity="opposite",
        horizon_words="this year",
        horizon_ground=Prediction.Ground.STATED,
        horizon_end=datetime.date(2021, 12, 31),
        deadline=datetime.date(2021, 12, 31),
        deadline_basis="the end of the year",
    )
    words = plain(card(read()))
    assert "The two leaders will sign no treaty in 2021." in words
    assert "unlikely, said of the opposite; so 55–80 % by ICD 203 for the statement" in words
    assert "this year, to 31 December 2021 (the end of the year)" in words


def test_a_default_horizon_and_a_word_without_number_are_called_so(
    article: Article, read: Read
) -> None:
    PredictionFactory(
        article=article,
        state="published",
        words="Moscow will wait until the spring, if talks go on",
        condition_words="if talks go on",
        likelihood_words="will",
        deadline=datetime.date(2026, 3, 5),
    )
    words = plain(card(read()))
    assert "Condition if talks go on" in words.replace("Conditionif", "Condition if")
    assert "will, no number" in words
    assert "none given, so the library’s five-year rule: to 5 March 2026" in words


def test_a_verdict_shows_its_date_reason_review_and_evidence(article: Article, read: Read) -> None:
    prediction = PredictionFactory(article=article, state="published").annotation
    verdict = VerdictFactory(annotation=prediction, reason="They <b>met</b>.", with_evidence=False)
    EvidenceFactory(verdict=verdict, url="https://example.org/x")
    source = ArticleFactory(state="published", authors=[AuthorFactory(name="Vera Kashin")])
    claim = ClaimFactory(article=source, state="published").annotation
    EvidenceFactory(verdict=verdict, passage=claim, source="", reports="", words="They met.")
    html = card(read())
    words = plain(html)
    assert "Came true, 21 March 2022" in words
    assert "High confidence, single-reviewed, decided 15 January 2024" in words
    assert "They &lt;b&gt;met&lt;/b&gt;." in html
    assert "The ministry announced the end of the talks. (paraphrased)" in words
    assert 'href="https://example.org/x" rel="external nofollow noopener"' in html
    passage = f'<a href="/a/{claim.uid}/" aria-label="Kashin 2021: They met.">Kashin 2021</a>'
    assert f"{passage}: <q>They met.</q>" in html
    assert "summarised after the event" in words


def test_an_address_that_is_not_of_the_web_is_no_link(article: Article, read: Read) -> None:
    prediction = PredictionFactory(article=article, state="published").annotation
    verdict = VerdictFactory(annotation=prediction, with_evidence=False)
    EvidenceFactory(verdict=verdict, url="javascript:alert(1)")
    assert "javascript:" not in read()


def test_a_proposed_verdict_is_not_public(article: Article, read: Read) -> None:
    prediction = PredictionFactory(article=article, state="published").annotation
    VerdictFactory(annotation=prediction, review="proposed", reason="Only proposed.")
    assert "Only proposed." not in read()


def test_an_earlier_verdict_stays_readable(article: Article, read: Read) -> None:
    prediction = PredictionFactory(article=article, state="published").annotation
    first = VerdictFactory(annotation=prediction, reason="It looked true.")
    VerdictFactory(
        annotation=prediction, state="partly", reason="It was half true.", supersedes=first
    )
    words = plain(card(read()))
    assert words.index("Came true in part, 21 March 2022") < words.index("Earlier verdict 1")
    assert "It looked true." in words


def test_a_proposal_that_was_declined_is_not_public(article: Article, read: Read) -> None:
    prediction = PredictionFactory(article=article, state="published").annotation
    VerdictFactory(
        annotation=prediction,
        review="proposed",
        reason="Only proposed.",
        declined_at="2025-01-01T00:00Z",
        declined_reason="It says no such thing.",
    )
    html = read()
    assert "Only proposed." not in html
    assert "no such thing" not in html


def test_a_card_says_who_reviewed_the_verdict_and_whether_the_condition_was_met(
    article: Article, read: Read
) -> None:
    prediction = PredictionFactory(article=article, state="published").annotation
    verdict = VerdictFactory(
        annotation=prediction,
        review="confirmed",
        proposed_by=CuratorFactory(),
        confirmed_by=EditorFactory(),
        condition_met="yes",
        condition_met_on=datetime.date(2021, 4, 5),
    )
    EvidenceFactory(verdict=verdict, bears="condition", reports="The talks went on.")
    words = plain(card(read()))
    assert "High confidence, confirmed by a second person, decided 15 January 2024" in words
    assert "Its condition was met on 5 April 2021." in words
    assert "Evidence on the condition 1" in words
    assert words.index("end of the talks") < words.index("The talks went on.")


def test_a_card_says_what_was_changed_since_it_was_judged(article: Article, read: Read) -> None:
    prediction = PredictionFactory(article=article, state="published").annotation
    VerdictFactory(annotation=prediction, review="confirmed")
    assert "Changed since" not in plain(card(read()))
    change(prediction, likelihood_polarity="opposite")
    words = plain(card(read()))
    assert "Changed since it was judged:The likelihood words speak before: of the event" in words


def test_a_card_marks_evidence_that_was_withdrawn(article: Article, read: Read) -> None:
    prediction = PredictionFactory(article=article, state="published").annotation
    verdict = VerdictFactory(annotation=prediction, with_evidence=False)
    source = ArticleFactory(state="published", authors=[AuthorFactory(name="Vera Kashin")])
    passage = ClaimFactory(article=source, state="withdrawn").annotation
    EvidenceFactory(verdict=verdict, passage=passage, source="", reports="", words="They met.")
    html = card(read())
    assert "Kashin 2021: They met. (passage withdrawn since)" in plain(html)
    assert str(passage.uid) not in html


@pytest.mark.parametrize(("worded", "marked"), [("2022-03-21", False), ("2022-03-22", True)])
def test_a_statement_worded_after_the_event_is_marked(
    article: Article, read: Read, worded: str, marked: bool
) -> None:
    prediction = PredictionFactory(article=article, state="published", summary="Now.")
    for number, day, summary in ((1, "2020-01-01", "Then."), (2, worded, "Now.")):
        AnnotationVersionFactory(
            annotation=prediction.annotation,
            number=number,
            at=f"{day}T12:00Z",
            data={"prediction": {"summary": summary}},
        )
    VerdictFactory(annotation=prediction.annotation)  # of an event on 21 March 2022
    assert ("summarised after the event" in card(read())) is marked


def test_the_ledger_counts_what_became_of_the_predictions(article: Article, read: Read) -> None:
    judged = PredictionFactory(article=article, state="published", words="Moscow will wait")
    VerdictFactory(annotation=judged.annotation)
    PredictionFactory(
        article=article,
        state="published",
        words="unlikely to sign",
        horizon_ground="none",
        deadline=None,
    )
    html = read()
    assert 'aria-label="Prediction 1: came true, by the five-year rule"' in html
    assert 'aria-label="Prediction 2: open, never due"' in html
    assert "1 came true, 1 open, never due." in plain(html)


def test_the_predictions_of_one_sentence_point_at_each_other(article: Article, read: Read) -> None:
    compound = CompoundFactory(article=article)
    for words in ("Moscow will wait", "talks go on"):
        PredictionFactory(article=article, state="published", words=words, compound=compound)
    assert "One sentence with Prediction 2" in plain(card(read()))


def test_an_answer_from_another_source_is_shown_with_its_words(
    article: Article, read: Read
) -> None:
    claim = ClaimFactory(article=article, state="published").annotation
    later = ArticleFactory(
        state="published",
        date=datetime.date(2023, 1, 1),
        authors=[AuthorFactory(name="Vera Kashin")],
        text="No treaty was signed.",
    )
    answer = ClaimFactory(article=later, state="published").annotation
    RelationFactory(source=answer, target=claim, kind="contradicts", reason="It says the opposite.")
    html = read()
    words = plain(card(html, "Claim"))
    assert "Contradicted later" in words
    assert "Is contradicted by Kashin 2023 No treaty was signed It says the opposite." in words
    assert 'class="ref claim answered"' in html
    other = read(address=later.get_absolute_url())
    assert "Contradicts" in plain(card(other, "Claim"))
    assert "answered" not in card(other, "Claim")


def test_a_prediction_of_another_source_is_told_as_read_before_its_words(
    article: Article, read: Read
) -> None:
    prediction = PredictionFactory(
        article=article, state="published", summary="Moscow will not act before spring."
    ).annotation
    later = ArticleFactory(state="published", text="No treaty was signed.")
    answer = ClaimFactory(article=later, state="published").annotation
    RelationFactory(source=answer, target=prediction, kind="resolves", reason="It came so.")
    words = plain(card(read(address=later.get_absolute_url()), "Claim"))
    assert "Moscow will not act before spring. Tokyo hesitated for a decade" in words


def test_words_of_a_source_that_may_not_be_shown_are_not_quoted(
    article: Article, read: Read
) -> None:
    claim = ClaimFactory(article=article, state="published").annotation
    closed = ArticleFactory(state="published", text="Secret words here.", display="metadata")
    answer = ClaimFactory(article=closed, state="published", summary="In our words.").annotation
    RelationFactory(source=answer, target=claim)
    html = read()
    assert "Secret words" not in html
    assert "In our words." in html


def test_a_relation_to_what_is_not_public_is_not_shown(article: Article, read: Read) -> None:
    claim = ClaimFactory(article=article, state="published").annotation
    draft = ClaimFactory(article=article, state="draft").annotation
    RelationFactory(source=draft, target=claim, reason="Known to curators only.")
    assert "Known to curators only." not in read()


def test_a_proposition_says_how_many_other_passages_share_it(article: Article, read: Read) -> None:
    proposition = PropositionFactory(text="They will never sign.")
    claim = ClaimFactory(article=article, state="published").annotation
    PropositionMemberFactory(proposition=proposition, annotation=claim, position="opposes")
    elsewhere = ArticleFactory(state="published")
    for state in ("published", "draft"):
        member = ClaimFactory(article=elsewhere, state=state).annotation
        PropositionMemberFactory(proposition=proposition, annotation=member)
    words = plain(card(read(), "Claim"))
    assert "Denies They will never sign. (with 1 other passage, 1 in another source)" in words
