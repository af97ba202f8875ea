"""Static files under names that carry their hash, so that browsers may keep them for ever."""

import re
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Comments are for who reads the source; on a first visit they weigh as much as the reader's script.
# In scripts only those that have a line to themselves, which no string of ours begins.
_COMMENTS = {
    "css": re.compile(rb"/\*.*?\*/|^[ \t]+", re.DOTALL | re.MULTILINE),
    "js": re.compile(rb"^[ \t]*//.*\n", re.MULTILINE),
}
_OURS = ("annotations/", "sourcelib/")


class HashedStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also rewrites the `import` lines of ES modules."""

    support_js_module_import_aggregation = True

    def _save(self, name: str, content: Any) -> str:
        """Keep a file, our own without comments."""
        comments = _COMMENTS.get(name.rpartition(".")[2])
        if comments and name.startswith(_OURS):
            content.seek(0)  # who made its hash has read it
            content = ContentFile(comments.sub(b"", content.read()))
        return str(super()._save(name, content))
