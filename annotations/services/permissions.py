"""Who may do what with one annotation, and in which state ("Who may do what" in the manual).

Each predicate is true where the service of the same name would act; pages ask them to know which
buttons to show, the services to know what to refuse.
"""

from typing import Any

from annotations.models import Annotation, DeletedDraft
from sourcelib.models import Article

State = Annotation.State


def may_create(user: Any, article: Article) -> bool:
    """A curator tags any source that is not withdrawn."""
    return user.has_perm("annotations.add_annotation") and (
        article.state != Article.State.WITHDRAWN
    )


def may_change_draft(user: Any, annotation: Annotation) -> bool:
    """A curator changes their own drafts, an editor all."""
    return (
        annotation.state == State.DRAFT
        and user.has_perm("annotations.change_annotation")
        and (_is_own(user, annotation) or user.has_perm("annotations.change_others_drafts"))
    )


def may_change_published(user: Any, annotation: Annotation) -> bool:
    """An editor changes what is published in place, with a reason."""
    return annotation.state == State.PUBLISHED and user.has_perm("annotations.review_annotation")


def may_change(user: Any, annotation: Annotation) -> bool:
    """What is in review or withdrawn is changed by nobody: it goes back first."""
    return may_change_draft(user, annotation) or may_change_published(user, annotation)


def may_delete(user: Any, annotation: Annotation) -> bool:
    """Drafts only, by those who may change them."""
    return user.has_perm("annotations.delete_annotation") and may_change_draft(user, annotation)


def may_restore(user: Any, draft: DeletedDraft) -> bool:
    """A deleted draft comes back by who deleted it, by its curator, or by an editor."""
    if draft.article.state == Article.State.WITHDRAWN:
        return False
    if not user.has_perm("annotations.delete_annotation"):
        return False
    own = user.pk in (draft.deleted_by_id, draft.data["created_by"])
    return own or bool(user.has_perm("annotations.change_others_drafts"))


def may_submit(user: Any, annotation: Annotation) -> bool:
    """Its curator submits a draft; an editor where it has none, as after an import."""
    if annotation.state != State.DRAFT or not user.has_perm("annotations.submit_annotation"):
        return False
    if annotation.created_by_id is None:
        return bool(user.has_perm("annotations.change_others_drafts"))
    return _is_own(user, annotation)


def may_return(user: Any, annotation: Annotation) -> bool:
    """An editor sends back what is in review."""
    return annotation.state == State.IN_REVIEW and user.has_perm("annotations.review_annotation")


def may_publish(user: Any, annotation: Annotation) -> bool:
    """An editor publishes what is in review, and again what was withdrawn."""
    return annotation.state in (State.IN_REVIEW, State.WITHDRAWN) and user.has_perm(
        "annotations.review_annotation"
    )


def may_withdraw(user: Any, annotation: Annotation) -> bool:
    """An editor withdraws what is published."""
    return annotation.state == State.PUBLISHED and user.has_perm("annotations.withdraw_annotation")


def may_link(user: Any, *ends: Annotation) -> bool:
    """What links published annotations alone is public at once, and so is an editor's."""
    return user.has_perm("annotations.review_annotation") or any(
        end.state != State.PUBLISHED for end in ends
    )


def rights(user: Any, annotation: Annotation) -> dict[str, bool]:
    """All of the above for one annotation, by name."""
    return {
        "change": may_change(user, annotation),
        "delete": may_delete(user, annotation),
        "submit": may_submit(user, annotation),
        "return": may_return(user, annotation),
        "publish": may_publish(user, annotation),
        "withdraw": may_withdraw(user, annotation),
    }


def _is_own(user: Any, annotation: Annotation) -> bool:
    return annotation.created_by_id is not None and annotation.created_by_id == user.pk
