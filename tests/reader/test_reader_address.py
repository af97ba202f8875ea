"""The addresses of a source and of its annotations: what they answer, and when."""

import datetime
import json
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import ActorRole, Evidence, PropositionMember, Relation, Verdict
from annotations.pages.reader import page
from annotations.services.merging import merge
from annotations.services.reviewing import withdraw
from sourcelib.models import Article
from tests.factories import (
    ActorFactory,
    ActorRoleFactory,
    AdministratorFactory,
    AnnotationVersionFactory,
    ArticleFactory,
    ClaimFactory,
    EditorFactory,
    EvidenceFactory,
    FormerSlugFactory,
    MentionFactory,
    PredictionFactory,
    PropositionMemberFactory,
    RelationFactory,
    TopicFactory,
    VerdictFactory,
)

pytestmark = pytest.mark.django_db
Read = Callable[..., str]


def test_a_draft_and_an_unknown_source_are_not_found(client: Client) -> None:
    ArticleFactory(slug="draft")
    assert client.get("/sources/draft/").status_code == 404
    assert client.get("/sources/nowhere/").status_code == 404


def test_a_withdrawn_source_answers_gone_with_day_and_reason(client: Client) -> None:
    source = ArticleFactory(state="withdrawn", withdrawal_reason="Asked for by the publisher.")
    claim = ClaimFactory(article=source, state="published").annotation
    for address in (source.get_absolute_url(), f"/a/{claim.uid}/"):
        response = client.get(address)
        assert response.status_code == 410
        assert "Asked for by the publisher." in response.content.decode()
        assert "hesitated" not in response.content.decode()


def test_a_former_slug_leads_to_the_present_one(client: Client, article: Article) -> None:
    FormerSlugFactory(slug="old", uid=article.uid)
    response = client.get("/sources/old/?show=none")
    assert response.status_code == 301
    assert response["Location"] == "/sources/a-source/?show=none"


def test_a_former_slug_of_a_draft_is_not_found(client: Client) -> None:
    FormerSlugFactory(slug="old", uid=ArticleFactory().uid)
    assert client.get("/sources/old/").status_code == 404


@pytest.mark.parametrize("query", ["?show=all", "?actor=mars", "?topic=mars", "?speaker=a%00b"])
def test_a_parameter_that_names_nothing_is_not_found_and_leads_to_the_source(
    client: Client, article: Article, query: str
) -> None:
    response = client.get(article.get_absolute_url() + query)
    assert response.status_code == 404
    assert f'href="{article.get_absolute_url()}"' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", "predictions"),
        ("?show=none", "none"),
        ("?show=actors,claims", "claims actors"),
        ("?show=claims,predictions,actors", "claims predictions actors"),
    ],
)
def test_modes_are_drawn_by_the_server(
    article: Article, read: Read, query: str, shown: str
) -> None:
    ClaimFactory(article=article, state="published")
    assert f'data-show="{shown}"' in read(query)


def test_only_the_plain_address_is_for_search_engines(article: Article, read: Read) -> None:
    assert article.slug
    assert "noindex" not in read()
    assert "noindex" in read("?show=claims")


def test_nothing_on_the_page_needs_an_inline_script_or_style(article: Article, read: Read) -> None:
    PredictionFactory(article=article, state="published")
    MentionFactory(article=article, state="published")
    html = read()
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)
    assert not re.search(r'<script(?! type="application/ld\+json">)(?![^>]*\ssrc=)', html)


def test_no_link_on_the_page_leads_to_a_missing_fragment(article: Article, read: Read) -> None:
    claim = ClaimFactory(article=article, state="published").annotation
    prediction = PredictionFactory(article=article, state="published", words="Moscow will wait")
    MentionFactory(article=article, state="published")
    RelationFactory(source=claim, target=prediction.annotation)
    html = read()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


# One annotation -----------------------------------------------------------------------------


def test_the_address_of_an_annotation_lights_its_passage(article: Article, read: Read) -> None:
    claim = ClaimFactory(article=article, state="published", words="Moscow will wait").annotation
    html = read(address=f"/a/{claim.uid}/")
    assert re.search(r'<mark [^>]*class="[^"]*on-claim on-first on-last[^"]*"[^>]*>Moscow', html)
    assert "<blockquote>Moscow will wait</blockquote>" in html
    assert f'class="card claim on" id="c{claim.uid}"' in html
    assert f'data-chosen="{claim.uid}"' in html


