"""The page of one actor."""

import csv
import datetime
import html
import io
import json
import re

import pytest
from django.utils import timezone

from annotations.models import Actor, ActorMerge
from tests import factories as f

pytestmark = pytest.mark.django_db
DAY = datetime.date
TEXT = "Kato met Lavrov in Tokyo.\n\nThen Kato left for Osaka.\n\nLavrov and Ishiba stayed."


def words_of(page):
    """What a reader sees of some HTML, as one line."""
    plain = html.unescape(re.sub(r"<[^>]+>", " ", page))
    return re.sub(r" ([,:.;)])", r"\1", " ".join(plain.split()))


def section(page, key):
    """The words of one section of a page, empty if there is none."""
    found = re.search(rf'<section id="{key}".*?</section>', page, re.S)
    return words_of(found[0]) if found else ""


def source(**kwargs):
    day = kwargs.pop("date", DAY(2015, 5, 20))
    dates = {"date": day, "date_earliest": day, "date_latest": day}
    if day is None:
        dates["date_precision"] = "unknown"
    return f.ArticleFactory(text=TEXT, state="published", **dates, **kwargs)


def mention(article, actor, words, occurrence=1, state="published"):
    return f.MentionFactory(
        article=article, actor=actor, words=words, occurrence=occurrence, state=state
    )


@pytest.fixture
def kato():
    return f.ActorFactory(slug="kato", name="Katsunobu Kato", kind="person")


@pytest.fixture
def article():
    return source(authors=[f.AuthorFactory(slug="kashin", name="Vassily Kashin")])


def test_what_is_only_inferred_about_somebody_is_nowhere_said_by_them(get, article, kato):
    of = {"article": article, "speaker": kato, "state": "published"}
    f.ClaimFactory(summary="He said it.", attribution="reported", **of)
    f.ClaimFactory(summary="He thinks it.", attribution="inferred", **of)
    f.PredictionFactory(summary="He foretold it.", attribution="reported", **of)
    f.PredictionFactory(summary="He hopes for it.", attribution="inferred", **of)
    page = get("/actors/kato/")

    assert section(page, "says").startswith("Says 1")
    assert section(page, "predicts").startswith("Predicts 1")
    assert section(page, "inferred").startswith("Inferred about what they think or intend 2")
    assert "All predictions 1 1" in section(page, "record")
    for kind, said in (("claims", "He said it."), ("predictions", "He foretold it.")):
        assert "He thinks it." not in get(f"/{kind}/?speaker=kato")
        assert "He hopes for it." not in get(f"/{kind}/?speaker=kato")
        table = csv.DictReader(
            io.StringIO(get(f"/{kind}/?speaker=kato&format=csv").lstrip("\ufeff"))
        )
        assert [row["summary"] for row in table] == [said]
        data = json.loads(get(f"/{kind}/?speaker=kato&format=json"))
        assert said in json.dumps(data)
        assert "He thinks it." not in json.dumps(data)
        assert "He hopes for it." not in json.dumps(data)


def test_an_inference_names_the_author_first_in_lists_and_in_data(get, article, kato):
    f.ClaimFactory(article=article, speaker=kato, attribution="inferred", state="published")

    assert "Vassily Kashin, inferring about Katsunobu Kato" in words_of(get("/claims/"))
    assert "Vassily Kashin, inferring about Katsunobu Kato" in get("/claims/?format=csv")


def test_nobody_has_a_record_of_what_is_inferred_about_them(get, article, kato):
    f.PredictionFactory(article=article, speaker=kato, attribution="inferred", state="published")
    page = get("/actors/kato/")

    assert section(page, "record") == ""
    assert section(page, "predicts") == ""


