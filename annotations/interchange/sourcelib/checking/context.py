"""What every check of the first pass shares: the file, what is known, how faults are reported."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from annotations.interchange.report import Fault, ImportReport
from annotations.interchange.sourcelib.checking.known import Known
from annotations.interchange.sourcelib.lines import Line, RecordFile
from annotations.interchange.sourcelib.revisions import complete_revision
from annotations.interchange.sourcelib.schema import normalise
from annotations.interchange.sourcelib.stored import Records, differences, stored
from annotations.interchange.sourcelib.values import Invalid
from annotations.records.stored import TABLES
from sourcelib.models import FormerSlug

WRITE, UNCHANGED, BAD = 0, 1, 2

Record = dict[str, Any]


def nowhere(field: str, uid: str, kind: str) -> Invalid:
    """Return the breach of referring to a row that does not exist."""
    article = "an" if kind[0] in "a" else "a"
    return Invalid(
        field,
        uid,
        f"neither this file, before this line, nor the library has {article} {kind} with this uid",
        f"Put the record of the {kind} before, or correct the uid",
    )


class Context:
    """One check of a file. `marks[n]` tells of line n whether it is to be written."""

    def __init__(self, file: RecordFile, report: ImportReport) -> None:
        self.file = file
        self.report = report
        self.known = Known()
        self.marks = bytearray()
        self._refused: dict[str, int] = {}  # uid to line

    def reach(self, number: int) -> None:
        """Make room for the marks up to this line."""
        if len(self.marks) <= number:
            self.marks.extend(bytes(number + 1000 - len(self.marks)))

    def mark(self, number: int, mark: int) -> None:
        """Note what is to become of a line."""
        self.reach(number)
        self.marks[number] = mark

    def bad_line(self, number: int, fault: Fault) -> None:
        """Report a line that will not be written."""
        self.mark(number, BAD)
        self.report.add_fault(fault)

    def refuse(self, line: Line, invalid: Invalid) -> None:
        """Report what is wrong with a record.

        What rests on a refused record is told apart: mending the one mends the other.
        """
        problem, remedy, report = str(invalid), invalid.remedy, self.report.add_fault
        if invalid.field != "uid" and isinstance(invalid.value, str):
            refused = self._refused.get(invalid.value)
            if refused is not None:
                problem, remedy = f"it rests on line {refused}, which is refused", "Mend that line"
                report = self.report.add_resting
        self.mark(line.number, BAD)
        report(
            self.file.fault(
                line.number, f"{line.kind}.{invalid.field}", invalid.value, problem, remedy
            )
        )
        if isinstance(uid := line.record.get("uid"), str):
            self._refused.setdefault(uid, line.number)

    def good(self, line: Line, breaches: Iterator[Invalid]) -> bool:
        """Report every breach; return whether there was none."""
        good = True
        for invalid in breaches:
            self.refuse(line, invalid)
            good = False
        return good

    def taken(self, lines: list[Line]) -> list[tuple[Line, Record]]:
        """Return the lines that are records of their type, each with all its keys."""
        taken = []
        for line in lines:
            try:
                record = normalise(line.kind, line.record)
                if line.kind == "revision":
                    complete_revision(record, self.file.path.parent)
            except Invalid as invalid:
                self.refuse(line, invalid)
                continue
            uid = record.get("uid")
            earlier = self.known.line_of_uid(uid, line.number) if uid else None
            if earlier is not None:
                self.refuse(
                    line, Invalid("uid", uid, f"it stands on line {earlier} too", "Keep one")
                )
                continue
            taken.append((line, record))
        return taken

    def unchanged(self, line: Line, record: Record, held: Records) -> bool:
        """Return whether the database holds this record; refuse it if it holds another."""
        there = held.get(record["uid"])
        if there is None:
            return False
        keys = differences(line.record, record, there)
        if keys:
            shown = {key: there[key] for key in keys}
            self.refuse(
                line,
                Invalid(
                    keys[0],
                    record[keys[0]],
                    f"the library holds this uid with another {', '.join(keys)}: {shown!r}"[:400],
                    "Give it a uid of its own, or change the row in the library",
                ),
            )
        else:
            self.mark(line.number, UNCHANGED)
            self.report.unchanged[line.kind] += 1
        return True

    def held(self, kind: str, records: list[Record]) -> Records:
        """Return what the database holds under the uids of these records."""
        if kind in self.known.empty or not records:
            return {}
        return stored(kind, [record["uid"] for record in records])

    def names_free(self, line: Line, record: Record, taken: dict[str, str]) -> Iterator[Invalid]:
        """Yield what is wrong with names that only one row may have; `taken`: by other rows."""
        spaces = [(line.kind, "slug", record["slug"])] if "slug" in record else []
        spaces += [(line.kind, "slug", slug) for slug in record.get("former_slugs", ())]
        if line.kind == "topic":
            spaces.append(("topic", "name", record["name"]))
        if line.kind == "proposition":
            spaces.append(("proposition", "text", record["text"]))
        for space, field, name in spaces:
            earlier = self.known.line_of_name(f"{space}.{field}", name, line.number)
            if earlier is not None:
                yield Invalid(field, name, f"taken by line {earlier}", "Choose another")
            elif name in taken:
                yield Invalid(field, name, f"taken by {taken[name]}", "Choose another")

    def taken_names(self, kind: str, record: Record) -> dict[str, str]:
        """Return the names of the record that rows of the database have, each with their uid."""
        if kind in self.known.empty or "slug" not in record:
            return {}
        model: type[models.Model] = TABLES[kind]
        slugs = [record["slug"], *record["former_slugs"]]
        rows = list(model._default_manager.filter(slug__in=slugs).values_list("slug", "uid"))
        former = FormerSlug.objects.filter(model=model._meta.label_lower, slug__in=slugs)
        rows += list(former.values_list("slug", "uid"))
        for kind_, field in (("topic", "name"), ("proposition", "text")):
            if kind == kind_:
                same = model._default_manager.filter(**{field: record[field]})
                rows += list(same.values_list(field, "uid"))
        return {name: str(uid) for name, uid in rows if str(uid) != record["uid"]}

    def reference(self, kind: str, uid: str | None, field: str) -> Iterator[Invalid]:
        """Yield a breach if there is no such shared row; null refers to nothing."""
        if uid is not None and uid not in self.known.shared[kind]:
            yield nowhere(field, uid, kind)
        elif kind == "actor" and (other := self.known.merged.get(uid or "")):
            yield Invalid(field, uid, f"this actor was merged into {other}", "Name that one")

    def references(self, kind: str, uids: list[str], field: str) -> Iterator[Invalid]:
        """Yield a breach for each of these that does not exist."""
        for uid in uids:
            yield from self.reference(kind, uid, field)

    def statement(self, uid: str, field: str) -> Iterator[Invalid]:
        """Yield a breach unless this is a claim or a prediction."""
        found = self.known.annotation(uid)
        if found is None:
            yield nowhere(field, uid, "annotation")
        elif found.kind == "mention":
            yield Invalid(field, uid, "a mention asserts nothing", "Name a claim or prediction")
