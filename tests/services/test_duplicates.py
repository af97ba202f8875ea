"""What the library has already is found, however it comes again."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sourcelib.models import Article, SketchValue
from sourcelib.readers import Document, read
from sourcelib.services.duplicates import NEAR, find_twins, remember, remember_all, sketch_of
from sourcelib.services.web_addresses import articles_at, page_of
from tests.factories import ArticleFactory, RevisionFactory

pytestmark = pytest.mark.django_db

WORDS = [f"word{number}" for number in range(300)]
TEXT = " ".join(WORDS)
DISCLAIMER = " ".join(f"legal{number}" for number in range(150))
JAPANESE = "".join(chr(0x4E00 + number * 7 % 3_000) for number in range(300))


def _document(text: str, original_url: str | None = None) -> Document:
    return replace(read(text.encode(), "a.txt", reader="plain"), original_url=original_url)


def _article(text: str, **fields: object) -> Article:
    article = ArticleFactory(text=text, **fields)
    remember(article.current_revision)
    return article


def _with_every(nth: int, words: list[str] = WORDS) -> str:
    return " ".join(f"new{n}" if n % nth == 0 else word for n, word in enumerate(words))


def test_an_empty_library_has_no_twins():
    assert find_twins(_document(TEXT)) == []


def test_the_same_text_is_found():
    article = _article(TEXT)
    (twin,) = find_twins(_document(TEXT))
    assert (twin.article, twin.how, twin.share, twin.revision) == (article, "text", 1.0, 1)


def test_a_text_that_a_source_had_before_is_found_with_its_revision():
    article = _article(TEXT)
    RevisionFactory(article=article, number=2, text="Other words.")
    (twin,) = find_twins(_document(TEXT))
    assert (twin.how, twin.revision) == ("text", 1)


def test_a_source_that_had_the_text_twice_is_named_once_with_the_later_one():
    article = _article(TEXT)
    RevisionFactory(article=article, number=2, text="Other words.")
    RevisionFactory(article=article, number=3, text=TEXT)
    assert [twin.revision for twin in find_twins(_document(TEXT))] == [3]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        (_with_every(40), True),
        (TEXT + " " + DISCLAIMER[:600], True),
        (TEXT.upper().replace(" ", "\n"), True),
        (_with_every(8), False),
        (" ".join(WORDS[:120]), False),
    ],
    ids=["corrected", "longer", "typeset otherwise", "rewritten", "only the beginning"],
)
def test_a_text_with_nearly_the_same_words_is_found(text: str, near: bool):
    _article(TEXT)
    twins = find_twins(_document(text))
    assert [twin.how for twin in twins] == (["near"] if near else [])
    assert all(NEAR <= twin.share <= 1 for twin in twins)


def test_a_disclaimer_in_common_makes_no_twins():
    _article(f"{TEXT}\n\n{DISCLAIMER}")
    other = " ".join(f"else{number}" for number in range(300))
    assert find_twins(_document(f"{other}\n\n{DISCLAIMER}")) == []


def test_a_twin_is_found_among_very_many_texts_with_the_same_disclaimer():
    """Boilerplate crowds out nothing: what tells twins from others is the rest of their values."""
    for number in range(240):
        own = " ".join(f"own{number}-{n}" for n in range(60))
        _article(f"{own}\n\n{DISCLAIMER}")
    twin = _article(f"{TEXT}\n\n{DISCLAIMER}")
    found = find_twins(_document(f"{_with_every(40)}\n\n{DISCLAIMER}"))
    assert [(one.article, one.how) for one in found] == [(twin, "near")]


def test_a_japanese_text_is_found_by_its_characters():
    _article(JAPANESE)
    (twin,) = find_twins(_document(JAPANESE[:150] + "新" + JAPANESE[150:]))
    assert twin.how == "near"
    assert find_twins(_document(JAPANESE[:100])) == []


def test_only_the_current_text_is_compared_for_likeness():
    article = _article(TEXT)
    revision = RevisionFactory(article=article, number=2, text="Other words altogether, said she.")
    Article.objects.filter(pk=article.pk).update(current_revision=revision)
    remember(revision)
    assert find_twins(_document(_with_every(40))) == []
    held = SketchValue.objects.values_list("revision", "value").order_by("value")
    assert list(held) == [(revision.pk, value) for value in sketch_of(revision.text)]


def test_the_source_that_it_is_a_text_of_is_left_out():
    article = _article(TEXT, original_url="https://example.org/a")
    document = _document(_with_every(40), "https://example.org/a")
    assert [twin.how for twin in find_twins(document)] == ["address"]
    assert find_twins(document, besides=article) == []


def test_an_address_outranks_likeness_and_says_how_much_is_alike():
    _article(TEXT, original_url="http://www.example.org/a/?utm_source=x#top")
    (twin,) = find_twins(_document(_with_every(40), "https://example.org/a"))
    assert twin.how == "address"
    assert 0.7 < twin.share < 0.9


def test_those_with_the_same_text_come_first():
    near = _article(_with_every(40))
    there = _article("Nothing like it.", original_url="https://example.org/a")
    same = _article(TEXT)
    found = find_twins(_document(TEXT, "https://example.org/a"))
    assert [twin.article for twin in found] == [same, there, near]


@pytest.mark.parametrize(
    "written",
    [
        "http://example.org/news/1?id=7&page=2",
        "https://www.example.org/news/1?id=7&page=2",
        "https://EXAMPLE.org:443/news/1/?page=2&id=7",
        "https://example.org/news/1?utm_source=a&utm_medium=b&id=7&page=2&fbclid=c",
        "https://example.org/news/1?id=7&page=2#comments",
    ],
)
def test_the_ways_to_write_an_address_make_no_difference(written: str):
    article = ArticleFactory(original_url="https://example.org/news/1?id=7&page=2")
    assert articles_at(written) == [article]
    Article.objects.update(original_url=written.replace("EXAMPLE", "example").replace(":443", ""))
    assert articles_at("https://example.org/news/1?id=7&page=2") == [article]


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/news/1",
        "https://example.org/news/1?id=7",
        "https://example.org/news/1?id=77&page=2",
        "https://example.org/News/1?id=7&page=2",
        "https://example.org/news/10?id=7&page=2",
        "https://example.com/news/1?id=7&page=2",
        "https://example.org:8000/news/1?id=7&page=2",
        "https://example.org/news/1?id=7&page=2#!/other",
    ],
)
def test_anything_else_is_another_page(other: str):
    ArticleFactory(original_url="https://example.org/news/1?id=7&page=2")
    assert articles_at(other) == []


@pytest.mark.parametrize("nonsense", ["", "no address", "mailto:a@example.org", "http://[", "//"])
def test_what_is_no_address_of_the_web_is_no_page(nonsense: str):
    ArticleFactory(original_url="")
    assert page_of(nonsense) is None
    assert articles_at(nonsense) == []


def test_a_sign_of_patterns_in_an_address_is_an_ordinary_character():
    ArticleFactory(original_url="https://example.org/abc?x=1")
    assert articles_at("https://example.org/a_c?x=1") == []
    assert articles_at("https://example.org/a%c?x=1") == []


def test_queries_do_not_grow_with_the_library():
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            find_twins(_document(_with_every(40), "https://example.org/a"))
        return len(queries)

    _article(TEXT)
    before = count()
    for number in range(5):
        _article(_with_every(40 + number))
    assert count() == before


def test_all_sketches_can_be_made_anew():
    article, without = _article(TEXT), ArticleFactory(text=None)
    SketchValue.objects.all().delete()
    SketchValue.objects.create(revision=article.current_revision, value=3)
    remember_all([article.pk, without.pk])
    held = set(SketchValue.objects.values_list("revision", "value"))
    assert held == {(article.current_revision.pk, value) for value in sketch_of(TEXT)}
