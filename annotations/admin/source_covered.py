"""How far each source in the list is: what was read, what carries annotations, who has it."""

from collections import defaultdict
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from annotations.models import Assignment
from annotations.services.assigned import is_overdue
from annotations.services.coverage import shares


class CoveredChangeList(ChangeList):
    """A page of sources, each with its `share` and the `given` that has not ended; four queries."""

    def get_results(self, request: HttpRequest) -> None:
        """Count for the sources of the page, all at once."""
        super().get_results(request)
        rows: list[Any] = list(self.result_list)
        found = shares(row.pk for row in rows)
        given: dict[int, list[Assignment]] = defaultdict(list)
        open_ones = Assignment.objects.open().filter(article__in=[row.pk for row in rows])
        for one in open_ones.select_related("assignee").order_by("pk"):
            given[one.article_id].append(one)
        for row in rows:
            row.share, row.given = found.get(row.pk), given[row.pk]
        self.result_list = rows


def covered(row: Any) -> str:
    """Return the counts of a row of the list with their bars."""
    if row.share is None:
        return "–"
    return render_to_string("admin/annotations/_covered.html", {"share": row.share})


def given_to(row: Any) -> SafeString | str:
    """Return who has a source, those marked who should have done it by now."""
    names = [
        (
            " over" if is_overdue(one) else "",
            one.assignee.working_name(),
            one.get_task_display(),
            gettext(", overdue") if is_overdue(one) else "",
        )
        for one in row.given
    ]
    return format_html_join(", ", '<span class="given{}">{} ({}{})</span>', names) or "–"
