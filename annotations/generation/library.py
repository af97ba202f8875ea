"""The records of a whole generated library, one after another."""

import datetime
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from random import Random

from annotations.generation.cast import Record, assemble
from annotations.generation.drafting import WORDS, draft
from annotations.generation.following import Propositions, relations, verdicts
from annotations.generation.recording import Recorder

HEADER: Record = {"type": "header", "format": "sourcelib", "version": 1}
FIRST_DAY = datetime.date(2008, 1, 1)
LAST_DAY = datetime.date(2024, 11, 30)
DRAFT_EVERY = 50  # one source in so many is not published yet
KEPT_IN_MEMORY = 8 * 1024 * 1024  # bytes of the records that wait for the end of the file


class Waiting:
    """Records that stand at the end of the file, kept on disk until then."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(KEPT_IN_MEMORY)  # noqa: SIM115, see close

    def add(self, records: Iterable[Record]) -> None:
        """Keep records for later."""
        self._file.writelines(to_line(record) for record in records)

    def records(self) -> Iterator[Record]:
        """Yield what was kept, in the order it came."""
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def to_line(record: Record) -> bytes:
    """Return a record as a line of a file in the library's own format."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def generate(
    *, sources: int, per_source: int | Sequence[int], seed: int, words: int = WORDS
) -> Iterator[Record]:
    """Yield the header and the records of a library, in the order that the importer wants.

    That is `sources` sources of about `words` words with `per_source` annotations each (of several
    numbers, the first source has the first, and so on in turn), what they refer to before them,
    what refers to them after them. The memory needed does not grow with `sources`, except for the
    members of propositions, some 100 bytes a source.
    """
    cast = assemble(sources)
    recorder = Recorder(seed, cast)
    propositions = Propositions(seed, cast)
    numbers = [per_source] if isinstance(per_source, int) else per_source
    days = (LAST_DAY - FIRST_DAY).days
    with closing(Waiting()) as related, closing(Waiting()) as judged:
        yield HEADER
        yield from cast.records
        for number in range(sources):
            random = Random(f"{seed}:{number}")
            published = number % DRAFT_EVERY != DRAFT_EVERY - 1
            passed = datetime.timedelta(days=number * days // sources + random.randint(0, 6))
            before = list(recorder.recent)
            earlier = {made.uid for made in before}
            wanted = numbers[number % len(numbers)]
            written = draft(number, random, cast, wanted, FIRST_DAY + passed, words)
            yield from recorder.source(written, published=published)
            yield from recorder.annotations(written, random, published=published)
            own = [made for made in recorder.recent if made.uid not in earlier]
            related.add(relations(seed, random, own, before))
            judged.add(verdicts(seed, random, own, before))
            propositions.gather(random, own)
        yield from propositions.records()
        yield from related.records()
        yield from judged.records()
