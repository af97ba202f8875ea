"""What a page says of its article outside of the text, each with the place that says it.

Where two places disagree, the first counts and the finding is doubtful and tells both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from lxml import html

from sourcelib.readers.document import Finding, What
from sourcelib.readers.html_dates import published
from sourcelib.readers.html_json_ld import LinkedData, types
from sourcelib.readers.html_page import line_of, place_of
from sourcelib.readers.html_runs import is_seen
from sourcelib.readers.html_titles import title
from sourcelib.readers.names import people

LONGEST = 1000  # characters; a longer "title" or "author" is something else

META_AUTHORS = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "citation_author", "byl",
)  # fmt: skip
META_SITES = ("og:site_name", "citation_journal_title", "dc.publisher", "application-name")
SECTIONS = ("article:section", "section", "parsely-section", "cse_type", "dc.type")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
BY = re.compile(r"(?:by|von|par|por)\s+(?=[A-Z])", re.I)
GENRE_TYPES = frozenset(
    {"OpinionNewsArticle", "AnalysisNewsArticle", "ReportageNewsArticle", "Interview"}
)
OPINION = re.compile(r"(?:opinions?|op-?eds?|commentary|editorials?)", re.I)


@dataclass(frozen=True, slots=True)
class Stated:
    """Something that the page states, and where."""

    place: str
    text: str


class Metas:
    """The meta elements of a page by their name, property or itemprop, in lower case."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._found: dict[str, list[str]] = {}
        for meta in root.iter("meta"):
            content = " ".join(meta.get("content", "").split())
            if not content or len(content) > LONGEST:
                continue
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                for name in meta.get(attribute, "").lower().split():
                    self._found.setdefault(name, []).append(content)

    def of(self, *names: str) -> list[Stated]:
        """What the elements of these names state, in the order of the names."""
        return [
            Stated(f"meta {name}", text) for name in names for text in self._found.get(name, ())
        ]


def metadata(
    root: html.HtmlElement, linked: LinkedData, saved: Sequence[Finding], *, shows_date: bool
) -> tuple[Finding, ...]:
    """The findings outside of the text.

    `saved` is what the file around the page says; `shows_date`: the text itself begins with a date.
    """
    metas = Metas(root)
    sites = _sites(metas, linked)
    address = _address(root, metas, saved)
    findings = [
        title(root, metas.of("og:title", "twitter:title", "citation_title", "dc.title"), linked,
              [site.text for site in sites]),
        *_bylines(root, metas, linked, {site.text.casefold() for site in sites}),
        published(root, metas.of, linked, address.text if address else "", shows_date),
        _first("publication", sites),
        address,
        _language(root, metas),
        _genre(metas, linked),
    ]  # fmt: skip
    return tuple(finding for finding in findings if finding)


def _first(what: What, stated: Sequence[Stated]) -> Finding | None:
    """The first of several statements; doubtful where another says something else."""
    if not stated:
        return None
    first = stated[0]
    finding = Finding(what, first.text, first.place, False, "the page states it", cut=False)
    other = next((each for each in stated if each.text.casefold() != first.text.casefold()), None)
    return finding if other is None else doubted(finding, other.place, other.text)


def doubted(finding: Finding, place: str, text: str) -> Finding:
    """The finding, doubtful because another place says something else."""
    return replace(finding, doubtful=True, why=f"{place} says otherwise: “{text}”")


def _sites(metas: Metas, linked: LinkedData) -> list[Stated]:
    publishers = [Stated("JSON-LD publisher", name) for name in linked.texts("publisher")]
    stated = [*metas.of("og:site_name"), *publishers, *metas.of(*META_SITES[1:])]
    return [each for each in stated if not each.text.startswith(("http", "@"))]


# --- who ---


def _bylines(
    root: html.HtmlElement, metas: Metas, linked: LinkedData, sites: set[str]
) -> list[Finding]:
    """One finding a person, from the first place that names any."""
    sources = [
        [Stated("JSON-LD author", name) for name in linked.texts("author")],
        metas.of(*META_AUTHORS),
        list(_authors_in_page(root)),
    ]
    found = [
        [each for stated in source for each in _people(stated) if each.text.casefold() not in sites]
        for source in sources
    ]
    first, *others = [each for each in found if each] or [[]]
    names = {each.text.casefold() for each in first}
    findings = []
    for each in {each.text.casefold(): each for each in first}.values():
        finding = Finding("byline", each.text, each.place, False, "the page states it", cut=False)
        for other in others[:1]:
            if not names & {person.text.casefold() for person in other}:
                told = ", ".join(person.text for person in other)
                finding = doubted(finding, other[0].place, told)
        findings.append(finding)
    return findings


def _people(stated: Stated) -> list[Stated]:
    text = BY.sub("", stated.text, count=1) if BY.match(stated.text) else stated.text
    if text.startswith(("http", "@", "www.")):
        return []
    return [Stated(stated.place, person) for person in people(text)]


def _authors_in_page(root: html.HtmlElement) -> Iterator[Stated]:
    """Those that the page's own elements call its author."""
    for element in root.xpath("//body//*[@rel='author' or @itemprop='author']"):
        names = element.xpath(".//*[@itemprop='name']") or [element]
        text = " ".join(names[0].text_content().split())
        if text and len(text) <= LONGEST and is_seen(element):
            yield Stated(f"author element at {place_of(line_of(element))}", text)


# --- where ---


def _address(root: html.HtmlElement, metas: Metas, saved: Sequence[Finding]) -> Finding | None:
    base = next((finding.text for finding in saved), "")
    links = root.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    stated = [
        Stated(each.place, address)
        for each in [
            *(Stated("link rel=canonical", href.strip()) for href in links),
            *metas.of("og:url"),
        ]
        if (address := _absolute(base, each.text))
    ]
    if stated and _is_front_page(stated[0].text):  # a mistake that many sites make
        stated = [each for each in stated if not _is_front_page(each.text)]
    finding = _first("original_url", stated)
    return finding or next(iter(saved), None)


def _absolute(base: str, address: str) -> str:
    try:
        whole = urljoin(base, address)
        parts = urlsplit(whole)
    except ValueError:
        return ""
    is_address = parts.scheme in {"http", "https"} and parts.netloc and not re.search(r"\s", whole)
    return whole if is_address else ""


def _is_front_page(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in {"", "/"} and not parts.query


# --- what ---


def _language(root: html.HtmlElement, metas: Metas) -> Finding | None:
    declared = root.get("lang") or root.get("xml:lang") or ""
    stated = [
        *([Stated("html lang", declared.strip())] if declared else []),
        *metas.of("content-language", "og:locale"),
    ]
    fitting = [each for each in stated if LANGUAGE.fullmatch(each.text)]
    if not fitting:
        return None
    first = fitting[0]
    tag = first.text.replace("_", "-")
    finding = Finding("language", tag, first.place, False, "the page states it", cut=False)
    for other in fitting[1:]:
        if other.text[:2].lower() != tag[:2].lower():
            return doubted(finding, other.place, other.text)
    return finding


def _genre(metas: Metas, linked: LinkedData) -> Finding | None:
    for each in types(linked.article):
        if each in GENRE_TYPES:
            return Finding("genre", each, "JSON-LD @type", False, "the page states it", cut=False)
    sections = [Stated("JSON-LD articleSection", text) for text in linked.texts("articleSection")]
    for stated in [*sections, *metas.of(*SECTIONS)]:
        if OPINION.fullmatch(stated.text):
            why = "the section that it stands in"
            return Finding("genre", stated.text, stated.place, True, why, cut=False)
    return None
