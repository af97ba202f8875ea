"""Small pieces of HTML that cards, margin and ledger share. All of them escape what they are given.

Cards are many and alike; written by format strings they cost a tenth of what templates would.
"""

from html import escape

GLYPHS = {
    "claim": '<i class="g c"></i>',
    "prediction": '<i class="g p"></i>',
    "mention": '<i class="g a"></i>',
}


def shape(name: str) -> str:
    """The symbol of a verdict: "yes", "part", "no", "unmet", "unk", "open"."""
    if not name:
        return ""
    # Its size stands here too, for a page whose styles do not come.
    return f'<svg class="v" width="14" height="14" aria-hidden="true"><use href="#v-{name}"/></svg>'


def link(url: str, words: str, attributes: str = "") -> str:
    """A link to a page of this site."""
    return f'<a href="{escape(url)}"{attributes}>{escape(words)}</a>'


def outward(url: str, words: str) -> str:
    """A link that leaves the site; only to the web, whatever was stored."""
    if not url.startswith(("https://", "http://")):
        return ""
    return f'<a href="{escape(url)}" rel="external nofollow noopener">{escape(words)}</a>'


def quoted(words: str, language: str = "") -> str:
    """Words of a source, as a quotation; `language` are the attributes that say which it is in."""
    return f"<q{language}>{escape(words)}</q>"
