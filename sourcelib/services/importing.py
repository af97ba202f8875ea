"""Bringing sources in: a file becomes an article and its first revision."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sourcelib.models import (
    Article,
    Author,
    Authorship,
    ImportBatch,
    Publication,
    Revision,
)
from sourcelib.readers import Document, PartialDate, read
from sourcelib.services.addresses import unique_slug
from sourcelib.services.indexing import SOURCES
from sourcelib.services.publishing import may_publish
from sourcelib.services.refusals import NotAllowed, Refused
from sourcelib.text import sha256

MEDIA_TYPES = {"plain": "text/plain", "markdown": "text/markdown"}


class SourceRefused(Refused):
    """A source that is not brought in: which, why, and what to do."""

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        super().__init__(f"{place}: {problem}. {remedy}.")
        self.place = place
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A file as it was read: what the reader made of it, and what is kept about the file."""

    document: Document
    file_name: str
    file_sha256: str

    def provenance(self) -> dict[str, Any]:
        """Return the columns of the revision that say where its text came from."""
        document = self.document
        return {
            "file_name": self.file_name,
            "media_type": MEDIA_TYPES.get(document.reader, ""),
            "file_sha256": self.file_sha256,
            "reader": document.reader,
            "reader_version": document.reader_version,
            "report": {
                "charset": document.charset,
                "found": [
                    {
                        "what": finding.what,
                        "text": finding.text,
                        "place": finding.place,
                        "doubtful": finding.doubtful,
                        "why": finding.why,
                        "cut": finding.cut,
                    }
                    for finding in document.found
                ],
                "changes": [
                    {"place": change.place, "what": change.what} for change in document.changes
                ],
            },
        }


@dataclass(frozen=True, slots=True)
class Curated:
    """What a curator says about a source; it outranks what the reader found."""

    title: str = ""
    publication: str = ""
    authors: Sequence[str] = ()
    date: PartialDate | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """A source that was brought in (or, on trial, would be); `notes` are for its curator."""

    article: Article
    read: ReadSource
    notes: Sequence[str] = field(default_factory=tuple)


def read_source(path: Path) -> ReadSource:
    """Read a file. Raises OSError and `sourcelib.readers.ReaderError`."""
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(data: bytes, file_name: str, media_type: str | None = None) -> ReadSource:
    """Read a file that was uploaded. Raises `sourcelib.readers.ReaderError`."""
    document = read(data, file_name, media_type)
    return ReadSource(document, file_name, hashlib.sha256(data).hexdigest())


@transaction.atomic
def import_source(
    *,
    user: Any,
    source: ReadSource,
    curated: Curated | None = None,
    batch: ImportBatch | None = None,
    publish: bool = False,
) -> Brought:
    """Make an article and its first revision from a file that was read.

    `user` is who asks, None on the command line. Publications and authors are found by name, or
    made. A source without a title gets one in words of its file name, which the library shows in
    square brackets until a curator gives a better one.

    Raises NotAllowed, and SourceRefused for a text that the library has already.
    """
    _check_permission(user, publish)
    curated = curated or Curated()
    document, notes = source.document, []
    digest = sha256(document.text)
    twin = Revision.objects.filter(sha256=digest).select_related("article").first()
    if twin is not None:
        raise SourceRefused(
            source.file_name,
            f"the library has this text already, as “{twin.article.title}” ({twin.article.slug})",
            "Leave the file out, or add it as a new revision of that source",
        )
    title = curated.title or document.title
    supplied = document.title is None
    if title is None:
        title = _title_from(source.file_name)
        notes.append(f"no title found: “[{title}]” is made from the file's name; give it a title")
    date = curated.date or document.date
    article = Article(
        slug=unique_slug(Article, title),
        title=title[:500],
        title_supplied=supplied,
        publication=_publication(curated.publication or document.publication or ""),
        date=date.first_day,
        date_precision=date.precision,
        date_earliest=date.first_day,
        date_latest=date.last_day,
        original_url=document.original_url or "",
        language=curated.language or document.language or "en",
        genre=document.genre or Article.Genre.OTHER,
        disclaimer=document.disclaimer or "",
        author_note=document.author_note or "",
        created_by=user,
        batch=batch,
    )
    article.full_clean(exclude=["current_revision", "created_by", "batch"])
    article.save()
    for position, name in enumerate(curated.authors or document.bylines, start=1):
        Authorship.objects.create(article=article, author=_author(name), position=position)
    revision = Revision.objects.create(
        article=article,
        number=1,
        text=document.text,
        sha256=digest,
        length=len(document.text),
        created_by=user,
        **source.provenance(),
    )
    article.current_revision = revision
    if publish:
        article.state = Article.State.PUBLISHED
        article.published_at = timezone.now()
    article.save()
    SOURCES.index([article.pk], new=True)
    if article.date is None:
        notes.append("no date found: predictions in it cannot fall due until it has one")
    notes += [
        f"doubt at {f.place}: {f.what} “{f.text}” ({f.why})" for f in document.found if f.doubtful
    ]
    return Brought(article, source, tuple(notes))


def _check_permission(user: Any, publish: bool) -> None:
    if user is None:
        return
    if not user.has_perm("sourcelib.import_article"):
        raise NotAllowed(_("Only curators and editors bring sources in."))
    if publish and not may_publish(user):
        raise NotAllowed(_("Only editors publish sources. Bring it in as a draft."))


def _title_from(file_name: str) -> str:
    words = PurePath(file_name).stem.replace("_", " ").replace("-", " ").split()
    return " ".join(words).capitalize() or file_name


def _publication(name: str) -> Publication | None:
    if not name:
        return None
    found = Publication.objects.filter(name__iexact=name).first()
    return found or Publication.objects.create(name=name, slug=unique_slug(Publication, name))


def _author(name: str) -> Author:
    found = Author.objects.filter(name__iexact=name).first()
    return found or Author.objects.create(name=name, slug=unique_slug(Author, name))


def parse_partial_date(text: str) -> PartialDate:
    """Return the date of "2015-05-20", "2015-05" or "2015". Raises ValueError."""
    precisions = {10: "day", 7: "month", 4: "year"}
    precision = precisions.get(len(text))
    if precision is None:
        raise ValueError(f"{text!r} is no date: write 2015-05-20, 2015-05 or 2015")
    return PartialDate(text, precision)  # type: ignore[arg-type]
