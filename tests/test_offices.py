"""The offices of actors, as of the date of a source."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.lists.statements import STATEMENT_COLUMNS
from annotations.models import Annotation
from annotations.offices import Offices, in_office, office_in_words
from annotations.statements import statements, with_statements
from tests import factories as f

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def abe():
    """A person who was Prime Minister of Japan twice, and is it no more."""
    person = f.ActorFactory(slug="abe", name="Shinzo Abe", kind="person")
    japan = f.ActorFactory(slug="japan", name="Japan")
    for first, last in (
        (DAY(2006, 9, 26), DAY(2007, 9, 26)),
        (DAY(2012, 12, 26), DAY(2020, 9, 16)),
    ):
        f.ActorRoleFactory(actor=person, organisation=japan, valid_from=first, valid_to=last)
    return person


def source(first, last=None, precision="day", **kwargs):
    return f.ArticleFactory(
        date=first,
        date_earliest=first,
        date_latest=last or first,
        date_precision=precision,
        state="published",
        **kwargs,
    )


def held(actor, article):
    return Offices([actor.pk]).held(actor.pk, article)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (DAY(2012, 12, 25), []),
        (DAY(2012, 12, 26), ["then Prime Minister of Japan"]),
        (DAY(2020, 9, 16), ["then Prime Minister of Japan"]),
        (DAY(2020, 9, 17), []),
    ],
)
def test_an_office_is_told_from_its_first_day_to_its_last(abe, day, told):
    assert held(abe, source(day)) == told


def test_an_office_that_covers_only_some_of_the_days_that_a_date_allows_is_not_told(abe):
    of_2020 = source(DAY(2020, 1, 1), DAY(2020, 12, 31), "year")
    of_2019 = source(DAY(2019, 1, 1), DAY(2019, 12, 31), "year")

    assert held(abe, of_2020) == []
    assert held(abe, of_2019) == ["then Prime Minister of Japan"]


def test_a_source_without_a_date_tells_no_office(abe):
    undated = f.ArticleFactory(
        date=None, date_earliest=None, date_latest=None, date_precision="unknown"
    )

    assert held(abe, undated) == []


@pytest.mark.parametrize(("last", "told"), [(None, "President"), ("2021-01-20", "then President")])
def test_then_is_said_of_a_term_that_has_ended_since_and_of_no_other(last, told):
    role = f.ActorRoleFactory(
        title="President",
        organisation=f.ActorFactory(name="United States"),
        valid_from=DAY(2017, 1, 20),
        valid_to=DAY.fromisoformat(last) if last else None,
    )

    assert held(role.actor, source(DAY(2018, 1, 1))) == [f"{told} of the United States"]


def test_a_term_whose_beginning_is_not_recorded_is_not_told():
    role = f.ActorRoleFactory(valid_from=None, valid_to=DAY(2030, 1, 1))

    assert held(role.actor, source(DAY(2018, 1, 1))) == []


@pytest.mark.parametrize(
    ("title", "name", "kind", "words"),
    [
        ("Prime Minister", "Japan", "state", "Prime Minister of Japan"),
        ("President", "United States", "state", "President of the United States"),
        ("President", "Czech Republic", "state", "President of the Czech Republic"),
        ("headed by", "Joe Biden", "person", "headed by Joe Biden"),
        ("Minister", "Suga cabinet", "government-body", "Minister (Suga cabinet)"),
    ],
)
def test_an_office_reads_as_a_phrase(title, name, kind, words):
    assert office_in_words(title, name, kind) == words


def test_several_who_hold_offices_are_kept_apart():
    assert in_office([("Russia", []), ("Japan", [])]) == "Russia, Japan"
    assert in_office([("Abe", ["then President"]), ("Japan", [])]) == "Abe, then President; Japan"


def test_lists_and_the_page_of_a_claim_tell_the_office_of_the_speaker_at_the_time(client, abe):
    tucker = f.AuthorFactory(name="David Archer", slug="archer")
    said = {"attribution": "reported", "speaker": abe, "state": "published"}
    then = f.ClaimFactory(article=source(DAY(2015, 5, 20), authors=[tucker]), **said)
    later = f.ClaimFactory(article=source(DAY(2021, 5, 20), authors=[tucker]), **said)
    phrase = (
        '<a href="/actors/abe/">Shinzo Abe</a>, then Prime Minister of Japan, as reported by '
        '<a href="/authors/archer/">David Archer</a>'
    )

    assert phrase in client.get(f"/claims/{then.annotation.uid}/").content.decode()
    assert client.get("/claims/").content.decode().count("then Prime Minister of Japan") == 1
    assert "Prime Minister" not in client.get(f"/claims/{later.annotation.uid}/").content.decode()


def test_data_keeps_to_bare_names(client, abe):
    f.ClaimFactory(
        article=source(DAY(2015, 5, 20)), attribution="reported", speaker=abe, state="published"
    )
    data = b"".join(client.get("/claims/?format=csv").streaming_content).decode()

    assert "Shinzo Abe, as reported by" in data
    assert "Prime Minister" not in data


def test_the_offices_of_all_speakers_of_a_list_cost_one_query(abe):
    article = source(DAY(2015, 5, 20))
    for speaker in (abe, f.ActorRoleFactory().actor, f.ActorFactory()):
        f.ClaimFactory(article=article, attribution="reported", speaker=speaker, state="published")
    views = statements(with_statements(Annotation.objects.public()))
    with CaptureQueriesContext(connection) as captured:
        for column in STATEMENT_COLUMNS:
            column.value(views[0])
    assert len(captured) == 0
    with CaptureQueriesContext(connection) as captured:
        told = [view.who_in_office for view in views]

    assert len(captured) == 1
    assert told[0].startswith("Shinzo Abe, then Prime Minister of Japan, as reported by")


def test_a_name_and_an_office_are_escaped(client):
    role = f.ActorRoleFactory(
        actor=f.ActorFactory(name="<b>Abe", kind="person"),
        title="<i>Chief",
        valid_from=DAY(2010, 1, 1),
    )
    claim = f.ClaimFactory(
        article=source(DAY(2015, 5, 20)),
        attribution="reported",
        speaker=role.actor,
        about=[role.actor],
        state="published",
    )
    for address in (
        f"/claims/{claim.annotation.uid}/",
        claim.annotation.article.get_absolute_url(),
    ):
        page = client.get(address).content.decode()
        assert "&lt;i&gt;Chief" in page
        assert "<i>Chief" not in page
        assert "<b>Abe" not in page
