"""`/annotations/`: the container that annotation clients read, and its pages.

Rules: https://www.w3.org/TR/annotation-protocol/, 4.
"""

import pytest
from django.conf import settings
from django.core.cache import cache

from annotations.models import Annotation
from annotations.pages.web_annotations import container
from sourcelib.models import Article
from tests.factories import ArticleFactory, ClaimFactory, CuratorFactory, MentionFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/annotations/"
LD = {"accept": "application/ld+json"}
TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
IRIS = 'return=representation;include="http://www.w3.org/ns/oa#PreferContainedIRIs"'
WHOLE = 'return=representation;include="http://www.w3.org/ns/oa#PreferContainedDescriptions"'
MINIMAL = 'return=representation;include="http://www.w3.org/ns/ldp#PreferMinimalContainer"'


@pytest.fixture
def few_a_page(monkeypatch):
    """Pages so short that the small library has several."""
    monkeypatch.setattr(container, "WHOLE", 5)
    monkeypatch.setattr(container, "NAMED", 5)


def read(client, address, **headers):
    response = client.get(address.removeprefix(settings.SITE_URL), headers={**LD, **headers})
    assert response.status_code == 200, response.content
    return response.json()


def walk(client, first, way="next"):
    """Return the pages from one on."""
    pages, address = [], first
    while address:
        pages.append(read(client, address))
        address = pages[-1].get(way)
    return pages


def items(pages):
    return [item for page in pages for item in page["items"]]


def of(rows):
    return [f"{settings.SITE_URL}{row.get_absolute_url()}" for row in rows.order_by("pk")]


@pytest.mark.parametrize("accept", [{}, {"accept": "*/*"}, LD])
def test_it_tells_of_itself_as_the_protocol_demands(client, small, accept):
    response = client.get(ADDRESS, headers=accept)
    told = response.json()
    assert (response.status_code, response["Content-Type"]) == (200, TYPE)
    assert told["@context"][:2] == [
        "http://www.w3.org/ns/anno.jsonld",
        "http://www.w3.org/ns/ldp.jsonld",
    ]
    assert told["type"] == ["BasicContainer", "AnnotationCollection"]
    assert told["id"] == response["Content-Location"] == settings.SITE_URL + ADDRESS
    assert told["total"] == Annotation.objects.public().count()
    assert '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"' in response["Link"]
    constrained = 'rel="http://www.w3.org/ns/ldp#constrainedBy"'
    assert f"<http://www.w3.org/TR/annotation-protocol/>; {constrained}" in response["Link"]
    assert {"Accept", "Prefer"} <= {name.strip() for name in response["Vary"].split(",")}
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["ETag"]
    assert response["Last-Modified"]
    assert "items" not in told
    assert small.claims


@pytest.mark.usefixtures("few_a_page")
def test_a_walk_by_next_meets_every_public_annotation_once(client, small):
    ClaimFactory(article=small.claims[0].annotation.article)  # a draft
    ClaimFactory(state="published")  # in a draft
    told = read(client, ADDRESS)
    pages = walk(client, told["first"])
    assert [item["id"] for item in items(pages)] == of(Annotation.objects.public())
    assert len(pages) == 3
    assert pages[-1]["id"] == told["last"]
    assert [page["startIndex"] for page in pages] == list(range(0, told["total"], 5))
    for page in pages:
        assert page["type"] == "AnnotationPage"
        assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
        assert page["partOf"] == {
            "id": told["id"],
            "type": "AnnotationCollection",
            "total": told["total"],
        }


@pytest.mark.usefixtures("few_a_page")
def test_pages_have_one_address_each_whichever_way_they_are_reached(client, small):
    told = read(client, ADDRESS)
    forward = [page["id"] for page in walk(client, told["first"])]
    backward = [page["id"] for page in walk(client, told["last"], "prev")]
    assert forward == backward[::-1]
    assert "prev" not in read(client, told["first"])
    assert small.claims


def test_a_page_is_no_container(client, small):
    response = client.get(f"{ADDRESS}?page=first", headers=LD)
    assert "BasicContainer" not in response.get("Link", "")
    assert small.claims


