"""The page of one proposition: both sides, by source and date."""

import datetime
import re

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db


def section(page, key):
    """The words of one section of a page."""
    found = re.search(rf'<section id="{key}".*?</section>', page, re.S)[0]
    plain = re.sub(r"<[^>]+>", " ", found)
    return re.sub(r" ([,:.;)])", r"\1", " ".join(plain.split()))


@pytest.fixture
def treaty():
    return f.PropositionFactory(slug="treaty", text="There will be a treaty.")


def source(year, name):
    day = datetime.date(year, 5, 20) if year else None
    return f.ArticleFactory(
        title=f"Piece of {name}",
        authors=[f.AuthorFactory(name=f"Ann {name}")],
        state="published",
        date=day,
        date_earliest=day,
        date_latest=day,
        **({} if day else {"date_precision": "unknown"}),
    )


def member(proposition, article, position="supports", **kwargs):
    claim = f.ClaimFactory(article=article, state="published", **kwargs)
    f.PropositionMemberFactory(
        proposition=proposition, annotation=claim.annotation, position=position
    )


def test_a_side_says_where_it_was_held_first_and_last(get, treaty):
    late, early = source(2021, "Late"), source(2015, "Early")
    for article in (late, early, early):
        member(treaty, article)
    side = section(get("/propositions/treaty/"), "asserts")

    assert side.startswith(
        "Asserted by 3 passages, in 2 sources"
        " First 20 May 2015 (Early 2015), last 20 May 2021 (Late 2021): two different sources."
    )
    assert side.index("20 May 2015 · Piece of Early") < side.index("20 May 2021 · Piece of Late")
    assert side.count("Piece of Early") == 1


def test_a_side_held_in_one_source_has_no_first_and_last(get, treaty):
    article = source(2015, "Early")
    member(treaty, article)
    member(treaty, article)

    assert "two different sources" not in get("/propositions/treaty/")


def test_a_source_without_a_date_is_neither_first_nor_last(get, treaty):
    for article in (source(None, "Undated"), source(2015, "Early"), source(2021, "Late")):
        member(treaty, article)
    side = section(get("/propositions/treaty/"), "asserts")

    assert "First 20 May 2015 (Early 2015)" in side
    assert "no date · Piece of Undated" in side


def test_a_dispute_within_one_source_is_told_apart_from_one_between_sources(get, treaty):
    early, late = source(2015, "Early"), source(2021, "Late")
    member(treaty, early)
    member(treaty, late, position="opposes")
    assert "Asserted and denied in different sources." in get("/propositions/treaty/")

    member(treaty, early, position="opposes")
    page = " ".join(get("/propositions/treaty/").split())
    assert "Asserted and denied within one source: Early 2015." in page


def test_what_nobody_denies_is_said_to_be_so(get, treaty):
    member(treaty, source(2015, "Early"))
    page = get("/propositions/treaty/")

    assert "Nothing in this library denies it." in page
    assert "Asserted and denied" not in page


def test_a_speaker_stands_with_the_office_of_the_time(get, treaty):
    role = f.ActorRoleFactory(
        actor=f.ActorFactory(name="Shinzo Abe", kind="person"),
        organisation=f.ActorFactory(name="Japan"),
        valid_from=datetime.date(2012, 12, 26),
        valid_to=datetime.date(2020, 9, 16),
    )
    for year in (2015, 2021):
        member(treaty, source(year, f"Of{year}"), attribution="reported", speaker=role.actor)
    side = section(get("/propositions/treaty/"), "asserts")

    assert "Shinzo Abe, then Prime Minister of Japan, as reported by Ann Of2015" in side
    assert "Shinzo Abe, as reported by Ann Of2021" in side


def test_an_unknown_standard_is_refused_and_a_known_one_can_be_chosen(client):
    said = f.PredictionFactory(article=f.ArticleFactory(state="published"), state="published")
    row = f.PropositionMemberFactory(annotation=said.annotation).proposition
    assert client.get(f"/propositions/{row.slug}/?standard=tarot").status_code == 400
    page = client.get(f"/propositions/{row.slug}/?standard=phia").content.decode()
    assert '<b aria-current="true">PHIA</b>' in page


def test_claims_alone_have_no_likelihood_to_be_read(get, treaty):
    member(treaty, source(2015, "Early"))

    assert "Likelihood words read by" not in get("/propositions/treaty/")


def test_its_passages_can_be_had_as_lists_and_two_sources_compared(get, treaty):
    early, late = source(2015, "Early"), source(2021, "Late")
    member(treaty, early)
    member(treaty, early)
    said = f.PredictionFactory(article=late, state="published")
    f.PropositionMemberFactory(proposition=treaty, annotation=said.annotation)
    page = get("/propositions/treaty/")

    assert 'href="/claims/?proposition=treaty">2 claims</a>' in page
    assert 'href="/predictions/?proposition=treaty">1 prediction</a>' in page
    assert f'href="/compare/?a={early.slug}&amp;b={late.slug}">Compare the two sources' in page
    assert '<b class="num">2</b> of 2 match' in get("/claims/?proposition=treaty")
