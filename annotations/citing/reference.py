"""What a citation can say of a source, or of one passage of it: what is known, and no more."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from django.conf import settings

from annotations.models import Actor, Annotation
from annotations.quoting import excerpt, plain
from annotations.standing_on import LeftBehind
from sourcelib.models import Article, Author, Authorship, Revision
from sourcelib.models.dates import Precision

# After these the last word of a name is no family name.
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})


@dataclass(frozen=True)
class Name:
    """Who signed. `family` and `given` are empty where it is not known that the name parts so.

    `person` is None where the library does not know whether it is a person; `address` leads to
    their page.
    """

    whole: str
    family: str = ""
    given: str = ""
    person: bool | None = None
    address: str = ""

    @property
    def inverted(self) -> str:
        """The family name first: "Tucker, Devon"; else the name as it is written."""
        return f"{self.family}, {self.given}" if self.family else self.whole


@dataclass(frozen=True)
class Reference:
    """A source as it stands in this library; with `passage`, one passage of it.

    `date` is the first day of what is known, `precision` how much of it is. `address` is permanent
    and leads to this library, `original` to the source's own place, if it has one. `words` are
    empty for a source as a whole, and where its terms withhold them. `read_as` is the statement as
    the curator worded it, where the words leave something out and so may be misread.
    `left_behind` tells of a passage that the present text does not have.
    """

    key: str
    genre: str
    title: str
    authors: Sequence[Name]
    publication: str
    date: datetime.date | None
    precision: str
    language: str
    library: str
    address: str
    original: str
    revision: int
    sha256: str
    passage: bool = False
    words: str = ""
    read_as: str = ""
    left_behind: LeftBehind | None = None

    @property
    def date_parts(self) -> list[str]:
        """The year, month and day as far as they are known: ["2015", "05"]; empty for no date."""
        if self.date is None or self.precision == Precision.UNKNOWN:
            return []
        known = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}[Precision(self.precision)]
        return self.date.isoformat().split("-")[:known]


def source_reference(article: Article, revision: Revision | None = None) -> Reference:
    """Return how a published source is cited: by its current revision, or by an earlier one."""
    current = article.current_revision
    assert current is not None  # a published source has its text, by constraint
    if revision is None or revision.pk == current.pk:
        return _reference(article, current)
    address = f"{settings.SITE_URL}{article.get_absolute_url()}v/{revision.number}/"
    return replace(_reference(article, revision), address=address)


def passage_reference(annotation: Annotation) -> Reference:
    """Return how the passage of an annotation is cited, by the revision that it stands on."""
    article = annotation.article
    here = list(annotation.spans.filter(revision=annotation.revision_id))
    source = _reference(article, annotation.revision)
    present = article.current_revision
    assert present is not None  # a published source has its text, by constraint
    words = plain(excerpt(article, here))
    return replace(
        source,
        key=f"{source.key}-{str(annotation.uid)[:8]}",
        address=settings.SITE_URL + annotation.get_absolute_url(),
        passage=True,
        words=words,
        read_as=_reading(annotation, words),
        left_behind=None
        if present == annotation.revision
        else LeftBehind(source.revision, present.number),
    )


def _reading(annotation: Annotation, words: str) -> str:
    if annotation.kind == Annotation.Kind.MENTION or "…" not in words:
        return ""
    return str(annotation.detail.summary)


def part_name(author: Author) -> Name:
    """Return the name of who signed, parted where the library knows them to be a person.

    By BibTeX's rule the family name begins at the first word in lower case ("Ludwig van
    Beethoven"), else it is the last word. Names in Chinese, Japanese or Korean letters, of which it
    is the first, stay whole.
    """
    actor: Actor | None = getattr(author, "actor", None)
    if actor is None:
        return Name(author.name, address=settings.SITE_URL + author.get_absolute_url())
    person = actor.kind == Actor.Kind.PERSON
    family, given = _parted(author.name) if person else ("", "")
    address = settings.SITE_URL + actor.get_absolute_url()
    return Name(author.name, family, given, person, address)


def _parted(name: str) -> tuple[str, str]:
    words = name.split()
    if len(words) < 2 or words[-1] in _SUFFIXES or "," in name or any(map(_is_wide, name)):
        return "", ""
    lower = (place for place, word in enumerate(words) if place and word[0].islower())
    cut = min(next(lower, len(words) - 1), len(words) - 1)
    return " ".join(words[cut:]), " ".join(words[:cut])


def _is_wide(letter: str) -> bool:
    """Whether a letter is as wide as high: Chinese, Japanese or Korean."""
    return east_asian_width(letter) in "WF"


def _reference(article: Article, revision: Revision) -> Reference:
    signed = Authorship.objects.filter(article=article).order_by("position")
    return Reference(
        key=article.slug,
        genre=article.genre,
        title=f"[{article.title}]" if article.title_supplied else article.title,
        authors=[part_name(row.author) for row in signed.select_related("author__actor")],
        publication=article.publication.name if article.publication else "",
        date=article.date,
        precision=article.date_precision,
        language=article.language,
        library=settings.SITE_NAME,
        address=settings.SITE_URL + article.get_absolute_url(),
        original=web_address(article.original_url),
        revision=revision.number,
        sha256=revision.sha256,
    )


def web_address(url: str) -> str:
    """Return an address that leads to the web; nothing for any other, whatever was stored."""
    return url if url.startswith(("https://", "http://")) else ""
