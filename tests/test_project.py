"""What holds the project together: settings, migrations, requirements, documents."""

import re
import subprocess
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands, load_command_class
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PINS = ("run.txt", "postgres.txt", "dev.txt")
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
OURS = ("sourcelib", "annotations")
INSTALL_AND_SERVE = (
    "python3 -m venv .venv && .venv/bin/pip install -r requirements/run.txt "
    "&& .venv/bin/python manage.py demo"
)
TEST = ".venv/bin/pip install -r requirements/dev.txt && .venv/bin/pytest"


def tracked_files():
    """Return the files of the repository, or skip where there is none (an unpacked archive)."""
    git = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if git.returncode:
        pytest.skip("not a git repository")
    return [path for name in git.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def settings_read():
    """Return the names of the environment variables that the settings read."""
    source = (ROOT / "sourcelib" / "settings.py").read_text(encoding="utf-8")
    return set(re.findall(r"\benv\.\w+\(\s*\"([A-Z_]+)\"", source))


def settings_explained():
    """Return the names that `.env.example` sets or shows the default of."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return set(re.findall(r"^#?([A-Z_]+)=", text, flags=re.MULTILINE))


def pinned(name):
    """Return the versions pinned in `requirements/name`, by normalised project name."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    rows = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, flags=re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", project).lower(): version for project, version in rows}


def asked_for():
    """Yield every requirement of pyproject.toml with the pin files that must fulfil it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {
        "run.txt": project["dependencies"],
        **{f"{extra}.txt": rows for extra, rows in project["optional-dependencies"].items()},
    }
    for first, rows in groups.items():
        files = {"run.txt": PINS, "postgres.txt": PINS[1:], "dev.txt": PINS[2:]}[first]
        for row in rows:
            for file in files:
                yield pytest.param(Requirement(row), file, id=f"{row} in {file}")


def test_every_setting_is_explained_and_every_explanation_has_its_setting():
    assert settings_read() == settings_explained()
    assert "DATABASE_URL" in settings_read()  # the search itself works


@pytest.mark.django_db
def test_the_migrations_are_complete():
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(out.getvalue())


@pytest.mark.parametrize(("requirement", "file"), list(asked_for()))
def test_the_pins_fulfil_what_the_project_asks_for(requirement, file):
    name = re.sub(r"[-_.]+", "-", requirement.name).lower()

    assert name in pinned(file), "run requirements/compile"
    assert requirement.specifier.contains(pinned(file)[name])


def test_the_three_pin_files_agree():
    run, postgres, dev = map(pinned, PINS)

    assert run.items() <= postgres.items() <= dev.items()


@pytest.mark.parametrize("name", PINS)
def test_pins_have_hashes_and_name_no_package_index(name):
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[^#\s])", text.strip())

    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--(index|extra-index|find-links|trusted-host)|@ ", text)


@pytest.mark.parametrize("command", [INSTALL_AND_SERVE, TEST])
def test_the_readme_has_the_two_commands(command):
    assert command in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document):
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", text)

    missing = [target for target in targets if not (document.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize(
    "name", sorted(name for name, app in get_commands().items() if app in OURS)
)
def test_every_command_says_what_it_does(name):
    command = load_command_class(get_commands()[name], name)
    parser = command.create_parser("manage.py", name)

    assert len(command.help) > 30
    for action in parser._actions:
        assert action.help, f"{name} {action.option_strings or action.dest} has no help"


def test_python_files_of_the_project_are_of_a_readable_length():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked_files()
        if path.suffix == ".py"
        and path.relative_to(ROOT).parts[0] in OURS
        and "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 450
    }

    assert long == {}


def test_no_file_names_a_place_of_the_machine_it_was_written_on():
    home = re.compile(rb"/(home|root|Users|work)/[a-z]")
    named = [
        str(path.relative_to(ROOT))
        for path in tracked_files()
        if path.suffix in {".py", ".md", ".toml", ".txt", ".sh", ".html", ".css", ".js", ".jsonl"}
        and path.name != "test_project.py"
        and home.search(path.read_bytes())
    ]

    assert named == []
