"""Fetching a source from the web, on the word of whoever gave its address.

The address may be meant to make this server ask, in its name, what only it can reach; what answers
may be meant to keep it busy. So: public addresses only, checked when the name is resolved and then
connected to, no other; limits on redirects, bytes and time; nothing sent that says who asks, except
the site itself.
"""

import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from threading import Event, Timer
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

import certifi
from django.conf import settings
from django.utils.translation import gettext as _
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import DecodeError, HTTPError
from urllib3.response import BaseHTTPResponse

from sourcelib.network import is_public
from sourcelib.readers import FORMATS, LARGEST_FILE
from sourcelib.readers.file_names import file_name, format_of_name, format_of_type

SECONDS = 30.0  # for everything: redirects, connecting, answering
MOST_REDIRECTS = 5
BLOCK = 64 * 1024
# Below 1024 other services listen than those of the web, and shall not be spoken to.
WEB_PORTS = frozenset({80, 443, *range(1024, 65536)})
PORTS = {"http": 80, "https": 443}

NAME = re.compile(r"[a-z0-9_.-]{1,253}", re.I)
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PACKINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
ACCEPT = ", ".join(sorted({each for one in FORMATS.values() for each in one.media_types}))
NEVER_READ = ("image/", "video/", "audio/", "font/")


class FetchRefused(Exception):  # noqa: N818 - in the words of the domain
    """Nothing was fetched: where (`place`), what is wrong (`problem`), what to do (`remedy`)."""

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        super().__init__(f"{place}: {problem}. {remedy}.")
        self.place = place
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched: its bytes, the address that gave them after redirects, without fragment.

    `media_type` is the header Content-Type as it came, with its charset; `file_name` fits it.
    """

    data: bytes
    address: str
    media_type: str | None
    file_name: str


def fetch(address: str) -> Fetched:
    """Fetch a source. It takes SECONDS at most, and what resolving its names takes.

    Raises FetchRefused: no address on the web, a private one, an error of the server or of its
    certificate, a type that no reader takes, too many redirects, too large, too slow.
    """
    deadline = time.monotonic() + SECONDS
    for _step in range(MOST_REDIRECTS + 1):
        address = urldefrag(address.strip())[0]
        found = _step_to(address, deadline)
        if isinstance(found, Fetched):
            return found
        address = found
    raise FetchRefused(
        address,
        _("there are more than %(most)s redirects") % {"most": MOST_REDIRECTS},
        _("Open it in a browser, and give the address that it ends at"),
    )


def _step_to(address: str, deadline: float) -> Fetched | str:
    """What is at the address, or the address that it sends on to."""
    parts = _checked(address)
    host = _ascii_host(address, parts)
    port = parts.port or PORTS[parts.scheme]
    connection = _connect(address, parts.scheme, host, port, deadline)
    with _ended_at(deadline, connection) as ended, closing(connection):
        try:
            connection.request(
                "GET",
                _target(parts),
                headers=_headers(parts, host),
                preload_content=False,
                decode_content=True,
            )
            with closing(connection.getresponse()) as response:
                if ended.is_set():
                    raise _too_slow(address)
                found = _sent_on(address, response) or _taken(address, response)
        except DecodeError as error:
            raise _broken(address, _("what it sent cannot be unpacked")) from error
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise _failed(address, error, late=ended.is_set()) from error
    if ended.is_set():  # it was cut off, and looks complete
        raise _too_slow(address)
    return found


def _checked(address: str) -> SplitResult:
    """The parts of an address on the web. Raises FetchRefused for any other."""
    whole = _("Give its address in full, such as https://example.org/article")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise FetchRefused(address, _("it is no address"), whole) from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise FetchRefused(address, _("it is no address on the web (http or https)"), whole)
    if parts.username is not None or parts.password is not None:
        problem = _("it holds a name or password, which would be kept with the source")
        raise FetchRefused(address, problem, _("Save the page in a browser, and bring the file"))
    if port is not None and port not in WEB_PORTS:
        problem = _("port %(port)s is not one of the web") % {"port": port}
        raise FetchRefused(address, problem, _("Save the page in a browser, and bring the file"))
    return parts


def _ascii_host(address: str, parts: SplitResult) -> str:
    """The host as the network knows it: in numbers, or a name in ASCII (IDNA 2003)."""
    host = parts.hostname or ""
    if ":" in host:
        return host
    try:
        name = host.encode("idna").decode("ascii")
    except UnicodeError:
        name = ""
    if not NAME.fullmatch(name):
        problem = _("%(host)r is no name of a host") % {"host": host[:100]}
        raise FetchRefused(address, problem, _("Look for a mistake in the address"))
    return name


def _connect(address: str, scheme: str, host: str, port: int, deadline: float) -> HTTPConnection:
    """A connection to one of the host's addresses, all of which are allowed.

    The name is resolved here and never again, so that it cannot come to mean another address
    between the check and the connection.
    """
    refused = _too_slow(address)
    for number in _resolved(address, host, port):
        left = deadline - time.monotonic()
        if left <= 0:
            break
        connection = (
            HTTPSConnection(
                number,
                port,
                timeout=left,
                cert_reqs="CERT_REQUIRED",
                ca_certs=certifi.where(),
                server_hostname=host,
            )
            if scheme == "https"
            else HTTPConnection(number, port, timeout=left)
        )
        with _ended_at(deadline, connection) as ended:
            try:
                connection.connect()
                return connection
            except (HTTPError, OSError, ValueError) as error:
                connection.close()
                refused = _failed(address, error, late=ended.is_set())
    raise refused


def _resolved(address: str, host: str, port: int) -> list[str]:
    """The host's addresses in numbers. Raises FetchRefused where one of them is not public."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        problem = _("there is no host of the name %(host)s") % {"host": host}
        remedy = _("Look for a mistake in the address")
        raise FetchRefused(address, problem, remedy) from error
    numbers = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if not settings.FETCH_PRIVATE_ADDRESSES and not all(map(is_public, numbers)):
        raise FetchRefused(
            address,
            _("%(host)s is on a private network, from which nothing is fetched") % {"host": host},
            _("Save the page in a browser, and bring the file"),
        )
    return numbers


