"""The page of one source that waits: the original beside what was read of it, to be put right."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcelib.admin.importing.item_form import ItemForm, rows, typed
from sourcelib.admin.importing.languages import languages
from sourcelib.admin.importing.original import original_of
from sourcelib.admin.importing.pieces import pieces_of
from sourcelib.models import Article, ImportItem, Publication
from sourcelib.readers import FORMATS, Document
from sourcelib.services import settling, staging
from sourcelib.services.correcting import as_read, as_typed
from sourcelib.services.duplicates import find_twins
from sourcelib.services.readings import Reading, reading
from sourcelib.services.refusals import Invalid, NotAllowed, Refused
from sourcelib.text.changed_paragraphs import difference

MOST_PUBLICATIONS = 2_000
READERS = [name for name, one in FORMATS.items() if not one.container]

State = ImportItem.State


def import_item(request: HttpRequest, pk: int, site: AdminSite) -> HttpResponse:
    """Answer with the page of an item, after what was posted was done."""
    if not staging.may_give(request.user):
        raise PermissionDenied
    wanted = ("batch", "batch__created_by", "revises__current_revision", "article", "revision")
    item = get_object_or_404(ImportItem.objects.select_related(*wanted), pk=pk)
    held = reading(item)
    before = _before(item, held.document)
    data: Mapping[str, str] = {**before, **held.typed}
    form_of = partial(ItemForm, revises=item.revises is not None, document=held.document)
    form = form_of(initial=data)
    if request.method == "POST":
        form = form_of(request.POST)
        try:
            return _done(request, item, form, before, site)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Invalid as invalid:
            form.add_errors(invalid.errors)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        item.refresh_from_db()
        held = reading(item)
    return TemplateResponse(
        request,
        "admin/sourcelib/importing/item.html",
        {**site.each_context(request), **_context(request, item, held, form)},
    )


def _before(item: ImportItem, document: Document | None) -> dict[str, str]:
    if document is None:
        return {}
    return as_typed(as_read(document, item.batch.options.get("language", "")))


def _done(
    request: HttpRequest,
    item: ImportItem,
    form: ItemForm,
    before: Mapping[str, str],
    site: AdminSite,
) -> HttpResponse:
    """Do what the button says. Raises Refused, and Invalid for the form."""
    user, data = request.user, request.POST
    do, _colon, argument = data.get("do", "save").partition(":")
    if do == "save":
        return _save(request, item, form, site)
    if do == "discard":
        staging.discard(user=user, item=item)
        messages.success(request, _("“%(item)s” was put aside.") % {"item": item})
        return HttpResponseRedirect(_batch_address(item))
    if do == "restore":
        staging.restore(user=user, item=item)
        return _back(item)
    if item.state == State.WAITING and before:
        staging.keep_typed(user=user, item=item, typed=typed(data, before))
    if do == "keep":
        staging.read_again(user=user, item=item, keep=[*item.keep, argument])
    elif do == "take":
        kept = [key for key in item.keep if key != argument]
        staging.read_again(user=user, item=item, keep=kept)
    elif do == "reader":
        staging.read_again(user=user, item=item, reader=data.get("reader", ""), keep=[])
    elif do == "revise":
        article = get_object_or_404(Article, pk=int(argument) if argument.isdecimal() else None)
        staging.take_for(user=user, item=item, article=article)
    elif do == "own":
        staging.take_for(user=user, item=item, article=None)
    else:
        messages.success(request, _("Your corrections are kept. Go on with them when you like."))
    return _back(item, anchor=_anchor(do, argument))


def _save(request: HttpRequest, item: ImportItem, form: ItemForm, site: AdminSite) -> HttpResponse:
    document = reading(item).document
    if not form.is_valid() or document is None:
        raise Invalid({})
    said = form.said(document)
    if item.revises is not None:
        reason = form.cleaned_data["reason"]
        settled = settling.bring_in_correction(
            user=request.user, item=item, said=said, reason=reason
        )
        done = _("The corrected text of “%(title)s” is its current one now.")
        address = _sources(site).corrected_address(settled.article)
    else:
        settled = settling.bring_in(user=request.user, item=item, said=said)
        done = _("“%(title)s” is here as a draft.")
        address = reverse("admin:sourcelib_article_change", args=[settled.article.pk])
    messages.success(request, done % {"title": settled.article.title})
    for sentence in settled.told:
        messages.info(request, sentence)
    return HttpResponseRedirect(address)


def _sources(site: AdminSite) -> Any:
    """The administration of sources, which knows what rests on them."""
    return site.get_model_admin(Article)


def _anchor(do: str, argument: str) -> str:
    """Where the page goes on: at the field whose finding was left or taken."""
    fields = {"byline": "authors"}
    what = argument.partition(" at ")[0]
    return f"#row-{fields.get(what, what)}" if do in ("keep", "take") else ""


def _back(item: ImportItem, anchor: str = "") -> HttpResponse:
    address = reverse("admin:sourcelib_import_item", args=[item.pk])
    return HttpResponseRedirect(address + anchor)


def _batch_address(item: ImportItem) -> str:
    return reverse("admin:sourcelib_importbatch_change", args=[item.batch_id])


def _context(
    request: HttpRequest, item: ImportItem, held: Reading, form: ItemForm
) -> dict[str, Any]:
    document = held.document
    waits = item.state == State.WAITING
    context: dict[str, Any] = {
        "title": _("Bring in: %(item)s") % {"item": item},
        "item": item,
        "batch_address": _batch_address(item),
        "others": item.batch.items.exclude(pk=item.pk).filter(state=State.WAITING).count(),
        "next": item.batch.items.filter(state=State.WAITING, position__gt=item.position).first(),
        "document": document,
        "form": form,
        "may_settle": staging.may_settle(request.user, item.batch),
        "waits": waits,
        "original": original_of(item, document),
        "readers": READERS,
        "typed": bool(held.typed),
    }
    if document is None or not waits:
        return context
    origins = {}
    if not document.language:
        origins["language"] = (
            _("said for the whole import, not by the source itself")
            if item.batch.options.get("language")
            else _("The source does not say. Please say: nothing is assumed.")
        )
    text = str(form["text"].value() or "") if "text" in form.fields else document.text
    context |= {
        "rows": rows(form, document, item.keep, origins),
        "publications": Publication.objects.values_list("name", flat=True)[:MOST_PUBLICATIONS],
        "languages": languages(),
        "twins": find_twins(document, besides=item.revises),
        "pieces": pieces_of(document, text) if "text" in form.fields else None,
        "places": list(zip(document.text.split("\n\n"), document.places, strict=True)),
    }
    if item.revises is not None:
        context |= _correction(request, item, document)
    return context


def _correction(request: HttpRequest, item: ImportItem, document: Document) -> dict[str, Any]:
    """What a corrected text changes, and what would become of what rests on its source."""
    current = item.revises.current_revision if item.revises else None
    if current is None:
        return {}
    said = as_read(document)
    try:
        would = settling.preview(user=request.user, item=item, said=said)
        hindrance = ""
    except Refused as refused:
        would, hindrance = (), str(refused)
    return {
        "difference": difference(current.text, document.text),
        "would": would,
        "hindrance": hindrance,
    }
