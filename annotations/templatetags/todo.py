"""What there is to do, on the first page of the administration."""

from typing import Any

from django import template

from annotations.models import Report
from annotations.services import assigning, discussing
from annotations.services.judging_queue import judging_queue
from annotations.services.reanchoring.queue import waiting_count
from annotations.services.reanchoring.settling import may_settle
from annotations.services.waiting import MOST, desk, work
from sourcelib.services.staging import waiting_batches

register = template.Library()


@register.inclusion_tag("admin/annotations/_todo.html", takes_context=True)
def work_to_do(context: Any) -> dict[str, Any]:
    """Show what waits for the user, if they curate."""
    user = context["user"]
    if not user.has_perm("annotations.change_annotation"):
        return {"shown": False}
    may_review = user.has_perm("annotations.review_annotation")
    discussed = discussing.waiting_for(user)
    return {
        "shown": True,
        "work": work(user),
        "desk": desk(user) if may_review else None,
        "discussed": discussed[:MOST],
        "discussed_total": len(discussed),
        "may_review": may_review,
        "may_give": assigning.may_give(user),
        "may_judge": user.has_perm("annotations.propose_verdict"),
        "judging": judging_queue(user),
        "imports": waiting_batches(user),
        "passages": waiting_count() if may_settle(user) else 0,
        "reports": Report.objects.open().count() if may_review else 0,
    }
