"""Files that are not of the format, or whose records do not stand in their order."""

import json
from pathlib import Path

import pytest

from annotations.interchange.sourcelib import lines as lines_module
from tests.interchange.records import HEADER, faults_of, library, uid, write

pytestmark = pytest.mark.django_db


def test_records_out_of_order_are_refused(tmp_path: Path):
    values = list(library().values())
    values.append(values.pop(3))
    faults = faults_of(write(tmp_path / "a.jsonl", values))
    assert any("may refer to it" in fault.problem for fault in faults)


def test_a_source_records_stand_together(tmp_path: Path):
    values = list(library().values())
    other = values[6] | {"uid": uid("other"), "slug": "other", "state": "draft"}
    values.insert(8, other)
    faults = faults_of(write(tmp_path / "a.jsonl", values))
    assert any("directly before" in fault.problem for fault in faults)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "no header"),
        (b"PK\x03\x04\xff\xfe", "no header: not UTF-8"),
        (b"<html></html>\n", "no header: not JSON"),
        (b"[1]\n", "no header: not an object"),
        (b'{"type": "header", "format": "brat", "version": 1}\n', "not the header of this"),
        (b'{"type": "header", "format": "sourcelib", "version": 9}\n', "reads version 1"),
    ],
)
def test_a_file_that_is_not_of_this_format_is_refused(content: bytes, problem: str, tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    (fault,) = faults_of(path)
    assert problem in fault.problem
    assert fault.place == "a.jsonl:1"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"type": "topic", "uid": "\xff"}', "not UTF-8"),
        (b'{"type": "topic", ', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"type": "topic", "n": NaN}', "not JSON: NaN"),
        (b'{"type": "topic", "name": "\\ud800"}', "surrogate"),
        (b'{"type": "topic", "name": "\\u0000"}', "NUL"),
        (b'"topic"', "not an object"),
        (b'{"type": "poem"}', "no such type"),
        (b"{}", "no such type"),
    ],
)
def test_a_line_that_holds_no_record_is_refused(line: bytes, problem: str, tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps(HEADER).encode() + b"\n" + line + b"\n")
    (fault,) = faults_of(path)
    assert problem in fault.problem
    assert fault.place == "a.jsonl:2"
    assert len(str(fault)) < 600


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lines_module, "LONGEST_LINE", 1_000)
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps(HEADER).encode() + b'\n{"type": "' + b"x" * 5_000)
    (fault,) = faults_of(path)
    assert "longer than" in fault.problem


def test_a_file_that_is_missing_is_refused(tmp_path: Path):
    (fault,) = faults_of(tmp_path / "nowhere.jsonl")
    assert "No such file" in fault.problem
