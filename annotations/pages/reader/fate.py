"""What became of a statement, in a few words: for the margin, the ledger and the chips."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from annotations.models import Prediction, Relation, Verdict
from annotations.pages.reader.followed import Bearing, Elsewhere, Followed
from annotations.pages.reader.statements import Said
from annotations.pages.reader.wording import gettext as _
from annotations.pages.reader.wording import label_of
from annotations.scoring.standing import Standing, standing
from annotations.templatetags.annotated import verdict_shape
from sourcelib.models import Article

# How another source's passage answers a claim; "later" where that source is the later one.
_LATER = {
    Relation.Kind.SUPPORTS: gettext_lazy("Supported later"),
    Relation.Kind.EVIDENCE_FOR: gettext_lazy("Borne out later"),
    Relation.Kind.CONTRADICTS: gettext_lazy("Contradicted later"),
    Relation.Kind.EVIDENCE_AGAINST: gettext_lazy("Counted against later"),
    Relation.Kind.RESTATES: gettext_lazy("Said again later"),
    Relation.Kind.RESOLVES: gettext_lazy("Turned out later"),
    Relation.Kind.CONDITION_OF: gettext_lazy("Condition of it later"),
    Relation.Kind.CITES: gettext_lazy("Cited later"),
}
_ELSEWHERE = {
    Relation.Kind.SUPPORTS: gettext_lazy("Supported elsewhere"),
    Relation.Kind.EVIDENCE_FOR: gettext_lazy("Borne out elsewhere"),
    Relation.Kind.CONTRADICTS: gettext_lazy("Contradicted elsewhere"),
    Relation.Kind.EVIDENCE_AGAINST: gettext_lazy("Counted against elsewhere"),
    Relation.Kind.RESTATES: gettext_lazy("Said elsewhere too"),
    Relation.Kind.RESOLVES: gettext_lazy("Turned out elsewhere"),
    Relation.Kind.CONDITION_OF: gettext_lazy("Condition of it elsewhere"),
    Relation.Kind.CITES: gettext_lazy("Cited elsewhere"),
}
_STANDINGS = {
    Standing.OPEN: gettext_lazy("Open, never due"),
    Standing.PENDING: gettext_lazy("Pending"),
    Standing.DUE: gettext_lazy("Due"),
    Standing.OVERDUE: gettext_lazy("Overdue for review"),
}


@dataclass(frozen=True, slots=True)
class Fate:
    """`key` tells fates apart in a tally, `shape` names symbol and colour ("" has no symbol).

    `label` is the fate in words, `when` its year; `by_rule`: judged by the five-year rule.
    """

    key: str
    shape: str
    label: str
    when: str = ""
    by_rule: bool = False
    reviewed: str = ""

    @property
    def dated(self) -> str:
        """The label with its year."""
        return f"{self.label}, {self.when}" if self.when else self.label


def capitalised(words: object) -> str:
    """Return words with a capital first letter."""
    text = str(words)
    return text[:1].upper() + text[1:]


def fate_of(said: Said, followed: Followed, article: Article, today: datetime.date) -> Fate | None:
    """Return what became of a claim or prediction, None for a claim that nothing answers."""
    verdict = followed.standing(said.pk)
    by_rule = said.forecast is not None and (said.forecast.ground == Prediction.Ground.DEFAULT_5Y)
    if verdict:
        state = Verdict.State(verdict.state)
        year = str(verdict.event_date.year) if verdict.event_date else ""
        label = capitalised(label_of(state))
        return Fate(state, verdict_shape(state), label, year, by_rule, verdict.review)
    if said.forecast:
        now = standing(ends=False, deadline=said.forecast.deadline, today=today)
        return Fate(now, "open", str(_STANDINGS[now]), "", by_rule)
    answers = followed.answers(said.pk)
    return Fate("answered", "", answer_label(*answers[0], followed, article)) if answers else None


def answer_label(bearing: Bearing, other: Elsewhere, followed: Followed, article: Article) -> str:
    """Return how a passage of another source answers, in two or three words."""
    source = followed.sources[other.article]
    later = bool(source.date and article.date and source.date > article.date)
    return str((_LATER if later else _ELSEWHERE)[Relation.Kind(bearing.kind)])


def kind_name(kind: str, number: int) -> str:
    """Return "Claim 7" or "Prediction 3"."""
    name = _("Claim %(number)s") if kind == "claim" else _("Prediction %(number)s")
    return name % {"number": number}
