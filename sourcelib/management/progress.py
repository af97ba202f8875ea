"""How long work shows where it stands: a bar for a person, a line per step for a log."""

import sys
from types import TracebackType
from typing import Any, Self, TextIO, cast

from django.core.management.base import OutputWrapper
from tqdm import tqdm


class StepProgress:
    """Progress in steps, on standard error so that it never mixes with data.

    Call it with the step, how far it is and how far it goes (0: not known). On a terminal each step
    is a bar; elsewhere each step is one line when it begins.
    """

    def __init__(self, stream: TextIO | OutputWrapper | None = None) -> None:
        # A command's own stream ends every piece with a newline; a bar needs what is behind it.
        plain = stream._out if isinstance(stream, OutputWrapper) else stream
        self._stream = cast("TextIO", plain or sys.stderr)
        self._step = ""
        self._bar: Any = None

    def __call__(self, step: str, done: int, total: int) -> None:
        """Say how far a step is."""
        if step != self._step:
            self._begin(step, total)
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def _begin(self, step: str, total: int) -> None:
        self._end()
        self._step = step
        if self._stream.isatty():
            self._bar = tqdm(desc=step, total=total or None, file=self._stream, leave=False)
        else:
            self._stream.write(f"{step} …\n")

    def _end(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
