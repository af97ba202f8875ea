"""The second person's part of the judging page: confirm, decline, take back, publish alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from annotations.judgements import Judgement
from annotations.models import Evidence, Verdict
from annotations.services import judging
from sourcelib.services.refusals import Refused

CONFIRM, DECLINE, ALONE = "confirm", "decline", "alone"


@dataclass
class Proposal:
    """A verdict that waits for a second person, and what `user` may do with it."""

    shown: Judgement
    own: bool
    may_confirm: bool
    may_decline: bool
    may_publish_alone: bool
    looked: Sequence[str] = ()  # the uids of the pieces that the user has ticked
    typed_reason: str = ""
    problems: list[str] = field(default_factory=list)
    wrong: str = ""  # the part with the problem: "confirm" or "decline"

    @property
    def verdict(self) -> Verdict:
        """The verdict itself."""
        return self.shown.verdict

    @property
    def judgements(self) -> Sequence[Judgement]:
        """It alone, as the public template draws lists."""
        return [self.shown]

    @property
    def evidence(self) -> Sequence[Evidence]:
        """Its pieces of evidence, in order."""
        return [exhibit.piece for body in self.shown.evidence for exhibit in body.exhibits]

    @property
    def waits(self) -> bool:
        """Whether readers do not see it yet; one that is single-reviewed they do."""
        return self.verdict.review == Verdict.Review.PROPOSED


def to_review(user: Any, verdicts: Iterable[Judgement]) -> list[Proposal]:
    """Return the proposals that wait, and the single-reviewed one that stands."""
    return [
        Proposal(
            shown=shown,
            own=shown.verdict.proposed_by_id == user.pk,
            may_confirm=judging.may_confirm(user, shown.verdict),
            may_decline=judging.may_decline(user, shown.verdict),
            may_publish_alone=judging.may_publish_alone(user, shown.verdict),
        )
        for shown in verdicts
        if _is_open(shown)
    ]


def _is_open(shown: Judgement) -> bool:
    verdict = shown.verdict
    if verdict.review == Verdict.Review.PROPOSED:
        return verdict.declined_at is None
    return verdict.review == Verdict.Review.SINGLE and not shown.superseded_by


def reviewed(user: Any, proposal: Proposal, do: str, data: QueryDict) -> str:
    """Move a verdict on; return what to tell the user, or "" where it stayed, with the problem."""
    proposal.looked = data.getlist("looked")
    proposal.typed_reason = data.get("declined_reason", "").replace("\x00", "")
    try:
        if do == CONFIRM:
            missing = [one for one in proposal.evidence if str(one.uid) not in proposal.looked]
            if missing:
                proposal.problems, proposal.wrong = [_("Look at each piece, and tick it.")], do
                return ""
            judging.confirm(user=user, verdict=proposal.verdict)
            return _("Confirmed. It is public now.")
        if do == ALONE:
            judging.publish_alone(user=user, verdict=proposal.verdict)
            return _("Published as single-reviewed.")
        judging.decline(user=user, verdict=proposal.verdict, reason=proposal.typed_reason)
        return _("Taken back.") if proposal.own else _("Declined. Its proposer sees the reason.")
    except Refused as refused:
        proposal.problems, proposal.wrong = [str(refused)], do
        return ""
