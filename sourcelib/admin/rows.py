"""What the administration of every model keeps to: permanent addresses, read-only rows."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from sourcelib.models import FormerSlug
from sourcelib.services.addresses import keep_former_slug


class AddressForm(forms.ModelForm):
    """A form of a row with a slug, which refuses the former slug of another row."""

    def clean_slug(self) -> str:
        """Former addresses lead somewhere for ever, and so are taken."""
        slug: str = self.cleaned_data["slug"]
        former = FormerSlug.objects.filter(model=self.instance._meta.label_lower, slug=slug)
        if former.exclude(uid=self.instance.uid).exists():
            raise ValidationError(_("Another row had this address before; it still leads there."))
        return slug


class AddressAdmin(admin.ModelAdmin):
    """Rows with a slug: when it changes, the address they had before keeps leading to them."""

    form = AddressForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Propose a slug for a new row only; a known address does not follow its name."""
        prepopulated = dict(super().get_prepopulated_fields(request, obj))
        return prepopulated if obj is None else {}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes what readers see: its address keeps answering."""
        if obj is not None and self.model._default_manager.public().filter(pk=obj.pk).exists():
            return False
        return super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the row and remember its former slug, in one transaction."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            before = form.initial.get("slug")
            if change and before and before != obj.slug:
                keep_former_slug(row=obj, before=before)


class HistoryAdmin(SimpleHistoryAdmin):
    """Rows that keep their history, which is read and not gone back to.

    Going back would write the state and the slug of then without the services.
    """

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Hide the button."""
        return True

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show the row as it was, and refuse to write it back."""
        if request.method == "POST":
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that are looked at here and written elsewhere, or never changed at all."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody adds one here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Nobody changes one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Nobody deletes one."""
        return False


class ReadOnlyInline(admin.TabularInline):
    """Rows of another model, shown with the one they belong to."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Nobody adds one here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        """Nobody changes one here."""
        return False
