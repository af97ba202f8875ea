"""A verdict with its evidence as a card shows it."""

import datetime
from html import escape

from django.utils.translation import ngettext

from annotations.models import Verdict
from annotations.pages.reader.fate import capitalised
from annotations.pages.reader.followed import Followed, Judgement, Piece
from annotations.pages.reader.markup import link, outward, quoted, shape
from annotations.pages.reader.statements import Said
from annotations.pages.reader.wording import gettext as _
from annotations.pages.reader.wording import label_of
from annotations.templatetags.annotated import verdict_shape
from sourcelib.citing import written_date


def verdict(said: Said, followed: Followed) -> str:
    """Return the verdict that stands, with the earlier ones folded; "" where there is none."""
    judgements = followed.verdicts.get(said.pk, [])
    standing = followed.standing(said.pk)
    if standing is None:
        return ""
    earlier = [judgement for judgement in judgements if judgement is not standing]
    html = _judgement(standing, said, followed)
    if earlier:
        items = "".join(f"<li>{_in_short(judgement)}</li>" for judgement in earlier)
        title = ngettext("Earlier verdict", "Earlier verdicts", len(earlier))
        html += _folded(title, len(earlier), items)
    return f'<div class="ver {verdict_shape(standing.state)}">{html}</div>'


def _judgement(judgement: Judgement, said: Said, followed: Followed) -> str:
    state = Verdict.State(judgement.state)
    head = capitalised(label_of(state))
    if judgement.event_date:
        head += f", {written_date(judgement.event_date, judgement.event_precision)}"
    html = (
        f"<p>{shape(verdict_shape(state))}<b>{escape(head)}</b></p>"
        f'<p class="m">{escape(_manner(judgement))}</p>'
        f"<p>{escape(judgement.reason)}</p>"
    )
    if judgement.condition_met:
        html += f'<p class="m">{escape(_condition(judgement))}</p>'
    if judgement.event_date and _in_hindsight(judgement, said):
        html += f'<p><span class="pill wa">{escape(_("summarised after the event"))}</span></p>'
    if judgement.evidence:
        items = "".join(f"<li>{_piece(piece, followed)}</li>" for piece in judgement.evidence)
        html += _folded(_("Evidence"), len(judgement.evidence), items)
    return html


def _folded(title: str, count: int, items: str) -> str:
    return (
        f'<details><summary>{escape(title)} <span class="num">{count}</span></summary>'
        f"<ul>{items}</ul></details>"
    )


def _manner(judgement: Judgement) -> str:
    """How sure the verdict is, who reviewed it, and when it was decided."""
    confidence = {
        Verdict.Confidence.HIGH: _("High confidence"),
        Verdict.Confidence.MEDIUM: _("Medium confidence"),
        Verdict.Confidence.LOW: _("Low confidence"),
    }[Verdict.Confidence(judgement.confidence)]
    return _("%(confidence)s, %(review)s, decided %(day)s") % {
        "confidence": confidence,
        "review": label_of(Verdict.Review(judgement.review)),
        "day": written_date(judgement.decided_on, "day"),
    }


def _condition(judgement: Judgement) -> str:
    met = Verdict.ConditionMet(judgement.condition_met)
    if met is Verdict.ConditionMet.YES and judgement.condition_met_on:
        day = written_date(judgement.condition_met_on, "day")
        return _("Its condition was met on %(day)s.") % {"day": day}
    return {
        Verdict.ConditionMet.YES: _("Its condition was met."),
        Verdict.ConditionMet.NO: _("Its condition was not met."),
        Verdict.ConditionMet.UNKNOWN: _("Whether its condition was met is not known."),
    }[met]


def _in_hindsight(judgement: Judgement, said: Said) -> bool:
    """Whether the statement was worded, or reworded, after the event it is judged by."""
    event: datetime.date | None = judgement.event_date
    return event is not None and said.created_at.date() > event


def _in_short(judgement: Judgement) -> str:
    label = capitalised(label_of(Verdict.State(judgement.state)))
    day = written_date(judgement.decided_on, "day")
    return f"{escape(label)}, {escape(day)}: {escape(judgement.reason)}"


def _piece(piece: Piece, followed: Followed) -> str:
    """One piece of evidence; a paraphrase is called one."""
    if piece.article is None:
        words = f"{quoted(piece.words)} " if piece.words else ""
        reports = (
            f'{escape(piece.reports)} <span class="m">{escape(_("(paraphrased)"))}</span> '
            if piece.reports
            else ""
        )
        day = written_date(piece.date, piece.precision)
        source = outward(piece.url, _("Source ↗"))
        return f"{escape(piece.source)}, {escape(day)}: {words}{reports}{source}"
    other = followed.sources.get(piece.article)
    cited = other.citation if other else _("A source not published")
    if piece.passage:
        return (
            f"{link(f'/a/{piece.passage}/', cited)}: {quoted(piece.words)}"
            if piece.words
            else (link(f"/a/{piece.passage}/", cited))
        )
    gone = escape(_("(passage withdrawn since)"))
    words = f": {quoted(piece.words)}" if piece.words else ""
    return f'{escape(cited)}{words} <span class="m">{gone}</span>'
