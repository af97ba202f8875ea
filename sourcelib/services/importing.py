"""Bringing sources in: a file becomes an article and its first revision."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Length
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
from sourcelib.readers import PartialDate
from sourcelib.services.addresses import unique_slug
from sourcelib.services.describing import Curated, check_curated, corrected, describe
from sourcelib.services.duplicates import How, Twin, find_twins, remember
from sourcelib.services.indexing import SOURCES
from sourcelib.services.one_at_a_time import one_at_a_time
from sourcelib.services.publishing import may_publish
from sourcelib.services.received import ReadSource, read_bytes, read_source, storable
from sourcelib.services.refusals import NotAllowed, Refused
from sourcelib.text import sha256

__all__ = [
    "AlreadyThere",
    "Brought",
    "Curated",
    "ReadSource",
    "SourceRefused",
    "check_source",
    "history_reason",
    "import_source",
    "parse_partial_date",
    "read_bytes",
    "read_source",
]


class SourceRefused(Refused):
    """A source that is not brought in: which, why, and what to do.

    `twins` are the sources that it is too much like, if that is why.
    """

    def __init__(self, place: str, problem: str, remedy: str, twins: Sequence[Twin] = ()) -> None:
        super().__init__(f"{place}: {problem}. {remedy}.")
        self.place = place
        self.problem = problem
        self.remedy = remedy
        self.twins = twins


class AlreadyThere(SourceRefused):
    """The library has this very text: nothing is lost if it is left out."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A source that was brought in, or would be; `notes` are for its curator."""

    article: Article
    read: ReadSource
    notes: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def import_source(
    *,
    user: Any,
    source: ReadSource,
    curated: Curated | None = None,
    batch: ImportBatch | None = None,
    publish: bool = False,
    allow_near: bool = False,
    allow_address: bool = False,
) -> Brought:
    """Make an article and its first revision from a file that was read.

    `user` is who asks, None on the command line. Publications and authors are found by name, or
    made. A source without a title gets one in words of its file name, which the library shows in
    square brackets until a curator gives a better one. `allow_near` takes what is nearly the same
    as another source, `allow_address` what has the address of another.

    Raises NotAllowed, Invalid for what was curated, AlreadyThere for a text that the library has,
    and SourceRefused for one whose address it has with other words, or which is nearly another.
    """
    one_at_a_time()
    draft = _draft(user, source, curated or Curated(), publish, _allowed(allow_near, allow_address))
    article, document = draft.article, draft.read.document
    reason = history_reason(batch)
    article.slug = unique_slug(Article, article.title)
    article.publication = _named(Publication, draft.publication, reason)
    article.created_by, article.batch = user, batch
    article._change_reason = reason  # type: ignore[attr-defined]
    article.save()
    people = dict.fromkeys(_named(Author, name, reason) for name in draft.authors)
    for position, author in enumerate(people, start=1):
        Authorship.objects.create(article=article, author=author, position=position)
    revision = Revision.objects.create(
        article=article,
        number=1,
        text=document.text,
        sha256=sha256(document.text),
        length=len(document.text),
        batch=batch,
        created_by=user,
        **draft.read.provenance(),
    )
    article.current_revision = revision
    if publish:
        article.state = Article.State.PUBLISHED
        article.published_at = timezone.now()
    article.save()
    SOURCES.index([article.pk], new=True)
    remember(revision)
    return Brought(article, draft.read, draft.notes)


def check_source(
    *,
    user: Any,
    source: ReadSource,
    curated: Curated | None = None,
    publish: bool = False,
    allow_near: bool = False,
    allow_address: bool = False,
) -> Brought:
    """Return what `import_source` would make of a file, and write nothing. Raises what it does."""
    draft = _draft(user, source, curated or Curated(), publish, _allowed(allow_near, allow_address))
    return Brought(draft.article, draft.read, draft.notes)


def history_reason(batch: ImportBatch | None) -> str:
    """Return the reason by which the history of a row says that it was brought in."""
    return f"import {batch.uid}" if batch else "brought in"


def parse_partial_date(text: str) -> PartialDate:
    """Return the date of "2015-05-20", "2015-05" or "2015". Raises ValueError."""
    precisions = {10: "day", 7: "month", 4: "year"}
    precision = precisions.get(len(text))
    if precision is None:
        raise ValueError(f"{text!r} is no date: write 2015-05-20, 2015-05 or 2015")
    return PartialDate(text, precision)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Draft:
    article: Article
    publication: str
    authors: Sequence[str]
    read: ReadSource
    notes: Sequence[str]


