"""A source that was read becomes an article, whatever its file says of itself."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sourcelib.models import Article, Author, Publication, SketchValue
from sourcelib.readers import Finding, PartialDate, read
from sourcelib.services.addresses import unique_slug
from sourcelib.services.describing import Curated
from sourcelib.services.duplicates import sketch_of
from sourcelib.services.importing import (
    AlreadyThere,
    SourceRefused,
    check_source,
    import_source,
    read_bytes,
)
from sourcelib.services.received import MEDIA_TYPES, ReadSource
from sourcelib.services.refusals import Invalid, NotAllowed
from tests.factories import AccountFactory, ImportBatchFactory, RevisionFactory

pytestmark = pytest.mark.django_db

TEXT = "First words.\n\nSecond words.\n\nThird words."
WORDS = " ".join(f"word{number}" for number in range(200))


def _source(text: str = TEXT, file_name: str = "a-file.txt", **document: Any) -> ReadSource:
    read_as = read(text.encode(), "a.txt", reader="plain", keep=["byline"])
    return ReadSource(replace(read_as, **document), file_name, "0" * 64)


def _article(source: ReadSource | None = None, **said: Any) -> Article:
    return import_source(user=None, source=source or _source(), curated=Curated(**said)).article


def test_everything_a_curator_says_outranks_what_was_found():
    source = _source(
        title="Found", bylines=("Found",), publication="Found", language="de", genre="news"
    )
    article = _article(
        source,
        title="Given",
        publication="Given Press",
        authors=["A", "B"],
        date=PartialDate("2015-05", "month"),
        language="pt-BR",
        original_url="https://example.org/given",
        genre="speech",
        disclaimer="Given disclaimer",
        author_note="Given note",
        date_basis="The masthead.",
    )
    assert (article.title, article.title_supplied) == ("Given", False)
    assert str(article.publication) == "Given Press"
    assert [author.name for author in article.byline] == ["A", "B"]
    assert (str(article.date), str(article.date_latest)) == ("2015-05-01", "2015-05-31")
    assert (article.language, article.genre) == ("pt-BR", "speech")
    assert article.original_url == "https://example.org/given"
    assert (article.disclaimer, article.author_note) == ("Given disclaimer", "Given note")
    assert article.date_basis == "The masthead."


@pytest.mark.parametrize(
    ("found", "column", "value", "note"),
    [
        ({"language": "klingon language"}, "language", "en", "no language tag"),
        ({"language": "x" * 36}, "language", "en", "no language tag"),
        ({"language": None}, "language", "en", "no language found"),
        ({"language": "en_GB"}, "language", "en-GB", None),
        ({"original_url": "javascript:alert(1)"}, "original_url", "", "no web address"),
        ({"original_url": "/relative"}, "original_url", "", "no web address"),
        (
            {"original_url": "https://example.org/" + "a" * 2_000},
            "original_url",
            "",
            "no web address",
        ),
        ({"genre": "poem"}, "genre", "other", "no genre “poem”"),
        ({"title": "x" * 501}, "title", "x" * 499 + "…", "501 characters"),
        ({"title": " two \n lines "}, "title", "two lines", None),
        ({"title": "broken\0\ud800"}, "title", "broken��", None),
        ({"disclaimer": "broken\0"}, "disclaimer", "broken�", None),
        ({"publication": "x" * 301}, "publication", None, "301 characters is no name"),
        ({"bylines": ("x" * 301,)}, "title", "A file", "301 characters is no name"),
    ],
)
def test_what_the_library_cannot_hold_becomes_a_note(
    found: dict[str, Any], column: str, value: Any, note: str | None
):
    brought = import_source(user=None, source=_source(**found))
    stored = Article.objects.get()
    assert getattr(stored, column) == value
    notes = " ".join(brought.notes)
    if note:
        assert note in notes
    else:
        assert not {"left out", "no language tag", "characters"} & set(notes.split(":"))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"language": "not a tag"}, "language"),
        ({"original_url": "javascript:alert(1)"}, "original_url"),
        ({"original_url": "https://example.org/" + "ü" * 1_000}, "original_url"),
        ({"title": "x" * 501}, "title"),
        ({"publication": "x" * 301}, "publication"),
        ({"authors": ["x" * 301]}, "authors"),
        ({"genre": "poem"}, "genre"),
        ({"text": "First words. \n\nSecond words."}, "text"),
        ({"text": "Other words altogether."}, "text"),
    ],
)
def test_what_a_curator_gives_and_it_cannot_hold_is_refused_by_field(
    said: dict[str, Any], field: str
):
    with pytest.raises(Invalid) as refusal:
        _article(**said)
    assert list(refusal.value.errors) == [field]
    assert not Article.objects.exists()
    assert not Publication.objects.exists()


def test_paragraphs_may_be_joined_and_left_out_and_keep_their_places():
    article = _article(text="First words. Second words.")
    revision = article.current_revision
    assert revision is not None
    assert revision.text == "First words. Second words."
    assert revision.report["places"] == ["line 1 and line 3"]


def test_the_report_says_where_each_paragraph_was_found():
    revision = _article().current_revision
    assert revision is not None
    assert revision.report["places"] == ["line 1", "line 3", "line 5"]
    assert revision.report["charset"] == "utf-8"
    assert "place" not in revision.report


def test_a_part_of_a_file_is_told_with_its_place():
    source = replace(_source(), place="entry 3")
    revision = _article(source).current_revision
    assert revision is not None
    assert revision.report["place"] == "entry 3"


def test_a_text_corrected_by_hand_says_so_and_claims_no_places():
    columns = _source().provenance("Other words.")
    assert columns["report"]["places"] == []
    assert columns["report"]["changes"][-1]["what"] == "corrected by hand after it was read"
    assert _source().provenance(TEXT) == _source().provenance()


@pytest.mark.parametrize("reader", MEDIA_TYPES)
def test_the_media_type_is_that_of_the_reader(reader: str):
    revision = _article(_source(reader=reader)).current_revision
    assert revision is not None
    assert revision.media_type == MEDIA_TYPES[reader]


def test_a_report_with_broken_characters_is_stored():
    finding = Finding("title", "a\0b\udc80", "property “Title”\0", False, "stated", cut=False)
    revision = _article(_source(found=(finding,))).current_revision
    assert revision is not None
    revision.refresh_from_db()
    assert revision.report["found"][0]["text"] == "a�b�"


def test_a_long_file_name_keeps_its_end():
    revision = _article(_source(file_name="x" * 400 + ".html")).current_revision
    assert revision is not None
    assert revision.file_name.endswith("x.html")
    assert len(revision.file_name) == 300


def test_a_name_that_signs_twice_is_one_author():
    article = _article(_source(bylines=("Ann Lee", "ANN  LEE", " Bo Lund")))
    assert [author.name for author in article.byline] == ["Ann Lee", "Bo Lund"]


def test_names_are_known_in_whatever_capitals():
    _article(_source("Tokyo waited.", publication="Ведомости", bylines=("Élise Ôm",)))
    _article(_source("Moscow spoke.", publication="ВЕДОМОСТИ", bylines=("élise ôm",)))

    assert [row.name for row in Publication.objects.all()] == ["Ведомости"]
    assert [row.name for row in Author.objects.all()] == ["Élise Ôm"]


def test_publications_and_authors_are_found_again_by_their_names():
    _article(_source(publication="The Post", bylines=("Ann Lee",)))
    _article(_source(WORDS, publication="the post", bylines=("ann lee",)))
    assert (Publication.objects.count(), Author.objects.count()) == (1, 1)


def test_a_text_the_library_has_is_refused_with_its_source():
    article = _article()
    with pytest.raises(AlreadyThere, match="has this text already") as refusal:
        _article()
    assert [twin.article for twin in refusal.value.twins] == [article]


def test_a_text_that_was_corrected_since_is_named_as_the_earlier_one():
    article = _article()
    Article.objects.update(current_revision=RevisionFactory(article=article, text="Corrected."))
    with pytest.raises(AlreadyThere, match=r"revision 1 of .* corrected since"):
        _article()


def test_another_text_from_the_same_address_is_refused_unless_allowed():
    source = _source(original_url="https://example.org/a")
    _article(source)
    other = _source(WORDS, original_url="http://www.example.org/a/?utm_source=feed")
    with pytest.raises(SourceRefused, match=r"same address.*--revises a-file") as refusal:
        import_source(user=None, source=other, allow_near=True)
    assert not isinstance(refusal.value, AlreadyThere)
    brought = import_source(user=None, source=other, allow_address=True)
    assert any("at the same address as “A file”" in note for note in brought.notes)


def test_nearly_the_same_words_are_refused_unless_allowed():
    _article(_source(WORDS))
    other = _source(WORDS.replace("word77 ", "other "))
    with pytest.raises(SourceRefused, match=r"nearly the same as .* 9\d% .*--allow-near"):
        import_source(user=None, source=other, allow_address=True)
    brought = import_source(user=None, source=other, allow_near=True)
    assert any("nearly the same as" in note for note in brought.notes)


def test_a_source_is_found_by_its_likeness_from_then_on():
    revision = _article().current_revision
    assert revision is not None
    values = set(SketchValue.objects.values_list("revision", "value"))
    assert values == {(revision.pk, value) for value in sketch_of(TEXT)}


def test_its_history_says_with_which_batch_it_came():
    batch = ImportBatchFactory()
    import_source(user=None, source=_source(bylines=("Ann Lee",)), batch=batch)
    for model in (Article, Author):
        reasons = set(model.history.values_list("history_change_reason", flat=True))
        assert reasons == {f"import {batch.uid}"}


def test_a_check_says_the_same_and_writes_nothing():
    brought = check_source(user=None, source=_source(publication="The Post"))
    assert brought.article.title == "A file"
    assert any("no title found" in note for note in brought.notes)
    assert not Article.objects.exists()
    assert not Publication.objects.exists()
    _article()
    with pytest.raises(AlreadyThere):
        check_source(user=None, source=_source())
    with pytest.raises(NotAllowed):
        check_source(user=AccountFactory(), source=_source())


def test_a_document_as_a_reader_makes_it_has_a_media_type_here():
    """Whatever is read has a media type: a new format cannot be forgotten."""
    from sourcelib.readers import FORMATS

    assert set(MEDIA_TYPES) == set(FORMATS)
    for name, form in FORMATS.items():
        assert MEDIA_TYPES[name] in form.media_types


def test_a_name_in_any_script_makes_an_address():
    source = read_bytes("# 日露関係\n\n本文。\n".encode(), "a.md")
    assert import_source(user=None, source=source).article.slug


def test_many_sources_of_one_title_are_numbered_in_few_steps():
    slugs = [_article(_source(f"{n} own words", title="Editorial")).slug for n in range(1, 41)]
    assert slugs == ["editorial", *(f"editorial-{n}" for n in range(2, 41))]
    with CaptureQueriesContext(connection) as queries:
        unique_slug(Article, "Editorial")
    assert len(queries) < 30
