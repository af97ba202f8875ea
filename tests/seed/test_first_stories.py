"""The pages of the first library tell how everything in it turned out."""

from collections import Counter

import pytest
from django.test import Client

from annotations.models import Annotation, Relation, Verdict
from annotations.templatetags.listed import passages
from sourcelib.models import Article
from tests.pages.reading import section, text_of
from tests.seed.test_first_library import KASHIN, TUCKER

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def pages(client: Client):
    """The page of each prediction, by its annotation."""
    return {
        row: client.get(f"/predictions/{row.uid}/").content.decode()
        for row in Annotation.objects.predictions().select_related("prediction")
    }


def test_all_32_predictions_show_their_verdict_reason_and_evidence(pages):
    missing = []
    pieces = 0
    for row, page in pages.items():
        told = section(page, "evidence")
        verdict = row.verdicts.get()
        label = str(verdict.get_state_display())
        wanted = [
            label[0].upper() + label[1:],
            text_of(passages(verdict.reason)),
            "Single-reviewed",
        ]
        for piece in verdict.evidence.all():
            pieces += 1
            wanted += [piece.words or piece.reports]
            if piece.source:
                wanted.append(piece.source)
        missing += [(str(row.uid), words) for words in wanted if words not in told]

    assert len(pages) == 32
    assert pieces > 32
    assert missing == []


def test_every_verdict_on_an_event_carries_the_hindsight_mark(pages, client):
    dated = Verdict.objects.filter(event_date__isnull=False)
    marked = {row.pk for row, page in pages.items() if "Hindsight" in section(page, "evidence")}
    in_cards = sum(
        client.get(f"/sources/{slug}/").content.decode().count("summarised after the event")
        for slug in (KASHIN, TUCKER)
    )

    assert marked == set(dated.values_list("annotation", flat=True))
    assert in_cards == len(marked) == dated.count() > 0


def test_the_deadline_of_the_five_year_rule_is_marked_as_such(pages):
    by_rule = [row for row in pages if row.prediction.horizon_ground == "default-5y"]

    assert by_rule
    assert all("5-year rule" in section(pages[row], "terms") for row in by_rule)
    others = set(pages) - set(by_rule)
    assert not any("5-year rule" in section(pages[row], "terms") for row in others)


def test_likelihood_words_are_read_only_where_a_standard_has_them(pages):
    terms = {row: section(page, "terms") for row, page in pages.items()}
    read = [row for row in pages if row.prediction.likelihood_term]
    counts = Counter("no number in any standard" in words for words in terms.values())

    assert all("ICD 203 chosen" in terms[row] for row in read)
    assert counts == {True: len(pages) - len(read), False: len(read)}


def test_13_relations_lead_from_the_2021_article_to_the_2015_one_and_back(client):
    """From all four pages: the items at both ends, and the two readers."""
    articles = Article.objects.in_bulk([KASHIN, TUCKER], field_name="slug")
    relations = Relation.objects.filter(
        source__article=articles[KASHIN], target__article=articles[TUCKER]
    ).select_related("source", "target")
    readers = {
        slug: client.get(f"{article.get_absolute_url()}").content.decode()
        for slug, article in articles.items()
    }

    assert len(relations) == 13
    for relation in relations:
        forward, backward = (
            str(words) for words in (relation.get_kind_display(), relation.backward())
        )
        ends = (
            (relation.source, relation.target, KASHIN, forward),
            (relation.target, relation.source, TUCKER, backward),
        )
        for here, there, slug, reads in ends:
            page = client.get(f"/{here.kind}s/{here.uid}/").content.decode()
            bearings = page[page.index('<section id="relations"') :]
            assert f'href="/{there.kind}s/{there.uid}/"' in bearings
            assert f'href="/a/{there.uid}/"' in bearings
            told = section(page, "relations")
            assert reads in told
            assert text_of(passages(relation.reason)) in told

            card = readers[slug].partition(f'id="c{here.uid}"')[2].partition('role="comment"')[0]
            assert f'href="/a/{there.uid}/"' in card
            assert reads.lower() in text_of(card).lower()
            assert relation.reason in text_of(card)