@contextmanager
def _ended_at(deadline: float, connection: HTTPConnection) -> Iterator[Event]:
    """Cut the connection off at the deadline: a timeout alone begins anew with each byte.

    The event tells whether it was.
    """
    ended = Event()
    known = connection.sock  # a connection forgets it once an answer that is the last one begins

    def cut_off() -> None:
        ended.set()
        open_socket = known or connection.sock
        if open_socket is not None:
            with suppress(OSError):  # it is closed already
                # The plain socket's method: that of TLS would wait for the other side.
                socket.socket.shutdown(open_socket, socket.SHUT_RDWR)

    timer = Timer(max(0.0, deadline - time.monotonic()), cut_off)
    timer.daemon = True
    timer.start()
    try:
        yield ended
    finally:
        timer.cancel()


def _target(parts: SplitResult) -> str:
    """Path and query as a request has them; what is quoted already stays as it is."""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    return f"{path}?{query}" if query else path


def _headers(parts: SplitResult, host: str) -> dict[str, str]:
    named = f"[{host}]" if ":" in host else host
    agent = f"{settings.SITE_NAME} (Sourcelib; +{settings.SITE_URL})"
    return {
        "Host": f"{named}:{parts.port}" if parts.port else named,
        "User-Agent": re.sub(r"[^\x20-\x7e]", "?", agent),
        "Accept": f"{ACCEPT}, */*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _sent_on(address: str, response: BaseHTTPResponse) -> str | None:
    """The address that the answer sends on to, if it does."""
    location = response.headers.get("Location")
    if response.status not in REDIRECTS or not location:
        return None
    try:
        return urljoin(address, location)
    except ValueError as error:
        raise _broken(address, _("it redirects to what is no address")) from error


def _taken(address: str, response: BaseHTTPResponse) -> Fetched:
    """The answer, if it is a source that can be read. Raises FetchRefused."""
    if response.status != 200:
        raise FetchRefused(
            address,
            _("the server answers with status %(status)s") % {"status": response.status},
            _("See whether a browser can open it without signing in"),
        )
    header = next(reversed(response.headers.getlist("Content-Type")), None)
    media_type = Message()
    media_type["Content-Type"] = re.sub(r"[\r\n]", " ", header or "application/octet-stream")
    bare = media_type.get_content_type()
    name = file_name(address, bare, _suggested(response.headers.get("Content-Disposition")))
    known = format_of_type(bare) or format_of_name(name)
    if known is None or bare.startswith(NEVER_READ):
        raise FetchRefused(
            address,
            _("it is of type %(type)s, which no reader takes") % {"type": bare[:100]},
            _("Give the address of a page, a document, a feed or a text"),
        )
    if (response.headers.get("Content-Encoding") or "").strip().lower() not in PACKINGS:
        raise _broken(address, _("it is packed in a way that was not asked for"))
    data = bytearray()
    for block in response.stream(BLOCK, decode_content=True):
        data += block
        if len(data) > LARGEST_FILE:
            raise FetchRefused(
                address,
                _("it has more than %(most)s MB") % {"most": LARGEST_FILE // (1024 * 1024)},
                _("Bring its text as a file, in parts"),
            )
    return Fetched(bytes(data), address, header, name)


def _suggested(disposition: str | None) -> str:
    """The file name of a header Content-Disposition, or ""."""
    if not disposition:
        return ""
    message = Message()
    message["Content-Disposition"] = re.sub(r"[\r\n]", " ", disposition)
    return message.get_filename() or ""


def _failed(address: str, error: Exception, *, late: bool) -> FetchRefused:
    """What went wrong with a connection, in plain words."""
    if late or isinstance(error, TimeoutError):
        return _too_slow(address)
    if isinstance(error, ssl.SSLError):
        reason = getattr(error, "verify_message", "") or error.reason or str(error)
        problem = _("its certificate or encryption is refused: %(reason)s") % {"reason": reason}
        return FetchRefused(address, problem, _("Save the page in a browser, and bring the file"))
    return _broken(address, _("the connection fails (%(error)s)") % {"error": type(error).__name__})


def _broken(address: str, problem: str) -> FetchRefused:
    return FetchRefused(
        address, problem, _("Try again, or save the page in a browser and bring the file")
    )


def _too_slow(address: str) -> FetchRefused:
    return _broken(address, _("it takes longer than %(seconds)g seconds") % {"seconds": SECONDS})
