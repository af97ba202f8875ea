"""The reader's address."""

import pytest
from django.http import QueryDict

from annotations.pages.reader.modes import Counts, Mode, UnknownModeError, mode_links, read_mode


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
    links = mode_links(mode("show=claims"), "/sources/x/", Counts(3, 2, 4))
    assert [link.href for link in links] == [
        "/sources/x/?show=none",
        "/sources/x/",
        "/sources/x/?show=claims",
        "/sources/x/?show=actors",
        "/sources/x/?show=claims,predictions,actors",
    ]
    assert [link.current for link in links] == [False, False, True, False, False]
    assert links[-1].count == 9
