"""How dates are written, and how sources are cited in a few words."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sourcelib.models.article import Article
from sourcelib.models.dates import Precision


def written_date(date: datetime.date | None, precision: str) -> str:
    """Return a date as a reader expects it, no more exact than it is known.

    "20 May 2015", "May 2015", "2015", or "no date".
    """
    if date is None or precision == Precision.UNKNOWN:
        return _("no date")
    if precision == Precision.YEAR:
        return str(date.year)
    return date_format(date, "j F Y" if precision == Precision.DAY else "F Y")


def short_citation(article: Article) -> str:
    """Return "Tucker 2015": the last names of up to two authors and the year.

    Without an author the publication or else the title stands for it. Costs no query after
    `with_heads`.
    """
    names = [author.name.split()[-1] for author in article.byline]
    if len(names) > 2:
        who = _("%(name)s et al.") % {"name": names[0]}
    elif names:
        who = _(" and ").join(names)
    else:
        who = article.publication.name if article.publication else article.title
    return f"{who} {article.date.year}" if article.date else who
