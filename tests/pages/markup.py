"""HTML as a tree, and what must hold of every page of it."""

import html.parser
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img"}
    | {"input", "link", "meta", "source", "track", "wbr"}
)
NO_FIELD = frozenset({"hidden", "submit", "button", "reset", "image"})
LABELLED_SHAPES = frozenset({"svg", "img"})


@dataclass
class Element:
    """One element, with all that it holds."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "Element | None" = None
    children: list["Element"] = field(default_factory=list)
    text: str = ""  # its own, without that of its children

    def walk(self) -> Iterator["Element"]:
        """Yield it and all within, in their order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def around(self) -> Iterator["Element"]:
        """Yield it and all that it stands in."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    @property
    def all_text(self) -> str:
        """Its text with that of all within."""
        return " ".join(element.text for element in self.walk()).strip()

    @property
    def is_hidden(self) -> bool:
        """Whether nobody sees it, or nobody who is read to."""
        return any(
            one.attributes.get("aria-hidden") == "true" or "hidden" in one.attributes
            for one in self.around()
        )

    def __str__(self) -> str:
        told = "".join(f' {name}="{value}"' for name, value in self.attributes.items())
        return f"<{self.tag}{told}>"[:160]


class _Builder(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Element("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(element)

    def handle_endtag(self, tag: str) -> None:
        for element in self.at.around():
            if element.tag == tag and element.parent is not None:
                self.at = element.parent
                return

    def handle_data(self, data: str) -> None:
        self.at.text += data


def parse(text: str) -> Element:
    """Return the root of a page."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.root


def ids(page: Element) -> Counter[str]:
    """Return how often each id stands on a page."""
    found = (element.attributes.get("id") for element in page.walk())
    return Counter(one for one in found if one is not None)


def without_head(page: Element) -> list[str]:
    """Return what of title, description and canonical address a page lacks."""
    found: dict[str, list[str]] = {"title": [], "description": [], "canonical": []}
    for element in page.walk():
        if element.tag == "title" and element.parent and element.parent.tag == "head":
            found["title"].append(element.all_text)
        if element.tag == "meta" and element.attributes.get("name") == "description":
            found["description"].append(element.attributes.get("content", ""))
        if element.tag == "link" and element.attributes.get("rel") == "canonical":
            found["canonical"].append(element.attributes.get("href", ""))
    return [
        f"{len(values)} times {name}: {values}"
        for name, values in found.items()
        if len(values) != 1 or not values[0].strip()
    ]


def doubled_ids(page: Element) -> list[str]:
    """Return the ids that stand on a page more than once."""
    return [f"id {one} {count} times" for one, count in ids(page).items() if count > 1 or not one]


def nameless(page: Element) -> list[str]:
    """Return the links and buttons that say nothing."""
    return [
        str(element)
        for element in page.walk()
        if (element.tag == "button" or (element.tag == "a" and "href" in element.attributes))
        and not element.is_hidden
        and not _name_of(element, page)
    ]


def undescribed(page: Element) -> list[str]:
    """Return the pictures that are neither labelled nor hidden from those who do not see them."""
    return [
        str(element)
        for element in page.walk()
        if element.tag in LABELLED_SHAPES
        and not element.is_hidden
        and "alt" not in element.attributes
        # What stands in a labelled picture is a part of it.
        and not any(
            one.tag in LABELLED_SHAPES and (_label_of(one, page) or _held_text(one, "title"))
            for one in element.around()
        )
    ]


def unlabelled(page: Element) -> list[str]:
    """Return the fields of forms without a label."""
    labels = {
        element.attributes["for"]: element.all_text
        for element in page.walk()
        if element.tag == "label" and "for" in element.attributes
    }
    return [
        str(element)
        for element in page.walk()
        if element.tag in ("input", "select", "textarea")
        and element.attributes.get("type") not in NO_FIELD
        and not labels.get(element.attributes.get("id", ""))
        and not _label_of(element, page)
        and not any(one.tag == "label" and one.all_text for one in element.around())
    ]


def dangling(page: Element) -> list[str]:
    """Return the names and descriptions that point at ids which are not on the page."""
    there = ids(page)
    return [
        f"{element}: {name}={one}"
        for element in page.walk()
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "list")
        for one in element.attributes.get(name, "").split()
        if one not in there
    ]


RULES = (without_head, doubled_ids, nameless, undescribed, unlabelled, dangling)


def _name_of(element: Element, page: Element) -> str:
    shown = " ".join(
        one.text
        + one.attributes.get("alt", "")
        + (one.attributes.get("aria-label", "") if one.tag in LABELLED_SHAPES else "")
        for one in element.walk()
        if one.attributes.get("aria-hidden") != "true"
    )
    return shown.strip() or _label_of(element, page)


def _label_of(element: Element, page: Element) -> str:
    by = element.attributes.get("aria-labelledby", "").split()
    told = [one.all_text for one in page.walk() if one.attributes.get("id") in by] if by else []
    return " ".join(told).strip() or element.attributes.get("aria-label", "").strip()


def _held_text(element: Element, tag: str) -> str:
    return " ".join(child.all_text for child in element.children if child.tag == tag).strip()
