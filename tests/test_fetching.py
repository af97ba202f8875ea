import contextlib
import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path

import certifi
import pytest

from sourcelib import fetching, network
from sourcelib.fetching import FetchRefused, fetch
from sourcelib.readers import LARGEST_FILE, read

CERTIFICATE = Path(__file__).parent / "certificates" / "paper.example.pem"
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


@pytest.fixture
def server(settings) -> Iterator[Server]:
    settings.FETCH_PRIVATE_ADDRESSES = True
    with running() as started:
        yield started


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


def test_a_page_comes_with_its_type_and_a_name_that_fits_it(server):
    address = serve(server, "/2015/thaw", Content_Type="text/html; charset=koi8-r")
    fetched = fetch(f"{address}?a=1#part")
    assert (fetched.data, fetched.address) == (PAGE, f"{address}?a=1")
    assert (fetched.media_type, fetched.file_name) == ("text/html; charset=koi8-r", "thaw.html")
    assert server.asked[0]["path"] == "/2015/thaw?a=1"


def test_the_charset_reaches_the_reader(server):
    body = "Слово.".encode("koi8-r")
    fetched = fetch(serve(server, "/a.txt", body, Content_Type="text/plain; charset=koi8-r"))
    assert read(fetched.data, fetched.file_name, fetched.media_type).text == "Слово."


def test_the_server_is_told_who_asks_and_nothing_else(server, settings):
    settings.SITE_NAME, settings.SITE_URL = "Die Bücherei\r\nX: y", "https://library.example"
    serve(server, "/", Set_Cookie="a=b")
    redirect(server, "/first", "/")
    fetch(server.origin + "/first")
    asked = server.asked[-1]
    assert asked["User-Agent"] == "Die B?cherei??X: y (Sourcelib; +https://library.example)"
    assert asked["Host"] == server.origin.removeprefix("http://")
    assert "text/html" in asked["Accept"]
    assert set(asked) == {"path", "Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_no_proxy_of_the_environment_is_used(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert fetch(serve(server)).data == PAGE


@pytest.mark.parametrize(
    ("path", "fields", "name"),
    [
        ("/a", {"Content_Disposition": 'attachment; filename="b.pdf"'}, "b.pdf"),
        ("/a", {"Content_Disposition": "attachment; filename*=UTF-8''%D1%8F.pdf"}, "я.pdf"),
        ("/a", {"Content_Disposition": 'inline; filename="../b.pdf"'}, "_b.pdf"),
        ("/a.pdf", {}, "a.pdf"),
        ("/a.pdf", {"Content_Type": "application/octet-stream"}, "a.pdf"),
        ("/a.html", {}, "a.html.pdf"),
        ("/", {}, "127.0.0.1_.pdf"),
    ],
)
def test_the_name_is_the_servers_else_the_paths(server, path, fields, name):
    fields = {"Content_Type": "application/pdf", **fields}
    fetched = fetch(serve(server, path, b"%PDF-", **fields))
    assert fetched.file_name.replace(str(server.server_port), "") == name


def test_what_is_quoted_stays_so_and_the_rest_is_quoted(server):
    serve(server, "/%D1%8F%20b/%C3%A9")
    fetch(f"{server.origin}/%D1%8F b/é?q=ü&r=%26")
    assert server.asked[0]["path"] == "/%D1%8F%20b/%C3%A9?q=%C3%BC&r=%26"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_the_last_address_told(server, status):
    serve(server, "/there/page")
    address = redirect(server, "/here", "there/page#top", status)
    assert fetch(address).address == f"{server.origin}/there/page"


def test_redirects_end(server):
    address = redirect(server, "/a", "/b")
    redirect(server, "/b", "/a")
    assert refusal(address).problem == "there are more than 5 redirects"
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("to", "problem"),
    [
        ("file:///etc/passwd", "no address on the web"),
        ("ftp://127.0.0.1/", "no address on the web"),
        ("http://127.0.0.1:25/", "port 25 is not one of the web"),
        ("http://name:word@127.0.0.1/", "it holds a name or password"),
        ("http://[bad/", "it redirects to what is no address"),
        ("https://127.0.0.1:1024/", "the connection fails"),
    ],
)
def test_each_redirect_is_checked_anew(server, to, problem):
    assert problem in refusal(redirect(server, "/", to)).problem


