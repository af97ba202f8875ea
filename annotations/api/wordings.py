"""How words of a passage read: what horizon words and likelihood words are taken to mean.

Proposals only: a curator confirms them, and nothing is written here.
"""

from dataclasses import asdict
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import finding
from annotations.api.refusals import Curates, ServiceView
from annotations.models import Prediction
from annotations.models.prediction import TERM_LABELS
from annotations.scoring.horizon import Kind, Proposal, propose
from annotations.scoring.likelihood import band, term_of
from annotations.standards import DEFAULT
from annotations.suggesting.terms import Terms as TermsFound
from annotations.suggesting.terms import terms_in
from sourcelib.models import Article
from sourcelib.services.refusals import Invalid

MOST_WORDS = 500  # characters: more is no phrase
NO_TERMS = TermsFound()


class PassageSerializer(serializers.Serializer[Any]):
    """A passage: where it begins, and where it ends."""

    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)


class Horizon(ServiceView):
    """What the horizon words of a source (`source`, `words`) are taken to mean."""

    def get(self, request: Request) -> Response:
        """Return the proposal, its rule in words, and the ground and days it would fill in."""
        words = _words(request)
        article = get_object_or_404(
            Article.objects.visible_to(request.user), slug=finding.words_of(request, "source")
        )
        if article.language and not article.language.lower().startswith("en"):
            rule = _("The table knows English phrases only: read it yourself.")
            found = Proposal(Kind.UNKNOWN, None, None, rule)
        else:
            found = propose(words, article.date_earliest, article.date_latest)
        grounds = Prediction.Ground.values
        return Response(
            {
                "words": words,
                "kind": found.kind,
                "says": _said(found),
                "rule": found.rule,
                "ground": found.kind if found.kind in grounds else None,
                "start": found.start,
                "end": found.end,
                "basis": found.basis,
            }
        )


class Likelihood(ServiceView):
    """How likelihood words (`words`, `polarity`) read under the default standard."""

    def get(self, request: Request) -> Response:
        """Return the term, and its band in percent as the summarised event has it."""
        words = _words(request)
        polarity = request.query_params.get("polarity", "") or Prediction.Polarity.EVENT
        if polarity not in Prediction.Polarity.values:
            labels = ", ".join(map(str, Prediction.Polarity.values))
            raise Invalid({"polarity": [_("Choose one of: %(all)s.") % {"all": labels}]})
        term = term_of(words)
        opposite = polarity == Prediction.Polarity.OPPOSITE
        found = band(words, DEFAULT, opposite=opposite)
        percent = [round(100 * found.low), round(100 * found.high)] if found else None
        label = str(TERM_LABELS[term]) if term else ""
        return Response(
            {
                "words": words,
                "term": term,
                "standard": DEFAULT.label,
                "percent": percent,
                "says": _reads(label, percent, opposite=opposite),
            }
        )


class Terms(ServiceView):
    """The words of a passage (`start`, `end`) that a prediction could have for its terms."""

    permission_classes = (Curates,)  # of some sources nobody else reads the words

    def get(self, request: Request, slug: str) -> Response:
        """Return likelihood words, horizon words and a condition, as they stand in the passage."""
        visible = Article.objects.visible_to(request.user).select_related("current_revision")
        article = get_object_or_404(visible, slug=slug)
        passage = PassageSerializer(data=request.query_params)
        passage.is_valid(raise_exception=True)
        start, end = passage.validated_data["start"], passage.validated_data["end"]
        text = article.current_revision.text if article.current_revision else ""
        if not start < end <= len(text):
            raise Invalid({"end": [_("Give a passage of the text.")]})
        found = NO_TERMS
        if not article.language or article.language.lower().startswith("en"):
            days = {"earliest": article.date_earliest, "latest": article.date_latest}
            found = terms_in(text, start, end, **days)
        return Response(
            {
                "words": [asdict(part) for part in found.parts],
                "form": found.form or None,
                "likelihood": found.likelihood or None,
            }
        )


def _words(request: Request) -> str:
    """Return the words asked about. Raises Invalid where there are none, or too many."""
    words = finding.words_of(request, "words")
    if not words or len(words) > MOST_WORDS:
        raise Invalid({"words": [_("Give from 1 to %(most)s characters.") % {"most": MOST_WORDS}]})
    return words


def _said(found: Proposal) -> str:
    """Return a proposal in a sentence."""
    days = {"start": found.start, "end": found.end}
    if found.kind is Kind.STATED and found.start is None:
        return _("Up to %(end)s.") % days
    if found.kind is Kind.STATED and found.start == found.end:
        return _("On %(end)s.") % days
    if found.kind is Kind.STATED:
        return _("From %(start)s to %(end)s.") % days
    if found.kind is Kind.DEFAULT_5Y:
        without = _("No end date: the five-year rule.")
        return without if found.start is None else f"{_('From %(start)s.') % days} {without}"
    return {
        Kind.EVENT: _("An event ends it."),
        Kind.PAST: _("Past when it was written: no horizon of a prediction."),
        Kind.DOUBTFUL: _("Cannot be told for certain."),
    }.get(found.kind, _("Not in the table."))


def _reads(term: str, percent: list[Any] | None, *, opposite: bool) -> str:
    """Return in a sentence how likelihood words read."""
    if not term:
        return _("No number: no standard has one for these words.")
    values = {"term": term, "standard": DEFAULT.label}
    if percent is None:
        return _("Reads as “%(term)s”: %(standard)s has no number for it.") % values
    values |= {"low": percent[0], "high": percent[1]}
    if opposite:
        return (
            _(
                "Reads as “%(term)s”, said of the opposite: %(low)s–%(high)s %% for the event "
                "as summarised (%(standard)s)."
            )
            % values
        )
    return _("Reads as “%(term)s”: %(low)s–%(high)s %% (%(standard)s).") % values
