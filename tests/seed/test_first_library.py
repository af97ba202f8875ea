"""The first library is complete: what its makers counted is what comes in."""

import json
import uuid
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Count, F, Q

from annotations.models import (
    Actor,
    ActorAlias,
    ActorMembership,
    ActorRole,
    Annotation,
    Compound,
    Evidence,
    Mention,
    Prediction,
    Proposition,
    PropositionMember,
    Relation,
    Span,
    Topic,
    Verdict,
)
from annotations.services.checking import check_library
from sourcelib.models import Article, Revision
from tests.seed.library import FIXTURES

pytestmark = pytest.mark.usefixtures("library")

KASHIN = "the-russo-japanese-security-dialogue-after-2020"
TUCKER = "russia-japan-relations-are-hanging-by-a-thread"


def test_the_canonical_texts_are_those_that_the_annotations_were_made_on():
    assert dict(Revision.objects.values_list("article__slug", "sha256")) == {
        KASHIN: "367d377ce105a95ed191afa0a4248b11e2e98c5e86804606489cb30bb466ec01",
        TUCKER: "a01f3685e348fbd0bfcab9539e8922d77d534436e4bd75e028ac3550ef4d14d2",
    }
    assert sorted(Revision.objects.values_list("length", flat=True)) == [5788, 7980]


def test_every_annotation_is_there():
    counts = Counter(Annotation.objects.values_list("article__slug", "kind"))
    assert counts == {
        (KASHIN, "mention"): 112,
        (KASHIN, "claim"): 45,
        (KASHIN, "prediction"): 20,
        (TUCKER, "mention"): 101,
        (TUCKER, "claim"): 43,
        (TUCKER, "prediction"): 12,
    }
    assert Annotation.objects.public().count() == 333


def test_every_about_entry_is_there():
    statements = Annotation.objects.exclude(kind="mention")
    assert sum(statements.annotate(n=Count("about")).values_list("n", flat=True)) == 246
    assert statements.filter(about__isnull=True).count() == 7


def test_the_two_compounds_have_three_and_two_predictions():
    sizes = Compound.objects.annotate(n=Count("predictions")).values_list("n", flat=True)
    assert sorted(sizes) == [2, 3]


def test_every_actor_is_there_with_its_names_roles_members_and_identifiers():
    assert Actor.objects.count() == 42
    assert ActorAlias.objects.count() == 59
    assert ActorRole.objects.count() == 19
    assert ActorMembership.objects.count() == 11
    identifiers = Counter(Actor.objects.values_list("identifiers__scheme", flat=True))
    assert identifiers["iso3166-1-alpha-3"] == 11
    assert identifiers["wikidata"] == 22
    assert Actor.objects.filter(part_of__isnull=False).count() == 11
    assert Actor.objects.filter(mentions__isnull=True).count() == 9
    assert set(Actor.objects.filter(author__isnull=False).values_list("slug", flat=True)) == {
        "vassily-kashin",
        "devon-tucker",
    }
    assert Actor.objects.get(publication__isnull=False).slug == "the-moscow-times"


@pytest.mark.parametrize(
    ("actor", "text", "kind"),
    [
        ("russia", "Moscow", "capital-metonym"),
        ("kremlin", "Kremlin", "seat-metonym"),
        ("us-presidency", "White House", "seat-metonym"),
        ("us-political-establishment", "Beltway", "seat-metonym"),
        ("russia", "Russian", "demonym"),
        ("russia", "Russo", "combining-form"),
        ("united-states", "U.S.", "acronym"),
        ("g7", "G7", "acronym"),
        ("abe-and-putin", "the two leaders", "description"),
        ("russia", "the country", "description"),
        ("vladimir-putin", "President Putin", "titled"),
        ("vladimir-putin", "Vladimir Putin", "official"),
        ("vladimir-putin", "Putin", "short"),
    ],
)
def test_an_alias_has_the_kind_that_its_words_have(actor: str, text: str, kind: str):
    assert ActorAlias.objects.get(actor__slug=actor, text=text).kind == kind


def test_mentions_say_how_they_refer():
    assert sum(Counter(Mention.objects.values_list("how", flat=True)).values()) == 213
    words = Span.objects.filter(annotation__kind="mention", annotation__mention__how="metonym")
    assert {"Moscow", "Tokyo", "Washington", "Kremlin", "Beltway"} <= set(
        words.values_list("exact", flat=True)
    )
    assert Mention.objects.filter(locative=True).exists()


def test_every_relation_is_there_thirteen_of_them_from_one_article_to_the_other():
    assert Relation.objects.count() == 60
    across = Relation.objects.exclude(source__article=F("target__article"))
    assert across.count() == 13


def test_every_proposition_is_there_with_its_members():
    assert Proposition.objects.count() == 35
    positions = Counter(PropositionMember.objects.values_list("position", flat=True))
    assert positions == {"supports": 87, "opposes": 6, "neutral": 5}
    both = Proposition.objects.annotate(
        articles=Count("members__annotation__article", distinct=True)
    )
    assert both.filter(articles=2).count() == 15