@pytest.mark.usefixtures("few_a_page")
def test_annotations_can_be_named_by_their_addresses_only(client, small):
    response = client.get(ADDRESS, headers={**LD, "prefer": IRIS})
    told = response.json()
    assert told["id"] == response["Content-Location"] == f"{settings.SITE_URL}{ADDRESS}?iris=1"
    assert response["Preference-Applied"] == "return=representation"
    assert items(walk(client, told["first"])) == of(Annotation.objects.public())
    assert read(client, f"{ADDRESS}?iris=1") == told
    assert small.claims


@pytest.mark.parametrize("prefer", [WHOLE, MINIMAL])
def test_whole_annotations_are_what_pages_hold_otherwise(client, small, prefer):
    told = read(client, ADDRESS, prefer=prefer)
    assert told["id"] == f"{settings.SITE_URL}{ADDRESS}"
    assert "items" not in told
    first = read(client, told["first"], prefer=IRIS)
    assert first["items"][0]["type"] == "Annotation", "the header was heeded with the container"
    assert small.claims


def test_an_annotation_on_a_page_is_the_one_at_its_own_address(client, small):
    (first, *_more) = read(client, f"{ADDRESS}?page=first")["items"]
    alone = read(client, first["id"])
    alone.pop("@context")
    assert alone == first
    assert small.claims


@pytest.mark.usefixtures("few_a_page")
@pytest.mark.parametrize(
    ("query", "narrow"),
    [
        ("kind=claim", {"kind": "claim"}),
        ("kind=claim&kind=mention", {"kind__in": ["claim", "mention"]}),
        ("topic=trade", {"topics__slug": "trade"}),
    ],
)
def test_filters_narrow_it_and_stay_in_every_address(client, small, query, narrow):
    told = read(client, f"{ADDRESS}?{query}")
    pages = walk(client, told["first"])
    assert [item["id"] for item in items(pages)] == of(Annotation.objects.public().filter(**narrow))
    assert told["total"] == len(items(pages)) > 0
    assert all(query in page["id"] and query in page["partOf"]["id"] for page in pages)
    assert small.claims


def test_by_source_and_by_actor(client, small):
    article = small.claims[0].annotation.article
    told = read(client, f"{ADDRESS}?source={article.slug}")
    assert told["total"] == Annotation.objects.public().filter(article=article).count()
    other = MentionFactory(article=article, state="published")
    assert read(client, f"{ADDRESS}?actor={other.actor.slug}")["total"] == 1
    whole = read(client, f"{ADDRESS}?actor=kato&page=first")
    named = Annotation.objects.public().filter(mention__actor=small.speaker)
    about = Annotation.objects.public().filter(about=small.speaker)
    assert [item["id"] for item in whole["items"]] == of((named | about).distinct())


