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
from annotations.models.assignment import Assignment
from annotations.models.attendance import ParagraphRead, Presence
from annotations.models.claim import Claim
from annotations.models.deleted_draft import DeletedDraft
from annotations.models.mention import Mention
from annotations.models.prediction import Compound, Prediction
from annotations.models.proposition import Proposition, PropositionMember
from annotations.models.reanchoring import Reanchoring
from annotations.models.relation import Relation
from annotations.models.remark import Remark
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
    "Assignment",
    "Claim",
    "Compound",
    "DeletedDraft",
    "Evidence",
    "Mention",
    "Namesake",
    "ParagraphRead",
    "Prediction",
    "Presence",
    "Proposition",
    "PropositionMember",
    "Reanchoring",
    "RejectedSuggestion",
    "Relation",
    "Remark",
    "Reply",
    "Report",
    "ReportStep",
    "Span",
    "Topic",
    "Verdict",
]
