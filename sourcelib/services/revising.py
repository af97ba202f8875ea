"""A corrected text of a source becomes its next revision, and what rests on the source follows.

A revision is never changed; to go back to an earlier text is a new revision with that text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import update_change_reason

from sourcelib.models import Article, ImportBatch, Revision
from sourcelib.services.duplicates import remember
from sourcelib.services.indexing import SOURCES
from sourcelib.services.one_at_a_time import one_at_a_time
from sourcelib.services.publishing import may_change
from sourcelib.services.received import ReadSource
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from sourcelib.text import canonicalise, sha256


class Follower(Protocol):
    """What rests on the texts of sources, and has to be brought over into a new one.

    `sourcelib` does not know who: whoever builds on it adds one to `FOLLOWERS`.
    """

    def hold(self, article: Article) -> None:
        """Lock what will follow, before the source itself is written."""

    def preview(self, article: Article, text: str) -> Sequence[str]:
        """Return sentences that say what would become of it in this text; write nothing."""

    def follow(self, user: Any, revision: Revision) -> Sequence[str]:
        """Bring it over into the new current revision; return sentences that say what was done."""


FOLLOWERS: list[Follower] = []


class SameText(Invalid):
    """The library has this text already: `article` is the source that has it."""

    def __init__(self, article: Article, message: str) -> None:
        self.article = article
        super().__init__({"text": [message]})


@dataclass(frozen=True, slots=True)
class Revised:
    """A new revision, and sentences that say what became of what rests on its source."""

    revision: Revision
    told: Sequence[str]


@transaction.atomic
def add_revision(
    *,
    user: Any,
    article: Article,
    source: ReadSource,
    text: str | None = None,
    reason: str,
    batch: ImportBatch | None = None,
) -> Revised:
    """Make the text of a file that was read the current one of a source.

    `user` is who asks, None on the command line. `text` is the text as a curator corrected it,
    where that differs from what was read. `reason` says what was corrected, and why; readers see
    it, so it may be left out only while the source was never published.

    Raises NotAllowed, WrongState (withdrawn, or without a text), and Invalid: the text is the
    current one (or, as SameText, another source's), or the reason is missing.
    """
    one_at_a_time()
    # Of all that is locked here and in `hold`, no foreign key that points to it is held up.
    row = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    text, reason = canonical(source, text), reason.strip()
    _refuse(user, row, text)
    if not reason and row.published_at is not None:
        raise Invalid({"reason": [_("Say what was corrected, and why: readers see it.")]})
    for follower in FOLLOWERS:
        follower.hold(row)
    last = row.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    revision = Revision.objects.create(
        article=row,
        number=last + 1,
        text=text,
        sha256=sha256(text),
        length=len(text),
        reason=reason,
        batch=batch,
        created_by=user,
        **source.provenance(text),
    )
    row.current_revision = revision
    row.save()
    update_change_reason(row, (reason or _("corrected text"))[:100])  # the column's length
    SOURCES.index([row.pk])
    remember(revision)
    return Revised(revision, _told(follower.follow(user, revision) for follower in FOLLOWERS))


def preview_revision(
    *, user: Any, article: Article, source: ReadSource, text: str | None = None
) -> Sequence[str]:
    """Return sentences that say what would become of what rests on a source; nothing is written.

    Raises what `add_revision` would, the reason apart.
    """
    text = canonical(source, text)
    _refuse(user, article, text)
    return _told(follower.preview(article, text) for follower in FOLLOWERS)


def canonical(source: ReadSource, text: str | None) -> str:
    """Return the text of a source as it was read, or as a curator corrected it, canonical."""
    return source.document.text if text is None else canonicalise(text).text


def _refuse(user: Any, article: Article, text: str) -> None:
    if user is not None and not may_change(user, article):
        raise NotAllowed(_("A curator corrects the text of their own drafts, an editor of all."))
    if article.state == Article.State.WITHDRAWN:
        raise WrongState(
            _("“%(title)s” is withdrawn: publish it again before its text is corrected.")
            % {"title": article.title}
        )
    current = article.current_revision
    if current is None:
        raise WrongState(_("“%(title)s” has no text to correct.") % {"title": article.title})
    if not text:
        raise Invalid({"text": [_("There is no text: paste it, or choose another file.")]})
    digest = sha256(text)
    if digest == current.sha256:
        message = _("This is the text that the source has already: there is nothing to correct.")
        raise SameText(article, message)
    others = Revision.objects.filter(sha256=digest).exclude(article=article)
    twin = others.select_related("article").order_by("pk").first()
    if twin is not None:
        message = _(
            "Another source has this text: “%(title)s” (%(slug)s). See which of the two it is "
            "a correction of."
        )
        names = {"title": twin.article.title, "slug": twin.article.slug}
        raise SameText(twin.article, message % names)


def _told(answers: Any) -> list[str]:
    return [sentence for sentences in answers for sentence in sentences]
