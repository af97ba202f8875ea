"""One annotation as JSON-LD: what the Web Annotation Data Model demands, and what is told in it.

Rules: https://www.w3.org/TR/annotation-model/; numbers of sections are those there.
"""

import datetime
import re

import pytest
from django.conf import settings

from annotations.interchange.w3c import annotation_data, with_context, with_parts
from annotations.models import Annotation
from annotations.pages.web_annotations.terms import KEYS, TERMS
from annotations.services.crediting import credited
from sourcelib.models import Article
from tests.factories import (
    ActorFactory,
    ActorIdentifierFactory,
    ArticleFactory,
    AuthorFactory,
    ClaimFactory,
    CuratorFactory,
    MentionFactory,
    PredictionFactory,
    RevisionFactory,
    SpanFactory,
    TopicFactory,
    VerdictFactory,
)

pytestmark = pytest.mark.django_db

MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
    *("highlighting", "identifying", "linking", "moderating", "questioning", "replying"),
    "tagging",
}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
JAPANESE = "富士山🗻が見えた。政府は「来年までに👩‍👩‍👧条約を結ぶ」と述べた。\n\n🇯🇵 反対もある。"


def told(detail, credit=None):
    """Return the data of the annotation that a detail of a factory belongs to."""
    return annotation_data(with_parts(Annotation.objects.filter(pk=detail.pk)).get(), credit)


def bodies(data, term):
    return [body for body in data["body"] if body.get("sourcelib:term") == term]


def body(data, term):
    (found,) = [one for one in bodies(data, term) if one["type"] == "TextualBody"]
    return found


def selectors(target):
    return {selector["type"]: selector for selector in target["selector"]}


@pytest.fixture
def everything():
    """One of each kind, with all that can be said of it."""
    article = ArticleFactory(
        state="published",
        authors=[AuthorFactory(name="Ann Archer")],
        original_url="https://example.org/op-ed",
        rights_note="© The Times",
    )
    kato = ActorFactory(name="Kato", kind="person")
    ActorIdentifierFactory(actor=kato, value="Q1")
    public = {"article": article, "state": "published"}
    both = {"about": [ActorFactory(name="Japan")], "topics": [TopicFactory(name="Trade")], **public}
    mention = MentionFactory(actor=kato, how="title", part="speaker", locative=True, **public)
    claim = ClaimFactory(
        attribution="reported", speaker=kato, attribution_note="Said on television.", **both
    )
    prediction = PredictionFactory(
        words="Moscow will wait until the spring",
        condition_words="if talks go on",
        likelihood_words="will",
        horizon_words="until the spring",
        cue_words="Moscow",
        condition="Talks go on.",
        horizon_ground="stated",
        horizon_start=datetime.date(2021, 3, 5),
        horizon_end=datetime.date(2021, 6, 20),
        deadline=datetime.date(2021, 6, 20),
        deadline_basis="the end of spring",
        likelihood_term="likely",
        probability="0.7500",
        attribution="reported",
        speaker=kato,
        co_speakers=[ActorFactory(name="Abe")],
        **both,
    )
    VerdictFactory(annotation=prediction.annotation)
    return mention, claim, prediction


