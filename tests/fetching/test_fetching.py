from ipaddress import ip_network

import pytest

from sourcelib import network
from sourcelib.fetching import fetch
from sourcelib.readers import read
from tests.fetching.local_server import (
    PAGE,
    redirect,
    refusal,
    resolved,
    running,
    serve,
)


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
