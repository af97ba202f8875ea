"""What became of each source of an import, or would."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from django.utils import timezone

from sourcelib.models import Article, ImportBatch, ImportItem
from sourcelib.readers import ReaderError
from sourcelib.services.importing import AlreadyThere, Brought, SourceRefused
from sourcelib.services.received import storable
from sourcelib.services.spool import Earlier

Kind = Literal["new", "there", "refused"]
State = ImportItem.State
STATES: dict[Kind, str] = {
    "new": State.DONE,
    "there": State.DUPLICATE,
    "refused": State.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a source: where, what, and what to do."""

    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}. {self.remedy}."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source, or would: it is new, there already, or refused."""

    position: int
    origin: str
    kind: Kind
    place: str = ""
    file_name: str = ""
    media_type: str = ""
    file_sha256: str = ""
    problem: Problem | None = None
    twin: Article | None = None
    brought: Brought | None = None

    @property
    def name(self) -> str:
        """Where it came from, for a person."""
        return f"{self.origin}, {self.place}" if self.place else self.origin

    def refused(self, error: ReaderError | Problem) -> "Outcome":
        """Return it as refused, with the name of the source before the place in it."""
        place = error.place.removeprefix(f"{self.file_name or Path(self.origin).name}, ")
        if place in ("", self.place, self.origin, self.name, self.file_name) or (
            place == Path(self.origin).name
        ):
            place = self.name
        else:
            place = f"{self.name}, {place}"
        problem = Problem(place, error.problem, error.remedy)
        return replace(self, kind="refused", problem=problem)

    def left_out(self, problem: str, twin: Article | None = None) -> "Outcome":
        """Return it as there already."""
        why = Problem(self.name, problem, "It can be left out")
        return replace(self, kind="there", problem=why, twin=twin)

    def like_another(self, refused: SourceRefused) -> "Outcome":
        """Return it as what the library says it is: there already, or refused."""
        why = Problem(self.name, refused.problem, refused.remedy)
        kind: Kind = "there" if isinstance(refused, AlreadyThere) else "refused"
        twin = refused.twins[0].article if refused.twins else None
        return replace(self, kind=kind, problem=why, twin=twin)

    def like_earlier(self, earlier: Earlier) -> "Outcome":
        """Return it as what a source of the same import says it is."""
        if earlier.how == "text":
            return self.left_out(f"it has the same text as {earlier.name}")
        if earlier.how == "address":
            problem = f"it has the same address as {earlier.name}, and other words"
            remedy = "Leave one of them out, and bring it in afterwards as a corrected text"
        else:
            share = f"{earlier.share:.0%} of their runs of words are the same"
            problem = f"it is nearly the same as {earlier.name}: {share}"
            remedy = "Leave one of them out, or allow what is nearly the same (--allow-near)"
        return self.refused(Problem(self.name, problem, remedy))

    def item(self, batch: ImportBatch, reader: str | None) -> ImportItem:
        """Return the row that tells of it, not saved."""
        origin, place = key(self.origin, self.place)
        brought = self.brought
        return ImportItem(
            batch=batch,
            position=self.position,
            origin=origin,
            place=place,
            file_name=storable(self.file_name)[-300:],
            media_type=storable(self.media_type)[:100],
            file_sha256=self.file_sha256,
            reader=reader or "",
            state=STATES[self.kind],
            problem=storable(asdict(self.problem)) if self.problem else None,
            notes=list(brought.notes) if brought else [],
            article=brought.article if brought else self.twin,
            revision=brought.article.current_revision if brought else None,
            settled_at=timezone.now(),
            settled_by=batch.created_by,
        )


def key(origin: str, place: str) -> tuple[str, str]:
    """Return by what the item of a source is known again: its origin and place, as columns hold."""
    return storable(origin)[:2000], storable(place)[:300]
