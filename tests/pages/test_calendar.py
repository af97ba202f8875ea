"""The calendar of deadlines, read back by a library that reads calendars."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from annotations.models import Annotation
from annotations.services.reviewing import withdraw
from tests import factories as f

pytestmark = pytest.mark.django_db

ODD = (
    "Tokyo, Москва; טוקיו תחכה עד האביב: “yes” \\ no \\n 🇯🇵👩‍🚀 "
    + "a long sentence, with commas; and semicolons "
    + "x" * 200
)


def read(client, query=""):
    response = client.get(f"/predictions/due.ics{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    data = b"".join(response.streaming_content)
    return data, Calendar.from_ical(data)


def events(client, query=""):
    _data, calendar = read(client, query)
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def article():
    return f.ArticleFactory(
        slug="piece",
        title="A piece, and more",
        authors=[f.AuthorFactory(slug="ann", name="Ann Archer")],
        state="published",
    )


def test_what_waits_for_its_day_or_for_a_verdict_is_in_it_and_nothing_else(client, article):
    public = {"article": article, "state": "published"}
    f.PredictionFactory(summary="Later.", deadline=in_days(900), **public)
    f.PredictionFactory(summary="Overdue.", deadline=in_days(-900), **public)
    looked_at = f.PredictionFactory(summary="Looked at.", deadline=in_days(9), **public)
    f.VerdictFactory(
        annotation=looked_at.annotation, state="still-open", event_date=None, with_evidence=False
    )
    judged = f.PredictionFactory(summary="Judged.", deadline=in_days(9), **public)
    f.VerdictFactory(annotation=judged.annotation)
    proposed = f.PredictionFactory(summary="Proposed upon.", deadline=in_days(9), **public)
    f.VerdictFactory(annotation=proposed.annotation, review="proposed")
    f.PredictionFactory(
        summary="Open.", horizon_ground="none", deadline=None, deadline_basis="none", **public
    )
    f.PredictionFactory(summary="Draft.", article=article, deadline=in_days(9))

    found = events(client)

    assert list(found) == ["Overdue.", "Looked at.", "Proposed upon.", "Later."]
    assert found["Later."]["dtstart"].dt == in_days(900)  # a day, not a moment
    assert found["Later."]["transp"] == "TRANSPARENT"


def test_an_event_names_its_words_its_speaker_its_basis_and_its_page(client, article):
    kato = f.ActorFactory(slug="kato", name="Kato", kind="person")
    made = f.PredictionFactory(
        article=article,
        words="Moscow will wait until the spring",
        summary="Moscow will wait.",
        attribution="reported",
        speaker=kato,
        deadline=in_days(9),
        state="published",
    )

    (event,) = events(client).values()

    uid = made.annotation.uid
    assert event["uid"] == f"{uid}@127.0.0.1"
    assert event["url"] == f"http://127.0.0.1:8000/predictions/{uid}/"
    told = str(event["description"])
    assert "Moscow will wait until the spring" in told
    assert "Kato, as reported by Ann Archer, A piece, and more, 5 March 2021" in told
    assert "five years from the last day" in told
    assert "5-year rule" in told


def test_a_date_of_the_text_is_no_five_year_rule(client, article):
    f.PredictionFactory(
        article=article,
        state="published",
        horizon_ground="stated",
        horizon_end=in_days(5),
        deadline=in_days(5),
        deadline_basis="“by the spring”",
    )

    (event,) = events(client).values()

    assert "5-year rule" not in event["description"]


def test_odd_text_comes_back_as_it_was_and_no_line_is_too_long(client, article):
    f.PredictionFactory(article=article, summary=ODD, deadline=in_days(9), state="published")
    f.PredictionFactory(
        article=article,
        summary="Bell\x07 and whistle.",
        deadline=in_days(10),
        state="published",
    )

    data, calendar = read(client)

    assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == [
        ODD,
        "Bell and whistle.",
    ]
    assert calendar.errors == []
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two


def test_the_same_library_gives_the_same_calendar_and_a_change_counts_up(client, article):
    made = f.PredictionFactory(article=article, deadline=in_days(9), state="published")

    first, second = read(client)[0], read(client)[0]
    (before,) = events(client).values()
    annotation = made.annotation
    annotation.version += 1
    annotation.save()
    (after,) = events(client).values()

    assert first == second
    assert after["sequence"] == before["sequence"] + 1
    assert after["uid"] == before["uid"]
    assert after["dtstamp"].dt >= before["dtstamp"].dt


def test_the_terms_of_a_source_are_obeyed(client):
    article = f.ArticleFactory(display="metadata", state="published")
    f.PredictionFactory(
        article=article,
        words="Moscow will wait",
        horizon_words="until the spring",
        summary="It holds.",
        deadline=in_days(9),
        deadline_basis="“until the spring”",
        state="published",
    )

    data, _calendar = read(client)

    assert b"will wait" not in data.replace(b"\r\n ", b"")
    assert b"until the spring" not in data.replace(b"\r\n ", b"")


def test_the_filters_are_those_of_the_board(client, article):
    japan = f.ActorFactory(slug="japan", name="Japan")
    public = {"article": article, "state": "published", "deadline": in_days(9)}
    f.PredictionFactory(summary="Of Japan.", about=[japan], **public)
    f.PredictionFactory(summary="Of nobody.", likelihood_words="unlikely", **public)

    assert list(events(client, "?actor=japan")) == ["Of Japan."]
    assert list(events(client, "?term=unlikely&sort=newest")) == ["Of nobody."]
    _data, calendar = read(client, "?actor=japan")
    assert calendar["x-wr-calname"].endswith("About: Japan")
    assert calendar["url"] == "http://127.0.0.1:8000/predictions/?actor=japan"


def test_what_cannot_be_understood_is_refused_in_words(client):
    response = client.get("/predictions/due.ics?actor=nobody&horizon=soon")

    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    text = response.content.decode()
    assert "actor: Nothing here is called “nobody”." in text
    assert "horizon: “soon” is not one of" in text


def test_an_empty_calendar_still_holds_something(client):
    _data, calendar = read(client)

    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


def test_all_events_come_however_many(client, article, monkeypatch):
    monkeypatch.setattr("annotations.pages.calendar.CHUNK", 2)
    for day in (1, 1, 1, 2, 3):
        f.PredictionFactory(article=article, deadline=in_days(day), state="published")

    assert len(events(client)) == 5


def test_who_has_it_already_is_told_so_until_something_changes(client, article):
    made = f.PredictionFactory(article=article, deadline=in_days(9), state="published")
    first = client.get("/predictions/due.ics")
    again = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    since = {"HTTP_IF_MODIFIED_SINCE": first["Last-Modified"]}

    assert client.get("/predictions/due.ics", **again).status_code == 304
    assert client.get("/predictions/due.ics", **since).status_code == 304
    assert client.get("/predictions/due.ics?term=none", **again).status_code == 200

    withdraw(user=f.EditorFactory(), annotation=made.annotation, reason="It was no prediction.")

    assert Annotation.objects.public().count() == 0
    assert client.get("/predictions/due.ics", **again).status_code == 200
    assert events(client) == {}


def test_the_number_of_queries_does_not_depend_on_the_number_of_events(small, client):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            read(client, "?topic=trade")
        return len(captured)

    few = cost()
    small.grow(6)

    assert cost() == few
