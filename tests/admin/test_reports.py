"""Editors work through what readers reported, and publish replies; curators look on."""

import html
import re

import pytest
from django.urls import reverse

from annotations.models import Reply, Report
from tests import factories as f
from tests.reports import TEXT, ReplyFactory, ReportFactory, public_prediction, public_verdict

pytestmark = pytest.mark.django_db

QUEUE = reverse("admin:annotations_report_changelist")
ADD = reverse("admin:annotations_reply_add")


def page(row):
    return reverse(f"admin:annotations_{row._meta.model_name}_change", args=[row.pk])


def text(response):
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()))


@pytest.fixture
def editor(client):
    user = f.EditorFactory(username="edith")
    client.force_login(user)
    return user


@pytest.fixture
def report():
    verdict = public_verdict(reason="The record says so.")
    return ReportFactory(
        about_kind="verdict",
        about_uid=verdict.uid,
        about_title="“came true” on: It will rain.",
        name="Ann Archer",
        email="ann@example.org",
    )


class TestTheQueue:
    def test_it_is_filtered_and_searched(self, client, editor, report):
        assert editor
        ReportFactory(about_title="Settled already.", state="unchanged", kind="rights")
        for asked, found in (
            ({}, 2),
            ({"todo": "open"}, 1),
            ({"state": "unchanged"}, 1),
            ({"kind": "rights"}, 1),
            ({"about_kind": "verdict"}, 1),
            ({"q": "rain"}, 1),
            ({"q": "ann@example.org"}, 1),
        ):
            shown = client.get(QUEUE, asked).context["cl"].result_count
            assert shown == found, asked
        assert page(report) in client.get(QUEUE).content.decode()

    def test_the_first_page_counts_what_waits_for_editors(self, client, editor, report):
        assert editor
        assert report
        ReportFactory(state="changed")
        first = client.get(reverse("admin:index")).content.decode()
        assert f'href="{QUEUE}?todo=open"' in first
        assert "Reports to settle</a><span>1</span>" in first
        client.force_login(f.CuratorFactory())
        assert "Reports to settle" not in text(client.get(reverse("admin:index")))


class TestOneReport:
    def test_it_shows_what_was_said_of_what_and_the_ways_there(self, client, editor, report):
        assert editor
        other = ReportFactory(about_kind="verdict", about_uid=report.about_uid, kind="other")
        shown = client.get(page(report))
        told = text(shown)
        for words in (TEXT, "The record says so.", "Tokyo hesitated", "Ann Archer", "Nothing yet."):
            assert words in told
        verdict = public_verdict()._meta.model.objects.get(uid=report.about_uid)
        for address in (
            f"/predictions/{verdict.annotation.uid}/#v{verdict.uid}",
            reverse("admin:annotations_judge", args=[verdict.annotation.uid]),
            "mailto:ann@example.org",
            page(other),
            report.get_absolute_url(),
        ):
            assert f'href="{address}"' in shown.content.decode()

    @pytest.mark.parametrize("kind", ["source", "actor", "proposition", "prediction"])
    def test_whatever_it_is_about_it_leads_there(self, client, editor, kind):
        assert editor
        prediction = public_prediction()
        mention = f.MentionFactory(article=prediction.article, state="published")
        member = f.PropositionMemberFactory(annotation=prediction)
        row = {
            "source": prediction.article,
            "actor": mention.actor,
            "proposition": member.proposition,
            "prediction": prediction,
        }[kind]
        shown = client.get(page(ReportFactory(about_kind=kind, about_uid=row.uid)))
        links = re.findall(r'href="(/admin/[^"#]+)', shown.content.decode().partition("ways")[2])
        assert client.get(links[0]).status_code == 200

    def test_of_what_is_gone_its_title_is_left(self, client, editor):
        assert editor
        shown = text(client.get(page(ReportFactory(about_title="Once here."))))
        assert "Once here." in shown
        assert "not public any more" in shown

    def test_it_is_taken_up_settled_opened_again_and_forgotten(self, client, editor, report):
        def post(**body):
            return client.post(page(report), body, follow=True)

        assert "Taken up" in text(post(do="take"))
        wrong = text(post(do="settle", answer="Yes."))
        assert "Choose what came of it." in wrong
        assert "Say what was done" in text(post(do="settle", outcome="changed", answer=""))
        assert "Settled." in text(post(do="settle", outcome="changed", answer="Yes.", public="on"))
        report.refresh_from_db()
        assert (report.state, report.answer_public) == ("changed", True)
        assert "It is settled" in text(post(do="settle", outcome="changed", answer="Yes."))
        assert "Say why" in text(post(do="reopen", reason=" "))
        assert "Opened again." in text(post(do="reopen", reason="Not so."))
        told = text(post(do="forget"))
        assert "Ann Archer" not in told
        assert "Name and e-mail were erased on" in told
        assert told.count("· edith") == 4
        assert editor == report.steps.first().by

    def test_a_curator_sees_it_without_who_sent_it_and_does_nothing(self, client, report):
        client.force_login(f.CuratorFactory())
        shown = client.get(page(report))
        assert TEXT in text(shown)
        for secret in ("Ann Archer", "ann@example.org"):
            assert secret not in shown.content.decode()
            assert client.get(QUEUE, {"q": secret}).context["cl"].result_count == 0
        assert 'name="do"' not in shown.content.decode()
        for do in ("take", "settle", "forget"):
            body = {"do": do, "outcome": "changed", "answer": "Yes."}
            assert client.post(page(report), body).status_code == 403
        report.refresh_from_db()
        assert (report.state, report.name) == ("received", "Ann Archer")

    def test_nobody_adds_changes_or_deletes_one_past_the_services(self, client, report):
        client.force_login(f.AdministratorFactory(is_superuser=True))
        assert client.get(reverse("admin:annotations_report_add")).status_code == 403
        delete = reverse("admin:annotations_report_delete", args=[report.pk])
        assert client.post(delete, {"post": "yes"}).status_code == 403
        client.post(page(report), {"text": "Otherwise.", "state": "changed"})
        report.refresh_from_db()
        assert (report.text, report.state) == (TEXT, "received")


