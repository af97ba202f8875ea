"""What stands above the text: what the source is, and what machines ask of it."""

import datetime

from django.conf import settings
from django.utils.translation import get_language_info

from annotations.pages.reader.people import Person
from sourcelib.models import Article
from sourcelib.models.dates import Precision


def shown_title(article: Article) -> str:
    """The title, in square brackets where a curator supplied it."""
    return f"[{article.title}]" if article.title_supplied else article.title


def language_name(tag: str) -> str:
    """The name of a language in the reader's own, or its tag where Django knows none."""
    try:
        return str(get_language_info(tag.lower())["name_translated"])
    except KeyError:
        return tag


def machine_date(date: datetime.date | None, precision: str, separator: str = "-") -> str:
    """A date as exactly as it is known: "2015-05-20", "2015-05", "2015", or ""."""
    if date is None or precision == Precision.UNKNOWN:
        return ""
    parts = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1}[Precision(precision)]
    return separator.join(date.isoformat().split("-")[:parts])


def citation_tags(article: Article, authors: list[Person]) -> list[tuple[str, str]]:
    """The Highwire Press tags that reference managers and scholarly search engines read."""
    address = settings.SITE_URL + article.get_absolute_url()
    tags = [("citation_title", shown_title(article))]
    tags += [("citation_author", author.name) for author in authors]
    if date := machine_date(article.date, article.date_precision, "/"):
        tags.append(("citation_publication_date", date))
    if article.publication:
        tags.append(("citation_journal_title", article.publication.name))
    tags.append(("citation_language", article.language))
    tags.append(("citation_abstract_html_url", address))
    if article.display == Article.Display.FULL:
        tags.append(("citation_fulltext_html_url", address))
    return tags
