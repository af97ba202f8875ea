from collections.abc import Iterator

import pytest

from tests.fetching.local_server import Server, running


@pytest.fixture
def server(settings) -> Iterator[Server]:
    settings.FETCH_PRIVATE_ADDRESSES = True
    with running() as started:
        yield started
