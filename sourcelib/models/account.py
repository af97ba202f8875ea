"""Accounts of the people who work on the library."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from sourcelib.models.identity import Identified


class Account(Identified, AbstractUser):
    """A curator, editor or administrator; readers have none."""

    show_name = models.BooleanField(
        _("show my name publicly"),
        default=False,
        help_text=_("If off, readers see only the role: curator, editor."),
    )

    class Meta(AbstractUser.Meta):
        ordering = ["username"]

    def working_name(self) -> str:
        """Return what people who curate call it."""
        return self.get_full_name() or self.username

    def public_name(self) -> str:
        """Return the name that readers may see, or an empty string."""
        return self.working_name() if self.show_name else ""
