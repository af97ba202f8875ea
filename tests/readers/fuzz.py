"""Real files of every format, changed at random: nothing but ReaderError may come of them.

    python -m tests.readers.fuzz --seconds 600 --seed 7 --keep FOLDER

runs for as long as wanted, tells which files broke a reader, and keeps them in FOLDER. The suite
runs a short piece of the same.
"""

import argparse
import gzip
import io
import json
import random
import signal
import sys
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from sourcelib.readers import ReaderError, document_from_json, document_to_json, entries, read
from sourcelib.text import canonicalise, paragraphs
from tests.readers.mutations import mutated

HERE = Path(__file__).parent
SOURCES = HERE.parents[1] / "fixtures" / "sources"
FOLDERS = (HERE / "files", HERE / "containers", HERE / "pages", SOURCES)
MOST_ENTRIES = 50  # of a container that are read
SLOW = 30  # seconds, the limit of a bounded reader

EXTRA = {
    "record.jsonl": b'{"title": "One", "text": "First words.", "date": "2020-05-03"}\n'
    b'{"title": "Two", "url": "https://example.org/2", "html": "<p>Second <b>words</b>.</p>"}\n',
    "page.html": b"<!doctype html><html lang=en><head><meta charset=utf-8><title>One</title>"
    b"<meta name=author content='Ann Author'></head><body><nav><a href=/>Home</a></nav><article>"
    b"<h1>One</h1><p>By Ann Author</p><p>"
    + b"First words of a sentence that goes on. " * 8
    + b"</p><ul><li>An item<li>Another</ul><table><tr><td>a<td>b</table></article></body></html>",
    "front.md": b"---\ntitle: One\nauthor: Ann Author\n---\n\n# One\n\n*Words* [here](/x) and "
    b"`code`.\n\n> quoted\n\n- item\n  1. inner\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "wide.txt": "\ufeffTitle\n\nBy Ann Author\n\nСлова и слова.\n\n日本語の文。\n".encode("utf-16"),
}


def seeds() -> dict[str, bytes]:
    """The files that are changed, by their names."""
    found = {
        path.name: path.read_bytes()
        for folder in FOLDERS
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }
    return found | EXTRA


def changed(name: str, data: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """A file that was changed, inside of its packing if it has one."""
    choice = dice.random()
    if choice < 0.1:
        return data[: dice.randrange(len(data) + 1)]
    if choice < 0.15:
        other = dice.choice(others)
        return data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other) + 1) :]
    if choice < 0.85:
        if name.endswith(".docx"):
            return _changed_part(data, dice)
        if name.endswith(".gz"):
            return gzip.compress(_mutated(gzip.decompress(data), dice), 1)
        if name.endswith(".pdf"):
            return _changed_stream(data, dice)
    return _mutated(data, dice)


def _mutated(data: bytes, dice: random.Random) -> bytes:
    return next(mutated(data, dice.getrandbits(32), 1))


