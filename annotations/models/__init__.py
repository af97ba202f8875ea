"""The tables of what curators say about the sources."""

from annotations.models.actor import (
    Actor,
    ActorAlias,
    ActorIdentifier,
    ActorMembership,
    ActorMerge,
    ActorRole,
)
from annotations.models.annotation import Annotation
from annotations.models.claim import Claim
from annotations.models.mention import Mention
from annotations.models.prediction import Compound, Prediction
from annotations.models.proposition import Proposition, PropositionMember
from annotations.models.reanchoring import Reanchoring
from annotations.models.relation import Relation
from annotations.models.reply import Reply
from annotations.models.report import Report, ReportStep
from annotations.models.span import Span
from annotations.models.suggestion import Namesake, RejectedSuggestion
from annotations.models.topic import Topic
from annotations.models.verdict import Evidence, Verdict
from annotations.models.version import AnnotationVersion

__all__ = [
    "Actor",
    "ActorAlias",
    "ActorIdentifier",
    "ActorMembership",
    "ActorMerge",
    "ActorRole",
    "Annotation",
    "AnnotationVersion",
    "Claim",
    "Compound",
    "Evidence",
    "Mention",
    "Namesake",
    "Prediction",
    "Proposition",
    "PropositionMember",
    "Reanchoring",
    "RejectedSuggestion",
    "Relation",
    "Reply",
    "Report",
    "ReportStep",
    "Span",
    "Topic",
    "Verdict",
]
