"""The first library, for the tests of this folder."""

from typing import Any

import pytest

from annotations.interchange.sourcelib import load
from tests.seed.library import FIXTURES


@pytest.fixture
def library(db: Any) -> None:  # noqa: ARG001, the database must be there
    """The first library in the test's database."""
    load(user=None, path=FIXTURES)
