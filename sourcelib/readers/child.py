"""One child process of a bounded reader, and what becomes of it."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import BinaryIO

from sourcelib.readers.messages import Message, receive, send

ROOT = Path(__file__).resolve().parents[2]
# Nothing else of the environment, such as the site's secret key, is within reach of a file.
PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT")


class TookTooLongError(Exception):
    """The child had not answered in time, and was ended."""


class BrokeDownError(Exception):
    """The child came to an end, or lost its wits, by itself; the text says how."""


class Child:
    """A process of `worker`. It serves one request at a time, and is of no use after an error."""

    def __init__(self, memory: int) -> None:
        known = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "sourcelib.readers.worker", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=known | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        )
        self.requests = 0
        self.worked = 0.0  # seconds, on the present request

    @property
    def _pipes(self) -> tuple[BinaryIO, BinaryIO]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout  # type: ignore[return-value]

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: Message, seconds: float) -> Message:
        """Send a request; return the first answer. Raises TookTooLongError, BrokeDownError."""
        self.requests += 1
        self.worked = 0.0
        return self._within(seconds, request)

    def next_answer(self, seconds: float) -> Message:
        """Return the next answer. Raises TookTooLongError, BrokeDownError."""
        return self._within(seconds, None)

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in self._pipes:
            with suppress(OSError):  # what was still to be sent has nobody to go to
                pipe.close()

    def _within(self, seconds: float, request: Message | None) -> Message:
        # Not every system can wait for a pipe with a timeout; killing ends the wait on all.
        timer = Timer(seconds, self._process.kill)
        started = monotonic()
        timer.start()
        try:
            answer = self._exchange(request)
        finally:
            timer.cancel()
            timer.join()
            taken = monotonic() - started
            self.worked += taken
        if taken >= seconds:  # whether or not the answer came in the same moment
            raise TookTooLongError
        if answer is None:
            raise BrokeDownError(_how_it_ended(self._process.wait()))
        return answer

    def _exchange(self, request: Message | None) -> Message | None:
        """The next answer; None where the process has ended."""
        requests, answers = self._pipes
        try:
            if request is not None:
                send(requests, request)
            return receive(answers)
        except OSError:
            return None
        except ValueError as error:
            raise BrokeDownError(f"it answered with {error}") from error


def _how_it_ended(status: int) -> str:
    try:
        return f"it was ended by {signal.Signals(-status).name}"
    except ValueError:
        return f"it ended with status {status}"
