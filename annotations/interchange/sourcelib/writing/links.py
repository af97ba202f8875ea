"""Writing propositions, relations and verdicts."""

from annotations import models as a
from annotations.interchange.sourcelib.lines import Line
from annotations.interchange.sourcelib.schema import complete
from annotations.interchange.sourcelib.verdict_rules import complete_evidence
from annotations.interchange.sourcelib.writing.store import Record, Store

PROPOSITION = ("id", "uid", "slug", "text", "kind")
MEMBER = ("proposition_id", "annotation_id", "position", "note")
RELATION = (
    "uid",
    "source_id",
    "target_id",
    "kind",
    "reason",
    "created_at",
    "created_by_id",
    "batch_id",
)
VERDICT = (
    "id",
    "uid",
    "annotation_id",
    "state",
    "event_date",
    "event_date_precision",
    "decided_on",
    "reason",
    "confidence",
    "condition_met",
    "condition_met_on",
    "judged_version",
    "judged_summary",
    "review",
    "proposed_at",
    "confirmed_at",
    "published_at",
    "declined_at",
    "declined_reason",
    "supersedes_id",
    "proposed_by_id",
    "batch_id",
)
EVIDENCE = (
    "verdict_id",
    "uid",
    "position",
    "bears",
    "key",
    "source",
    "url",
    "reports",
    "words",
    "date",
    "date_precision",
    "passage_id",
)


class LinkWriter:
    """Writes what refers to annotations from outside of their sources."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def write(self, groups: list[list[Line]]) -> None:
        """Add the rows of these records."""
        records = [(line.kind, complete(line.kind, line.record)) for g in groups for line in g]
        wanted: set[str] = set()
        for kind, record in records:
            if kind == "proposition":
                wanted |= {member["annotation"] for member in record["members"]}
            elif kind == "relation":
                wanted |= {record["from"], record["to"]}
            else:
                wanted.add(record["annotation"])
                wanted |= {piece["passage"] for piece in record["evidence"] if piece["passage"]}
        ids = self.store.ids_of(a.Annotation, wanted)
        superseded = {
            record["supersedes"]
            for kind, record in records
            if kind == "verdict" and record["supersedes"]
        }
        verdicts = self.store.ids_of(a.Verdict, superseded)
        for kind, record in records:
            if kind == "proposition":
                self._proposition(record, ids)
            elif kind == "relation":
                self._relation(record, ids)
            else:
                self._verdict(record, ids, verdicts)

    def _proposition(self, record: Record, ids: dict[str, int]) -> None:
        pk = self.store.next_id(a.Proposition)
        row = (pk, *(record[name] for name in PROPOSITION[1:]))
        self.store.add_recorded(a.Proposition, PROPOSITION, row)
        self.store.add_former_slugs(a.Proposition, record)
        self.store.made(a.Proposition, record["uid"], pk)
        through = a.Proposition.topics.through
        for topic in record["topics"]:
            topic_id = self.store.id_of(a.Topic, topic)
            self.store.add(through, ("proposition_id", "topic_id"), (pk, topic_id))
        for member in record["members"]:
            annotation = ids[member["annotation"]]
            row = (pk, annotation, member["position"], member["note"])
            self.store.add(a.PropositionMember, MEMBER, row)

    def _relation(self, record: Record, ids: dict[str, int]) -> None:
        row = (
            record["uid"],
            ids[record["from"]],
            ids[record["to"]],
            record["kind"],
            record["reason"],
            self.store.time(record["created_at"]),
            self.store.batch.created_by_id,
            self.store.batch.pk,
        )
        self.store.add(a.Relation, RELATION, row)

    def _verdict(self, record: Record, ids: dict[str, int], verdicts: dict[str, int]) -> None:
        pk = verdicts[record["uid"]] = self.store.next_id(a.Verdict)
        row = (
            pk,
            record["uid"],
            ids[record["annotation"]],
            *(record[name] for name in VERDICT[3:14]),
            self.store.time(record["proposed_at"]),
            record["confirmed_at"],
            self._published_at(record),
            record["declined_at"],
            record["declined_reason"],
            verdicts[record["supersedes"]] if record["supersedes"] else None,
            self.store.batch.created_by_id,
            self.store.batch.pk,
        )
        self.store.add(a.Verdict, VERDICT, row)
        complete_evidence(record)
        for piece in record["evidence"]:
            passage = ids[piece["passage"]] if piece["passage"] else None
            row = (pk, *(piece[name] for name in EVIDENCE[1:11]), passage)
            self.store.add(a.Evidence, EVIDENCE, row)

    def _published_at(self, record: Record) -> str | None:
        """Return when it was more than a proposal first; where the file does not say, as far as
        it does."""
        if record["review"] == "proposed":
            return None
        given = record["published_at"] or record["confirmed_at"] or record["proposed_at"]
        return self.store.time(given)
