"""Reports of readers come in, are settled by editors, and forgotten."""

import datetime
import uuid
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from annotations.models import Report, ReportStep
from annotations.services import reporting
from annotations.services.reporting import TooMany, receive
from annotations.services.subjects import find_subject, find_subjects, subject_of
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests import factories as f
from tests.reports import (
    TEXT,
    ReportFactory,
    faults,
    public_prediction,
    public_verdict,
    said,
)

pytestmark = pytest.mark.django_db


def send(subject, sender="192.0.2.1", **values):
    return receive(sender=sender, subject=subject, report=said(**values))


class TestWhatCanBeReported:
    @pytest.mark.parametrize("state", ["published", "withdrawn"])
    def test_a_source_by_id_and_slug_while_it_is_or_was_public(self, state):
        article = f.ArticleFactory(state=state, slug="rain")
        for name in (f"source:{article.uid}", "source:rain"):
            found = find_subject(name)
            assert (found.row, found.title) == (article, article.title)
            assert found.is_withdrawn is (state == "withdrawn")

    @pytest.mark.parametrize("state", ["draft", "in-review"])
    def test_nothing_that_never_was_public(self, state):
        article = f.ArticleFactory(state="published")
        claim = f.ClaimFactory(article=article, state=state).annotation
        hidden = f.ClaimFactory(state="published").annotation
        proposal = f.VerdictFactory(annotation=public_prediction(), review="proposed")
        actor, draft = f.ActorFactory(), f.ArticleFactory()
        for name in (
            f"claim:{claim.uid}",
            f"claim:{hidden.uid}",
            f"verdict:{proposal.uid}",
            f"actor:{actor.slug}",
            f"source:{draft.slug}",
        ):
            assert find_subject(name) is None, name

    def test_a_mention_an_actor_a_proposition_and_a_verdict(self):
        article = f.ArticleFactory(state="published")
        mention = f.MentionFactory(article=article, state="published")
        verdict = public_verdict()
        member = f.PropositionMemberFactory(annotation=verdict.annotation)
        for name, address in (
            (f"mention:{mention.annotation.uid}", f"/a/{mention.annotation.uid}/"),
            (f"actor:{mention.actor.slug}", f"/actors/{mention.actor.slug}/"),
            (f"proposition:{member.proposition.uid}", member.proposition.get_absolute_url()),
            (
                f"verdict:{verdict.uid}",
                f"/predictions/{verdict.annotation.uid}/#v{verdict.uid}",
            ),
        ):
            assert find_subject(name).address == address

    @pytest.mark.parametrize(
        "name",
        [
            "",
            "source:",
            "source",
            "claim:x",
            "x:1",
            "claim:00000000-0000-4000-8000-000000000000",
            "source:\x00",
        ],
    )
    def test_no_name_that_is_none(self, name):
        assert find_subject(name) is None

    def test_many_are_found_in_one_query_a_kind(self, django_assert_num_queries):
        predictions = [public_prediction() for _number in range(3)]
        keys = [("prediction", row.uid) for row in predictions] + [("claim", uuid.uuid4())]
        with django_assert_num_queries(2):
            assert set(find_subjects(keys)) == set(keys[:3])


class TestReceiving:
    def test_a_report_is_kept_with_what_it_is_about(self, subject):
        row = send(subject, name=" Ann ", email="ann@example.org", from_concerned=True)
        assert (row.about_kind, row.about_uid) == ("prediction", subject.uid)
        assert (row.about_title, row.state) == ("It will rain.", "received")
        assert (row.name, row.email, row.from_concerned) == ("Ann", "ann@example.org", True)
        assert subject_of(row) == subject

    @pytest.mark.parametrize(
        ("values", "field", "words"),
        [
            ({"text": "  too short  \n"}, "text", "at least 10"),
            ({"text": "x" * 5001}, "text", "5001 characters: shorten it to 5000"),
            ({"text": "Ten or more\x00"}, "text", "NUL"),
            ({"kind": "gossip"}, "kind", "Choose"),
            ({"email": "ann at home"}, "email", "no e-mail address"),
            ({"name": "n" * 201}, "name", "201"),
        ],
    )
    def test_what_cannot_be_kept_is_refused_by_field(self, subject, values, field, words):
        with pytest.raises(Invalid) as refused:
            send(subject, **values)
        assert words in refused.value.errors[field][0]
        assert not Report.objects.exists()

    def test_line_ends_of_browsers_count_once(self, subject):
        row = send(subject, text="y\r\n" * 2498 + "end")
        assert len(row.text) == 2 * 2498 + 3
        assert "\r" not in row.text

    def test_a_second_click_sends_nothing_more(self, subject):
        first = send(subject, text=TEXT)
        assert send(subject, text=f"{TEXT}\r\n") == first
        assert send(subject, text=f"{TEXT} Twice.") != first


