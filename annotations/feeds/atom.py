"""Atom as Django writes it, and entries with several authors and labelled categories."""

import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed

from annotations.printable import printable


class Atom(Atom1Feed):
    """An Atom feed.

    Entries take `authors` (names) and `labelled` (pairs of a category's term and label). The feed
    takes `changed`: when it was updated if it has no entry.
    """

    def latest_post_date(self) -> datetime.datetime:
        """Return when the feed was updated; never the moment at which it is asked for."""
        latest: datetime.datetime = (
            super().latest_post_date() if self.items else self.feed["changed"]
        )
        return latest

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", printable(name))
            handler.endElement("author")
        for term, label in item["labelled"]:
            handler.addQuickElement(
                "category", "", {"term": printable(term), "label": printable(label)}
            )
