"""Make up a library, as large as wanted."""

import tempfile
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.generation import generate
from annotations.generation.library import to_line
from annotations.interchange import sourcelib
from annotations.interchange.report import ImportRefused
from sourcelib.management.progress import StepProgress


def at_least(least: int) -> Callable[[str], int]:
    """Return the reader of an argument that must be a whole number, `least` or more."""

    def read(value: str) -> int:
        if not value.isdecimal() or int(value) < least:
            raise ArgumentTypeError(f"{value!r} is not a whole number of {least} or more")
        return int(value)

    return read


class Command(BaseCommand):
    help = (
        "Make up a library of articles with annotations of all kinds, relations, propositions and "
        "verdicts, and import it. The same numbers and seed give the same library. Its countries, "
        "people and events are invented."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--sources", type=at_least(1), required=True, metavar="N", help="number of articles"
        )
        parser.add_argument(
            "--annotations-per-source",
            type=at_least(0),
            default=40,
            metavar="M",
            help="annotations of each article; 40 unless told (1000 works, too)",
        )
        parser.add_argument(
            "--seed", type=at_least(0), default=1, metavar="S", help="another seed, another library"
        )
        parser.add_argument(
            "--output",
            type=Path,
            metavar="FILE",
            help="only write the library to this file, in the library's own format; import nothing",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        arguments = {
            "sources": options["sources"],
            "per_source": options["annotations_per_source"],
            "seed": options["seed"],
        }
        if options["output"] is not None:
            count = self._write(options["output"], arguments)
            self.stdout.write(f"Wrote {count:,} records to {options['output']}.")
            return
        with tempfile.TemporaryDirectory(prefix="sourcelib-") as folder:
            path = Path(folder) / f"generated-{arguments['sources']}-{arguments['seed']}.jsonl"
            self._write(path, arguments)
            try:
                with StepProgress() as progress:
                    report = sourcelib.load(user=None, path=path, progress=progress)
            except ImportRefused as refused:
                first = "\n".join(map(str, refused.faults[:10]))
                raise CommandError(
                    f"It was refused for {refused.count} fault(s), first of all:\n{first}\n"
                    "A library of the same seed but other numbers is there already: use another "
                    "seed, which adds to it."
                ) from refused
        if not report.created.total():
            self.stdout.write("The library holds all of it already; nothing was changed.")
        for kind, number in (+report.created).items():
            self.stdout.write(f"{number:>9,} {kind}")

    def _write(self, path: Path, arguments: dict[str, int]) -> int:
        """Write the records to a file; return how many they are."""
        count = sources = 0
        try:
            with path.open("wb") as file, StepProgress() as progress:
                for record in generate(**arguments):
                    file.write(to_line(record))
                    count += 1
                    if record["type"] == "source":
                        sources += 1
                        progress("making", sources, arguments["sources"])
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        return count
