"""The pages where a person says where passages stand in a corrected text, without scripts."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.admin.reanchoring import parts
from annotations.models import Annotation
from annotations.services.annotating import change_annotation
from annotations.services.reanchoring.settling import leave, place
from tests import factories as f
from tests.reanchoring import CORRECTED, TEXT, ReanchoringFactory, outcome_of, revise, words_of

pytestmark = pytest.mark.django_db

QUEUE = "/admin/annotations/reanchoring/settling/"
WAIT = "Moscow will wait until the spring, if talks go on"
SUMMER = "Moscow will wait until the summer, if talks go on"
LEADERS = "The two leaders are unlikely to sign a peace treaty this year"
DECADE = "Tokyo hesitated for a decade"


@pytest.fixture
def article():
    return f.ArticleFactory(text=TEXT, state="published", title="Winter talks")


@pytest.fixture
def rows(article):
    """Two claims that wait, their words edited and lost, and one that was carried over."""
    made = [
        f.ClaimFactory(article=article, words=words, summary=f"Says: {words}").annotation
        for words in (WAIT, LEADERS, DECADE)
    ]
    revise(article, CORRECTED)
    return [outcome_of(row) for row in made]


@pytest.fixture
def curator(client):
    user = f.CuratorFactory(first_name="Ann", last_name="Archer")
    client.force_login(user)
    return user


def address(row):
    return f"{QUEUE}{row.uid}/"


def of_source(article):
    return f"{QUEUE}{article.pk}/"


def html(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, row, **values):
    values.setdefault("version", row.annotation.version)
    return client.post(address(row), values)


def again(row):
    return outcome_of(Annotation.objects.get(pk=row.annotation_id))


class TestWhoMay:
    @pytest.mark.parametrize("path", ["queue", "source", "one"])
    def test_readers_are_sent_to_the_login_and_colleagues_without_a_role_refused(
        self, client, rows, article, path
    ):
        where = {"queue": QUEUE, "source": of_source(article), "one": address(rows[0])}[path]
        assert client.get(where).status_code == 302
        client.force_login(f.AccountFactory(is_staff=True))
        assert client.get(where).status_code == 403
        assert client.post(where, {"do": "accept", "version": 1}).status_code == 403
        assert again(rows[0]).state == "waiting"

    def test_what_there_is_not_is_not_found(self, client, curator, rows):
        assert curator.is_staff
        assert rows
        nobody = "00000000-0000-0000-0000-000000000000"
        assert client.get(f"{QUEUE}{nobody}/").status_code == 404
        assert client.get(f"{QUEUE}9999/").status_code == 404


@pytest.mark.usefixtures("curator")
class TestLists:
    def test_the_queue_counts_what_became_of_each_source(self, client, rows, article):
        assert len(rows) == 3
        page = html(client, QUEUE)
        assert "Winter talks" in page
        for count in ('<b class="num">1</b> edited', '<b class="num">1</b> lost'):
            assert count in page
        assert of_source(article) in page

    def test_an_empty_queue_says_so(self, client):
        assert "Nothing waits" in html(client, QUEUE)

    def test_the_passages_of_a_source_stand_in_the_order_of_its_text(self, client, rows, article):
        page = html(client, of_source(article))
        assert page.index(f"Says: {WAIT}") < page.index(f"Says: {LEADERS}")
        assert f"Says: {DECADE}" not in page
        assert "<del>spring</del>" in page
        assert "<ins>summer</ins>" in page
        assert "nowhere in the new text" in page
        assert address(rows[0]) in page

    def test_what_is_settled_is_told_with_who_and_why(self, client, curator, rows, article):
        leave(user=curator, reanchoring=rows[1], note="The publisher took it out.")
        waiting = html(client, of_source(article))
        assert f"Says: {LEADERS}" not in waiting
        settled = html(client, f"{of_source(article)}?show=settled")
        assert "Ann Archer" in settled
        assert "The publisher took it out." in settled
        assert "left on the earlier revision" in settled

    def test_a_source_with_one_text_says_that_nothing_was_looked_for(self, client, article):
        assert "No annotation of this source was looked for" in html(client, of_source(article))

    def test_a_long_list_comes_in_parts_that_begin_after_a_row(
        self, client, curator, rows, article, monkeypatch
    ):
        monkeypatch.setattr(parts, "MOST", 1)
        first = html(client, of_source(article))
        assert (f"Says: {WAIT}" in first, f"Says: {LEADERS}" in first, "1–1 of 2" in first) == (
            True,
            False,
            True,
        )
        (onward,) = re.findall(r'rel="next" href="([^"]+)"', first)
        leave(user=curator, reanchoring=rows[0], note="Another claim.")
        second = html(client, of_source(article) + onward.replace("&amp;", "&"))
        assert (f"Says: {WAIT}" in second, f"Says: {LEADERS}" in second) == (False, True)
        assert 'rel="next"' not in second
        other = f.ArticleFactory(text=f"{TEXT} So it is.", title="Another one")
        f.ClaimFactory(article=other, words=LEADERS)
        f.ClaimFactory(article=other, words=WAIT)
        revise(other, f"{CORRECTED} So it is.")
        queue = html(client, QUEUE)
        assert ("Another one" in queue, "Winter talks" in queue) == (True, False)
        (onward,) = re.findall(r'rel="next" href="([^"]+)"', queue)
        queue = html(client, QUEUE + onward)
        assert ("Another one" in queue, "Winter talks" in queue) == (False, True)
        assert re.findall(r'rel="prev" href="([^"]+)"', queue) == ["?"]

    def test_they_take_as_many_queries_for_many_as_for_few(self, client):
        def queries(count):
            source = f.ArticleFactory(text=f"{count}.\n\n{TEXT}")
            for _ in range(count):
                for words in (WAIT, LEADERS):
                    f.ClaimFactory(article=source, words=words)
            revise(source, f"{count}.\n\n{CORRECTED}")
            with CaptureQueriesContext(connection) as asked:
                html(client, QUEUE)
                html(client, of_source(source))
            return len(asked)

        few = queries(1)
        assert queries(7) == few


@pytest.mark.usefixtures("curator")
class TestOnePassage:
    def test_shows_both_texts_with_what_differs_marked(self, client, rows):
        page = html(client, address(rows[0]))
        before, after = page.split('id="as-it-stands"')
        assert "As it stood, in revision 1" in before
        assert "<del>spring</del>" in before
        assert "<ins>summer</ins>" in after
        assert "Found in revision 2" in after
        assert re.search(r"<b>1 of 2</b> · 2 wait", page)

    def test_shows_where_what_is_lost_would_stand(self, client, rows):
        page = html(client, address(rows[1]))
        assert "Not found in revision 2" in page
        assert "it stood here" in page
        assert 'value="accept"' not in page
        assert 'value="leave"' in page

    def test_words_of_the_source_are_told_in_its_language(self, client, rows, article):
        article.language = "de"
        article.save()
        assert html(client, address(rows[0])).count('lang="de"') >= 3

    def test_accepts_and_goes_on_to_the_next_that_waits(self, client, curator, rows):
        answer = send(client, rows[0], do="accept")
        assert answer.status_code == 302
        assert answer.url == f"{address(rows[1])}?last={rows[0].uid}"
        row = again(rows[0])
        assert (row.state, row.decided_by) == ("placed", curator)
        assert words_of(row.annotation) == [SUMMER]
        page = html(client, answer.url)
        assert "Placed: Says:" in page
        assert "Take the last one back" in page

    def test_after_the_last_it_says_that_all_is_settled(self, client, rows, article):
        send(client, rows[0], do="accept")
        answer = send(client, rows[1], do="leave")
        assert answer.url == f"{of_source(article)}?last={rows[1].uid}"
        page = html(client, answer.url)
        assert "Everything is settled" in page
        assert "Take the last one back" in page
        assert "Nothing left to do" in html(client, QUEUE)

    def test_leaves_with_a_reason_where_words_were_found(self, client, rows):
        page = send(client, rows[0], do="leave", note=" ").content.decode()
        assert "say why they are not the passage" in page
        assert again(rows[0]).state == "waiting"
        assert send(client, rows[0], do="leave", note="Another claim.").status_code == 302
        assert (again(rows[0]).state, again(rows[0]).note) == ("left", "Another claim.")

    def test_takes_a_decision_back(self, client, rows):
        send(client, rows[0], do="accept")
        page = html(client, address(rows[0]))
        assert "Take it back" in page
        assert 'value="accept"' not in page
        answer = send(client, rows[0], do="back")
        assert answer.url == address(rows[0])
        assert again(rows[0]).state == "waiting"
        assert words_of(rows[0].annotation) == [WAIT]

    def test_says_when_somebody_was_faster(self, client, rows):
        place(user=f.EditorFactory(username="bea"), reanchoring=rows[0])
        page = send(client, rows[0], do="leave", note="No.").content.decode()
        assert "placed already, by bea" in page
        assert again(rows[0]).state == "placed"

    def test_says_when_the_annotation_was_changed_meanwhile(self, client, curator, rows):
        change_annotation(
            user=f.EditorFactory(),
            annotation=rows[0].annotation,
            expected_version=1,
            note="Look.",
        )
        page = send(client, rows[0], do="accept").content.decode()
        assert "Look at it again, then decide." in page
        assert again(rows[0]).state == "waiting"
        for wrong in ("", "x", "9" * 40):
            assert send(client, rows[0], do="accept", version=wrong).status_code == 200
        assert curator.is_staff

    def test_nothing_is_done_that_is_not_asked(self, client, rows):
        assert send(client, rows[0], do="burn").status_code == 200
        assert send(client, rows[0]).status_code == 200
        assert again(rows[0]).state == "waiting"

    def test_what_was_carried_over_or_overtaken_is_shown_and_not_decided(
        self, client, rows, article
    ):
        carried = html(client, address(rows[2]))
        assert "Carried over" in carried
        revise(article, TEXT)
        overtaken = html(client, address(rows[0]))
        assert "Overtaken by a later revision" in overtaken
        for page in (carried, overtaken):
            assert 'name="do"' not in page


@pytest.mark.usefixtures("curator")
class TestOtherWords:
    def chosen(self, client, row, **values):
        return send(client, row, do="place", **values)

    def test_typed_words_are_found_in_the_new_text(self, client, rows):
        answer = self.chosen(
            client, rows[1], **{"at-body-1": "typed", "words-body-1": " Nobody expected "}
        )
        assert answer.status_code == 302
        assert words_of(rows[1].annotation) == ["Nobody expected"]

    def test_typed_words_that_are_not_there_are_refused_and_kept(self, client, rows):
        values = {"at-body-1": "typed", "words-body-1": "Everybody expected"}
        page = self.chosen(client, rows[1], **values).content.decode()
        assert "no such words: “Everybody expected”" in page
        assert ">Everybody expected</textarea>" in page
        assert 'value="typed" checked' in page
        assert again(rows[1]).state == "waiting"

    def test_words_that_stand_there_more_than_once_are_offered(self, client, rows):
        values = {"at-body-1": "typed", "words-body-1": "the"}
        page = self.chosen(client, rows[1], **values).content.decode()
        assert f"these words {CORRECTED.count('the')} times" in page
        second = CORRECTED.index("the", CORRECTED.index("the") + 1)
        assert f'value="{second}-{second + 3}:the"' in page
        answer = self.chosen(client, rows[1], **{"at-body-1": f"{second}-{second + 3}:the"})
        assert answer.status_code == 302
        assert words_of(rows[1].annotation) == ["the"]

    def test_words_that_are_not_those_of_the_text_are_refused(self, client, rows):
        for wrong in ("0-5:Kyoto", "0-9999:Tokyo", "5-0:Tokyo", "Tokyo", "-1-5:Tokyo"):
            page = self.chosen(client, rows[1], **{"at-body-1": wrong})
            assert page.status_code == 200
            assert 'class="notices"' in page.content.decode()
        assert again(rows[1]).state == "waiting"

    def test_a_passage_has_a_place(self, client, rows):
        page = self.chosen(client, rows[1]).content.decode()
        assert "select the words" in page
        page = self.chosen(client, rows[1], **{"at-body-1": "typed"}).content.decode()
        assert "Type the words" in page

    def test_a_line_break_within_a_passage_survives_the_form(self, client):
        text = "A verse\nof two lines. So it goes on and on."
        article = f.ArticleFactory(text=text)
        row = f.ClaimFactory(article=article, words="So it goes").annotation
        revise(article, "A verse\nof two lines. Then it stopped at once.")
        found = "A verse\r\nof two lines"
        answer = self.chosen(client, outcome_of(row), **{"at-body-1": f"0-20:{found}"})
        assert answer.status_code == 302
        assert words_of(row) == ["A verse\nof two lines"]

    def test_each_span_of_a_prediction_has_its_own_place_or_none(self, client, article):
        row = f.PredictionFactory(
            article=article,
            words=LEADERS,
            likelihood_words="unlikely",
            horizon_words="this year",
        ).annotation
        revise(article, TEXT.replace("sign a peace treaty this year", "make peace soon, it seems"))
        waiting = outcome_of(row)
        page = html(client, address(waiting))
        assert "Not found: horizon words “this year”" in page
        text = article.current_revision.text
        body, unlikely = "The two leaders are unlikely to make peace soon", "unlikely"
        values = {
            f"at-{role}-1": f"{text.index(words)}-{text.index(words) + len(words)}:{words}"
            for role, words in (("body", body), ("likelihood", unlikely))
        }
        answer = self.chosen(client, waiting, **values, **{"at-horizon-1": "none"})
        assert answer.status_code == 302
        assert words_of(row) == [body]
        assert words_of(row, "likelihood") == ["unlikely"]
        assert words_of(row, "horizon") == []


class TestWaysThere:
    def test_from_the_first_page_of_the_administration(self, client, curator, rows):
        assert rows
        assert curator.is_staff
        page = html(client, reverse("admin:index"))
        assert "Passages that wait for their place" in page
        assert QUEUE in page

    def test_from_the_source_once_it_was_corrected(self, client, article):
        client.force_login(f.EditorFactory())
        change = reverse("admin:sourcelib_article_change", args=[article.pk])
        assert of_source(article) not in html(client, change)
        revise(article, CORRECTED)
        assert of_source(article) in html(client, change)

    def test_from_the_annotation_page_which_says_what_is_not_in_its_text(
        self, client, curator, rows, article
    ):
        page = html(client, reverse("admin:annotations_annotate", args=[article.pk]))
        assert "2 annotations do not stand in this text, revision 2." in page
        assert "2 passages wait for their place" in page
        assert of_source(article) in page
        for row in rows[:2]:
            leave(user=curator, reanchoring=row, note="Gone.")
        page = html(client, reverse("admin:annotations_annotate", args=[article.pk]))
        assert "2 annotations do not stand in this text" in page
        assert "Where they were left" in page

    def test_from_the_list_of_all_rows(self, client, curator):
        row = ReanchoringFactory()
        page = html(client, reverse("admin:annotations_reanchoring_changelist"))
        assert address(row) in page
        assert QUEUE in page
        assert curator.is_staff
