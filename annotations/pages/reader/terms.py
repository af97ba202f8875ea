"""The terms of a prediction as its card says them: condition, likelihood, horizon."""

from html import escape

from django.utils.formats import date_format

from annotations.lost_parts import LostPart
from annotations.models import Prediction
from annotations.pages.reader.markup import quoted
from annotations.pages.reader.statements import Forecast, Said
from annotations.pages.reader.wording import gettext as _
from annotations.scoring.likelihood import Standard, band
from annotations.templatetags.listed import passages


def terms(said: Said, forecast: Forecast, standard: Standard, language: str = "") -> str:
    """Return the terms as a list of definitions; likelihood words as `standard` reads them.

    `language` are the attributes that say in which language the source is.
    """
    rows = []
    if words := said.words.get("condition", ""):
        rows.append((_("Condition"), quoted(words, language), ' class="cond"'))
    elif forecast.condition:
        rows.append((_("Condition"), escape(forecast.condition), ""))
    rows.append((_("Likelihood"), _likelihood(said, forecast, standard, language), ""))
    rows.append((_("Horizon"), _horizon(said, forecast, language), ""))
    rows += [(part.label.capitalize(), _lost(part, language), "") for part in said.lost.values()]
    return (
        "<dl>"
        + "".join(
            f"<div><dt>{escape(name)}</dt><dd{classes}>{html}</dd></div>"
            for name, html, classes in rows
        )
        + "</dl>"
    )


def _likelihood(said: Said, forecast: Forecast, standard: Standard, language: str) -> str:
    """The words with the standard's band, or "no number"."""
    words = said.words.get("likelihood", "")
    if forecast.probability is not None:
        percent = f"{forecast.probability * 100:f}".rstrip("0").rstrip(".")
        printed = _("%(percent)s %% as printed in the source") % {"percent": percent}
        return f"{quoted(words, language)}, {escape(printed)}" if words else escape(printed)
    if "likelihood" in said.withheld:
        return escape(_("in words that the terms of the source withhold"))
    if not words:
        return escape(_("not stated, no number"))
    given = band(words, standard, opposite=forecast.opposite)
    if given is None:
        reading = _("no number")
    else:
        reading = _("%(low)d–%(high)d %% by %(standard)s") % {
            "low": round(given.low * 100),
            "high": round(given.high * 100),
            "standard": standard.label,
        }
        if forecast.opposite:
            reading = _("said of the opposite; so %(band)s for the statement") % {"band": reading}
    return f"{quoted(words, language)}, {escape(reading)}"


def _lost(part: LostPart, language: str) -> str:
    """The words that a correction took out of the text, and which revision has them."""
    told = _("in revision %(number)s only") % {"number": part.revision}
    return f"{quoted(part.words, language)}, {escape(told)}"


def _horizon(said: Said, forecast: Forecast, language: str) -> str:
    """The words, the deadline and its ground; the five-year rule is always named."""
    words = said.words.get("horizon", "")
    day = date_format(forecast.deadline, "j F Y") if forecast.deadline else ""
    ground = Prediction.Ground(forecast.ground)
    if ground is Prediction.Ground.DEFAULT_5Y:
        wording = (
            _("no end date, so the library’s five-year rule: to %(day)s")
            if words or "horizon" in said.withheld
            else _("none given, so the library’s five-year rule: to %(day)s")
        )
    elif ground is Prediction.Ground.EVENT:
        wording = _("an event, looked at again by %(day)s") if day else _("an event, no date")
    elif ground is Prediction.Ground.STATED:
        wording = _("to %(day)s")
    else:
        wording = _("none: open, never due")
    told = escape(wording % {"day": day})
    if ground is Prediction.Ground.STATED and forecast.deadline_basis:
        told += f' <span class="m">({passages(forecast.deadline_basis)})</span>'
    return f"{quoted(words, language)}, {told}" if words else told
