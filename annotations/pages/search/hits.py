"""What was found, ready to be shown: each hit with its words marked, and the way to its place.

Only what a reader may see is read here: the keys come from rows that are public, and words from
sources whose terms allow them to be shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotations.catalogue import ActorRow, actor_rows
from annotations.models import Actor, Annotation
from annotations.quoting import plain
from annotations.source_rows import with_heads
from annotations.statements import StatementView, statements, with_statements
from sourcelib.citing import written_date
from sourcelib.models import Article, Author, Revision
from sourcelib.search.highlights import Bit, best, marked, snippet
from sourcelib.search.index import Kind
from sourcelib.search.query import Query
from sourcelib.text.canonical import PARAGRAPH_BREAK

Place = tuple[int, int]  # key and part, as the index names them


@dataclass(frozen=True)
class SourceHit:
    """A source, or a paragraph of one; with a `number` its `address` leads to that paragraph.

    `name` is what the address of a page calls a hit that it begins after.
    """

    article: Article
    title: Sequence[Bit]
    words: Sequence[Bit]
    number: int
    name: str

    @property
    def address(self) -> str:
        """Where the paragraph is read; the source, where no word of its text is shown."""
        at = f"#p{self.number}" if self.number else ""
        return f"{self.article.get_absolute_url()}{at}"

    @property
    def date(self) -> str:
        """The date of the source, as exactly as it is known."""
        return written_date(self.article.date, self.article.date_precision)

    @property
    def authors(self) -> list[Author]:
        """Who signed the source."""
        return self.article.byline


@dataclass(frozen=True)
class StatementHit:
    """A claim or a prediction."""

    view: StatementView
    summary: Sequence[Bit]
    words: Sequence[Bit]

    @property
    def name(self) -> str:
        """What the address of a page calls it."""
        return self.view.uid


@dataclass(frozen=True)
class ActorHit:
    """An actor, with those of its other names that were found."""

    row: ActorRow
    called: Sequence[Bit]
    aliases: Sequence[Sequence[Bit]] = field(default_factory=tuple)

    @property
    def name(self) -> str:
        """What the address of a page calls it."""
        return str(self.row.actor.uid)


def hits(places: Mapping[Kind, Sequence[Place]], query: Query) -> dict[Kind, list[Any]]:
    """Return what stands at the places of each kind, in their order.

    A constant number of queries: what two kinds have in common is read once.
    """
    at = {kind: places.get(kind, ()) for kind in Kind}
    articles, texts = _read([*at[Kind.SOURCE], *at[Kind.PASSAGE]])
    views = _views([*at[Kind.CLAIM], *at[Kind.PREDICTION]])
    return {
        Kind.SOURCE: [
            _source(articles[key], texts.get(key, []), query) for key, _part in at[Kind.SOURCE]
        ],
        Kind.PASSAGE: [
            _passage(articles[key], texts[key], part, query)
            for key, part in at[Kind.PASSAGE]
            if part <= len(texts.get(key, []))
        ],
        Kind.CLAIM: [_statement(views[key], query) for key, _part in at[Kind.CLAIM]],
        Kind.PREDICTION: [_statement(views[key], query) for key, _part in at[Kind.PREDICTION]],
        Kind.ACTOR: _actors(at[Kind.ACTOR], query),
    }


def _source(article: Article, passages: Sequence[str], query: Query) -> SourceHit:
    at = best(passages, query) if passages else 0
    words = snippet(passages[at], query) if passages else []
    said_there = any(bit.hit for bit in words)
    title = marked(article.title, query, "title")
    return SourceHit(article, title, words, at + 1 if said_there else 0, str(article.uid))


def _passage(article: Article, passages: Sequence[str], part: int, query: Query) -> SourceHit:
    words = snippet(passages[part - 1], query)
    return SourceHit(article, [Bit(article.title)], words, part, f"{article.uid}.{part}")


def _read(places: Sequence[Place]) -> tuple[dict[int, Article], dict[int, list[str]]]:
    """Return the sources at these places, and the paragraphs of those whose text may be shown."""
    if not places:
        return {}, {}
    keys = {key for key, _part in places}
    articles = {row.pk: row for row in with_heads(Article.objects.filter(pk__in=keys))}
    full = [row for row in articles.values() if row.display == Article.Display.FULL]
    current = Revision.objects.filter(pk__in=[row.current_revision_id for row in full])
    texts = current.values_list("article", "text")
    return articles, {article: text.split(PARAGRAPH_BREAK) for article, text in texts}


def _views(places: Sequence[Place]) -> dict[int, StatementView]:
    if not places:
        return {}
    rows = with_statements(Annotation.objects.filter(pk__in=[key for key, _part in places]))
    return {view.annotation.pk: view for view in statements(rows)}


def _statement(view: StatementView, query: Query) -> StatementHit:
    summary = marked(view.summary, query, "title")
    return StatementHit(view, summary, snippet(plain(view.words), query) if view.words else [])


def _actors(places: Sequence[Place], query: Query) -> list[Any]:
    if not places:
        return []
    rows = Actor.objects.filter(pk__in=[key for key, _part in places])
    by_key = {row.actor.pk: row for row in actor_rows(list(rows.prefetch_related("aliases")))}
    return [_actor(by_key[key], query) for key, _part in places]


def _actor(row: ActorRow, query: Query) -> ActorHit:
    texts = dict.fromkeys(alias.text for alias in row.actor.aliases.all())
    aliases = [marked(text, query) for text in texts if text != row.actor.name]
    found = [bits for bits in aliases if any(bit.hit for bit in bits)]
    return ActorHit(row, marked(row.actor.name, query, "title"), found)
