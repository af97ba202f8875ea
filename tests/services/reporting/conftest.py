"""What is reported on, who works on it, and nothing counted before."""

import pytest
from django.core.cache import cache

from annotations.services.subjects import find_subject
from tests import factories as f
from tests.reports import (
    public_prediction,
)


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def editor():
    return f.EditorFactory()


@pytest.fixture
def subject():
    return find_subject(f"prediction:{public_prediction(summary='It will rain.').uid}")
