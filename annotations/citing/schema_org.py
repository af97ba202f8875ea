"""What pages tell search engines of themselves, in the words of schema.org.

A claim or prediction is a `Claim`: its author is who says it, never who is only inferred to. A
`ClaimReview` stands for a check that this library made of a factual or causal claim and that two
people agreed on; engines show it as a fact check, without the words "single-reviewed". A verdict on
a prediction is none: what was said was not false on the day it was said. Ratings are words, because
the library has no number for them.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from annotations.citing.reference import Name, Reference, source_reference
from annotations.models import Actor, Verdict
from annotations.models.statement import Attribution
from annotations.services.terms_judged import changes_since
from annotations.statements import StatementView
from sourcelib.models import Article

Data = dict[str, Any]

_TYPES = {
    Article.Genre.OP_ED: "OpinionNewsArticle",
    Article.Genre.ANALYSIS: "AnalysisNewsArticle",
    Article.Genre.NEWS: "NewsArticle",
    Article.Genre.REPORT: "Report",
}


def of_source(article: Article, reference: Reference) -> Data:
    """Return what the page of a source is about; `reference` is that of the source."""
    full = article.display == Article.Display.FULL
    text = {"@type": "PropertyValue", "propertyID": "SHA-256", "value": reference.sha256}
    return {
        "@context": "https://schema.org",
        **_source(reference),
        **({"publisher": _publisher(article)} if article.publication else {}),
        "inLanguage": reference.language,
        "version": str(reference.revision),
        "identifier": text,
        "mainEntityOfPage": reference.address,
        **({"isAccessibleForFree": True} if full else {}),
        **({"sameAs": reference.original} if reference.original else {}),
    }


def of_statement(view: StatementView) -> list[Data]:
    """Return what the page of a claim or prediction is about: it, and the check of a claim."""
    claim = _claim(view)
    found: list[Data] = [{"@context": "https://schema.org", **claim}]
    verdict = view.verdict
    if (
        verdict is not None
        and verdict.state in Verdict.OF_CLAIMS
        and verdict.review == Verdict.Review.CONFIRMED
        and not changes_since([verdict])
    ):
        found.append(
            {
                "@context": "https://schema.org",
                "@type": "ClaimReview",
                "@id": f"{claim['url']}#review",
                "url": claim["url"],
                "claimReviewed": verdict.judged_summary,
                "datePublished": verdict.decided_on.isoformat(),
                "author": _library(),
                "reviewBody": verdict.reason,
                "reviewRating": {
                    "@type": "Rating",
                    "alternateName": str(verdict.get_state_display()).capitalize(),
                },
                "itemReviewed": claim,
            }
        )
    return found


def breadcrumbs(trail: Iterable[tuple[str, str]]) -> Data:
    """Return the way to a page: names and full addresses, from the first page on."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(trail, start=1)
        ],
    }


def website() -> Data:
    """Return what the first page is: the library, and where it is searched."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "url": f"{settings.SITE_URL}/",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{settings.SITE_URL}/search/?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def _source(reference: Reference) -> Data:
    return {
        "@type": _TYPES.get(Article.Genre(reference.genre), "Article"),
        "@id": f"{reference.address}#source",
        "url": reference.address,
        "headline": reference.title,
        **_if_any("author", [_signer(name) for name in reference.authors]),
        **_if_any("datePublished", "-".join(reference.date_parts)),
    }


def _claim(view: StatementView) -> Data:
    source = source_reference(view.article)
    address = settings.SITE_URL + view.address
    signers = [_signer(name) for name in source.authors]
    said: Data = {}
    if view.attribution == Attribution.AUTHOR:
        said = _if_any("author", signers)
    elif view.attribution == Attribution.REPORTED:
        said = _if_any("author", [_speaker(actor) for actor in view.speakers])
    elif view.attribution == Attribution.INFERRED:
        said = _if_any("claimInterpreter", signers)
    return {
        "@type": "Claim",
        "@id": f"{address}#claim",
        "url": address,
        "text": view.summary,
        **said,
        **_if_any("datePublished", "-".join(source.date_parts)),
        "appearance": _source(source),
    }


def _signer(name: Name) -> Data | str:
    """Return who signed; the name alone where it is not known whether they are a person.

    The vocabulary has authors be a person or an organisation, and lets names stand for them.
    """
    if name.person is None:
        return name.whole
    kind = "Person" if name.person else "Organization"
    return {"@type": kind, "name": name.whole, "url": name.address}


def _speaker(actor: Actor) -> Data:
    person = actor.kind == Actor.Kind.PERSON
    address = settings.SITE_URL + actor.get_absolute_url()
    return {"@type": "Person" if person else "Organization", "name": actor.name, "url": address}


def _publisher(article: Article) -> Data:
    publication = article.publication
    assert publication is not None  # the caller asked
    return {"@type": "Organization", "name": publication.name, **_if_any("url", publication.url)}


def _library() -> Data:
    return {
        "@type": "Organization",
        "name": settings.SITE_NAME,
        "url": f"{settings.SITE_URL}/",
    }


def _if_any(name: str, value: Any) -> Data:
    return {name: value} if value else {}
