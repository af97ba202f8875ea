"""The index says what the rows say: after every writer, and `check_library` proves it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from annotations.indexing import ACTORS, STATEMENTS
from annotations.interchange.sourcelib import load
from annotations.interchange.undoing import undo
from annotations.models import Actor, Annotation
from annotations.services.annotating import change_annotation, create_annotation
from annotations.services.checking import search as checking
from annotations.services.curating import create_actor
from annotations.services.inputs import ClaimInput, PredictionInput, SpanInput
from annotations.services.keeping.deleting import delete_draft
from annotations.services.merging import merge, unmerge
from sourcelib.models import Article, Author, ImportBatch, Publication, SearchEntry
from sourcelib.search import index
from sourcelib.search.query import parse
from sourcelib.search.ranking import ranked
from sourcelib.services.importing import Curated, import_source, read_bytes
from sourcelib.services.indexing import SOURCES, Kind
from tests.factories import (
    ActorAliasFactory,
    ActorFactory,
    AdministratorFactory,
    ArticleFactory,
    AuthorFactory,
    ClaimFactory,
    EditorFactory,
    PredictionFactory,
)
from tests.interchange.records import library, write

pytestmark = pytest.mark.django_db

SOURCE = b"# Hanging by a thread\n\nBy Devon Tucker\n\nTokyo hesitates.\n\nMoscow will wait."


def faults():
    return [str(fault) for fault in checking.check()]


def found(typed, kind):
    keys = index.found(parse(typed), kind)
    return set(SearchEntry.objects.filter(kind=kind, key__in=keys).values_list("key", flat=True))


@pytest.fixture
def editor():
    return EditorFactory()


@pytest.fixture
def article():
    """A published source with one author, in the index."""
    row = ArticleFactory(
        title="Winter talks", authors=[AuthorFactory(name="Devon Tucker")], state="published"
    )
    SOURCES.index([row.pk])
    return row


def claim_of(summary="Tokyo hesitates.", **fields):
    return ClaimInput(summary=summary, kind="factual", **fields)


def made(editor, article, **fields):
    text = article.current_revision.text
    span = SpanInput(start=0, end=15, exact=text[:15])
    given = {"spans": [span], "detail": claim_of()} | fields
    return create_annotation(user=editor, revision=article.current_revision, **given)


def test_a_source_that_is_brought_in_is_found_with_its_paragraphs():
    curated = Curated(publication="The Winter Post", authors=["Devon Tucker"])
    brought = import_source(user=None, source=read_bytes(SOURCE, "a.md"), curated=curated)

    key = brought.article.pk
    assert found("by:tucker thread moscow winter", Kind.SOURCE) == {key}
    parts = SearchEntry.objects.filter(kind=Kind.PASSAGE, key=key).values_list("part", flat=True)
    assert sorted(parts) == [1, 2]
    everything = Article.objects.all()
    assert ranked(parse("moscow"), Kind.PASSAGE, everything, limit=9).places == [(key, 2)]
    assert faults() == []


@pytest.mark.parametrize("display", ["excerpts", "metadata"])
def test_words_that_may_not_be_shown_are_not_in_the_index(display):
    row = ArticleFactory(display=display, title="Winter talks", state="published")
    claim = ClaimFactory(article=row, words="Tokyo hesitated", summary="It waits.")
    SOURCES.index([row.pk])
    STATEMENTS.index([claim.pk])

    assert found("hesitated", Kind.SOURCE) == set()
    assert found("hesitated", Kind.PASSAGE) == set()
    assert found("winter", Kind.SOURCE) == {row.pk}
    quoted = {claim.pk} if display == "excerpts" else set()
    assert found("hesitated", Kind.CLAIM) == quoted
    assert found("waits", Kind.CLAIM) == {claim.pk}
    assert faults() == []


def test_an_annotation_is_found_as_it_is_now(editor, article):
    made_one = made(editor, article)
    assert found("hesitates", Kind.CLAIM) == {made_one.pk}
    assert found('text:"tokyo hesitated" by:tucker', Kind.CLAIM) == {made_one.pk}

    change_annotation(
        user=editor, annotation=made_one, expected_version=1, detail=claim_of("Tokyo waits.")
    )
    assert found("hesitates", Kind.CLAIM) == set()
    assert found("waits", Kind.CLAIM) == {made_one.pk}

    change_annotation(
        user=editor,
        annotation=made_one,
        expected_version=2,
        detail=PredictionInput(summary="Tokyo will wait.", form="forecast"),
    )
    assert found("tokyo", Kind.CLAIM) == set()
    assert found("wait", Kind.PREDICTION) == {made_one.pk}
    assert faults() == []

    delete_draft(user=editor, annotation=made_one)
    assert found("wait", Kind.PREDICTION) == set()
    assert faults() == []


def test_what_is_only_inferred_about_someone_is_not_found_as_theirs(editor, article):
    kato = create_actor(user=editor, name="Katsunobu Kato", kind="person")
    reported = made(editor, article, detail=claim_of(attribution="reported", speaker=kato))
    assert found("by:kato", Kind.CLAIM) == {reported.pk}

    change_annotation(
        user=editor,
        annotation=reported,
        expected_version=1,
        detail=claim_of(attribution="inferred", speaker=kato),
    )
    assert found("by:kato", Kind.CLAIM) == set()


def test_merged_actors_are_found_as_they_are_now(editor, article):
    kato = create_actor(user=editor, name="Katsunobu Kato", kind="person")
    twin = create_actor(user=editor, name="Kato K.", kind="person")
    assert found("katsunobu", Kind.ACTOR) == {kato.pk}
    said = made(editor, article, detail=claim_of(attribution="reported", speaker=twin))
    assert found("by:katsunobu", Kind.CLAIM) == set()

    merged = merge(user=editor, source=twin, target=kato, reason="The same person.")
    assert found("by:katsunobu", Kind.CLAIM) == {said.pk}
    assert faults() == []

    unmerge(user=editor, merge=merged)
    assert found("by:katsunobu", Kind.CLAIM) == set()
    assert faults() == []


def test_an_import_is_found_and_once_undone_is_not(tmp_path):
    load(user=None, path=write(tmp_path / "a.jsonl", list(library().values())))
    assert SearchEntry.objects.filter(kind=Kind.CLAIM).exists()
    assert faults() == []

    undo(user=None, uid=str(ImportBatch.objects.get().uid), published=True)
    assert not SearchEntry.objects.exists()
    assert faults() == []


def admin_client():
    client = Client()
    client.force_login(AdministratorFactory(is_superuser=True))
    return client


def form_of(client, address):
    """Return what the form at an address would send if nothing were changed."""
    form = client.get(address).context["adminform"].form
    inlines = client.get(address).context["inline_admin_formsets"]
    sent = {}
    for one in [form, *(f for inline in inlines for f in inline.formset.forms)]:
        for name in one.fields:
            value = one[name].value()
            sent[one.add_prefix(name)] = "" if value in (None, False) else value
    for inline in inlines:
        management = inline.formset.management_form
        for name in management.fields:
            sent[management.add_prefix(name)] = management[name].value()
    return sent


def test_a_source_saved_in_the_administration_is_found_as_it_is_now(editor, article):
    said = made(editor, article)
    client = admin_client()
    address = f"/admin/sourcelib/article/{article.pk}/change/"
    sent = form_of(client, address) | {"title": "Summer talks"}
    sent["authorships-0-author"] = AuthorFactory(name="Vasily Kashin").pk

    assert client.post(address, sent).status_code == 302
    assert found("summer by:kashin", Kind.SOURCE) == {article.pk}
    assert found("by:kashin", Kind.CLAIM) == {said.pk}
    assert found("winter", Kind.SOURCE) == set()
    assert faults() == []


@pytest.mark.parametrize("model", [Author, Publication])
def test_a_name_changed_in_the_administration_is_found(editor, article, model):
    made(editor, article)
    row = article.byline[0] if model is Author else article.publication
    client = admin_client()
    address = f"/admin/sourcelib/{model._meta.model_name}/{row.pk}/change/"

    assert client.post(address, form_of(client, address) | {"name": "Renamed"}).status_code == 302
    assert found("by:renamed", Kind.SOURCE) == {article.pk}
    assert faults() == []


def test_an_actor_changed_and_deleted_in_the_administration(editor, article):
    kato = create_actor(user=editor, name="Katsunobu Kato", kind="person")
    said = made(editor, article, detail=claim_of(attribution="reported", speaker=kato))
    other = ActorAliasFactory(actor=ActorFactory(name="Nobody"), text="None").actor
    ACTORS.index([other.pk])
    client = admin_client()
    address = f"/admin/annotations/actor/{kato.pk}/change/"

    assert client.post(address, form_of(client, address) | {"name": "Kato"}).status_code == 302
    assert found("katsunobu", Kind.ACTOR) == set()
    assert found("by:kato", Kind.CLAIM) == {said.pk}

    client.post(f"/admin/annotations/actor/{other.pk}/delete/", {"post": "yes"})
    assert not Actor.objects.filter(pk=other.pk).exists()
    assert faults() == []


def test_everything_is_indexed_anew(article):
    claim = ClaimFactory(article=article, words="Tokyo hesitated")
    ActorFactory(name="Japan")
    assert faults() != []

    out = StringIO()
    call_command("reindex", stdout=out, stderr=StringIO())

    assert faults() == []
    assert found("hesitated", Kind.CLAIM) == {claim.pk}
    assert "1 sources, 1 claims and predictions" in out.getvalue()


def _names():
    return {fault.name for fault in checking.check()}


@pytest.fixture
def indexed(article):
    """A library with one of each kind, all of it in the index."""
    ClaimFactory(article=article, words="Tokyo hesitated")
    PredictionFactory(article=article, words="Moscow will wait")
    ActorFactory()
    call_command("reindex", stdout=StringIO(), stderr=StringIO())
    assert faults() == []
    return article


def test_a_missing_entry_is_a_fault(indexed):
    index.drop(Kind.PASSAGE, [indexed.pk])
    assert _names() == {"search-missing"}


def test_other_words_are_a_fault(indexed):
    Article.objects.filter(pk=indexed.pk).update(title="Another")
    assert _names() == {"search-words"}


def test_an_entry_too_many_is_a_fault(indexed):
    Article.objects.filter(pk=indexed.pk).update(display="excerpts")
    assert _names() == {"search-words", "search-superfluous"}


def test_an_entry_without_its_row_is_a_fault(indexed):
    Annotation.objects.filter(article=indexed, kind="claim").delete()
    assert _names() == {"search-superfluous"}
    call_command("reindex", stdout=StringIO(), stderr=StringIO())
    assert faults() == []


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="words are a column of their entry")
@pytest.mark.usefixtures("indexed")
def test_words_without_an_entry_are_a_fault():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO sourcelib_search_claim (rowid, title) VALUES (99999, 'x')")
    assert _names() == {"search-loose"}
    call_command("reindex", stdout=StringIO(), stderr=StringIO())
    assert faults() == []