def test_offices_stand_in_the_order_of_their_days_with_whom_they_were_held(get, article, kato):
    mention(article, kato, "Kato")
    cabinet = f.ActorFactory(name="Suga cabinet", kind="government-body")
    japan = f.ActorFactory(slug="japan", name="Japan")
    mention(article, japan, "Tokyo")
    f.ActorRoleFactory(
        actor=kato, organisation=japan, title="Minister", valid_from=DAY(2024, 1, 1), note="Acting."
    )
    f.ActorRoleFactory(
        actor=kato,
        organisation=cabinet,
        title="Chief Cabinet Secretary",
        valid_from=DAY(2020, 9, 16),
        valid_to=DAY(2021, 10, 4),
    )
    f.ActorRoleFactory(actor=kato, organisation=japan, title="Adviser")

    assert section(get("/actors/kato/"), "offices") == (
        "Offices no dates recorded Adviser of Japan"
        " 16 September 2020 – 4 October 2021 Chief Cabinet Secretary (Suga cabinet)"
        " from 1 January 2024 Minister of Japan Acting."
    )
    assert "from 1 January 2024 Katsunobu Kato, Minister of Japan" in section(
        get("/actors/japan/"), "holders"
    )
    assert '<a href="/actors/japan/">Japan</a>' in get("/actors/kato/")


def test_what_a_person_heads_reads_as_a_phrase(get, article):
    biden = f.ActorFactory(slug="biden", name="Joe Biden", kind="person")
    mention(article, biden, "Kato")
    team = f.ActorFactory(name="Biden administration", kind="government-body")
    f.ActorRoleFactory(actor=team, organisation=biden, title="headed by")

    assert section(get("/actors/biden/"), "holders") == (
        "Roles of others with them no dates recorded Biden administration, headed by Joe Biden"
    )


def test_ids_lead_out_where_there_is_a_page_of_them(get, article, kato):
    mention(article, kato, "Kato")
    for scheme, value in (("wikidata", "Q17"), ("iso3166-1-alpha-3", "JPN"), ("cameo", "JPNGOV")):
        f.ActorIdentifierFactory(actor=kato, scheme=scheme, value=value)
    page = html.unescape(get("/actors/kato/"))

    assert 'href="https://www.wikidata.org/wiki/Q17"' in page
    assert 'href="https://www.wikidata.org/w/index.php?search=haswbstatement:P298=JPN"' in page
    assert '<span title="This scheme has no page for each id.">JPNGOV</span>' in page


def test_names_stand_by_kind_and_day(get, article, kato):
    mention(article, kato, "Kato")
    for text, first in (("Secretary Kato", DAY(2020, 9, 16)), ("Minister Kato", DAY(2014, 1, 1))):
        f.ActorAliasFactory(actor=kato, text=text, kind="titled", valid_from=first)
    f.ActorAliasFactory(actor=kato, text="Kato", kind="short")
    words = words_of(get("/actors/kato/"))

    assert "Short name Kato" in words
    assert (
        "Name with a title Minister Kato, from 1 January 2014 Secretary Kato, from 16 September"
        in words
    )


def test_mentions_are_counted_by_the_year_of_the_source(get, article, kato):
    mention(article, kato, "Kato")
    mention(article, kato, "Kato", occurrence=2)
    mention(source(date=DAY(2021, 3, 1)), kato, "Kato")
    mention(source(date=None), kato, "Kato")
    mention(source(date=DAY(2019, 3, 1)), kato, "Kato", state="draft")
    page = get("/actors/kato/")

    assert section(page, "over-time") == (
        "Over the years named 4 times, in 3 sources 2015 2021 As a table"
        " Year of the source Mentions Sources 2015 2 1 2021 1 1 without a date 1 1"
    )
    assert page.count("<rect") == 2
    years = 'href="/sources/?actor=kato&amp;from=2015&amp;to=2015"'
    assert years in page
    assert article.title in get("/sources/?actor=kato&from=2015&to=2015")


def test_company_counts_the_paragraphs_and_the_sources_that_name_both(get, article, kato):
    article.slug = "first"
    article.save()
    lavrov = f.ActorFactory(slug="lavrov", name="Sergey Lavrov", kind="person")
    ishiba = f.ActorFactory(slug="ishiba", name="Shigeru Ishiba", kind="person")
    osaka = f.ActorFactory(slug="osaka", name="Osaka")
    later = source(date=DAY(2021, 3, 1), slug="second")
    for place in (article, later):
        mention(place, kato, "Kato")
        mention(place, kato, "Kato", occurrence=2)
        mention(place, lavrov, "Lavrov")
    mention(article, lavrov, "Lavrov", occurrence=2)  # where Kato is not named
    mention(article, ishiba, "Ishiba")
    mention(later, osaka, "Osaka", state="draft")
    page = get("/actors/kato/")

    found = section(page, "company")
    assert "in the 2 newest sources that name it" in found
    assert "Sergey Lavrov 2 2" in found
    assert "Shigeru Ishiba 0 1" in found
    assert "Osaka" not in found
    assert page.index('href="/sources/second/?actor=lavrov"') < page.index(
        'href="/sources/first/?actor=lavrov"'
    )
    assert 'href="/sources/second/?actor=ishiba"' not in page