class TestThrottling:
    def test_one_address_sends_so_many_an_hour_and_others_go_on(self, subject, settings):
        settings.REPORTS_PER_HOUR = 2
        with time_machine.travel("2026-05-01T10:10Z", tick=False) as clock:
            for number in (1, 2):
                send(subject, text=f"{TEXT} {number}")
            with pytest.raises(TooMany):
                send(subject, text=f"{TEXT} 3")
            assert send(subject, sender="192.0.2.2", text=f"{TEXT} 4")
            clock.shift(datetime.timedelta(hours=1))
            assert send(subject, text=f"{TEXT} 3")
        assert Report.objects.count() == 4

    def test_the_addresses_of_one_household_count_together(self, subject, settings):
        settings.REPORTS_PER_HOUR = 1
        with time_machine.travel("2026-05-01T10:10Z", tick=False):
            send(subject, sender="2001:db8:1:2::3")
            with pytest.raises(TooMany):
                send(subject, sender="2001:db8:1:2:ffff::1", text=f"{TEXT} 2")
            assert send(subject, sender="2001:db8:1:3::3", text=f"{TEXT} 3")
            assert send(subject, sender="::ffff:192.0.2.1", text=f"{TEXT} 4")
            with pytest.raises(TooMany):
                send(subject, sender="192.0.2.1", text=f"{TEXT} 5")
            assert send(subject, sender="", text=f"{TEXT} 6")

    def test_all_together_send_so_many_a_day(self, subject, settings):
        settings.REPORTS_PER_DAY = 2
        for number in (1, 2):
            send(subject, sender=f"192.0.2.{number}", text=f"{TEXT} {number}")
        with pytest.raises(TooMany):
            send(subject, sender="192.0.2.3", text=f"{TEXT} 3")
        Report.objects.update(received_at=timezone.now() - datetime.timedelta(days=1, minutes=1))
        assert send(subject, sender="192.0.2.3", text=f"{TEXT} 3")

    def test_what_is_refused_for_its_words_is_not_counted(self, subject, settings):
        settings.REPORTS_PER_HOUR = 1
        with time_machine.travel("2026-05-01T10:10Z", tick=False):
            for _number in range(3):
                with pytest.raises(Invalid):
                    send(subject, text="short")
            assert send(subject)


class TestWorkingOnIt:
    def test_it_is_taken_up_settled_and_opened_again_and_each_step_is_kept(self, editor):
        row = reporting.take(user=editor, report=ReportFactory())
        assert row.state == "taken"
        row = reporting.settle(
            user=editor, report=row, changed=True, answer=" It was May. ", public=True
        )
        assert (row.state, row.answer, row.answer_public) == ("changed", "It was May.", True)
        row = reporting.reopen(user=editor, report=row, reason="Still wrong.")
        assert (row.state, row.answer, row.settled_at) == ("taken", "", None)
        row = reporting.settle(user=editor, report=row, changed=False, answer="No.", public=False)
        assert (row.state, row.answer_public) == ("unchanged", False)
        assert list(row.steps.values_list("action", "note")) == [
            ("taken", ""),
            ("changed", "It was May."),
            ("reopened", "Still wrong."),
            ("unchanged", "No."),
        ]
        assert {step.by for step in row.steps.all()} == {editor}
        assert faults() == set()

    def test_nothing_is_settled_without_an_answer_or_opened_without_a_reason(self, editor):
        row = ReportFactory()
        with pytest.raises(Invalid) as refused:
            reporting.settle(user=editor, report=row, changed=True, answer=" ", public=False)
        assert "answer" in refused.value.errors
        with pytest.raises(Invalid):
            reporting.reopen(user=editor, report=ReportFactory(state="changed"), reason="")
        assert not ReportStep.objects.exists()

    def test_each_step_has_its_state(self, editor):
        settled = ReportFactory(state="changed")
        answer = {"changed": True, "answer": "Yes.", "public": True}
        for step in (
            lambda: reporting.take(user=editor, report=settled),
            lambda: reporting.settle(user=editor, report=settled, **answer),
            lambda: reporting.reopen(user=editor, report=ReportFactory(), reason="Why not."),
        ):
            with pytest.raises(WrongState):
                step()

    def test_only_editors_do_any_of_it(self):
        curator, row = f.CuratorFactory(), ReportFactory()
        for step in (
            lambda: reporting.take(user=curator, report=row),
            lambda: reporting.settle(
                user=curator, report=row, changed=True, answer="Yes.", public=True
            ),
            lambda: reporting.forget(user=curator, report=row),
        ):
            with pytest.raises(NotAllowed):
                step()
        assert not ReportStep.objects.exists()


class TestForgetting:
    def test_an_editor_erases_who_sent_a_report_and_nothing_else(self, editor):
        row = ReportFactory(name="Ann", email="ann@example.org")
        row = reporting.forget(user=editor, report=row)
        assert (row.name, row.email, row.text) == ("", "", TEXT)
        with pytest.raises(WrongState):
            reporting.forget(user=editor, report=row)

    def test_the_command_erases_what_is_older_than_promised(self, settings):
        settings.REPORT_CONTACT_DAYS = 30
        old, young = (ReportFactory(name=name, email="a@example.org") for name in ("Old", "Young"))
        sent = timezone.now() - datetime.timedelta(days=31)
        Report.objects.filter(pk=old.pk).update(received_at=sent)
        out = StringIO()
        call_command("forget_reporters", stdout=out)
        assert out.getvalue() == "Erased who sent 1 report(s).\n"
        assert list(Report.objects.exclude(name="").values_list("name", flat=True)) == ["Young"]
        call_command("forget_reporters", stdout=out)
        assert out.getvalue().endswith("Erased who sent 0 report(s).\n")
        call_command("forget_reporters", days=0, stdout=out)
        assert not Report.objects.exclude(email="").exists()
        assert list(old.steps.values_list("action", "by")) == [("forgotten", None)]
        assert faults() == set()
        with pytest.raises(CommandError):
            call_command("forget_reporters", days=-1)
        assert young.steps.count() == 1
