"""What may not be shown is shown at no public address: crawled from every list, feed and search."""

import html

import pytest

from annotations.models import Annotation
from sourcelib.models import Article
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    MentionFactory,
    PredictionFactory,
    RevisionFactory,
    SpanFactory,
    VerdictFactory,
)
from tests.indexed import index_everything
from tests.pages.crawling import Crawl

pytestmark = pytest.mark.django_db

# Each of these words stands in one place of the source alone.
TEXT = (
    "Zebracorn ministers hesitated before the talks.\n\n"
    "Quaggamire stands in a paragraph that nobody tagged."
)
FIRST = f"{TEXT}\n\nOkapidrome stood in the first text alone."
SEEDS = (
    *("/", "/sources/", "/claims/", "/predictions/", "/propositions/", "/actors/", "/topics/"),
    *("/publications/", "/authors/", "/about/", "/about/corrections/", "/sitemap.xml"),
    *("/feeds/sources.atom", "/feeds/claims.atom", "/feeds/predictions.atom"),
    *("/feeds/verdicts.atom", "/feeds/changes.atom", "/predictions/due.ics"),
    *("/search/?q=hesitated", "/search/?q=nobody+tagged", "/search/?q=stood"),
    *("/sources/?format=csv", "/sources/?format=json", "/claims/?format=csv"),
    *("/claims/?format=json", "/predictions/?format=csv", "/predictions/?format=json"),
    *("/sources/kept/v/1/", "/sources/kept/changes/1..2/", "/sources/kept/cite/?format=bibtex"),
    *("/sources/kept/cite/?format=ris", "/sources/kept/cite/?format=csl"),
    *("/annotations/", "/annotations/?page=first", "/annotations/?iris=1&page=first"),
    "/oembed?url=http://testserver/sources/kept/",
    *("/api/v1/", "/api/v1/docs/", "/api/v1/sources/", "/api/v1/claims/", "/api/v1/predictions/"),
    *("/api/v1/sources/kept/", "/api/v1/sources/kept/v/1/", "/api/v1/sources/kept/annotations/"),
)
# What was withdrawn is named where corrections are listed, and where one may be reported.
LOGS = {"/about/corrections/", "/about/method/", "/feeds/changes.atom"}


@pytest.fixture
def kept(small):
    """A source with two texts, a claim in it that a verdict rests on, a mention, a prediction."""

    def make(**fields):
        row = Article.objects.create(
            slug="kept",
            title="A kept source",
            state="draft",
            date="2020-01-01",
            date_precision="day",
            date_earliest="2020-01-01",
            date_latest="2020-01-01",
            publication=small.publication,
        )
        RevisionFactory(article=row, number=1, text=FIRST)
        row.current_revision = RevisionFactory(article=row, number=2, text=TEXT, reason="Typo.")
        row.state, row.published_at = "published", "2021-01-01T00:00Z"
        row.save()
        own = {"article": row, "state": "published"}
        said = ClaimFactory(words="Zebracorn ministers hesitated", summary="They paused.", **own)
        MentionFactory(words="Zebracorn", actor=small.speaker, **own)
        PredictionFactory(words="before the talks", summary="Talks will come.", **own)
        SpanFactory(
            annotation=said.annotation,
            revision=row.revisions.get(number=1),
            words="Zebracorn ministers hesitated",
        )
        verdict = VerdictFactory(annotation=small.predictions[0].annotation)
        EvidenceFactory(
            verdict=verdict,
            passage=said.annotation,
            source="",
            reports="",
            words="Zebracorn ministers hesitated",
        )
        Article.objects.filter(pk=row.pk).update(**fields)
        index_everything()
        return row, said.annotation

    return make


def crawl(client):
    """Return the text of every address that links lead to, by address, with its status."""
    visits = Crawl(client).run(*SEEDS).visits
    return {address: (visit.status, html.unescape(visit.text)) for address, visit in visits.items()}


def having(pages, words):
    """Return the addresses whose pages have these words."""
    return {address for address, (_status, text) in pages.items() if words in text}


def test_the_crawl_finds_the_words_of_a_source_that_may_be_shown_in_full(client, kept):
    kept()
    pages = crawl(client)

    for words in ("Zebracorn", "Quaggamire", "Okapidrome", "A kept source", "They paused."):
        assert having(pages, words)


@pytest.mark.parametrize(
    ("display", "shown", "hidden"),
    [
        ("excerpts", ["Zebracorn", "They paused."], ["Quaggamire", "Okapidrome"]),
        ("metadata", ["They paused."], ["Zebracorn", "Quaggamire", "Okapidrome"]),
    ],
)
def test_a_source_shown_in_part_keeps_to_that_everywhere(client, kept, display, shown, hidden):
    kept(display=display)
    pages = crawl(client)

    assert len(pages) > 60
    for word in hidden:
        assert having(pages, word) == set()
    for word in shown:
        assert having(pages, word)


def test_a_withdrawn_source_is_gone_from_everything_but_the_evidence_drawn_from_it(client, kept):
    row, said = kept(
        state="withdrawn", withdrawn_at="2022-01-01T00:00Z", withdrawal_reason="Plagiarised."
    )
    pages = crawl(client)

    for words in ("Quaggamire", "Okapidrome", "Talks will come."):
        assert having(pages, words) == set()
    for address in ("/sources/kept/", "/sources/kept/v/1/", "/sources/kept/changes/1..2/"):
        response = client.get(address)
        assert (response.status_code, "Plagiarised." in response.content.decode()) == (410, True)
    assert client.get(said.get_absolute_url()).status_code == 410
    gone = {address for address, (status, _text) in pages.items() if status == 410}
    reports = {address for address in pages if address.startswith("/report/")}
    assert having(pages, "A kept source") - gone - reports <= LOGS
    assert having(pages, "since been withdrawn") & having(pages, "Zebracorn ministers hesitated")
    assert Article.objects.get(pk=row.pk).current_revision.text == TEXT


def test_a_withdrawn_annotation_is_gone_and_its_source_stays(client, kept):
    _row, said = kept()
    Annotation.objects.filter(pk=said.pk).update(
        state="withdrawn", withdrawn_at="2022-01-01T00:00Z", state_reason="Misread."
    )
    index_everything()
    pages = crawl(client)

    assert having(pages, said.claim.summary) <= LOGS | having(pages, "since been withdrawn")
    assert client.get(said.get_absolute_url()).status_code == 410
    assert having(pages, "Quaggamire")
