"""What tests of the API begin with: a small library, and answers read as JSON."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.pages.conftest import _nothing_kept, small

__all__ = ["_nothing_kept", "answer", "small"]


@pytest.fixture
def answer(client: Any) -> Callable[..., Any]:
    """What an address answers to a reader, with the status expected."""

    def fetch(address: str, status: int = 200, **headers: str) -> Any:
        response = client.get(address, headers=headers)
        assert response.status_code == status, (address, response.content[:300])
        body = b"".join(response.streaming_content) if response.streaming else response.content
        return json.loads(body)

    return fetch
