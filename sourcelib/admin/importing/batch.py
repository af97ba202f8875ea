"""The page of one import: what became of each source in it, and what can be done with all."""

import csv

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcelib.models import ImportBatch, ImportItem
from sourcelib.services import batches, settling, staging
from sourcelib.services.publishing import may_publish
from sourcelib.services.refusals import NotAllowed, Refused
from sourcelib.spreadsheets import defused

ROWS = 50  # on a page
COLUMNS = ("position", "from", "place", "state", "where", "problem", "remedy")

State = ImportItem.State


def import_batch(request: HttpRequest, pk: int, site: AdminSite) -> HttpResponse:
    """Answer with the page of an import. What is done with all goes by `settle_batch`."""
    batch = get_object_or_404(ImportBatch.objects.select_related("created_by"), pk=pk)
    if not request.user.has_perm("sourcelib.view_importbatch"):
        raise PermissionDenied
    counts = dict(batch.items.order_by().values_list("state").annotate(n=Count("pk")))
    shown = request.GET.get("state", "")
    items = batch.items.filter(state=shown) if shown in State.values else batch.items.all()
    page = Paginator(
        items.defer("data", "document").select_related("article", "revises").order_by("position"),
        ROWS,
    ).get_page(request.GET.get("page"))
    total = sum(counts.values())
    clear = settling.without_doubts(batch).count()
    going = "going" in request.GET and clear > 0
    begun = request.GET.get("going", "")
    of = max(int(begun), clear) if begun.isdecimal() else clear
    return TemplateResponse(
        request,
        "admin/sourcelib/importing/batch.html",
        {
            **site.each_context(request),
            "title": _("Import: %(name)s") % {"name": batch.name},
            "batch": batch,
            "page": page,
            "total": total,
            "shown": shown,
            "states": [
                (state.value, state.label, counts[state]) for state in State if state in counts
            ],
            "waiting": counts.get(State.WAITING, 0),
            "refused": counts.get(State.REFUSED, 0),
            "clear": clear,
            "going": going,
            "of": of,
            "come": of - clear,
            "may_settle": staging.may_settle(request.user, batch),
            "may_undo": may_publish(request.user)
            and batch.format in (batches.FILES, batches.UPLOAD),
            "undone": batch.state == ImportBatch.State.UNDONE,
        },
    )


def settle_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring in a slice of what has no doubts, or undo the whole, as the button says."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    address = reverse("admin:sourcelib_importbatch_change", args=[batch.pk])
    if request.method != "POST":
        return HttpResponseRedirect(address)
    try:
        if request.POST.get("do") == "undo":
            _undo(request, batch)
        else:
            address += _bring_in_some(request, batch)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(address)


def errors_of_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with what was refused in an import, and why, as a list for spreadsheets."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    if not request.user.has_perm("sourcelib.view_importbatch"):
        raise PermissionDenied
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{batch.pk}-errors.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    refused = batch.items.filter(state=State.REFUSED).defer("data", "document")
    for item in refused.order_by("position"):
        problem = item.problem or {}
        row = (item.position, item.origin, item.place, item.get_state_display())
        why = (problem.get(name, "") for name in ("place", "problem", "remedy"))
        writer.writerow([defused(value) for value in (*row, *why)])
    return response


def _bring_in_some(request: HttpRequest, batch: ImportBatch) -> str:
    """Return the parameters by which the page goes on, or tells what was done."""
    begun = request.POST.get("of", "")
    before = settling.without_doubts(batch).count()
    of = max(int(begun), before) if begun.isdecimal() else before
    settling.bring_in_some(user=request.user, batch=batch)
    if settling.without_doubts(batch).exists():
        return f"?going={of}"
    messages.success(request, _("All that has no doubts is here."))
    return ""


def _undo(request: HttpRequest, batch: ImportBatch) -> None:
    if request.POST.get("sure") != "yes":
        messages.error(request, _("Say that you are sure: nothing was undone."))
        return
    batches.undo(user=request.user, uid=str(batch.uid))
    messages.success(request, _("The import was undone."))
