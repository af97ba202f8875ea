"""What was changed after it was published, and why.

Each kind of change keeps its own trace (versions of annotations, verdicts that supersede, merges
of actors, histories of relations, memberships and sources, revisions, reports of readers, replies);
a module each says which rows of it readers are told, and how. `log` reads them as one list. What
never was public is in none of it.
"""

from annotations.corrections.correction import Correction, Kind
from annotations.corrections.log import Counted, corrections, counted

__all__ = ["Correction", "Counted", "Kind", "corrections", "counted"]
