"""What is measured, a function a row. Each returns its results, in the order they are shown."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from django.test import Client

from annotations.benchmarking import installation
from annotations.benchmarking.floor import Floor
from annotations.benchmarking.live import Live
from annotations.benchmarking.measuring import Result, median_ms, seconds
from annotations.interchange import sourcelib
from annotations.models import Annotation
from sourcelib.models import Article
from sourcelib.search import index
from sourcelib.search.index import Kind
from sourcelib.search.query import parse

DENSITIES = (125, 250, 500, 1_000)  # annotations of one article
CLIENTS = 8
CREATED_AT_ONCE = 200  # annotations that the clients make together


@dataclass(frozen=True)
class Bench:
    """One run: where it may write, what the library was made of, how often to repeat."""

    folder: Path
    file: Path
    floor: Floor
    sources: int
    repeat: int

    def published(self, count: int) -> list[str]:
        """Return the slugs of `count` published sources, spread evenly over the library."""
        slugs = list(Article.objects.public().newest_first().values_list("slug", flat=True))
        return slugs[:: max(1, len(slugs) // count)][:count]


def import_row(bench: Bench) -> list[Result]:
    """Bring in the whole file, into an empty library and into the empty floor."""
    floor = seconds(partial(bench.floor.load, bench.file))
    ours = seconds(partial(sourcelib.load, user=None, path=bench.file))
    return [
        Result(
            "import",
            "articles with their annotations, checked and written",
            "per second",
            bench.sources / ours,
            bench.sources / floor,
            1,
        )
    ]


def list_rows(bench: Bench) -> list[Result]:
    """Ask for the list of sources: its first page, and the one after the middle of the library."""
    client = installation.reader()
    slugs = bench.published(10**9)
    middle = slugs[len(slugs) // 2]
    after = Article.objects.get(slug=middle).uid
    deep = f"/sources/?after={after}"
    floor_deep = partial(bench.floor.page_after, middle)
    return [
        _page("list, first 25", client, bench, ["/sources/"], [bench.floor.first_page]),
        _page("list, deep page", client, bench, [deep], [floor_deep]),
    ]


def search_rows(bench: Bench) -> list[Result]:
    """Search for words: one that stands everywhere, two, a phrase; and for more of one kind."""
    client = installation.reader()
    common, rare = _words(bench)
    phrase = f"{common} {rare}"
    made = []
    for row, typed, said in (
        ("search, one common word", common, common),
        ("search, two words", phrase, phrase),
        ("search, a rare word", rare, rare),
    ):
        address = f"/search/?{urlencode({'q': typed})}"
        made.append(_page(row, client, bench, [address], [partial(bench.floor.search, said)]))
    address = f"/search/?{urlencode({'q': common, 'kind': 'passages'})}"
    floor = partial(bench.floor.search, common, 25)
    made.append(_page("search, 25 passages", client, bench, [address], [floor]))
    return made


def _words(bench: Bench) -> tuple[str, str]:
    """Return a word that stands in most sources, and one that stands in few, of those in one."""
    slug = bench.published(1)[0]
    words = sorted(set(Article.objects.get(slug=slug).current_revision.text.lower().split()))  # type: ignore[union-attr]
    plain = [word for word in words if word.isascii() and word.isalpha() and len(word) > 3]
    public = Article.objects.public()
    counts = {word: index.count(parse(word), Kind.SOURCE, public, 10**9) for word in plain}
    return max(plain, key=lambda word: counts[word]), min(plain, key=lambda word: counts[word])


def reader_rows(bench: Bench) -> list[Result]:
    """Ask for sources that nobody has asked for yet, and whether one has changed."""
    client = installation.reader()
    slugs = bench.published(max(bench.repeat, 5))
    addresses = [f"/sources/{slug}/" for slug in slugs]
    _get(client, addresses.pop())  # templates are loaded by the first request of a process
    floors = [partial(bench.floor.reader, slug) for slug in slugs]
    made = [
        _page("reader page", client, bench, addresses, floors, once=True),
    ]
    response = client.get(addresses[0])
    if etag := response.headers.get("ETag"):
        ask = partial(client.get, addresses[0], headers={"If-None-Match": etag})
        note = f"answered {ask().status_code}"
        ours, runs = median_ms([ask] * bench.repeat), bench.repeat
        made.append(Result("reader page, 304", "unchanged since", "ms", ours, None, runs, note))
    return made


def density_rows(bench: Bench) -> list[Result]:
    """Ask for articles of the usual length with ever more overlapping annotations.

    The library of this row is one of its own, whose articles have each of `DENSITIES` in turn.
    """
    bench.floor.load(bench.file)
    sourcelib.load(user=None, path=bench.file)
    client = installation.reader()
    by_density: dict[int, list[str]] = {density: [] for density in DENSITIES}
    for slug in Article.objects.public().order_by("id").values_list("slug", flat=True):
        number = int(slug.rsplit("-", 1)[1])  # in the order of their making
        by_density[DENSITIES[number % len(DENSITIES)]].append(slug)
    _get(client, f"/sources/{by_density[DENSITIES[0]].pop()}/")
    made = []
    for density, slugs in by_density.items():
        addresses = [f"/sources/{slug}/" for slug in slugs]
        floors = [partial(bench.floor.reader, slug) for slug in slugs]
        row = f"reader page, {density:,}"
        page = _page(row, client, bench, addresses, floors, once=True)
        shown = Annotation.objects.public().filter(article__slug__in=slugs).count() / len(slugs)
        note = f"{1000 * page.ours / shown:.0f} µs for each of {shown:.0f} shown"
        made.append(replace(page, note=note))
    return made


def create_rows(bench: Bench) -> list[Result]:
    """Tag passages as a signed-in curator: one after another, then eight people at once."""
    slug = bench.published(1)[0]
    article = Article.objects.select_related("current_revision").get(slug=slug)
    text = article.current_revision.text  # type: ignore[union-attr]
    address = f"/api/v1/sources/{slug}/annotations/"
    sent = installation.headers(installation.sign_in(installation.new_curator()))
    client = Client(SERVER_NAME=installation.HOST, enforce_csrf_checks=True)

    def create(number: int) -> None:
        body = json.dumps(installation.new_claim(text, number))
        response = client.post(address, body, content_type="application/json", headers=sent)
        if response.status_code != 201:
            raise RuntimeError(f"{address} answered {response.status_code}: {response.content!r}")

    create(0)
    count = max(bench.repeat, 5)
    ours = median_ms(partial(create, number) for number in range(1, count))
    floor = median_ms(
        partial(bench.floor.create, bench.floor.db, slug, number) for number in range(1, count)
    )
    one = Result("create one", "signed in, CSRF, checked, recorded", "ms", ours, floor, count - 1)
    return [one, *_at_once(bench, slug, text)]


def _at_once(bench: Bench, slug: str, text: str) -> list[Result]:
    each = max(1, min(CREATED_AT_ONCE, 10 * bench.repeat) // CLIENTS)
    before = Annotation.objects.count()
    with Live(bench.folder) as live:
        rate, refused = live.create(slug, text, clients=CLIENTS, each=each)
        version = live.kind
    stored = Annotation.objects.count() - before
    lost = CLIENTS * each - refused - stored
    floor = bench.floor.create_at_once(slug, clients=CLIENTS, each=each)
    note = f"{stored} stored, {lost} lost, {refused} refused, by {version}"
    what = f"{CLIENTS} clients at a live server"
    return [Result("create, 8 clients", what, "per second", rate, floor, CLIENTS * each, note)]


def export_row(bench: Bench) -> list[Result]:
    """Write the whole library to a file."""
    ours_file, floor_file = bench.folder / "export.jsonl", bench.folder / "floor-export.jsonl"
    floor_count = 0

    def floor_export() -> None:
        nonlocal floor_count
        floor_count = bench.floor.export(floor_file)

    floor = seconds(floor_export)
    ours = seconds(partial(_dump, ours_file))
    with ours_file.open("rb") as lines:
        count = sum(1 for _line in lines)
    note = f"{count:,} records, {ours_file.stat().st_size / 2**20:.0f} MiB"
    rates = (count / ours, floor_count / floor)
    return [Result("export", "records, in the library's own format", "per second", *rates, 1, note)]


def _dump(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        sourcelib.dump(write=file.write)


def _get(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")


def _page(
    row: str,
    client: Client,
    bench: Bench,
    addresses: list[str],
    floors: Sequence[Callable[[], object]],
    *,
    once: bool = False,
) -> Result:
    """Measure pages; each is asked for `bench.repeat` times, or `once` if there are so many."""
    times = max(1, bench.repeat // len(addresses)) if once else bench.repeat
    if not once:
        _get(client, addresses[0])
        floors[0]()
    ours = median_ms([partial(_get, client, address) for address in addresses] * times)
    floor = median_ms([*floors] * times)
    return Result(row, "whole HTML page", "ms", ours, floor, len(addresses) * times)


ROWS: dict[str, Callable[[Bench], list[Result]]] = {
    "import": import_row,
    "list": list_rows,
    "search": search_rows,
    "reader": reader_rows,
    "density": density_rows,
    "create": create_rows,
    "export": export_row,
}
READING = ("list", "search", "reader", "export")  # rows that write nothing into the library
