"""One count of a track record as pages show it: its figures in words, its table, its diagram."""

from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.charts.reliability import reliability_diagram
from annotations.models import Verdict
from annotations.scoring.brier import GUESSING, Outcome, is_guessing
from annotations.scoring.likelihood import Standard
from annotations.scoring.reliability import DIAGRAM_FROM, MURPHY_FROM, Group
from annotations.scoring.track_record import PERCENT_FROM, Count
from annotations.track_records.wording import FITS, amount, percent, percents, wording


class GroupView:
    """One row of the table of words: a band, and what became of what it was said of."""

    def __init__(self, group: Group, curve: float | None) -> None:
        self.words = "; ".join(wording(one) for one in group.wordings)
        self.band = percents(group.band)
        self.cases = group.cases
        self.happened = _happened(group)
        self.interval = percents(group.interval)
        self.partly = amount(group.partly) if group.partly else ""
        self.interval_with_partly = percents(group.interval_with_partly)
        self.curve = "" if curve is None else percent(curve)
        self.fit = str(FITS[group.fit])


def _happened(group: Group) -> str:
    """Write "4 of 8 (50%)", and no percentage below five."""
    share = _("%(k)s of %(n)s") % {"k": amount(group.true), "n": amount(group.n)}
    return f"{share} ({percent(group.observed)})" if group.n >= PERCENT_FROM else share


class CountView:
    """One of the two counts, its figures in words."""

    def __init__(self, count: Count, name: str, rule: str, standard: Standard) -> None:
        self.count = count
        self.name = name
        self.rule = rule
        self.standard = standard.label

    @property
    def counted(self) -> int:
        """How many predictions count."""
        return self.count.counted

    @property
    def outcomes(self) -> list[tuple[str, int]]:
        """What became of those that count."""
        labels = dict(Verdict.State.choices)
        return [(str(labels[one.value]), self.count.outcomes[one]) for one in Outcome]

    @property
    def weighing(self) -> str:
        """What they weigh, where compounds make it less than their number."""
        hits = self.count.hits
        if hits is None or hits.n == self.counted:
            return ""
        return _("they weigh %(n)s: a compound counts once") % {"n": amount(hits.n)}

    @property
    def rate(self) -> str:
        """How many came true: "2 of 3", with a percentage from five on."""
        hits = self.count.hits
        if hits is None:
            return ""
        share = _("%(k)s of %(n)s") % {"k": amount(hits.true), "n": amount(hits.n)}
        if hits.n < PERCENT_FROM:
            return share
        return f"{share}, {percent(float(hits.true / hits.n))}"

    @property
    def rate_interval(self) -> str:
        """The Wilson interval of the rate; none below five."""
        hits = self.count.hits
        return percents(hits.interval) if hits and hits.n >= PERCENT_FROM else ""

    @property
    def other_rate(self) -> str:
        """The rate where what came true in part counts as having come true."""
        hits = self.count.hits
        if hits is None or not hits.partly:
            return ""
        share = _("%(k)s of %(n)s") % {"k": amount(hits.true + hits.partly), "n": amount(hits.n)}
        if hits.n < PERCENT_FROM:
            return share
        both = percent(float((hits.true + hits.partly) / hits.n))
        return f"{share}, {both} ({percents(hits.interval_with_partly)})"

    @property
    def score(self) -> str:
        """The Brier score as an interval."""
        score = self.count.brier
        return f"{score.low:.3f}–{score.high:.3f}" if score else ""

    @property
    def score_of(self) -> str:
        """How many predictions the score is of."""
        return ngettext(
            "%(n)d prediction whose words have a band",
            "%(n)d predictions whose words have a band",
            self.count.banded,
        ) % {"n": self.count.banded}

    @property
    def judgement(self) -> str:
        """What the score says, in words."""
        score = self.count.brier
        if score is None:
            return ""
        if is_guessing(score):
            return _("not distinguishable from guessing")
        if self.count.n_banded < PERCENT_FROM:
            return _("too few to tell from guessing")
        if score.high < GUESSING:
            return _("better than saying 50% each time")
        return _("worse than saying 50% each time")

    @cached_property
    def groups(self) -> list[GroupView]:
        """The table of words."""
        curve = self.count.curve or (None,) * len(self.count.groups)
        return [
            GroupView(group, share) for group, share in zip(self.count.groups, curve, strict=True)
        ]

    @property
    def diagram(self) -> SafeString | str:
        """The reliability diagram, from ten predictions on."""
        if not self.count.curve:
            return ""
        told = "; ".join(
            _("%(words)s (%(band)s): %(happened)s happened, interval %(interval)s")
            % {
                "words": row.words,
                "band": row.band,
                "happened": row.happened,
                "interval": row.interval,
            }
            for row in self.groups
        )
        label = _("Reliability diagram, %(count)s. %(told)s.") % {"count": self.name, "told": told}
        return reliability_diagram(self.count.groups, self.count.curve, label)

    @property
    def no_diagram(self) -> str:
        """Why there is no diagram."""
        return _(
            "No diagram: it takes %(least)d predictions with a band; this count has %(n)s."
        ) % {
            "least": DIAGRAM_FROM,
            "n": amount(self.count.n_banded),
        }

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        """Murphy's parts: name, value, what it means; from thirty on."""
        if self.count.parts is None:
            return []
        one, other = self.count.parts
        return [
            (
                _("reliability"),
                _either(one.reliability, other.reliability),
                _("distance of what happened from the words; 0 is best"),
            ),
            (
                _("resolution"),
                _either(one.resolution, other.resolution),
                _("how well the words tell cases apart; more is better"),
            ),
            (
                _("uncertainty"),
                _either(one.uncertainty, other.uncertainty),
                _("how hard the matter is; 0.25 is hardest"),
            ),
        ]

    @property
    def no_parts(self) -> str:
        """From how many predictions on the score is taken apart."""
        return _("The score is taken apart from %(least)d on.") % {"least": MURPHY_FROM}


def _either(one: float, other: float) -> str:
    """Write a figure, and beside it that of the other reading of what came true in part."""
    first, second = f"{one:.4f}", f"{other:.4f}"
    if first == second:
        return first
    return _("%(one)s (%(other)s with what came true in part)") % {"one": first, "other": second}
