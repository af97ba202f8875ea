"""Two sources side by side, and the choice of what to compare."""

from dataclasses import dataclass
from typing import Any

from django.core.validators import slug_re
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from annotations.addresses import MovedError, find
from annotations.comparing import Pair, Suggestion, compare, connected_pairs, partners
from annotations.comparing.pair import compare_address
from annotations.conditions import each
from annotations.counters import Counters
from annotations.filter_fields import Words
from annotations.filters import ListFilterSet
from annotations.scoring.likelihood import Standard
from annotations.source_rows import with_heads
from annotations.standards import choices, reads_standard
from sourcelib.models import Article, Authorship

SUGGESTED = 12
LISTED = 20


@dataclass(frozen=True)
class Asked:
    """What the address names: rows found, slugs that lead nowhere, and whether any has moved."""

    articles: dict[str, Article]
    unknown: dict[str, str]
    moved: bool


@reads_standard
def comparison(request: HttpRequest, standard: Standard) -> HttpResponse:
    """Two sources side by side; with one, or none, the choice of the other.

    A slug that is no source's is answered with 404, the same source twice with 400: both say so
    and offer the choice. A former slug leads to the present one.
    """
    asked = _asked(request)
    if asked.moved:
        return _moved(request, asked)
    found = list(asked.articles.values())
    if asked.unknown:
        slug = next(iter(asked.unknown.values()))[:120]
        problem = _("No source here is called “%(slug)s”.") % {"slug": slug}
        return _choice(request, found[:1], problem, status=404)
    if len(found) < 2:
        return _choice(request, found)
    if found[0] == found[1]:
        problem = _("That is the same source twice. Choose another to compare it with.")
        return _choice(request, found[:1], problem, status=400)
    pair = Pair(*found)
    return render(
        request,
        "annotations/compare.html",
        {
            "section": "compare",
            "standards": choices(request, standard),
            "query": Pair.in_time(*found).address.removeprefix(request.path),
            "pair": pair,
            "found": compare(pair, standard),
        },
    )


def _asked(request: HttpRequest) -> Asked:
    articles: dict[str, Article] = {}
    unknown: dict[str, str] = {}
    moved = False
    public = with_heads(Article.objects.public())
    for name in ("a", "b"):
        slug = request.GET.get(name, "").strip()
        if not slug:
            continue
        if not slug_re.match(slug):
            unknown[name] = slug
            continue
        try:
            articles[name] = find(public, slug)
        except MovedError as error:
            articles[name] = public.get(slug=error.address.strip("/").split("/")[-1])
            moved = True
        except Http404:
            unknown[name] = slug
    return Asked(articles, unknown, moved)


def _moved(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Lead to the address by the slugs of today; what could not be found stays as it was asked."""
    query = request.GET.copy()
    for name, article in asked.articles.items():
        query[name] = article.slug
    response = HttpResponsePermanentRedirect(f"{request.path}?{query.urlencode()}")
    patch_cache_control(response, no_cache=True)
    return response


def _known_by(word: str) -> Q:
    """Return the condition that a source is known by `word`: its title, who signed it, where."""
    signed = Authorship.objects.filter(author__name__icontains=word)
    return (
        Q(title__icontains=word)
        | Q(publication__name__icontains=word)
        | Q(pk__in=signed.values("article"))
    )


class _Choice(ListFilterSet):
    """The sources to choose from."""

    q = Words(lambda words: each(words, _known_by), label=_("Words"))


@dataclass(frozen=True)
class Candidate:
    """A source that can be chosen, and the address that chooses it."""

    article: Article
    address: str


def _choice(
    request: HttpRequest, chosen: list[Article], problem: str = "", status: int = 200
) -> HttpResponse:
    """Offer what to compare: the first source, or the other one where the first is chosen."""
    first = chosen[0] if chosen else None
    words = request.GET.get("q", "").strip()
    public = Article.objects.public()
    filters = _Choice({"q": words}, public)
    faults = [str(fault) for found in filters.errors.values() for fault in found]
    rows = with_heads(filters.restrict(public)).newest_first()
    others = rows.exclude(pk=first.pk) if first else rows
    listed = list(others[: LISTED + 1])
    context: dict[str, Any] = {
        "section": "compare",
        "first": first,
        "problems": [problem, *faults] if problem else faults,
        "words": words,
        "candidates": [_candidate(article, first) for article in listed[:LISTED]],
        "has_more": len(listed) > LISTED,
    }
    context["suggestions"] = [(one, _heading(one, first)) for one in _suggested(first)]
    return render(request, "annotations/compare_choose.html", context, status=status)


def _suggested(first: Article | None) -> list[Suggestion]:
    """Return what `first` shares most with, or the pairs of the library that are tied most."""
    if first:
        return partners(first, SUGGESTED)
    return Counters().kept("compare pairs", lambda: connected_pairs(SUGGESTED), lasting=True)


def _candidate(article: Article, first: Article | None) -> Candidate:
    address = Pair.in_time(first, article).address if first else compare_address(a=article.slug)
    return Candidate(article, address)


def _heading(suggestion: Suggestion, first: Article | None) -> list[Article]:
    """Return the sources by which a suggestion is known: where one is chosen, the other."""
    return [suggestion.other(first)] if first else list(suggestion.pair.articles)