def _changed_part(data: bytes, dice: random.Random) -> bytes:
    """The archive with one of its parts changed: a check sum would refuse any other change."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w") as changed_one:
        names = archive.namelist()
        likely = [name for name in names if name.startswith("word/")]
        chosen = dice.choice(likely if likely and dice.random() < 0.8 else names)
        for name in names:
            part = archive.read(name)
            changed_one.writestr(name, _mutated_xml(part, dice) if name == chosen else part)
    return packed.getvalue()


def _mutated_xml(data: bytes, dice: random.Random) -> bytes:
    """Mostly still well-formed: elements taken out, doubled, or put into one another."""
    parts = data.split(b"<")
    if len(parts) < 4 or dice.random() < 0.3:
        return _mutated(data, dice)
    for _ in range(dice.randint(1, 4)):
        here, there = dice.randrange(1, len(parts)), dice.randrange(1, len(parts))
        match dice.randrange(4):
            case 0:
                parts[here] = parts[there]
            case 1 if b'"' in parts[here]:
                pieces = parts[here].split(b'"')
                index = dice.randrange(len(pieces) // 2) * 2 + 1
                pieces[index] = dice.choice(
                    (b"", b"-1", b"99999999", b"0", b"x", pieces[index] * 2)
                )
                parts[here] = b'"'.join(pieces)
            case 2 if parts[here].rstrip().endswith(b"/>"):
                del parts[here]
            case _:
                if parts[there].rstrip().endswith(b"/>"):
                    parts.insert(here, parts[there])
    return b"<".join(parts)


def _changed_stream(data: bytes, dice: random.Random) -> bytes:
    """The PDF with one of its streams changed, and packed again."""
    starts = [at for at in range(len(data)) if data.startswith(b"stream", at)]
    starts = [at for at in starts if not data.startswith(b"end", at - 3)]
    if not starts or dice.random() < 0.3:
        return _mutated(data, dice)
    start = data.index(b"\n", dice.choice(starts)) + 1
    end = data.find(b"endstream", start)
    try:
        packed = zlib.compress(_mutated(zlib.decompress(data[start:end].rstrip(b"\r\n")), dice))
    except (zlib.error, ValueError):
        return _mutated(data, dice)
    return data[:start] + packed + b"\n" + data[end:]


def try_file(data: bytes, name: str) -> str:
    """Read all that is in a file: "read", or "refused". Raises what no reader should."""
    outcome = "refused"
    try:
        for number, entry in enumerate(entries(data, name)):
            if number >= MOST_ENTRIES:
                break
            if not isinstance(entry, ReaderError):
                try:
                    _check_document(entry.data, entry.file_name, entry)
                except ReaderError:
                    continue
                outcome = "read"
    except ReaderError:
        pass
    return outcome


def _check_document(data: bytes, name: str, entry: object) -> None:
    document = read(data, name, entry.media_type, entry.reader, (), entry.stated)  # type: ignore[attr-defined]
    assert canonicalise(document.text).text == document.text, "the text is not canonical"
    assert len(document.places) == len(paragraphs(document.text)), "a paragraph has no place"
    text = json.dumps(document_to_json(document), ensure_ascii=False)
    text.encode()  # no lone surrogates
    assert "\\u0000" not in text, "NUL, which PostgreSQL cannot store"
    assert document_from_json(json.loads(text)) == document, "it changed on the way through JSON"


def fuzz(seed: int, only: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield changed files without end, in turn one of each seed whose name contains `only`."""
    dice = random.Random(seed)
    known = {name: data for name, data in seeds().items() if only in name}
    others = list(known.values())
    while True:
        for name, data in known.items():
            yield name, changed(name, data, others, dice)


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} seconds")

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="part of the names of the files to change")
    parser.add_argument("--keep", type=Path, help="folder for the files that broke a reader")
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    end = monotonic() + given.seconds
    slowest = (0.0, "")
    for number, (name, data) in enumerate(fuzz(given.seed, given.only)):
        started = monotonic()
        if started > end:
            break
        try:
            with _alarm(SLOW):
                outcome = try_file(data, name)
        except Exception as error:
            outcome = "FAULT"
            frame = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{name}: {type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
            faults[fault] += 1
            if faults[fault] == 1:
                sys.stdout.write(f"{fault}: {str(error)[:200]} (number {number})\n")
                if given.keep:
                    given.keep.mkdir(parents=True, exist_ok=True)
                    (given.keep / f"{number}-{name}").write_bytes(data)
        slowest = max(slowest, (monotonic() - started, f"{name}, number {number}"))
        counts[f"{Path(name).suffix} {outcome}"] += 1
    for line, count in sorted(counts.items()):
        sys.stdout.write(f"{count:8} {line}\n")
    sys.stdout.write(f"slowest: {slowest[0]:.1f} s, {slowest[1]}\n")
    for fault, count in faults.most_common():
        sys.stdout.write(f"{count:8} {fault}\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
