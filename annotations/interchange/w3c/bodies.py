"""What an annotation says of its passage, as bodies that other tools can show.

Each fact is a `TextualBody` in plain words, with a purpose of the standard. Beside the words stand
our own keys: which `term` it is, its stored `value`, and what it `is` where that has a page here.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from annotations.interchange.w3c.targets import segment
from annotations.interchange.w3c.vocabulary import Data, iri, node, own
from annotations.models import Actor, Annotation, Span, Verdict
from annotations.models.statement import Attribution
from sourcelib.models import Article

_WIKIDATA = "http://www.wikidata.org/entity/"
# Kinds of actors that the standard's context has a word for; a state or an office is neither.
_ORGANISATIONS = frozenset(
    {
        *(Actor.Kind.GOVERNMENT_BODY, Actor.Kind.PARTY, Actor.Kind.ARMED_FORCE),
        *(Actor.Kind.ALLIANCE, Actor.Kind.ORGANISATION, Actor.Kind.COMPANY, Actor.Kind.MEDIA),
        *(Actor.Kind.RESEARCH_INSTITUTE, Actor.Kind.CIVIL_SOCIETY),
    }
)
_WORDS = {
    Span.Role.CONDITION: "condition-words",
    Span.Role.LIKELIHOOD: "likelihood-words",
    Span.Role.HORIZON: "horizon-words",
    Span.Role.CUE: "cue-words",
}


def bodies(row: Annotation) -> list[Data]:
    """Return the bodies of an annotation of `with_parts`, its principal one first."""
    if row.kind == Annotation.Kind.MENTION:
        return list(_mention(row))
    return [*_statement(row), *_words(row), *_verdict(row)]


def _mention(row: Annotation) -> Iterator[Data]:
    detail = row.mention
    actor = detail.actor
    yield {
        "type": "SpecificResource",
        "purpose": "identifying",
        "source": {
            **node(actor.get_absolute_url()),
            **_type(actor),
            "label": actor.name,
            **own(kind=actor.kind),
        },
    }
    yield _text("identifying", actor.name, "actor", {"is": node(actor.get_absolute_url())})
    for identifier in actor.wikidata:  # type: ignore[attr-defined]  # of `with_parts`
        yield {
            "type": "SpecificResource",
            "purpose": "identifying",
            "source": f"{_WIKIDATA}{identifier.value}",
        }
    yield _kind(row)
    yield _choice(detail, "how")
    if detail.locative:
        yield _plain(detail, "locative", "true", _("yes"))
    if detail.part:
        yield _choice(detail, "part")


def _statement(row: Annotation) -> Iterator[Data]:
    detail: Any = row.detail
    yield _text("describing", detail.summary, "summary")
    yield _kind(row)
    yield _choice(detail, "attribution")
    if detail.attribution_note:
        yield _plain(detail, "attribution_note", "", detail.attribution_note)
    if detail.speaker:
        yield _named("linking", *_speaking(detail), detail.speaker)
    if row.kind == Annotation.Kind.CLAIM:
        yield _choice(detail, "kind", term="claim-kind")
        yield _choice(detail, "certainty")
    else:
        yield from _prediction(row, detail)
    for actor in row.about.all():
        yield _named("linking", "about", _("about"), actor)
    for topic in row.topics.all():
        yield _text("tagging", topic.name, "topic", {"is": node(topic.get_absolute_url())})


def _prediction(row: Annotation, detail: Any) -> Iterator[Data]:
    for actor in detail.co_speakers.all():
        yield _named("linking", *_speaking(detail, shared=True), actor)
    yield _choice(detail, "form")
    if detail.condition:
        yield _plain(detail, "condition", "", detail.condition)
    yield _choice(detail, "likelihood")
    if detail.likelihood_term:
        yield _choice(detail, "likelihood_term")
        yield _choice(detail, "likelihood_polarity")
    if detail.probability is not None:
        printed = f"{detail.probability:.4f}"
        yield _plain(detail, "probability", printed, f"{detail.probability.normalize():f}")
    yield _choice(detail, "horizon_ground", term="horizon")
    for name in ("horizon_start", "horizon_end", "deadline"):
        if day := getattr(detail, name):
            yield _plain(detail, name, day.isoformat(), day.isoformat())
    quotes = any(span.role == Span.Role.HORIZON for span in row.spans.all())
    if row.article.display != Article.Display.METADATA or not quotes:
        yield _plain(detail, "deadline_basis", "", detail.deadline_basis)


def _speaking(detail: Any, *, shared: bool = False) -> tuple[str, str]:
    """Return the term and the label of who speaks; what is only inferred, nobody has said."""
    if detail.attribution == Attribution.INFERRED:
        return "inferred-about", _("inferred about")
    return ("co-speaker", _("co-speaker")) if shared else ("speaker", _("speaker"))


def _words(row: Annotation) -> Iterator[Data]:
    """Tell the words of the passage's parts, and where they stand."""
    placed = [span for span in row.spans.all() if span.role in _WORDS]
    for role, term in _WORDS.items():
        here = [span for span in placed if span.role == role]
        if not here:
            continue
        if row.article.display != Article.Display.METADATA:
            words = " … ".join(span.exact for span in here)
            yield _text("describing", f"{Span.Role(role).label}: “{words}”", term, {"value": words})
        for span in here:
            if found := segment(row, span):
                yield {**found, "purpose": "highlighting", **own(term=term, part=span.part)}


