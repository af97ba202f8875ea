"""Phrases that run within a sentence, as safe HTML: names, titles, quotations, verdicts.

They are tags and not partial templates because a partial would end in a space, and because a
phrase such as "X, as reported by Y" is one sentence to translate.
"""

import re
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from annotations.languages import apart, marked
from annotations.models import Actor, ActorRole
from annotations.models.statement import Attribution
from annotations.offices import Offices, in_office, phrase_of
from annotations.quoting import Piece
from annotations.statements import Fate, StatementView
from sourcelib.models import Article
from sourcelib.search.highlights import Bit

register = template.Library()

# Source, kind and a word or two: how the first library names its passages.
_PASSAGE = re.compile(r"\b([a-z]+-\d{4}-[acp]-[a-z0-9]+(?:-[a-z0-9]+)*)")


@register.simple_tag
def names(rows: Iterable[Any]) -> SafeString:
    """Write rows as their names, each a link to its page."""
    pairs = [(row.get_absolute_url(), apart(row.name)) for row in rows]
    return format_html_join(", ", '<a href="{}">{}</a>', pairs)


@register.simple_tag
def actor_link(actor: Actor, public: Collection[int]) -> SafeString | str:
    """Write an actor's name, as a link if the actor is among the `public` keys."""
    return names([actor]) if actor.pk in public else actor.name


@register.simple_tag
def office(role: ActorRole, public: Collection[int]) -> SafeString:
    """Write an office with whom it is held with, a link if that actor is among `public`."""
    held_with = role.organisation
    link = conditional_escape(actor_link(held_with, public))
    phrase = phrase_of(held_with.name, held_with.kind)
    return mark_safe(phrase % {"title": escape(role.title), "name": link})  # both escaped


@register.simple_tag
def signed(view: Any) -> SafeString | str:
    """Write who signed a source, each a link."""
    return names(view.authors) or _("unnamed author")


@register.simple_tag
def who(view: StatementView) -> SafeString | str:
    """Write who says a claim or prediction, with the office that a speaker held at the time.

    What is inferred is never said by its object.
    """
    authors = signed(view)
    if view.attribution == Attribution.AUTHOR:
        return authors
    phrases = {
        Attribution.REPORTED: _("{speakers}, as reported by {authors}"),
        Attribution.INFERRED: _("{authors}, inferring about {speakers}"),
        Attribution.UNATTRIBUTED: _("Unattributed, in the words of {authors}"),
    }
    phrase = phrases[Attribution(view.attribution)]
    speakers = _in_office(view.speakers, view.offices, view.article)
    return format_html(phrase, authors=authors, speakers=speakers)


@register.simple_tag
def then_in_office(actors: Iterable[Actor], article: Article) -> SafeString:
    """Write actors, each a link, with the offices that they held when `article` was written."""
    rows = list(actors)
    return _in_office(rows, Offices(actor.pk for actor in rows), article)


@register.filter
def in_language(article: Article) -> SafeString:
    """Return the attributes of an element with words of a source: its language and direction."""
    return marked(article.language)


@register.simple_tag
def source_title(article: Article) -> SafeString | str:
    """Write the title of a source; one that a curator supplied stands in square brackets."""
    title = f"[{article.title}]" if article.title_supplied else article.title
    attributes = marked(article.language)
    return format_html("<span{}>{}</span>", attributes, title) if attributes else title


@register.simple_tag
def source_link(article: Article) -> SafeString:
    """Write the title of a source as a link to it."""
    return format_html('<a href="{}">{}</a>', article.get_absolute_url(), source_title(article))


@register.simple_tag
def hits(bits: Iterable[Bit]) -> SafeString:
    """Write text with the words of a search marked."""
    return _written((bit.text, '<mark class="hit">{}</mark>' if bit.hit else "{}") for bit in bits)


@register.simple_tag
def quoted(pieces: Iterable[Piece]) -> SafeString:
    """Write a quotation with its condition set apart."""
    return _written(
        (piece.text, '<span class="cond">{}</span>' if piece.condition else "{}")
        for piece in pieces
    )


@register.filter
def web(url: str) -> str:
    """Return an address that leads to the web; nothing for any other, whatever was stored."""
    return url if url.startswith(("https://", "http://")) else ""


@register.filter
def passages(text: str) -> SafeString:
    """Write text with each name that a curator gave a passage ("kashin-2021-p-talks-drag-on")
    as a link to it: its permanent id is the UUID that is made from that name.
    """
    linked = '<a href="{}">{}</a>'
    return format_html_join(
        "",
        "{}",
        (
            (format_html(linked, _address(part), _("another passage")) if index % 2 else part,)
            for index, part in enumerate(_PASSAGE.split(text))
        ),
    )


def passages_in_full(text: str) -> str:
    """Return text for programs: for each such name the permanent address of its passage."""
    return _PASSAGE.sub(lambda name: settings.SITE_URL + _address(name[1]), text)


@register.simple_tag
def pill(fate: Fate) -> SafeString:
    """Write how a prediction or claim stands, with its symbol."""
    return format_html(
        '<span class="pill {}"><svg class="v" aria-hidden="true">'
        '<use href="#v-{}"/></svg>{}</span>',
        fate.pill,
        fate.shape,
        capfirst(fate.label),
    )


def _address(name: str) -> str:
    return f"/a/{uuid.uuid5(uuid.NAMESPACE_URL, name)}/"


def _in_office(actors: Iterable[Actor], offices: Offices, article: Article) -> SafeString:
    told = [
        (names([actor]), [escape(office) for office in offices.held(actor.pk, article)])
        for actor in actors
    ]
    return mark_safe(in_office(told))  # every part was escaped where it was written


def _written(parts: Iterable[tuple[str, str]]) -> SafeString:
    return format_html_join("", "{}", ((format_html(form, text),) for text, form in parts))
