import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.spans import (
    OffsetError,
    OffsetIndex,
    from_utf8,
    from_utf16,
    to_utf8,
    to_utf16,
    utf8_length,
    utf16_length,
)

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
CASES: list[dict[str, Any]] = json.loads((HERE / "unit_cases.json").read_text("utf-8"))
ACCEPTED = [pytest.param(case, id=case["name"]) for case in CASES if not case.get("refused")]
REFUSED = [pytest.param(case, id=case["name"]) for case in CASES if case.get("refused")]

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize("case", ACCEPTED)
def test_the_table_holds(case: dict[str, Any]) -> None:
    text = case["text"]
    assert len(text) == case["code_points"]
    assert utf16_length(text) == case["utf16"]
    assert utf8_length(text) == case["utf8"]
    for offset, in_utf16, in_utf8 in case["same"]:
        assert to_utf16(text, offset) == in_utf16
        assert from_utf16(text, in_utf16) == offset
        assert to_utf8(text, offset) == in_utf8
        assert from_utf8(text, in_utf8) == offset


@pytest.mark.parametrize("case", ACCEPTED)
def test_an_offset_inside_a_character_or_outside_the_text_is_refused(case: dict[str, Any]) -> None:
    text = case["text"]
    refused: list[tuple[Callable[[str, int], int], int]] = [
        *((from_utf16, offset) for offset in case.get("inside_utf16", [])),
        *((from_utf8, offset) for offset in case.get("inside_utf8", [])),
        *((convert, -1) for convert in (to_utf16, from_utf16, to_utf8, from_utf8)),
        (to_utf16, case["code_points"] + 1),
        (to_utf8, case["code_points"] + 1),
        (from_utf16, case["utf16"] + 1),
        (from_utf8, case["utf8"] + 1),
    ]
    for convert, offset in refused:
        with pytest.raises(OffsetError, match=f"offset {offset}:") as refusal:
            convert(text, offset)
        assert refusal.value.offset == offset


@pytest.mark.parametrize("case", REFUSED)
def test_half_a_surrogate_pair_is_refused(case: dict[str, Any]) -> None:
    for call in (to_utf16, from_utf16, to_utf8, from_utf8):
        with pytest.raises(OffsetError, match="half of a surrogate pair"):
            call(case["text"], 0)


@given(texts)
def test_every_offset_converts_as_the_codecs_count(text: str) -> None:
    index = OffsetIndex(text)
    assert index.utf16_length == len(text.encode("utf-16-le")) // 2
    assert index.utf8_length == len(text.encode())
    for offset in range(len(text) + 1):
        assert index.to_utf16(offset) == len(text[:offset].encode("utf-16-le")) // 2
        assert index.to_utf8(offset) == len(text[:offset].encode())


@given(texts)
def test_every_offset_converts_there_and_back_and_no_other_does(text: str) -> None:
    index = OffsetIndex(text)
    in_utf16 = {index.to_utf16(offset): offset for offset in range(len(text) + 1)}
    in_utf8 = {index.to_utf8(offset): offset for offset in range(len(text) + 1)}
    for unit in range(index.utf16_length + 1):
        if unit in in_utf16:
            assert index.from_utf16(unit) == in_utf16[unit]
        else:
            with pytest.raises(OffsetError):
                index.from_utf16(unit)
    for byte in range(index.utf8_length + 1):
        if byte in in_utf8:
            assert index.from_utf8(byte) == in_utf8[byte]
        else:
            with pytest.raises(OffsetError):
                index.from_utf8(byte)
