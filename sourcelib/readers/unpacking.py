"""What was packed, unpacked piece by piece and never beyond a limit."""

import zlib
from typing import BinaryIO

BLOCK = 64 * 1024
GZIP = b"\x1f\x8b"
GZIP_FRAME, ANY_FRAME, NO_FRAME = 16 + zlib.MAX_WBITS, 32 + zlib.MAX_WBITS, -zlib.MAX_WBITS

# Text shrinks to a fifth or a tenth; a file of zeros to a thousandth, so that 20 MB of it would
# keep a reader busy for minutes.
ALLOWANCE = 64 * 1024 * 1024  # bytes, whatever the ratio
MOST_TIMES = 100


class PackedError(ValueError):
    """What cannot be unpacked; the message says why."""


class UnpackedStream:
    """A stream read forwards: plain, or of gzip members, which are unpacked one after another.

    Raises PackedError for damaged members, and where they unpack to MOST_TIMES their size. A
    stream that ends within a member just ends.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._taken = 0  # bytes of `raw`
        self._given = 0  # bytes, unpacked, that have been read
        self._buffer = b""
        self._next = 0  # in the buffer
        self._packed = self._block()
        self._inflater = zlib.decompressobj(GZIP_FRAME) if self._packed[:2] == GZIP else None
        self._member = (0, 0)  # where the member at hand begins, packed and unpacked

    @property
    def place(self) -> str:
        """Where the next byte stands: of the file, or unpacked where it is within a member."""
        self._filled()
        packed, unpacked = self._member
        if self._inflater and self._given != unpacked:
            return f"unpacked byte {self._given}"
        return f"byte {packed if self._inflater else self._given}"

    def read(self, most: int) -> bytes:
        """Return `most` bytes, or as many as are left."""
        pieces = []
        while most > 0 and self._filled():
            piece = self._buffer[self._next : self._next + most]
            self._advance(len(piece))
            pieces.append(piece)
            most -= len(piece)
        return b"".join(pieces)

    def readline(self, most: int) -> bytes:
        """Return the bytes up to the next LF and with it, `most` of them at the most."""
        pieces = []
        while most > 0 and self._filled():
            end = self._buffer.find(b"\n", self._next, self._next + most) + 1
            piece = self._buffer[self._next : end or self._next + most]
            self._advance(len(piece))
            pieces.append(piece)
            most = 0 if end else most - len(piece)
        return b"".join(pieces)

    def skip(self, count: int) -> int:
        """Pass over `count` bytes; return how many there were."""
        left = count
        while left > 0 and self._filled():
            step = min(left, len(self._buffer) - self._next)
            self._advance(step)
            left -= step
        return count - left

    def _advance(self, count: int) -> None:
        self._next += count
        self._given += count

    def _block(self) -> bytes:
        block = self._raw.read(BLOCK)
        self._taken += len(block)
        return block

    def _filled(self) -> bool:
        """Whether there is a next byte; the buffer holds it then."""
        while self._next == len(self._buffer):
            self._packed = self._packed or self._block()
            if not self._packed:
                return False
            if self._inflater and self._inflater.eof:
                self._packed = self._packed.lstrip(b"\0")  # some writers fill their blocks up
                if not self._packed:
                    continue
            self._next = 0
            if self._inflater is None:
                self._buffer, self._packed = self._packed, b""
            else:
                self._buffer = self._inflate(self._inflater)
        return True

    def _inflate(self, inflater: "zlib._Decompress") -> bytes:
        """Some bytes of the member at hand, perhaps none."""
        if inflater.eof:
            self._member = (self._taken - len(self._packed), self._given)
            inflater = self._inflater = zlib.decompressobj(GZIP_FRAME)
        try:
            data = inflater.decompress(self._packed, BLOCK)
        except zlib.error as error:
            raise PackedError(f"it is damaged: {error}") from error
        self._packed = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
        if self._given + len(data) > ALLOWANCE + MOST_TIMES * self._taken:
            raise PackedError(f"it unpacks to more than {MOST_TIMES} times its size")
        return data


def unpack(data: bytes, encodings: str, most: int) -> bytes:
    """`data` without the encodings of an HTTP header, such as "gzip".

    What is not packed as it says is returned as it came: archives often keep the header of what
    they unpacked. Raises PackedError for an encoding that is not known, damaged data, and more
    than `most` bytes.
    """
    names = [name.strip().lower() for name in encodings.split(",")]
    for name in reversed([name for name in names if name not in {"", "identity", "none"}]):
        if name in {"gzip", "x-gzip"}:
            data = _inflated(data, GZIP_FRAME, most) if data.startswith(GZIP) else data
        elif name == "deflate":
            framed = data[:1] == b"\x78"  # as the standard has it; some servers leave the frame out
            data = _inflated(data, ANY_FRAME if framed else NO_FRAME, most)
        else:
            raise PackedError(f"it is packed as {name[:40]}, which cannot be unpacked here")
    return data


def _inflated(data: bytes, frame: int, most: int) -> bytes:
    inflater = zlib.decompressobj(frame)
    try:
        unpacked = inflater.decompress(data, most + 1)
    except zlib.error as error:
        raise PackedError(f"it is damaged: {error}") from error
    if len(unpacked) > most:
        raise PackedError(f"it unpacks to more than {most:,} bytes")
    if not inflater.eof:
        raise PackedError("its end is missing")
    return unpacked
