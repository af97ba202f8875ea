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
    has = {"actor": {"russia"}, "speaker": {"japan"}, "topic": {"peace-treaty"}}
    return read_mode(QueryDict(query), has)


@pytest.mark.parametrize(
    ("query", "show"),
    [
        ("", "predictions"),
        ("show=", "predictions"),
        ("show=none", "none"),
        ("show=claims", "claims"),
        ("show=actors,claims", "claims actors"),
        ("show=actors&show=claims", "claims actors"),
        ("show=&show=claims", "claims"),
        ("show=claims,predictions,actors", "claims predictions actors"),
        ("actor=russia&show=claims", ""),
        ("topic=peace-treaty", ""),
        ("speaker=japan", ""),
    ],
)
def test_the_address_says_what_is_drawn(query: str, show: str) -> None:
    assert mode(query).show == show


def test_an_actor_wins_over_a_speaker_and_both_over_a_topic() -> None:
    assert mode("actor=russia&topic=peace-treaty&speaker=japan") == Mode(actor="russia")
    assert mode("topic=peace-treaty&speaker=japan") == Mode(speaker="japan")


@pytest.mark.parametrize(
    ("query", "parameter", "value"),
    [
        ("show=all", "show", "all"),
        ("show=claims,x", "show", "x"),
        ("show=none,claims", "show", "none"),
        ("actor=mars", "actor", "mars"),
        ("actor=russia&topic=mars", "topic", "mars"),
        ("speaker=russia", "speaker", "russia"),
    ],
)
def test_what_the_source_does_not_have_is_refused(query: str, parameter: str, value: str) -> None:
    with pytest.raises(UnknownModeError) as refused:
        mode(query)
    assert (refused.value.parameter, refused.value.value) == (parameter, value)


def test_a_kind_is_switched_on_and_off_beside_the_others() -> None:
    assert mode("").toggled("claims") == "claims,predictions"
    assert mode("show=claims,predictions").toggled("claims") == "predictions"
    assert mode("show=claims").toggled("claims") == "none"
    assert mode("actor=russia").toggled("actors") == "actors"
    links = mode_links(mode("show=claims,actors"), Address("/sources/x/"), Counts(3, 2, 4))
    assert [(link.kind, link.toggle, link.on) for link in links if link.kind] == [
        ("predictions", "/sources/x/?show=claims,predictions,actors", False),
        ("claims", "/sources/x/?show=actors", True),
        ("actors", "/sources/x/?show=claims", True),
    ]


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
