"""A server of the web on this machine, which answers as a test says."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sourcelib.fetching import FetchRefused, fetch

PAGE = b"<p>Words.</p>"


class Server(ThreadingHTTPServer):
    """Answers as the test says, and notes what it was asked."""

    daemon_threads = True

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), Handler)
        self.answers: dict[str, Callable[[Handler], None]] = {}
        self.asked: list[dict[str, str]] = []
        self.ended = threading.Event()  # lets answers without end stop with the test
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://{self.server_address[0]}:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked has gone: that is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append({"path": self.path, **dict(self.headers)})
        self.close_connection = True
        self.server.answers[self.path.partition("?")[0]](self)

    def head(self, status: int = 200, **fields: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Type": "text/html", **fields}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def running(host: str = "127.0.0.1") -> Iterator[Server]:
    server = Server(host)
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()


def serve(server: Server, path: str = "/", body: bytes = PAGE, **fields: str) -> str:
    def answer(handler: Handler) -> None:
        status = int(fields.get("status", 200))
        known = {name: value for name, value in fields.items() if name != "status"}
        handler.head(status, **{"Content_Length": str(len(body)), **known})
        handler.wfile.write(body)

    server.answers[path] = answer
    return server.origin + path


def redirect(server: Server, path: str, to: str, status: int = 302) -> str:
    return serve(server, path, b"", status=str(status), Location=to)


def refusal(address: str) -> FetchRefused:
    with pytest.raises(FetchRefused) as refused:
        fetch(address)
    assert refused.value.remedy
    return refused.value


def resolved(monkeypatch, names: dict[str, list[str]]) -> list[str]:
    """Let names lead to addresses, as a name server would; return the names that were asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host, port, *args, **kwargs):
        if host not in names:
            return real(host, port, *args, **kwargs)
        asked.append(host)
        return [row for each in names[host] for row in real(each, port, *args, **kwargs)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked
