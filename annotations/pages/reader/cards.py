"""The card of a claim or prediction: all that the library knows of it, beside its words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from annotations.citing.fragments import at_words
from annotations.models import Claim, Prediction
from annotations.models.statement import Attribution
from annotations.offices import in_office
from annotations.pages.reader.cast import said_by
from annotations.pages.reader.condition import divide
from annotations.pages.reader.connected import Connections
from annotations.pages.reader.fate import Fate, kind_name
from annotations.pages.reader.followed import Followed
from annotations.pages.reader.judged import verdict
from annotations.pages.reader.markup import GLYPHS, link, outward, shape
from annotations.pages.reader.modes import Address
from annotations.pages.reader.people import People, Person
from annotations.pages.reader.statements import Said
from annotations.pages.reader.terms import terms
from annotations.pages.reader.wording import gettext as _
from annotations.pages.reader.wording import label_of
from annotations.templatetags.listed import passages


@dataclass(frozen=True, slots=True)
class Deck:
    """What all cards of a page draw from.

    `hrefs` tell where the card of a statement is, by its uid: "#c…" on this page, or its permanent
    address. `language` are the attributes of an element with words of the source. `in_text` is
    off where the text is not shown, and no card can lead back to it. The card of the statement
    with the uid `chosen` stands open. `original` is the source's own address on the web. `made_on`
    tells on which revision each statement was tagged; it is empty where the source has one text.
    """

    people: People
    topics: Mapping[str, str]
    followed: Followed
    connections: Connections
    fates: Mapping[int, Fate | None]
    hrefs: dict[str, str]
    address: Address
    language: str = ""
    in_text: bool = True
    chosen: str = ""
    original: str = ""
    made_on: Mapping[int, int] = field(default_factory=dict)


def card(said: Said, deck: Deck, before: Said | None, after: Said | None, listed: bool) -> str:
    """Return the card of `said`; `before` and `after` are its neighbours in the text.

    `listed`: it belongs to the actor, speaker or topic that is lit.
    """
    fate = deck.fates.get(said.pk)
    answers = deck.followed.answers(said.pk)
    classes = f"card {said.kind}{' answered' if answers else ''}{' names' if listed else ''}"
    name = kind_name(said.kind, said.number)
    if said.uid == deck.chosen:
        classes += " on"
    answer = ""
    if answers:
        other = answers[0][1]
        cited = deck.followed.sources[other.article].citation
        label = _("%(source)s on %(card)s") % {"source": cited, "card": name}
        answer = (
            f'<a class="ans" href="/a/{other.uid}/" aria-label="{escape(label)}">{escape(cited)} '
            '<span aria-hidden="true">→</span></a>'
        )
    return (
        f'<div role="comment" class="{classes}" id="c{said.uid}" aria-label="{escape(name)}" '
        f'data-by="{escape(" ".join(person.slug for person in said_by(said, deck.people)))}">'
        f"{_nav(said, deck, before, after)}{_head(said, fate, deck)}{answer}"
        f'<div class="more">{_more(said, deck)}</div></div>'
    )


def chip(said: Said, deck: Deck, listed: bool) -> str:
    """Return what stands under the paragraph on a narrow screen, in place of the margin."""
    fate = deck.fates.get(said.pk)
    told = ""
    if fate:
        told = (
            f'<span class="fate {fate.shape or "x2"}">{shape(fate.shape)}'
            f"{escape(fate.label)}</span>"
        )
    name = _("Claim") if said.kind == "claim" else _("Prediction")
    return (
        f'<a class="pip {said.kind}{" names" if listed else ""}" '
        f'href="{escape(deck.hrefs[said.uid])}">'
        f'{GLYPHS[said.kind]}<b class="vh">{escape(name)}</b> '
        f'<span class="num">{said.number}</span> {told}</a>'
    )


def _nav(said: Said, deck: Deck, before: Said | None, after: Said | None) -> str:
    """The arrows to the neighbours, and the cross back to the text."""
    html = ""
    for other, wording, arrow in (
        (before, _("Previous: %(card)s"), "‹"),
        (after, _("Next: %(card)s"), "›"),
    ):
        if other:
            label = wording % {"card": kind_name(other.kind, other.number)}
            html += link(deck.hrefs[other.uid], arrow, f' aria-label="{escape(label)}"') + " "
    back = f"#a{said.uid}" if deck.in_text else "#p"
    if said.uid == deck.chosen:  # without a script only another page can close it
        back = deck.address.of() + back
    name = kind_name(said.kind, said.number)
    close = escape(_("Close %(card)s, back to the text") % {"card": name})
    return f'<p class="nav">{html}<a class="x" href="{back}" aria-label="{close}">×</a></p>'


def _head(said: Said, fate: Fate | None, deck: Deck) -> str:
    clause, rest = divide(said.summary) if said.forecast else ("", said.summary)
    words = escape(rest)
    if clause:
        # The lead-in stands for the clause on a one-line card.
        words = (
            f'<span class="if">{escape(clause)}</span>'
            f'<span data-lead="{escape(_("If … "))}">{words}</span>'
        )
    told = ""
    if fate:
        rule = f'<span class="dft">{escape(_("5-year rule"))}</span>' if fate.by_rule else ""
        told = (
            f'<span class="fate {fate.shape or "x2"}">{shape(fate.shape)}'
            f"<span>{escape(fate.dated)}</span> {rule}</span>"
        )
    name = _("Claim") if said.kind == "claim" else _("Prediction")
    return (
        f'<a class="head" href="{escape(deck.hrefs[said.uid])}">{GLYPHS[said.kind]}'
        f'<b class="vh">{escape(name)}</b> <span class="num">{said.number}</span> '
        f'<span class="say">{words}</span> {told}</a>'
    )


def _more(said: Said, deck: Deck) -> str:
    html = f'<p class="m">{_who(said, deck)}</p>'
    if said.attribution_note:
        html += f'<p class="m">{passages(said.attribution_note)}</p>'
    if said.forecast:
        html += terms(said, said.forecast, deck.address.standard, deck.language)
    html += verdict(said, deck.followed, kind_name(said.kind, said.number))
    html += deck.connections.of(said, deck.hrefs)
    if said.note:
        html += f'<p class="m"><b>{escape(_("Curator’s note."))}</b> {passages(said.note)}</p>'
    if said.topics:
        links = ", ".join(
            link(deck.address.of(f"topic={slug}"), deck.topics[slug]) for slug in said.topics
        )
        html += f'<p class="m tp">{links}</p>'
    if number := deck.made_on.get(said.pk):
        made = _("Tagged on revision %(number)s of the text.") % {"number": number}
        html += f'<p class="m">{escape(made)}</p>'
    return html + _tools(said, deck)


def _who(said: Said, deck: Deck) -> str:
    """Who says it, of whom, and in what manner: "Russia, as reported by Tucker on Japan · plan".

    Speakers and those spoken of stand with the offices that they held at the time.
    """
    authors = _people(deck.people.authors) or escape(_("the source"))
    speakers = [] if said.speaker is None else [said.speaker]
    if said.forecast:
        speakers += said.forecast.co_speakers
    speaker = _in_office(speakers, deck.people)
    wording = {
        Attribution.AUTHOR: "%(authors)s",
        Attribution.REPORTED: _("%(speaker)s, as reported by %(authors)s"),
        Attribution.INFERRED: _("%(speaker)s, as inferred by %(authors)s"),
        Attribution.UNATTRIBUTED: _("Not said by whom, reported by %(authors)s"),
    }[Attribution(said.attribution)]
    who = wording % {"speaker": speaker, "authors": authors}
    if said.attribution == Attribution.AUTHOR and speaker:
        who = _("%(authors)s with %(speaker)s") % {"authors": who, "speaker": speaker}
    if said.about:
        about = _in_office(said.about, deck.people)
        who = _("%(who)s on %(about)s") % {"who": who, "about": about}
    return " · ".join([who, *(escape(word) for word in _manner(said))])


def _manner(said: Said) -> list[str]:
    """A claim's kind, and its certainty unless it is simply asserted; a prediction's form."""
    if said.forecast:
        return [label_of(Prediction.Form(said.forecast.form))]
    words = [label_of(Claim.Kind(said.claim_kind))]
    if said.certainty != Claim.Certainty.ASSERTED:
        words.append(label_of(Claim.Certainty(said.certainty)))
    return words


def _people(people: Iterable[Person]) -> str:
    return ", ".join(link(person.url, person.name) for person in people)


def _in_office(actors: Iterable[int], people: People) -> str:
    return in_office(
        (_people([people.actors[pk]]), [escape(office) for office in people.offices.get(pk, ())])
        for pk in actors
    )


def _tools(said: Said, deck: Deck) -> str:
    page = "claims" if said.kind == "claim" else "predictions"
    name = escape(kind_name(said.kind, said.number))
    permanent, own = escape(_("Permanent link")), escape(_("Page of its own"))
    return (
        f'<p class="tools"><a href="/a/{said.uid}/" class="permanent" '
        f'aria-label="{permanent}: {name}">{permanent}</a> '
        f'<a href="/{page}/{said.uid}/" aria-label="{own}: {name}">{own}</a> '
        f"{_original(said, deck)}</p>"
    )


def _original(said: Said, deck: Deck) -> str:
    """The way to the words in the source's own place; "" where it has none on the web.

    Only from the card of a permanent address: in every card these links would repeat all the words
    of the text, a thirtieth of what a first visit fetches.
    """
    if said.uid != deck.chosen:
        return ""
    words = said.words.get("body", "").split(" … ", 1)[0]
    if not words or not deck.original:
        return ""
    return outward(at_words(deck.original, words), _("In the original"))
