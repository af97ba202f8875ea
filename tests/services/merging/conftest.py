"""An editor, and two actors that are one."""

from typing import Any

import pytest

from annotations import models as a
from tests import factories as f
from tests.indexed import index_everything
from tests.services.merging.tables import DAY, state


@pytest.fixture
def editor() -> Any:
    return f.EditorFactory()


@pytest.fixture
def two() -> tuple[a.Actor, a.Actor]:
    """A duplicate and the actor that it duplicates, each referred to in every way."""
    author, publication = f.AuthorFactory(), f.PublicationFactory()
    nippon, japan = state("Nippon"), state("Japan")
    a.Actor.objects.filter(pk=nippon.pk).update(author=author, publication=publication)
    asia, g7, party = state("Asia"), state("G7"), state("Party")
    a.Actor.objects.filter(pk=nippon.pk).update(part_of=asia)
    person = f.ActorFactory(name="Person", kind="person")
    article = f.ArticleFactory(state="published", authors=[author])
    for actor, words in ((nippon, "Tokyo"), (nippon, "Moscow"), (japan, "The two")):
        f.MentionFactory(article=article, actor=actor, words=words, state="published")
    f.MentionFactory(article=article, actor=japan, words="Tokyo", state="published")
    f.ClaimFactory(article=article, about=[nippon], state="published")
    f.ClaimFactory(article=article, about=[japan, nippon], state="published", words="Moscow will")
    f.ClaimFactory(article=article, attribution="reported", speaker=nippon, words="hesitated")
    said = {"article": article, "attribution": "reported"}
    f.PredictionFactory(**said, speaker=nippon, co_speakers=[japan, person], words="a decade")
    f.PredictionFactory(**said, speaker=japan, co_speakers=[nippon], words="the spring")
    f.PredictionFactory(**said, speaker=person, co_speakers=[japan, nippon], words="talks go on")
    f.PredictionFactory(**said, speaker=person, co_speakers=[nippon], words="officials said")
    for actor in (nippon, japan):
        f.ActorAliasFactory(actor=actor, text="Tokyo", kind="capital-metonym")
    f.ActorAliasFactory(
        actor=nippon, text="Dai Nippon", kind="former-name", valid_to=DAY(1947, 5, 2)
    )
    f.ActorIdentifierFactory(actor=nippon, scheme="wikidata", value="Q1")
    f.ActorIdentifierFactory(actor=japan, scheme="wikidata", value="Q17")
    f.ActorIdentifierFactory(actor=nippon, scheme="cameo", value="JPN")
    f.ActorMembershipFactory(whole=g7, member=nippon, valid_from=DAY(1975, 1, 1))
    f.ActorMembershipFactory(whole=g7, member=japan)
    f.ActorMembershipFactory(whole=nippon, member=party)
    f.ActorRoleFactory(actor=person, organisation=nippon, valid_from=DAY(2012, 12, 26))
    f.ActorRoleFactory(actor=person, organisation=japan, valid_from=DAY(2013, 1, 1))
    f.ActorRoleFactory(actor=nippon, organisation=g7, title="Chair", valid_to=DAY(2016, 1, 1))
    a.Actor.objects.filter(pk=party.pk).update(part_of=nippon)
    index_everything()
    return a.Actor.objects.get(pk=nippon.pk), a.Actor.objects.get(pk=japan.pk)
