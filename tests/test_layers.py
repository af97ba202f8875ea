"""The layers of docs/architecture.md hold, and the check that says so can fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ("sourcelib", "annotations")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of `folder`'s pyproject.toml on the code that lies there."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path):
    """The code without its static files and migrations, for a test to break."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in CODE:
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=shutil.ignore_patterns("static", "migrations", "__pycache__"),
        )
    return tmp_path


def test_the_layers_hold():
    result = lint_imports(ROOT)

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("sourcelib/text/__init__.py", "import django", "Pure packages import neither Django"),
        ("annotations/spans/__init__.py", "import rest_framework", "Pure packages import neither"),
        (
            "annotations/scoring/__init__.py",
            "import annotations.models",
            "Pure packages import neither Django",
        ),
        (
            "sourcelib/services/__init__.py",
            "import annotations.models",
            "The library of sources does not know its annotations",
        ),
        ("sourcelib/models/__init__.py", "import sourcelib.services", "Layers of sourcelib"),
        ("annotations/models/__init__.py", "import annotations.services", "Layers of annotations"),
        ("annotations/services/__init__.py", "import annotations.pages", "Layers of annotations"),
    ],
)
def test_a_broken_layer_is_named(copy, module, line, contract):
    path = copy / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")

    result = lint_imports(copy)

    assert result.returncode != 0
    broken = [row for row in result.stdout.splitlines() if " BROKEN" in row]
    assert any(row.startswith(contract) for row in broken), result.stdout
