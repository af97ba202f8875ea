"""When a page says that its article was published.

As written there: a time with its zone is never shifted into another, for that can change the day.
"""

import re
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from htmldate import find_date
from lxml import html

from sourcelib.readers.dates import date_in_address, parse_date
from sourcelib.readers.document import Finding, PartialDate
from sourcelib.readers.html_json_ld import LinkedData
from sourcelib.readers.html_page import line_of, place_of

METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article.published", "pubdate", "publishdate", "publish-date", "publish_date", "published",
    "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "date",
)  # fmt: skip
PUBLISHING = re.compile(r"publi|posted|entry-date|dateline|pubdate|byline-date", re.I)
OFFSET = re.compile(r"[+-](?!00:?00)\d\d:?\d\d$")
MOST_ELEMENTS = 20_000  # the guess reads all of the page several times


def published(
    root: html.HtmlElement,
    metas: Callable[..., Sequence[Any]],
    linked: LinkedData,
    address: str,
    is_shown: bool,
) -> Finding | None:
    """The date of publication, or None where the page says none and none is to be guessed.

    It is not where the address holds one, or the text shows one (`is_shown`).
    """
    stated = [
        ("JSON-LD datePublished", linked.text("datePublished")),
        *((each.place, each.text) for each in metas(*METAS)),
        *_in_elements(root),
    ]
    dated = [(place, text, date) for place, text in stated if (date := parse_date(text))]
    if not dated:
        return None if is_shown or date_in_address(address) else _guess(root)
    place, text, date = dated[0]
    others = [each for each in dated[1:] if not _agree(each[2], date)]
    if not others:
        return Finding("date", text, place, False, "the page states it", cut=False)
    # The same moment has two dates in two zones: the one written with an offset is the site's own.
    if not OFFSET.search(text):
        local = [each for each in others if OFFSET.search(each[1]) and _next_day(each[2], date)]
        if local:
            others = [(place, text, date)]
            place, text, date = local[0]
    why = f"{others[0][0]} says otherwise: “{others[0][1]}”"
    return Finding("date", text, place, True, why, cut=False)


def _in_elements(root: html.HtmlElement) -> list[tuple[str, str]]:
    """The <time> elements and microdata that say to be of the publication, or the only one."""
    found = []
    for element in root.xpath("//body//time | //body//*[@itemprop='datePublished']"):
        text = element.get("datetime") or element.get("content") or element.text_content()
        place = f"{element.tag} element at {place_of(line_of(element))}"
        named = " ".join([*element.keys(), *element.values()])
        found.append((place, " ".join(text.split()), bool(PUBLISHING.search(named))))
    named_ones = [(place, text) for place, text, is_named in found if is_named]
    if named_ones:
        return named_ones[:1]
    return [(place, text) for place, text, _ in found] if len(found) == 1 else []


def _agree(one: PartialDate, other: PartialDate) -> bool:
    """Whether one is the other, or a coarser form of it."""
    return one.value.startswith(other.value) or other.value.startswith(one.value)


def _next_day(one: PartialDate, other: PartialDate) -> bool:
    if one.precision != "day" or other.precision != "day":
        return False
    first, second = one.first_day, other.first_day
    return first is not None and second is not None and abs((first - second).days) == 1


def _guess(root: html.HtmlElement) -> Finding | None:
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = find_date(root, original_date=True, extensive_search=True)
    except Exception:  # whatever odd pages make of it: then there is no guess
        return None
    if not found:
        return None
    why = "htmldate's guess from the mark-up and text of the page, which states none"
    return Finding("date", found, "the page as a whole", True, why, cut=False)
