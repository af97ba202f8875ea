"""A source goes from draft to published to withdrawn, and may be published again.

Every step is kept in the history of the source, with its reason.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import update_change_reason

from sourcelib.models import Article
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState


def may_publish(user: Any) -> bool:
    """Whether `user` may publish and withdraw sources."""
    return bool(user.has_perm("sourcelib.publish_article"))


def may_change(user: Any, article: Article) -> bool:
    """Whether `user` may change what a source is: a curator their own drafts, an editor all."""
    own_draft = article.state == Article.State.DRAFT and article.created_by_id in (None, user.pk)
    return bool(user.has_perm("sourcelib.change_article")) and (own_draft or may_publish(user))


@transaction.atomic
def publish(*, user: Any, article: Article) -> Article:
    """Show a draft, or a source that was withdrawn, to readers.

    Raises NotAllowed, WrongState (it is published), Invalid (it has no text).
    """
    row = _locked(user, article)
    if row.state == Article.State.PUBLISHED:
        raise WrongState(_("“%(title)s” is already published.") % {"title": row.title})
    if row.current_revision_id is None:
        raise Invalid({"current_revision": [_("It has no text yet: bring one in first.")]})
    row.state = Article.State.PUBLISHED
    row.published_at = row.published_at or timezone.now()
    row.withdrawn_at, row.withdrawal_reason = None, ""
    return _saved(row, _("published"))


@transaction.atomic
def withdraw(*, user: Any, article: Article, reason: str) -> Article:
    """Take a published source back; its address keeps answering, and says when and why.

    Raises NotAllowed, WrongState (it is not published), Invalid (no reason).
    """
    row = _locked(user, article)
    if row.state != Article.State.PUBLISHED:
        raise WrongState(
            _("“%(title)s” is not published, so it cannot be withdrawn.") % {"title": row.title}
        )
    if not reason.strip():
        raise Invalid({"reason": [_("Say why: readers will see it.")]})
    row.state = Article.State.WITHDRAWN
    row.withdrawn_at, row.withdrawal_reason = timezone.now(), reason.strip()
    return _saved(row, reason.strip())


def _locked(user: Any, article: Article) -> Article:
    if not may_publish(user):
        raise NotAllowed(_("Only editors publish and withdraw sources."))
    return Article.objects.select_for_update().get(pk=article.pk)


def _saved(row: Article, reason: str) -> Article:
    row.save()
    update_change_reason(row, reason[:100])  # the column's length; the whole stands in the row
    return row
