"""The benchmark runs and reports each of its rows. How fast anything is, no test asks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.benchmarking.measuring import Result
from annotations.benchmarking.report import as_table

ROOT = Path(__file__).resolve().parent.parent


def benchmark(tmp_path, *arguments):
    """Run the command in a process of its own: it works on a database that it makes itself."""
    environment = {"SECRET_KEY": "for a test", "DATABASE_URL": f"sqlite:///{tmp_path}/own.sqlite3"}
    return subprocess.run(
        [sys.executable, "manage.py", "benchmark", *arguments],
        cwd=ROOT,
        env={**environment, **os.environ, "DJANGO_SETTINGS_MODULE": "sourcelib.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_row_is_measured_beside_its_floor(tmp_path):
    file = tmp_path / "result.json"

    run = benchmark(tmp_path, "--sources", "8", "--repeat", "1", "--json", str(file))

    assert run.returncode == 0, run.stderr
    rows = {row["row"]: row for row in json.loads(file.read_text(encoding="utf-8"))["rows"]}
    assert list(rows) == [
        *("import", "list, first 25", "list, deep page"),
        *("search, one common word", "search, two words", "search, a rare word"),
        *("search, 25 passages", "reader page", "reader page, 304"),
        *("create one", "create, 8 clients", "export"),
        *(f"reader page, {count}" for count in ("125", "250", "500", "1,000")),
    ]
    for name, row in rows.items():
        assert row["ours"] > 0
        assert name in run.stdout
        assert row["floor"] is None or row["ratio"] > 0
    assert [name for name, row in rows.items() if row["floor"] is None] == ["reader page, 304"]
    assert "0 lost, 0 refused" in rows["create, 8 clients"]["note"]


def test_an_unknown_row_is_named_with_those_that_there_are(tmp_path):
    run = benchmark(tmp_path, "--rows", "list,fast")

    assert run.returncode != 0
    assert "No such row: fast. There are: import, list" in run.stderr


@pytest.mark.parametrize(
    ("unit", "ours", "floor", "ratio"), [("ms", 6.0, 2.0, 3.0), ("per second", 50.0, 150.0, 3.0)]
)
def test_the_ratio_says_how_many_times_the_floor_it_costs(unit, ours, floor, ratio):
    result = Result("row", "what", unit, ours, floor, 1)

    assert result.ratio == ratio
    assert "3.0" in as_table([result])
