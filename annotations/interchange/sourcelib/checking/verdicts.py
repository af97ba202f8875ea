"""The first pass over verdicts: what each judges and rests on, and that one of them stands."""

from collections.abc import Iterator

from annotations.interchange.sourcelib import verdict_rules
from annotations.interchange.sourcelib.checking.context import Context, Record, nowhere
from annotations.interchange.sourcelib.lines import Line
from annotations.interchange.sourcelib.values import Invalid


class VerdictCheck:
    """Checks verdicts, one at a time."""

    def __init__(self, context: Context) -> None:
        self.known = context.known

    def breaches(self, line: Line, record: Record) -> Iterator[Invalid]:
        """Yield what is wrong with a verdict, by itself and beside those before it."""
        judged = self.known.judged(record["annotation"], record["judged_version"])
        if judged is None:
            yield nowhere("annotation", record["annotation"], "annotation")
            return
        yield from verdict_rules.verdict(record, judged)
        for number, piece in enumerate(record["evidence"]):
            yield from self._piece(line, record, piece, f"evidence[{number}].")
        if record["supersedes"] is not None:
            yield from self._superseded(record)
        elif record["review"] != "proposed":
            yield from self._standing(record)

    def take(self, line: Line, record: Record) -> None:
        """Make a verdict known to those after it."""
        self.known.add_verdict(record["uid"], record["annotation"], record["review"])
        if record["review"] != "proposed":
            self.known.add_place(record["supersedes"] or record["annotation"], line.number)

    def _piece(self, line: Line, record: Record, piece: Record, where: str) -> Iterator[Invalid]:
        earlier = self.known.line_of_uid(piece["uid"], line.number)
        if earlier is not None:
            yield Invalid(f"{where}uid", piece["uid"], f"as on line {earlier}", "Give another")
        if piece["passage"] is None:
            return
        found = self.known.passage(piece["passage"])
        if found is None:
            yield nowhere(f"{where}passage", piece["passage"], "annotation")
        else:
            yield from verdict_rules.passage(piece, found, record["decided_on"], where)

    def _superseded(self, record: Record) -> Iterator[Invalid]:
        uid = record["supersedes"]
        before = self.known.verdict(uid)
        if before is None:
            yield nowhere("supersedes", uid, "verdict")
            return
        if before.annotation != record["annotation"]:
            yield Invalid("supersedes", uid, "on another", "Name its own")
        if before.review == "proposed":
            yield Invalid(
                "supersedes",
                uid,
                "it is only proposed, and never stood",
                "Name the verdict that stood, or null if none did",
            )
        place = self.known.superseding(uid) if record["review"] != "proposed" else None
        if place is not None:
            yield Invalid(
                "supersedes",
                uid,
                f"superseded twice: {place} stands in its place already",
                "Keep one, or let this one supersede that",
            )

    def _standing(self, record: Record) -> Iterator[Invalid]:
        place = self.known.judging(record["annotation"])
        if place is not None:
            yield Invalid(
                "supersedes",
                None,
                f"{place} judges the same annotation: two verdicts would stand on it",
                "Name the verdict that this one supersedes, or leave one of the two out",
            )
