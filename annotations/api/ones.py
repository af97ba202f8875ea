"""One of each thing of the library: its row in the list, and what only it has room for."""

from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.addresses import find
from annotations.api.details import details
from annotations.api.lists import read_by, rows_of
from annotations.api.public import PublicView, published_source, refuse_absent
from annotations.list_data import Collection
from annotations.lists.sources import SOURCES
from annotations.models.annotation import AnnotationQuerySet
from annotations.services.presenting import loaded
from sourcelib.models import Article, Revision


class One(PublicView):
    """One row of a list, and its details."""

    collection: Collection = SOURCES

    def answer(self, request: Request, rows: QuerySet[Any], row: Any) -> Response:
        """Return the one of `rows` that there is, with the details of `row`."""
        collection = read_by(self.collection, request)
        (found,) = rows_of(collection, collection.load(rows))
        return Response(found | details(collection.name, row))


class Named(One):
    """One that is known by its slug."""

    def get(self, request: Request, slug: str) -> Response:
        """Return it; a slug that it had before leads to it."""
        rows = self.collection.rows()
        row = find(rows, slug)
        return self.answer(request, rows.filter(pk=row.pk), row)


class Statement(One):
    """One claim or prediction."""

    kind: str = ""

    def get(self, request: Request, uid: UUID) -> Response:
        """Return it; of one that was withdrawn, when and why."""
        rows = self.collection.rows().filter(uid=uid)
        row = loaded(cast("AnnotationQuerySet", rows)).first()
        if row is None:
            refuse_absent(uid, self.kind)
        return self.answer(request, rows, row)


class Source(One):
    """One source, with its current text or an earlier one."""

    def get(
        self,
        request: Request,  # noqa: ARG002, a view takes its request
        slug: str,
        number: int | None = None,
    ) -> Response:
        """Return it with the text that it has now, or had in the revision with this number."""
        article = published_source(slug, "" if number is None else f"v/{number}/")
        revisions = Revision.objects.public().filter(article=article)
        if number is None:
            revision = article.current_revision
        else:
            revision = get_object_or_404(revisions, number=number)
        rows = list(SOURCES.load(Article.objects.filter(pk=article.pk)))
        for row in (article, *rows):
            row.current_revision = revision
        (found,) = rows_of(SOURCES, rows)
        return Response(found | details(SOURCES.name, article))
