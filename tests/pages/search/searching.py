"""What the search page says, taken apart."""

import re

from tests.pages.reading import text_of


def counts(page):
    """Return the number on each tab."""
    tabs = re.search(r'<nav class="tabs".*?</nav>', page, re.S)[0]
    return dict(re.findall(r"(\w+) ([\d,]+\+?)(?= |$)", text_of(tabs)))


def shown(page):
    """Return what a reader sees of each hit."""
    return [text_of(hit) for hit in re.findall(r"<ol.*?</ol>", page, re.S)]
