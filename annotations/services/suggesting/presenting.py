"""Suggestions as the API shows them: plain values, and every reason in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import Actor, Annotation, Mention, Prediction, Span
from annotations.scoring.horizon import propose
from annotations.services.presenting import actor_chip
from annotations.services.suggesting.offering import Offer, Suggestion
from annotations.services.suggesting.repeating import Other, Others
from annotations.suggesting.suggestion import (
    Candidate,
    MentionSuggestion,
    PredictionSuggestion,
    Reason,
)
from sourcelib.models import Article

SAYS = {
    # how words of the registry refer
    "official": gettext_lazy("a name of the registry"),
    "short": gettext_lazy("a short name of the registry"),
    "acronym": gettext_lazy("an abbreviation of the registry"),
    "demonym": gettext_lazy("an adjective of the registry"),
    "combining-form": gettext_lazy("the first half of a double adjective"),
    "capital-metonym": gettext_lazy("a capital, which may stand for its state or be a place"),
    "seat-metonym": gettext_lazy("a seat, which may stand for who sits there"),
    "titled": gettext_lazy("a name with an office before it"),
    "description": gettext_lazy("a description, which may fit others"),
    "transliteration": gettext_lazy("a name in other letters"),
    "former-name": gettext_lazy("a former name"),
    "named-before": gettext_lazy("named before in this text"),
    "shared": gettext_lazy("others go by the same words"),
    "after-place": gettext_lazy("perhaps only where something happens"),
    # by what a sentence predicts
    "will-likely": gettext_lazy("says how likely something is to come"),
    "will-surely": gettext_lazy("is sure that something will come"),
    "will": gettext_lazy("speaks of the future"),
    "would": gettext_lazy("speaks of the future as told, or under a condition"),
    "may": gettext_lazy("speaks of what is possible"),
    "could": gettext_lazy("speaks of what is possible"),
    "not-ruled-out": gettext_lazy("leaves something possible"),
    "likely-to": gettext_lazy("says how likely something is"),
    "unlikely": gettext_lazy("says how unlikely something is"),
    "going-to": gettext_lazy("speaks of the near future"),
    "expected-to": gettext_lazy("tells what is expected, and not by whom"),
    "surprised-if": gettext_lazy("predicts by surprise"),
    "plans-to": gettext_lazy("tells of a plan"),
    "vows-to": gettext_lazy("tells of a commitment"),
    "if-then": gettext_lazy("says what comes if something else does"),
    "condition": gettext_lazy("names a condition"),
    "horizon": gettext_lazy("says by when"),
    "reported": gettext_lazy("reports what somebody foresees"),
    # what speaks against it
    "question": gettext_lazy("a question predicts nothing"),
    "hope": gettext_lazy("a hope predicts nothing"),
    "state": gettext_lazy("judges a state, which is a claim"),
    "past": gettext_lazy("speaks of the past"),
    "mind": gettext_lazy("a manner of speaking"),
    "general": gettext_lazy("speaks of whatever may come, not of one event"),
    "concession": gettext_lazy("grants what is so already"),
}

DOUBTS = {
    "shared": gettext_lazy("others go by the same words: %(names)s"),
    "other-time": gettext_lazy("called so at another time than that of this source"),
    "unnamed": gettext_lazy("not named in full before"),
    "description": gettext_lazy("a description, which may fit others"),
    "after-place": gettext_lazy("perhaps only where something happens"),
    "rejected": gettext_lazy("was turned down as a suggestion"),
}


def presented(offer: Offer, article: Article) -> dict[str, Any]:
    """Return everything that is suggested in a source, in the order of the text."""
    ranks = _ranks(offer.suggestions)
    return {
        "source": article.slug,
        "revision": offer.revision.number,
        "text_sha256": offer.revision.sha256,
        "count": len(offer.suggestions),
        "results": [
            _mention(one, offer.actors, ranks[place])
            if isinstance(one, MentionSuggestion)
            else _prediction(one, article, ranks[place])
            for place, one in enumerate(offer.suggestions)
        ],
    }


def presented_others(others: Others, article: Article) -> dict[str, Any]:
    """Return every other place where an actor may be mentioned, in the order of the text."""
    return {
        "source": article.slug,
        "revision": others.revision.number,
        "text_sha256": others.revision.sha256,
        "actor": actor_chip(others.actor),
        "count": len(others.rows),
        "results": [_other(row, others.sharing) for row in others.rows],
    }


def _other(row: Other, sharing: dict[int, Actor]) -> dict[str, Any]:
    one = row.mention
    names = {"names": ", ".join(sharing[number].name for number in one.others)}
    codes = [*one.doubts, *(["rejected"] if row.rejected else [])]
    first, last = row.sentence
    return {
        "start": one.start,
        "end": one.end,
        "exact": one.exact,
        "sentence": {"start": first, "end": last},
        "how": one.how,
        "how_label": str(Mention.How(one.how).label),
        "sure": not codes,
        "doubts": [{"code": code, "says": DOUBTS[code] % names} for code in codes],
    }


def _ranks(found: list[Suggestion]) -> dict[int, int]:
    """Return by place in the list which is the best of its kind, the second and so on."""
    ranks: dict[int, int] = {}
    for kind in (MentionSuggestion, PredictionSuggestion):
        places = [place for place, one in enumerate(found) if isinstance(one, kind)]
        places.sort(key=lambda place: (-found[place].score, place))
        ranks |= {place: rank for rank, place in enumerate(places, start=1)}
    return ranks


def _mention(one: MentionSuggestion, actors: dict[int, Actor], rank: int) -> dict[str, Any]:
    return {
        "kind": str(Annotation.Kind.MENTION),
        "start": one.start,
        "end": one.end,
        "exact": one.exact,
        "score": one.score,
        "rank": rank,
        "reasons": _reasons(one.candidates[0].reasons),
        "spans": [_span(Span.Role.BODY, one.start, one.end, one.exact)],
        "candidates": [_candidate(candidate, actors) for candidate in one.candidates],
        "fields": None,
    }


def _candidate(one: Candidate, actors: dict[int, Actor]) -> dict[str, Any]:
    return {
        "actor": actor_chip(actors[one.actor]),
        "how": one.how,
        "how_label": str(Mention.How(one.how).label),
        "score": one.score,
        "reasons": _reasons(one.reasons),
    }


def _prediction(one: PredictionSuggestion, article: Article, rank: int) -> dict[str, Any]:
    parts = [(part.role, part.start, part.end, part.exact) for part in one.parts]
    return {
        "kind": str(Annotation.Kind.PREDICTION),
        "start": one.start,
        "end": one.end,
        "exact": one.exact,
        "score": one.score,
        "rank": rank,
        "reasons": _reasons(one.reasons),
        "spans": [
            _span(Span.Role.BODY, one.start, one.end, one.exact),
            *(_span(*part) for part in parts),
        ],
        "candidates": [],
        "fields": _fields(one, article),
    }


def _fields(one: PredictionSuggestion, article: Article) -> dict[str, Any]:
    """Return what the words say of the fields; the sentence itself is a curator's to write."""
    words = {part.role: part.exact for part in one.parts}
    fields: dict[str, Any] = {
        "form": one.form,
        "attribution": one.attribution,
        "likelihood": one.likelihood,
        "condition": words.get(Span.Role.CONDITION, ""),
        "horizon_ground": str(Prediction.Ground.DEFAULT_5Y),
        "horizon_start": None,
        "horizon_end": None,
        "deadline_basis": "",
    }
    if horizon := words.get(Span.Role.HORIZON):
        read = propose(horizon, article.date_earliest, article.date_latest)
        if read.kind in Prediction.Ground.values:
            fields |= {
                "horizon_ground": str(read.kind),
                "horizon_start": read.start,
                "horizon_end": read.end,
                "deadline_basis": read.basis,
            }
    return fields


def _reasons(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    return [
        {
            "code": reason.code,
            "says": _("“%(words)s”: %(what)s")
            % {"words": _cut(reason.words), "what": SAYS[reason.code]},
            "weight": reason.weight,
        }
        for reason in reasons
    ]


def _cut(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57].rstrip()}…"


def _span(role: str, start: int, end: int, exact: str) -> dict[str, Any]:
    return {"role": str(role), "part": 1, "start": start, "end": end, "exact": exact}
