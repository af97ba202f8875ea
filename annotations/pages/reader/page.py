"""The reader's page put together: what is read, drawn and said, as one context for the template."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from annotations.citing import plain, schema_org
from annotations.citing.reference import source_reference
from annotations.languages import marked
from annotations.pages.reader.cards import Deck
from annotations.pages.reader.cast import cast, find_named, is_listed, speakers, subjects
from annotations.pages.reader.connected import Connections
from annotations.pages.reader.excerpts import excerpts
from annotations.pages.reader.fate import Fate, fate_of, kind_name
from annotations.pages.reader.followed import Followed, read_followed
from annotations.pages.reader.head import (
    citation_tags,
    language_name,
    machine_date,
    shown_title,
)
from annotations.pages.reader.ledger import ledger
from annotations.pages.reader.minimap import Mark, minimap
from annotations.pages.reader.modes import (
    Address,
    Counts,
    Mode,
    hint,
    hints,
    mode_links,
    now,
    read_mode,
)
from annotations.pages.reader.people import People, read_people
from annotations.pages.reader.roster import roster
from annotations.pages.reader.rows import Rows
from annotations.pages.reader.statements import Annotated, Named, Said, read_annotated
from annotations.pages.reader.texts import Texts, made_on, read_texts
from annotations.rendering import Drawing, Passage
from annotations.scoring.likelihood import Standard
from sourcelib.models import Article, Revision

# Above this many annotations the cards that the mode does not show stay out of the page.
MANY = 400


class ReaderPage:
    """One source as it is read in one mode; `chosen` is the uid of the annotation that is open."""

    def __init__(
        self,
        article: Article,
        query: QueryDict,
        standard: Standard,
        chosen: str = "",
        revision: Revision | None = None,
    ) -> None:
        """Read all that the page shows. Raises UnknownModeError as `read_mode` does."""
        shown = revision or article.current_revision
        assert shown is not None  # a published source has its text, by constraint
        self.article = article
        self.revision: Revision = shown
        self.texts: Texts = read_texts(article, shown)
        self.address = Address(self.texts.address, standard)
        self.chosen = chosen
        self.annotated: Annotated = read_annotated(article, shown)
        if article.display == Article.Display.METADATA:
            self.annotated.withhold_words()
        self.people: People = read_people(article, self.annotated)
        self.followed: Followed = read_followed(article, self.annotated)
        related = {
            bearing.other for bearings in self.followed.bearings.values() for bearing in bearings
        }
        self.led_to = {one.uid for one in self.annotated.mentions if one.pk in related} | {chosen}
        named = {self.people.actors[one.actor].slug for one in self.annotated.mentions}
        self.speakers = speakers(self.annotated, self.people)
        talking = {person.slug for person, _count in self.speakers}
        has = {"actor": named, "speaker": talking, "topic": self.annotated.topics}
        self.mode: Mode = read_mode(query, has)
        today = datetime.date.today()
        self.fates: dict[int, Fate | None] = {
            said.pk: fate_of(said, self.followed, article, today)
            for said in self.annotated.statements
        }

    def context(self) -> dict[str, Any]:
        """Return what the template needs."""
        article, revision = self.article, self.revision
        annotated, mode = self.annotated, self.mode
        find_named(annotated, Drawing(revision.text, self._outlines()))
        listed = {said.uid for said in annotated.statements if is_listed(said, self.people, mode)}
        included = {said.uid for said in annotated.statements if self._has_card(said, listed)}
        hrefs = {
            said.uid: f"#c{said.uid}" if said.uid in included else f"/a/{said.uid}/"
            for said in annotated.statements
        }
        deck = Deck(
            people=self.people,
            topics=annotated.topics,
            followed=self.followed,
            connections=Connections(annotated.statements, annotated.mentions, self.followed),
            fates=self.fates,
            hrefs=hrefs,
            address=self.address,
            language=marked(article.language),
            in_text=article.display != Article.Display.METADATA,
            chosen=self.chosen,
            original=article.original_url,
            made_on=made_on(annotated.statements) if self.texts.all else {},
        )
        rows = Rows(annotated.statements, annotated.mentions, deck, included, listed)
        predictions = [said for said in annotated.statements if said.forecast]
        members = cast(annotated, self.people)
        counts = Counts(
            claims=len(annotated.statements) - len(predictions),
            predictions=len(predictions),
            mentions=len(annotated.mentions),
        )
        links = mode_links(mode, self.address, counts)
        return {
            **self._head(revision),
            "mode": mode,
            "texts": self.texts,
            "address": self.address.path,
            "kept": self.address.of().partition("?")[2],
            "rows": self._body(revision, rows, hrefs, included, listed),
            "map": self._map(revision) if deck.in_text else "",
            "ledger": ledger(predictions, self.fates, hrefs) if predictions else None,
            "modes": links,
            "hint": hint(mode, links),
            "hints": hints(),
            "now": now(links) or self._lit(),
            "cast": roster(members, self.address, mode.actor, deck.language),
            "cast_size": len(members),
            "subjects": [
                (slug, name, count, self.address.of(f"topic={slug}"))
                for slug, name, count in subjects(annotated)
            ],
            "voices": [
                (person, count, self.address.of(f"speaker={person.slug}"))
                for person, count in self.speakers
            ],
            "neighbours": self._neighbours(),
            "counts": counts,
        }

    def _lit(self) -> str:
        """The name of the actor, speaker or topic that is lit."""
        if self.mode.topic:
            return self.annotated.topics[self.mode.topic]
        slug = self.mode.actor or self.mode.speaker
        people = [*self.people.actors.values(), *self.people.authors]
        return next(person.name for person in people if person.slug == slug)

    def _has_card(self, said: Said, listed: set[str]) -> bool:
        if len(self.annotated) <= MANY or said.uid == self.chosen or said.uid in listed:
            return True
        if self.mode.is_default and self.followed.answers(said.pk):
            return True
        return self.mode.shows(f"{said.kind}s")

    def _outlines(self) -> list[Passage]:
        """The passages without anything that a mode decides."""
        return [
            *(Passage(one.uid, "mention", one.extents) for one in self.annotated.mentions),
            *(Passage(said.uid, _kind(said), said.extents) for said in self.annotated.statements),
        ]

    def _passages(
        self, hrefs: dict[str, str], included: set[str], listed: set[str]
    ) -> list[Passage]:
        return [
            *(self._mention(one) for one in self.annotated.mentions),
            *(
                Passage(
                    uid=said.uid,
                    kind=_kind(said),
                    extents=said.extents,
                    number=said.number,
                    label=kind_name(said.kind, said.number),
                    href=hrefs[said.uid],
                    answered=bool(self.followed.answers(said.pk)),
                    tint=f"of-{said.kind}" if self._is_drawn_alone(said, listed) else "",
                    chosen=said.uid == self.chosen,
                    described=said.uid in included
                    and (self.mode.shows(f"{said.kind}s") or self._is_drawn_alone(said, listed)),
                )
                for said in self.annotated.statements
            ),
        ]

    def _is_drawn_alone(self, said: Said, listed: set[str]) -> bool:
        """Whether a topic or speaker is lit, and this is on the one or said by the other."""
        return bool(self.mode.topic or self.mode.speaker) and said.uid in listed

    def _mention(self, named: Named) -> Passage:
        slug = self.people.actors[named.actor].slug
        return Passage(
            uid=named.uid,
            kind="mention",
            extents=named.extents,
            actor=slug,
            target=named.uid in self.led_to,
            tint="lit" if slug == self.mode.actor else "",
            chosen=named.uid == self.chosen,
        )

    def _body(
        self,
        revision: Revision,
        rows: Rows,
        hrefs: dict[str, str],
        included: set[str],
        listed: set[str],
    ) -> str:
        """The text as far as it may be shown."""
        if self.article.display == Article.Display.METADATA:
            return rows.cards_alone(
                _("The text of this source may not be shown here; what it says is told beside.")
            )
        passages = self._passages(hrefs, included, listed)
        visible = None
        if self.article.display == Article.Display.EXCERPTS:
            extents = (extent for passage in passages for extent in passage.extents)
            visible = excerpts(revision.text, extents)
        return rows.of(Drawing(revision.text, passages).paragraphs(visible), "[…]")

    def _map(self, revision: Revision) -> str:
        marks = [
            *(Mark(said.kind[0], said.extents) for said in self.annotated.statements),
            *(
                Mark("a", one.extents, self.people.actors[one.actor].slug)
                for one in self.annotated.mentions
            ),
        ]
        return mark_safe(minimap(revision.text, marks, self.mode.actor))  # numbers and slugs

    def _head(self, revision: Revision) -> dict[str, Any]:
        article, reference = self.article, source_reference(self.article, revision)
        return {
            "article": article,
            "revision": revision,
            "title": shown_title(article),
            "authors": self.people.authors,
            "language_name": language_name(article.language),
            "machine_date": machine_date(article.date, article.date_precision),
            "citation_tags": citation_tags(article, self.people.authors),
            "citation": plain.brief(reference),
            "linked_data": schema_org.of_source(article, reference),
        }

    def _neighbours(self) -> list[dict[str, Any]]:
        """The other sources to which relations lead, with how many, the most connected first."""
        counts: dict[int, int] = {}
        for said in self.annotated.statements:
            for bearing in self.followed.bearings.get(said.pk, []):
                other = self.followed.others.get(bearing.other)
                if other and other.article != self.article.pk:
                    counts[other.article] = counts.get(other.article, 0) + 1
        return [
            {"source": self.followed.sources[pk], "count": count, "pair": self._pair(pk)}
            for pk, count in sorted(counts.items(), key=lambda item: -item[1])
        ]

    def _pair(self, pk: int) -> str:
        """Return what `/compare/` is asked for this source and another, the older one left."""
        other = self.followed.sources[pk]
        newer = bool(other.date and self.article.date and other.date > self.article.date)
        slugs = (self.article.slug, other.slug) if newer else (other.slug, self.article.slug)
        return urlencode(dict(zip("ab", slugs, strict=True)))


def _kind(said: Said) -> Any:
    return said.kind
