"""`check_library` finds what is wrong with reports and replies."""

import pytest

from tests import factories as f
from tests.reports import (
    ReplyFactory,
    ReportFactory,
    faults,
    public_verdict,
)

pytestmark = pytest.mark.django_db


class TestSoundness:
    @pytest.mark.parametrize(
        ("name", "broken"),
        [
            ("report-state", lambda: ReportFactory(state="changed")),
            ("report-state", lambda: ReportFactory(state="taken")),
            (
                "report-not-erased",
                lambda: ReportFactory(name="Ann").steps.create(action="forgotten"),
            ),
            (
                "reply-to-mention",
                lambda: ReplyFactory(
                    annotation=f.MentionFactory(
                        article=f.ArticleFactory(state="published"), state="published"
                    ).annotation
                ),
            ),
            (
                "reply-to-nothing-public",
                lambda: ReplyFactory(annotation=None, article=f.ArticleFactory()),
            ),
            (
                "reply-to-nothing-public",
                lambda: ReplyFactory(annotation=None, verdict=public_verdict(review="proposed")),
            ),
            (
                "reply-to-nothing-public",
                lambda: ReplyFactory(annotation=f.ClaimFactory().annotation),
            ),
        ],
    )
    def test_a_fault_is_found(self, name, broken):
        assert faults() == set()
        broken()
        assert faults() == {name}

    def test_sound_rows_are_none(self):
        ReplyFactory()
        ReplyFactory(annotation=None, verdict=public_verdict())
        ReplyFactory(annotation=None, article=f.ArticleFactory(state="withdrawn"))
        ReportFactory()
        assert faults() == set()
