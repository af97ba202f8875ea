"""The search index says of every row what the row says, and of nothing else."""

from annotations.indexing import EVERYTHING
from annotations.services.checking.fault import Fault, Faults
from sourcelib.search import index
from sourcelib.search.entry import Entry
from sourcelib.services.indexing import Indexed, Kind, batches

REMEDY = "run manage.py reindex"


def check() -> Faults:
    """Yield the faults of the index."""
    for rows in EVERYTHING:
        for some in batches(rows.keys()):
            yield from _rows(rows, some)
        for kind in rows.kinds:
            for key, part in rows.gone(kind).values_list("key", "part").iterator():
                yield Fault("search-superfluous", _name(kind, key, part), f"no such row; {REMEDY}")
            if loose := index.loose_words(kind):
                problem = f"{loose} row(s) of words without an entry; {REMEDY}"
                yield Fault("search-loose", f"{kind}s", problem)


def _rows(rows: Indexed, keys: list[int]) -> Faults:
    wanted: dict[Kind, list[Entry]] = {kind: [] for kind in rows.kinds}
    for one in rows.entries(keys):
        wanted[Kind(one.kind)].append(one)
    for kind, entries in wanted.items():
        for one, is_there in index.different(entries):
            name = _name(kind, one.key, one.part)
            if is_there:
                yield Fault("search-words", name, f"found by other words than it has; {REMEDY}")
            else:
                yield Fault("search-missing", name, f"not in the search index; {REMEDY}")
        for key, part in sorted(index.parts(kind, keys) - {(e.key, e.part) for e in entries}):
            problem = f"in the search index, and not to be found; {REMEDY}"
            yield Fault("search-superfluous", _name(kind, key, part), problem)


def _name(kind: str, key: int, part: int) -> str:
    return f"{kind} {key}" + (f", paragraph {part}" if part else "")
