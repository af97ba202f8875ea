"""Static files under names that carry their hash, so that browsers may keep them for ever."""

import posixpath
import re
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# What serves only who reads the source; on a first visit it weighs as much as the reader's script.
# Comments in scripts only where they have a line to themselves, which no string of ours begins;
# blanks in style sheets only where no string and no selector of ours has them.
_WITHOUT: dict[str, list[tuple[re.Pattern[bytes], bytes]]] = {
    "css": [
        (re.compile(rb"/\*.*?\*/", re.DOTALL), b""),
        (re.compile(rb"\s*([{};])\s*"), rb"\1"),
        (re.compile(rb"([:,])\s+"), rb"\1"),
        (re.compile(rb";\}"), b"}"),
    ],
    "js": [(re.compile(rb"^[ \t]*//.*\n", re.MULTILINE), b"")],
}
_OURS = ("annotations/", "sourcelib/")
# As we write it, and as Django has written it over, with the hash of what is imported.
_IMPORT = re.compile(rb'@import (?:url\()?"([\w-]+)(?:\.[0-9a-f]{12})?\.css"\)?;')


class HashedStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also rewrites the `import` lines of ES modules."""

    support_js_module_import_aggregation = True
    # A module's hash is known once those of all that it imports are, a pass for each step of the
    # longest way down; Django gives up after five. Modules that import each other never end.
    max_post_process_passes = 25

    def _save(self, name: str, content: Any) -> str:
        """Keep a file, our own without comments, a style sheet with those that it imports."""
        ending = name.rpartition(".")[2]
        if ending in _WITHOUT and name.startswith(_OURS):
            content.seek(0)  # who made its hash has read it
            kept = content.read()
            if ending == "css":
                kept = _with_imported(kept, posixpath.dirname(name))
            for found, instead in _WITHOUT[ending]:
                kept = found.sub(instead, kept)
            content = ContentFile(kept)
        return str(super()._save(name, content))


def _with_imported(content: bytes, folder: str) -> bytes:
    """Return a style sheet in which those that it imports from its `folder` stand themselves.

    So it comes in one piece. Raises FileNotFoundError for one that there is not.
    """

    def imported(found: re.Match[bytes]) -> bytes:
        name = posixpath.join(folder, f"{found[1].decode()}.css")
        path = finders.find(name)
        if not path:
            raise FileNotFoundError(f"{name}: imported by a style sheet beside it, but not there")
        return Path(path).read_bytes()

    return _IMPORT.sub(imported, content)
