"""Two actors turn out to be one: a merge with a preview, and its exact undoing.

`merge` lets everything that refers to the one refer to the other, and logs which rows it moved;
`unmerge` brings them back. Nothing refers to a merged actor any more but its log, and what was
turned down as a suggestion of it, which is read as turned down of the actor it became.
"""

from annotations.services.merging.candidates import found, named_alike
from annotations.services.merging.conflicts import Conflict
from annotations.services.merging.doing import merge
from annotations.services.merging.previewing import Preview, preview
from annotations.services.merging.undoing import UndoPreview, preview_undo, refuse_undo, unmerge

__all__ = [
    "Conflict",
    "Preview",
    "UndoPreview",
    "found",
    "merge",
    "named_alike",
    "preview",
    "preview_undo",
    "refuse_undo",
    "unmerge",
]
