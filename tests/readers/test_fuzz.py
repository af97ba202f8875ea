"""A short piece of `tests.readers.fuzz`, the same one every time."""

from itertools import islice

import pytest

from sourcelib.readers.formats import FORMATS, choose
from tests.readers.fuzz import fuzz, seeds, try_file

ROUNDS = 12
SEED = 20


def test_there_is_a_file_of_every_format() -> None:
    assert {choose(name, None, None).name for name in seeds()} == set(FORMATS)


@pytest.mark.parametrize("name", list(seeds()))
def test_a_file_that_is_not_changed_is_read(name: str) -> None:
    assert try_file(seeds()[name], name) == "read"


@pytest.mark.parametrize("name", list(seeds()))
def test_a_changed_file_is_read_or_refused(name: str) -> None:
    for _, data in islice(fuzz(SEED, name), ROUNDS):
        assert try_file(data, name) in {"read", "refused"}


def test_the_same_seed_gives_the_same_files() -> None:
    assert list(islice(fuzz(3, ".md"), 5)) == list(islice(fuzz(3, ".md"), 5))


def test_files_are_changed_inside_of_their_packing() -> None:
    """Else nothing but check sums would be tried."""
    outcomes = [try_file(data, name) for name, data in islice(fuzz(SEED, ".docx"), 40)]
    assert outcomes.count("read") > 10
