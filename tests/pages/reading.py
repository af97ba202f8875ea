"""Pages as a reader sees them."""

import html
import re


def text_of(page: str) -> str:
    """Return what a reader sees of some HTML, as one line."""
    apart = re.sub(r"<(?=/?(?:td|th|li|p|dt|dd|div|h\d|blockquote|summary)\b)", " <", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", apart)).split())


def section(page: str, name: str) -> str:
    """Return what stands in the section with this id; empty where there is none."""
    found = re.search(rf'<section id="{name}".*?</section>', page, re.S)
    return text_of(found[0]) if found else ""
