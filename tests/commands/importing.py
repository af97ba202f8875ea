"""`import_sources` as tests run it."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

SOURCES = Path(settings.BASE_DIR) / "fixtures" / "sources"


def imported(*paths: Any, out: StringIO | None = None, **options: Any) -> str:
    """Bring in what is named; return what was said."""
    out = out or StringIO()
    call_command("import_sources", *map(str, paths), stdout=out, stderr=out, **options)
    return out.getvalue()


def not_imported(*paths: Any, match: str, out: StringIO | None = None, **options: Any) -> str:
    """Return what was said before the command failed."""
    out = out or StringIO()
    with pytest.raises(CommandError, match=match):
        imported(*paths, out=out, **options)
    return out.getvalue()


class Watching(StringIO):
    """A terminal at which something is done when so many sources were told of."""

    def __init__(self, after: int, deed: Callable[[], object]) -> None:
        super().__init__()
        self.left, self.deed = after, deed

    def write(self, told: str) -> int:
        """Take what is said."""
        if told.startswith("read "):
            self.left -= 1
            if self.left == 0:
                self.deed()
        return super().write(told)


def ctrl_c() -> None:
    """Do as somebody who wants it to stop."""
    raise KeyboardInterrupt
