"""A verdict with its evidence as a card shows it."""

from html import escape

from django.utils.translation import ngettext

from annotations.judgements import condition_told, confirmation_told
from annotations.models import Evidence, Verdict
from annotations.pages.reader.fate import capitalised
from annotations.pages.reader.followed import Followed, Judgement, Piece
from annotations.pages.reader.markup import link, outward, quoted, shape
from annotations.pages.reader.statements import Said
from annotations.pages.reader.wording import gettext as _
from annotations.pages.reader.wording import label_of
from annotations.templatetags.annotated import verdict_shape
from annotations.templatetags.listed import passages
from sourcelib.citing import written_date


def verdict(said: Said, followed: Followed, name: str) -> str:
    """Return the verdict that stands, with the earlier ones folded; "" where there is none.

    `name` is that of the card: what is folded is told apart by it.
    """
    judgements = followed.verdicts.get(said.pk, [])
    standing = followed.standing(said.pk)
    if standing is None:
        return ""
    earlier = [judgement for judgement in judgements if judgement is not standing]
    html = _judgement(standing, followed, name)
    if earlier:
        items = "".join(f"<li>{_in_short(judgement)}</li>" for judgement in earlier)
        title = ngettext("Earlier verdict", "Earlier verdicts", len(earlier))
        html += _folded(title, name, len(earlier), items)
    return f'<div class="ver {verdict_shape(standing.state)}">{html}</div>'


def _judgement(judgement: Judgement, followed: Followed, name: str) -> str:
    state = Verdict.State(judgement.state)
    head = capitalised(label_of(state))
    if judgement.event_date:
        head += f", {written_date(judgement.event_date, judgement.event_precision)}"
    html = (
        f"<p>{shape(verdict_shape(state))}<b>{escape(head)}</b></p>"
        f'<p class="m">{escape(_manner(judgement))}</p>'
        f"<p>{passages(judgement.reason)}</p>"
    )
    if condition := condition_told(judgement):
        html += f'<p class="m">{escape(condition)}</p>'
    if judgement.hindsight:
        html += f'<p><span class="pill wa">{escape(_("summarised after the event"))}</span></p>'
    if judgement.changes:
        items = "".join(f"<li>{escape(capitalised(str(one)))}</li>" for one in judgement.changes)
        title = escape(_("Changed since it was judged:"))
        html += f'<p><span class="pill wa">{title}</span></p><ul class="m">{items}</ul>'
    for bears, title in (
        (Evidence.Bears.OUTCOME, _("Evidence")),
        (Evidence.Bears.CONDITION, _("Evidence on the condition")),
    ):
        pieces = [piece for piece in judgement.evidence if piece.bears == bears]
        if pieces:
            items = "".join(f"<li>{_piece(piece, followed)}</li>" for piece in pieces)
            html += _folded(title, name, len(pieces), items)
    return html


def _folded(title: str, name: str, count: int, items: str) -> str:
    return (
        f'<details><summary>{escape(title)} <span class="num">{count}</span>'
        f'<b class="vh">, {escape(name)}</b></summary><ul>{items}</ul></details>'
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
        "review": {
            Verdict.Review.CONFIRMED: confirmation_told(judgement),
            Verdict.Review.SINGLE: _("single-reviewed"),
        }[Verdict.Review(judgement.review)],
        "day": written_date(judgement.decided_on, "day"),
    }


def _in_short(judgement: Judgement) -> str:
    label = capitalised(label_of(Verdict.State(judgement.state)))
    day = written_date(judgement.decided_on, "day")
    return f"{escape(label)}, {escape(day)}: {passages(judgement.reason)}"


def _piece(piece: Piece, followed: Followed) -> str:
    """One piece of evidence; a paraphrase is called one."""
    if piece.article is None:
        words = f"{quoted(piece.words)} " if piece.words else ""
        reports = (
            f'{escape(piece.reports)} <span class="m">{escape(_("(paraphrased)"))}</span> '
            if piece.reports
            else ""
        )
        cited = f"{piece.source}, {written_date(piece.date, piece.precision)}"
        source = outward(piece.url, f"{cited} ↗") or escape(cited)
        return f"{source}: {words}{reports}".rstrip()
    other = followed.sources.get(piece.article)
    cited = other.citation if other else _("A source not published")
    language = other.language if other else ""
    if piece.passage:
        if not piece.words:
            return link(f"/a/{piece.passage}/", cited)
        label = escape(f"{cited}: {piece.words}")
        passage = link(f"/a/{piece.passage}/", cited, f' aria-label="{label}"')
        return f"{passage}: {quoted(piece.words, language)}"
    gone = escape(_("(passage withdrawn since)"))
    words = f": {quoted(piece.words, language)}" if piece.words else ""
    return f'{escape(cited)}{words} <span class="m">{gone}</span>'
