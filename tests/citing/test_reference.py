"""What the library knows of what is cited."""

import pytest

from annotations.citing.plain import dump
from annotations.citing.reference import part_name, passage_reference, source_reference
from annotations.models import Annotation
from tests.factories import (
    ActorFactory,
    ArticleFactory,
    AuthorFactory,
    ClaimFactory,
    MentionFactory,
    PredictionFactory,
    RevisionFactory,
    SpanFactory,
)

pytestmark = pytest.mark.django_db


def person(name, **fields):
    author = AuthorFactory(name=name)
    ActorFactory(author=author, **{"kind": "person", **fields})
    return author


@pytest.mark.parametrize(
    ("name", "inverted"),
    [
        ("Devon Tucker", "Tucker, Devon"),
        ("Mary Ann Evans", "Evans, Mary Ann"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Charles de", "de, Charles"),
        ("Plato", "Plato"),
        ("Sammy Davis Jr.", "Sammy Davis Jr."),
        ("Tucker, Devon", "Tucker, Devon"),
        ("安倍晋三", "安倍晋三"),
        ("安倍 晋三", "安倍 晋三"),
        ("문 재인", "문 재인"),
        ("Лев Толстой", "Толстой, Лев"),
        ("نجيب محفوظ", "محفوظ, نجيب"),
    ],
)
def test_the_name_of_a_person_is_parted(name, inverted):
    assert part_name(person(name)).inverted == inverted


def test_the_name_of_a_body_stays_whole():
    assert part_name(person("Valdai Club", kind="research-institute")).inverted == "Valdai Club"


def test_a_name_of_which_nothing_more_is_known_stays_whole():
    assert part_name(AuthorFactory(name="Crisis Group")).inverted == "Crisis Group"


def test_a_source_is_cited_with_the_text_that_stands(settings):
    settings.SITE_URL, settings.SITE_NAME = "https://library.example", "The Library"
    article = ArticleFactory(
        slug="dialogue",
        title="The dialogue",
        title_supplied=True,
        authors=[person("Bo Berg"), person("Ann Archer")],
        original_url="https://times.example/dialogue",
        state="published",
    )

    reference = source_reference(article)

    assert reference.key == "dialogue"
    assert reference.title == "[The dialogue]"
    assert [name.whole for name in reference.authors] == ["Bo Berg", "Ann Archer"]
    assert reference.publication == article.publication.name
    assert reference.library == "The Library"
    assert reference.address == "https://library.example/sources/dialogue/"
    assert reference.original == "https://times.example/dialogue"
    assert (reference.revision, reference.sha256) == (1, article.current_revision.sha256)
    assert (reference.passage, reference.words) == (False, "")


def test_an_address_that_leads_nowhere_on_the_web_is_left_out():
    article = ArticleFactory(original_url="javascript:alert(1)", state="published")

    assert source_reference(article).original == ""


def test_a_passage_is_cited_by_its_own_address_and_words(settings):
    settings.SITE_URL = "https://library.example"
    claim = ClaimFactory(article=ArticleFactory(state="published"), state="published").annotation

    reference = passage_reference(claim)

    assert reference.key == f"{claim.article.slug}-{str(claim.uid)[:8]}"
    assert reference.address == f"https://library.example/a/{claim.uid}/"
    assert reference.passage
    assert reference.words == "Tokyo hesitated for a decade."


def test_words_that_may_be_misread_alone_come_with_their_reading():
    article = ArticleFactory(state="published", text="If talks go on at all, Moscow may wait.")
    prediction = PredictionFactory(
        article=article,
        state="published",
        words="Moscow may wait",
        condition_words="If talks go on",
        summary="Moscow will wait if talks go on.",
    )
    reference = passage_reference(prediction.annotation)
    assert reference.read_as == "Moscow will wait if talks go on."
    assert "Moscow may wait.” [read as: Moscow will wait if talks go on.] In:" in dump(reference)
    whole = ClaimFactory(article=article, state="published", words=article.current_revision.text)
    assert passage_reference(whole.annotation).read_as == ""
    article.display = "metadata"
    article.save()
    assert passage_reference(Annotation.objects.get(pk=prediction.annotation.pk)).read_as == ""


def test_a_passage_is_cited_without_words_that_may_not_be_shown():
    claim = ClaimFactory(article=ArticleFactory(display="metadata")).annotation

    assert passage_reference(claim).words == ""
    assert passage_reference(claim).passage


def test_a_passage_is_cited_by_the_text_that_it_stands_on():
    mention = MentionFactory().annotation
    article = mention.article
    second = RevisionFactory(article=article, text="Tokyo waited.")
    article.current_revision = second
    article.save()
    assert passage_reference(Annotation.objects.get(pk=mention.pk)).revision == 1

    SpanFactory(annotation=mention, revision=second, words="Tokyo")
    Annotation.objects.filter(pk=mention.pk).update(revision=second)
    found = passage_reference(Annotation.objects.get(pk=mention.pk))

    assert (found.revision, found.sha256) == (2, second.sha256)
    assert found.words == "Tokyo …"
