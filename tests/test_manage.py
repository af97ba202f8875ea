"""What `manage.py` says on a machine that is not ready for it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AS_ON_PYTHON_3_9 = """
import sys
sys.version_info = (3, 9, 18)
exec(compile(open("manage.py").read(), "manage.py", "exec"))
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_an_old_python_is_told_which_one_is_needed() -> None:
    done = run("-c", AS_ON_PYTHON_3_9)

    assert done.returncode == 1
    assert done.stderr.strip() == "Sourcelib needs Python 3.11 or later; this is Python 3.9."


def test_without_its_requirements_it_says_how_to_install_them() -> None:
    done = run("-S", "manage.py", "check")  # -S: as if nothing were installed

    assert done.returncode == 1
    assert "Django is not installed here" in done.stderr
    assert "pip install -r requirements/run.txt" in done.stderr
    assert "Traceback" not in done.stderr
