"""What a search finds as data: CSV for spreadsheets, JSON for programs, in the page's order."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from annotations.list_data import absolute
from annotations.pages.search.asked import KINDS, Asked
from annotations.pages.search.hits import ActorHit, SourceHit, StatementHit, hits
from sourcelib.models import Article
from sourcelib.search.highlights import Bit
from sourcelib.search.index import Kind
from sourcelib.search.ranking import ranked
from sourcelib.spreadsheets import defused

MOST_GIVEN = 500  # of a kind: whoever wants all rows takes them from the list of that kind
COLUMNS = ("kind", "uid", "address", "title", "words", "source", "date", "authors")


def as_data(asked: Asked) -> HttpResponse | None:
    """Answer a search that asks for data, or return None if it asks for the page.

    A filter that could not be understood is refused with status 400, as by the lists.
    """
    wanted = asked.query.get("format")
    if wanted is None:
        return None
    if wanted not in ("csv", "json"):
        message = _("There is no format “%(format)s”: ask for csv or json.")
        return JsonResponse({"errors": {"format": [message % {"format": wanted[:40]}]}}, status=400)
    if asked.faults:
        errors = {fault.name: [fault.message] for fault in asked.faults}
        return JsonResponse({"errors": errors}, status=400)
    records = list(_records(asked))
    if wanted == "json":
        return JsonResponse({"q": asked.looked_for.text, "results": records})
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="search.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for record in records:
        cells = {**record, "authors": "; ".join(record["authors"])}
        writer.writerow([defused(cell) for cell in cells.values()])
    return response


def _records(asked: Asked) -> Iterator[dict[str, Any]]:
    if asked.looked_for.finds_nothing:
        return
    kinds = [asked.kind] if asked.kind else KINDS
    found = {
        kind: ranked(asked.looked_for, kind, asked.rows.of(kind), limit=MOST_GIVEN).places
        for kind in kinds
    }
    for kind, shown in hits(found, asked.looked_for).items():
        for hit in shown:
            yield dict(zip(COLUMNS, (str(kind), *_FORMS[kind](hit)), strict=True))


def _source(hit: SourceHit) -> tuple[Any, ...]:
    article = hit.article
    at = str(article.uid), absolute(hit.address)
    return (*at, _plain(hit.title), _plain(hit.words), *_origin(article))


def _statement(hit: StatementHit) -> tuple[Any, ...]:
    at = hit.view.uid, absolute(hit.view.address)
    return (*at, _plain(hit.summary), _plain(hit.words), *_origin(hit.view.article))


def _actor(hit: ActorHit) -> tuple[Any, ...]:
    actor = hit.row.actor
    names = "; ".join(map(_plain, hit.aliases))
    return (str(actor.uid), absolute(actor.get_absolute_url()), actor.name, names, "", "", [])


def _origin(article: Article) -> tuple[str, str, list[str]]:
    date = article.date.isoformat() if article.date else ""
    return article.slug, date, [author.name for author in article.byline]


def _plain(bits: Sequence[Bit]) -> str:
    return "".join(bit.text for bit in bits)


_FORMS: Mapping[Kind, Callable[[Any], tuple[Any, ...]]] = {
    Kind.SOURCE: _source,
    Kind.PASSAGE: _source,
    Kind.CLAIM: _statement,
    Kind.PREDICTION: _statement,
    Kind.ACTOR: _actor,
}
