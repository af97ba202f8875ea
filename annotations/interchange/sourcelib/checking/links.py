"""The first pass over what links annotations or stands beside: propositions, relations, verdicts.

Replies too, which have rules of their own as verdicts have.
"""

from collections.abc import Iterator

from annotations.interchange.sourcelib import rules
from annotations.interchange.sourcelib.checking.context import Context, Record
from annotations.interchange.sourcelib.checking.replies import ReplyCheck
from annotations.interchange.sourcelib.checking.verdicts import VerdictCheck
from annotations.interchange.sourcelib.lines import Line
from annotations.interchange.sourcelib.values import Invalid
from annotations.interchange.sourcelib.verdict_rules import complete_evidence
from annotations.models import Relation


class LinkCheck:
    """Checks propositions, relations, verdicts and replies, one at a time."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.known = context.known
        self.verdicts = VerdictCheck(context)
        self.replies = ReplyCheck(context)
        self._edges: dict[str, set[str]] | None = None

    def check(self, lines: list[Line]) -> None:
        """Check these records of one type."""
        taken = self.context.taken(lines)
        held = self.context.held(lines[0].kind, [record for _line, record in taken])
        for line, record in taken:
            if line.kind == "verdict":
                complete_evidence(record)
            there = self.context.unchanged(line, record, held)
            if not there and not self.context.good(line, self._breaches(line, record)):
                continue
            if line.kind == "verdict":
                self.verdicts.take(line, record)
            if not there:
                self.context.report.created[line.kind] += 1

    def _breaches(self, line: Line, record: Record) -> Iterator[Invalid]:
        if line.kind == "proposition":
            yield from self._proposition(line, record)
        elif line.kind == "relation":
            yield from self._relation(line, record)
        elif line.kind == "verdict":
            yield from self.verdicts.breaches(line, record)
        else:
            yield from self.replies.breaches(record)

    def _proposition(self, line: Line, record: Record) -> Iterator[Invalid]:
        taken = self.context.taken_names(line.kind, record)
        yield from self.context.names_free(line, record, taken)
        yield from rules.proposition(record)
        yield from self.context.references("topic", record["topics"], "topics")
        for number, member in enumerate(record["members"]):
            yield from self.context.statement(member["annotation"], f"members[{number}].annotation")

    def _relation(self, line: Line, record: Record) -> Iterator[Invalid]:
        ends = record["from"], record["to"]
        yield from self.context.statement(ends[0], "from")
        yield from self.context.statement(ends[1], "to")
        if ends[0] == ends[1]:
            yield Invalid("to", ends[1], "the two ends are one", "Name another annotation")
        triple = f"{ends[0]} {ends[1]} {record['kind']}"
        earlier = self.known.line_of_name("relation", triple, line.number)
        if earlier is not None:
            yield Invalid("to", ends[1], f"the same relation as on line {earlier}", "Keep one")
        elif "relation" not in self.known.empty and Relation.objects.filter(
            source__uid=ends[0], target__uid=ends[1], kind=record["kind"]
        ):
            yield Invalid("to", ends[1], "the library has this relation already", "Leave it out")
        if record["kind"] == "condition-of":
            yield from self._condition(*ends)

    def _condition(self, condition: str, target: str) -> Iterator[Invalid]:
        found = self.known.annotation(target)
        if found is not None and found.kind != "prediction":
            yield Invalid("to", target, "only a prediction has conditions", "Choose another kind")
        if self._edges is None:
            self._edges = {}
            conditions = Relation.objects.filter(kind="condition-of")
            for source, to in conditions.values_list("source__uid", "target__uid"):
                self._edges.setdefault(str(source), set()).add(str(to))
        reached, ahead = set(), [target]
        while ahead:
            uid = ahead.pop()
            if uid == condition:
                yield Invalid("to", target, "each is then a condition of the other", "Break it up")
                return
            if uid not in reached:
                reached.add(uid)
                ahead += self._edges.get(uid, ())
        self._edges.setdefault(condition, set()).add(target)
