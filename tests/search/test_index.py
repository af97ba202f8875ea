"""One table of query cases, for both databases: the suite runs it on each."""

import pytest

from sourcelib.models import SearchEntry, SearchWord
from sourcelib.search import index
from sourcelib.search.entry import MOST_IN_BODY, entry
from sourcelib.search.index import Kind
from sourcelib.search.query import parse
from sourcelib.search.spelling import nearest, unknown
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

TEXTS = {
    1: ("Hanging by a thread", "The peace treaty is signed in Tokyo.", "Devon Tucker"),
    2: ("Security dialogue", "Russia’s “two‑plus‑two” security dialogue is dead.", "Vasily Kashin"),
    3: ("Dialogue on security", "A dialogue of peace, and Moscow’s security.", "Émile Zoë"),
    4: ("日本とロシア", "日本語のテスト。平和条約は東京で", "加藤勝信"),
    5: ("Мир", "Мирный договор ещё не подписан: Москва ждёт.", "Фёдор Лукьянов"),
    6: ("سلام", "السَّلام عليكم ورحمة", "محمد"),
    7: (
        "Emoji 🕊️",
        "A dove 🕊️ flies; cafe\u0301 naïve straße ﬁne Ægir co\u00adoperate",
        "NEAR AND OR",
    ),
    8: ("Operators", "this and that or not near a:b c*d (e) ^f \"g\" 'h' 5,000 1990s", ""),
    9: ("", "Russian Russians russet treaties", "Tucker"),
}
CASES = [
    # words
    ("peace", [1, 3]),
    ("PEACE treaty", [1]),
    ("peace treaty dialogue", []),
    ("tok", []),
    # phrases, however they are quoted and joined
    ('"security dialogue"', [2]),
    ("“security dialogue”", [2]),
    ("«security dialogue»", [2]),
    ("„dialogue of peace“", [3]),
    ('"dialogue security"', []),
    ("two-plus-two", [2]),
    ("two–plus—two", [2]),
    ("Russia's", [2]),
    ("Russia’s", [2]),
    # nothing goes from one place to the next
    ('"thread the"', []),
    ('"tucker the"', []),
    ('"tokyo devon"', []),
    # not
    ("peace -moscow", [1]),
    ("security -“security dialogue”", [3]),
    ("peace −tokyo –dialogue", []),
    ("dialogue -by:kashin", [3]),
    ("-moscow", None),
    # beginnings
    ("russ*", [2, 9]),
    ("russian*", [9]),
    ("treat*", [1, 9]),
    ("-russ* dialogue", [3]),
    ('"security dial*"', []),
    ("r*", []),
    # places
    ("title:dialogue", [2, 3]),
    ("text:dialogue title:security -title:on", [2]),
    ("by:tucker", [1, 9]),
    ('author:"devon tucker"', [1]),
    ("speaker:tucker text:treaties", [9]),
    ("title:tucker", []),
    ('title:"by a thr"', []),
    ('title:"by a"', [1]),
    ("by:tuck*", [1, 9]),
    # accents and compatibility
    ("cafe NAÏVE strasse fine aegir cooperate", [7]),
    ("café", [7]),
    ("emile zoe", [3]),
    # scripts
    ("日本", [4]),
    ("日本語", [4]),
    ("本", [4]),
    ("本日", []),
    ("語の", [4]),
    ("条約は東京", [4]),
    ("by:加藤", [4]),
    ("мир", [5]),
    ("мир*", [5]),
    ("еще ПОДПИСАН", [5]),
    ("Федор", [5]),
    ("السلام", [6]),
    ("السَّلام عليكم", [6]),
    ("🕊", [7]),
    ("🕊️ flies", [7]),
    ("🦄", []),
    # what means something to one database or the other
    ("AND", [3, 7, 8]),
    ("peace AND treaty", []),
    ("NEAR(a, 2)", []),
    ("NEAR AND OR", [7, 8]),
    ("a:b", [8]),
    ("c*d", [8]),
    ("(e)", [8]),
    ("^f", [8]),
    ("'h'", [8]),
    ("peace | treaty & !moscow <-> x", []),
    ("peace' OR 1=1 --", []),
    ("5,000", [8]),
    ("1990*", [8]),
    ("body : peace", []),
    ("\\peace\\", [1, 3]),
    ("peace:*A", []),
    ("{title} : peace", []),
    # nothing to look for
    ("", None),
    ("   ", None),
    ("… — “” \" * ( ) : ^ ' & | ! <->", None),
    ("\x00", None),
    ("peace\x00", [1, 3]),
    # much
    ("peace " * 2_000, [1, 3]),
    ("x" * 10_000, []),
    ('"' + "peace " * 2_000 + '"', [1, 3]),  # the quotation is cut, and so is not closed
]


