"""What a bounded reader and its child process say to each other: JSON, and bytes beside it."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

LENGTHS = struct.Struct(">II")  # of the JSON and of the data, in bytes
# The largest file, each of its bytes six as JSON (\u0000), and findings that repeat it.
LONGEST = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Message:
    """One message; what its fields are, `worker` says."""

    fields: Mapping[str, Any]
    data: bytes = b""


def send(stream: BinaryIO, message: Message) -> None:
    """Write a message. Raises OSError where nobody reads any more."""
    text = json.dumps(message.fields).encode()
    stream.write(LENGTHS.pack(len(text), len(message.data)))
    stream.write(text)
    stream.write(message.data)
    stream.flush()


def receive(stream: BinaryIO) -> Message | None:
    """Read the next message; None at the end. Raises ValueError for what is no message."""
    head = stream.read(LENGTHS.size)
    if len(head) < LENGTHS.size:
        return None
    text_length, data_length = LENGTHS.unpack(head)
    if max(text_length, data_length) > LONGEST:
        raise ValueError("a message longer than any can be")
    text, data = stream.read(text_length), stream.read(data_length)
    if len(text) < text_length or len(data) < data_length:
        return None
    fields = json.loads(text)
    if not isinstance(fields, dict):
        raise ValueError("a message without fields")
    return Message(fields, data)
