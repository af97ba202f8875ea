"""What the evidence of a verdict must be; every breach is named by its piece and field."""

import datetime
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import F, Prefetch, QuerySet
from django.utils.translation import gettext as _

from annotations.models import Annotation, Evidence, Span, Verdict
from annotations.outcomes import KNOWN, first_day, is_older
from annotations.services.verdict_rules import Errors, EvidenceInput, VerdictInput, is_conditional
from sourcelib.citing import written_date
from sourcelib.models.dates import Precision

_LENGTHS = {"key": 120, "source": 500, "url": 2000}
_is_web_address = URLValidator(schemes=["http", "https"])


def evidence_pieces(
    annotation: Annotation, verdict: VerdictInput, today: datetime.date, errors: Errors
) -> list[Evidence]:
    """Return the evidence as rows to be written; what is wrong with it goes to `errors`."""
    if not verdict.evidence and verdict.state not in Verdict.WITHOUT_EVIDENCE:
        errors["evidence"].append(_("Give at least one piece of evidence."))
    passages = _passages(verdict.evidence)
    rows = []
    for number, piece in enumerate(verdict.evidence):
        row = Evidence(position=number + 1, bears=piece.bears)
        where = f"evidence.{number}."
        if piece.bears not in Evidence.Bears.values:
            errors[f"{where}bears"].append(_("It bears on the outcome or on the condition."))
        elif piece.bears == Evidence.Bears.CONDITION and not is_conditional(annotation):
            errors[f"{where}bears"].append(_("There is no condition that it could bear on."))
        if piece.passage is None:
            _outside(row, piece, today, where, errors)
        else:
            _refuse_outside(piece, where, errors)
            found = passages.get(piece.passage.pk)
            if piece.passage.pk == annotation.pk:
                errors[f"{where}passage"].append(
                    _("Nothing is evidence of itself: choose another passage.")
                )
            elif found is None:
                errors[f"{where}passage"].append(
                    _("Only a published claim or prediction is evidence.")
                )
            elif found[0].article_id == annotation.article_id:
                errors[f"{where}passage"].append(
                    _("A source cannot prove itself: choose a passage of another one.")
                )
            else:
                _passage(row, piece.words.strip(), *found, today, where, errors)
        rows.append(row)
    _refuse_all_older(annotation, verdict, rows, errors)
    return rows


def shows_nothing(state: str, first: datetime.date | None, pieces: Iterable[Evidence]) -> bool:
    """Whether all evidence on how a prediction turned out is older than the prediction itself.

    `first` is the first day that its source allows. An older piece may stand beside a later one,
    for what was known before; what needs no evidence may have any.
    """
    older = [
        is_older(piece.date, piece.date_precision, first)
        for piece in pieces
        if piece.bears == Evidence.Bears.OUTCOME and piece.date is not None
    ]
    return state not in Verdict.WITHOUT_EVIDENCE and bool(older) and all(older)


def _refuse_all_older(
    annotation: Annotation, verdict: VerdictInput, rows: Sequence[Evidence], errors: Errors
) -> None:
    first = annotation.article.date_earliest
    if annotation.kind != Annotation.Kind.PREDICTION or first is None:
        return
    if shows_nothing(verdict.state, first, rows):
        errors["evidence"].append(
            _(
                "Nothing older than the prediction can show how it turned out: give at least one "
                "piece of %(day)s or later."
            )
            % {"day": written_date(first, Precision.DAY)}
        )


def _outside(
    row: Evidence, piece: EvidenceInput, today: datetime.date, where: str, errors: Errors
) -> None:
    for name in ("source", "key", "url", "reports", "words"):
        setattr(row, name, getattr(piece, name).strip())
    if not row.source:
        errors[f"{where}source"].append(_("Name the source, or choose a passage of this library."))
    for name, most in _LENGTHS.items():
        if len(getattr(row, name)) > most:
            errors[f"{where}{name}"].append(_("At most %(most)s characters.") % {"most": most})
    if not row.words and not row.reports:
        errors[f"{where}reports"].append(_("Say what it reports, or quote its words."))
    if row.url:
        try:
            _is_web_address(row.url)
        except ValidationError:
            errors[f"{where}url"].append(_("An address begins with http:// or https://."))
    if piece.date is None:
        errors[f"{where}date"].append(_("Evidence has a date: give that of what it reports."))
    elif piece.date_precision not in KNOWN:
        errors[f"{where}date_precision"].append(
            _("Say what of the date is known: day, month, year.")
        )
    elif first_day(piece.date, piece.date_precision) > today:
        errors[f"{where}date"].append(_("This day is still to come."))
    else:
        row.date = first_day(piece.date, piece.date_precision)
        row.date_precision = piece.date_precision


def _refuse_outside(piece: EvidenceInput, where: str, errors: Errors) -> None:
    """Refuse what only an outside source has."""
    for name in ("source", "key", "url", "reports"):
        if getattr(piece, name).strip():
            errors[f"{where}{name}"].append(_("A passage of this library is its own source."))
    if piece.date is not None:
        errors[f"{where}date"].append(_("A passage has the date of its source: leave it out."))


def _passage(
    row: Evidence,
    words: str,
    passage: Annotation,
    texts: list[str],
    today: datetime.date,
    where: str,
    errors: Errors,
) -> None:
    """Fill in a passage of this library: its words, and its source's date."""
    article = passage.article
    if article.date is None:
        errors[f"{where}passage"].append(
            _("Its source has no date. Give the source its date first.")
        )
    elif article.date > today:
        errors[f"{where}passage"].append(_("Its source is of a day that is still to come."))
    row.passage, row.date, row.date_precision = passage, article.date, article.date_precision
    row.words = words or texts[-1]
    if not any(row.words in text for text in texts):
        errors[f"{where}words"].append(
            _("Quote the passage to the character. It reads: %(words)s") % {"words": texts[-1]}
        )


def _passages(pieces: tuple[EvidenceInput, ...]) -> dict[int, tuple[Annotation, list[str]]]:
    """Return the public passages among the evidence, each with its texts, the whole one last."""
    wanted = {piece.passage.pk for piece in pieces if piece.passage is not None}
    if not wanted:
        return {}
    rows = (
        Annotation.objects.public()
        .filter(pk__in=wanted)
        .exclude(kind=Annotation.Kind.MENTION)
        .select_related("article")
        .prefetch_related(Prefetch("spans", passage_spans()))
    )
    return {row.pk: (row, passage_texts(list(row.spans.all()))) for row in rows}


def passage_spans() -> QuerySet[Span]:
    """Return the spans of passages in the texts that they stand on, part by part."""
    here = Span.objects.filter(role=Span.Role.BODY, revision=F("annotation__revision"))
    return here.order_by("annotation_id", "part")


def passage_texts(spans: Sequence[Span]) -> list[str]:
    """Return the parts of a passage, of `passage_spans`, and the whole of it last."""
    parts = [span.exact for span in spans]
    return [*parts, " … ".join(parts)]