def _draft(
    user: Any, source: ReadSource, curated: Curated, publish: bool, allowed: frozenset[How]
) -> _Draft:
    _check_permission(user, publish)
    check_curated(curated)
    source = replace(source, document=corrected(source.document, curated.text))
    document, said = source.document, describe(source, curated)
    notes = list(said.notes)
    if said.original_url != document.original_url:
        document = replace(document, original_url=said.original_url)
    notes += _like_others(source, find_twins(document), allowed)
    article = Article(
        title=said.title,
        title_supplied=said.supplied,
        date=said.date.first_day,
        date_precision=said.date.precision,
        date_earliest=said.date.first_day,
        date_latest=said.date.last_day,
        date_basis=storable(curated.date_basis),
        original_url=said.original_url,
        language=said.language,
        genre=said.genre,
        disclaimer=storable(curated.disclaimer or source.document.disclaimer or ""),
        author_note=storable(curated.author_note or source.document.author_note or ""),
    )
    try:
        article.clean_fields(exclude=["slug", "current_revision", "created_by", "batch"])
    except ValidationError as error:  # a rule of a column that nothing above knows
        raise SourceRefused(
            source.file_name,
            "the library cannot hold it: " + " ".join(error.messages).rstrip("."),
            "Say it otherwise, in the file or for it",
        ) from error
    doubts = (
        f"doubt at {found.place}: {found.what} “{found.text}” ({found.why})"
        for found in source.document.found
        if found.doubtful
    )
    return _Draft(
        article, said.publication, said.authors, source, tuple(map(storable, [*notes, *doubts]))
    )


def _check_permission(user: Any, publish: bool) -> None:
    if user is None:
        return
    if not user.has_perm("sourcelib.import_article"):
        raise NotAllowed(_("Only curators and editors bring sources in."))
    if publish and not may_publish(user):
        raise NotAllowed(_("Only editors publish sources. Bring it in as a draft."))


def _allowed(near: bool, address: bool) -> frozenset[How]:
    hows: dict[How, bool] = {"near": near, "address": address}
    return frozenset(how for how, allowed in hows.items() if allowed)


def _like_others(source: ReadSource, twins: Sequence[Twin], allowed: frozenset[How]) -> list[str]:
    """Return notes on the sources that it is like. Raises SourceRefused if it is not to come in."""
    place = f"{source.file_name}, {source.place}" if source.place else source.file_name
    notes = []
    for twin in twins:
        name = f"“{twin.article.title}” ({twin.article.slug})"
        share = f"{twin.share:.0%} of their runs of words are the same"
        if twin.how == "text":
            current = twin.article.current_revision
            if current is None or current.number == twin.revision:
                problem = f"the library has this text already, as {name}"
            else:
                problem = f"this is revision {twin.revision} of {name}, which was corrected since"
            raise AlreadyThere(place, problem, "It can be left out", twins)
        if twin.how == "address" and "address" not in allowed:
            raise SourceRefused(
                place,
                f"the library has other words from the same address, as {name}; {share}",
                f"If it is the corrected text of that source, bring it in with --revises "
                f"{twin.article.slug}, or on the page of that source; else correct its address",
                twins,
            )
        if twin.how == "near" and "near" not in allowed:
            raise SourceRefused(
                place,
                f"it is nearly the same as {name}: {share}",
                f"If it is the corrected text of that source, bring it in with --revises "
                f"{twin.article.slug}, or on the page of that source; if it is another one, "
                "allow what is nearly the same (--allow-near)",
                twins,
            )
        alike = "at the same address as" if twin.how == "address" else "nearly the same as"
        notes.append(f"{alike} {name}: {share}")
    return notes


def _named(model: Any, name: str, reason: str) -> Any:
    """Return the author or publication of a name, made if there is none; None for no name."""
    if not name:
        return None
    row = _alike(model, name)
    if row is None:
        row = model(name=name, slug=unique_slug(model, name))
        row._change_reason = reason
        row.save()
    return row


def _alike(model: Any, name: str) -> Any:
    """Return the first author or publication whose name differs in capitals at most."""
    rows = model.objects.order_by("pk")
    found = rows.filter(name__iexact=name).first()
    if found is not None or name.isascii():
        return found
    # SQLite knows the capitals of ASCII alone.
    as_long = rows.annotate(length=Length("name")).filter(length=len(name))
    return next((row for row in as_long if row.name.casefold() == name.casefold()), None)
