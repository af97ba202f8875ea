"""The child process of a bounded reader: reads one file after another, within limits.

    python -m sourcelib.readers.worker BYTES_OF_MEMORY

A request names what to do ("entries" or "read") and how; its data are the file. The answers are
a "part" for the document or for each entry, with an error in place of one that is refused, then
"end", or a "refusal" of the whole. "memory" says that there was too little of it, and is the last
word of the process.
"""

import os
import signal
import sys
from collections.abc import Iterator
from typing import BinaryIO

from sourcelib.readers.as_json import (
    document_to_json,
    entry_to_json,
    error_to_json,
    finding_from_json,
)
from sourcelib.readers.document import ReaderError
from sourcelib.readers.messages import Message, receive, send
from sourcelib.readers.reading import entries, read

if sys.platform != "win32":  # there the time limit, which the parent keeps, remains
    import resource

MOST_OPEN_FILES = 64  # a reader needs none but the modules that it imports


def main() -> None:
    """Answer requests until there are no more."""
    requests, answers = _pipes()
    # Ctrl-C reaches the parent too, which ends this process when it wants to.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(int(sys.argv[1]))
    while (request := receive(requests)) is not None:
        _limit_processor_time(request.fields["seconds"])
        try:
            for answer in _answers(request):
                send(answers, answer)
        except MemoryError:
            send(answers, Message({"is": "memory"}))
            return
        except BrokenPipeError:
            return


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, out of reach of a library that prints or asks."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)
    return requests, answers


def _limit(memory: int) -> None:
    if sys.platform == "win32":
        return
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: MOST_OPEN_FILES,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))


def _limit_processor_time(seconds: float) -> None:
    """End this process where its parent, which keeps the time, is no longer there to do it."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + 2 * seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _answers(request: Message) -> Iterator[Message]:
    asked = request.fields
    how = (request.data, asked["file_name"], asked["media_type"], asked["reader"])
    try:
        if asked["do"] == "read":
            stated = [finding_from_json(finding) for finding in asked["stated"]]
            document = read(*how, asked["keep"], stated)
            yield Message({"is": "part", "document": document_to_json(document)})
        else:
            for entry in entries(*how):
                if isinstance(entry, ReaderError):
                    yield Message({"is": "part", "error": error_to_json(entry)})
                else:
                    yield Message({"is": "part", "entry": entry_to_json(entry)}, entry.data)
        yield Message({"is": "end"})
    except ReaderError as error:
        yield Message({"is": "refusal", "error": error_to_json(error)})
    except (MemoryError, BrokenPipeError):
        raise
    except Exception as error:  # a fault of a reader must not end the import of ten thousand files
        fault = f"its reader failed: {type(error).__name__}: {error}"
        refusal = ReaderError(
            asked["file_name"],
            fault[:300].rstrip(". "),
            "This is a fault of the reader: please report it together with the file, and bring "
            "the text as plain text meanwhile",
        )
        yield Message({"is": "refusal", "error": error_to_json(refusal)})


if __name__ == "__main__":
    main()
