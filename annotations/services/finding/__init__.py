"""What a curator types or selects the name of, the likeliest first."""

from annotations.services.finding.actors import FoundActor, find_actors
from annotations.services.finding.rows import find_propositions, find_topics

__all__ = ["FoundActor", "find_actors", "find_propositions", "find_topics"]
