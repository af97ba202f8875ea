"""The first pass over what sources and annotations share: publications, authors, topics, actors."""

from collections.abc import Iterator

from annotations.interchange.sourcelib import rules
from annotations.interchange.sourcelib.checking.context import Context, Record
from annotations.interchange.sourcelib.lines import Line
from annotations.interchange.sourcelib.values import Invalid


class SharedCheck:
    """Checks shared records; actors, which refer to one another, all together at their end."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.known = context.known
        self._waiting: list[tuple[Line, Record]] = []

    def check(self, lines: list[Line]) -> None:
        """Check these records of one type; actors only wait for `finish`."""
        taken = self.context.taken(lines)
        if lines[0].kind == "actor":
            self._waiting += taken
            return
        held = self.context.held(lines[0].kind, [record for _line, record in taken])
        for line, record in taken:
            if self.context.unchanged(line, record, held):
                continue
            names = self.context.taken_names(line.kind, record)
            if self.context.good(line, self.context.names_free(line, record, names)):
                self.known.shared[line.kind].add(record["uid"])
                self.context.report.created[line.kind] += 1

    def finish(self) -> None:
        """Check the actors that have come."""
        actors, self._waiting = self._waiting, []
        self._actors(actors)

    def _actors(self, actors: list[tuple[Line, Record]]) -> None:
        held = self.context.held("actor", [record for _line, record in actors])
        there = self.known.shared["actor"]
        fresh = []
        for line, record in actors:
            if self.context.unchanged(line, record, held):
                continue
            if self.context.good(line, self._actor(line, record)):
                fresh.append((line, record))
                there.add(record["uid"])
                if record["merged_into"] is not None:
                    self.known.merged[record["uid"]] = record["merged_into"]
        missing = True
        while missing:  # an actor that falls away takes with it those that refer to it
            missing = False
            for line, record in list(fresh):
                if not self.context.good(line, self._other_actors(record)):
                    fresh.remove((line, record))
                    there.discard(record["uid"])
                    missing = True
        lines = {record["uid"]: line for line, record in fresh}
        for uid, breach in rules.circles([record for _line, record in fresh]):
            self.context.refuse(lines[uid], breach)
        self.context.report.created["actor"] += len(fresh)

    def _actor(self, line: Line, record: Record) -> Iterator[Invalid]:
        yield from rules.actor(record)
        yield from self.context.names_free(line, record, self.context.taken_names("actor", record))
        for kind in ("author", "publication"):
            uid = record[kind]
            yield from self.context.reference(kind, uid, kind)
            if uid is not None:
                earlier = self.known.line_of_name(f"actor.{kind}", uid, line.number)
                if earlier is not None:
                    yield Invalid(kind, uid, f"line {earlier} is this {kind}", "Link one actor")
        for row in record["identifiers"]:
            name = f"{row['scheme']}:{row['value']}"
            earlier = self.known.line_of_name("identifier", name, line.number)
            if earlier is not None:
                yield Invalid("identifiers", name, f"as on line {earlier}", "Keep one")

    def _other_actors(self, record: Record) -> Iterator[Invalid]:
        for key in ("part_of", "merged_into"):
            yield from self.context.reference("actor", record[key], key)
        for name, key in (("members", "member"), ("roles", "organisation")):
            for number, row in enumerate(record[name]):
                yield from self.context.reference("actor", row[key], f"{name}[{number}].{key}")
