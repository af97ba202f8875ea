"""What there is to do, on the first page of the administration."""

from typing import Any

from django import template

from annotations.models import Report
from annotations.services.judging_queue import judging_queue
from annotations.services.reanchoring.queue import waiting_count
from annotations.services.reanchoring.settling import may_settle
from annotations.services.waiting import waiting
from sourcelib.services.staging import waiting_batches

register = template.Library()


@register.inclusion_tag("admin/annotations/_todo.html", takes_context=True)
def work_to_do(context: Any) -> dict[str, Any]:
    """Show what waits for the user, if they curate."""
    user = context["user"]
    if not user.has_perm("annotations.change_annotation"):
        return {"shown": False}
    return {
        "shown": True,
        "may_review": user.has_perm("annotations.review_annotation"),
        "may_judge": user.has_perm("annotations.propose_verdict"),
        "judging": judging_queue(user),
        "imports": waiting_batches(user),
        "passages": waiting_count() if may_settle(user) else 0,
        "reports": Report.objects.open().count(),
        **waiting(user),
    }
