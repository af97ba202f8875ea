"""The first two sources side by side: the page says what the tables say."""

import re

import pytest
from django.db.models import Count, F

from annotations.comparing import Pair, compare
from annotations.models import Annotation, Evidence, Mention, PropositionMember, Relation
from annotations.standards import DEFAULT
from sourcelib.models import Article

pytestmark = pytest.mark.usefixtures("library")

KASHIN = "the-russo-japanese-security-dialogue-after-2020"
TUCKER = "russia-japan-relations-are-hanging-by-a-thread"
PAIR = f"/compare/?a={TUCKER}&b={KASHIN}"


@pytest.fixture
def found():
    tucker, kashin = (Article.objects.get(slug=slug) for slug in (TUCKER, KASHIN))
    return compare(Pair(tucker, kashin), DEFAULT)


def in_both(rows, column, place="annotation__article"):
    """The values that rows of both sources have."""
    counted = rows.order_by().values(column).annotate(n=Count(place, distinct=True))
    return {row[column] for row in counted if row["n"] == 2}


def test_the_numbers_are_those_of_the_tables(found):
    across = Relation.objects.exclude(source__article=F("target__article"))
    topics = Annotation.topics.through.objects.all()

    assert found.propositions == len(in_both(PropositionMember.objects.all(), "proposition")) == 15
    assert found.relations == across.count() == 13
    assert found.cast.count == len(in_both(Mention.objects.all(), "actor")) == 7
    assert found.touched.count == len(in_both(topics, "topic")) == 8


def test_they_disagree_where_one_asserts_what_the_other_denies(found):
    opposed = PropositionMember.objects.filter(
        annotation__article__slug=TUCKER, position="opposes"
    ).values_list("proposition__slug", flat=True)
    (disagree,) = (part for part in found.parts if part.id == "disagree")
    shown = [facing.proposition.slug for facing in disagree.first if facing.proposition]

    assert set(shown) == set(opposed) & {
        *PropositionMember.objects.filter(
            annotation__article__slug=KASHIN, position="supports"
        ).values_list("proposition__slug", flat=True)
    }
    assert len(shown) == found.disputed == 2
    assert found.agreed == 13


def test_every_relation_between_them_stands_on_the_page_once(client):
    page = client.get(PAIR).content.decode()
    for relation in Relation.objects.exclude(source__article=F("target__article")):
        reason = relation.reason.replace('"', "&quot;").replace("'", "&#x27;")
        assert page.count(reason) == 1, relation.reason


def test_every_prediction_that_the_later_source_speaks_of_stands_with_its_verdict(found):
    told = set(
        Evidence.objects.filter(
            verdict__annotation__article__slug=TUCKER,
            verdict__annotation__kind="prediction",
            passage__article__slug=KASHIN,
        ).values_list("verdict__annotation", flat=True)
    )
    for end, other in (("source", "target"), ("target", "source")):
        told |= set(
            Relation.objects.filter(
                **{
                    f"{end}__article__slug": TUCKER,
                    f"{end}__kind": "prediction",
                    f"{other}__article__slug": KASHIN,
                }
            ).values_list(end, flat=True)
        )
    rows = [*found.answered.first, *found.answered.folded]

    assert {row.columns[0].entries[0].view.annotation.pk for row in rows} == told
    assert (found.answered.count, found.predictions) == (len(told), 12)
    for row in rows:
        assert row.columns[0].entries[0].view.verdict is not None
        assert row.columns[1].entries


def test_every_link_and_fragment_of_the_page_leads_somewhere(client):
    page = client.get(PAIR).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    for fragment in re.findall(r'href="#([^"]+)"', main):
        assert f'id="{fragment}"' in page
    for address in sorted(set(re.findall(r'href="(/[^"#]*)', main))):
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


@pytest.mark.parametrize("slug", [KASHIN, TUCKER])
def test_each_source_leads_to_the_comparison_the_older_one_left(client, slug):
    page = client.get(f"/sources/{slug}/").content.decode()
    assert f'href="{PAIR.replace("&", "&amp;")}"' in page
