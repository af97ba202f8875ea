"""Accounts and groups."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sourcelib.models import Account


@admin.register(Account)
class AccountAdmin(UserAdmin):
    """The people who work on the library, and their roles."""

    list_display = ("username", "get_full_name", "email", "roles", "is_active", "last_login")
    list_filter = ("groups", "is_active")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username",)
    readonly_fields = ("last_login", "date_joined")
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "usable_password", "password1", "password2"),
            },
        ),
        (_("Role"), {"fields": ("is_staff", "groups")}),
    )

    def get_queryset(self, request: HttpRequest):  # type: ignore[no-untyped-def]
        """With the groups, which the list shows."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: Account | None = None):  # type: ignore[no-untyped-def]
        """Names and roles; single permissions and superusers are for superusers alone."""
        if obj is None:
            return self.add_fieldsets
        access: tuple[str, ...] = ("is_active", "is_staff", "groups")
        if request.user.is_superuser:
            access = (*access, "is_superuser", "user_permissions")
        return (
            (None, {"fields": ("username", "password")}),
            (_("Person"), {"fields": ("first_name", "last_name", "email", "show_name")}),
            (_("Role"), {"fields": access}),
            (_("Dates"), {"fields": ("last_login", "date_joined")}),
        )

    def has_change_permission(self, request: HttpRequest, obj: Account | None = None) -> bool:
        """A superuser's account, its password too, is changed by superusers alone."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Account | None = None) -> bool:
        """Nobody but a superuser deletes one."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs, request):  # type: ignore[no-untyped-def]
        """What would go with accounts; where something keeps one, with the remedy."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        if protected:
            remedy = str(_("Who judged is not forgotten. Let the account be inactive instead."))
            protected, missing = [remedy, *protected], set()  # no permission would help
        return deleted, counts, missing, protected

    @admin.display(description=_("roles"))
    def roles(self, obj: Account) -> str:
        """The groups by name."""
        return ", ".join(group.name for group in obj.groups.all())
