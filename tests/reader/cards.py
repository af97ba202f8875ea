"""What stands on a card of the reader."""

import re
from collections.abc import Callable

Read = Callable[..., str]


def plain(html: str) -> str:
    """The visible words of some HTML."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


def card(html: str, kind: str = "Prediction", number: int = 1) -> str:
    """The card of a claim or prediction."""
    ends = r'(?=<div role="comment"|<p class="pcast"|</div></div>)'
    opening = rf'<div role="comment"[^>]*aria-label="{kind} {number}"'
    [found] = re.findall(rf"{opening}.*?</div></div>{ends}", html)
    return str(found)
