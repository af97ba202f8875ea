"""Rows for tests: each factory makes one that the database accepts, and what it stands on.

    article = ArticleFactory(text="Tokyo hesitated. Moscow will wait.", state="published")
    claim = ClaimFactory(article=article, words="Tokyo hesitated", state="published")
    claim.annotation.spans.get()

`words` are looked up in the text of the article's current revision; `occurrence=2` takes the
second place where they stand, `span=(start, end)` names the place itself. They write rows without
the services, and so without versions: a test about the services calls the services.
"""

from tests.factories.annotations import (
    ActorAliasFactory,
    ActorFactory,
    ActorIdentifierFactory,
    ActorMembershipFactory,
    ActorRoleFactory,
    AnnotationFactory,
    AnnotationVersionFactory,
    ClaimFactory,
    CompoundFactory,
    DeletedDraftFactory,
    DetailFactory,
    EvidenceFactory,
    MentionFactory,
    PredictionFactory,
    PropositionFactory,
    PropositionMemberFactory,
    RelationFactory,
    RemarkFactory,
    SpanFactory,
    TopicFactory,
    VerdictFactory,
    place,
)
from tests.factories.sourcelib import (
    DAY,
    PASSWORD,
    TEXT,
    AccountFactory,
    AdministratorFactory,
    ArticleFactory,
    AuthorFactory,
    CuratorFactory,
    EditorFactory,
    FormerSlugFactory,
    ImportBatchFactory,
    PublicationFactory,
    RevisionFactory,
)
from tests.factories.suggesting import NamesakeFactory, RejectedSuggestionFactory
from tests.factories.together import (
    AssignmentFactory,
    ParagraphReadFactory,
    PresenceFactory,
)

__all__ = [
    "DAY",
    "PASSWORD",
    "TEXT",
    "AccountFactory",
    "ActorAliasFactory",
    "ActorFactory",
    "ActorIdentifierFactory",
    "ActorMembershipFactory",
    "ActorRoleFactory",
    "AdministratorFactory",
    "AnnotationFactory",
    "AnnotationVersionFactory",
    "ArticleFactory",
    "AssignmentFactory",
    "AuthorFactory",
    "ClaimFactory",
    "CompoundFactory",
    "CuratorFactory",
    "DeletedDraftFactory",
    "DetailFactory",
    "EditorFactory",
    "EvidenceFactory",
    "FormerSlugFactory",
    "ImportBatchFactory",
    "MentionFactory",
    "NamesakeFactory",
    "ParagraphReadFactory",
    "PredictionFactory",
    "PresenceFactory",
    "PropositionFactory",
    "PropositionMemberFactory",
    "PublicationFactory",
    "RejectedSuggestionFactory",
    "RelationFactory",
    "RemarkFactory",
    "RevisionFactory",
    "SpanFactory",
    "TopicFactory",
    "VerdictFactory",
    "place",
]
