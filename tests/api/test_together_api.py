"""Presence, coverage and what one was given, asked of the API."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from annotations.models import Assignment, ParagraphRead, Presence
from tests.api.test_schema import fits
from tests.factories import (
    AccountFactory,
    ArticleFactory,
    AssignmentFactory,
    ClaimFactory,
    CuratorFactory,
    EditorFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return CuratorFactory(first_name="Anna", last_name="Curator")


@pytest.fixture
def source():
    return ArticleFactory()


def client_of(user) -> APIClient:
    client = APIClient()
    client.force_login(user)
    return client


@pytest.fixture
def api(curator) -> APIClient:
    return client_of(curator)


class TestPresence:
    def ask(self, api, source, status=200, **body):
        address = reverse("api:presence", args=[source.slug])
        response = api.post(address, {"window": str(uuid4()), **body}, format="json")
        assert response.status_code == status, response.content
        fits(response.json(), "POST sources/{slug}/presence/", status)
        return response.json()

    def test_two_people_see_each_other_and_what_the_other_does(self, api, source):
        other = client_of(EditorFactory(username="eddie"))
        window, theirs = str(uuid4()), str(uuid4())
        first = self.ask(api, source, window=window, paragraph=1)
        assert first["people"] == first["changes"] == first["gone"] == []
        claim = ClaimFactory(article=source, words="Moscow will wait").annotation
        self.ask(other, source, window=theirs, paragraph=2, annotation=str(claim.uid))
        news = self.ask(api, source, window=window, since=first["cursor"])
        (person,) = news["people"]
        assert (person["name"], person["own"], person["paragraph"]) == ("eddie", False, 2)
        assert person["annotation"] == str(claim.uid)
        assert [one["uid"] for one in news["changes"]] == [str(claim.uid)]
        assert (news["count"], news["versions"], news["revision"]) == (1, 1, 1)
        known = {str(claim.uid): 1}
        again = self.ask(api, source, window=window, since=first["cursor"], known=known)
        assert again["changes"] == []

        leave = reverse("api:leave", args=[source.slug])
        assert other.post(leave, {"window": theirs}, format="json").status_code == 204
        assert self.ask(api, source, window=window, since=news["cursor"])["people"] == []

    def test_after_very_many_changes_none_is_told_and_the_page_reads_anew(
        self, api, source, monkeypatch
    ):
        monkeypatch.setattr("annotations.services.presence.MOST", 2)
        window = str(uuid4())
        cursor = self.ask(api, source, window=window)["cursor"]
        for _ in range(2):
            ClaimFactory(article=source)
        news = self.ask(api, source, window=window, since=cursor)
        assert (len(news["changes"]), news["anew"]) == (2, False)
        last = ClaimFactory(article=source).annotation
        news = self.ask(api, source, window=window, since=cursor)
        assert (news["changes"], news["by"], news["anew"], news["count"]) == ([], {}, True, 3)
        known = {str(last.uid): 1}
        news = self.ask(api, source, window=window, since=cursor, known=known)
        assert (len(news["changes"]), news["anew"]) == (2, False)

    def test_a_corrected_text_is_told_by_its_number(self, api, source):
        source.current_revision = RevisionFactory(article=source, text="Other words.")
        source.save()
        assert self.ask(api, source)["revision"] == 2

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"window": "w"}, "window"),
            ({"paragraph": 0}, "paragraph"),
            ({"annotation": "one"}, "annotation"),
            ({"since": "before"}, "since"),
            ({"known": {"a": 0}}, "known.a"),
            ({"known": dict.fromkeys(map(str, range(1001)), 1)}, "known"),
        ],
    )
    def test_what_cannot_be_understood_is_refused_by_field(self, api, source, body, field):
        assert field in self.ask(api, source, 400, **body)["errors"]
        assert not Presence.objects.exists()

    def test_readers_and_strangers_are_refused(self, source):
        published = ArticleFactory(state="published")
        self.ask(client_of(AccountFactory()), published, 403)
        address = reverse("api:presence", args=[published.slug])
        assert APIClient().post(address, {"window": str(uuid4())}, format="json").status_code == 403
        self.ask(client_of(AccountFactory()), source, 404)

    def test_a_beat_without_news_takes_no_more_queries_for_more_annotations(self, api, source):
        window = str(uuid4())
        ClaimFactory(article=source)
        cursor = self.ask(api, source, window=window)["cursor"]
        address = reverse("api:presence", args=[source.slug])
        body = {"window": window, "since": cursor}
        with CaptureQueriesContext(connection) as asked:
            assert api.post(address, body, format="json").json()["changes"] == []
        known = ("django_session", "auth_permission", "sourcelib_account")
        own = [
            one["sql"]
            for one in asked
            if not any(f'FROM "{table}"' in one["sql"] for table in known)
        ]
        assert len(own) <= 5, own


class TestCoverage:
    def ask(self, api, method, source, number=None, status=200, **body):
        name, args = ("coverage", [source.slug])
        if number is not None:
            name, args = "coverage-of-paragraph", [source.slug, number]
        response = getattr(api, method)(reverse(f"api:{name}", args=args), body, format="json")
        assert response.status_code == status, response.content
        gap = "" if number is None else "{number}/"
        fits(response.json(), f"{method.upper()} sources/{{slug}}/coverage/{gap}", status)
        return response.json()

    def test_paragraphs_are_marked_and_unmarked_one_by_one_or_together(self, api, source):
        ClaimFactory(article=source, words="The two leaders")
        found = self.ask(api, "get", source)
        assert found == {
            "revision": 1,
            "paragraphs": 2,
            "read": [],
            "read_by_others": [],
            "annotated": [2],
        }
        assert self.ask(api, "put", source, 2, revision=1)["read"] == [2]
        assert self.ask(api, "delete", source, 2)["read"] == []
        both = self.ask(api, "post", source, paragraphs=[1, 2], revision=1)
        assert both["read"] == [1, 2]
        assert self.ask(api, "post", source, paragraphs=[1, 2], read=False)["read"] == []

    def test_what_is_not_in_the_text_is_refused(self, api, source):
        assert "paragraph" in self.ask(api, "put", source, 3, 400)["errors"]
        assert "paragraphs" in self.ask(api, "post", source, status=400, paragraphs=[])["errors"]
        assert not ParagraphRead.objects.exists()

    def test_marks_for_an_earlier_text_are_refused(self, api, source):
        source.current_revision = RevisionFactory(article=source, text="Other words.")
        source.save()
        assert "revision" in self.ask(api, "put", source, 1, 400, revision=1)["errors"]
        address = reverse("api:coverage-of-paragraph", args=[source.slug, 1])
        assert api.delete(f"{address}?revision=1").status_code == 400
        assert api.delete(f"{address}?revision=7").status_code == 404

    def test_a_source_without_a_text_has_no_coverage(self, api):
        self.ask(api, "get", ArticleFactory(text=None), status=404)

    def test_readers_are_refused(self):
        published = ArticleFactory(state="published")
        self.ask(client_of(AccountFactory()), "get", published, status=403)
        self.ask(client_of(AccountFactory()), "put", published, 1, 403)


class TestWhatOneWasGiven:
    def step(self, api, row, step, status=200):
        response = api.post(reverse(f"api:assignment-{step}", args=[row.uid]), format="json")
        assert response.status_code == status, response.content
        fits(response.json(), f"POST assignments/{{uid}}/{step}/", status)
        return response.json()

    def test_it_is_done_and_not_done_after_all(self, api, curator, source):
        row = AssignmentFactory(article=source, assignee=curator, note="Mind the names.")
        done = self.step(api, row, "done")
        assert (done["outcome"], done["source"], done["note"]) == (
            "done",
            source.slug,
            "Mind the names.",
        )
        self.step(api, row, "done", 409)
        assert self.step(api, row, "reopen")["outcome"] == ""
        assert Assignment.objects.open().get() == row

    def test_what_others_were_given_is_not_there(self, api):
        row = AssignmentFactory()
        self.step(api, row, "done", 404)
        self.step(api, row, "reopen", 404)