def test_the_address_of_a_mention_names_its_actor(article: Article, read: Read) -> None:
    actor = ActorFactory(slug="japan", name="Japan")
    mention = MentionFactory(article=article, state="published", actor=actor).annotation
    html = read(address=f"/a/{mention.uid}/")
    assert "This passage names Japan." in html
    assert 'href="/actors/japan/"' in html
    assert f'id="a{mention.uid}"' in html


def test_the_permanent_address_of_an_annotation_is_its_own_wherever_the_page_names_it(
    article: Article, read: Read, settings: Any
) -> None:
    claim = ClaimFactory(article=article, state="published").annotation
    own = f"{settings.SITE_URL}/a/{claim.uid}/"
    html = read(address=f"/a/{claim.uid}/?show=claims")
    assert f'<link rel="canonical" href="{own}">' in html
    assert f'<meta property="og:url" content="{own}">' in html
    way = next(
        data for data in re.findall(r"<script[^>]*ld.json[^>]*>(.*?)<", html) if "Bread" in data
    )
    trail = [step["item"] for step in json.loads(way)["itemListElement"]]
    assert trail[-2:] == [settings.SITE_URL + article.get_absolute_url(), own]
    assert '<meta name="robots" content="noindex">' in html  # one text, many such pages


@pytest.mark.parametrize("state", ["draft", "in-review"])
def test_what_is_not_published_yet_is_not_found(
    client: Client, article: Article, state: str
) -> None:
    claim = ClaimFactory(article=article, state=state).annotation
    assert client.get(f"/a/{claim.uid}/").status_code == 404


def test_an_unknown_annotation_and_one_of_a_draft_are_not_found(client: Client) -> None:
    claim = ClaimFactory(article=ArticleFactory(), state="published").annotation
    assert client.get(f"/a/{claim.uid}/").status_code == 404
    assert client.get(f"/a/{uuid.uuid4()}/").status_code == 404


def test_a_withdrawn_annotation_answers_gone_with_day_and_reason(
    client: Client, article: Article
) -> None:
    claim = ClaimFactory(
        article=article, state="withdrawn", state_reason="Nobody said so.", summary="Gone words."
    ).annotation
    response = client.get(f"/a/{claim.uid}/")
    html = response.content.decode()
    assert response.status_code == 410
    assert "This claim was withdrawn" in html
    assert "Nobody said so." in html
    assert "Gone words." not in html