def test_company_keeps_to_the_ten_nearest(get, article, kato):
    mention(article, kato, "Kato")
    for number in range(12):
        mention(article, f.ActorFactory(name=f"Companion {number}"), "Lavrov")

    assert get("/actors/kato/").count('<th scope="row"><a href="/actors/actor-') == 10


def test_a_record_merged_into_an_actor_is_told_until_it_is_undone(get, client, article, kato):
    mention(article, kato, "Kato")
    old = f.ActorFactory(slug="k-kato", name="K. Kato", kind="person")
    Actor.objects.filter(pk=old.pk).update(merged_into=kato)
    merge = ActorMerge.objects.create(source=old, target=kato, reason="One and the same.")
    day = f"{timezone.localdate():%-d %B %Y}"

    told = f"Also catalogued here as “K. Kato”: merged on {day}. One and the same."
    assert told in words_of(get("/actors/kato/"))
    response = client.get("/actors/k-kato/?standard=phia")
    assert response.status_code == 301
    assert response.headers["Location"] == "/actors/kato/?standard=phia"
    assert "no-cache" in response.headers["Cache-Control"]

    merge.undone_at = timezone.now()
    merge.save()
    Actor.objects.filter(pk=old.pk).update(merged_into=None)

    assert "Also catalogued" not in get("/actors/kato/")
    assert client.get("/actors/k-kato/").status_code == 404  # nothing published names it


def test_a_long_page_begins_with_its_contents_and_a_short_one_does_not(get, small):
    page = get(small.speaker.get_absolute_url())
    contents = re.search(r'<nav class="toc".*?</nav>', page, re.S)[0]
    for target in re.findall(r'href="#([^"]+)"', contents):
        assert f'id="{target}"' in page, target
    short = f.ActorFactory(slug="short")
    mention(source(), short, "Kato")

    assert 'class="toc"' not in get("/actors/short/")


def test_the_contents_name_names_and_ties_where_there_are_any(get, article, kato):
    mention(article, kato, "Kato")
    own = {"article": article, "speaker": kato, "attribution": "reported", "state": "published"}
    f.ClaimFactory(**own)
    f.PredictionFactory(**own)
    page = get("/actors/kato/")
    assert 'href="#record"' in page
    assert 'href="#facts"' not in page

    f.ActorAliasFactory(actor=kato, text="Kato-san")
    assert 'href="#facts"' in get("/actors/kato/")


def test_words_by_which_an_actor_is_named_are_in_the_language_of_their_source(get, kato):
    mention(f.ArticleFactory(text="加藤は言った。", language="ja", state="published"), kato, "加藤")

    assert '“<span lang="ja" dir="ltr">加藤</span>”' in get("/actors/kato/")


def test_likelihoods_and_the_record_are_read_by_the_standard_asked_for(get, kato):
    f.PredictionFactory(
        article=f.ArticleFactory(state="published"),
        attribution="reported",
        speaker=kato,
        state="published",
        words="The two leaders are unlikely to sign a peace treaty this year",
        likelihood_words="unlikely",
    )
    plain, other = get("/actors/kato/"), get("/actors/kato/?standard=ipcc-ar5")

    assert "20–45% (ICD 203)" in section(plain, "predicts")
    assert "0–33% (IPCC AR5)" in section(other, "predicts")
    assert "without a band in IPCC AR5" in section(other, "record")
    assert "atlantis" in get("/actors/kato/?standard=atlantis", status=400)


def test_a_source_that_shows_no_words_lends_none_to_the_page(get, kato):
    hidden = source(display="metadata", title="Hidden words")
    mention(hidden, kato, "Then Kato")
    page = get("/actors/kato/")

    assert "Hidden words" in page
    assert "Then Kato" not in page
    assert "1 time" in section(page, "named")
