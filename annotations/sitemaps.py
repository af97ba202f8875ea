"""The sitemap: every public page, for search engines.

The day of the last change is given where one row tells it: of a source, a claim, a prediction. The
other pages gather from the whole library, and say nothing rather than something false.
"""

import datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap, x_robots_tag
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotations.freshness import answers_conditionally
from annotations.models import Actor, Annotation, Proposition, Topic, Verdict
from sourcelib.models import Article, Author, Publication

MOST = 5_000  # addresses on one page of a section; the protocol allows ten times as many


class _Section(Sitemap):  # type: ignore[type-arg]  # only its stubs take an argument
    """One section, its addresses those of `SITE_URL`."""

    limit = MOST

    def get_protocol(self, protocol: str | None = None) -> str:  # noqa: ARG002
        return str(urlsplit(settings.SITE_URL).scheme)

    def get_domain(self, site: Any = None) -> str:  # noqa: ARG002
        return str(urlsplit(settings.SITE_URL).netloc)


class Pages(_Section):
    """The pages that every library has."""

    NAMES: ClassVar = [
        *("home", "sources", "claims", "predictions", "propositions", "actors", "topics"),
        *("publications", "authors", "compare", "about", "method", "corrections", "api:docs"),
    ]

    def items(self) -> list[str]:
        return self.NAMES

    def location(self, item: str) -> str:
        return reverse(item)


class Rows(_Section):
    """The pages of all public rows of one table."""

    model: type[Model]

    def items(self) -> QuerySet[Any]:
        """The rows in an order that no new one changes."""
        public: QuerySet[Any] = self.model._default_manager.public()  # type: ignore[attr-defined]
        return public.only("slug").order_by("pk")


class Sources(Rows):
    """Sources, changed when their data, an annotation or a verdict on one was."""

    model = Article

    def items(self) -> QuerySet[Any]:
        own = Annotation.objects.filter(article=OuterRef("pk"))
        judged = Verdict.objects.reviewed().filter(annotation__article=OuterRef("pk"))
        rows = super().items().only("slug", "published_at")
        dated: QuerySet[Any] = rows.annotate(
            changes=_latest(Article.history.filter(id=OuterRef("pk")), "history_date"),
            annotated=_latest(own, "changed_at"),
            **_judged(judged),
        )
        return dated

    def lastmod(self, item: Any) -> datetime.datetime | None:
        return _last(item.published_at, item.changes, item.annotated, item.judged, item.confirmed)


class Statements(_Section):
    """Claims or predictions, changed when they or a verdict on them were."""

    kind: str

    def items(self) -> QuerySet[Any]:
        judged = Verdict.objects.reviewed().filter(annotation=OuterRef("pk"))
        rows = Annotation.objects.public().filter(kind=self.kind).annotate(**_judged(judged))
        return rows.only("uid", "kind", "changed_at").order_by("pk")

    def location(self, item: Annotation) -> str:
        return reverse(self.kind, args=[item.uid])

    def lastmod(self, item: Any) -> datetime.datetime | None:
        return _last(item.changed_at, item.judged, item.confirmed)


class Claims(Statements):
    kind = Annotation.Kind.CLAIM


class Predictions(Statements):
    kind = Annotation.Kind.PREDICTION


class Actors(Rows):
    model = Actor


class Propositions(Rows):
    model = Proposition


class Topics(Rows):
    model = Topic


class Authors(Rows):
    model = Author


class Publications(Rows):
    model = Publication


SECTIONS: dict[str, _Section] = {
    "pages": Pages(),
    "sources": Sources(),
    "predictions": Predictions(),
    "claims": Claims(),
    "propositions": Propositions(),
    "actors": Actors(),
    "topics": Topics(),
    "authors": Authors(),
    "publications": Publications(),
}


@require_safe
@x_robots_tag
@answers_conditionally
def index(request: HttpRequest) -> HttpResponse:
    """Where the sections are.

    Django's own view reads all rows to tell when a section changed, and takes the host of the
    request for that of the site.
    """
    found = []
    for name, each in SECTIONS.items():
        address = settings.SITE_URL + reverse("sitemap-section", args=[name])
        found.append(SitemapIndexItem(address))
        pages = range(2, each.paginator.num_pages + 1)
        found += [SitemapIndexItem(f"{address}?p={page}") for page in pages]
    context = {"sitemaps": found}
    return render(request, "sitemap_index.xml", context, content_type="application/xml")


@require_safe
@answers_conditionally
def section(request: HttpRequest, section: str) -> HttpResponse:
    """The addresses of one section, or of its page `?p=`; 404 for one that is not."""
    answer = sitemap(request, {**SECTIONS}, section).render()
    # Django's is the day of the newest row, and goes back when that one is withdrawn.
    answer.headers.pop("Last-Modified", None)
    return answer


def _latest(rows: QuerySet[Any], column: str) -> Subquery:
    """Return an expression: the latest of a column of `rows`."""
    dated = rows.filter(**{f"{column}__isnull": False})
    return Subquery(dated.order_by(f"-{column}").values(column)[:1])


def _judged(verdicts: QuerySet[Verdict]) -> dict[str, Subquery]:
    return {
        "judged": _latest(verdicts, "published_at"),
        "confirmed": _latest(verdicts, "confirmed_at"),
    }


def _last(*moments: datetime.datetime | None) -> datetime.datetime | None:
    return max((moment for moment in moments if moment), default=None)
