"""A small library of any size, every kind of row in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache

from annotations import models as a
from sourcelib import models as s
from tests import factories as f
from tests.indexed import index_everything


@dataclass
class Small:
    """One row of each kind, to visit its page, and a way to grow all that the pages list."""

    publication: s.Publication
    author: s.Author
    speaker: a.Actor
    topic: a.Topic
    proposition: a.Proposition
    compound: a.Compound | None = None
    claims: list[Any] = field(default_factory=list)
    predictions: list[Any] = field(default_factory=list)

    def grow(self, sources: int) -> "Small":
        """Add sources, each with mentions, claims, predictions, verdicts, relations."""
        for _number in range(sources):
            article = f.ArticleFactory(
                publication=self.publication, authors=[self.author], state="published"
            )
            public = {"article": article, "state": "published"}
            of_both = {"about": [self.speaker], "topics": [self.topic], **public}
            f.MentionFactory(actor=self.speaker, **public)
            claim = f.ClaimFactory(**of_both)
            said = f.ClaimFactory(attribution="reported", speaker=self.speaker, **of_both)
            f.ClaimFactory(attribution="inferred", speaker=self.speaker, **of_both)
            self.compound = self.compound or f.CompoundFactory(article=article)
            own = f.PredictionFactory(
                words="Moscow will wait until the spring",
                likelihood_words="will",
                compound=self.compound,
                **of_both,
            )
            judged = f.PredictionFactory(
                attribution="reported",
                speaker=self.speaker,
                co_speakers=[f.ActorFactory()],
                compound=self.compound,
                **of_both,
            )
            verdict = f.VerdictFactory(annotation=judged.annotation)
            f.EvidenceFactory(
                verdict=verdict, passage=claim.annotation, source="", reports="", words="Tokyo"
            )
            self.claims += [claim, said]
            self.predictions += [own, judged]
            for row in (claim, own):
                f.PropositionMemberFactory(proposition=self.proposition, annotation=row.annotation)
            for target in (self.claims[0], self.predictions[1]):
                if target is not said:
                    f.RelationFactory(source=said.annotation, target=target.annotation)
            f.ActorAliasFactory(actor=self.speaker)
            f.ActorRoleFactory(actor=self.speaker)
            f.ActorMembershipFactory(member=self.speaker)
            f.PropositionMemberFactory(annotation=claim.annotation)
        index_everything()
        return self

    def addresses(self) -> list[str]:
        """Every page, the plain one and some filtered."""
        return [
            *("/", "/about/", "/sources/", "/claims/", "/predictions/", "/propositions/"),
            *("/actors/", "/topics/", "/publications/", "/authors/"),
            *("/sources/?q=tokyo", "/predictions/?state=judged", "/claims/?sort=added"),
            *("/search/", "/search/?q=tokyo", "/search/?q=tokyo&kind=claims", "/search/?q=toky"),
            f"/claims/{self.claims[0].annotation.uid}/",
            f"/predictions/{self.predictions[1].annotation.uid}/",
            self.proposition.get_absolute_url(),
            self.speaker.get_absolute_url(),
            self.topic.get_absolute_url(),
            self.publication.get_absolute_url(),
            self.author.get_absolute_url(),
        ]


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """No count of one test meets the next: their rows have the same keys."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def small(db: None) -> Small:  # noqa: ARG001, its rows need it
    """A library with two sources."""
    author = f.AuthorFactory(slug="ann", name="Ann Archer")
    return Small(
        publication=f.PublicationFactory(slug="times", name="The Times"),
        author=author,
        speaker=f.ActorFactory(slug="kato", name="Kato", kind="person"),
        topic=f.TopicFactory(slug="trade", name="Trade"),
        proposition=f.PropositionFactory(slug="trade-grows", text="Trade grows."),
    ).grow(2)


@pytest.fixture
def get(client: Any) -> Callable[..., str]:
    """The text of a page, which must answer as expected."""

    def fetch(address: str, status: int = 200) -> str:
        response = client.get(address)
        assert response.status_code == status, address
        streamed = getattr(response, "streaming_content", None)
        return (b"".join(streamed) if streamed else response.content).decode()

    return fetch
