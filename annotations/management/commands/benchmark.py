"""Measure how fast the library is, beside plain SQLite doing the same work."""

import json
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.benchmarking import installation
from annotations.benchmarking.floor import Floor
from annotations.benchmarking.measuring import Result
from annotations.benchmarking.reanchoring.run import run as run_reanchoring
from annotations.benchmarking.report import as_data, as_table
from annotations.benchmarking.rows import DENSITIES, READING, ROWS, Bench
from annotations.benchmarking.suggestions.run import run as run_suggestions
from annotations.benchmarking.workbench.run import NoBrowserError
from annotations.benchmarking.workbench.run import run as run_workbench
from annotations.generation import generate
from annotations.generation.library import to_line
from annotations.interchange import sourcelib
from annotations.management.commands.generate_library import at_least
from sourcelib.models import Article

SEED = 7


class Command(BaseCommand):
    help = (
        "Measure import, list, reader page, creating annotations and export, each beside its "
        "floor: plain SQLite doing the same work in the same run. Works on a generated library in "
        "a temporary database, unless --current is given. The ratios are what counts: absolute "
        "figures move from machine to machine."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--sources",
            type=at_least(4),
            default=1_000,
            metavar="N",
            help="articles of the generated library; 1000 unless told",
        )
        parser.add_argument(
            "--annotations-per-source",
            type=at_least(1),
            default=40,
            metavar="M",
            help="annotations of each of them; 40 unless told",
        )
        parser.add_argument(
            "--rows",
            default=",".join(ROWS),
            metavar="ROW,…",
            help=f"what to measure, of: {', '.join(ROWS)}; everything unless told",
        )
        parser.add_argument(
            "--repeat",
            type=at_least(1),
            default=25,
            metavar="N",
            help="how often each page is asked for; 25 unless told",
        )
        parser.add_argument(
            "--current",
            action="store_true",
            help=f"measure the library of this installation, and only read: {', '.join(READING)}",
        )
        parser.add_argument(
            "--reanchoring",
            action="store_true",
            help="measure instead how well passages are found again in edited texts",
        )
        parser.add_argument(
            "--suggestions",
            action="store_true",
            help="measure instead how good the suggestions to curators are",
        )
        parser.add_argument(
            "--workbench",
            action="store_true",
            help="measure instead how fast the annotation page is in Chromium, on 10,000 words "
            "with 1,000 annotations; needs Playwright and Chromium",
        )
        parser.add_argument(
            "--seeds",
            default="1",
            metavar="N,…",
            help="with --reanchoring: what the edits are made from; 1 unless told",
        )
        parser.add_argument(
            "--texts",
            default="",
            metavar="NAME,…",
            help="with --reanchoring: only these texts; all unless told",
        )
        parser.add_argument(
            "--held-out",
            action="store_true",
            help="with --reanchoring: on the texts that nothing may be tuned on",
        )
        parser.add_argument(
            "--json", type=Path, metavar="FILE", help="also write the results to this file"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["reanchoring"]:
            self._reanchoring(options)
            return
        if options["suggestions"]:
            self._report(*run_suggestions(), options)
            return
        if options["workbench"]:
            self._workbench(options)
            return
        rows = self._rows(options)
        with (
            tempfile.TemporaryDirectory(prefix="sourcelib-benchmark-") as folder,
            installation.serving_settings(),
        ):
            if options["current"]:
                results = self._on_current(Path(folder), rows, options)
            else:
                results = self._on_generated(Path(folder), rows, options)
            data = as_data(
                results,
                sources=options["sources"],
                annotations_per_source=options["annotations_per_source"],
                repeat=options["repeat"],
                current=options["current"],
            )
        self._report(as_table(results), data, options)

    def _report(self, text: str, data: dict[str, Any], options: dict[str, Any]) -> None:
        self.stdout.write(text)
        if options["json"] is not None:
            written = json.dumps(data, ensure_ascii=False, indent=1)
            options["json"].write_text(written + "\n", encoding="utf-8")

    def _reanchoring(self, options: dict[str, Any]) -> None:
        names = [name for name in options["texts"].split(",") if name]
        seeds = self._seeds(options)
        try:
            text, data = run_reanchoring(seeds, held_out=options["held_out"], names=names)
        except ValueError as unknown:
            raise CommandError(str(unknown)) from unknown
        self._report(text, data, options)

    def _workbench(self, options: dict[str, Any]) -> None:
        with tempfile.TemporaryDirectory(prefix="sourcelib-benchmark-") as folder:
            try:
                text, data = run_workbench(Path(folder), options["repeat"])
            except NoBrowserError as missing:
                raise CommandError(str(missing)) from missing
        self._report(text, data, options)

    def _seeds(self, options: dict[str, Any]) -> list[int]:
        try:
            return [int(seed) for seed in options["seeds"].split(",")]
        except ValueError:
            raise CommandError(
                f"Not whole numbers: {options['seeds']}. Give some as 1,2,3."
            ) from None

    def _rows(self, options: dict[str, Any]) -> list[str]:
        rows = [row.strip() for row in options["rows"].split(",")]
        if unknown := sorted(set(rows) - set(ROWS)):
            raise CommandError(f"No such row: {', '.join(unknown)}. There are: {', '.join(ROWS)}.")
        return [row for row in ROWS if row in rows and (row in READING or not options["current"])]

    def _on_generated(self, folder: Path, rows: list[str], options: dict[str, Any]) -> list[Result]:
        """Measure a library that is made for it, in a database that is gone afterwards."""
        results: list[Result] = []
        usual = [row for row in rows if row != "density"]
        if usual:
            per_source = options["annotations_per_source"]
            bench = self._bench(folder / "usual", options["sources"], per_source, options)
            with installation.temporary_database(bench.folder):
                # Every row needs the library, and bringing it in is the first row.
                for row in dict.fromkeys(["import", *usual]):
                    measured = self._measure(row, bench)
                    results += measured if row in rows else []
        if "density" in rows:
            sources = len(DENSITIES) * (options["repeat"] + 1)
            bench = self._bench(folder / "dense", sources, DENSITIES, options)
            with installation.temporary_database(bench.folder):
                results += self._measure("density", bench)
        return results

    def _bench(self, folder: Path, sources: int, per_source: Any, options: dict[str, Any]) -> Bench:
        folder.mkdir()
        file = folder / "library.jsonl"
        self.stderr.write(f"making a library of {sources:,} sources …")
        with file.open("wb") as out:
            records = generate(sources=sources, per_source=per_source, seed=SEED)
            out.writelines(to_line(record) for record in records)
        return Bench(folder, file, Floor(folder / "floor.sqlite3"), sources, options["repeat"])

    def _on_current(self, folder: Path, rows: list[str], options: dict[str, Any]) -> list[Result]:
        """Measure the library of the installation; its floor is made from an export of it."""
        if not Article.objects.public().exists():
            raise CommandError("There is no published source in this library to measure.")
        file = folder / "library.jsonl"
        with file.open("w", encoding="utf-8") as out:
            sourcelib.dump(write=out.write)
        floor = Floor(folder / "floor.sqlite3")
        sources = floor.load(file)
        bench = Bench(folder, file, floor, sources, options["repeat"])
        return [result for row in rows for result in self._measure(row, bench)]

    def _measure(self, row: str, bench: Bench) -> list[Result]:
        self.stderr.write(f"measuring: {row} …")
        return ROWS[row](bench)