def test_an_empty_library_has_an_empty_container(client):
    told = read(client, ADDRESS)
    assert told["total"] == 0
    page = read(client, told["first"])
    assert (page["items"], page["startIndex"]) == ([], 0)
    assert not {"next", "prev"} & set(page)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("page=0", "page"),
        ("page=last", "page"),
        ("after=banana", "after"),
        ("after=00000000-0000-4000-8000-000000000000", "after"),
        ("page=first&after=00000000-0000-4000-8000-000000000000", "page"),
        ("iris=2", "iris"),
        ("kind=banana", "kind"),
        ("source=nowhere", "source"),
        ("speaker=kato", "speaker"),
        ("before=00000000-0000-4000-8000-000000000000", "before"),
        ("format=turtle", "format"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(client, small, query, name):
    response = client.get(f"{ADDRESS}?{query}", headers=LD)
    assert response.status_code == 400
    assert name in response.json()["errors"]
    page = client.get(f"{ADDRESS}?{query}", headers={"accept": "text/html"})
    assert page.status_code in ((200, 400) if name == "after" else (400,))
    assert small.claims


def test_a_page_after_the_last_annotation_is_empty_and_leads_back(client, small):
    last = Annotation.objects.public().order_by("pk").last()
    page = read(client, f"{ADDRESS}?after={last.uid}")
    assert page["items"] == []
    assert page["prev"]
    assert small.claims


@pytest.mark.usefixtures("few_a_page")
def test_what_is_published_later_comes_where_the_walk_goes_on(client, small):
    walked = items(walk(client, read(client, ADDRESS)["first"]))
    new = ClaimFactory(article=small.claims[0].annotation.article, state="published")
    cache.clear()
    further = read(client, f"{ADDRESS}?after={walked[-1]['id'].split('/')[-2]}")
    assert [item["id"] for item in further["items"]] == of(Annotation.objects.filter(pk=new.pk))


def test_withdrawn_sources_are_gone_from_it(client, small):
    gone = small.claims[0].annotation.article
    Article.objects.filter(pk=gone.pk).update(
        state="withdrawn", withdrawn_at="2022-01-01T00:00Z", withdrawal_reason="Plagiarised."
    )
    cache.clear()
    page = read(client, f"{ADDRESS}?page=first")
    assert page["partOf"]["total"] == len(page["items"]) == Annotation.objects.public().count()
    assert gone.slug not in str(page)


def test_who_has_it_hears_304_and_forms_are_told_apart(client, small):
    first = client.get(ADDRESS, headers=LD)
    known = {"if-none-match": first["ETag"]}
    again = client.get(ADDRESS, headers={**LD, **known})
    assert (again.status_code, again["Vary"].startswith("Accept")) == (304, True)
    assert "BasicContainer" in again["Link"]
    assert client.get(ADDRESS, headers={**LD, **known, "prefer": IRIS}).status_code == 200
    assert client.get(ADDRESS, headers={"accept": "text/html", **known}).status_code == 200
    assert small.claims


def test_who_no_longer_shows_a_name_is_not_named_by_a_copy_that_counts_as_fresh(client):
    curator = CuratorFactory(show_name=True)
    article = ArticleFactory(state="published")
    claim = ClaimFactory(article=article, state="published")
    Annotation.objects.filter(pk=claim.annotation.pk).update(created_by=curator)
    page = f"{ADDRESS}?page=first"
    first = client.get(page, headers=LD)
    assert curator.public_name() in first.content.decode()
    assert "Last-Modified" not in first
    known = {**LD, "if-none-match": first["ETag"]}
    assert client.get(page, headers=known).status_code == 304
    curator.show_name = False
    curator.save()
    again = client.get(page, headers=known)
    assert again.status_code == 200
    assert curator.username not in again.content.decode()


def test_nothing_can_be_written_to_it(client):
    client.handler.enforce_csrf_checks = True
    refused = client.post(ADDRESS, {"type": "Annotation"}, content_type="application/json")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
    options = client.options(ADDRESS)
    assert (options.status_code, options["Access-Control-Allow-Origin"]) == (200, "*")
    assert "Prefer" in options["Access-Control-Allow-Headers"]
    assert client.head(ADDRESS).status_code == 200


def test_its_pages_take_as_many_queries_for_many_as_for_few(
    client, small, django_assert_max_num_queries
):
    for _round in range(2):
        for query in ("", "?page=first", "?page=first&iris=1", "?kind=prediction&page=first"):
            cache.clear()
            with django_assert_max_num_queries(34):
                client.get(f"{ADDRESS}{query}", headers=LD)
        small.grow(2)


def test_browsers_get_a_page_that_tells_how_to_read_it(client, small):
    page = client.get(ADDRESS, headers={"accept": "text/html"}).content.decode()
    assert "Annotations for other tools" in page
    assert "application/ld+json" in page
    assert 'id="judgedSummary"' in page, "the prefix of own keys leads here"
    assert "?format=jsonld" in page
    filtered = client.get(f"{ADDRESS}?topic=trade", headers={"accept": "text/html"})
    assert "noindex" in filtered.content.decode()
    assert small.claims


def test_an_empty_library_tells_browsers_so(client):
    page = client.get(ADDRESS, headers={"accept": "text/html"}).content.decode()
    assert "Nothing has been published yet" in page
