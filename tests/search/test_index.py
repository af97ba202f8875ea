"""What is put into the index, taken out, counted and put in order."""

import pytest

from sourcelib.models import SearchEntry, SearchWord
from sourcelib.search import index, ranking
from sourcelib.search.entry import MOST_IN_BODY, entry
from sourcelib.search.index import Kind
from sourcelib.search.query import parse
from sourcelib.search.ranking import Place, ranked
from tests.search.cases import TEXTS

pytestmark = pytest.mark.django_db


def test_rows_are_found_among_others_only(articles):
    one = type(articles[1]).objects.filter(pk=articles[3].pk)

    assert ranked(parse("peace"), Kind.SOURCE, one, limit=25).places == [(articles[3].pk, 0)]
    assert index.count(parse("peace"), Kind.SOURCE, one, 100) == 1
    assert ranked(parse("peace"), Kind.SOURCE, one.none(), limit=25).places == []
    assert index.count(parse("peace"), Kind.SOURCE, one.none(), 100) == 0


def test_the_best_come_in_pages_that_begin_after_a_hit(articles):
    everything = type(articles[1]).objects.all()

    def page(**asked):
        return ranked(parse("a"), Kind.SOURCE, everything, limit=2, **asked)

    places = ranked(parse("a"), Kind.SOURCE, everything, limit=25).places
    assert len(places) == 7
    assert page() == (places[:2], 1, 7)
    assert page(after=places[1]) == (places[2:4], 3, 7)
    assert page(before=places[4]) == (places[2:4], 3, 7)
    # a page is never short at the beginning
    assert page(before=places[1]) == (places[:2], 1, 7)
    # after the last one, and beside what is not found: the first ones
    assert page(after=places[6]) == page()
    assert page(after=Place(articles[4].pk)) == page()
    assert page(before=Place(articles[4].pk)) == page()


def test_rows_that_say_as_much_come_in_the_order_of_the_rows(articles):
    everything = type(articles[1]).objects.all()

    def places(*order):
        rows = everything.order_by(*order)
        return ranked(parse("peace"), Kind.SOURCE, rows, limit=9).places

    assert places("pk") == sorted([(articles[1].pk, 0), (articles[3].pk, 0)])
    assert places("-pk") == places("pk")[::-1]
    assert places("title", "-sort_date", "pk") == places("-title", "-pk")[::-1]


def test_of_very_many_those_that_were_indexed_last_are_put_in_order(articles, monkeypatch):
    everything = type(articles[1]).objects.all()
    monkeypatch.setattr(ranking, "MOST_ORDERED", 2)

    found = ranked(parse("the"), Kind.SOURCE, everything, limit=25)
    assert [place.key for place in found.places] == [articles[10].pk, articles[11].pk]
    assert found.total == 2


def test_counting_ends_one_after_the_most(articles):
    assert index.count(parse("peace"), Kind.SOURCE, type(articles[1]).objects.all(), 1) == 2


def test_kinds_are_found_apart(articles):
    row = articles[1]
    index.put([entry(Kind.PASSAGE, row.pk, part=2, article=row.pk, body="peace at last")])
    everything = type(row).objects.all()

    assert ranked(parse("last"), Kind.SOURCE, everything, limit=25).places == []
    assert ranked(parse("last"), Kind.PASSAGE, everything, limit=25).places == [(row.pk, 2)]


def test_what_is_dropped_is_not_found(articles):
    everything = type(articles[1]).objects.all()
    index.drop(Kind.SOURCE, [articles[1].pk])

    assert ranked(parse("tokyo"), Kind.SOURCE, everything, limit=25).places == []
    index.put([entry(Kind.SOURCE, articles[1].pk, article=articles[1].pk, title="Osaka")])
    assert index.count(parse("osaka"), Kind.SOURCE, everything, 100) == 1
    assert index.loose_words(Kind.SOURCE) == 0


def test_a_row_that_goes_takes_its_words_along(articles):
    row = articles[1]
    type(row).objects.filter(pk=row.pk).update(current_revision=None, state="draft")
    row.revisions.all().delete()
    row.delete()

    assert not SearchEntry.objects.filter(key=row.pk).exists()
    assert index.loose_words(Kind.SOURCE) == 0


def test_what_differs_from_the_rows_is_told(articles):
    def now(number, **changed):
        title, body, people = TEXTS[number]
        texts = {"title": title, "body": body, "people": people} | changed
        return entry(Kind.SOURCE, articles[number].pk, article=articles[number].pk, **texts)

    same, other, missing = now(7), now(2, title="Another"), entry(Kind.SOURCE, 0, title="None")

    assert list(index.different([same, other, missing])) == [(other, True), (missing, False)]


def test_a_long_text_is_known_by_its_beginning(articles):
    row = articles[1]
    text = " ".join(f"w{number}" for number in range(MOST_IN_BODY + 10))
    index.drop(Kind.SOURCE, [row.pk])
    index.put([entry(Kind.SOURCE, row.pk, article=row.pk, body=text)])
    everything = type(row).objects.all()

    assert (
        index.count(parse(f'"w{MOST_IN_BODY - 2} w{MOST_IN_BODY - 1}"'), Kind.SOURCE, everything, 9)
        == 1
    )
    assert index.count(parse(f"w{MOST_IN_BODY}"), Kind.SOURCE, everything, 9) == 0


@pytest.mark.usefixtures("articles")
def test_an_emptied_index_knows_no_word():
    index.clear()

    assert not SearchEntry.objects.exists()
    assert not SearchWord.objects.exists()
    assert index.loose_words(Kind.SOURCE) == 0
