"""The body of the reader: paragraphs with their marks, and beside each its cards."""

from bisect import bisect_right
from collections.abc import Mapping
from html import escape

from django.utils.safestring import SafeString, mark_safe

from annotations.pages.reader.cards import Deck, card, chip
from annotations.pages.reader.markup import GLYPHS, link
from annotations.pages.reader.people import Person
from annotations.pages.reader.statements import Named, Said
from annotations.pages.reader.wording import gettext as _
from annotations.rendering import DrawnParagraph


class Rows:
    """Writes one row for each paragraph; `included` are the uids whose cards are on the page."""

    def __init__(
        self,
        statements: list[Said],
        mentions: list[Named],
        deck: Deck,
        included: set[str],
        listed: set[str],
    ) -> None:
        self._deck = deck
        self._listed = listed
        self._mentions = sorted(mentions, key=lambda named: named.extents[0])
        self._statements = [said for said in statements if said.uid in included]

    def of(self, drawn: list[DrawnParagraph], gap: str) -> SafeString:
        """The rows of drawn paragraphs, in order; `gap` stands where paragraphs are left out."""
        starts = [one.paragraph.start for one in drawn]
        cards: dict[int, list[int]] = {}
        for at, said in enumerate(self._statements):
            cards.setdefault(max(0, bisect_right(starts, said.start) - 1), []).append(at)
        casts: dict[int, dict[int, int]] = {}
        for named in self._mentions:
            row = max(0, bisect_right(starts, named.extents[0][0]) - 1)
            counts = casts.setdefault(row, {})
            counts[named.actor] = counts.get(named.actor, 0) + 1
        html: list[str] = []
        for row, one in enumerate(drawn):
            if one.after_gap:
                html.append(f'<p class="gap">{escape(gap)}</p>')
            html.append(self._row(one, cards.get(row, []), casts.get(row, {})))
        return mark_safe("".join(html))  # every part was escaped where it was written

    def cards_alone(self, words: str) -> SafeString:
        """One row with all the cards, for a source whose text is not shown; `words` say so."""
        cards = "".join(self._card(at) for at in range(len(self._statements)))
        return mark_safe(
            f'<div class="row untold"><p class="gap">{escape(words)}</p>'
            f'<div class="notes">{cards}</div></div>'
        )

    def _row(self, drawn: DrawnParagraph, cards: list[int], cast: Mapping[int, int]) -> str:
        number = drawn.paragraph.number
        label = escape(_("Paragraph %(number)s") % {"number": number})
        chips = "".join(
            chip(said, self._deck, said.uid in self._listed)
            for said in (self._statements[at] for at in cards)
            if said.forecast or self._deck.followed.answers(said.pk)
        )
        notes = "".join(self._card(at) for at in cards) + (self._cast(cast) if cast else "")
        return (
            f'<div class="row" id="p{number}"><p{self._deck.language}>'
            f'<a class="pn" href="#p{number}" aria-label="{label}">{number}</a>{drawn.html}</p>'
            + (f'<div class="pips">{chips}</div>' if chips else "")
            + (f'<div class="notes">{notes}</div>' if notes else "")
            + "</div>"
        )

    def _card(self, at: int) -> str:
        said = self._statements[at]
        before = self._statements[at - 1] if at else None
        after = self._statements[at + 1] if at + 1 < len(self._statements) else None
        return card(said, self._deck, before, after, said.uid in self._listed)

    def _cast(self, cast: Mapping[int, int]) -> str:
        """The actors that a paragraph mentions, with how often if more than once."""
        items = ", ".join(
            self._actor(self._deck.people.actors[pk])
            + (f' <span class="num">{count}</span>' if count > 1 else "")
            for pk, count in cast.items()
        )
        return f'<p class="pcast">{GLYPHS["mention"]} {items}</p>'

    def _actor(self, person: Person) -> str:
        address = self._deck.address.of(f"actor={person.slug}")
        return link(address, person.name)
