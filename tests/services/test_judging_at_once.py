"""Two people judge the same at once, on a database that lets many write at once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from annotations.models import Verdict
from annotations.services import judging
from sourcelib.services.refusals import Refused
from tests.factories import ArticleFactory, CuratorFactory, EditorFactory, PredictionFactory
from tests.services.judged import outcome, proposed

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def prediction() -> Any:
    article = ArticleFactory(state="published")
    return PredictionFactory(article=article, state="published").annotation


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run the acts in threads that begin together; return how each went, sorted."""
    begin = threading.Barrier(len(acts))
    outcomes: list[str] = []

    def run(act: Callable[[], object]) -> None:
        connection.ensure_connection()  # so that they begin together in the database too
        begin.wait()
        try:
            act()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_of_proposals_confirmed_at_once_one_stands(prediction: Any) -> None:
    proposals = [proposed(prediction, state=state) for state in ("came-true", "partly")] * 2
    editors = [EditorFactory() for _ in proposals]

    outcomes = at_once(
        *(
            lambda editor=editor, verdict=verdict: judging.confirm(user=editor, verdict=verdict)
            for editor, verdict in zip(editors, proposals, strict=True)
        )
    )

    assert outcomes == ["done", "refused", "refused", "refused"]
    assert Verdict.objects.reviewed().count() == 1
    assert Verdict.objects.waiting().count() == 1


def test_what_is_confirmed_and_declined_at_once_is_one_of_the_two(prediction: Any) -> None:
    verdict, one, other = proposed(prediction), EditorFactory(), EditorFactory()

    outcomes = at_once(
        lambda: judging.confirm(user=one, verdict=verdict),
        lambda: judging.decline(user=other, verdict=verdict, reason="No."),
    )

    assert outcomes == ["done", "refused"]
    verdict.refresh_from_db()
    assert (verdict.review == "confirmed") != (verdict.declined_at is not None)


def test_a_proposal_sent_many_times_at_once_is_made_once(prediction: Any) -> None:
    curator = CuratorFactory()

    def propose() -> None:
        judging.propose(
            user=curator,
            annotation=prediction,
            verdict=outcome(),
            standing=None,
            expected_version=1,
        )

    assert at_once(*[propose] * 4) == ["done", *["refused"] * 3]
    assert Verdict.objects.count() == 1