def _verdict(row: Any) -> Iterator[Data]:
    """Tell the verdict that stands, and how many people have looked at it."""
    verdict: Verdict
    for verdict in row.standing_verdicts[:1]:
        told = _("%(verdict)s (%(review)s, decided on %(day)s): %(reason)s") % {
            "verdict": verdict.get_state_display(),
            "review": verdict.get_review_display(),
            "day": verdict.decided_on.isoformat(),
            "reason": verdict.reason,
        }
        event = verdict.event_date.isoformat() if verdict.event_date else None
        yield _text(
            "assessing",
            told,
            "verdict",
            {
                "value": verdict.state,
                "is": {"id": iri(f"/{row.kind}s/{row.uid}/")},
                "review": verdict.review,
                "decidedOn": verdict.decided_on.isoformat(),
                "eventDate": event,
                "eventDatePrecision": verdict.event_date_precision if event else None,
                "confidence": verdict.confidence,
                "judgedSummary": verdict.judged_summary,
            },
        )


def remarks(row: Any, present: int) -> Iterator[Data]:
    """Say of an annotation that the present text of its source does not have its passage."""
    if row.revision.number == present:
        return
    if row.waits:
        told = _(
            "These words stand in an earlier text; where they stand in the present one is open."
        )
    else:
        told = _("These words stand in an earlier text; the present one does not have them.")
    address = row.article.get_absolute_url()
    yield _text(
        "commenting",
        told,
        "earlier-text",
        {"value": "waits" if row.waits else "left", "is": node(f"{address}v/{present}/")},
    )


def _kind(row: Annotation) -> Data:
    return _text("tagging", str(row.get_kind_display()), "kind", {"value": row.kind})


def _named(purpose: str, term: str, label: str, actor: Actor) -> Data:
    return _text(purpose, f"{label}: {actor.name}", term, {"is": node(actor.get_absolute_url())})


def _choice(detail: Any, name: str, term: str = "") -> Data:
    """Tell a column that has one of a few values: its label, and its stored value."""
    label = getattr(detail, f"get_{name}_display")()
    return _plain(detail, name, getattr(detail, name), str(label), term)


def _plain(detail: Any, name: str, stored: str, told: str, term: str = "") -> Data:
    label = detail._meta.get_field(name).verbose_name
    return _text(
        "classifying" if stored else "describing",
        f"{label}: {told}",
        term or name.replace("_", "-"),
        {"value": stored or told},
    )


def _text(purpose: str, value: str, term: str, keys: Data | None = None) -> Data:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "format": "text/plain",
        "language": get_language() or "en",
        "value": value,
        **own(term=term, **(keys or {})),
    }


def _type(actor: Actor) -> Data:
    if actor.kind == Actor.Kind.PERSON:
        return {"type": "Person"}
    return {"type": "Organization"} if actor.kind in _ORGANISATIONS else {}
