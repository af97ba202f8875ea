"""Many curators at once, on a database that lets many write at once."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from annotations.models import Annotation
from annotations.services.annotating import change_annotation, create_annotation
from annotations.services.checking import check_library
from annotations.services.inputs import ClaimInput, SpanInput
from annotations.services.placing import Duplicate
from annotations.services.reanchoring.settling import leave, place
from sourcelib.services.refusals import WrongState
from tests.factories import ArticleFactory, ClaimFactory, CuratorFactory, EditorFactory
from tests.indexed import index_everything
from tests.reanchoring import CORRECTED, TEXT, outcome_of, revise


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_the_same_passage_tagged_by_many_at_once_is_made_once() -> None:
    article, curator = ArticleFactory(text="Tokyo hesitated."), CuratorFactory()
    begin = threading.Barrier(6)
    outcomes: list[str] = []

    def tag() -> None:
        begin.wait()
        try:
            create_annotation(
                user=curator,
                revision=article.current_revision,
                spans=[SpanInput(start=0, end=15, exact="Tokyo hesitated")],
                detail=ClaimInput(summary="Tokyo hesitated long.", kind="factual"),
            )
            outcomes.append("made")
        except Duplicate:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=tag) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["made", *["refused"] * 5]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_a_passage_that_many_settle_at_once_is_settled_once() -> None:
    article = ArticleFactory(text=TEXT, state="published")
    row = ClaimFactory(article=article, words="Moscow will wait until the spring").annotation
    index_everything()
    revise(article, CORRECTED)
    waiting = outcome_of(row)
    people = [CuratorFactory() for _ in range(6)]
    begin = threading.Barrier(6)
    outcomes: list[str] = []

    def settle(number: int) -> None:
        begin.wait()
        try:
            if number % 2:
                place(user=people[number], reanchoring=waiting)
            else:
                leave(user=people[number], reanchoring=waiting, note="Said otherwise.")
            outcomes.append("settled")
        except WrongState:
            outcomes.append("refused")
        finally:
            connection.close()

    run_all(settle, 6)
    assert sorted(outcomes) == [*["refused"] * 5, "settled"]
    assert outcome_of(row).decided_by in people
    assert list(check_library()) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_what_is_changed_while_its_source_is_corrected_is_not_left_behind() -> None:
    article, editor = ArticleFactory(text=TEXT), EditorFactory()
    rows = [
        ClaimFactory(article=article, words=words).annotation
        for words in ("Tokyo hesitated", "for a decade", "Nobody expected", "the islands")
    ]
    begin = threading.Barrier(5)
    faults: list[Exception] = []

    def work(number: int) -> None:
        begin.wait()
        try:
            if number == 4:
                revise(article, CORRECTED)
                return
            change_annotation(
                user=editor, annotation=rows[number], expected_version=1, note=f"{number}"
            )
        except Exception as fault:  # whatever a thread raises fails the test
            faults.append(fault)
        finally:
            connection.close()

    run_all(work, 5)
    assert faults == []
    stand = Annotation.objects.values_list("revision__number", "note").order_by("pk")
    assert list(stand) == [(2, str(number)) for number in range(4)]


def run_all(work: Callable[[int], None], count: int) -> None:
    threads = [threading.Thread(target=work, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