def test_a_redirect_into_a_private_network_is_refused_before_it_is_asked(
    server, settings, monkeypatch
):
    settings.FETCH_PRIVATE_ADDRESSES = False
    monkeypatch.setattr(network, "NOT_PUBLIC_4", (ip_network("127.0.0.2"),))
    with running("127.0.0.2") as private:
        address = redirect(server, "/", serve(private))
        assert "is on a private network" in refusal(address).problem
        assert private.asked == []
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "127.1",
        "0x7f.1",
        "2130706433",
        "0177.0.0.1",
        "１２７.0.0.1",
        "127。0。0。1",
        "10.0.0.1",
        "169.254.169.254",
        "[fd00:ec2::254]",
    ],
)
def test_the_servers_own_network_is_closed_however_it_is_written(server, settings, host):
    settings.FETCH_PRIVATE_ADDRESSES = False
    problem = refusal(f"http://{host}:{server.server_port}/").problem
    assert "is on a private network" in problem
    assert server.asked == []


def test_private_addresses_are_closed_unless_a_setting_opens_them():
    from sourcelib import settings

    assert settings.FETCH_PRIVATE_ADDRESSES is False
    assert settings.FETCH_IN_ADMIN is False


def test_one_private_address_among_public_ones_closes_the_name(server, settings, monkeypatch):
    settings.FETCH_PRIVATE_ADDRESSES = False
    resolved(monkeypatch, {"paper.example": ["93.184.216.34", "127.0.0.1"]})
    address = f"http://paper.example:{server.server_port}/"
    assert "paper.example is on a private network" in refusal(address).problem
    assert server.asked == []


def test_a_name_is_resolved_once_and_sent_as_it_was_given(server, monkeypatch):
    asked = resolved(monkeypatch, {"paper.example": ["127.0.0.1"]})
    serve(server)
    fetch(f"http://Paper.example:{server.server_port}/")
    assert asked == ["paper.example"]
    assert server.asked[0]["Host"] == f"paper.example:{server.server_port}"


def test_a_name_in_any_script_is_sent_as_the_network_knows_it(server, monkeypatch):
    asked = resolved(monkeypatch, {"xn--bcher-kva.example": ["127.0.0.1"]})
    serve(server)
    fetch(f"http://bücher.example:{server.server_port}/")
    assert asked == ["xn--bcher-kva.example"]


def test_the_next_address_is_tried_where_one_does_not_answer(server, monkeypatch):
    resolved(monkeypatch, {"paper.example": ["127.0.0.9", "127.0.0.1"]})
    serve(server)
    assert fetch(f"http://paper.example:{server.server_port}/").data == PAGE


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("", "no address on the web"),
        ("example.org/a", "no address on the web"),
        ("file:///etc/passwd", "no address on the web"),
        ("gopher://127.0.0.1/", "no address on the web"),
        ("javascript:alert(1)", "no address on the web"),
        ("http://", "no address on the web"),
        ("http://name@127.0.0.1/", "it holds a name or password"),
        ("http://:word@127.0.0.1/", "it holds a name or password"),
        ("http://127.0.0.1:22/", "port 22 is not one of the web"),
        ("http://127.0.0.1:0/", "port 0 is not one of the web"),
        ("http://127.0.0.1:99999/", "it is no address"),
        ("http://a b.example/", "no name of a host"),
        ("http://" + "a" * 64 + ".example/", "no name of a host"),
        ("http://a..example/", "no name of a host"),
        ("http://no-such-host.invalid/", "there is no host of the name no-such-host.invalid"),
    ],
)
def test_what_cannot_be_asked_is_refused(settings, address, problem):
    settings.FETCH_PRIVATE_ADDRESSES = True
    assert problem in refusal(address).problem


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 410, 500, 503])
def test_any_status_but_200_is_refused(server, status):
    problem = refusal(serve(server, "/", b"", status=str(status))).problem
    assert problem == f"the server answers with status {status}"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/a", "image/png"),
        ("/a.txt", "image/png"),
        ("/a", "application/octet-stream"),
        ("/a", "application/json"),
        ("/a.zip", "application/zip"),
    ],
)
def test_a_type_that_no_reader_takes_is_refused_with_its_name(server, path, media_type):
    problem = refusal(serve(server, path, Content_Type=media_type)).problem
    assert problem == f"it is of type {media_type}, which no reader takes"


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


@pytest.fixture
def secure_server(server, monkeypatch) -> Iterator[Server]:
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


def test_a_server_that_takes_the_connection_and_says_nothing_is_cut_off(settings, monkeypatch):
    settings.FETCH_PRIVATE_ADDRESSES = True
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        problem = refusal(f"https://127.0.0.1:{silent.getsockname()[1]}/").problem
    assert problem == "it takes longer than 0.5 seconds"
