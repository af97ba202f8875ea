"""Replies are published and withdrawn."""

import datetime

import pytest
from django.utils import timezone

from annotations.interchange.undoing import UndoRefused, undo
from annotations.models import Reply
from annotations.services.replying import ReplyInput, publish_reply, withdraw_reply
from annotations.services.subjects import find_subject, subject_of
from sourcelib.services.refusals import Invalid, NotAllowed, WrongState
from tests import factories as f
from tests.reports import (
    DAY,
    ReplyFactory,
    ReportFactory,
    faults,
    public_verdict,
)

pytestmark = pytest.mark.django_db


def reply(**values):
    first = {
        "name": "Ann Archer",
        "capacity": "author",
        "text": "I meant the other treaty.",
        "date": DAY,
    }
    return ReplyInput(**{**first, **values})


class TestReplies:
    def test_one_is_published_beside_a_verdict_and_withdrawn_with_a_reason(self, editor):
        verdict = public_verdict()
        report = ReportFactory(about_kind="verdict", about_uid=verdict.uid)
        row = publish_reply(user=editor, subject=subject_of(report), reply=reply(), report=report)
        assert (row.verdict, row.annotation, row.article) == (verdict, None, None)
        assert row.get_absolute_url() == f"/predictions/{verdict.annotation.uid}/#r{row.uid}"
        assert list(Reply.objects.public()) == [row]
        row = withdraw_reply(user=editor, reply=row, reason="It was forged.")
        assert (row.withdrawn_by, row.withdrawn_reason) == (editor, "It was forged.")
        with pytest.raises(WrongState):
            withdraw_reply(user=editor, reply=row, reason="Again.")
        assert faults() == set()

    def test_one_to_a_source_or_a_prediction_goes_with_it(self, editor, subject):
        source = find_subject(f"source:{subject.row.article.slug}")
        publish_reply(user=editor, subject=subject, reply=reply())
        publish_reply(user=editor, subject=source, reply=reply(capacity="publisher"))
        assert Reply.objects.public().count() == 2
        subject.row.article.state = "withdrawn"
        subject.row.article.withdrawn_at = timezone.now()
        subject.row.article.withdrawal_reason = "Asked for."
        subject.row.article.save()
        assert not Reply.objects.public().exists()
        with pytest.raises(WrongState):
            publish_reply(user=editor, subject=source, reply=reply())

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"name": " "}, "name"),
            ({"capacity": "friend"}, "capacity"),
            ({"text": "No."}, "text"),
            ({"date": None}, "date"),
            ({"date": datetime.date(2999, 1, 1)}, "date"),
            ({"url": "javascript:alert(1)"}, "url"),
            ({"url": "example.org"}, "url"),
        ],
    )
    def test_what_cannot_stand_is_refused_by_field(self, editor, subject, values, field):
        with pytest.raises(Invalid) as refused:
            publish_reply(user=editor, subject=subject, reply=reply(**values))
        assert list(refused.value.errors) == [field]
        assert not Reply.objects.exists()

    def test_nobody_replies_to_an_actor_and_no_curator_publishes(self, editor, subject):
        mention = f.MentionFactory(article=subject.row.article, state="published")
        actor = find_subject(f"actor:{mention.actor.slug}")
        with pytest.raises(WrongState):
            publish_reply(user=editor, subject=actor, reply=reply())
        with pytest.raises(NotAllowed):
            publish_reply(user=f.CuratorFactory(), subject=subject, reply=reply())
        with pytest.raises(NotAllowed):
            withdraw_reply(user=f.CuratorFactory(), reply=ReplyFactory(), reason="No.")

    def test_an_import_that_somebody_replied_to_is_not_undone(self):
        batch = f.ImportBatchFactory()
        row = ReplyFactory(
            annotation=f.PredictionFactory(
                article=f.ArticleFactory(state="published"), state="published", batch=batch
            ).annotation
        )
        with pytest.raises(UndoRefused, match=f"reply {row.uid}"):
            undo(user=None, uid=str(batch.uid))
