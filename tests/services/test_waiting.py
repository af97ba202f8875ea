"""What there is to do, on the first page of the administration."""

import pytest

from annotations.services.waiting import waiting
from tests.factories import ArticleFactory, ClaimFactory, CuratorFactory, EditorFactory

pytestmark = pytest.mark.django_db


def test_drafts_what_was_sent_back_and_what_is_in_review_are_told_apart():
    curator, article = CuratorFactory(), ArticleFactory(title="Hanging by a thread")
    draft = ClaimFactory(article=article, created_by=curator, words="Tokyo").annotation
    ClaimFactory(article=article, created_by=curator, words="Moscow")
    back = ClaimFactory(article=article, created_by=curator, state_reason="Too long.").annotation
    review = ClaimFactory(article=article, state="in-review").annotation

    found = waiting(curator)

    assert [(row.title, row.count, row.first) for row in found["drafts"]] == [
        ("Hanging by a thread", 2, draft.uid)
    ]
    assert [row.first for row in found["returned"]] == [back.uid]
    assert [row.first for row in found["in_review"]] == [review.uid]


def test_the_drafts_of_others_do_not_wait_for_oneself():
    ClaimFactory(created_by=CuratorFactory())

    assert waiting(EditorFactory())["drafts"] == []
