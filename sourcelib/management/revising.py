"""What `import_sources --revises` does: one file is the corrected text of one source."""

from collections.abc import Sequence

from sourcelib.management.import_report import read_off
from sourcelib.models import Article
from sourcelib.readers import ReaderError
from sourcelib.services.importing import SourceRefused
from sourcelib.services.origins import Origins, find
from sourcelib.services.received import ReadSource
from sourcelib.services.refusals import Refused
from sourcelib.services.revising import add_revision, preview_revision
from sourcelib.services.running import Asked

NEEDS_REASON = "It needs a --reason, for it was published: readers see what was corrected, and why."


def revise(slug: str, asked: Asked, reason: str, dry_run: bool) -> Sequence[str]:
    """Bring in a corrected text, or with `dry_run` see what it would do; return what to tell.

    Raises ReaderError and Refused.
    """
    article = Article.objects.filter(slug=slug).first()
    if article is None:
        raise SourceRefused(
            slug, "there is no such source", "Its slug is the last part of its address"
        )
    source = _read_one(asked)
    found = read_off(source.document)
    if dry_run:
        told = preview_revision(user=None, article=article, source=source)
        needs = [] if reason.strip() or article.published_at is None else [NEEDS_REASON]
        would = f"“{article.title}” would get a new text, {_size(source)}."
        return [*found, would, *told, *needs]
    revised = add_revision(user=None, article=article, source=source, reason=reason)
    number = revised.revision.number
    return [*found, f"“{article.title}” has text {number} now, {_size(source)}.", *revised.told]


def _read_one(asked: Asked) -> ReadSource:
    found = find(asked.names).origins
    name = ", ".join(asked.names)
    with Origins(asked.reader, asked.name) as origins:
        parts = [part for origin in found[:2] for part in origins.parts(origin)]
        if len(parts) != 1:
            raise Refused(f"{name}: a corrected text is one file that holds one source.")
        if isinstance(parts[0], ReaderError):
            raise parts[0]
        return origins.read(parts[0])


def _size(source: ReadSource) -> str:
    return f"{len(source.document.text):,} code points"
