"""A reader without an account reports a mistake, and sees what became of it."""

import html
import re

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from annotations.models import Reply, Report
from annotations.services.reporting import settle, take
from tests import factories as f
from tests.reports import TEXT, ReplyFactory, ReportFactory, public_prediction, public_verdict

pytestmark = pytest.mark.django_db
OPENED, SENT = "2026-05-01T10:10:00Z", "2026-05-01T10:10:10Z"


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def prediction():
    return public_prediction(summary="It will rain.")


@pytest.fixture
def about(prediction):
    return f"/report/?about=prediction:{prediction.uid}"


def opened(client, address, when=OPENED):
    """Return what the form of a page that was opened at some time would send, untouched."""
    with time_machine.travel(when, tick=False):
        page = client.get(address).content.decode()
    return {"stamp": re.search(r'name="stamp" value="([^"]+)"', page)[1], "website": ""}


def send(client, address, when=SENT, **values):
    body = {"kind": "fact", "text": TEXT} | opened(client, address) | values
    with time_machine.travel(when, tick=False):
        return client.post(address, body)


def text(response):
    """Return the words of a page."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()))


class TestTheForm:
    def test_a_report_is_sent_without_an_account_and_gets_a_number(self, client, about):
        response = send(client, about, name="Ann", email="ann@example.org", from_concerned="on")
        row = Report.objects.get()
        assert (response.status_code, response.url) == (302, f"/report/{row.uid}/?sent")
        assert (row.about_title, row.name, row.from_concerned) == ("It will rain.", "Ann", True)
        page = client.get(response.url)
        assert "Thank you" in text(page)
        assert str(row.uid) in text(page)
        assert "ann@example.org" not in text(page)
        assert TEXT not in text(page)

    def test_it_says_what_it_is_about_and_how_long_names_are_kept(self, client, about, settings):
        settings.REPORT_CONTACT_DAYS = 77
        page = text(client.get(about))
        assert "It will rain." in page
        assert "are erased 77 days after you send this" in page
        assert "published only with a reply of yours, if you agree to it" in page

    @pytest.mark.parametrize(
        "about", ["?about=", "?about=claim:x", "?about=user:1", "?about=source:nowhere"]
    )
    def test_what_is_not_there_is_not_found(self, client, about):
        assert client.get(f"/report/{about}").status_code == 404

    def test_without_a_subject_the_page_says_where_the_form_is(self, client):
        response = client.get("/report/")
        assert response.status_code == 200
        assert "Open the page that is wrong" in text(response)
        assert "<form method" not in response.content.decode()
        assert client.post("/report/", {}).status_code == 404

    def test_it_offers_what_can_be_wrong_with_its_subject_and_takes_nothing_else(self, client):
        verdict = public_verdict()
        claim = f.ClaimFactory(
            article=verdict.annotation.article,
            words="Moscow",
            about=[f.ActorFactory()],
            state="published",
        ).annotation
        offered = {
            f"source:{claim.article.uid}": "words attribution restatement fact rights other",
            f"claim:{claim.uid}": "words attribution restatement verdict fact rights other",
            f"verdict:{verdict.uid}": "verdict fact rights other",
            f"actor:{claim.about.get().uid}": "fact rights other",
        }
        for name, kinds in offered.items():
            page = client.get(f"/report/?about={name}").content.decode()
            assert re.findall(r'type="radio" name="kind" value="([^"]+)"', page) == kinds.split()
        wrong = send(client, f"/report/?about=verdict:{verdict.uid}", kind="words")
        assert wrong.status_code == 400
        assert "Choose what is wrong." in wrong.content.decode()

    def test_its_canonical_address_leads_to_it(self, client, about, settings):
        page = client.get(about).content.decode()
        assert f'<link rel="canonical" href="{settings.SITE_URL}{about}">' in page

    def test_what_is_not_public_is_not_found(self, client):
        claim = f.ClaimFactory().annotation
        assert client.get(f"/report/?about=claim:{claim.uid}").status_code == 404
        assert client.post(f"/report/?about=claim:{claim.uid}", {}).status_code == 404

    def test_what_was_withdrawn_can_be_reported_from_the_page_that_says_so(self, client):
        article = f.ArticleFactory(state="withdrawn")
        gone = client.get(article.get_absolute_url())
        assert gone.status_code == 410
        about = f"/report/?about=source:{article.uid}"
        assert f'href="{about}"' in gone.content.decode()
        assert "withdrawn" in text(client.get(about))
        assert send(client, about, kind="rights").status_code == 302

    def test_it_is_kept_by_no_cache_and_found_by_no_search_engine(self, client, about):
        response = client.get(about)
        assert "no-store" in response["Cache-Control"]
        assert 'name="robots" content="noindex' in response.content.decode()


class TestRefusals:
    def test_each_error_is_named_and_nothing_is_lost(self, client, about):
        response = send(client, about, text="<b>short", name="Ann", email="nowhere")
        page = response.content.decode()
        assert response.status_code == 400
        assert "Say a little more: at least 10 characters." in page
        assert "This is no e-mail address." in page
        assert "&lt;b&gt;short</textarea>" in page
        assert 'value="Ann"' in page
        assert 'value="nowhere"' in page
        assert re.search(r'value="fact"[^>]* checked', page)
        assert not Report.objects.exists()

    def test_without_a_kind_or_a_text_it_says_so(self, client, about):
        page = text(send(client, about, kind="", text=""))
        assert "Choose what is wrong." in page
        assert "Say what is wrong." in page

    def test_a_field_for_robots_is_to_stay_empty(self, client, about):
        response = send(client, about, website="https://example.org")
        assert response.status_code == 400
        assert "Empty this field" in text(response)
        assert TEXT in text(response)
        assert not Report.objects.exists()

    def test_what_is_sent_at_once_is_asked_for_again_and_then_taken(self, client, about):
        body = {"kind": "fact", "text": TEXT} | opened(client, about)
        with time_machine.travel("2026-05-01T10:10:01Z", tick=False):
            response = client.post(about, body)
        assert "quicker than people type" in text(response)
        again = re.search(r'name="stamp" value="([^"]+)"', response.content.decode())[1]
        with time_machine.travel(SENT, tick=False):
            assert client.post(about, body | {"stamp": again}).status_code == 302

    def test_what_is_sent_at_once_and_empty_is_told_what_it_lacks_alone(self, client, about):
        body = {"kind": "fact", "text": ""} | opened(client, about)
        with time_machine.travel("2026-05-01T10:10:01Z", tick=False):
            response = client.post(about, body)
        assert response.status_code == 400
        assert "quicker than people type" not in text(response)

    @pytest.mark.parametrize("stamp", ["", "report:forged", None])
    def test_a_page_that_is_too_old_or_not_ours_is_given_anew(self, client, about, stamp):
        when = "2026-05-03T10:10:00Z" if stamp is None else SENT
        values = {} if stamp is None else {"stamp": stamp}
        response = send(client, about, when=when, **values)
        assert "open for very long" in text(response)
        assert TEXT in text(response)

    def test_too_many_are_refused_with_the_text_kept(self, client, about, settings):
        settings.REPORTS_PER_HOUR = 1
        assert send(client, about).status_code == 302
        response = send(client, about, text=f"{TEXT} More.")
        assert response.status_code == 429
        assert f"{TEXT} More." in text(response)

    @pytest.mark.parametrize(("proxy", "status"), [(True, 302), (False, 429)])
    def test_behind_a_proxy_the_address_that_it_adds_counts(
        self, client, about, settings, proxy, status
    ):
        settings.REPORTS_PER_HOUR = 1
        settings.SECURE_PROXY = proxy
        body = {"kind": "fact"} | opened(client, about)
        for number, expected in ((1, 302), (2, status)):
            claimed = f"198.51.100.9, 192.0.2.{number}"
            with time_machine.travel(SENT, tick=False):
                response = client.post(
                    about, body | {"text": f"{TEXT} {number}"}, headers={"x-forwarded-for": claimed}
                )
            assert response.status_code == expected

    def test_a_reader_behind_a_proxy_cannot_choose_their_address(self, client, about, settings):
        settings.REPORTS_PER_HOUR, settings.SECURE_PROXY = 1, True
        body = {"kind": "fact"} | opened(client, about)
        for number, expected in ((1, 302), (2, 429)):
            with time_machine.travel(SENT, tick=False):
                response = client.post(
                    about,
                    body | {"text": f"{TEXT} {number}"},
                    headers={"x-forwarded-for": f"198.51.100.{number}, 192.0.2.1"},
                )
            assert response.status_code == expected

    def test_a_form_of_another_site_is_refused(self, about):
        strict = Client(enforce_csrf_checks=True)
        assert send(strict, about).status_code == 403
        assert not Report.objects.exists()


class TestWhatBecameOfIt:
    @pytest.fixture
    def editor(self):
        return f.EditorFactory(username="edith")

    def test_its_states_are_told_one_after_the_other(self, client, editor, prediction):
        row = ReportFactory(about_uid=prediction.uid, name="Zoe", email="zoe@example.org")
        address = row.get_absolute_url()
        assert "No editor has taken it up yet." in text(client.get(address))
        take(user=editor, report=row)
        assert "An editor is looking at it." in text(client.get(address))
        settle(user=editor, report=row, changed=True, answer="It was <May>.", public=True)
        page = client.get(address)
        assert "It was <May>." in text(page)
        assert "<May>" not in page.content.decode()
        assert f'href="/predictions/{prediction.uid}/"' in page.content.decode()
        assert "zoe" not in text(page).lower()
        assert "edith" not in text(page)

    def test_an_answer_that_is_not_public_is_not_shown(self, client, editor):
        row = ReportFactory()
        settle(user=editor, report=row, changed=False, answer="A crank.", public=False)
        page = text(client.get(row.get_absolute_url()))
        assert "Not changed" in page
        assert "no public answer" in page
        assert "crank" not in page

    def test_an_unknown_number_is_not_found(self, client):
        assert client.get("/report/00000000-0000-4000-8000-000000000000/").status_code == 404


class TestWhatReadersSee:
    def test_every_page_leads_to_reporting_what_it_shows(self, client):
        verdict = public_verdict()
        prediction = verdict.annotation
        mention = f.MentionFactory(article=prediction.article, state="published")
        member = f.PropositionMemberFactory(annotation=prediction)
        for address, name in (
            (f"/predictions/{prediction.uid}/", f"prediction:{prediction.uid}"),
            (f"/predictions/{prediction.uid}/", f"verdict:{verdict.uid}"),
            (prediction.article.get_absolute_url(), f"source:{prediction.article.uid}"),
            (mention.actor.get_absolute_url(), f"actor:{mention.actor.uid}"),
            (member.proposition.get_absolute_url(), f"proposition:{member.proposition.uid}"),
        ):
            link = f"/report/?about={name}"
            assert f'href="{link}"' in client.get(address).content.decode(), name
            assert client.get(link).status_code == 200

    def test_a_reply_stands_beside_the_verdict_it_answers_as_plain_text(self, client):
        verdict = public_verdict()
        ReplyFactory(
            annotation=None, verdict=verdict, text="I said <b>May</b>.\n\nNot March.", name="Ann A."
        )
        page = client.get(f"/predictions/{verdict.annotation.uid}/").content.decode()
        beside = page[page.index(f'id="v{verdict.uid}"') : page.index("</article>")]
        assert "<p>I said &lt;b&gt;May&lt;/b&gt;.</p>" in beside
        assert "<p>Not March.</p>" in beside
        assert "<b>Ann A.</b>, author of the source, 1 March 2026" in beside

    def test_replies_to_a_prediction_and_a_source_stand_on_their_pages(self, client, prediction):
        article = prediction.article
        reader, page = article.get_absolute_url(), f"/predictions/{prediction.uid}/"
        assert "In reply" not in text(client.get(reader)) + text(client.get(page))
        ReplyFactory(annotation=prediction, text="I never said so.")
        row = ReplyFactory(annotation=None, article=article, text="Printed in good faith.")
        assert "I never said so." in text(client.get(page))
        assert "Printed in good faith." in text(client.get(reader))  # not the page kept before
        Reply.objects.filter(pk=row.pk).update(
            withdrawn_at=timezone.now(), withdrawn_reason="It was forged."
        )
        told = text(client.get(reader))
        assert "Printed in good faith." not in told
        assert "It was forged." in told

    def test_an_address_that_is_no_web_page_is_not_linked(self, client, prediction):
        ReplyFactory(annotation=prediction, url="javascript:alert(1)")
        assert "javascript:" not in client.get(f"/predictions/{prediction.uid}/").content.decode()

    def test_the_number_of_queries_does_not_grow_with_replies(
        self, client, django_assert_max_num_queries
    ):
        verdict = public_verdict()
        page = f"/predictions/{verdict.annotation.uid}/"
        ReplyFactory(annotation=None, verdict=verdict)
        with django_assert_max_num_queries(40) as few:
            client.get(page)
        for _number in range(4):
            ReplyFactory(annotation=None, verdict=verdict)
            ReplyFactory(annotation=verdict.annotation)
        with django_assert_max_num_queries(len(few)):
            client.get(page)


class TestTheLog:
    def test_a_change_after_a_report_is_told_with_its_public_answer_alone(self, client, prediction):
        editor = f.EditorFactory()
        for answer, public, changed in (
            ("It was May.", True, True),
            ("Quietly mended.", False, True),
            ("It was not.", True, False),
        ):
            row = ReportFactory(about_uid=prediction.uid, text=f"Private words: {answer}")
            settle(user=editor, report=row, changed=changed, answer=answer, public=public)
        page = client.get("/about/corrections/").content.decode()
        assert page.count("Changed after a reader’s report") == 2
        assert "It was May." in page
        assert "Quietly mended." not in page
        assert "It was not." not in page
        assert "Private words" not in page
        assert f'href="/predictions/{prediction.uid}/"' in page

    def test_replies_published_and_withdrawn_are_told_while_public(self, client, prediction):
        ReplyFactory(annotation=prediction, name="Ann A.")
        ReplyFactory(annotation=None, verdict=public_verdict(), name="Bea B.")
        ReplyFactory(
            annotation=None,
            article=prediction.article,
            name="Cid C.",
            withdrawn_at=timezone.now(),
            withdrawn_reason="It was forged.",
        )
        ReplyFactory(annotation=f.ClaimFactory().annotation, name="Dan D.")
        page = text(client.get("/about/corrections/"))
        assert page.count("Reply published") == 3
        assert "Ann A., on “It will rain.”" in page
        assert "Bea B., on " in page
        assert "Reply withdrawn" in page
        assert "It was forged." in page
        assert "Dan D." not in page
