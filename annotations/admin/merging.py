"""Merging actors in the administration: choose, preview, confirm; and undo."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.models import Actor, ActorMerge
from annotations.services.dated import period
from annotations.services.merging import (
    Preview,
    found,
    merge,
    named_alike,
    preview,
    preview_undo,
    unmerge,
)
from sourcelib.admin.rows import ReadOnlyAdmin
from sourcelib.services.refusals import Invalid, Refused


class TargetForm(forms.Form):
    """Which actor to merge into."""

    into = forms.ModelChoiceField(
        queryset=Actor.objects.all(),
        error_messages={"invalid_choice": _("There is no such actor.")},
    )


def merge_page(request: HttpRequest, source: Actor, site: AdminSite) -> HttpResponse:
    """Answer with the page to choose a target, with the preview, or merge what was previewed."""
    if not request.user.has_perm("annotations.merge_actor"):
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    form = TargetForm(asked if "into" in asked else None)
    words = request.GET.get("q", "").replace("\x00", " ").strip()
    context = {
        **site.each_context(request),
        "title": gettext("Merge %(actor)s into another actor") % {"actor": source},
        "opts": Actor._meta,
        "source": source,
        "words": words,
    }
    if not form.is_valid():
        return _choose(request, context, form.errors.get("into", []))
    target: Actor = form.cleaned_data["into"]
    try:
        if request.method == "POST":
            return _merged(request, source, target)
        context |= _previewed(preview(source, target))
    except Invalid as invalid:
        errors = invalid.errors
        if not errors.keys() & {"reason", "conflicts"}:
            return _choose(request, context, [line for each in errors.values() for line in each])
        context |= _previewed(preview(source, target)) | {"errors": errors}
    context["title"] = gettext("Merge %(source)s into %(target)s?") % {
        "source": source,
        "target": target,
    }
    return TemplateResponse(request, "admin/annotations/merge_preview.html", context)


def _choose(request: HttpRequest, context: dict[str, Any], errors: Any) -> HttpResponse:
    """Answer with the actors of the name that is looked for, or else those named alike."""
    source, words = context["source"], context["words"]
    candidates = found(source, words) if words else named_alike(source)
    context |= {"errors": errors, "candidates": candidates}
    return TemplateResponse(request, "admin/annotations/merge_choose.html", context)


def _merged(request: HttpRequest, source: Actor, target: Actor) -> HttpResponse:
    done = merge(
        user=request.user, source=source, target=target, reason=request.POST.get("reason", "")
    )
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a>',
            gettext("%(source)s was merged into %(target)s.")
            % {"source": source, "target": target},
            reverse("admin:annotations_actormerge_undo", args=[done.pk]),
            gettext("Undo…"),
        ),
    )
    return redirect("admin:annotations_actor_change", target.pk)


def _previewed(told: Preview) -> dict[str, Any]:
    """Return what the page shows: the two side by side, what follows, what does not fit."""
    one, other = _facts(told.source), _facts(told.target)
    return {
        "preview": told,
        "target": told.target,
        "sides": [(label, one[label], other[label]) for label in one if one[label] or other[label]],
    }


def _facts(actor: Actor) -> dict[str, list[str]]:
    """Return what is known of an actor, by label, in lines."""
    roles = actor.roles.select_related("organisation")
    memberships = actor.member_in.select_related("whole")
    made = actor.history.order_by("history_date").values_list("history_date", flat=True).first()
    said = actor.claims_made.count() + actor.predictions_made.count()
    about = actor.annotations_about.count()
    return {
        gettext("Name"): [actor.name],
        gettext("Kind"): [str(actor.get_kind_display())],
        gettext("Address"): [actor.get_absolute_url()],
        gettext("Aliases"): [
            f"{one.text} ({one.get_kind_display()})" for one in actor.aliases.all()
        ],
        gettext("Roles"): [_dated(role, role) for role in roles],
        gettext("Member of"): [_dated(one.whole, one) for one in memberships],
        gettext("Part of"): [str(actor.part_of)] if actor.part_of else [],
        gettext("Identifiers"): [
            f"{one.get_scheme_display()}: {one.value}" for one in actor.identifiers.all()
        ],
        gettext("Author"): [str(actor.author)] if actor.author else [],
        gettext("Publication"): [str(actor.publication)] if actor.publication else [],
        gettext("Note"): [actor.note] if actor.note else [],
        gettext("Mentions"): [str(actor.mentions.count())],
        gettext("Claims and predictions made"): [str(said)],
        gettext("Claims and predictions about it"): [str(about)],
        gettext("In the library since"): [made.date().isoformat()] if made else [],
    }


def _dated(what: Any, row: Any) -> str:
    return f"{what}, {period(row)}" if row.valid_from or row.valid_to else str(what)


@admin.register(ActorMerge)
class ActorMergeAdmin(ReadOnlyAdmin):
    """Which actors were merged, by whom and why; the place to undo it."""

    change_form_template = "admin/annotations/merge_change_form.html"
    list_display = ("what", "reason", "merged_at", "merged_by", "undone_at", "undo_link")
    list_filter = (("undone_at", admin.EmptyFieldListFilter),)
    list_select_related = ("source", "target", "merged_by")
    search_fields = ("source__name", "target__name", "reason")
    fields = (
        *("source", "target", "reason", "merged_at", "merged_by"),
        *("undone_at", "undone_by", "left_alone"),
    )
    readonly_fields = ("left_alone",)

    def get_urls(self) -> list[URLPattern]:
        """The page that undoes a merge stands below it."""
        page = self.admin_site.admin_view(self.undo_view)
        own = [path("<int:object_id>/undo/", page, name="annotations_actormerge_undo")]
        return own + super().get_urls()

    @admin.display(description=_("merge"), ordering="merged_at")
    def what(self, obj: ActorMerge) -> str:
        """Which actor went into which."""
        return str(obj)

    @admin.display(description=_("undo"))
    def undo_link(self, obj: ActorMerge) -> str:
        """The way to undo it, while it stands."""
        if obj.undone_at is not None:
            return "–"
        address = reverse("admin:annotations_actormerge_undo", args=[obj.pk])
        return format_html('<a href="{}">{}</a>', address, _("Undo…"))

    @admin.display(description=_("left alone when it was undone"))
    def left_alone(self, obj: ActorMerge) -> str:
        """What did not go back, because somebody had worked on it since."""
        return "\n".join(obj.moved.get("left", [])) or "–"

    def undo_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Answer with what undoing would do, or undo."""
        if not request.user.has_perm("annotations.merge_actor"):
            raise PermissionDenied
        rows = ActorMerge.objects.select_related("source__merged_into", "target__merged_into")
        row = get_object_or_404(rows, pk=object_id)
        try:
            if request.method == "POST":
                return self._undone(request, row)
            told = preview_undo(row)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return redirect("admin:annotations_actormerge_change", row.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Undo the merge of %(source)s into %(target)s?")
            % {"source": row.source, "target": row.target},
            "opts": self.opts,
            "merge": row,
            "undo": told,
        }
        return TemplateResponse(request, "admin/annotations/merge_undo.html", context)

    def _undone(self, request: HttpRequest, row: ActorMerge) -> HttpResponse:
        done = unmerge(user=request.user, merge=row)
        names = {"source": done.source, "target": done.target}
        self.message_user(
            request,
            gettext("%(source)s and %(target)s are two actors again.") % names,
            messages.SUCCESS,
        )
        for line in done.moved["left"]:
            self.message_user(request, gettext("Left alone: %s") % line, messages.WARNING)
        return redirect("admin:annotations_actor_change", done.source.pk)
