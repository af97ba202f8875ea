"""What of a source is lit, what may be shown of it, and in which language it is marked."""

import datetime
import re
import uuid

import pytest

from sourcelib.models import Article
from tests.factories import (
    ActorFactory,
    ActorRoleFactory,
    ArticleFactory,
    AuthorFactory,
    ClaimFactory,
    MentionFactory,
    PredictionFactory,
    PropositionFactory,
    PropositionMemberFactory,
    RelationFactory,
    TopicFactory,
    VerdictFactory,
)
from tests.reader.cards import Read, card, plain

pytestmark = pytest.mark.django_db


def test_an_actor_is_lit_with_the_statements_that_name_it(article: Article, read: Read) -> None:
    russia = ActorFactory(slug="russia", name="Russia")
    MentionFactory(article=article, state="published", words="Moscow", actor=russia, how="metonym")
    named = PredictionFactory(article=article, state="published", words="Moscow will wait")
    other = ClaimFactory(article=article, state="published", words="Tokyo hesitated")
    html = read("?actor=russia")
    assert re.search(r'<mark data-ann="[^"]+" class="prediction actor p0 lit"', html)
    assert f'class="card prediction names" id="c{named.annotation.uid}"' in html
    assert f'class="card claim" id="c{other.annotation.uid}"' in html
    assert "in 0 claims, 1 prediction." in plain(html)


def test_the_cast_tells_the_office_held_when_the_source_was_written(
    article: Article, read: Read
) -> None:
    abe = ActorFactory(slug="abe", name="Abe", kind="person")
    japan = ActorFactory(name="Japan")
    ActorRoleFactory(
        actor=abe,
        organisation=japan,
        valid_from=datetime.date(2020, 1, 1),
        valid_to=datetime.date(2022, 1, 1),
    )
    ActorRoleFactory(
        actor=abe,
        organisation=japan,
        title="Minister",
        valid_from=datetime.date(2010, 1, 1),
        valid_to=datetime.date(2011, 1, 1),
    )
    MentionFactory(article=article, state="published", actor=abe)
    html = read()
    assert "Then Prime Minister of Japan" in html
    assert "Minister of Japan</p><p>Then" not in html


def test_a_topic_is_lit_with_its_passages(article: Article, read: Read) -> None:
    topic = TopicFactory(slug="treaty", name="Peace treaty")
    ClaimFactory(article=article, state="published", words="unlikely to sign", topics=[topic])
    html = read("?topic=treaty")
    assert 'class="claim c0 of-claim"' in html
    assert 'class="card claim names"' in html


def test_excerpts_show_only_the_sentences_of_the_passages(article: Article, read: Read) -> None:
    Article.objects.filter(pk=article.pk).update(display="excerpts")
    ClaimFactory(article=article, state="published", words="Tokyo hesitated")
    html = read()
    assert "for a decade" in html
    assert "Moscow will wait" not in html
    assert "Nobody else" not in html


def test_a_source_of_which_only_data_may_be_shown_shows_no_word_of_its_text(
    article: Article, read: Read
) -> None:
    Article.objects.filter(pk=article.pk).update(display="metadata")
    PredictionFactory(
        article=article,
        state="published",
        words="Moscow will wait until the spring",
        summary="It stays as it is.",
        likelihood_words="will wait",
    )
    MentionFactory(article=article, state="published", words="Tokyo hesitated")
    html = read()
    assert "It stays as it is." in html
    assert "Tokyo hesitated" not in html
    assert "will wait" not in html


def test_the_language_and_direction_of_the_text_are_marked(article: Article, read: Read) -> None:
    Article.objects.filter(pk=article.pk).update(language="he")
    prediction = PredictionFactory(
        article=article,
        state="published",
        words="Moscow will wait until the spring, if talks go on",
        condition_words="if talks go on",
    )
    MentionFactory(article=article, state="published", words="Moscow")
    html = read()
    marked = 'lang="he" dir="rtl"'
    assert f"<h1 {marked}>A source</h1>" in html
    assert f'<div class="row" id="p1"><p {marked}>' in html
    assert f"<q {marked}>if talks go on</q>" in card(html)
    assert f"“<bdi {marked}>Moscow</bdi>”" in html
    assert f"<blockquote {marked}>" in read(address=f"/a/{prediction.annotation.uid}/")
    # What the library says beside the text is in the language of the page.
    assert html.count("<html lang") == 1
    assert not re.search(r'<(article|main|div)[^>]* lang="', html)


def test_words_of_another_source_are_marked_with_its_language(article: Article, read: Read) -> None:
    other = ArticleFactory(
        state="published", language="ja", title="日露関係", text="Moscow waited and waited."
    )
    claim = ClaimFactory(article=article, state="published").annotation
    answer = ClaimFactory(article=other, state="published", words="waited").annotation
    RelationFactory(source=answer, target=claim)
    html = read()
    assert '<q lang="ja" dir="ltr">waited</q>' in html
    assert 'lang="ja" dir="ltr">日露関係</a>' in html
    assert '<p lang="' not in html  # its own text is in the language of the page


def test_markup_in_anything_stored_is_escaped(read: Read) -> None:
    bad = "<script>alert(1)</script>"
    author = AuthorFactory(name=bad)
    article = ArticleFactory(
        slug="a-source",
        state="published",
        title=bad,
        text=f"{bad} said so.",
        authors=[author],
        disclaimer=bad,
        author_note=bad,
        original_url="https://example.org/",
    )
    actor = ActorFactory(name=bad)
    MentionFactory(article=article, state="published", span=(0, 8), actor=actor)
    topic = TopicFactory(name=bad)
    prediction = PredictionFactory(
        article=article,
        state="published",
        summary=bad,
        span=(0, 10),
        note=bad,
        topics=[topic],
        about=[actor],
        attribution_note=bad,
        condition=bad,
        deadline_basis=bad,
    )
    VerdictFactory(annotation=prediction.annotation, reason=bad)
    proposition = PropositionFactory(text=bad)
    PropositionMemberFactory(proposition=proposition, annotation=prediction.annotation, note=bad)
    assert "<script>alert" not in read()
    assert "<script>alert" not in read(f"?actor={actor.slug}")
    assert "<script>alert" not in read(address=f"/a/{prediction.annotation.uid}/")


def test_names_that_curators_gave_passages_are_links_and_nothing_else_is(
    article: Article, read: Read
) -> None:
    name = "kashin-2021-c-cannot-end-talks"
    said = PredictionFactory(
        article=article, state="published", words="until", attribution_note=f"See {name}."
    )
    other = ClaimFactory(article=article, state="published", words="Moscow")
    said.annotation.note = f"As {name} <b>has</b> it."
    said.annotation.save()
    VerdictFactory(annotation=said.annotation, reason=f"What {name} ruled out.")
    RelationFactory(source=said.annotation, target=other.annotation, reason=f"By {name}.")
    proposition = PropositionFactory()
    PropositionMemberFactory(
        proposition=proposition, annotation=said.annotation, note=f"Not {name}."
    )

    shown = card(read())

    address = f"/a/{uuid.uuid5(uuid.NAMESPACE_URL, name)}/"
    link = f'<a href="{address}">another passage</a>'
    for words in (f"See {link}.", f"What {link} ruled out.", f"By {link}.", f"Not {link}."):
        assert words in shown
    assert f"As {link} &lt;b&gt;has&lt;/b&gt; it." in shown
    assert name not in shown
