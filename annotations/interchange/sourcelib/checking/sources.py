"""The first pass over sources: each with its revisions, compounds, annotations and versions."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from annotations.interchange.sourcelib import rules
from annotations.interchange.sourcelib.checking import reanchorings
from annotations.interchange.sourcelib.checking.compounds import Members
from annotations.interchange.sourcelib.checking.context import UNCHANGED, Context, Record, nowhere
from annotations.interchange.sourcelib.checking.known import KnownAnnotation, words_of
from annotations.interchange.sourcelib.groups import source_of
from annotations.interchange.sourcelib.lines import Line
from annotations.interchange.sourcelib.schema import OF_A_SOURCE
from annotations.interchange.sourcelib.stored import stored
from annotations.interchange.sourcelib.values import UID, Invalid
from annotations.interchange.sourcelib.verdict_rules import stated
from annotations.models import AnnotationVersion, Compound, Prediction, Reanchoring, Span
from sourcelib.models import Revision


class _Source:
    """The source that is being checked, as far as its records have come."""

    def __init__(self, uid: str) -> None:
        self.uid = uid
        self.exists = False
        self.texts: dict[str, str] = {}
        self.numbers: dict[str, int] = {}
        self.coming: set[int] = set()
        self.compounds: set[str] = set()
        self.joined: Counter[str | None] = Counter()  # compounds, by how many name them
        self.members = Members()
        self.versions: dict[str, int] = {}
        self.kinds: dict[str, str] = {}
        self.bodies: dict[str, set[str]] = {}  # annotations, by the revisions they have a body in
        self.day: str | None = None
        self.first_day: str | None = None
        self.last_day: str | None = None

    def take(self, record: Record) -> None:
        """Take over what the record of the source says."""
        self.exists = True
        self.day = record["date"]
        self.first_day, self.last_day = record["date_earliest"], record["date_latest"]


class SourceCheck:
    """Checks sources, one at a time, each with all that is its own."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.known = context.known
        self._last: _Source | None = None

    def check(self, lines: list[Line]) -> None:
        """Check the records of one source."""
        self.source = self._source(str(source_of(lines[0])))
        taken = {
            kind: self.context.taken([line for line in lines if line.kind == kind])
            for kind in OF_A_SOURCE
        }
        self.source.coming = {record["number"] for _line, record in taken["revision"]}
        self.source.joined += Counter(
            record["prediction"]["compound"]
            for _line, record in taken["annotation"]
            if record["kind"] == "prediction"
        )
        self.source.members.expect(record for _line, record in taken["annotation"])
        for kind in OF_A_SOURCE:
            if kind == "version":
                self._versions(taken[kind])
                continue
            if kind == "reanchoring":
                self._find_bodies({record["annotation"] for _line, record in taken[kind]})
            held = self.context.held(kind, [record for _line, record in taken[kind]])
            for line, record in taken[kind]:
                if kind == "annotation":
                    rules.complete_spans(record, self.source.texts)
                there = self.context.unchanged(line, record, held)
                if there or self.context.good(line, self._breaches(line, record)):
                    self._take(line, record)
                    if not there:
                        self.context.report.created[kind] += 1

    def _versions(self, taken: list[tuple[Line, Record]]) -> None:
        kept = self._kept([record for _line, record in taken])
        for line, record in taken:
            self._version(line, record, kept[record["annotation"]])

    def _find_bodies(self, annotations: set[str]) -> None:
        """Look up where those annotations stand that the file only names."""
        named = annotations - self.source.bodies.keys()
        if named and "annotation" not in self.known.empty:
            spans = Span.objects.filter(
                annotation__article__uid=self.source.uid, annotation__uid__in=named, role="body"
            )
            for uid, revision in spans.values_list("annotation__uid", "revision__uid"):
                self.source.bodies.setdefault(str(uid), set()).add(str(revision))

    def _source(self, uid: str) -> _Source:
        """Return what is known of a source: from the group before, or from the database."""
        if self._last is not None and self._last.uid == uid:
            return self._last
        source = self._last = _Source(uid)
        if "source" in self.known.empty or not UID.fullmatch(uid):
            return source
        record = stored("source", [uid]).get(uid)
        if record is not None:
            source.take(record)
            for revision in Revision.objects.filter(article__uid=uid):
                source.texts[str(revision.uid)] = revision.text
                source.numbers[str(revision.uid)] = revision.number
            compounds = Compound.objects.filter(article__uid=uid)
            source.compounds |= set(map(str, compounds.values_list("uid", flat=True)))
            members = Prediction.objects.filter(compound__article__uid=uid)
            source.joined.update(map(str, members.values_list("compound__uid", flat=True)))
            uids = map(str, members.values_list("annotation__uid", flat=True))
            for held in stored("annotation", uids).values():
                source.members.take(held)
        return source

    def _take(self, line: Line, record: Record) -> None:
        """Make a record known to those after it."""
        if record.get("state") == "published" or record.get("published_at"):
            self.known.add_public(line.kind, record["uid"])
        if line.kind == "source":
            self.source.take(record)
        elif line.kind == "revision":
            self.source.texts[record["uid"]] = record["text"]
            self.source.numbers[record["uid"]] = record["number"]
        elif line.kind == "compound":
            self.source.compounds.add(record["uid"])
        elif line.kind == "annotation":
            self.source.versions[record["uid"]] = record["version"]
            self.source.kinds[record["uid"]] = record["kind"]
            self.source.bodies[record["uid"]] = {
                span["revision"] for span in record["spans"] if span["role"] == "body"
            }
            if record["kind"] == "prediction":
                self.source.members.take(record)
            self.known.add_annotation(
                record["uid"],
                KnownAnnotation(
                    record["kind"],
                    record["version"],
                    words_of(record),
                    self.source.day,
                    self.source.first_day,
                    stated(record["kind"], record),
                ),
            )

    def _breaches(self, line: Line, record: Record) -> Iterator[Invalid]:
        if line.kind == "source":
            yield from self._article(line, record)
        elif not self.source.exists:
            yield Invalid(
                "source",
                record["source"],
                "no such source stands directly before, nor is it in the library",
                "Put a source's records directly after it",
            )
        elif line.kind == "revision":
            yield from self._revision(record["number"])
        elif line.kind == "compound":
            count = self.source.joined[record["uid"]]
            if count < 2:
                problem = f"{count} predictions of this source name it, not two or more"
                yield Invalid("uid", record["uid"], problem, "Leave it out, or name it in them")
        elif line.kind == "annotation":
            yield from self._annotation(record)
        else:
            yield from self._reanchoring(line, record)

    def _revision(self, number: int) -> Iterator[Invalid]:
        there = set(self.source.numbers.values())
        if number in there:
            yield Invalid("number", number, "a second revision of it", "Number them")
        elif number > 1 and number - 1 not in there | self.source.coming:
            yield Invalid(
                "number", number, f"there is no revision {number - 1}", "Number them from 1"
            )

    def _article(self, line: Line, record: Record) -> Iterator[Invalid]:
        taken = self.context.taken_names("source", record)
        yield from self.context.names_free(line, record, taken)
        yield from rules.source(record)
        yield from self.context.reference("publication", record["publication"], "publication")
        yield from self.context.references("author", record["authors"], "authors")
        current, coming = record["current_revision"], self.source.coming
        if current is not None and current not in coming:
            yield Invalid("current_revision", current, "no such revision follows", "Give it")
        if record["state"] == "published" and not coming:
            yield Invalid("state", "published", "published without a text", "Give a revision")

    def _annotation(self, record: Record) -> Iterator[Invalid]:
        kind = record["kind"]
        detail = record[kind]
        yield from rules.annotation(record, self.source.first_day, self.source.last_day)
        yield from rules.spans(record, self.source.texts)
        yield from self.context.references("actor", record["about"], "about")
        yield from self.context.references("topic", record["topics"], "topics")
        if kind == "mention":
            yield from self.context.reference("actor", detail["actor"], "mention.actor")
            return
        yield from self.context.reference("actor", detail["speaker"], f"{kind}.speaker")
        if kind == "prediction":
            speakers, compound = detail["co_speakers"], detail["compound"]
            yield from self.context.references("actor", speakers, "prediction.co_speakers")
            if compound is not None and compound not in self.source.compounds:
                yield nowhere("prediction.compound", compound, "compound")
            yield from self.source.members.breaches(record, self.source.texts, self.source.numbers)

    def _reanchoring(self, line: Line, record: Record) -> Iterator[Invalid]:
        source, uid = self.source, record["annotation"]
        of_source = reanchorings.OfSource(source.texts, source.numbers, source.bodies)
        yield from reanchorings.breaches(record, of_source)
        name = f"{uid} {record['revision']}"
        earlier = self.known.line_of_name("reanchoring", name, line.number)
        held = Reanchoring.objects.filter(
            annotation__uid=uid, revision__uid=record["revision"]
        ).exclude(uid=record["uid"])
        if earlier is not None:
            yield Invalid("revision", record["revision"], f"as on line {earlier}", "Keep one")
        elif "reanchoring" not in self.known.empty and held.exists():
            yield Invalid(
                "revision", record["revision"], "the library holds another", "Leave it out"
            )

    def _kept(self, records: list[Record]) -> dict[str, set[int]]:
        """Return the numbers of the versions that are kept then, by the uid of the annotation."""
        kept: defaultdict[str, set[int]] = defaultdict(set)
        for record in records:
            kept[record["annotation"]].add(record["number"])
        if kept and "annotation" not in self.known.empty:
            held = AnnotationVersion.objects.filter(annotation__uid__in=kept)
            for uid, number in held.values_list("annotation__uid", "number"):
                kept[str(uid)].add(number)
        return kept

    def _version(self, line: Line, record: Record, kept: set[int]) -> None:
        """Check a version, which has no uid: its annotation and its number name it."""
        uid, number = record["annotation"], record["number"]
        if not self.context.good(line, self._version_breaches(line, record, kept)):
            return
        self.known.add_version(uid, number, self.source.kinds[uid], record["data"])
        found = AnnotationVersion.objects.filter(annotation__uid=uid, number=number)
        held = None if "annotation" in self.known.empty else found.first()
        if held is None:
            self.context.report.created["version"] += 1
        elif held.data == record["data"]:
            self.context.mark(line.number, UNCHANGED)
            self.context.report.unchanged["version"] += 1
        else:
            self.context.refuse(
                line, Invalid("data", number, "the library holds another version", "Leave it out")
            )

    def _version_breaches(self, line: Line, record: Record, kept: set[int]) -> Iterator[Invalid]:
        uid, number = record["annotation"], record["number"]
        version = self.source.versions.get(uid)
        if version is None:
            yield nowhere("annotation", uid, "annotation")
        elif not 1 <= number <= version:
            yield Invalid("number", number, f"the annotation is at version {version}", "Correct it")
        elif kept != set(range(min(kept), version + 1)):
            yield Invalid(
                "number",
                number,
                f"the annotation is at version {version}, and of it are kept only {sorted(kept)}",
                "Give the versions up to its own without gaps, or none",
            )
        earlier = self.known.line_of_name("version", f"{uid} {number}", line.number)
        if earlier is not None:
            yield Invalid("number", number, f"it stands on line {earlier} too", "Keep one")