@pytest.fixture
def articles():
    """Rows under the keys of `TEXTS`, all of which stand in the index as sources."""
    rows = {number: ArticleFactory(state="published") for number in TEXTS}
    index.put(
        entry(
            Kind.SOURCE, rows[number].pk, article=rows[number].pk, title=title, body=body, people=by
        )
        for number, (title, body, by) in TEXTS.items()
    )
    return rows


@pytest.mark.parametrize(("typed", "numbers"), CASES, ids=[case[0][:40] for case in CASES])
def test_the_same_is_found_on_every_database(articles, typed, numbers):
    query = parse(typed)
    if numbers is None:
        assert query.finds_nothing
        return
    wanted = {articles[number].pk for number in numbers}
    everything = type(articles[1]).objects.all()

    assert {row.pk for row in everything.filter(pk__in=index.found(query, Kind.SOURCE))} == wanted
    ranked = index.ranked(query, Kind.SOURCE, everything, limit=25)
    assert sorted(ranked) == sorted((key, 0) for key in wanted)
    assert index.count(query, Kind.SOURCE, everything, 100) == len(wanted)


def test_what_stands_in_the_title_comes_first(articles):
    everything = type(articles[1]).objects.all()

    ranked = index.ranked(parse("security dialogue"), Kind.SOURCE, everything, limit=25)
    assert {key for key, _part in ranked} == {articles[2].pk, articles[3].pk}
    (first, _part), *_rest = index.ranked(parse("emoji"), Kind.SOURCE, everything, limit=1)
    assert first == articles[7].pk


def test_rows_are_found_among_others_only(articles):
    one = type(articles[1]).objects.filter(pk=articles[3].pk)

    assert index.ranked(parse("peace"), Kind.SOURCE, one, limit=25) == [(articles[3].pk, 0)]
    assert index.count(parse("peace"), Kind.SOURCE, one, 100) == 1
    assert index.ranked(parse("peace"), Kind.SOURCE, one.none(), limit=25) == []
    assert index.count(parse("peace"), Kind.SOURCE, one.none(), 100) == 0


def test_the_best_come_in_pages(articles):
    everything = type(articles[1]).objects.all()
    every = index.ranked(parse("security"), Kind.SOURCE, everything, limit=25)

    assert len(every) == 2
    assert index.ranked(parse("security"), Kind.SOURCE, everything, limit=1, offset=1) == every[1:]


def test_counting_ends_one_after_the_most(articles):
    assert index.count(parse("peace"), Kind.SOURCE, type(articles[1]).objects.all(), 1) == 2


def test_kinds_are_found_apart(articles):
    row = articles[1]
    index.put([entry(Kind.PASSAGE, row.pk, part=2, article=row.pk, body="peace at last")])
    everything = type(row).objects.all()

    assert index.ranked(parse("last"), Kind.SOURCE, everything, limit=25) == []
    assert index.ranked(parse("last"), Kind.PASSAGE, everything, limit=25) == [(row.pk, 2)]


def test_what_is_dropped_is_not_found(articles):
    everything = type(articles[1]).objects.all()
    index.drop(Kind.SOURCE, [articles[1].pk])

    assert index.ranked(parse("tokyo"), Kind.SOURCE, everything, limit=25) == []
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
def test_unknown_words_have_near_ones():
    (term,) = parse("treatty").wanted

    assert unknown(term) == ["treatty"]
    assert nearest("treatty")[0] == "treaty"
    assert unknown(parse("treaty").wanted[0]) == []
    assert unknown(parse("trea*").wanted[0]) == []
    assert nearest("zzzzzzzz") == []


@pytest.mark.usefixtures("articles")
def test_an_emptied_index_knows_no_word():
    index.clear()

    assert not SearchEntry.objects.exists()
    assert not SearchWord.objects.exists()
    assert index.loose_words(Kind.SOURCE) == 0