class TestReplies:
    def body(self, **values):
        first = {
            "name": "Ann Archer",
            "capacity": "judged",
            "text": "I meant the other treaty.",
            "date": "2026-03-01",
        }
        return first | values

    def test_one_is_published_from_a_report_and_withdrawn(self, client, editor, report):
        form = client.get(ADD, {"report": report.pk}).context["form"]
        begun = form.initial
        assert (begun["name"], begun["text"]) == ("Ann Archer", TEXT)
        body = self.body(about=begun["about"], report=report.pk)
        assert client.post(ADD, body).url == page(report)
        row = Reply.objects.get()
        assert (row.verdict.uid, row.report) == (report.about_uid, report)
        assert (row.published_by, row.text) == (editor, "I meant the other treaty.")
        assert page(row) in client.get(page(report)).content.decode()
        assert "Say why" in text(client.post(page(row), {"reason": ""}))
        told = text(client.post(page(row), {"reason": "It was forged."}, follow=True))
        assert "It was forged." in told
        assert b'name="reason"' not in client.get(page(row)).content

    @pytest.mark.parametrize("kind", ["source", "prediction", "claim", "verdict"])
    def test_one_is_entered_by_hand_by_the_address_readers_have(self, client, editor, kind):
        assert editor
        verdict = public_verdict()
        article = verdict.annotation.article
        claim = f.ClaimFactory(article=article, state="published").annotation
        address = {
            "source": f"https://example.org/sources/{article.slug}/?show=claims",
            "prediction": f"/predictions/{verdict.annotation.uid}/",
            "claim": f"http://testserver/claims/{claim.uid}/#history",
            "verdict": f"/predictions/{verdict.annotation.uid}/#v{verdict.uid}",
        }[kind]
        client.post(ADD, self.body(about=address))
        answered = Reply.objects.get().answered
        expected = {"source": article, "prediction": verdict.annotation, "claim": claim}
        assert answered == expected.get(kind, verdict)

    def test_each_error_is_told_at_its_field_and_nothing_is_lost(self, client, editor):
        assert editor
        shown = client.post(
            ADD, {"about": "/actors/japan/", "text": "Kept.", "date": "March", "url": "nowhere"}
        )
        told = text(shown)
        assert "No source, claim, prediction or verdict that readers see stands there." in told
        assert "Write the whole day" in told
        assert "Kept.</textarea>" in shown.content.decode()
        address = f"/predictions/{public_prediction().uid}/"
        told = text(client.post(ADD, {"about": address, "text": "No.", "url": "nowhere"}))
        for words in ("whose statement", "in which capacity", "10 to 10000", "when the", "https:"):
            assert words in told
        assert not Reply.objects.exists()

    def test_a_curator_sees_them_and_neither_publishes_nor_withdraws(self, client):
        client.force_login(f.CuratorFactory())
        row = ReplyFactory()
        assert client.get(page(row)).status_code == 200
        assert client.get(ADD).status_code == 403
        address = f"/predictions/{row.annotation.uid}/"
        assert client.post(ADD, self.body(about=address)).status_code == 403
        assert client.post(page(row), {"reason": "No."}).status_code == 403
        row.refresh_from_db()
        assert row.withdrawn_at is None

    def test_a_reader_sees_none_of_it(self, client):
        assert client.get(page(ReplyFactory())).status_code == 302
        assert client.get(page(ReportFactory())).status_code == 302
        assert Report.objects.get().state == "received"
