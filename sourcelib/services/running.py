"""Bringing many sources in, as one batch that can be taken up again after a stop.

with Run(user=None, asked=Asked(names=("inbox/",))) as run:
    run.check(progress)                        # reads everything, writes nothing
    if not run.refused:
        for outcome in run.write(progress):    # each source in a transaction of its own
            …
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from sourcelib.models import ImportBatch, ImportItem
from sourcelib.readers import ReaderError
from sourcelib.services.at_work import this_process
from sourcelib.services.batches import FILES
from sourcelib.services.describing import Curated
from sourcelib.services.duplicates import with_file
from sourcelib.services.importing import (
    SourceRefused,
    check_source,
    import_source,
    parse_partial_date,
)
from sourcelib.services.origins import STANDARD_INPUT, Origins, Part, find, is_address
from sourcelib.services.outcomes import Outcome, key
from sourcelib.services.received import storable
from sourcelib.services.spool import Spool
from sourcelib.services.statistics import refresh_statistics

Progress = Callable[[str, int, int], None]
State = ImportItem.State


@dataclass(frozen=True, slots=True)
class Asked:
    """What an import is asked to do; it is kept with the batch.

    `names` are files, folders, patterns and addresses, `reader` the one to read them all with,
    `name` what standard input is called.
    """

    names: tuple[str, ...]
    publication: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    language: str = ""
    publish: bool = False
    reader: str | None = None
    name: str = ""
    allow_near: bool = False
    skip_invalid: bool = False

    def curated(self) -> Curated:
        """Return what is said of every source. Raises ValueError for a date that is none."""
        return Curated(
            publication=self.publication,
            authors=self.authors,
            date=parse_partial_date(self.date) if self.date else None,
            language=self.language,
        )

    def kept(self) -> dict[str, Any]:
        """Return it as JSON can hold it, with paths that are right from any folder."""
        named = [
            name if name == STANDARD_INPUT or is_address(name) else str(Path(name).absolute())
            for name in self.names
        ]
        return dict(storable({**asdict(self), "names": named, "authors": list(self.authors)}))

    @classmethod
    def of(cls, batch: ImportBatch) -> Self:
        """Return what a batch was asked."""
        kept = {**batch.options}
        names, authors = tuple(kept.pop("names")), tuple(kept.pop("authors"))
        return cls(names=names, authors=authors, **kept)


class Run:
    """One run of an import, from reading to the last transaction; a context manager.

    After `check`, `refused` and `there` hold what does not come in, and `new` counts what does.
    `batch` is the one to take up again.
    """

    def __init__(self, *, user: Any, asked: Asked, batch: ImportBatch | None = None) -> None:
        self.user = user
        self.asked = asked
        self.batch = batch
        self.curated = asked.curated()
        self.refused: list[Outcome] = []
        self.there: list[Outcome] = []
        self.hidden = self.other = self.links = self.done_before = 0
        self._positions: dict[tuple[str, str], int] = {}
        self._done: set[tuple[str, str]] = set()
        self._last = 0
        self._spool = Spool()
        self._waiting: dict[int, Outcome] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._spool.close()

    @property
    def new(self) -> int:
        """How many sources would come in."""
        return len(self._waiting)

    def check(self, progress: Progress) -> None:
        """Read everything, and see what can come in; write nothing.

        Raises NotAllowed, Invalid for what is said of all sources, and ReaderError for a name that
        stands for nothing.
        """
        self._recall()
        found = find(self.asked.names)
        self.hidden, self.other, self.links = found.hidden, found.other, found.links
        for error in found.closed:
            self._refuse(error.place, "", error)
        with Origins(self.asked.reader, self.asked.name) as origins:
            for number, origin in enumerate(found.origins, start=1):
                self._check_origin(origins, origin)
                progress("reading", number, len(found.origins))

    def planned(self) -> Iterator[Outcome]:
        """Yield what would come in, with what the library would make of it."""
        for position, source in self._spool:
            brought = check_source(source=source, **self._with())
            yield replace(self._waiting[position], brought=brought)

    def write(self, progress: Progress) -> Iterator[Outcome]:
        """Bring in what was read, each source in one transaction; yield what became of each.

        The last step says that the batch is done. Whoever stops before leaves whole sources.
        """
        self.batch = batch = self._begin()
        for number, (position, source) in enumerate(self._spool):
            progress("bringing in", number, self.new)
            outcome = self._waiting[position]
            try:
                with transaction.atomic():
                    brought = import_source(source=source, batch=batch, **self._with())
                    outcome = replace(outcome, brought=brought)
                    outcome.item(batch, self.asked.reader).save()
            except SourceRefused as refused:  # the library changed since it was checked
                outcome = outcome.like_another(refused)
                outcome.item(batch, self.asked.reader).save()
            yield outcome
        progress("bringing in", self.new, self.new)
        states = batch.items.order_by().values_list("state").annotate(count=Count("pk"))
        batch.report = dict(states)
        batch.state, batch.finished_at = ImportBatch.State.DONE, timezone.now()
        batch.save()
        refresh_statistics(batch.report.get(State.DONE, 0))

    def _recall(self) -> None:
        """Take up what an earlier run of the batch has done."""
        if self.batch is None:
            return
        items = self.batch.items.values_list("origin", "place", "position", "state")
        for origin, place, position, state in items:
            self._positions[origin, place] = position
            if state == State.DONE:
                self._done.add((origin, place))
        self._last = self.batch.items.aggregate(last=Max("position"))["last"] or 0

    def _next(self, origin: str, place: str) -> int:
        """Return the position of a source in the batch: the one that it had, or the next."""
        known = self._positions.pop(key(origin, place), None)
        if known is None:
            self._last += 1
        return known or self._last

    def _check_origin(self, origins: Origins, origin: str) -> None:
        if key(origin, "") in self._done:
            self.done_before += 1
            return
        try:
            for part in origins.parts(origin):
                if isinstance(part, ReaderError):
                    self._refuse(origin, part.place, part)
                elif key(origin, part.entry.place) in self._done:
                    self.done_before += 1
                else:
                    self._check_part(origins, origin, part)
        except ReaderError as error:
            self._refuse(origin, "", error)

    def _refuse(self, origin: str, place: str, error: ReaderError) -> None:
        outcome = Outcome(self._next(origin, place), origin, "refused", place)
        self.refused.append(outcome.refused(error))

    def _check_part(self, origins: Origins, origin: str, part: Part) -> None:
        entry = part.entry
        outcome = Outcome(
            position=self._next(origin, entry.place),
            origin=origin,
            kind="new",
            place=entry.place,
            file_name=entry.file_name,
            media_type=entry.media_type or "",
            file_sha256=part.file_sha256,
        )
        held = with_file(outcome.file_sha256)
        if held is not None:
            twin, what = held.article, "part of it" if entry.place else "file"
            problem = f"the library has this {what} already, as “{twin.title}” ({twin.slug})"
            self.there.append(outcome.left_out(problem, twin))
        elif earlier := self._spool.with_file(outcome.file_sha256):
            self.there.append(outcome.left_out(f"it is the same file as {earlier.name}"))
        else:
            outcome = self._read(origins, part, outcome)
            if outcome.kind == "new":
                self._waiting[outcome.position] = outcome
            elif outcome.kind == "there":
                self.there.append(outcome)
            else:
                self.refused.append(outcome)

    def _read(self, origins: Origins, part: Part, outcome: Outcome) -> Outcome:
        """Read a source, and let it wait in the spool if it can come in."""
        try:
            source = origins.read(part)
        except ReaderError as error:
            return outcome.refused(error)
        try:
            brought = check_source(source=source, **self._with())
        except SourceRefused as refused:
            return outcome.like_another(refused)
        address = brought.article.original_url
        earlier = self._spool.like(source, address)
        if earlier is not None and not (earlier.how == "near" and self.asked.allow_near):
            return outcome.like_earlier(earlier)
        self._spool.put(outcome.position, outcome.name, source, address)
        return outcome

    def _with(self) -> dict[str, Any]:
        """Return what every source is brought in with."""
        return {
            "user": self.user,
            "curated": self.curated,
            "publish": self.asked.publish,
            "allow_near": self.asked.allow_near,
        }

    @transaction.atomic
    def _begin(self) -> ImportBatch:
        """Store the batch, with items for what does not come in."""
        batch = self.batch
        if batch is None:
            first = next(iter(self._waiting.values()))
            name = f"{self.new} source(s), {Path(first.origin).name or first.origin} first"
            batch = ImportBatch.objects.create(
                name=storable(name)[:300],
                format=FILES,
                created_by=self.user,
                options=self.asked.kept(),
            )
        batch.report = this_process()
        batch.save(update_fields=["report"])
        batch.items.exclude(state=State.DONE).delete()  # all of it was looked at again
        left_out = (*self.refused, *self.there)
        ImportItem.objects.bulk_create(
            (outcome.item(batch, self.asked.reader) for outcome in left_out), batch_size=500
        )
        return batch
