#!/usr/bin/env python
"""Run Sourcelib's commands: `python manage.py help` lists them."""

import os
import sys

if sys.version_info < (3, 11):
    sys.exit("Sourcelib needs Python 3.11 or later; this is Python %d.%d." % sys.version_info[:2])


def main() -> None:
    """Hand the command line to Django, for `demo` after preparing its environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sourcelib.settings")
    if sys.argv[1:2] == ["demo"]:
        from sourcelib.demo_environment import prepare

        prepare(os.environ)
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        sys.exit(
            "Django is not installed here: %s.\n"
            "Install it with: .venv/bin/pip install -r requirements/run.txt" % error
        )
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
