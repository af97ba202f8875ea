"""What a benchmark found, for people and for programs."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import django
from django.db import connection

from annotations.benchmarking.measuring import Result

HEAD = ("row", "what", "here", "floor", "ratio", "runs", "note")


def as_data(results: Sequence[Result], **run: Any) -> dict[str, Any]:
    """Return the results with what they were measured on, for JSON."""
    return {
        "run": run,
        "machine": {
            "python": platform.python_version(),
            "django": django.get_version(),
            "database": connection.vendor,
            "sqlite": sqlite3.sqlite_version,
            "cores": os.cpu_count(),
            "system": f"{platform.system()} {platform.machine()}",
        },
        "rows": [asdict(result) | {"ratio": result.ratio} for result in results],
    }


def as_table(results: Sequence[Result]) -> str:
    """Return the results as a Markdown table whose columns stand below one another."""
    rows = [HEAD, *map(_cells, results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _cells(result: Result) -> tuple[str, ...]:
    return (
        result.row,
        result.what,
        _figure(result.ours, result.unit),
        _figure(result.floor, result.unit) if result.floor is not None else "–",
        f"{result.ratio:.1f}" if result.ratio is not None else "–",
        str(result.runs),
        result.note,
    )


def _figure(value: float, unit: str) -> str:
    if unit == "ms":
        return f"{value:.2f} ms" if value < 10 else f"{value:,.1f} ms"
    return f"{value:,.0f}/s"