def test_where_there_are_many_annotations_only_the_cards_of_the_mode_are_there(
    article: Article, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MANY", 1)
    claim = ClaimFactory(article=article, state="published").annotation
    prediction = PredictionFactory(article=article, state="published", words="Moscow will wait")
    html = read()
    assert f'id="c{claim.uid}"' not in html
    assert f'href="/a/{claim.uid}/" aria-label="Claim 1"' in html
    assert f'id="c{prediction.annotation.uid}"' in html
    assert f'id="c{claim.uid}"' in read("?show=claims")
    assert f'id="c{claim.uid}"' in read(address=f"/a/{claim.uid}/")


# Asking again -------------------------------------------------------------------------------


def _again(client: Client, address: str, etag: str) -> int:
    return client.get(address, headers={"If-None-Match": etag}).status_code


def test_an_unchanged_page_is_not_sent_twice(client: Client, article: Article) -> None:
    ClaimFactory(article=article, state="published")
    address = article.get_absolute_url()
    first = client.get(address)
    assert "max-age=0" in first["Cache-Control"]
    assert _again(client, address, first["ETag"]) == 304
    assert _again(client, address + "?show=none", first["ETag"]) == 200


def _change_title(article: Article) -> None:
    article.title = "Another title"
    article.save()


def _publish_another(article: Article) -> None:
    ClaimFactory(article=article, state="published")


def _rename_actor(article: Article) -> None:
    actor = article.annotations.get(kind="mention").mention.actor
    actor.name = "Nihon"
    actor.save()


def _judge(article: Article) -> None:
    VerdictFactory(annotation=article.annotations.get(kind="prediction"))


def _reword(article: Article) -> None:
    annotation = article.annotations.get(kind="prediction")
    annotation.version += 1
    annotation.save()
    AnnotationVersionFactory(annotation=annotation)


def _delete_relation(article: Article) -> None:
    Relation.objects.filter(source__article=article).delete()


def _reword_relation(article: Article) -> None:
    Relation.objects.filter(source__article=article).update(reason="For another reason.")


def _share(article: Article) -> None:
    PropositionMemberFactory(annotation=article.annotations.get(kind="claim"))


def _share_elsewhere(article: Article) -> None:
    """Another source asserts what a claim of this one does: its card counts the others."""
    member = PropositionMember.objects.get(annotation__article=article)
    PropositionMemberFactory(proposition=member.proposition)


def _take_back_elsewhere(article: Article) -> None:
    own = PropositionMember.objects.get(annotation__article=article)
    own.proposition.members.exclude(pk=own.pk).get().delete()


def _confirm(article: Article) -> None:
    Verdict.objects.filter(annotation__article=article).update(
        review=Verdict.Review.CONFIRMED, confirmed_at="2025-01-01T00:00Z"
    )


def _take_office(article: Article) -> None:
    ActorRoleFactory(actor=article.annotations.get(kind="mention").mention.actor)


def _leave_office(article: Article) -> None:
    actor = article.annotations.get(kind="prediction").about.get()
    ActorRole.objects.filter(actor=actor).update(valid_to=datetime.date(2022, 1, 1))


def _merge(article: Article) -> None:
    editor = AdministratorFactory()
    actor = article.annotations.get(kind="mention").mention.actor
    merge(user=editor, source=actor, target=ActorFactory(), reason="They are one.")


def _withdraw_evidence(article: Article) -> None:
    evidence = Evidence.objects.get(passage__isnull=False, verdict__annotation__article=article)
    withdraw(user=EditorFactory(), annotation=evidence.passage, reason="It was misread.")


@pytest.mark.parametrize(
    "change",
    [
        _share_elsewhere,
        _take_back_elsewhere,
        _confirm,
        _take_office,
        _leave_office,
        _merge,
        _withdraw_evidence,
        _change_title,
        _publish_another,
        _rename_actor,
        _judge,
        _reword,
        _delete_relation,
        _reword_relation,
        _share,
    ],
)
def test_a_change_is_seen_at_once(
    client: Client, article: Article, change: Callable[[Article], Any]
) -> None:
    claim = ClaimFactory(article=article, state="published").annotation
    prediction = PredictionFactory(article=article, state="published").annotation
    MentionFactory(article=article, state="published")
    RelationFactory(source=claim, target=prediction)
    shared = PropositionMemberFactory(annotation=claim)
    PropositionMemberFactory(proposition=shared.proposition)
    prediction.about.set([ActorRoleFactory().actor])
    verdict = VerdictFactory(annotation=prediction)
    passage = ClaimFactory(article=ArticleFactory(state="published"), state="published").annotation
    EvidenceFactory(verdict=verdict, passage=passage, source="", reports="", words="It was so.")
    address = article.get_absolute_url()
    etag = client.get(address)["ETag"]
    change(article)
    assert _again(client, address, etag) == 200


# Queries ------------------------------------------------------------------------------------


def _fill(article: Article, times: int) -> None:
    other = ArticleFactory(state="published")
    for number in range(times):
        start = number % 20
        actor, topic = ActorFactory(), TopicFactory()
        MentionFactory(article=article, state="published", span=(start, start + 5), actor=actor)
        fields = {"article": article, "state": "published", "about": [actor], "topics": [topic]}
        claim = ClaimFactory(span=(start, start + 40), **fields).annotation
        prediction = PredictionFactory(
            span=(start + 10, start + 60), co_speakers=[actor], **fields
        ).annotation
        VerdictFactory(annotation=prediction)
        RelationFactory(source=claim, target=prediction)
        answer = ClaimFactory(article=other, state="published").annotation
        RelationFactory(source=answer, target=claim)
        PropositionMemberFactory(annotation=claim)


@pytest.mark.parametrize("query", ["", "?show=claims,predictions,actors"])
def test_the_number_of_queries_does_not_grow_with_the_annotations(
    client: Client, article: Article, query: str
) -> None:
    counts = []
    for times in (1, 6):
        _fill(article, times)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(article.get_absolute_url() + query).status_code == 200
        counts.append(len(queries))
    # A second source that answers is read with the first.
    assert counts[0] == counts[1]
    assert counts[0] <= 27
