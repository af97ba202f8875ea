"""Reading files from strangers: in a child process that is allowed so much memory and time.

A reader calls libraries that were written for honest files. Whatever a file makes them do, it costs
no more than the limits, and the next file is read as if nothing had been.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar

from sourcelib.readers.as_json import (
    document_from_json,
    entry_from_json,
    error_from_json,
    finding_to_json,
)
from sourcelib.readers.child import BrokeDownError, Child, TookTooLongError
from sourcelib.readers.document import Document, Finding, ReaderError
from sourcelib.readers.formats import Entry
from sourcelib.readers.messages import Message
from sourcelib.readers.reading import entries, holds_several, refuse_large

# A long article takes a tenth of a second, a book of 500 pages as PDF some 20 seconds.
SECONDS_A_FILE = 30.0
# Of a file with several sources; each of them has SECONDS_A_FILE.
SECONDS_A_CONTAINER = 600.0
# The interpreter with all libraries maps 100 MiB. 20 MiB of text, the most that is read, are held
# several times over, at up to four bytes a character.
MEMORY = 1536 * 1024 * 1024
# Libraries keep what they should let go; a new process costs a quarter of a second.
FILES_A_CHILD = 500

T = TypeVar("T")

INSTEAD = "Bring its text as plain text, or a smaller part of it"


class BoundedReader:
    """Reads as `reading.entries` and `reading.read` do, within limits. For one thread.

        with BoundedReader() as reader:
            for entry in reader.entries(data, "feed.xml"):
                document = reader.read(entry.data, entry.file_name, …)

    Raises ReaderError also for a file that took too long, needed too much memory, or broke its
    reader.
    """

    def __init__(
        self,
        *,
        seconds: float = SECONDS_A_FILE,
        seconds_a_container: float = SECONDS_A_CONTAINER,
        memory: int = MEMORY,
    ) -> None:
        self.seconds = seconds
        self.seconds_a_container = seconds_a_container
        self.memory = memory
        self._idle: list[Child] = []
        self._children: set[Child] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes. What is read afterwards starts new ones."""
        for child in tuple(self._children):
            self._end(child)

    def entries(
        self,
        data: bytes,
        file_name: str,
        media_type: str | None = None,
        reader: str | None = None,
    ) -> Iterator[Entry | ReaderError]:
        """Yield each source of a file one by one, as `reading.entries` does. Raises ReaderError.

        Other files may be read in between.
        """
        if not holds_several(file_name, media_type, reader):
            yield from entries(data, file_name, media_type, reader)  # which yields it as it is
            return
        request = {"do": "entries", "media_type": media_type, "reader": reader}
        yield from self._answers(file_name, request, data, self.seconds_a_container, _entry)

    def read(
        self,
        data: bytes,
        file_name: str,
        media_type: str | None = None,
        reader: str | None = None,
        keep: Collection[str] = (),
        stated: Sequence[Finding] = (),
    ) -> Document:
        """Read a source, as `reading.read` does. Raises ReaderError."""
        request = {
            "do": "read",
            "media_type": media_type,
            "reader": reader,
            "keep": list(keep),
            "stated": [finding_to_json(finding) for finding in stated],
        }
        (document,) = self._answers(file_name, request, data, self.seconds, _document)
        return document

    def _answers(
        self,
        file_name: str,
        request: Mapping[str, Any],
        data: bytes,
        seconds: float,
        convert: Callable[[Message], T],
    ) -> Iterator[T]:
        """Yield what a child makes of the file, which may take `seconds` in all.

        A child that did not get to the end is ended.
        """
        refuse_large(data, file_name)
        limits = {"file_name": file_name, "seconds": seconds}
        child = self._take()
        may_go_on = False
        try:
            answer = child.ask(Message({**request, **limits}, data), self.seconds)
            while (kind := answer.fields.get("is")) == "part":
                yield convert(answer)
                answer = child.next_answer(min(self.seconds, seconds - child.worked))
            may_go_on = kind != "memory"
            if kind != "end":
                raise _refusal(answer, file_name, self.memory)
        except TookTooLongError as error:
            limit = seconds if child.worked >= seconds else self.seconds
            problem = f"reading it took longer than {limit:g} seconds"
            raise ReaderError(file_name, problem, INSTEAD) from error
        except BrokeDownError as error:
            problem = f"it broke its reader ({error}), or needs more than {_mib(self.memory)}"
            raise ReaderError(file_name, problem, INSTEAD) from error
        finally:
            if may_go_on and child.requests < FILES_A_CHILD:
                self._idle.append(child)
            else:
                self._end(child)

    def _take(self) -> Child:
        while self._idle:
            child = self._idle.pop()
            if child.alive:
                return child
            self._end(child)
        child = Child(self.memory)
        self._children.add(child)
        return child

    def _end(self, child: Child) -> None:
        self._children.discard(child)
        if child in self._idle:
            self._idle.remove(child)
        child.end()


def _document(answer: Message) -> Document:
    return _sound(document_from_json, answer.fields.get("document"))


def _entry(answer: Message) -> Entry | ReaderError:
    if "error" in answer.fields:
        return _sound(error_from_json, answer.fields["error"])
    return _sound(partial(entry_from_json, data=answer.data), answer.fields.get("entry"))


def _refusal(answer: Message, file_name: str, memory: int) -> ReaderError:
    if answer.fields.get("is") == "memory":
        return ReaderError(file_name, f"reading it needs more than {_mib(memory)}", INSTEAD)
    return _sound(error_from_json, answer.fields.get("error"))


def _sound(convert: Callable[[object], T], value: object) -> T:
    try:
        return convert(value)
    except ValueError as error:
        raise BrokeDownError(f"it answered with {error}") from error


def _mib(memory: int) -> str:
    return f"{memory // (1024 * 1024):,} MiB of memory"
