"""What the scripts of the annotation page say; `{name}` is filled in by them."""

from annotations.admin.annotate_strings import (
    core,
    discussing,
    guidelines,
    keeping,
    keys,
    reviewing,
    selecting,
    suggestions,
    tagging,
    together,
    versions,
)

PARTS = (
    core,
    discussing,
    guidelines,
    keeping,
    keys,
    reviewing,
    selecting,
    suggestions,
    tagging,
    together,
    versions,
)


def strings() -> dict[str, str]:
    """Return all sentences by the names that the scripts know them by, in the user's language."""
    return {name: says for part in PARTS for name, says in part.strings().items()}
