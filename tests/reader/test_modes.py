"""The reader's address."""

import pytest
from django.http import QueryDict

from annotations.pages.reader.modes import (
    Address,
    Counts,
    Mode,
    UnknownModeError,
    mode_links,
    read_mode,
)
from annotations.scoring.likelihood import Standard


def mode(query: str) -> Mode:
    return read_mode(QueryDict(query), {"russia"}, {"peace-treaty"})


@pytest.mark.parametrize(
    ("query", "show"),
    [
        ("", "predictions"),
        ("show=", "predictions"),
        ("show=none", "none"),
        ("show=claims", "claims"),
        ("show=actors,claims", "claims actors"),
        ("show=claims,predictions,actors", "claims predictions actors"),
        ("actor=russia&show=claims", ""),
        ("topic=peace-treaty", ""),
    ],
)
def test_the_address_says_what_is_drawn(query: str, show: str) -> None:
    assert mode(query).show == show


def test_an_actor_wins_over_a_topic() -> None:
    assert mode("actor=russia&topic=peace-treaty") == Mode(actor="russia")


@pytest.mark.parametrize("query", ["show=all", "show=claims,x", "actor=mars", "topic=mars"])
def test_what_the_source_does_not_have_is_refused(query: str) -> None:
    with pytest.raises(UnknownModeError):
        mode(query)


def test_the_rail_offers_five_modes_and_points_at_the_present_one() -> None:
    links = mode_links(mode("show=claims"), Address("/sources/x/"), Counts(3, 2, 4))
    assert [link.href for link in links] == [
        "/sources/x/?show=none",
        "/sources/x/",
        "/sources/x/?show=claims",
        "/sources/x/?show=actors",
        "/sources/x/?show=claims,predictions,actors",
    ]
    assert [link.current for link in links] == [False, False, True, False, False]
    assert links[-1].count == 9


def test_the_modes_keep_a_standard_that_is_not_the_usual_one() -> None:
    address = Address("/sources/x/", Standard.PHIA)
    links = mode_links(mode("show=claims"), address, Counts(3, 2, 4))
    assert [link.href for link in links][:3] == [
        "/sources/x/?show=none&standard=phia",
        "/sources/x/?standard=phia",
        "/sources/x/?show=claims&standard=phia",
    ]
    assert Address("/sources/x/", Standard.ICD_203).of("actor=russia") == "/sources/x/?actor=russia"
