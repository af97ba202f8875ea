"""Whose page a page is: a key that names an account to its own browser, and tells nothing else."""

from typing import Any

from django.utils.crypto import salted_hmac

LENGTH = 20


def key_of(user: Any) -> str:
    """Return the key of an account, "" for whoever is signed out.

    The annotation page keeps unsent work on the device under this key, and sends it with every
    request: so nobody's work is ever shown to, or written down under the name of, somebody else
    who signed in meanwhile in the same browser.
    """
    if not user.is_authenticated:
        return ""
    return salted_hmac("annotations.acting", str(user.pk)).hexdigest()[:LENGTH]
