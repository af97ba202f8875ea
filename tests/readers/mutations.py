"""Files as accidents and attackers would change them, the same ones for a seed."""

import random
from collections.abc import Iterator

PIECES = (b"", b'"', b"}", b"[", b"<", b"]]>", b"&", b"\\u", b"\r\n", b"\0", b"-1", b"99999999")


def mutated(data: bytes, seed: int, count: int) -> Iterator[bytes]:
    """Yield `count` copies of `data`, each changed in one to six places."""
    dice = random.Random(seed)
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(dice.randint(1, 6)):
            start = dice.randrange(len(changed) + 1)
            end = min(len(changed), start + dice.choice((0, 1, 1, 4, 30, 300)))
            again = dice.randrange(len(data) + 1)
            copied = data[again : again + dice.randrange(60)]
            changed[start:end] = dice.choice((*PIECES, copied, dice.randbytes(2)))
        yield bytes(changed)