def test_what_every_annotation_must_have_it_has(everything):
    for detail in everything:
        data = with_context(told(detail))
        # 3.1: the context, an id, the type, a target
        assert data["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
        assert data["id"] == f"{settings.SITE_URL}/a/{detail.annotation.uid}/"
        assert data["type"] == "Annotation"
        assert data["target"]
        assert "bodyValue" not in data
        # 3.3.1: times in UTC; 3.3.5: one motivation of the list; 3.3.6, 3.3.7: addresses
        assert TIME.fullmatch(data["created"])
        assert TIME.fullmatch(data["modified"])
        assert data["motivation"] in MOTIVATIONS
        assert data["rights"].startswith(settings.SITE_URL)
        assert data["canonical"] == f"urn:uuid:{detail.annotation.uid}"


def test_every_body_is_of_one_kind_that_the_model_knows(everything):
    for detail in everything:
        for one in told(detail)["body"]:
            assert one["purpose"] in MOTIVATIONS
            if one["type"] == "TextualBody":  # 3.2.4
                assert one["value"]
                assert one["format"] == "text/plain"
                assert not {"source", "items"} & set(one)
            else:  # 4
                assert one["type"] == "SpecificResource"
                source = one["source"]
                address = source if isinstance(source, str) else source["id"]
                assert address.startswith("http")
                assert "value" not in one


def test_own_keys_and_terms_are_all_explained(everything):
    keys, terms = set(), set()

    def look(value):
        if isinstance(value, dict):
            keys.update(key for key in value if ":" in key)
            terms.update(value[key] for key in value if key == "sourcelib:term")
            for part in value.values():
                look(part)
        elif isinstance(value, list):
            for part in value:
                look(part)

    for detail in everything:
        look(told(detail))
    old = ClaimFactory(article=everything[0].annotation.article, state="published")
    old.annotation.article.current_revision = RevisionFactory(article=old.annotation.article)
    old.annotation.article.save()
    inferred = ClaimFactory(attribution="inferred", speaker=ActorFactory(), state="published")
    Article.objects.update(state="published", published_at=datetime.datetime.now(datetime.UTC))
    look(told(old))
    look(told(inferred))
    assert {key.removeprefix("sourcelib:") for key in keys} == set(KEYS)
    assert terms == set(TERMS)


def test_the_actor_of_a_mention_is_its_first_body(everything):
    data = told(everything[0])
    actor = everything[0].actor
    first = data["body"][0]
    assert data["motivation"] == first["purpose"] == "identifying"
    assert first["source"]["id"] == settings.SITE_URL + actor.get_absolute_url()
    assert (first["source"]["type"], first["source"]["label"]) == ("Person", "Kato")
    assert body(data, "actor")["value"] == "Kato"
    assert "http://www.wikidata.org/entity/Q1" in [one.get("source") for one in data["body"]]
    assert body(data, "how")["sourcelib:value"] == "title"
    assert body(data, "locative")["sourcelib:value"] == "true"


def test_a_claim_is_described_classed_and_tagged(everything):
    claim = everything[1]
    data = told(claim)
    assert data["body"][0]["value"] == claim.summary
    assert data["body"][0]["purpose"] == data["motivation"] == "describing"
    assert body(data, "attribution")["value"] == "attribution: reported of a speaker"
    assert body(data, "attribution")["sourcelib:value"] == "reported"
    assert body(data, "speaker")["value"] == "speaker: Kato"
    assert body(data, "claim-kind")["sourcelib:value"] == "factual"
    assert body(data, "about")["sourcelib:is"]["id"].endswith("/")
    assert (body(data, "topic")["purpose"], body(data, "topic")["value"]) == ("tagging", "Trade")


def test_whom_the_author_only_infers_about_is_no_speaker():
    data = told(ClaimFactory(attribution="inferred", speaker=ActorFactory(name="Russia")))
    assert body(data, "inferred-about")["value"] == "inferred about: Russia"
    assert not bodies(data, "speaker")


def test_a_prediction_has_the_words_of_its_parts_with_their_places(everything):
    prediction = everything[2]
    text = prediction.annotation.article.current_revision.text
    data = told(prediction)
    for term, words in (
        ("condition-words", "if talks go on"),
        ("likelihood-words", "will"),
        ("horizon-words", "until the spring"),
    ):
        shown, segment = bodies(data, term)
        assert shown["sourcelib:value"] == words
        assert segment["purpose"] == "highlighting"
        place = selectors(segment)["TextPositionSelector"]
        assert text[place["start"] : place["end"]] == words
    assert body(data, "deadline")["sourcelib:value"] == "2021-06-20"
    assert body(data, "horizon")["sourcelib:value"] == "stated"
    assert body(data, "probability")["sourcelib:value"] == "0.7500"
    assert body(data, "likelihood-term")["sourcelib:value"] == "likely"


def test_the_verdict_that_stands_says_how_far_it_was_reviewed(everything):
    verdict = body(told(everything[2]), "verdict")
    assert verdict["purpose"] == "assessing"
    assert verdict["value"].startswith("came true (single-reviewed, decided on 2024-01-15): ")
    assert verdict["sourcelib:value"] == "came-true"
    assert verdict["sourcelib:review"] == "single-reviewed"
    assert verdict["sourcelib:judgedSummary"] == everything[2].summary


def test_a_proposed_verdict_is_not_told():
    prediction = PredictionFactory(state="published")
    VerdictFactory(annotation=prediction.annotation, review="proposed", published_at=None)
    assert not bodies(told(prediction), "verdict")


def test_the_target_is_one_revision_of_the_source(everything):
    article = everything[1].annotation.article
    target = told(everything[1])["target"]
    source = target["source"]
    assert source["id"] == f"{settings.SITE_URL}/sources/{article.slug}/v/1/"
    assert source["sourcelib:sha256"] == article.current_revision.sha256
    assert source["sourcelib:source"]["id"] == f"{settings.SITE_URL}/sources/{article.slug}/"
    assert source["sourcelib:date"] == "2021-03-05"
    assert source["via"] == "https://example.org/op-ed"
    assert [author["name"] for author in source["creator"]] == ["Ann Archer"]
    assert target["state"] == {"type": "HttpRequestState", "value": "Accept: text/plain"}


@pytest.mark.parametrize(
    "words",
    ["🗻", "政府は", "来年までに👩‍👩‍👧条約を結ぶ", "🇯🇵 反対もある。", "が見えた。政府は「来年"],
)
def test_positions_count_code_points(words):
    article = ArticleFactory(text=JAPANESE, language="ja", state="published")
    target = told(ClaimFactory(article=article, words=words, state="published"))["target"]
    found = selectors(target)
    place, quote = found["TextPositionSelector"], found["TextQuoteSelector"]
    assert JAPANESE[place["start"] : place["end"]] == quote["exact"] == words
    assert JAPANESE[: place["start"]].endswith(quote.get("prefix", ""))
    assert JAPANESE[place["end"] :].startswith(quote.get("suffix", ""))
    assert target["source"]["language"] == "ja"


def test_a_passage_in_several_parts_has_a_target_for_each_in_order():
    claim = ClaimFactory(words="Tokyo hesitated", state="published")
    SpanFactory(annotation=claim.annotation, part=2, words="the spring")
    first, second = told(claim)["target"]
    assert selectors(first)["TextQuoteSelector"]["exact"] == "Tokyo hesitated"
    assert selectors(second)["TextQuoteSelector"]["exact"] == "the spring"
    assert (first["sourcelib:part"], second["sourcelib:part"]) == (1, 2)


def test_a_source_shown_by_its_data_only_gives_no_words(everything):
    Article.objects.update(display="metadata")
    for detail in everything:
        data = told(detail)
        assert set(selectors(data["target"])) == {"TextPositionSelector"}
        assert "state" not in data["target"]
        written = repr(data)
        for words in ("Tokyo hesitated", "Moscow", "until the spring", "the end of spring"):
            assert words not in written
    assert told(everything[1])["body"][0]["value"] == everything[1].summary


def test_a_source_shown_in_excerpts_gives_its_words_and_their_sentence():
    article = ArticleFactory(state="published", display="excerpts")
    claim = ClaimFactory(article=article, words="Moscow will wait", state="published")
    target = told(claim)["target"]
    quote = selectors(target)["TextQuoteSelector"]
    assert quote["exact"] == "Moscow will wait"
    assert "prefix" not in quote
    assert quote["suffix"] == " until the spring, if talks go on"[:32].rstrip()
    assert "state" not in target


def corrected(*, published_first):
    """A claim left on the first of two texts; readers saw that one if it was published first."""
    article = ArticleFactory(state="published")
    claim = ClaimFactory(article=article, state="published")
    article.current_revision = RevisionFactory(article=article, text="Quite another text.")
    if not published_first:
        article.published_at = article.current_revision.created_at
    article.save()
    return claim


def test_words_in_an_earlier_text_are_told_to_stand_there():
    claim = corrected(published_first=True)
    article = claim.annotation.article
    first = article.revisions.get(number=1)
    Article.objects.filter(pk=article.pk).update(published_at=first.created_at)
    data = told(claim)
    assert data["target"]["source"]["id"].endswith("/v/1/")
    assert data["target"]["source"]["sourcelib:sha256"] == first.sha256
    remark = body(data, "earlier-text")
    assert remark["purpose"] == "commenting"
    assert "the present one does not have them" in remark["value"]
    assert remark["sourcelib:is"]["id"].endswith("/v/2/")


def test_no_place_is_told_in_a_text_that_was_a_draft_only():
    data = told(corrected(published_first=False))
    target = data["target"]
    assert not re.search(r"/v/\d+/", target["source"]["id"])
    assert set(selectors(target)) == {"TextQuoteSelector"}
    assert "sourcelib:sha256" not in target["source"]


def test_no_words_around_a_passage_are_told_of_a_text_that_was_a_draft_only():
    (quote,) = told(corrected(published_first=False))["target"]["selector"]
    assert quote["exact"]
    assert not {"prefix", "suffix"} & set(quote)


def test_who_made_it_is_told_by_role_unless_they_show_their_name():
    curator = CuratorFactory(first_name="Ann", last_name="Archer")
    claim = ClaimFactory(created_by=curator, state="published")
    assert told(claim, credited)["creator"] == {"type": "Person", "name": "a curator"}
    curator.show_name = True
    curator.save()
    assert told(claim, credited)["creator"] == {"type": "Person", "name": "Ann Archer"}
    assert told(claim)["creator"]["type"] == "Organization"


def test_what_is_read_takes_as_many_queries_for_many_as_for_few(
    everything, django_assert_max_num_queries
):
    for _number in range(3):
        ClaimFactory(state="published", article=everything[0].annotation.article)
    with django_assert_max_num_queries(10):
        for row in with_parts(Annotation.objects.all()):
            annotation_data(row)
