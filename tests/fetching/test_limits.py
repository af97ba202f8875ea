import gzip
import socket
import zlib

import pytest

from sourcelib import fetching
from sourcelib.fetching import fetch
from sourcelib.readers import LARGEST_FILE
from tests.fetching.local_server import (
    PAGE,
    Handler,
    refusal,
    serve,
)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(PAGE), "gzip"),
        (zlib.compress(PAGE), "deflate"),
        (zlib.compress(PAGE)[2:-4], "deflate"),
        (PAGE, "identity"),
    ],
    ids=["gzip", "deflate", "bare", "identity"],
)
def test_a_packed_answer_is_unpacked(server, body, encoding):
    assert fetch(serve(server, "/", body, Content_Encoding=encoding)).data == PAGE


@pytest.mark.parametrize(
    ("body", "encoding", "problem"),
    [
        (b"no gzip at all", "gzip", "cannot be unpacked"),
        (PAGE, "br", "packed in a way that was not asked for"),
        (PAGE, "gzip, gzip", "packed in a way that was not asked for"),
    ],
)
def test_an_answer_packed_wrongly_is_refused(server, body, encoding, problem):
    assert problem in refusal(serve(server, "/", body, Content_Encoding=encoding)).problem


def test_an_answer_that_unpacks_beyond_the_limit_is_refused(server):
    bomb = gzip.compress(bytes(LARGEST_FILE * 3))
    assert len(bomb) < 100_000
    problem = refusal(serve(server, "/", bomb, Content_Encoding="gzip")).problem
    assert problem == "it has more than 20 MB"


def test_an_answer_that_is_too_large_is_refused_while_it_comes(server):
    sent = 0

    def endless(handler: Handler) -> None:
        nonlocal sent
        handler.head()
        while not server.ended.is_set():
            sent += handler.wfile.write(bytes(1024 * 1024))

    server.answers["/"] = endless
    assert refusal(server.origin + "/").problem == "it has more than 20 MB"
    assert sent < 3 * LARGEST_FILE


def test_an_answer_that_ends_too_early_is_refused(server):
    problem = refusal(serve(server, "/", PAGE, Content_Length="1000")).problem
    assert problem.startswith("the connection fails")


def test_an_answer_that_is_no_http_is_refused(server):
    server.answers["/"] = lambda handler: handler.wfile.write(b"220 mail.example ESMTP\r\n")
    assert refusal(server.origin + "/").problem.startswith("the connection fails")


def drip_in_body(handler: Handler) -> None:
    handler.head()
    drip(handler, b"x")


def drip_in_head(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    drip(handler, b"X: y\r\n")


def silence(handler: Handler) -> None:
    handler.server.ended.wait(30)


def drip(handler: Handler, drop: bytes) -> None:
    while not handler.server.ended.wait(0.02):
        handler.wfile.write(drop)


@pytest.mark.parametrize("slow", [drip_in_body, drip_in_head, silence])
def test_an_answer_without_end_is_cut_off(server, monkeypatch, slow):
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    server.answers["/"] = slow
    assert refusal(server.origin + "/").problem == "it takes longer than 0.5 seconds"


def test_a_server_that_takes_the_connection_and_says_nothing_is_cut_off(settings, monkeypatch):
    settings.FETCH_PRIVATE_ADDRESSES = True
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        problem = refusal(f"https://127.0.0.1:{silent.getsockname()[1]}/").problem
    assert problem == "it takes longer than 0.5 seconds"
