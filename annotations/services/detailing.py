"""What an annotation says: its detail, checked field by field, and written."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Actor, Annotation, Claim, Mention, Prediction
from annotations.models.statement import Attribution
from annotations.scoring.likelihood import term_of
from annotations.scoring.printed import ROLES_THAT_PRINT, prints
from annotations.services.inputs import (
    ClaimInput,
    DetailInput,
    MentionInput,
    PredictionInput,
    SpanInput,
)
from annotations.services.terms import term
from sourcelib.models import Article
from sourcelib.services.refusals import Invalid

Errors = defaultdict[str, list[str]]
ROW_OF: dict[str, Any] = {
    Annotation.Kind.MENTION: Mention,
    Annotation.Kind.CLAIM: Claim,
    Annotation.Kind.PREDICTION: Prediction,
}
# Those whose words a named speaker's are; the author's and nobody's have no speaker.
WITH_SPEAKER = {Attribution.REPORTED, Attribution.INFERRED}


def columns(detail: DetailInput, *, article: Article, spans: Sequence[SpanInput]) -> dict[str, Any]:
    """Return the columns of the detail's row. Raises Invalid, naming every wrong field."""
    errors: Errors = defaultdict(list)
    if isinstance(detail, MentionInput):
        values = _mention(detail, errors)
    elif isinstance(detail, ClaimInput):
        values = _claim(detail, errors)
    else:
        values = _prediction(detail, errors, article, spans)
    if errors:
        raise Invalid(errors)
    return values


def write(annotation: Annotation, detail: DetailInput, values: dict[str, Any]) -> None:
    """Write the detail's row; one of another kind, which the annotation had before, goes."""
    for kind, other in ROW_OF.items():
        if kind != annotation.kind:
            other._default_manager.filter(annotation=annotation).delete()
    ROW_OF[annotation.kind]._default_manager.update_or_create(
        annotation=annotation, defaults=values
    )
    if isinstance(detail, PredictionInput):
        annotation.refresh_from_db()
        annotation.prediction.co_speakers.set(detail.co_speakers)


def _mention(detail: MentionInput, errors: Errors) -> dict[str, Any]:
    if detail.actor is None:
        errors["actor"].append(_("Say which actor these words refer to."))
    refuse_merged([detail.actor], "actor", errors)
    _refuse_unknown(detail.how, Mention.How, "how", errors)
    _refuse_unknown(detail.part, Mention.Part, "part", errors, optional=True)
    return {
        "actor": detail.actor,
        "how": detail.how,
        "locative": detail.locative,
        "part": detail.part,
    }


def _statement(detail: ClaimInput | PredictionInput, errors: Errors) -> dict[str, Any]:
    if not detail.summary.strip():
        errors["summary"].append(_("Say it in one plain sentence."))
    _refuse_unknown(detail.attribution, Attribution, "attribution", errors)
    if detail.attribution in WITH_SPEAKER and detail.speaker is None:
        errors["speaker"].append(_("Say whose words these are."))
    if detail.attribution not in WITH_SPEAKER and detail.speaker is not None:
        errors["speaker"].append(
            _("Only what is reported of someone, or inferred about someone, has a speaker.")
        )
    refuse_merged([detail.speaker], "speaker", errors)
    return {
        "summary": detail.summary.strip(),
        "attribution": detail.attribution,
        "attribution_note": detail.attribution_note.strip(),
        "speaker": detail.speaker,
    }


def _claim(detail: ClaimInput, errors: Errors) -> dict[str, Any]:
    values = _statement(detail, errors)
    _refuse_unknown(detail.kind, Claim.Kind, "kind", errors)
    _refuse_unknown(detail.certainty, Claim.Certainty, "certainty", errors)
    return values | {"kind": detail.kind, "certainty": detail.certainty}


def _prediction(
    detail: PredictionInput, errors: Errors, article: Article, spans: Sequence[SpanInput]
) -> dict[str, Any]:
    values = _statement(detail, errors)
    _refuse_unknown(detail.form, Prediction.Form, "form", errors)
    _refuse_unknown(detail.likelihood, Prediction.Likelihood, "likelihood", errors)
    _refuse_unknown(detail.likelihood_polarity, Prediction.Polarity, "likelihood_polarity", errors)
    _refuse_unknown(detail.horizon_ground, Prediction.Ground, "horizon_ground", errors)
    if detail.co_speakers and detail.attribution not in WITH_SPEAKER:
        errors["co_speakers"].append(_("Only named speakers have others who share their words."))
    if detail.speaker is not None and detail.speaker in detail.co_speakers:
        errors["co_speakers"].append(_("The speaker is not one of the co-speakers."))
    refuse_merged(detail.co_speakers, "co_speakers", errors)
    if detail.probability is not None and not Decimal(0) <= detail.probability <= Decimal(1):
        errors["probability"].append(_("A probability is a number from 0 to 1."))
    elif detail.probability is not None and not _printed(detail.probability, spans):
        errors["probability"].append(
            _(
                "The words print no such number. Mark those that do (“90 per cent”, “9 in 10”) as "
                "likelihood words, or leave this empty: “may” and “likely” have no number here."
            )
        )
    if (
        detail.horizon_start is not None
        and detail.horizon_end is not None
        and detail.horizon_start > detail.horizon_end
    ):
        errors["horizon_end"].append(_("The last day comes before the first."))
    if detail.compound is not None and detail.compound.article_id != article.pk:
        errors["compound"].append(_("Predictions of one compound stand in the same source."))
    values |= {
        name: getattr(detail, name)
        for name in ("form", "compound", "likelihood", "likelihood_polarity", "probability")
    }
    values |= {
        "condition": detail.condition.strip(),
        "likelihood_term": str(term_of(_words(spans, "likelihood")) or ""),
        "horizon_ground": detail.horizon_ground,
        "horizon_start": detail.horizon_start,
    }
    if "horizon_ground" not in errors and "horizon_end" not in errors:
        words = _words(spans, "horizon")
        try:
            found = term(
                detail,
                first_day=article.date_earliest,
                last_day=article.date_latest,
                horizon_words=words,
            )
        except Invalid as invalid:
            errors.update(invalid.errors)
        else:
            values |= {
                "horizon_end": found.end,
                "deadline": found.deadline,
                "deadline_basis": found.basis,
            }
    return values


def _printed(probability: Decimal, spans: Sequence[SpanInput]) -> bool:
    return any(prints(probability, span.exact) for span in spans if span.role in ROLES_THAT_PRINT)


def _words(spans: Sequence[SpanInput], role: str) -> str:
    return " … ".join(span.exact for span in spans if span.role == role)


def _refuse_unknown(
    value: str, choices: Any, field: str, errors: Errors, *, optional: bool = False
) -> None:
    if value not in choices.values and not (optional and value == ""):
        errors[field].append(
            _("Choose one of: %(all)s.") % {"all": ", ".join(map(str, choices.labels))}
        )


def refuse_merged(actors: Any, field: str, errors: dict[str, list[str]]) -> None:
    """Note under `field` an error for each of `actors` that was merged into another."""
    for actor in actors:
        if isinstance(actor, Actor) and actor.merged_into_id is not None:
            message = _("%(actor)s was merged into %(other)s: choose that one.")
            names = {"actor": actor.name, "other": actor.merged_into}
            errors.setdefault(field, []).append(message % names)
