"""What a curator is suggested in a source, and what they turned down. Nothing is saved by itself.

To accept a suggestion is to create an annotation: by `annotating.create_annotation`, as always.
"""

from annotations.services.suggesting.offering import Offer, suggestions
from annotations.services.suggesting.rejecting import reject, take_back
from annotations.services.suggesting.repeating import Others, others

__all__ = ["Offer", "Others", "others", "reject", "suggestions", "take_back"]
