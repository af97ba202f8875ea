"""Why a service did not do what it was asked; every message is for the person who asked."""

from collections.abc import Mapping, Sequence


class Refused(Exception):  # noqa: N818 - in the words of the domain
    """Nothing was written; `str()` says why, in plain words."""


class NotAllowed(Refused):
    """The acting user may not do this."""


class WrongState(Refused):
    """What was asked does not fit the state that the row is in."""


class Invalid(Refused):
    """Some fields are wrong: `errors` maps the name of each to what is wrong with it."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        self.errors = {field: list(messages) for field, messages in errors.items()}
        super().__init__(" ".join(message for messages in errors.values() for message in messages))
