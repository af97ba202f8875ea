"""What a page says of its article in JSON-LD (schema.org)."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import html

LARGEST = 1_000_000  # characters of one script
MOST_NODES = 10_000
WRAPPING = re.compile(
    r"^\s*(?:<!--|/\*.*?\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)"
    r"|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|Review|Interview)$")

Node = Mapping[str, Any]


class LinkedData:
    """The JSON-LD of a page: the node of its article, and the nodes that it refers to."""

    def __init__(self, root: html.HtmlElement) -> None:
        nodes = [node for value in _values(root) for node in _nodes(value)][:MOST_NODES]
        named = [node for node in nodes if "name" in node]  # the others only refer to them
        self._by_id = {node["@id"]: node for node in named if isinstance(node.get("@id"), str)}
        articles = [node for node in nodes if any(map(ARTICLE_TYPE.search, types(node)))]
        dated = [node for node in articles if "datePublished" in node]
        self.article: Node = next(iter(dated or articles), {})

    @property
    def article_body(self) -> str:
        """The whole text of the article, where the page holds it for search engines."""
        body = self.article.get("articleBody")
        return body if isinstance(body, str) else ""

    def text(self, key: str) -> str:
        """The first string that the article has under `key`, or "" ."""
        return next(iter(self.texts(key)), "")

    def texts(self, key: str) -> list[str]:
        """The strings under `key`; of a person or thing, its name."""
        return [text for value in listed(self.article.get(key)) if (text := self._name(value))]

    def _name(self, value: Any) -> str:
        if isinstance(value, Mapping):
            known = self._by_id.get(str(value.get("@id")), {})
            value = next(iter(listed(value.get("name") or known.get("name"))), "")
        return " ".join(value.split()) if isinstance(value, str) else ""


def types(node: Node) -> list[str]:
    """The schema.org types of a node, bare."""
    return [each.rsplit("/", 1)[-1] for each in listed(node.get("@type")) if isinstance(each, str)]


def listed(value: Any) -> Sequence[Any]:
    """A value of JSON-LD as a list: one thing may stand without."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _values(root: html.HtmlElement) -> Iterator[Any]:
    for script in root.iter("script"):
        source = script.text or ""
        if "ld+json" not in script.get("type", "").lower() or len(source) > LARGEST:
            continue
        try:
            yield json.loads(WRAPPING.sub("", source), strict=False)
        except (ValueError, RecursionError):
            continue  # pages hold all sorts of broken JSON; what it says is found elsewhere, or not


def _nodes(value: Any, depth: int = 0) -> Iterator[Node]:
    """The nodes of a value, outer before inner."""
    if depth > 20:
        return
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for each in value.values():
            if isinstance(each, (dict, list)):
                yield from _nodes(each, depth + 1)
