"""W3C Web Annotations: JSON-LD that other annotation tools read. See `docs/formats.md`.

Rules: https://www.w3.org/TR/annotation-model/. What goes out is what readers may see, and no more
of the words than the terms of their source allow to be shown.
"""

from annotations.interchange.w3c.collections import collection_data, page_data
from annotations.interchange.w3c.document import annotation_data, with_context
from annotations.interchange.w3c.reading import with_parts

__all__ = ["annotation_data", "collection_data", "page_data", "with_context", "with_parts"]
