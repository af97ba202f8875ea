"""A track record as pages show it: both counts side by side, and the ledger of both."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from annotations.models import Verdict
from annotations.scoring.cases import Exclusion, Fate
from annotations.scoring.likelihood import Standard
from annotations.scoring.standing import Standing
from annotations.scoring.track_record import TrackRecord
from annotations.states import STANDING_LABELS
from annotations.templatetags.annotated import verdict_shape
from annotations.track_records.counts import CountView
from annotations.track_records.wording import CLAUSES, FILTERS, REASONS


@dataclass(frozen=True)
class StateEntry:
    """How many predictions stand in one state; `state` is its name in the board's filter."""

    state: str
    label: str
    count: int
    shape: str


@dataclass(frozen=True)
class LedgerRow:
    """One reason, and how many predictions each count leaves out for it.

    `query` filters the board by what the reason speaks of, if a filter does, and `label` names
    its value. It may list more: a prediction stands in the ledger for its first reason only.
    """

    reason: str
    strict: int
    wide: int
    query: str = ""
    label: str = ""


class RecordView:
    """A track record: the strict count, the wide one beside it, and the ledger of both."""

    def __init__(self, record: TrackRecord, standard: Standard) -> None:
        self._record = record
        self.standard = standard.label
        self.strict = CountView(
            record.strict,
            _("strict"),
            _("The text gives the horizon, and two people agree on the verdict."),
            standard,
        )
        self.wide = CountView(
            record.wide,
            _("wide"),
            _("The same, and also by the five-year rule or judged by one person alone."),
            standard,
        )
        self.counts = [self.strict, self.wide]

    @property
    def total(self) -> int:
        """How many predictions are somebody's own or reported of them."""
        return sum(self._record.states.values())

    @property
    def is_empty(self) -> bool:
        """Whether there is no prediction to speak of."""
        return not self.total

    @property
    def states(self) -> list[StateEntry]:
        """How many predictions stand where: verdicts first, then those not decided."""
        found = self._record.states
        verdicts = [
            StateEntry(
                state.value, str(state.label), found[Fate(state.value)], verdict_shape(state)
            )
            for state in Verdict.State
            if state in Verdict.OF_PREDICTIONS and found.get(Fate(state.value))
        ]
        undecided = [
            StateEntry(state.value, str(STANDING_LABELS[state]), found[state], "open")
            for state in Standing
            if found.get(state)
        ]
        return verdicts + undecided

    @property
    def why_not(self) -> str:
        """Why nothing can be scored strictly, in a sentence; empty where something can."""
        if self.strict.counted:
            return ""
        ledger = sorted(self._record.strict.ledger.items(), key=lambda item: -item[1])
        clauses = ", ".join(str(CLAUSES[reason] % {"n": count}) for reason, count in ledger)
        return _("Nothing here can be scored strictly: %(clauses)s.") % {"clauses": clauses}

    @property
    def ledger(self) -> list[LedgerRow]:
        """What each count leaves out, and why: every reason that holds for any."""
        strict, wide = self._record.strict.ledger, self._record.wide.ledger
        return [_row(reason, strict, wide) for reason in Exclusion if reason in strict]

    @property
    def left_out(self) -> tuple[int, int]:
        """How many predictions the strict count leaves out, and the wide one."""
        return (
            sum(self._record.strict.ledger.values()),
            sum(self._record.wide.ledger.values()),
        )

    @property
    def unbanded(self) -> tuple[int, int]:
        """How many that count have words without a band, and so are in no score."""
        return (self._record.strict.unbanded, self._record.wide.unbanded)

    @property
    def everything(self) -> int:
        """How many predictions there are, with what is nobody's own."""
        return self._record.strict.total


def _row(reason: Exclusion, strict: dict[Exclusion, int], wide: dict[Exclusion, int]) -> LedgerRow:
    name, value = FILTERS.get(reason, ("", None))
    return LedgerRow(
        reason=str(REASONS[reason]),
        strict=strict[reason],
        wide=wide.get(reason, 0),
        query=f"{name}={value.value}" if value else "",
        label=str(value.label) if value else "",
    )
