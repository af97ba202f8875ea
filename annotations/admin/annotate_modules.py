"""The modules that the annotation page's script is made of.

The page names them all, so that the browser fetches them at once: by their `import` lines alone it
would learn of the deepest only after as many answers as there are steps down to it.
"""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

FOLDER = "annotations/workbench/"
FIRST = "main.js"
_IMPORT = re.compile(r'from "\./([\w-]+\.js)"')


@cache
def modules() -> list[str]:
    """Return the names of all that `main.js` imports, and what those import, as static files."""
    found: dict[str, None] = {}
    waiting = [FIRST]
    while waiting:
        name = waiting.pop(0)
        path = finders.find(FOLDER + name)
        if name in found or not path:
            continue
        found[name] = None
        waiting += _IMPORT.findall(Path(path).read_text(encoding="utf-8"))
    return [FOLDER + name for name in found if name != FIRST]
