import ssl
from pathlib import Path

import certifi
import pytest

from sourcelib.fetching import fetch
from tests.fetching.local_server import (
    PAGE,
    Server,
    refusal,
    resolved,
    serve,
)

CERTIFICATE = Path(__file__).parent / "paper.example.pem"


@pytest.fixture
def secure_server(server, monkeypatch) -> Server:
    """A server with a certificate of its own for paper.example, which leads to it."""
    resolved(monkeypatch, {"paper.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]})
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, CERTIFICATE.with_suffix(".key"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    serve(server)
    return server


def test_a_certificate_that_nobody_vouches_for_is_refused(secure_server):
    problem = refusal(f"https://paper.example:{secure_server.server_port}/").problem
    assert problem.startswith("its certificate or encryption is refused: self")
    assert secure_server.asked == []


def test_a_certificate_is_checked_against_the_name_not_the_address(secure_server, monkeypatch):
    monkeypatch.setattr(certifi, "where", lambda: str(CERTIFICATE))
    assert fetch(f"https://paper.example:{secure_server.server_port}/").data == PAGE
    for host in ("other.example", "127.0.0.1"):
        problem = refusal(f"https://{host}:{secure_server.server_port}/").problem
        assert "mismatch" in problem
    assert len(secure_server.asked) == 1
