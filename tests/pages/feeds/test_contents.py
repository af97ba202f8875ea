"""What the entries of each feed tell."""

import datetime

import pytest
from django.utils import timezone

from annotations.models import Annotation
from annotations.services.judging import confirm, publish_alone
from annotations.services.reviewing import withdraw
from sourcelib.services.publishing import withdraw as withdraw_source
from tests import factories as f
from tests.pages.feeds.atom import (
    ATOM,
    NAMES,
    entries,
    in_days,
    moment,
    text,
    titles,
)
from tests.services.judged import proposed

pytestmark = pytest.mark.django_db


def test_what_is_published_last_comes_first_fifty_at_most(client):
    article = f.ArticleFactory(state="published")
    now = timezone.now()
    for number in range(53):
        made = f.ClaimFactory(article=article, summary=f"Claim {number}", state="published")
        at = now - datetime.timedelta(hours=number)
        Annotation.objects.filter(pk=made.annotation.pk).update(published_at=at)
    f.ClaimFactory(article=article, summary="Draft")

    assert titles(client, "claims") == [f"Claim {number}" for number in range(50)]


def test_a_prediction_is_told_with_its_words_its_author_its_horizon_and_its_topics(client):
    authors = [f.AuthorFactory(name="Zoe"), f.AuthorFactory(name="Adam")]
    article = f.ArticleFactory(title="A piece", authors=authors, state="published")
    made = f.PredictionFactory(
        article=article,
        words="The two leaders are unlikely to sign a peace treaty this year",
        summary="They will sign no peace treaty.",
        likelihood_words="unlikely",
        topics=[f.TopicFactory(slug="peace", name="Peace")],
        state="published",
    )

    (entry,) = entries(client, "predictions")

    assert text(entry, "id") == f"urn:uuid:{made.annotation.uid}"
    assert text(entry, "title") == "They will sign no peace treaty."
    names = [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")]
    assert names == ["Zoe", "Adam"]
    assert entry.find(f"{ATOM}category").attrib == {"term": "peace", "label": "Peace"}
    html = text(entry, "summary")
    assert "are unlikely to sign a peace treaty" in html
    assert "“unlikely”, 20–45% (ICD 203)" in html
    assert "Due 5 March 2026." in html
    assert "5-year rule" in html
    assert f'<a href="http://127.0.0.1:8000/sources/{article.slug}/">A piece</a>' in html


def test_a_verdict_says_what_was_judged_why_and_what_it_took_the_place_of(client):
    made = f.PredictionFactory(
        article=f.ArticleFactory(state="published"), summary="It rains.", state="published"
    )
    first = f.VerdictFactory(annotation=made.annotation, reason="It did.")
    f.VerdictFactory(annotation=made.annotation, review="proposed", reason="Maybe not.")
    assert titles(client, "verdicts") == ["Came true: It rains."]

    f.VerdictFactory(
        annotation=made.annotation,
        state="partly",
        supersedes=first,
        review="confirmed",
        reason="Half of it did.",
    )

    later, earlier = entries(client, "verdicts")
    assert text(later, "title") == "Changed from “came true” to “came true in part”: It rains."
    assert "was changed from “came true” to “came true in part”" in text(later, "summary")
    assert "Half of it did." in text(later, "summary")
    assert text(earlier, "title") == "Came true: It rains."
    assert "Maybe not." not in text(later, "summary") + text(earlier, "summary")
    assert any("“came true in part”" in title for title in titles(client, "changes"))


def test_a_verdict_that_only_gives_better_reasons_is_no_change_of_mind(client):
    made = f.PredictionFactory(
        article=f.ArticleFactory(state="published"), summary="It rains.", state="published"
    )
    first = f.VerdictFactory(annotation=made.annotation)
    f.VerdictFactory(annotation=made.annotation, supersedes=first, review="confirmed")

    later, _earlier = entries(client, "verdicts")

    assert text(later, "title") == "Judged anew, still “came true”: It rains."
    assert "takes the place of an earlier one" in text(later, "summary")


def test_a_verdict_is_new_when_readers_first_see_it_however_old_its_proposal(client, time_machine):
    articles = [f.ArticleFactory(state="published") for _ in range(2)]
    late, early = (
        f.PredictionFactory(article=article, summary=summary, state="published").annotation
        for article, summary in zip(articles, ("Late.", "Early."), strict=True)
    )
    time_machine.move_to("2026-01-01T12:00Z", tick=False)
    editor = f.EditorFactory()
    waits = proposed(late, editor)
    time_machine.move_to("2026-02-01T12:00Z", tick=False)
    f.VerdictFactory(annotation=early)
    time_machine.move_to("2026-03-01T12:00Z", tick=False)
    publish_alone(user=editor, verdict=waits)

    first, second = entries(client, "verdicts")

    assert (text(first, "title"), text(second, "title")) == (
        "Came true: Late.",
        "Came true: Early.",
    )
    assert text(first, "published") == text(first, "updated") == "2026-03-01T12:00:00+00:00"

    time_machine.move_to("2026-04-01T12:00Z", tick=False)
    confirm(user=f.EditorFactory(), verdict=waits)
    first = entries(client, "verdicts")[0]
    assert text(first, "published") == "2026-03-01T12:00:00+00:00"
    assert text(first, "updated") == "2026-04-01T12:00:00+00:00"


def test_changes_of_one_instant_are_as_many_entries(client, time_machine):
    time_machine.move_to("2026-01-01T12:00Z", tick=False)
    made = f.PredictionFactory(article=f.ArticleFactory(state="published"), state="published")
    standing = f.VerdictFactory(annotation=made.annotation)
    for _ in range(3):
        standing = f.VerdictFactory(annotation=made.annotation, supersedes=standing)

    found = entries(client, "changes")

    assert len({text(entry, "id") for entry in found}) == len(found) == 3
    assert text(found[0], "title").startswith("Judged anew, still “came true”: ")
    assert "before" not in text(found[0], "summary")


def test_what_is_changed_in_place_is_told_among_the_changes_with_its_reason(client):
    claim = f.ClaimFactory(
        article=f.ArticleFactory(state="published"), summary="It rains.", state="published"
    )
    f.AnnotationVersionFactory(
        annotation=claim.annotation,
        number=2,
        action="changed",
        reason="A word was missing.",
        data={"state": "published"},
    )
    f.AnnotationVersionFactory(
        annotation=claim.annotation, number=3, action="changed", data={"state": "draft"}
    )

    (entry,) = entries(client, "changes")

    assert text(entry, "title") == "Changed: It rains."
    assert "A word was missing." in text(entry, "summary")


def test_a_check_of_a_claim_is_a_verdict_too(client):
    claim = f.ClaimFactory(
        article=f.ArticleFactory(state="published"), summary="It rained.", state="published"
    )
    f.VerdictFactory(annotation=claim.annotation, state="contradicted")

    (entry,) = entries(client, "verdicts")

    assert text(entry, "title") == "Contradicted: It rained."
    address = f"http://127.0.0.1:8000/claims/{claim.annotation.uid}/#evidence"
    assert entry.find(f"{ATOM}link").get("href") == address


def test_due_tells_of_a_deadline_once_and_again_when_it_is_overdue(client, time_machine):
    time_machine.move_to("2026-03-01T12:00Z", tick=False)
    made = f.PredictionFactory(
        article=f.ArticleFactory(state="published"), summary="It rains.", state="published"
    )
    assert entries(client, "due") == []  # its deadline is the fifth

    time_machine.move_to("2026-03-07T12:00Z", tick=False)
    (due,) = entries(client, "due")
    time_machine.move_to("2026-08-01T12:00Z", tick=False)
    (overdue,) = entries(client, "due")

    assert text(due, "title") == "Due: It rains."
    assert text(overdue, "title") == "Overdue for review: It rains."
    assert text(due, "id") == text(overdue, "id") != f"urn:uuid:{made.annotation.uid}"
    assert moment(text(due, "updated")).date() == datetime.date(2026, 3, 6)
    assert moment(text(overdue, "updated")).date() == datetime.date(2026, 6, 4)

    made.deadline = datetime.date(2026, 7, 20)
    made.save()
    (moved,) = entries(client, "due")
    assert text(moved, "id") != text(due, "id")

    f.VerdictFactory(annotation=made.annotation)
    assert entries(client, "due") == []


def test_what_is_withdrawn_leaves_its_feed_and_is_told_among_the_changes(client):
    editor = f.EditorFactory()
    article = f.ArticleFactory(title="A piece", state="published")
    public = {"article": article, "state": "published"}
    f.ClaimFactory(summary="A claim.", **public)
    made = f.PredictionFactory(summary="It rains.", deadline=in_days(-3), **public)
    f.VerdictFactory(annotation=made.annotation, state="still-open", event_date=None)
    for name in ("predictions", "verdicts", "due"):
        assert len(entries(client, name)) == 1

    withdraw(user=editor, annotation=made.annotation, reason="It was <no> prediction.")

    for name in ("predictions", "verdicts", "due"):
        assert entries(client, name) == [], name
    (entry,) = entries(client, "changes")
    assert text(entry, "title") == "Withdrawn: It rains."
    assert "It was &lt;no&gt; prediction." in text(entry, "summary")

    withdraw_source(user=editor, article=article, reason="Asked for.")

    for name in ("sources", "claims"):
        assert entries(client, name) == [], name
    assert "Source withdrawn: A piece" in titles(client, "changes")


def test_no_feed_names_who_curates(full, client):
    assert full.claims
    everything = "".join(client.get(f"/feeds/{name}.atom").content.decode() for name in NAMES)

    assert "Secret" not in everything
    assert "secret.editor" not in everything


@pytest.mark.parametrize("display", ["excerpts", "metadata"])
def test_the_terms_of_a_source_are_obeyed(client, display):
    article = f.ArticleFactory(
        display=display, text="Never shown. Moscow will wait until spring.", state="published"
    )
    public = {"article": article, "state": "published", "words": "Moscow will wait until spring"}
    claim = f.ClaimFactory(**public)
    f.PredictionFactory(
        likelihood_words="will wait",
        horizon_words="until spring",
        deadline=in_days(-3),
        deadline_basis="“until spring”",
        **public,
    )
    f.VerdictFactory(annotation=claim.annotation, state="supported")

    everything = "".join(client.get(f"/feeds/{name}.atom").content.decode() for name in NAMES)

    assert "Never shown" not in everything
    assert ("will wait" in everything) == (display == "excerpts")
    assert ("until spring" in everything) == (display == "excerpts")
