"""Two curators who relate at once, on a database that lets many write at once."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from annotations.models import Annotation, Relation
from annotations.services import relating
from sourcelib.services.refusals import Invalid
from tests.factories import CuratorFactory, PredictionFactory

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.django_db(transaction=True),
]


def waiting() -> bool:
    """Whether somebody waits for a lock in this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def at_once(first: Callable[[], object], second: Callable[[], object]) -> list[str]:
    """Do the second while the first is done and not yet committed; return what became of both."""
    done, go_on = threading.Event(), threading.Event()
    outcomes: dict[int, str] = {}

    def run(number: int, call: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                call()
                if number == 1:
                    done.set()
                    go_on.wait(30)
            outcomes[number] = "made"
        except Invalid:
            outcomes[number] = "refused"
        finally:
            done.set()
            connection.close()

    threads = [
        threading.Thread(target=run, args=(number, call))
        for number, call in ((1, first), (2, second))
    ]
    threads[0].start()
    assert done.wait(30)
    threads[1].start()
    while threads[1].is_alive() and not waiting():
        time.sleep(0.01)  # until it is held up, or has gone through
    go_on.set()
    for thread in threads:
        thread.join(30)
    return [outcomes[1], outcomes[2]]


def relate(user, source: Annotation, target: Annotation, kind: str = "condition-of") -> Relation:
    return relating.relate(user=user, source=source, target=target, kind=kind, reason="So it is.")


@pytest.fixture
def curator():
    return CuratorFactory()


@pytest.fixture
def four() -> list[Annotation]:
    return [PredictionFactory().annotation for _ in range(4)]


def test_two_pairs_of_conditions_close_no_circle(curator, four):
    a, b, c, d = four
    relate(curator, a, b)
    relate(curator, c, d)
    outcomes = at_once(lambda: relate(curator, b, c), lambda: relate(curator, d, a))
    assert outcomes == ["made", "refused"]
    assert Relation.objects.count() == 3


def test_a_change_into_a_condition_closes_none_either(curator, four):
    a, b, c, d = four
    relate(curator, a, b)
    relate(curator, c, d)
    row = relate(curator, d, a, kind="supports")

    def change() -> None:
        relating.change(user=curator, relation=row, kind="condition-of", reason="So it is.")

    assert at_once(lambda: relate(curator, b, c), change) == ["made", "refused"]
    assert Relation.objects.filter(kind="condition-of").count() == 3


def test_conditions_that_have_nothing_to_do_with_one_another_are_both_made(curator, four):
    a, b, c, d = four
    outcomes = at_once(lambda: relate(curator, a, b), lambda: relate(curator, c, d))
    assert outcomes == ["made", "made"]
