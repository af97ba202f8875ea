"""Which process writes a batch, so that two runs of one command do not write the same one."""

import os
import socket
from collections.abc import Mapping
from typing import Any


def this_process() -> dict[str, Any]:
    """Return what a batch keeps of the process that writes it."""
    return {"host": socket.gethostname(), "process": os.getpid()}


def another_at_work(report: Mapping[str, Any]) -> int | None:
    """Return the number of the process that a batch keeps, if it still runs and is not this one.

    Of processes on other machines nothing can be known from here; nor on Windows, where asking
    would end the process.
    """
    number = report.get("process")
    elsewhere = report.get("host") != socket.gethostname()
    if os.name != "posix" or elsewhere or not isinstance(number, int) or number == os.getpid():
        return None
    try:
        os.kill(number, 0)  # asks only
    except ProcessLookupError:
        return None
    except PermissionError:  # it runs, as somebody else
        pass
    return number