def test_every_prediction_has_its_verdict_and_every_verdict_its_evidence():
    assert Counter(Verdict.objects.values_list("state", flat=True)) == {
        "cannot-be-determined": 8,
        "came-true": 8,
        "did-not-come-true": 6,
        "partly": 6,
        "condition-not-met": 2,
        "still-open": 2,
    }
    assert Prediction.objects.filter(annotation__verdicts__isnull=True).count() == 0
    assert set(Verdict.objects.values_list("review", flat=True)) == {"single-reviewed"}
    assert Evidence.objects.count() == 74
    assert Evidence.objects.filter(passage__isnull=True).count() == 63
    assert Evidence.objects.filter(passage__article__slug=KASHIN).count() == 11
    assert not Evidence.objects.filter(passage__isnull=True).exclude(words="").exists()
    assert not Verdict.objects.exclude(judged_summary=F("annotation__prediction__summary")).exists()


def test_a_condition_is_met_only_where_the_reason_says_so():
    met = Verdict.objects.exclude(condition_met="")
    assert Counter(met.values_list("state", "condition_met")) == {
        ("condition-not-met", "no"): 2,
        ("partly", "yes"): 2,
        ("came-true", "yes"): 1,
        ("did-not-come-true", "yes"): 2,
    }


def test_words_of_condition_likelihood_and_horizon_are_spans():
    roles = Counter(Span.objects.values_list("role", flat=True))

    assert roles == {"body": 333, "condition": 11, "likelihood": 30, "horizon": 8}


def test_speakers_are_named_where_the_words_are_not_the_authors_own():
    own = Annotation.objects.filter(
        Q(claim__attribution="author") | Q(prediction__attribution="author")
    )
    assert own.count() == 81 + 21
    shared = Prediction.objects.filter(co_speakers__slug="vladimir-putin")
    assert [p.speaker.slug for p in shared if p.speaker] == ["russian-officials"] * 2


def test_what_is_known_of_the_sources_is_kept():
    kashin = Article.objects.get(slug=KASHIN)
    assert kashin.title_supplied
    assert (kashin.date_precision, str(kashin.date)) == ("year", "2021-01-01")
    assert (str(kashin.date_earliest), str(kashin.date_latest)) == ("2021-02-15", "2021-03-31")
    assert kashin.date_basis
    assert kashin.date_latest_basis
    assert kashin.publication is None
    assert "carnegiemoscow.org" in kashin.note
    tucker = Article.objects.get(slug=TUCKER)
    assert not tucker.title_supplied
    assert tucker.title == "Russia-Japan Relations Are Hanging By a Thread (Op-Ed)"
    assert str(tucker.date) == "2015-05-20"
    assert tucker.publication is not None
    assert tucker.publication.name == "The Moscow Times"
    assert tucker.original_url.startswith("https://www.themoscowtimes.com/2015/05/20/")
    assert tucker.author_note.startswith("Devon Tucker is an international master's candidate")
    assert tucker.disclaimer.startswith("The views expressed in opinion pieces")
    assert [a.genre for a in (kashin, tucker)] == ["analysis", "op-ed"]


def test_topics_have_names_for_people():
    assert Topic.objects.count() == 21
    assert Topic.objects.get(slug="russia-japan-relations").name == "Russia–Japan relations"


def test_uids_are_derived_from_the_ids_of_the_library_files():
    uid = uuid.uuid5(uuid.NAMESPACE_URL, "kashin-2021-c-2020-watershed")
    assert Annotation.objects.get(uid=uid).spans.get().start == 0
    assert Actor.objects.get(slug="russia").uid == uuid.uuid5(uuid.NAMESPACE_URL, "actor:russia")


def test_the_first_library_is_sound():
    assert list(check_library()) == []


def test_every_value_of_the_file_is_in_the_database():
    from annotations.interchange.sourcelib.schema import ORDER
    from annotations.interchange.sourcelib.stored import stored

    lines = Path(FIXTURES).read_text(encoding="utf-8").splitlines()[1:]
    given = [json.loads(line) for line in lines]
    for kind in ORDER:
        records = {record["uid"]: record for record in given if record["type"] == kind}
        held = stored(kind, records) if records else {}
        assert held.keys() == records.keys()
        for uid, record in records.items():
            _contains(held[uid], record, f"{kind} {uid}")


def _contains(held: object, given: object, place: str) -> None:
    """Fail unless every value given is held, lists in any order."""
    if isinstance(given, dict):
        assert isinstance(held, dict)
        for key, value in given.items():
            if key != "file":
                _contains(held[key], value, f"{place}.{key}")
    elif isinstance(given, list):
        assert isinstance(held, list)
        assert len(held) == len(given), place
        key = "role" if given and isinstance(given[0], dict) and "role" in given[0] else None
        if key:
            held = sorted(held, key=lambda part: part[key])
            given = sorted(given, key=lambda part: part[key])
        for one, other in zip(held, given, strict=True):
            _contains(one, other, place)
    else:
        assert held == given, place


def test_no_path_outside_the_repository_stands_in_the_fixtures():
    text = Path(FIXTURES).read_text(encoding="utf-8")
    files = [json.loads(line).get("file") for line in text.splitlines()]
    assert [file for file in files if file] == [
        "sources/kashin-2021.txt",
        "sources/tucker-2015.txt",
    ]
    assert str(settings.BASE_DIR) not in text
