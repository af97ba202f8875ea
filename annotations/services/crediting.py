"""How readers are told who did something: by name where that person chose so, else by role."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.services.roles import ADMINISTRATOR, CURATOR, EDITOR

# In order: who is in several groups is known by the first.
_ROLES = {
    ADMINISTRATOR: gettext_lazy("an administrator"),
    EDITOR: gettext_lazy("an editor"),
    CURATOR: gettext_lazy("a curator"),
}


def credited(account: Any) -> str:
    """Return "an editor", or the name of an account that shows it; "" where there is no account.

    It reads the groups of the account; have them prefetched where there are several accounts.
    """
    if account is None:
        return ""
    if name := account.public_name():
        return str(name)
    if account.is_superuser:
        return str(_ROLES[ADMINISTRATOR])
    groups = {group.name for group in account.groups.all()}
    found = next((label for role, label in _ROLES.items() if role in groups), None)
    return str(found) if found else _("somebody who no longer works on the library")
